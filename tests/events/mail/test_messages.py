"""Mails: their texts, and their effect on a recipient's calendar."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import icalendar
import pytest
import vobject
from django.utils import timezone
from django.utils.formats import date_format

from events.mail import composing, messages, words
from events.mail.messages import tell_everybody
from events.mail.notified import notified_fields
from events.mail.words import Kind
from events.models import EventPage, Registration
from events.publishing.move import cancel_date, restore_date
from events.registration.registering import register
from events.registration.rule import cancel, confirm
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, RegistrationFactory, date_of_a_meetup

pytestmark = pytest.mark.django_db


def mails() -> list[EmailMessage]:
    rows = OutgoingMail.objects.order_by("pk")
    return [message_from_bytes(bytes(row.message), policy=default) for row in rows]


def calendar_part(message: EmailMessage):
    """Return the invitation in ``message``, or None."""
    return next((part for part in message.walk() if part.get_content_type() == "text/calendar"), None)


def entry(message: EmailMessage) -> dict:
    """Parse the invitation with two parsers, check that they agree, and return its properties."""
    raw = calendar_part(message).get_payload(decode=True)
    one = icalendar.Calendar.from_ical(raw)
    event = one.events[0]
    other = vobject.readOne(raw.decode())
    assert other.vevent.uid.value == event["UID"]
    assert other.vevent.dtstart.value == event.start
    return {
        "method": str(one["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "start": event.start,
        "organizer": str(event["ORGANIZER"]),
        "attendee": str(event["ATTENDEE"]),
    }


def somebody(date, name="Fatima de Wit", email="fatima@example.org") -> Registration:
    return confirm(register(date, name=name, email=email))


def test_confirm_mail_has_the_link_and_no_calendar():
    date = date_of_a_meetup(title="Samen aan tafel", contact_name="Rosa Bos", contact_email="rosa@example.org")

    register(date, name="Fatima de Wit", email="fatima@example.org")

    (message,) = mails()
    text = message.get_body(("plain",)).get_content()
    assert message["To"] == "Fatima de Wit <fatima@example.org>"
    assert message["Reply-To"] == "Rosa Bos <rosa@example.org>"
    assert message["Subject"].startswith("Bevestig je plek: Samen aan tafel, ")
    assert "/aanmelding/" in text
    assert "Fatima" in text
    assert calendar_part(message) is None


def test_mail_leads_to_the_page_opened_with_the_date_that_it_is_about():
    """By the time somebody reads the mail, the page may open with another date."""
    date = MeetupFactory(dates=(7, 14)).dates.last()

    somebody(date)

    text, html = (mails()[0].get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert f"{date.page.full_url}?datum={date.pk}" in text
    assert f'href="{date.page.full_url}?datum={date.pk}"' in html


def test_registered_mail_carries_one_invitation_for_one_attendee():
    date = date_of_a_meetup()

    somebody(date)

    message = mails()[-1]
    part = calendar_part(message)
    assert message.get_content_type() == "multipart/mixed"
    alternatives = [part.get_content_type() for part in next(iter(message.iter_parts())).iter_parts()]
    assert alternatives == ["text/plain", "text/html", "text/calendar"]
    assert (part.get_param("method"), part.get_param("charset"), part.get_content_disposition()) == (
        "REQUEST",
        "utf-8",
        None,
    )
    assert entry(message) == {
        "method": "REQUEST",
        "uid": date.uid,
        "sequence": 0,
        "status": "CONFIRMED",
        "start": date.start,
        "organizer": "mailto:post@wijkverband.example",
        "attendee": "mailto:fatima@example.org",
    }
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "bijeenkomst.ics"
    assert attachment.get_payload(decode=True) == part.get_payload(decode=True)


def test_calendar_follows_a_person_through_cancel_and_register_again():
    date = date_of_a_meetup(capacity=1)

    made = somebody(date)
    cancel(made)
    somebody(date)

    entries = [entry(message) for message in mails() if calendar_part(message)]
    assert [(one["method"], one["status"]) for one in entries] == [
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
        ("REQUEST", "CONFIRMED"),
    ]
    assert {one["uid"] for one in entries} == {date.uid}
    sequences = [one["sequence"] for one in entries]
    assert sequences == sorted(set(sequences))


def test_method_of_each_invitation_is_that_of_its_file_and_it_comes_from_its_organizer():
    """Outlook rejects an invitation if the methods differ. Google ignores a cancellation from another sender."""
    date = date_of_a_meetup()
    made = somebody(date)
    off = cancel_date(date, reason="Ziek")
    tell_everybody.func(date.pk, Kind.DATE_CANCELLED.value, off.sequence, None)
    on = restore_date(off)
    tell_everybody.func(date.pk, Kind.DATE_RESTORED.value, on.sequence, None)
    cancel(made)

    invited = [message for message in mails() if calendar_part(message)]
    senders, methods, stamps = set(), [], []
    for message in invited:
        part = calendar_part(message)
        event = icalendar.Calendar.from_ical(part.get_payload(decode=True)).events[0]
        (sender,) = message["From"].addresses
        assert part.get_param("method") == entry(message)["method"]
        assert str(event["ORGANIZER"]) == f"mailto:{sender.addr_spec}"
        assert event["ORGANIZER"].params["CN"] == sender.display_name
        assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
        assert (event["STATUS"] == "CANCELLED") == (entry(message)["method"] == "CANCEL")
        senders.add(sender.addr_spec)
        methods.append(entry(message)["method"])
        stamps.append((entry(message)["sequence"], event["DTSTAMP"].dt))

    assert (methods, len(senders)) == (["REQUEST", "CANCEL", "REQUEST", "CANCEL"], 1)
    assert [sequence for sequence, _stamp in stamps] == sorted({sequence for sequence, _stamp in stamps})
    assert [stamp for _sequence, stamp in stamps] == sorted(stamp for _sequence, stamp in stamps)


def test_placed_mail_puts_the_date_in_the_calendar():
    date = date_of_a_meetup(capacity=1)
    first = somebody(date, "Een", "een@example.org")
    somebody(date, "Twee", "twee@example.org")

    cancel(first)

    message = mails()[-1]
    assert message["To"] == "Twee <twee@example.org>"
    assert message["Subject"].startswith("Er is een plek voor je")
    assert entry(message)["method"] == "REQUEST"


def test_waiting_mail_says_the_position_and_leaves_the_calendar_alone():
    date = date_of_a_meetup(capacity=1)
    somebody(date, "Een", "een@example.org")
    somebody(date, "Twee", "twee@example.org")

    message = mails()[-1]

    assert "plek 1" in message.get_body(("plain",)).get_content()
    assert calendar_part(message) is None


def test_cancelled_and_restored_date_reach_who_comes_with_rising_sequences():
    date = date_of_a_meetup()
    somebody(date)
    register(date, name="Niet bevestigd", email="niet@example.org")

    off = cancel_date(date, reason="De zaal staat blank.")
    mailed = tell_everybody.func(date.pk, Kind.DATE_CANCELLED.value, off.sequence, None)
    on = restore_date(date)
    tell_everybody.func(date.pk, Kind.DATE_RESTORED.value, on.sequence, None)

    cancelled, restored = mails()[-2:]
    assert mailed == 1
    assert "De zaal staat blank." in cancelled.get_body(("plain",)).get_content()
    assert [entry(message)["method"] for message in (cancelled, restored)] == ["CANCEL", "REQUEST"]
    assert 0 < entry(cancelled)["sequence"] < entry(restored)["sequence"]


def test_moved_mail_says_what_was_and_what_is():
    page = MeetupFactory()
    date = page.dates.get()
    somebody(date)
    before = {"start": "2026-01-05T11:00:00+00:00", "end": "2026-01-05T12:00:00+00:00", "location": "De Oude Zaal"}

    tell_everybody.func(date.pk, Kind.MOVED.value, date.sequence, before)

    text = mails()[-1].get_body(("plain",)).get_content()
    assert "maandag 5 januari 2026, 12.00 – 13.00 uur" in text
    assert "De Oude Zaal" in text
    assert "Buurthuis De Linde" in text


def test_online_link_only_for_who_has_a_place():
    online = {
        "attendance": EventPage.Attendance.ONLINE,
        "online_url": "https://vergader.example.org/geheim",
        "capacity": 1,
    }
    date = date_of_a_meetup(**online)
    somebody(date, "Een", "een@example.org")
    somebody(date, "Twee", "twee@example.org")

    with_link = [message["To"] for message in mails() if "geheim" in message.as_string() + str(whole_text(message))]

    assert set(with_link) == {"Een <een@example.org>"}


def whole_text(message: EmailMessage) -> str:
    return "".join(str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text")


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_every_mail_can_be_written_and_escapes_what_people_typed(kind):
    date = date_of_a_meetup(title="Zorg & <script>alert(1)</script>", capacity=3)
    person_name = 'Zoë "O\'Neil" <b>, 😀'
    registration = RegistrationFactory(date=date, person__name=person_name, person__email="zoe@example.org")

    message = composing.compose(
        kind,
        registration,
        cause="x",
        changes=[{"field": "location", "label": "Waar", "before": "<i>a", "after": "b"}],
        more={"rows": messages.rows_for([registration])},
    )
    read = message_from_bytes(message.as_bytes(), policy=default)

    html = read.get_body(("html",)).get_content()
    text = read.get_body(("plain",)).get_content()
    assert "<script" not in html
    assert "<i>a" not in html
    assert "&lt;script&gt;" not in text, "plain text is not HTML"
    assert "http://testserver/aanmelding/" in text
    assert "{" not in text
    assert read["To"].addresses[0].addr_spec == "zoe@example.org"


@pytest.mark.parametrize("kind", sorted(words.WITHDRAWS), ids=str)
@pytest.mark.parametrize("had_place", [True, False], ids=["had a place", "only waited"])
def test_mail_that_takes_a_date_out_of_the_calendar_says_so(kind, had_place):
    registration = RegistrationFactory(date=date_of_a_meetup(), placed_at=timezone.now() if had_place else None)

    message = composing.compose(kind, registration, cause="x", changes=[])

    assert ("De afspraak verdwijnt" in message.html) == ("De afspraak verdwijnt" in message.text) == had_place
    assert bool(message.files) == had_place


def test_mail_about_several_dates_has_a_link_for_each_and_no_button_for_one():
    dates = [date_of_a_meetup(title="Wijklunch"), date_of_a_meetup(title="Borrel")]
    registrations = [RegistrationFactory(date=date) for date in dates]

    more = {"rows": messages.rows_for(registrations), **messages.about_several(dates[0], has_file=True)}
    message = composing.compose(Kind.SEVERAL, registrations[0], cause="x", changes=[], more=more)

    for written in (message.text, message.html):
        assert "Bekijk je aanmelding" not in written
        assert "Wanneer" not in written
        assert written.count("Bekijk of zeg af") == 2
        assert written.count("Stuur hem niet door") == 1


def test_name_with_line_ends_adds_no_header():
    date = date_of_a_meetup()
    registration = RegistrationFactory(date=date, person__name="Piet\r\nBcc: iedereen@example.org")

    message = composing.compose(Kind.REGISTERED, registration, cause="x", changes=[])

    read = message_from_bytes(message.as_bytes(), policy=default)
    assert read["Bcc"] is None
    assert b"\nBcc:" not in calendar_part(read).get_payload(decode=True)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("=?utf-8?q?x=0d=0aBcc:_iedereen=0d=0a=0d=0aKoop_dit?=", id="as quoted text"),
        pytest.param("=?utf-8?b?eA0KQmNjOiBpZWRlcmVlbg0KDQpLb29wIGRpdA==?=", id="in base 64"),
        pytest.param("Piet ==??utf-8?q?x=0aBcc:_iedereen?=", id="half hidden"),
    ],
)
def test_encoded_word_adds_neither_a_header_nor_a_text(words):
    date = date_of_a_meetup(title=words, contact_name=words, contact_email="rosa@example.org")
    date.page.organisation.title = words
    registration = RegistrationFactory(date=date, person__name=words)

    message = composing.compose(Kind.REGISTERED, registration, cause="x", changes=[])

    head = message.as_bytes().split(b"\r\n\r\n")[0]
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert b"Bcc" not in [line.partition(b":")[0] for line in head.splitlines()]
    ours = ["Subject", "From", "To", "Reply-To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
    assert read.keys() == ours
    assert (read["Bcc"], read.get_body(("plain",)) is not None) == (None, True)
    assert "Koop dit" not in str(read["To"])


def test_message_id_is_the_same_for_the_same_cause():
    registration = RegistrationFactory()

    one, other = (composing.compose(Kind.REGISTERED, registration, cause=cause, changes=[]) for cause in ("a", "a"))

    assert one.as_message()["Message-ID"] == other.as_message()["Message-ID"]


def test_mail_about_a_change_also_says_what_stays_as_it_is():
    """Somebody who reads that the place changed also wants to know the time, without opening anything."""
    date = date_of_a_meetup(venue_name="De Linde")
    somebody(date)
    page = date.page.specific
    page.venue_name = "De Brug"
    page.save_revision().publish()
    date.refresh_from_db()
    before = {**notified_fields(date), "location": "De Linde"}

    tell_everybody.func(date.pk, Kind.CHANGED.value, date.sequence, before)

    for part in ("plain", "html"):
        text = mails()[-1].get_body((part,)).get_content()
        assert "De Brug" in text
        assert date_format(date.start_local, "l j F Y") in text


@pytest.mark.parametrize(
    "name", ["De Wit", "drs. Fatima de Wit", "’t Hof, Jan", "Jan (hij/hem)", "el Amrani", "Ömer", "P.J.M. van Dijk"]
)
def test_mail_greets_by_the_name_as_typed(name):
    somebody(date_of_a_meetup(), name=name)

    confirming, registered = mails()
    greetings = [
        mail.get_body([kind]).get_content().replace("&#x27;", "'")
        for mail in (confirming, registered)
        for kind in ("plain", "html")
    ]
    assert [f"{name}, je plek staat vast" in body for body in greetings[2:]] == [True, True]
    assert [f"{name}, we houden" in " ".join(body.split()) for body in greetings[:2]] == [True, True]
