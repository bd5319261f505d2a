"""Practices that look like a title: “Lijkt dit erop?”, for the writer and for the moderator."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from knowledge.models import PracticePage
from knowledge.search.words import canonical, words
from network.visibility import open_to_all

MOST = 3
CANDIDATES = 60
SHORTEST = 4
EVERYDAY = frozenset(
    [
        "aan",
        "aanpak",
        "als",
        "bij",
        "deze",
        "die",
        "dit",
        "door",
        "een",
        "elkaar",
        "het",
        "hun",
        "hulp",
        "iedereen",
        "jong",
        "maar",
        "meer",
        "met",
        "mensen",
        "naar",
        "niet",
        "om",
        "onze",
        "oude",
        "over",
        "praktijk",
        "project",
        "samen",
        "team",
        "thuis",
        "tot",
        "uit",
        "van",
        "voor",
        "waar",
        "wijk",
        "wijken",
        "zonder",
        "zorg",
    ]
)
"""Words that say nothing about likeness in this field."""


@dataclass(frozen=True)
class Similar:
    title: str
    path: str
    line: str


def nearest(title: str, *, but_for: int | None = None) -> list[Similar]:
    """Return at most three public practices that share telling words with ``title``. Two queries at most."""
    telling = [word for word in words(title[:200]) if len(word) >= SHORTEST and word not in EVERYDAY][:8]
    if not telling:
        return []
    # Beginnings, so that plurals and inflections are candidates; their forms decide.
    begins = [word[: max(SHORTEST, len(word) - 3)] for word in telling]
    contains = reduce(or_, (Q(title__icontains=part) | Q(summary__icontains=part) for part in begins))
    found = open_to_all(PracticePage.objects.filter(contains)).select_related("municipality")
    if but_for:
        found = found.exclude(pk=but_for)
    wanted = {canonical(word) for word in telling}
    ranked = []
    for page in found.order_by("-last_published_at")[:CANDIDATES]:
        in_title, in_summary = _forms(page.title), _forms(page.summary)
        score = 3 * len(wanted & in_title) + len(wanted & in_summary)
        if wanted & in_title or score > 1:
            ranked.append((-score, page.title, page))
    return [_similar(page) for _score, _title, page in sorted(ranked, key=lambda row: row[:2])[:MOST]]


def _forms(text: str) -> set[str]:
    return {canonical(word) for word in words(text)}


def _similar(page: PracticePage) -> Similar:
    where = page.municipality.title if page.municipality else ""
    line = " · ".join(part for part in (where, str(page.get_phase_display())) if part)
    return Similar(page.title, page.url or "", line)
