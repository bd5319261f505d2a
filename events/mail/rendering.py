"""The two texts of a mail from its templates, made once for all who get the same but for their name and link."""

import secrets
from functools import lru_cache

from django.utils.html import escape

from outbox.rendering import written

BLANKS = {name: f"{name}-{secrets.token_hex(16)}" for name in ("first_name", "link")}
"""Stand in a kept text where what is somebody's own comes; nobody can know them and write them on a page."""


def render(kind: str, context: dict) -> tuple[str, str]:
    """The text and the HTML. The template hears whether there is a name and a link, not which."""
    own = {name: str(context[name]) for name in BLANKS}
    blanks = {name: BLANKS[name] if value else "" for name, value in own.items()}
    text, html = _render(kind, _Same({**context, **blanks}))
    for name, value in own.items():
        text, html = text.replace(BLANKS[name], value), html.replace(BLANKS[name], escape(value))
    return text, html


class _Same:
    """A context that equals another when all in it reads the same."""

    def __init__(self, context: dict) -> None:
        self.context = context
        about = context["about"]
        # What is the date's own has been put into words once. Not texts: one that somebody types can be the very same object, or the name.
        names = {id(value): ("about", name) for name, value in about.items() if not isinstance(value, str)}
        names[id(about)] = ("about", "")
        own = [(name, names.get(id(value), value)) for name, value in context.items()]
        self.words = f"{about.words}{own}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)


@lru_cache(maxsize=64)
def _render(kind: str, same: _Same) -> tuple[str, str]:
    return written(kind, same.context)
