"""Rendering of a mail from its two templates in ``templates/mail/``, as text and as HTML."""

import re

from django.template.loader import render_to_string

INDENT = re.compile(r"\s*\n\s*")
"""Indentation of the templates, which would be a third of the HTML."""


def render_mail(name: str, context: dict) -> tuple[str, str]:
    """Render the text and the HTML.

    The preheader, which mail programs list beside the subject, is the first paragraph of the text below its heading.
    """
    text = text_of(name, context)
    preheader = " ".join(text.split("\n\n")[1].split())
    html = render_to_string(f"mail/{name}.html", {**context, "preheader": preheader})
    return text, INDENT.sub("\n", html)


def text_of(name: str, context: dict) -> str:
    """Render the text. Omitted parts leave no extra blank lines."""
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"mail/{name}.txt", context)).strip() + "\n"
