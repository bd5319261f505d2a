"""Spread of a practice over the region, as pages show it: words for cards, the table, and the tiles of the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.models import PracticePage, Uptake
from knowledge.models.uptake import UptakeState
from network.addresses import addresses_for
from network.models import MunicipalityPage, ThemePage, WijkPage
from network.visibility import open_to_all
from web.number_words import begun, in_words
from web.ordering import title_order
from web.prose import to_html

ORDER = (UptakeState.WORKS, UptakeState.TRIES, UptakeState.EXPLORES, UptakeState.STOPPED)
"""States from far to near. A municipality with several parties has the first of theirs on the map."""
CLASSES = {
    UptakeState.WORKS: "works",
    UptakeState.TRIES: "tries",
    UptakeState.EXPLORES: "explores",
    UptakeState.STOPPED: "stopped",
}


@dataclass(frozen=True)
class Row:
    """Line of the table: one party. ``place`` is its municipality, empty for a party of the whole region."""

    anchor: str
    place: str
    place_url: str
    party: str
    party_url: str
    wijk: str
    state: str
    state_words: str
    since: date
    changed: SafeString
    contact: str
    municipality_id: int | None

    @property
    def name(self) -> str:
        return self.place or self.party


@dataclass(frozen=True)
class Tile:
    """Municipality on the map. Without a state nothing was reported; ``is_origin`` is where the practice began."""

    title: str
    code: str
    url: str
    row: int | None
    column: int | None
    state: str = ""
    is_origin: bool = False

    @property
    def state_class(self) -> str:
        return CLASSES[UptakeState(self.state)] if self.state else ("origin" if self.is_origin else "")

    @property
    def sign(self) -> str:
        """Name of the sign on the tile, for ``components/uptake_sign.html``; empty if nothing was reported."""
        return self.state or ("begin" if self.is_origin else "")

    @property
    def words(self) -> str:
        if self.state:
            return str(UptakeState(self.state).label)
        return _("hier begon het") if self.is_origin else _("nog niets gemeld")


@dataclass(frozen=True)
class Spread:
    heading: str
    lead: str
    rows: tuple[Row, ...]
    tiles: tuple[Tile, ...]
    form_url: str

    @property
    def on_map(self) -> tuple[Tile, ...]:
        """Tiles in reading order, from the top left."""
        placed = [tile for tile in self.tiles if tile.row and tile.column]
        return tuple(sorted(placed, key=lambda tile: (tile.row, tile.column)))


def spread_of(practice: PracticePage, request: HttpRequest) -> Spread:
    """Return what the page of ``practice`` shows of its uptake. Two queries, however many rows."""
    address_of = addresses_for(request)
    municipalities = {page.pk: page for page in open_to_all(MunicipalityPage.objects.all())}
    shown = (
        Uptake.objects.shown()
        .filter(practice=practice.pk)
        .annotate(wijk_is_visible=Exists(open_to_all(WijkPage.objects.filter(pk=OuterRef("wijk")))))
        .select_related("organisation", "municipality", "wijk")
    )
    rows = sorted((_row(one, municipalities, address_of) for one in shown), key=_by_state)
    form_url = f"{practice.get_url(request) or ''}meedoen/"
    best = _best((row.municipality_id, row.state) for row in rows if row.municipality_id)
    anchors = {row.municipality_id: f"#{row.anchor}" for row in reversed(rows)}
    tiles = tuple(
        Tile(
            title=page.title, code=page.code, row=page.tile_row, column=page.tile_column, state=best.get(pk, ""),
            url=anchors.get(pk) or f"{form_url}?voor=g{pk}", is_origin=pk == practice.municipality_id,
        )
        for pk, page in sorted(municipalities.items(), key=lambda item: title_order(item[1].title))
    )  # fmt: skip
    units = _best((row.municipality_id or row.anchor, row.state) for row in rows)
    numbers = _numbers(units)
    unknown = sum(not tile.state and not tile.is_origin for tile in tiles)
    return Spread(heading_of(numbers), lead_of(numbers, unknown), tuple(rows), tiles, form_url)


def _row(one: Uptake, municipalities: dict[int, MunicipalityPage], address_of) -> Row:
    place_id = one.municipality_id or (one.organisation.municipality_id if one.organisation else None)
    place = municipalities.get(place_id) if place_id else None
    return Row(
        anchor=f"spreiding-{one.pk}",
        place=place.title if place else "",
        place_url=address_of(place.url_path) if place else "",
        party=one.organisation.display_name if one.organisation else "",
        party_url=address_of(one.organisation.url_path) if one.organisation else "",
        wijk=one.wijk.title if one.wijk and one.wijk_is_visible else "",
        state=one.state,
        state_words=str(one.get_state_display()),
        since=one.since,
        changed=to_html(one.changed),
        contact=one.contact_name,
        municipality_id=place.pk if place else None,
    )


def _by_state(row: Row) -> tuple:
    return (ORDER.index(UptakeState(row.state)), row.since, title_order(row.name), row.anchor)


def _best(states: Iterable[tuple]) -> dict:
    """Return for each municipality, or regional party, the state that is furthest."""
    best: dict = {}
    for key, state in states:
        if key not in best or ORDER.index(UptakeState(state)) < ORDER.index(UptakeState(best[key])):
            best[key] = state
    return best


# -- Words -------------------------------------------------------------------------------------------------------------

Numbers = dict[str, tuple[int, int]]
"""By state: number of municipalities, and of parties that work in the whole region."""


def _numbers(units: dict) -> Numbers:
    found: Numbers = {}
    for key, state in units.items():
        here, regional = found.get(state, (0, 0))
        found[state] = (here + 1, regional) if isinstance(key, int) else (here, regional + 1)
    return found


class Count(NamedTuple):
    """Uptake of one practice on its card. ``state`` is the furthest, for the sign beside the words."""

    words: str
    state: str


def counts(practice_ids: Iterable[int]) -> dict[int, Count]:
    """Return the uptake of each practice for its card, in one query. Practices without any are left out."""
    ids = list(practice_ids)
    if not ids:
        return {}
    visible = open_to_all(MunicipalityPage.objects.filter(pk=OuterRef("organisation__municipality")))
    shown = (
        Uptake.objects.shown()
        .filter(practice__in=ids)
        .annotate(place_is_visible=Exists(visible))
        .values_list("practice", "pk", "municipality", "organisation__municipality", "place_is_visible", "state")
    )
    found: dict[int, list[tuple]] = defaultdict(list)
    for practice, pk, municipality, place, is_visible, state in shown:
        found[practice].append((municipality or (place if is_visible else None) or f"party {pk}", state))
    return {practice: _counted(_numbers(_best(states))) for practice, states in found.items()}


def _counted(numbers: Numbers) -> Count:
    return Count(card_words(numbers), next(state.value for state in ORDER if state in numbers))


def card_words(numbers: Numbers) -> str:
    """Return “2 gemeenten werken hiermee, 3 proberen het”. What is only explored, or has stopped, follows if that is all."""
    parts = _parts(numbers, (UptakeState.WORKS, UptakeState.TRIES), str)
    return parts or _parts(numbers, (UptakeState.EXPLORES, UptakeState.STOPPED), str)


def heading_of(numbers: Numbers) -> str:
    first = _parts(numbers, (UptakeState.WORKS, UptakeState.TRIES), in_words)
    return begun(first) if first else _("Wie doet dit nog meer?")


def lead_of(numbers: Numbers, unknown: int) -> str:
    """Return the rest in words: what is explored, what has stopped, and how many municipalities said nothing yet."""
    rest = _parts(numbers, (UptakeState.EXPLORES, UptakeState.STOPPED), in_words)
    sentences = [f"{begun(rest)}."] if rest else []
    if unknown:
        sentences.append(
            ngettext("Van één gemeente weten we nog niets.", "Van %(number)s gemeenten weten we nog niets.", unknown)
            % {"number": in_words(unknown)}
        )
    return " ".join(sentences)


def _parts(numbers: Numbers, states: tuple[UptakeState, ...], shown) -> str:
    """Join the phrases of ``states``; only the first names what is counted."""
    phrases = []
    for state in states:
        if state in numbers:
            here, regional = numbers[state]
            phrases.append(_phrase(state, here, regional, shown, is_first=not phrases))
    return ", ".join(phrases)


def _phrase(state: UptakeState, here: int, regional: int, shown, *, is_first: bool) -> str:
    number = here + regional
    who = _subject(here, regional, shown) if is_first or regional else shown(number)
    first = {
        UptakeState.WORKS: ngettext("%(who)s werkt hiermee", "%(who)s werken hiermee", number),
        UptakeState.TRIES: ngettext("%(who)s probeert het", "%(who)s proberen het", number),
        UptakeState.EXPLORES: ngettext("%(who)s verkent het", "%(who)s verkennen het", number),
        UptakeState.STOPPED: ngettext("%(who)s is gestopt", "%(who)s zijn gestopt", number),
    }
    return first[state] % {"who": who}


def _subject(here: int, regional: int, shown) -> str:
    municipalities = ngettext("%(number)s gemeente", "%(number)s gemeenten", here) % {"number": shown(here)}
    parties = ngettext("%(number)s organisatie", "%(number)s organisaties", regional) % {"number": shown(regional)}
    if here and regional:
        return _("%(municipalities)s en %(parties)s") % {"municipalities": municipalities, "parties": parties}
    return municipalities if here else parties


# -- A municipality ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Here:
    """Practice that runs in a municipality, and the party that does it there."""

    title: str
    url: str
    party: str
    state: str
    state_words: str
    since: date


def running_in(municipality: MunicipalityPage, request: HttpRequest) -> list[tuple[str, list[Here]]]:
    """Return what runs, is explored or has stopped in ``municipality``, by theme. Two queries, however many rows."""
    address_of = addresses_for(request)
    here = Q(municipality=municipality.pk) | Q(organisation__municipality=municipality.pk)
    practices = open_to_all(PracticePage.objects.filter(pk=OuterRef("practice")))
    shown = (
        Uptake.objects.shown()
        .filter(here, Exists(practices))
        .select_related("practice", "organisation")
        .prefetch_related(Prefetch("practice__themes", open_to_all(ThemePage.objects.all())))
    )
    found: dict[str, list[Here]] = defaultdict(list)
    for one in sorted(shown, key=lambda one: (ORDER.index(UptakeState(one.state)), title_order(one.practice.title))):
        row = Here(
            title=one.practice.title,
            url=address_of(one.practice.url_path),
            party=one.organisation.display_name if one.organisation else "",
            state=one.state,
            state_words=str(one.get_state_display()),
            since=one.since,
        )
        themes = [theme.title for theme in one.practice.themes.all()] or [_("Overig")]
        for theme in sorted(themes, key=title_order)[:1]:
            found[theme].append(row)
    return sorted(found.items(), key=lambda item: (item[0] == _("Overig"), title_order(item[0])))
