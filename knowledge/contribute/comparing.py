"""Differences between two versions of a practice, question by question and word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from knowledge.contribute.filling import PLAIN
from knowledge.models import PracticePage

PIECES = re.compile(r"\s+|[^\s]+")
MOST_PIECES = 3000
"""Longer texts are compared as a whole: comparing takes the square of their length."""


@dataclass(frozen=True)
class Difference:
    label: str
    kind: str
    html: SafeString


def texts_of(page: PracticePage) -> dict[str, str]:
    """Return every answer of a version as text, by its question."""
    found = {str(_("Naam")): page.title}
    for name in PLAIN:
        described = page._meta.get_field(name)  # noqa: SLF001  Django documents it
        value = getattr(page, name)
        if isinstance(value, bool):
            value = str(_("ja")) if value else ""
        elif described.choices:
            value = str(dict(described.choices).get(value, value))
        label = str(described.verbose_name)
        found[label[:1].upper() + label[1:]] = value
    named = {
        _("Gemeente"): [page.municipality] if page.municipality_id else [],
        _("Organisatie"): [page.organisation] if page.organisation_id else [],
        _("Wijken"): page.wijken.all(),
        _("Thema’s"): page.themes.all(),
        _("Indeling"): page.categories.all(),
        _("Geïnspireerd op"): page.inspired_by.all(),
    }
    for label, pages in named.items():
        found[str(label)] = ", ".join(sorted(str(one) for one in pages))
    found[str(_("Partners"))] = "\n".join(_partner(row) for row in page.partners.all())
    found[str(_("Stappen"))] = "\n".join(
        f"{row.month:%m-%Y} {row.title}. {row.words}".strip() for row in page.steps.all()
    )
    found[str(_("Verloop van de fasen"))] = "\n".join(f"{row} {row.reason}".strip() for row in page.phase_changes.all())
    found[str(_("Erkenning elders"))] = "\n".join(f"{row}, {row.url}" for row in page.recognitions.all())
    found[str(_("Bestanden"))] = ", ".join(row.attachment.title for row in page.files.all())
    return found


def _partner(row) -> str:
    months = "–".join(f"{month:%m-%Y}" if month else "" for month in (row.since, row.until))
    return ", ".join(part for part in (row.display_name, row.role, months.strip("–"), row.reason) if part)


def differences(old: PracticePage | None, new: PracticePage) -> tuple[list[Difference], list[str]]:
    """Return what differs, and the questions with an answer that stayed the same."""
    before, after = texts_of(old) if old else {}, texts_of(new)
    found, same = [], []
    for label, text in after.items():
        was = before.get(label, "")
        if was == text:
            same += [label] if text else []
        else:
            kind = _("nieuw") if not was else _("weggehaald") if not text else _("gewijzigd")
            found.append(Difference(label, str(kind), marked(was, text)))
    return found, same


def marked(old: str, new: str) -> SafeString:
    """Return ``new`` as HTML in which what is gone is in ``del`` and what is new in ``ins``."""
    was, now = PIECES.findall(old), PIECES.findall(new)
    if len(was) + len(now) > MOST_PIECES:
        return _in("del", old) + _in("ins", new)
    parts = []
    for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(escape("".join(now[k:m])))
        else:
            parts.append(_in("del", "".join(was[i:j])) + _in("ins", "".join(now[k:m])))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308  every part is escaped


def _in(tag: str, text: str) -> SafeString:
    if not text.strip():
        return escape(text) if tag == "ins" else SafeString("")
    return format_html_join("", f"<{tag}>{{}}</{tag}>", [(text,)])
