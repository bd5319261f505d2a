"""Content of the list of practices: a selection from the address, its cards, and the facets with their counts."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freshness.versioned_cache import VersionedCache, cached
from knowledge.models import PracticePage
from knowledge.practices.cards import PracticeCard, read_cards
from knowledge.practices.facets import Facets, Mask, facets, found, places_by
from knowledge.practices.linked import INDEX
from knowledge.practices.selection import PHASES, Selection, region
from web.numbers import small_number

PER_PAGE = 24
NEIGHBOURS = 4
CARDS: VersionedCache[list[PracticeCard]] = VersionedCache(200, by_the_minute=True)
"""Cards by selection and page number: visitors can ask for endlessly many."""
IN_SENTENCE = ("fase", "gemeente", "thema", "doelgroep")
BESIDE = {
    "leefgebied": gettext_lazy("Leefgebied"),
    "levensfase": gettext_lazy("Levensfase"),
    "organisatie": gettext_lazy("Organisatie"),
}
"""Parts below the sentence, in a fold."""


def index_content(request: HttpRequest) -> dict[str, Any]:
    selection = Selection.from_query(request.GET)
    every = facets(request)
    words = found(request, selection.words)
    mask = every.matching(selection, words)
    total = mask.bit_count()
    number = min(small_number(request.GET.get("pagina", "1"), digits=5) or 1, 10_000)
    start = (number - 1) * PER_PAGE
    order = places_by("first_published_at", request) if selection.is_newest_first else None
    pks = every.listed(mask, start, PER_PAGE, order)
    cards = cached(request, ("practice cards", *pks), lambda: read_cards(pks, every, request), CARDS) if pks else []
    sentence = selection.sentence(every.titles)
    return {
        "sentence": sentence,
        "q": selection.q,
        "form": form_choices(selection, every, words),
        "beside": [
            {"part": part, "label": label, "options": options(part, selection, every, words, _("alles"))}
            for part, label in BESIDE.items()
        ],
        "is_beside_used": any(selection.chosen(part) for part in BESIDE),
        "extra": extra(selection, every),
        "hidden": [(part, value) for part in ("wijk",) for value in selection.chosen(part)],
        "problems": selection.problems(every.titles),
        "phases": phase_chips(selection, every, words),
        "cards": cards,
        "total": total,
        "shown_until": min(start + len(cards), total),
        "is_newest_first": selection.is_newest_first,
        "other_order_url": replace(selection, is_newest_first=not selection.is_newest_first).url(),
        "next_url": selection.url(page=number + 1) if total > start + PER_PAGE else "",
        "previous_url": selection.url(page=number - 1) if number > 1 else "",
        "is_everything": selection.is_everything,
        "reset_url": INDEX,
        "feed_url": replace(selection, is_newest_first=False).url(f"{INDEX}feed.xml"),
        "neighbours": neighbours(selection, every, words, request) if not total else None,
    }


def options(part: str, selection: Selection, every: Facets, words: Mask | None, first: str) -> list[dict]:
    """Return the choices of a part, each with what a click would show. What gives nothing is left out, unless chosen."""
    chosen, counts = selection.chosen(part), every.counts(part, selection, words)
    titles = {value.value: str(name) for value, name in PHASES.items()} if part == "fase" else every.titles[part]
    lower = part in {"thema", "doelgroep"}
    found_options = [{"value": "", "label": first, "selected": not chosen}]
    for value, title in titles.items():
        count = counts.get(value, 0)
        if not count and value not in chosen:
            continue
        label = title[:1].lower() + title[1:] if lower and not title[1:2].isupper() else title
        # No count for the chosen value: its label is part of the sentence.
        label = label if value in chosen[:1] else f"{label} ({count})"
        found_options.append({"value": value, "label": label, "selected": value in chosen[:1]})
    unknown = [value for value in chosen if value not in titles]
    return [
        *found_options,
        *({"value": value, "label": value, "selected": value == chosen[0]} for value in unknown),
    ]


def form_choices(selection: Selection, every: Facets, words: Mask | None) -> dict[str, list[dict]]:
    first = {
        "fase": _("Alle praktijken"),
        "gemeente": region(),
        "thema": _("elk thema"),
        "doelgroep": _("iedereen"),
    }
    return {part: options(part, selection, every, words, first[part]) for part in IN_SENTENCE}


def extra(selection: Selection, every: Facets) -> list[dict[str, str]]:
    """Return the choices that neither the sentence nor the fold shows, each with the address that removes it."""
    values = [("wijk", value) for value in selection.chosen("wijk")]
    values += [(part, value) for part in (*IN_SENTENCE, *BESIDE) for value in selection.chosen(part)[1:]]
    chips = [
        {"label": every.titles[part].get(value, value), "remove_url": selection.without(part, value).url()}
        for part, value in values
    ]
    if selection.q:
        label = _("met “%(q)s”") % {"q": selection.q}
        chips.append({"label": label, "remove_url": replace(selection, q="").url()})
    return chips


def phase_chips(selection: Selection, every: Facets, words: Mask | None) -> list[dict[str, Any]]:
    """Return the phases with their counts. One that would show nothing is left out, unless chosen."""
    counts, chosen = every.counts("fase", selection, words), selection.chosen("fase")
    total = every.matching(selection, words, but="fase").bit_count()
    everything = {"key": "", "label": _("Alle fasen"), "count": total, "url": selection.with_only("fase").url()}
    return [
        {**everything, "current": not chosen},
        *(
            {
                "key": phase.value,
                "label": str(phase.label),
                "count": counts.get(phase.value, 0),
                "url": selection.with_only("fase", phase.value).url(),
                "current": phase.value in chosen,
            }
            for phase in PracticePage.Phase
            if counts.get(phase.value) or phase.value in chosen
        ),
    ]


def neighbours(selection: Selection, every: Facets, words: Mask | None, request: HttpRequest) -> dict[str, Any] | None:
    """Return practices of the same selection elsewhere, for a list that is empty in one place."""
    wider = selection.with_only("gemeente").with_only("wijk")
    if wider == selection or (wider.is_everything and not wider.parts):
        return None
    mask = every.matching(wider, words)
    pks = every.listed(mask, 0, NEIGHBOURS)
    if not pks:
        return None
    return {
        "sentence": wider.sentence(every.titles),
        "url": wider.url(),
        "total": mask.bit_count(),
        "cards": cached(request, ("practice cards", *pks), lambda: read_cards(pks, every, request), CARDS),
    }
