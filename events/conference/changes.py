"""Differences between two versions of a programme, in words, per session and per person. Pure.

Versions hold no names of people: speakers by id, so that an old version stays readable after somebody is erased.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from events.models.dates import AMSTERDAM


class Timed(Protocol):
    """Something with a start and an end, both aware."""

    @property
    def start(self) -> datetime: ...

    @property
    def end(self) -> datetime: ...


@dataclass(frozen=True)
class Released:
    """Run, plenary or break as a version has it. Times are aware; ``speakers`` are ids."""

    key: UUID
    title: str
    start: datetime
    end: datetime
    room: str = ""
    session: int | None = None
    speakers: frozenset[int] = frozenset()
    is_cancelled: bool = False
    reason: str = ""


class ChangeKind(StrEnum):
    ADDED = "added"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    """Other time, and perhaps another room."""
    OTHER_ROOM = "other-room"
    OTHER_SPEAKERS = "other-speakers"
    RENAMED = "renamed"


MAILED = frozenset({ChangeKind.CANCELLED, ChangeKind.RESTORED, ChangeKind.MOVED, ChangeKind.OTHER_ROOM})
"""Kinds of which people with a place, and speakers, get a mail. The rest is read in the programme."""


LABELS = {
    ChangeKind.ADDED: (_l("Nieuw"), "success"),
    ChangeKind.CANCELLED: (_l("Vervalt"), "danger"),
    ChangeKind.RESTORED: (_l("Gaat toch door"), "success"),
    ChangeKind.MOVED: (_l("Andere tijd"), "warning"),
    ChangeKind.OTHER_ROOM: (_l("Andere zaal"), "warning"),
    ChangeKind.OTHER_SPEAKERS: (_l("Spreker"), ""),
    ChangeKind.RENAMED: (_l("Andere naam"), ""),
}
"""Label of each kind, and its tone."""


@dataclass(frozen=True)
class Change:
    """Change of one run. ``was`` and ``now`` are short words; one is empty if there is nothing to compare."""

    kind: ChangeKind
    key: UUID
    title: str
    was: str = ""
    now: str = ""

    @property
    def label(self) -> str:
        """Return the kind in one or two words."""
        return str(LABELS[self.kind][0])

    @property
    def tone(self) -> str:
        """Return the tone of the label: “danger”, “warning”, “success” or none."""
        return LABELS[self.kind][1]

    @property
    def words(self) -> str:
        """Return the change as one sentence in Dutch."""
        sentences = {
            ChangeKind.ADDED: _("Nieuw: “%(title)s”, %(now)s."),
            ChangeKind.CANCELLED: _("“%(title)s” gaat niet door. Het was %(was)s."),
            ChangeKind.RESTORED: _("“%(title)s” gaat toch door: %(now)s."),
            ChangeKind.MOVED: _("“%(title)s” is verplaatst van %(was)s naar %(now)s."),
            ChangeKind.OTHER_ROOM: _("“%(title)s” is in een andere zaal: %(now)s. Eerst was het %(was)s."),
            ChangeKind.OTHER_SPEAKERS: _("Bij “%(title)s” zijn de sprekers veranderd."),
            ChangeKind.RENAMED: _("“%(was)s” heet nu “%(title)s”."),
        }
        return sentences[self.kind] % {"title": self.title, "was": self.was, "now": self.now}


def moment_words(run: Timed, *, with_day: bool) -> str:
    """Return the time by the clock in Amsterdam: “10.45–11.45 uur”, after the day if the programme has several."""
    start, end = run.start.astimezone(AMSTERDAM), run.end.astimezone(AMSTERDAM)
    words = _("%(start)s–%(end)s uur") % {"start": date_format(start, "G.i"), "end": date_format(end, "G.i")}
    return f"{date_format(start, 'l j F')}, {words}" if with_day else words


def changes_between(before: Iterable[Released], after: Iterable[Released]) -> list[Change]:
    """Return what differs, in order of the time it is at, or was. A run can have several changes, each of its own kind.

    A run that left the programme is cancelled: people may count on it.
    """
    old, new = {run.key: run for run in before}, {run.key: run for run in after}
    days = {run.start.astimezone(AMSTERDAM).date() for run in (*old.values(), *new.values())}
    with_day = len(days) > 1
    found: list[tuple[datetime, UUID, Change]] = []
    for key in old.keys() | new.keys():
        run = new.get(key) or old[key]
        changes = _of_run(old.get(key), new.get(key), with_day=with_day)
        found += [(run.start, key, change) for change in changes]
    kinds = list(ChangeKind)
    return [change for _start, _key, change in sorted(found, key=lambda row: (*row[:2], kinds.index(row[2].kind)))]


def _of_run(old: Released | None, new: Released | None, *, with_day: bool) -> list[Change]:
    was_on = old is not None and not old.is_cancelled
    if new is None or new.is_cancelled:
        if old is None or not was_on:
            return []
        return [Change(ChangeKind.CANCELLED, old.key, (new or old).title, was=_where(old, with_day=with_day))]
    now = _where(new, with_day=with_day)
    if old is None:
        return [Change(ChangeKind.ADDED, new.key, new.title, now=now)]
    if not was_on:
        return [Change(ChangeKind.RESTORED, new.key, new.title, now=now)]
    changes = []
    if (old.start, old.end) != (new.start, new.end):
        changes.append(Change(ChangeKind.MOVED, new.key, new.title, _where(old, with_day=with_day), now))
    elif old.room != new.room:
        changes.append(Change(ChangeKind.OTHER_ROOM, new.key, new.title, old.room or _("nog geen zaal"), new.room))
    if old.speakers != new.speakers:
        changes.append(Change(ChangeKind.OTHER_SPEAKERS, new.key, new.title))
    if old.title != new.title:
        changes.append(Change(ChangeKind.RENAMED, new.key, new.title, was=old.title))
    return changes


def _where(run: Released, *, with_day: bool) -> str:
    return ", ".join(filter(None, [moment_words(run, with_day=with_day), run.room]))


def changes_for(changes: Sequence[Change], people: Mapping[UUID, Iterable[int]]) -> dict[int, list[Change]]:
    """Return what to mail each person, by id, in the order of ``changes``.

    ``people`` holds, by run, the ids of people who have a place there or speak there, in one version or the other.
    Somebody gets one list however many runs changed.
    """
    found: dict[int, list[Change]] = {}
    for change in changes:
        if change.kind in MAILED:
            for person in dict.fromkeys(people.get(change.key, ())):
                found.setdefault(person, []).append(change)
    return found
