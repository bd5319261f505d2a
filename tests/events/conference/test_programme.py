"""The public programme, its files, feed and screens: what is in them, what is not, and how many queries they take."""

import json
from datetime import timedelta
from uuid import uuid4

import icalendar
import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from events.conference.models import SessionPerson, Track
from events.models import EventDate
from tests.events.conference.test_schedule_files import JSON_SCHEMA, XSD, read_as_the_apps
from tests.factories_conference import (
    ConferenceFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    programme_with,
    released,
    snapshot_of,
)

pytestmark = pytest.mark.django_db
FILES = ("schedule.json", "schedule.xml")
EVERYWHERE = ("", "programma/", "programma/?weergave=zaal", "programma/?weergave=spoor", "kalender.ics", *FILES)


@pytest.fixture
def conference():
    return ConferenceFactory(slug="2031", title="Regionale conferentie 2031")


def session(conference, title, *hours, people=(), **kwargs) -> list[EventDate]:
    page = SessionFactory(conference=conference, title=title, **kwargs)
    page.people = [SessionPerson(speaker=speaker) for speaker in people]
    page.save()
    return released(page, *hours)


def text_of(client, path) -> str:
    response = client.get(f"/conferentie/2031/{path}")
    return response.content.decode()


def test_nothing_of_the_programme_is_told_before_its_first_release(client, conference):
    SessionFactory(conference=conference, title="Geheime sessie").save_revision()
    session(conference, "Ook nog geheim", 1)

    for path in EVERYWHERE:
        assert "eheim" not in text_of(client, path), path
    assert "Het programma komt nog" in text_of(client, "programma/")
    for path in (*FILES, "scherm/", "scherm/stand.json?zaal=1"):
        assert client.get(f"/conferentie/2031/{path}").status_code == 404, path


def test_session_that_is_not_public_is_in_no_answer_and_no_count(client, conference):
    RoomFactory(conference=conference)
    shown, hidden = session(conference, "Open sessie", 1), session(conference, "Geheime sessie", 2)
    SessionFactory(conference=conference, title="Geheim concept").save_revision()
    programme_with(conference, [*shown, *hidden])
    hidden[0].page.specific.unpublish()

    for path in EVERYWHERE:
        assert "eheim" not in text_of(client, path), path
    assert "Open sessie" in text_of(client, "programma/")
    assert ">De sessie</a>" in text_of(client, "")


def test_people_who_did_not_agree_are_named_nowhere(client, conference):
    RoomFactory(conference=conference)
    agreed = SpeakerFactory(conference=conference, name="Sanne de Vries", shown_since=timezone.now())
    silent = SpeakerFactory(conference=conference, name="Bilal Zeldzaam", organisation="De Wilg", email="b@example.org")
    runs = session(conference, "Samen schakelen", 1, people=(agreed, silent))
    programme_with(conference, runs)

    for path in (*EVERYWHERE, f"{runs[0].page.slug}/"):
        text = text_of(client, path)
        assert "Zeldzaam" not in text, path
        assert "b@example.org" not in text, path
    assert "Samen schakelen" in text_of(client, "programma/?q=Sanne")
    assert "Samen schakelen" not in text_of(client, "programma/?q=Zeldzaam")
    assert "een spreker van De Wilg" in text_of(client, "programma/")
    assert [one["name"] for one in _items(client)[0]["persons"]] == ["Sanne de Vries"]


def _items(client) -> list[dict]:
    told = json.loads(text_of(client, "schedule.json"))
    JSON_SCHEMA.validate(told)
    return [item for day in told["schedule"]["conference"]["days"] for room in day["rooms"].values() for item in room]


def test_files_are_valid_equal_and_keep_the_identity_of_a_run(client, conference):
    RoomFactory.create_batch(2, conference=conference)
    runs = [*session(conference, "Een", 1, 2), *session(conference, "Twee", 1)]
    [day] = EventDate.objects.filter(page=conference)
    lunch = {
        "key": str(uuid4()), "kind": "break", "title": "Lunch", "session": None, "rounds": [], "room": None,
        "start": (day.start + timedelta(hours=3)).isoformat(), "end": (day.start + timedelta(hours=4)).isoformat(),
        "places": None, "track": None, "speakers": [],
    }  # fmt: skip
    programme_with(conference, runs, bands=[lunch])

    items = _items(client)
    data = client.get("/conferentie/2031/schedule.xml").content
    assert XSD.validate(etree.fromstring(data)), XSD.error_log
    by_app = read_as_the_apps(data)
    programme_with(conference, runs[::-1], number="1.1", bands=[lunch])

    assert sorted(item["title"] for item in items) == ["Een", "Een", "Lunch", "Twee"]
    assert {(item["id"], item["guid"], item["title"]) for item in items} == {
        (item["id"], item["guid"], item["title"]) for item in by_app
    }
    assert {(item["id"], item["guid"]) for item in items} == {(item["id"], item["guid"]) for item in _items(client)}


def test_moved_and_cancelled_runs_say_so(client, conference):
    RoomFactory(conference=conference, name="Ketelhuis")
    RoomFactory(conference=conference, name="Zolder")
    [moved], [off] = session(conference, "Verhuisd", 1), session(conference, "Vervallen sessie", 2)
    programme_with(conference, [moved, off])
    EventDate.objects.filter(pk=moved.pk).update(place="Zolder")
    EventDate.objects.filter(pk=off.pk).update(
        status="cancelled", cancelled_at=timezone.now(), reason="De spreker is ziek"
    )

    text = text_of(client, "programma/")

    assert "<del>Ketelhuis</del>" in text
    assert "<ins>Zolder</ins>" in text
    assert "De spreker is ziek" in text
    assert [(item["title"], item["room"]) for item in _items(client)] == [("Verhuisd", "Zolder")]
    assert "is nu in Zolder" in text_of(client, f"scherm/?zaal={conference.rooms.first().pk}")


