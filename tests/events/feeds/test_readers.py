"""Every kind of calendar, read by four independent programs with equal results: UIDs, moments and texts."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from events import ics
from events.models import EventDate
from events.models.dates import AMSTERDAM
from tests.calendars import TEXTS, every_kind
from tests.readers import READERS, moment
from web.plain_text import plain

AWKWARD = {
    "plain": "Wijklunch",
    "separators": "a,b;c:d\\e\\n\\,\\;\"f\" 'g' = | ^n",
    "lines": "een\ntwee\r\ndrie\n\nvijf",
    "unicode": "Zoë bij Ślązak naïef – “citaat” 中文 עברית",
    "emoji": "👩‍⚕️🧑🏾‍🦽🏳️‍🌈 " * 20,
    "long": "x" * 10_000,
    "long with escapes": "a,b;c\\d\n" * 1_200,
    "folds in escapes": "".join(f"{'x' * number}\\,;\n" for number in range(90)),
    "looks like a line": "BEGIN:VEVENT\nEND:VCALENDAR\nDTSTART:20270101T000000Z",
    "controls": "a\x00b\x07c\x0bd\ufeffe\u2028f\u2029g\x85h",
}


@pytest.fixture(params=READERS)
def read(request):
    reader, missing = READERS[request.param]
    if why := missing():
        pytest.skip(why)
    return reader


def test_any_text_is_read_as_it_was_written(read):
    start = datetime(2027, 3, 11, 12, tzinfo=AMSTERDAM)
    events = [
        ics.Event(
            uid=f"{number}@wijkverband.example", start=start, end=start + timedelta(hours=1), changed_at=start,
            summary=f"({text.splitlines()[0]})", description=f"({text})", location=f"({text})", html=f"<p>{text}</p>",
            categories=(text[:50],), latitude=Decimal("51.5"), longitude=Decimal("4.3"),
        )
        for number, text in enumerate(AWKWARD.values())
    ]  # fmt: skip

    (found,) = read([ics.vcalendar("Proef", [ics.vevent(event) for event in events])])

    assert [(item["summary"], item["description"], item["location"]) for item in found] == [
        (plain(event.summary), plain(event.description), plain(event.location)) for event in events
    ]


def test_moments_over_both_changes_of_clocks_are_read_as_they_are(read):
    starts = [
        datetime(2027, 3, 28, 0, 30, tzinfo=AMSTERDAM) + timedelta(minutes=30 * number) for number in range(12)
    ] + [datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM, fold=fold) for fold in (0, 1)]
    events = [
        ics.Event(
            uid=f"{number}@wijkverband.example",
            start=start,
            end=start + timedelta(hours=3),
            changed_at=start,
            summary="x",
        )
        for number, start in enumerate(starts)
    ]
    bar = replace(events[0], uid="bar@wijkverband.example", all_day=True, end=starts[0] + timedelta(days=2))

    (found,) = read([ics.vcalendar("Proef", map(ics.vevent, [*events, bar]))])

    assert [(item["start"], item["end"]) for item in found] == [
        *((moment(event.start), moment(event.end)) for event in events),
        ("2027-03-28", "2027-03-31"),
    ]


@pytest.mark.django_db
def test_every_kind_of_calendar_is_read_alike_by_all(client, time_machine):
    """All readers get one set of files. They are compared with each other and with the site."""
    files = every_kind(client, time_machine)
    readers = {name: reader for name, (reader, missing) in READERS.items() if not missing()}

    found = {name: dict(zip(files, reader(list(files.values())), strict=True)) for name, reader in readers.items()}

    expected = found.pop("icalendar")
    for name, read_by in found.items():
        for kind, events in read_by.items():
            assert events == expected[kind], (name, kind)
    moments = {when.uid: (moment(when.start), moment(when.end)) for when in EventDate.objects.all()}
    for kind, events in expected.items():
        if kind not in {"renewed", "stopped"}:
            dates = [event for event in events if not event["uid"].startswith("ended-calendar-")]
            assert [(event["start"], event["end"]) for event in dates] == [moments[event["uid"]] for event in dates]
            assert len(dates) == len(events) - (kind in {"ended", "back"})
        for event in events:
            assert event["summary"] == "Vervallen" or event["description"]
            assert "\\," not in event["summary"] + event["location"]
    assert [event["status"] for event in expected["theme"]].count("CANCELLED") == 3
    assert [event["status"] for event in expected["personal"]] == ["CONFIRMED", "TENTATIVE"]
    noons = {event["start"][5:] for event in expected["event"]}
    assert noons == {"03-27T11:00:00Z", "03-28T10:00:00Z", "10-30T10:00:00Z", "11-07T11:00:00Z"}
    texts = {event["description"].split("\n\n")[0] for event in expected["event"]}
    assert plain(TEXTS["summary"]) in texts
