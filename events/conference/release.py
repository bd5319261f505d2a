"""Release of a programme: what stands on the board becomes the version that everybody sees, with one mail a person."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.conference.changes import MAILED, Change, ChangeKind, changes_between, changes_for
from events.conference.draft import draft_of
from events.conference.letters import tell_registered, tell_speaker
from events.conference.models import ConferencePage, Release, SessionPage, Speaker
from events.conference.released import ReleasedProgramme, ReleasedSlot, released
from events.models import ChangeCounter, EventDate, PlannedDate, Registration
from events.models.dates import AMSTERDAM
from events.publishing.publish import publish_dates


class NothingToRelease(Exception):  # noqa: N818  an outcome, not an error
    """The board says what the last release says, or holds nothing that is placed."""


class BoardChanged(Exception):  # noqa: N818  an outcome, not an error
    """The board differs from the preview that was agreed to. Nothing was released."""


@dataclass(frozen=True)
class Preview:
    """Effect of releasing now. ``registered`` maps registrations for the conference to their changes."""

    number: str
    programme: ReleasedProgramme
    changes: list[Change]
    registered: dict[Registration, list[Change]]
    speakers: dict[Speaker, list[Change]]
    """Speakers with an address who get no mail as somebody who registered."""
    is_news: bool = True
    """False if the board says what the last release says, or nothing at all."""
    places: dict[UUID, int] = field(default_factory=dict)
    """Number of people with a place at each run that changes."""
    over: dict[UUID, int] = field(default_factory=dict)
    """Number of people above the new number of places, of runs that get smaller. They keep their place."""

    @property
    def mails(self) -> int:
        return len(self.registered) + len(self.speakers)

    @cached_property
    def digest(self) -> str:
        """Digest of the programme, for a form to say which preview was agreed to."""
        return sha256(json.dumps(self.programme.as_snapshot(), sort_keys=True).encode()).hexdigest()


def next_number(conference: ConferencePage, *, on_the_day: bool = False) -> str:
    """Return the number of the next release: 1.0, 1.1 and so on; 1.1.1 on the day itself."""
    last = Release.objects.filter(conference=conference).order_by("-pk").values_list("number", flat=True).first()
    if last is None:
        return "1.0"
    major, minor, *day = last.split(".")
    if on_the_day:
        return f"{major}.{minor}.{int(day[0]) + 1 if day else 1}"
    return f"{major}.{int(minor) + 1}"


def is_the_day(conference: ConferencePage) -> bool:
    """Return whether the conference is on today, in Amsterdam."""
    today = timezone.localdate(timezone=AMSTERDAM)
    days = EventDate.objects.filter(page=conference.pk).values_list("start", "end")
    return any(start.astimezone(AMSTERDAM).date() <= today <= end.astimezone(AMSTERDAM).date() for start, end in days)


def preview(conference: ConferencePage, *, on_the_day: bool = False) -> Preview:
    """Return what ``release`` would do now. Writes nothing; a fixed number of queries."""
    before, after = released(conference), draft_of(conference)
    changes = changes_between(before.runs() if before else (), after.runs()) if before else []
    registered, speakers = _people(conference, changes, before, after)
    counts: dict[UUID, int] = defaultdict(int)
    taking = Registration.objects.placed().filter(date__page__in=SessionPage.objects.child_of(conference))
    for key in taking.values_list("date__key", flat=True):
        counts[key] += 1
    over = {
        slot.key: counts[slot.key] - slot.places
        for slot in after.slots
        if slot.places is not None and counts[slot.key] > slot.places
    }
    return Preview(
        number=next_number(conference, on_the_day=on_the_day),
        programme=after,
        changes=changes,
        registered=registered,
        speakers=speakers,
        is_news=bool(after.slots) if before is None else before.as_snapshot() != after.as_snapshot(),
        places={change.key: counts[change.key] for change in changes},
        over=over,
    )


@transaction.atomic
def release(
    conference: ConferencePage, *, user: User | None, words: str = "", on_the_day: bool = False, agreed: str = ""
) -> Release:
    """Make the board the programme: write and publish the runs, keep a snapshot, and mail each person once.

    ``agreed`` is the digest of the preview that somebody agreed to. People keep their places, also at a run that gets
    smaller. A run that left the board is cancelled if somebody has a place there. Raises NothingToRelease and
    BoardChanged. Locks the counter, the conference and all its dates.
    """
    ChangeCounter.hold()
    conference = ConferencePage.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    sessions = SessionPage.objects.child_of(conference)
    EventDate.objects.filter(page__in=sessions).lock()
    found = preview(conference, on_the_day=on_the_day)
    if agreed and found.digest != agreed:
        raise BoardChanged
    if not found.is_news:
        raise NothingToRelease
    runs: dict[int, list[ReleasedSlot]] = defaultdict(list)
    for slot in found.programme.slots:
        if slot.session is not None:
            runs[slot.session].append(slot)
    for session in sessions:
        _publish(session, runs[session.pk], found.programme, user)
    made = Release.objects.create(
        conference=conference,
        number=found.number,
        made_at=timezone.now(),
        made_by=user,
        words=words,
        snapshot=found.programme.as_snapshot(),
        changes=[
            {"kind": one.kind.value, "key": str(one.key), "title": one.title, "was": one.was, "now": one.now}
            for one in found.changes
        ],
    )
    for registration, changes in found.registered.items():
        tell_registered(registration, changes, release=made)
    for speaker, changes in found.speakers.items():
        tell_speaker(speaker, changes, release=made)
    return made


def changes_of(release: Release) -> list[Change]:
    """Return the stored changes of a version."""
    return [Change(**row | {"kind": ChangeKind(row["kind"]), "key": UUID(row["key"])}) for row in release.changes]


def _publish(session: SessionPage, runs: list[ReleasedSlot], programme: ReleasedProgramme, user: User | None) -> None:
    """Write the plan of ``session`` and bring its dates in line. It goes live with its first run."""
    stored = {row.key: row for row in PlannedDate.objects.filter(page=session.pk)}
    PlannedDate.objects.filter(page=session.pk).exclude(key__in=[run.key for run in runs]).delete()
    for number, run in enumerate(runs):
        row = stored.get(run.key) or PlannedDate(page_id=session.pk, key=run.key)
        start, end = run.start.astimezone(AMSTERDAM), run.end.astimezone(AMSTERDAM)
        room = programme.room_of.get(run.room)
        row.date, row.start_time, row.end_time = start.date(), start.time(), end.time()
        row.place, row.capacity, row.sort_order = room.words if room else "", run.places, number
        row.save()
    if runs and not session.live:
        revision = session.get_latest_revision() or session.save_revision(user=user)
        # The first publication is a release: the permission to publish the page itself comes with it.
        revision.publish(user=user, skip_permission_checks=True)
    elif session.live:
        publish_dates(session, tell=False)


def _people(
    conference: ConferencePage, changes: list[Change], before: ReleasedProgramme | None, after: ReleasedProgramme
) -> tuple[dict[Registration, list[Change]], dict[Speaker, list[Change]]]:
    """Return who gets a mail, each once: a speaker who registered too gets that of somebody who registered."""
    keys = {change.key for change in changes if change.kind in MAILED}
    if not keys:
        return {}, {}
    there: dict[UUID, set[int]] = defaultdict(set)
    live = Registration.objects.live().filter(
        date__key__in=keys, date__page__in=SessionPage.objects.child_of(conference)
    )
    for key, person in live.values_list("date__key", "person"):
        there[key].add(person)
    per_person = changes_for(changes, there)
    at_whole = Registration.objects.live().filter(date__page=conference, person__in=per_person)
    whole = {}
    for one in at_whole.select_related("person", "booking", "date__page").order_by("date__start", "pk"):
        whole.setdefault(one.person_id, one)
    spoken: dict[UUID, set[int]] = defaultdict(set)
    for programme in filter(None, (before, after)):
        for slot in programme.slots:
            spoken[slot.key] |= set(slot.speakers)
    per_speaker = changes_for(changes, spoken)
    registered = {whole[person]: per_person[person] for person in per_person if person in whole}
    by_address = {one.person.email.casefold(): one for one in registered if one.person.email}
    speakers = {}
    for speaker in Speaker.objects.filter(pk__in=per_speaker).exclude(email=""):
        if own := by_address.get(speaker.email.casefold()):
            registered[own] = [change for change in changes if change in {*registered[own], *per_speaker[speaker.pk]}]
        else:
            speakers[speaker] = per_speaker[speaker.pk]
    return registered, speakers