def test_choice_in_the_address_is_a_sentence_and_an_empty_one_helps(client, conference):
    room = RoomFactory(conference=conference, name="Zolder", wheelchair="no")
    track = Track.objects.create(conference=conference, name="Ouderen", slug="ouderen")
    runs = [*session(conference, "Wandel mee", 1, form="wandeling"), *session(conference, "Praat mee", 2)]
    release = programme_with(conference, runs)
    release.snapshot["slots"][0]["track"] = track.pk
    release.save()

    only = text_of(client, "programma/?soort=wandeling&spoor=ouderen")
    empty = text_of(client, f"programma/?soort=wandeling&zaal={room.pk}&toegang=rolstoel")

    assert "Programma: Wandelingen over ouderen" in only
    assert "Wandel mee" in only
    assert "Praat mee" not in only
    assert "In Zolder kom je alleen met een trap of drempel" in empty
    assert "Wandelingen in Zolder: 1" in empty


@pytest.mark.parametrize(
    "query", ["?zaal=x", "?zaal=99999999999999999999", "?ronde=-1", "?spoor=%00", "?q=%00", "?weergave=zz", "?plek=1"]
)
def test_strange_address_shows_the_programme(client, conference, query):
    RoomFactory(conference=conference)
    programme_with(conference, session(conference, "Praat mee", 1))

    assert client.get(f"/conferentie/2031/programma/{query}").status_code == 200
    assert client.get(f"/conferentie/2031/kalender.ics{query}").status_code == 200
    assert client.get(f"/conferentie/2031/scherm/{query}").status_code in {200, 404}


def test_feed_holds_the_day_as_a_free_bar_and_each_run_below_it(client, conference):
    RoomFactory.create_batch(2, conference=conference)
    runs = [*session(conference, "Een", 1), *session(conference, "Twee", 1, 2)]
    programme_with(conference, runs)
    [day] = EventDate.objects.filter(page=conference)

    response = client.get("/conferentie/2031/kalender.ics")
    found = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(response.content).walk("VEVENT")}

    bar = found.pop(day.uid)
    assert (bar["TRANSP"], bar["DTSTART"].params["VALUE"]) == ("TRANSPARENT", "DATE")
    assert set(found) == {run.uid for run in runs}
    assert {str(one["RELATED-TO"]) for one in found.values()} == {day.uid}
    again = client.get("/conferentie/2031/kalender.ics", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    room = conference.rooms.first()
    some = client.get(f"/conferentie/2031/kalender.ics?zaal={room.pk}&ronde=1").content.decode()
    assert some.count("BEGIN:VEVENT") == 2


def test_session_is_a_download_of_its_own(client, conference):
    RoomFactory(conference=conference)
    [run] = session(conference, "Een", 1)
    programme_with(conference, [run])

    response = client.get(f"{run.page.get_url()}kalender.ics")

    assert "attachment" in response["Content-Disposition"]
    assert response.content.count(b"BEGIN:VEVENT") == 1


def test_screen_goes_along_with_the_clock(client, conference):
    room = RoomFactory(conference=conference)
    [first], [second] = session(conference, "Eerst", 1), session(conference, "Daarna", 2)
    programme_with(conference, [first, second])
    path = f"/conferentie/2031/scherm/stand.json?zaal={room.pk}"

    with time_machine.travel(first.start + timedelta(minutes=5), tick=False):
        early = client.get(path).json()
    with time_machine.travel(second.start, tick=False):
        late = client.get(path).json()

    assert ([one["title"] for one in early["now"]], early["next"]["title"]) == (["Eerst"], "Daarna")
    assert ([one["title"] for one in late["now"]], late["next"]) == (["Daarna"], None)


def test_worker_that_keeps_copies_is_of_this_conference_only(client, conference):
    RoomFactory(conference=conference)
    programme_with(conference, session(conference, "Een", 1))

    response = client.get("/conferentie/2031/sw.js")

    assert response["Cache-Control"] == "no-cache"
    assert "javascript" in response["Content-Type"]
    assert "Service-Worker-Allowed" not in response


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "path", ["programma/", "programma/?weergave=zaal", "schedule.json", "schedule.xml", "", "kalender.ics"]
)
def test_queries_do_not_grow_with_the_programme(client, conference, path, django_assert_max_num_queries):
    RoomFactory.create_batch(2, conference=conference)
    speaker = SpeakerFactory(conference=conference, shown_since=timezone.now())
    runs = [run for number in range(3) for run in session(conference, f"Sessie {number}", 1, 2, people=[speaker])]
    release = programme_with(conference, runs[:2])
    numbers = []
    for those in (runs[:2], runs):
        release.snapshot = snapshot_of(conference, those)
        release.save()
        for _time in range(2):  # menu, region and the like
            client.get("/conferentie/2031/", headers={"cookie": "onbekend=1"})

        with django_assert_max_num_queries(12) as captured:
            client.get(f"/conferentie/2031/{path}", headers={"cookie": "onbekend=1"})
        numbers.append([query["sql"][:200] for query in captured])
    assert len(numbers[0]) == len(numbers[1])
