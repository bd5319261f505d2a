"""``schedule.xml`` and ``schedule.json``: valid by their schemas, equal in content, and readable as the apps read them."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from events.conference.schedule_files import Item, Link, Room, Schedule, Speaker, Track, as_json, as_xml
from events.models.dates import AMSTERDAM
from tests.proofs import reduced

SCHEMAS = Path(__file__).parents[2] / "schedule_schemas"
XSD = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
JSON_SCHEMA = jsonschema.Draft6Validator(
    json.loads((SCHEMAS / "schema.json").read_text()), format_checker=jsonschema.FormatChecker()
)
DAY = date(2027, 3, 11)
HALL = Room("Grote zaal", UUID(int=1), 300, type="lecturehall", features=("wheelchair", "hearing_loop"))
YARD = Room("Buiten", UUID(int=2), None, "Verzamelen bij de fontein", "outside")
SANNE = Speaker(7, UUID(int=7), "Sanne de Vries (voorbeeld)", "Wijkverpleegkundige")


def item(number: int, room: Room = HALL, hour: int = 10, **kwargs) -> Item:
    start = datetime(2027, 3, 11, hour, 45, tzinfo=AMSTERDAM)
    return Item(
        **{
            "id": number,
            "guid": UUID(int=1000 + number),
            "room": room,
            "start": start,
            "end": start + timedelta(hours=1),
            "title": "Samen schakelen: wat werkt in Gageldonk?",
            "type": "Workshop",
            "url": f"https://wijkverband.example/conferentie/2027/sessie-{number}/",
            **kwargs,
        }
    )


def schedule(*items: Item, **kwargs) -> Schedule:
    return Schedule(
        **{
            "title": "Regionale conferentie 2027",
            "acronym": "wijkverband2027",
            "version": "1.2",
            "url": "https://wijkverband.example/conferentie/2027/",
            "base_url": "https://wijkverband.example",
            "days": (DAY,),
            "rooms": (HALL, YARD),
            "items": items,
            "tracks": (Track("Ouderen", "ouderen", "#8a4f9e"), Track("Jeugd", "jeugd")),
            **kwargs,
        }
    )


FULL = schedule(
    item(
        41,
        subtitle="Zo doen wij het",
        track="Ouderen",
        abstract="Huisarts en sociaal werker vertellen hoe zij elkaar vinden.",
        description="Met een oefening.",
        speakers=(SANNE, Speaker(8, UUID(int=8), "Een spreker")),
        links=(Link("https://wijkverband.example/praktijken/samen-schakelen/", "Samen schakelen"),),
        attachments=(Link("https://wijkverband.example/documenten/4/", "Dia's", "slides"),),
        feedback_url="https://wijkverband.example/conferentie/2027/sessie-41/mening/",
    ),
    item(42, room=YARD, title="Wandeling", type="Wandeling"),
    item(43, hour=12, title="Lunch", type="Pauze"),
)


def check(one: Schedule) -> tuple[dict, etree._Element]:
    """Check both files against their schemas. Return what was read."""
    found = json.loads(as_json(one))
    JSON_SCHEMA.validate(found)
    root = etree.fromstring(as_xml(one))
    assert XSD.validate(root), XSD.error_log
    return found, root


def read_as_the_apps(data: bytes) -> list[dict]:
    """Read ``schedule.xml`` with the demands of EventFahrplan and giggity. Raises AssertionError where they fail."""
    assert b"<schedule" in data[:1024]
    assert b"<conference" in data[:1024]
    root = etree.fromstring(data)
    days, events, rooms = [], [], []
    for day in root.findall("day"):
        assert int(day.get("index")) == len(days) + 1
        days.append(datetime.fromisoformat(day.get("end")))
        names = [room.get("name") for room in day.findall("room")]
        rooms.append(names)
        assert len(set(names)) == len(names), "a column is known by its name"
        for room in day.findall("room"):
            for event in room.findall("event"):
                start = datetime.fromisoformat(event.findtext("date"))
                assert start.tzinfo
                assert re.fullmatch(r"\d\d:\d\d", event.findtext("start"))
                length = re.fullmatch(r"(\d{1,2}):(\d\d)", event.findtext("duration"))
                assert length
                assert "<" not in (event.findtext("abstract") or "")
                minutes = int(length[1]) * 60 + int(length[2])
                events.append(
                    {
                        "id": int(event.get("id")),
                        "guid": event.get("guid"),
                        "room": room.get("name"),
                        "title": event.findtext("title"),
                        "start": start,
                        "minutes": minutes,
                        "persons": [person.text for person in event.findall("persons/person")],
                        "track": event.findtext("track"),
                    }
                )
    assert all(names == rooms[0] for names in rooms), "rooms in the same order every day, empty ones too"
    assert len({event["id"] for event in events}) == len(events)
    assert len({event["guid"] for event in events}) == len(events)
    return events


def read_json(data: bytes) -> list[dict]:
    return [
        {
            "id": event["id"],
            "guid": event["guid"],
            "room": event["room"],
            "title": event["title"],
            "start": datetime.fromisoformat(event["date"]),
            "minutes": int(event["duration"][:-3]) * 60 + int(event["duration"][-2:]),
            "persons": [person["name"] for person in event["persons"]],
            "track": event["track"] or "",
        }
        for day in json.loads(data)["schedule"]["conference"]["days"]
        for room in day["rooms"].values()
        for event in room
    ]


def test_full_programme_is_valid_and_both_files_say_the_same():
    check(FULL)

    events = read_as_the_apps(as_xml(FULL))
    assert events == [{**event, "title": event["title"] or None} for event in read_json(as_json(FULL))]
    assert [(event["id"], event["room"]) for event in events] == [
        (41, "Grote zaal"),
        (43, "Grote zaal"),
        (42, "Buiten"),
    ]
    assert events[0]["persons"] == ["Sanne de Vries (voorbeeld)", "Een spreker"]
    assert events[0]["start"] == datetime(2027, 3, 11, 9, 45, tzinfo=UTC)


def test_empty_programme_is_valid_and_keeps_its_rooms():
    found, root = check(schedule())

    assert [room.get("name") for room in root.findall("day/room")] == ["Grote zaal", "Buiten"]
    assert list(found["schedule"]["conference"]["days"][0]["rooms"]) == ["Grote zaal", "Buiten"]


def test_nothing_that_must_not_be_empty_is_there_without_a_value():
    _found, root = check(schedule(item(1)))

    assert root.find(".//feedback_url") is None
    assert root.findtext(".//recording/optout") == "true"
    assert "feedback_url" not in as_json(schedule(item(1))).decode()


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2027, 3, 11), "2027-03-11T06:00:00+01:00", "2027-03-12T05:59:00+01:00"),
        (date(2027, 3, 27), "2027-03-27T06:00:00+01:00", "2027-03-28T05:59:00+02:00"),
        (date(2027, 10, 30), "2027-10-30T06:00:00+02:00", "2027-10-31T05:59:00+01:00"),
    ],
)
def test_day_runs_from_six_to_six_by_the_clock_also_when_it_changes(day, start, end):
    _found, root = check(schedule(days=(day,)))

    assert (root.find("day").get("start"), root.find("day").get("end")) == (start, end)


def test_item_after_midnight_belongs_to_the_day_before_and_nothing_is_lost_over_two_days():
    party = item(
        5, start=datetime(2027, 3, 12, 0, 30, tzinfo=AMSTERDAM), end=datetime(2027, 3, 12, 2, tzinfo=AMSTERDAM)
    )
    two = schedule(item(4), party, days=(DAY, DAY + timedelta(days=1)))

    check(two)
    _xml = read_as_the_apps(as_xml(two))
    assert [event["id"] for event in read_json(as_json(two))] == [4, 5]
    assert len(json.loads(as_json(two))["schedule"]["conference"]["days"][0]["rooms"]["Grote zaal"]) == 2


def test_title_of_three_letters_has_a_slug_of_its_own():
    check(schedule(item(1, title="GGZ"), item(2, title="GGZ", hour=12), item(3, title="€", hour=14)))


def test_same_session_held_twice_has_two_ids_and_guids():
    events = read_as_the_apps(as_xml(schedule(item(1), item(2, hour=13))))

    assert len(events) == 2


def test_same_programme_gives_the_same_bytes():
    again = replace(FULL, items=tuple(reversed(FULL.items)))

    assert (as_json(again), as_xml(again)) == (as_json(FULL), as_xml(FULL))


ANY = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=reduced(1000, 80), deadline=None)
@given(title=ANY, words=ANY, name=ANY, number=st.integers(1, 10**9), minutes=st.integers(1, 24 * 60 - 1))
def test_whatever_people_type_both_files_stay_valid_and_equal(title, words, name, number, minutes):
    start = datetime(2027, 3, 11, 7, 0, tzinfo=AMSTERDAM)
    one = item(
        number,
        title=title,
        subtitle=words,
        abstract=words,
        description=words,
        start=start,
        end=start + timedelta(minutes=minutes),
        speakers=(replace(SANNE, name=name),),
        links=(Link("https://wijkverband.example/", title),),
    )

    check(schedule(one, title=words))
    [from_xml], [from_json] = (
        [{key: value or "" for key, value in event.items()} for event in events]
        for events in (read_as_the_apps(as_xml(schedule(replace(one, abstract="")))), read_json(as_json(schedule(one))))
    )
    from_xml["persons"] = [person or "" for person in from_xml["persons"]]
    assert from_xml == from_json
    assert from_json["minutes"] == minutes
