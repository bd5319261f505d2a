"""Practices as cards and rows: what they learned, how far they came and how fresh that is."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest

from knowledge.models import PracticePage
from knowledge.models.life import standing_words
from knowledge.practices.facets import Facets
from knowledge.practices.page import place_words
from knowledge.uptake.spread import counts
from network.addresses import addresses_for


@dataclass(frozen=True, slots=True)
class PracticeCard:
    title: str
    url: str
    weave: str
    phase: str
    phase_label: str
    place: str
    lesson: str
    """The lesson; the summary if there is none yet."""
    confirmed: str = ""
    late: str = ""
    uptake: str = ""
    """Uptake elsewhere in words, and its furthest state for the sign."""
    uptake_state: str = ""
    is_example: bool = False


def read_cards(pks: list[int], every: Facets, request: HttpRequest) -> list[PracticeCard]:
    """Return the cards of ``pks`` in that order, in three queries."""
    wijken: dict[int, list[str]] = defaultdict(list)
    through = PracticePage.wijken.through.objects.filter(practicepage__in=pks)
    for pk, wijk in through.values_list("practicepage_id", "wijkpage_id"):
        if wijk in every.pages:
            wijken[pk].append(every.pages[wijk].title)
    address_of, uptake = addresses_for(request), counts(pks)
    rows = PracticePage.objects.filter(pk__in=pks).values(
        "pk", "title", "url_path", "summary", "lesson", "phase", "municipality_id", "is_example",
        "standing__confirmed_on", "standing__is_confirmed", "standing__overdue_since",
    )  # fmt: skip
    cards = {}
    for row in rows:
        confirmed, late = standing_words(
            row["standing__confirmed_on"],
            is_confirmed=row["standing__is_confirmed"],
            is_overdue=row["standing__overdue_since"] is not None,
        )
        municipality = every.pages.get(row["municipality_id"])
        cards[row["pk"]] = PracticeCard(
            title=row["title"],
            url=address_of(row["url_path"]),
            weave=row["title"],
            phase=row["phase"],
            phase_label=str(PracticePage.Phase(row["phase"]).label),
            place=place_words(sorted(wijken[row["pk"]]), municipality.title if municipality else ""),
            lesson=row["lesson"] or row["summary"],
            confirmed=confirmed,
            late=late,
            uptake=uptake[row["pk"]].words if row["pk"] in uptake else "",
            uptake_state=uptake[row["pk"]].state if row["pk"] in uptake else "",
            is_example=row["is_example"],
        )
    return [cards[pk] for pk in pks if pk in cards]
