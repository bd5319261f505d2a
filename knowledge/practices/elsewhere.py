"""Practices on other pages: those of a place, a theme or an organisation, and three lessons on the home page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from freshness.versioned_cache import VersionedCache, cached
from knowledge.models import PracticePage
from knowledge.practices.cards import read_cards
from knowledge.practices.facets import facets
from knowledge.practices.selection import Selection
from network.addresses import addresses_for
from network.visibility import seen_by_all
from web.excerpts import shortened
from web.prose import to_text

MOST_SHOWN = 6
CANDIDATES = 60
LONGEST_LESSON = 160
SHOWN: VersionedCache[dict[str, Any]] = VersionedCache(200)
LESSONS: VersionedCache[tuple["Lesson", ...]] = VersionedCache(8)
Phase = PracticePage.Phase
PARTS = {"municipalities": "gemeente", "wijken": "wijk", "themes": "thema", "organisations": "organisatie"}
"""Facet of practices for each part of a page's own ``selection``."""


def practices_of_page(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the first cards, the total and the address of the list for a place, a theme or an organisation.

    The total is what the list shows, because both are the same facet.
    """
    ask = getattr(page, "selection", None)
    chosen = ask(request) if ask else None
    if not isinstance(chosen, dict):
        return {}
    selection = Selection.of(**{PARTS[part]: values[0] for part, values in chosen.items() if part in PARTS})

    def read() -> dict[str, Any]:
        every = facets(request)
        mask = every.matching(selection)
        cards = read_cards(every.listed(mask, 0, MOST_SHOWN), every, request)
        return {"cards": cards, "total": mask.bit_count(), "all_url": selection.url()}

    return cached(request, ("practices of page", selection), read, SHOWN)


@dataclass(frozen=True, slots=True)
class Lesson:
    words: str
    has_worked: bool
    title: str
    url: str
    phase: str
    source: str
    """Phase and place of the practice."""

    @property
    def label(self) -> Promise:
        return _("Dit werkte") if self.has_worked else _("Dit werkte niet")


def home_lessons(request: HttpRequest) -> tuple[Lesson, ...]:
    """Return two things that worked and one that did not, of the practices that were confirmed last. One query."""
    return cached(request, "lessons", lambda: _lessons(request), LESSONS)


def _lessons(request: HttpRequest) -> tuple[Lesson, ...]:
    tried = (
        PracticePage.objects.filter(seen_by_all())
        .exclude(phase=Phase.IDEA)
        .exclude(lesson="", failed_what="", failed_how="")
    )
    place = Case(When(seen_by_all("municipality__"), then=F("municipality__title")), default=Value(""))
    rows = list(
        tried.annotate(place=place)
        .order_by(F("standing__confirmed_on").desc(nulls_last=True), "-pk")
        .values("pk", "title", "url_path", "lesson", "phase", "failed_what", "failed_how", "place")[:CANDIDATES]
    )
    failed = next((row for row in rows if row["phase"] == Phase.STOPPED and row["lesson"]), None)
    failed = failed or next((row for row in rows if _failure(row)), None)
    worked = [row for row in rows if row["phase"] != Phase.STOPPED and row["lesson"] and row is not failed]
    chosen = [(row, row["lesson"], True) for row in worked[:2]]
    if failed:
        words = failed["lesson"] if failed["phase"] == Phase.STOPPED else _failure(failed)
        chosen.insert(1, (failed, words, False))
    address_of = addresses_for(request)
    return tuple(
        Lesson(
            words=words,
            has_worked=has_worked,
            title=row["title"],
            url=address_of(row["url_path"]),
            phase=row["phase"],
            source=f"{Phase(row['phase']).label} · {row['place'] or settings.REGION}",
        )
        for row, words, has_worked in chosen
    )


def _failure(row: dict[str, Any]) -> str:
    """Return the first sentences of what happened when it did not work."""
    lines = to_text(row["failed_how"] or row["failed_what"]).splitlines()
    return shortened(lines[0], LONGEST_LESSON) if lines else ""
