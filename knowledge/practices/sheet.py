"""State of a practice on two A4, for a council. Each text has a number of lines on paper; the rest is on the site."""

import math
import re
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freshness.pages import mark_public
from knowledge.models import PracticePage
from knowledge.practices.page import practice_content
from knowledge.practices.partners import Strand
from knowledge.practices.phases import LogLine
from network.addresses import page_at
from web.excerpts import shortened
from web.prose import to_text

HALF, WHOLE, CELL = 46, 98, 32
"""Characters that fit on a line of half a page, of a whole page, and of a cell."""
BETWEEN = 0.25
"""Room between two paragraphs, in lines."""
MOST_PARTNERS, MOST_STEPS = 8, 6
MARKED = re.compile(r"\s*(?:(?P<bullet>–)|(?P<number>\d{1,3}\.)) (?P<words>.*)")
CONTINUED = re.compile(r"(?P<sign>[^\n])[ \t]*\n[ \t]+(?!(?:[-*+]|\d+[.)])\s)")
"""Line break within an item, which paper has no room for."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text on paper, in groups of paragraphs (``p``) and items (``ul``, ``ol``). ``is_cut`` if the site has more."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    is_cut: bool


def fitted(text: str, width: int, lines: int) -> Fitted | None:
    """Return what fits in ``lines`` lines of ``width`` characters; None if there is no text."""
    paragraphs = to_text(CONTINUED.sub(_joined, text)).splitlines()
    found: list[str] = []
    left = lines + BETWEEN
    for paragraph in paragraphs:
        left -= BETWEEN
        needed = math.ceil(len(paragraph) / width)
        if needed > left:
            if left >= 1:
                found.append(shortened(paragraph, int(left) * width - 1))
            else:
                found[-1] = f"{found[-1].rstrip('.… ')} …"
            break
        found.append(paragraph)
        left -= needed
    grouped = groupby(map(_marked, found), key=itemgetter(0))
    groups = tuple((kind, tuple(words for _kind, words in rows)) for kind, rows in grouped)
    return Fitted(groups, is_cut=found != paragraphs) if found else None


def _joined(found: re.Match[str]) -> str:
    sign = found["sign"]
    return f"{sign} " if sign in ".!?:;," else f"{sign}. "


def _marked(line: str) -> tuple[str, str]:
    found = MARKED.fullmatch(line)
    if found is None:
        return "p", line
    return ("ul" if found["bullet"] else "ol"), found["words"]


@dataclass(frozen=True, slots=True)
class SheetRow:
    name: str
    role: str
    period: str


def partner_rows(strands: tuple[Strand, ...]) -> list[SheetRow]:
    rows = []
    for strand in strands[:MOST_PARTNERS]:
        role = strand.role or strand.kind
        if strand.has_stopped:
            role = strand.reason or _("gestopt")
        rows.append(SheetRow(shortened(strand.name, CELL), shortened(role, CELL), strand.period))
    return rows


def log_rows(log: list[LogLine]) -> list[dict[str, object]]:
    """Return the last steps, each on one line. What is expected is in the evaluation."""
    return [
        {
            "when": date_format(line.month, "M Y").lower(),
            "title": shortened(line.title, 60),
            "words": shortened(line.words, max(20, WHOLE - 16 - len(line.title))),
            "is_failed": line.kind == "failed",
            "phase": line.phase,
        }
        for line in log
        if line.kind != "next"
    ][:MOST_STEPS]


def sheet_content(page: PracticePage, request: HttpRequest) -> dict[str, object]:
    practice = practice_content(page, request)
    parts = {
        "why": fitted(page.occasion, HALF, 7),
        "what": fitted(page.approach, HALF, 7),
        "ask": fitted(page.council_question, WHOLE - 12, 8),
        "learned": fitted("\n\n".join(filter(None, [page.lesson, page.active_elements])), HALF, 7),
        "failed": fitted("\n\n".join(filter(None, [page.failed_what, page.failed_how, page.failed_now])), HALF, 7),
        "results": fitted(page.results, WHOLE, 3),
        "costs": fitted(page.costs, WHOLE, 5),
        "residents": fitted(page.residents_role, HALF, 5),
        "evaluation": fitted(page.evaluation, HALF, 5),
    }
    log, partners = log_rows(practice["log"]), practice["partners"].strands
    known_steps = sum(line.kind != "next" for line in practice["log"])
    address = page.get_full_url(request) or ""
    return {
        "page": page,
        "practice": practice,
        **parts,
        "title": shortened(page.title, 90),
        "place": shortened(practice["place"], 120),
        "partners": partner_rows(partners),
        "more_partners": max(0, len(partners) - MOST_PARTNERS),
        "log": log,
        "more_steps": known_steps > len(log),
        "is_cut": any(part is not None and part.is_cut for part in parts.values())
        or known_steps > len(log)
        or len(partners) > MOST_PARTNERS,
        "url": page.get_url(request),
        "canonical": f"{settings.SITE_URL}{page.get_url(request)}",
        "address": address.partition("://")[2],
        "today": date_format(timezone.localdate(), "j F Y"),
    }


@require_safe
def practice_sheet(request: HttpRequest, path: str) -> HttpResponse:
    """Serve ``stand/`` below a practice."""
    page = page_at(request, path)
    if not isinstance(page, PracticePage):
        raise Http404
    response = render(request, "knowledge/stand.html", sheet_content(page, request))
    if not page.is_open_to_all:
        response["Cache-Control"] = "private, no-store"
        return response
    mark_public(response)
    return response
