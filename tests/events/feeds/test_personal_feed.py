"""Personal calendar: its content, the people who may have it, and the fate of a renewed address."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from config.logs import discreet
from events.feeds import personal_feed
from events.links import registration_path
from events.models import EventPage, FeedFetch, PersonalFeed, Registration
from events.pages.models import MeetupPage
from events.publishing import move
from events.registration import registering, rule
from outbox.delivery import deliver
from tests.calendars import AGENDA, events_of, publish, queries
from tests.factories import (
    MeetupFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
    planned,
    taken_off,
)
from web.signed_links import sign

pytestmark = pytest.mark.django_db

State = Registration.State
GOOGLE = {"user-agent": "Google-Calendar-Importer"}


def feed_of(person) -> str:
    return personal_feed.feed_path(personal_feed.open_feed(person))


def entry(client, url: str):
    (event,) = events_of(client.get(url))
    return event


def confirmed(date, name: str = "Sanne", email: str = "sanne@example.org") -> Registration:
    return rule.confirm(registering.register(date, name=name, email=email))


# -- Content -----------------------------------------------------------------------------------------------------------


def test_feed_follows_a_registration_from_the_waiting_list_to_a_place_and_away(client):
    date = date_of_a_meetup(
        title="Wijklunch", capacity=1, attendance="hybrid", online_url="https://video.example/geheim"
    )
    first = confirmed(date, "Ali", "ali@example.org")
    confirmed(date, "Bo", "bo@example.org")
    mine = confirmed(date)
    url = feed_of(mine.person)
    seen = [entry(client, url)]

    rule.cancel(first)
    seen.append(entry(client, url))  # Bo has the place, Sanne is next
    rule.cancel(Registration.objects.get(person__name="Bo"))
    seen.append(entry(client, url))
    rule.cancel(Registration.objects.get(pk=mine.pk))
    seen.append(entry(client, url))
    again = confirmed(date)
    seen.append(entry(client, url))

    assert again.pk != mine.pk
    assert [(str(event["STATUS"]), str(event["SUMMARY"])) for event in seen] == [
        ("TENTATIVE", "[Wachtlijst] Wijklunch"),
        ("TENTATIVE", "[Wachtlijst] Wijklunch"),
        ("CONFIRMED", "Wijklunch"),
        ("CANCELLED", "[Afgemeld] Wijklunch"),
        ("CONFIRMED", "Wijklunch"),
    ]
    assert [str(event["DESCRIPTION"]).split("\n")[0] for event in seen[:2]] == [
        "Je staat op plek 2 van de wachtlijst.",
        "Je staat op plek 1 van de wachtlijst.",
    ]
    assert ["video.example" in str(event["DESCRIPTION"]) for event in seen] == [False, False, True, False, True]
    assert {str(event["UID"]) for event in seen} == {date.uid}
    sequences = [event["SEQUENCE"] for event in seen]
    assert sequences == sorted(sequences)
    assert len(set(sequences[1:])) == 4
    modified = [event["LAST-MODIFIED"].dt for event in seen]
    assert modified == sorted(modified)


def test_feed_shows_an_offer_and_a_request_as_tentative(client):
    person = PersonFactory()
    offered = date_of_a_meetup(title="Borrel", capacity=1, hand_out=EventPage.HandOut.OFFER, dates=(20,))
    until = datetime(2030, 1, 1, 12, tzinfo=UTC)
    RegistrationFactory(date=offered, person=person, state=State.OFFERED, held_until=until)
    asked = date_of_a_meetup(title="Training", dates=(21,))
    RegistrationFactory(date=asked, person=person, state=State.REQUESTED, placed_at=None)

    events = events_of(client.get(feed_of(person)))

    assert [(str(event["SUMMARY"]), str(event["STATUS"])) for event in events] == [
        ("[Plek aangeboden] Borrel", "TENTATIVE"),
        ("[Aangevraagd] Training", "TENTATIVE"),
    ]
    assert "dinsdag 1 januari 2030 om 13.00 uur" in events[0]["DESCRIPTION"]


def test_feed_holds_only_what_is_confirmed_and_ones_own(client):
    person = PersonFactory()
    RegistrationFactory(person=person, held=True)
    RegistrationFactory(person=person, waiting=True, confirmed_at=None, held_until=datetime(2030, 1, 1, tzinfo=UTC))
    RegistrationFactory()

    assert events_of(client.get(feed_of(person))) == []


def test_feed_of_an_account_holds_all_its_people_and_each_date_once(client):
    user, date = UserFactory(), date_of_a_meetup(title="Wijklunch")
    people = [PersonFactory(user=user), PersonFactory(user=user)]
    for person in people:
        RegistrationFactory(person=person, date=date)
    RegistrationFactory(person=people[1], date=date_of_a_meetup(title="Borrel", dates=(20,)))

    events = events_of(client.get(feed_of(user)))

    assert [str(event["SUMMARY"]) for event in events] == ["Wijklunch", "Borrel"]


@pytest.mark.parametrize("way", ["cancelled", "unpublished", "deleted", "moved"])
def test_feed_follows_the_date(client, way):
    date = date_of_a_meetup(title="Wijklunch")
    mine = confirmed(date)
    url = feed_of(mine.person)
    before = entry(client, url)
    meetup = MeetupPage.objects.get()
    if way == "cancelled":
        move.cancel_date(date, reason="Ziek")
    elif way == "unpublished":
        taken_off(meetup)
    elif way == "deleted":
        taken_off(meetup).delete()
    else:
        row = meetup.planned_dates.get()
        row.date += timedelta(days=1)
        publish(meetup, planned_dates=[row])

    after = entry(client, url)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert str(after["STATUS"]) == ("CONFIRMED" if way == "moved" else "CANCELLED")
    expected = {"cancelled": "[Geannuleerd] Wijklunch – Ziek", "moved": "Wijklunch"}.get(way, "Vervallen")
    assert str(after["SUMMARY"]) == expected


def test_feed_has_the_uid_and_the_sequence_of_the_mail(client):
    mine = confirmed(date_of_a_meetup())
    rule.cancel(mine)
    mine = confirmed(mine.date)
    deliver()
    invitations = [part for part in mail.outbox[-1].message().walk() if part.get_content_type() == "text/calendar"]

    invited = invitations[0].get_payload(decode=True).decode().replace("\r\n ", "").split("\r\n")

    own = entry(client, feed_of(mine.person))
    assert {f"UID:{own['UID']}", f"SEQUENCE:{own['SEQUENCE']}"} <= set(invited)


def test_feed_twice_is_byte_for_byte_the_same(client, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    url = feed_of(confirmed(date_of_a_meetup()).person)
    first = client.get(url)
    time_machine.shift(600)

    assert client.get(url).content == first.content
    for ask in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(url, headers=ask)
        assert (again.status_code, again["Cache-Control"], again["ETag"]) == (
            304,
            "private, max-age=900",
            first["ETag"],
        )


def test_feed_asks_as_much_of_the_database_for_30_dates_as_for_1(client):
    person = PersonFactory()
    dates = MeetupFactory(dates=tuple(range(1, 31))).dates.all()
    RegistrationFactory(person=person, date=dates[0])
    url = feed_of(person)
    client.get(url)
    with queries() as with_one:
        client.get(url)
    for date in dates[1:]:
        RegistrationFactory(person=person, date=date, waiting=True)
    client.get(url)

    with queries() as with_thirty:
        response = client.get(url)

    assert len(events_of(response)) == 30
    assert len(with_thirty) == len(with_one) <= 8


# -- Access ------------------------------------------------------------------------------------------------------------


def test_feed_is_kept_by_no_shared_cache_and_does_not_hold_its_own_address(client):
    url = feed_of(confirmed(date_of_a_meetup()).person)

    response = client.get(url)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, max-age=900"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.has_header("Access-Control-Allow-Origin")
    assert not response.cookies
    assert url.split("/")[-1].removesuffix(".ics").encode() not in response.content.replace(b"\r\n ", b"")
    assert b"SOURCE" not in response.content


@pytest.mark.parametrize("way", ["another purpose", "another number", "cut off", "made up"])
def test_wrong_address_is_not_there(client, way):
    mine = confirmed(date_of_a_meetup())
    feed = personal_feed.open_feed(mine.person)
    path = personal_feed.feed_path(feed)
    wrong = {
        "another purpose": f"/mijn/kalender/{sign('registration', feed.pk, 0)}.ics",
        "another number": path.replace(
            sign(personal_feed.PURPOSE, feed.pk, 0)[:13], sign(personal_feed.PURPOSE, feed.pk + 9, 0)[:13]
        ),
        "cut off": path.replace(".ics", "")[:-4] + ".ics",
        "made up": "/mijn/kalender/abc.ics",
    }[way]
    assert wrong != path

    assert client.get(wrong).status_code == 404


def test_secret_has_160_bits():
    assert len(sign(personal_feed.PURPOSE, 1, 0)) == 40


def test_log_of_a_refused_method_keeps_the_address_to_itself(caplog):
    url = feed_of(PersonFactory())
    with caplog.at_level(logging.WARNING, "django.request"):
        Client().post(url)

    assert caplog.messages
    assert not [line for line in map(discreet, caplog.messages) if url.split("/")[-1][:20] in line]


# -- Programs that fetched it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("user_agent", "program"),
    [
        ("Google-Calendar-Importer", "google"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Thunderbird/128.1.0", "thunderbird"),
        ("Microsoft.Exchange/15.20 (OData)", "outlook"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.1; Pro)", "outlook"),
        ("iOS/17.5 (21F79) dataaccessd/1.0", "apple"),
        ("macOS/14.5 (23F79) CalendarAgent/1 ", "apple"),
        ("ICSx5/2.2", "other"),
        ("", "other"),
        ("HomeAssistant/2026.1 httpx/0.27 Python/3.13", "other"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", ""),
        ("Mozilla/5.0 (Windows NT 5.1) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", ""),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", ""),
        ("SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com", ""),
        ("Microsoft Office Existence Discovery", ""),
        ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", ""),
        ("WhatsApp/2.24", ""),
    ],
)
def test_program_of_a_user_agent(user_agent, program):
    assert personal_feed.program_of(user_agent) == program


def test_head_is_no_visit(client):
    mine = confirmed(date_of_a_meetup())
    feed = personal_feed.open_feed(mine.person)

    response = client.head(personal_feed.feed_path(feed), headers=GOOGLE)

    assert response.status_code == 200
    assert personal_feed.fetch_lines(feed) == []


def test_freshness_says_who_has_the_last_version(client, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    date = date_of_a_meetup()
    mine = confirmed(date)
    feed = personal_feed.open_feed(mine.person)
    url = personal_feed.feed_path(feed)
    first = client.get(url, headers=GOOGLE)
    client.get(url, headers={"user-agent": "Mozilla/5.0 Firefox"})
    time_machine.shift(timedelta(hours=7))

    assert personal_feed.fetch_lines(feed) == ["Google haalde je agenda 7 uur geleden op en heeft de laatste versie."]

    move.cancel_date(date, reason="Ziek")
    feed.refresh_from_db()
    assert personal_feed.fetch_lines(feed) == [
        "Google haalde je agenda 7 uur geleden op. Daarna is er iets gewijzigd: dat komt de volgende keer mee."
    ]

    client.get(url, headers=GOOGLE | {"if-none-match": first["ETag"]})
    feed.refresh_from_db()
    assert personal_feed.fetch_lines(feed) == ["Google haalde je agenda net op en heeft de laatste versie."]
    assert FeedFetch.objects.count() == 1


# -- Pages -------------------------------------------------------------------------------------------------------------


def test_account_makes_rotates_and_stops_its_calendar(client):
    user = UserFactory()
    client.force_login(user)
    assert "Zet ze in mijn agenda" in client.get("/mijn/").content.decode()

    client.post("/mijn/kalender/", {"actie": "maken"})
    made = personal_feed.feed_for(user)
    page = client.get("/mijn/").content.decode()
    assert f"http://testserver{personal_feed.feed_path(made)}" in page

    client.post("/mijn/kalender/", {"actie": "vernieuwen"})
    assert personal_feed.feed_for(user) != made
    client.post("/mijn/kalender/", {"actie": "stoppen"})
    assert client.get("/mijn/kalender/")["Location"] == "/mijn/#abonneer"
    assert personal_feed.feed_for(user) is None


def test_calendar_of_an_account_is_for_who_is_signed_in(client):
    assert client.post("/mijn/kalender/", {"actie": "maken"}).status_code == 302
    assert client.get("/mijn/kalender/")["Location"].startswith("/account/login/")
    assert PersonalFeed.objects.count() == 0


def test_guest_gets_the_address_by_mail_and_never_on_the_page(client):
    mine = confirmed(date_of_a_meetup())
    page = f"{registration_path(mine)}agenda/"
    assert f'href="{page}"' in client.get(registration_path(mine)).content.decode()
    deliver()
    mail.outbox.clear()

    answer = client.post(page, {"actie": "mailen"}, follow=True)
    deliver()

    path = personal_feed.feed_path(personal_feed.feed_for(mine.person))
    assert path not in answer.content.decode()
    assert path not in client.get(registration_path(mine)).content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["sanne@example.org"]
    texts = [part for part in letter.message().walk() if part.get_content_type() == "text/plain"]
    assert f"http://testserver{path}" in texts[0].get_payload(decode=True).decode()
    assert entry(client, path)["UID"] == mine.date.uid


def test_guest_rotates_and_stops(client):
    mine = confirmed(date_of_a_meetup())
    page = f"{registration_path(mine)}agenda/"
    client.post(page, {"actie": "mailen"})
    old = personal_feed.feed_path(personal_feed.feed_for(mine.person))

    client.post(page, {"actie": "vernieuwen"})
    renewed = personal_feed.feed_path(personal_feed.feed_for(mine.person))
    client.post(page, {"actie": "stoppen"})

    assert b"Abonneer je opnieuw" in client.get(old).content
    assert client.get(renewed).status_code == 410


def test_guest_whose_address_is_not_confirmed_gets_none(client):
    held = RegistrationFactory(held=True, person=PersonFactory(confirmed_at=None))
    page = f"{registration_path(held)}agenda/"

    assert client.get(page).status_code == 200
    client.post(page, {"actie": "mailen"})

    assert PersonalFeed.objects.count() == 0


def test_public_feed_holds_nothing_of_a_person(client):
    mine = confirmed(date_of_a_meetup(dates=[planned(9)]))

    assert registration_path(mine).encode() not in client.get(AGENDA).content.replace(b"\r\n ", b"")
