"""Shapes of the programme: rounds × rooms, lists by track or room, and what is on now and next. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.conference.facts import Kind
from events.conference.programme import Entry, Place, Programme, Time
from events.models.dates import AMSTERDAM


@dataclass(frozen=True)
class Card:
    """Session in the programme, with its finished HTML."""

    entry: Entry
    html: SafeString


@dataclass(frozen=True)
class Cell:
    cards: tuple[Card, ...] = ()
    rows: int = 1
    """Number of rounds that it covers."""
    goes_on: tuple[Entry, ...] = ()
    """Sessions that began in an earlier round and are still on."""


@dataclass(frozen=True)
class Row:
    """Round with a cell for each room, or a band over all rooms."""

    time: Time | None = None
    band: Entry | None = None
    cells: tuple[Cell, ...] = ()
    starts_day: date | None = None
    is_now: bool = False

    @property
    def start(self) -> datetime:
        found = self.time or self.band
        assert found is not None
        return found.start

    @property
    def is_plenary(self) -> bool:
        return self.band is not None and self.band.kind == Kind.PLENARY


@dataclass(frozen=True)
class Group:
    """Part of a list, such as a track."""

    title: str
    cards: tuple[tuple[Time | None, Card], ...]
    room: Place | None = None


@dataclass(frozen=True)
class Table:
    rooms: tuple[Place | None, ...]
    """Columns; None is the column of sessions without a room."""
    rows: tuple[Row, ...] = field(default=())

    @property
    def width(self) -> int:
        return len(self.rooms)

    @property
    def rounds(self) -> list[Row]:
        return [row for row in self.rows if row.time]

    @property
    def has_days(self) -> bool:
        return sum(row.starts_day is not None for row in self.rows) > 1


def _room_id(entry: Entry) -> int | None:
    return entry.room.id if entry.room and not entry.elsewhere else None


def table_of(programme: Programme, cards: Sequence[Card], now: datetime, *, whole: bool) -> Table:
    """Return the programme as rounds × rooms. ``whole`` keeps bands, empty rounds and empty rooms."""
    used = {_room_id(card.entry) for card in cards}
    rooms: list[Place | None] = [room for room in programme.rooms if whole or room.id in used]
    if None in used:
        rooms.append(None)
    by_cell: dict[tuple[int | None, int | None], list[Card]] = {}
    for card in cards:
        first = programme.round_of(card.entry)
        by_cell.setdefault((first.id if first else None, _room_id(card.entry)), []).append(card)
    times = [time for time in programme.rounds if whole or any(time.id in card.entry.rounds for card in cards)]
    rows = [Row(time=time, is_now=time.start <= now < time.end) for time in times]
    if whole:
        rows += [Row(band=band, is_now=band.start <= now < band.end) for band in programme.bands]
    rows.sort(key=lambda row: (row.start, row.time is not None))
    columns = [room.id if room else None for room in rooms]
    return Table(tuple(rooms), tuple(_with_days(_filled(rows, columns, by_cell))))


def _filled(rows: list[Row], columns: list[int | None], by_cell: Mapping) -> Iterable[Row]:
    covered: dict[int | None, int] = {}
    """Columns that a cell above covers, with the number of rows still to go."""
    going: dict[int | None, list[Entry]] = {}
    for index, row in enumerate(rows):
        if row.time is None:
            yield row
            continue
        cells = []
        for column in columns:
            if covered.get(column):
                covered[column] -= 1
                continue
            cards = tuple(by_cell.get((row.time.id, column), ()))
            on = tuple(entry for entry in going.get(column, ()) if row.time.id in entry.rounds)
            tall = _height(rows, index, cards, on, by_cell, column)
            if tall > 1:
                covered[column] = tall - 1
            else:
                going.setdefault(column, []).extend(card.entry for card in cards)
            cells.append(Cell(cards, tall, on))
        yield replace(row, cells=tuple(cells))


def _height(rows: list[Row], index: int, cards: tuple[Card, ...], on: tuple, by_cell: Mapping, column) -> int:
    """Return over how many rows a cell with one long session reaches: as long as nothing else needs a row between."""
    if len(cards) != 1 or on:
        return 1
    height = 1
    for row in rows[index + 1 :]:
        if row.time is None or row.time.id not in cards[0].entry.rounds or by_cell.get((row.time.id, column)):
            break
        height += 1
    return height if height == len(cards[0].entry.rounds) else 1


def _with_days(rows: Iterable[Row]) -> Iterable[Row]:
    last = None
    for row in rows:
        day = row.start.astimezone(AMSTERDAM).date()
        yield row if day == last else replace(row, starts_day=day)
        last = day


def by_track(programme: Programme, cards: Sequence[Card]) -> list[Group]:
    names = [*programme.tracks, (None, "", _("Zonder spoor"))]
    groups = (
        Group(name, tuple((programme.round_of(card.entry), card) for card in cards if card.entry.track == pk))
        for pk, _slug, name in names
    )
    return [group for group in groups if group.cards]


def by_room(programme: Programme, cards: Sequence[Card]) -> list[Group]:
    groups = [
        Group(
            room.name,
            tuple((programme.round_of(card.entry), card) for card in cards if _room_id(card.entry) == room.id),
            room,
        )
        for room in programme.rooms
    ]
    rest = tuple((programme.round_of(card.entry), card) for card in cards if _room_id(card.entry) is None)
    return [group for group in [*groups, Group(_("Op een andere plek"), rest)] if group.cards]


def now_and_next(programme: Programme, cards: Sequence[Card], now: datetime) -> list[Group]:
    """Return what is on at ``now``, and what begins after that, with its bands left out."""
    on = [card for card in cards if card.entry.start <= now < card.entry.end]
    later = [card for card in cards if card.entry.start > now]
    first = min((card.entry.start for card in later), default=None)
    upcoming = [card for card in later if card.entry.start == first]

    def group(title: str, some: list[Card]) -> Group:
        return Group(title, tuple((programme.round_of(card.entry), card) for card in some))

    return [one for one in (group(_("Nu"), on), group(_("Straks"), upcoming)) if one.cards]
