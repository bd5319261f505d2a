"""Hybrid dates: places, lines, mails, calendars and tickets follow the answer to “hier of online?”."""

from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.utils import timezone

from events.dates.places import places_for
from events.feeds.personal_feed import body_of, open_feed
from events.mail.messages import tell_everybody
from events.mail.notified import notified_fields
from events.mail.words import Kind
from events.models import EventDate, Registration
from events.registration.attendance import CannotSwap, change_attendance
from events.registration.decisions import promote_by_hand
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import cancel, confirm, free_places, undo
from events.registration.series import change_date
from events.registration.tickets import has_ticket
from outbox.models import OutgoingMail
from tests.calendars import publish
from tests.factories import MeetupFactory, UserFactory, date_of_a_meetup, noon
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db
State = Registration.State
HERE, ONLINE = "in-person", "online"
LINK = "https://vergader.example.org/geheim"


def hybrid(**kwargs) -> EventDate:
    return date_of_a_meetup(**{"attendance": "hybrid", "online_url": LINK, **kwargs})


def comes(date: EventDate, name: str, attendance: str = "") -> Registration:
    made = register(date, name=name, email=f"{name.lower()}@example.org", attendance=attendance)
    confirm(made)
    return Registration.objects.select_related("date__page", "person", "booking").get(pk=made.pk)


def invitation(message) -> icalendar.Event:
    raw = next(part for part in message.walk() if part.get_content_type() == "text/calendar").get_payload(decode=True)
    return icalendar.Calendar.from_ical(raw).events[0]


# -- Places and lines --------------------------------------------------------------------------------------------------


def test_each_way_of_attending_has_places_and_a_line_of_its_own():
    date = hybrid(capacity=1, online_capacity=1)

    made = [comes(date, f"{way}{number}", way) for number in range(3) for way in (HERE, ONLINE)]

    assert [one.state for one in made] == [State.CONFIRMED] * 2 + [State.WAITING] * 4
    assert [one.place_in_line() for one in made] == [None, None, 1, 1, 2, 2]


def test_online_without_a_limit_is_never_full_while_the_room_is():
    date = hybrid(capacity=1)

    made = [comes(date, f"Gast{number}", way) for number, way in enumerate([HERE, ONLINE, ONLINE, HERE])]

    assert [one.state for one in made] == [State.CONFIRMED] * 3 + [State.WAITING]
    assert (free_places(date, HERE), free_places(date, ONLINE)) == (0, None)


def test_a_place_that_comes_free_goes_to_the_first_who_waits_for_that_way():
    date = hybrid(capacity=1, online_capacity=1)
    here, online = comes(date, "Hier", HERE), comes(date, "Online", ONLINE)
    waits_online, waits_here = comes(date, "Later", ONLINE), comes(date, "Laatst", HERE)

    cancel(here)

    waits_online.refresh_from_db()
    waits_here.refresh_from_db()
    assert (waits_here.state, waits_online.state) == (State.CONFIRMED, State.WAITING)
    assert Registration.objects.get(pk=online.pk).state == State.CONFIRMED


def test_who_did_not_answer_counts_as_in_person_and_keeps_both_address_and_link():
    date = hybrid(capacity=1)

    comes(date, "Sanne")

    assert free_places(date, HERE) == 0
    text = text_of(mails_to("sanne@example.org")[-1])
    assert LINK in text
    assert "Kerkstraat 1" in text


def test_colleagues_each_have_their_own_answer_and_the_mail_counts_those_without_a_held_place():
    date = hybrid(capacity=2, online_capacity=6)
    colleagues = [
        Colleague("Bo", "bo@example.org", attendance=ONLINE),
        Colleague("Jo", "jo@example.org", attendance=HERE),
    ]

    first, *others = register_together(
        date, name="Sanne", email="sanne@example.org", attendance=HERE, colleagues=colleagues
    )

    assert [one.attendance for one in (first, *others)] == [HERE, ONLINE, HERE]
    # One of the two places in person is held for Sanne: half of them, at most. Bo has one online.
    assert [one.state for one in (first, *others)] == [State.HELD, State.HELD, State.WAITING]
    assert (first.colleagues, first.colleagues_in_line) == (2, 1)


def test_giving_somebody_a_place_by_hand_overtakes_only_those_who_wait_for_the_same():
    date = hybrid(capacity=1, online_capacity=1)
    comes(date, "Hier", HERE)
    comes(date, "Online", ONLINE)
    comes(date, "Wachthier", HERE)
    waits = comes(date, "Wachtonline", ONLINE)

    promote_by_hand(waits, by=UserFactory(), reason="Spreker", extra_place=True)

    assert waits.decisions.get().overtook == 0


# -- Changing the answer -----------------------------------------------------------------------------------------------


def test_changing_to_a_free_place_keeps_the_link_and_gives_the_old_place_to_the_next():
    date = hybrid(capacity=1)
    first, second = comes(date, "Een", HERE), comes(date, "Twee", HERE)

    changed = change_attendance(first, to=ONLINE)

    second.refresh_from_db()
    assert (changed.pk, changed.state, changed.attendance) == (first.pk, State.CONFIRMED, ONLINE)
    assert second.state == State.CONFIRMED
    mail = mails_to("een@example.org")[-1]
    assert mail["Subject"].startswith("Je doet anders mee")
    assert LINK in text_of(mail)
    assert "Kerkstraat" not in text_of(mail)
    assert invitation(mail)["LOCATION"] == "Online"
    assert invitation(mail)["SEQUENCE"] > invitation(mails_to("een@example.org")[-2])["SEQUENCE"]


def test_changing_to_a_full_way_changes_nothing():
    date = hybrid(capacity=1, online_capacity=1)
    here = comes(date, "Hier", HERE)
    comes(date, "Online", ONLINE)
    mails = OutgoingMail.objects.count()

    with pytest.raises(CannotSwap, match="Online is het net vol"):
        change_attendance(here, to=ONLINE)

    here.refresh_from_db()
    assert (here.state, here.attendance) == (State.CONFIRMED, HERE)
    assert OutgoingMail.objects.count() == mails


def test_who_waits_gets_a_free_place_online_at_once():
    date = hybrid(capacity=1)
    comes(date, "Hier", HERE)
    waits = comes(date, "Wacht", HERE)

    changed = change_attendance(waits, to=ONLINE)

    assert (changed.pk, changed.state, changed.attendance) == (waits.pk, State.CONFIRMED, ONLINE)


def test_who_waits_and_joins_the_other_line_stands_last_there():
    date = hybrid(capacity=1, online_capacity=1)
    comes(date, "Hier", HERE)
    comes(date, "Online", ONLINE)
    early = comes(date, "Vroeg", HERE)
    later = comes(date, "Later", ONLINE)

    changed = change_attendance(early, to=ONLINE)

    early.refresh_from_db()
    assert (early.state, changed.state) == (State.CANCELLED, State.WAITING)
    assert (later.place_in_line(), changed.place_in_line()) == (1, 2)
    assert date.registrations.live().filter(person=early.person).count() == 1


def test_a_request_that_changes_is_a_new_request():
    date = hybrid(needs_approval=True, capacity=5)
    asks = comes(date, "Vraagt", HERE)

    changed = change_attendance(asks, to=ONLINE)

    asks.refresh_from_db()
    assert (asks.state, changed.state, changed.attendance) == (State.CANCELLED, State.REQUESTED, ONLINE)


def test_answering_at_last_keeps_the_place_and_sends_no_mail():
    date = hybrid(capacity=1)
    made = comes(date, "Sanne")
    comes(date, "Wacht", HERE)
    mails = OutgoingMail.objects.count()

    changed = change_attendance(made, to=HERE)

    assert (changed.pk, changed.state, changed.attendance) == (made.pk, State.CONFIRMED, HERE)
    assert OutgoingMail.objects.count() == mails


def test_an_extra_place_in_the_room_is_given_up_for_a_place_online():
    date = hybrid(capacity=1)
    comes(date, "Hier", HERE)
    extra = comes(date, "Spreker", HERE)
    promote_by_hand(extra, by=UserFactory(), reason="Spreker", extra_place=True)

    changed = change_attendance(extra, to=ONLINE)

    assert (changed.has_extra_place, free_places(date, HERE)) == (False, 0)


def test_unconfirmed_people_confirm_first():
    made = register(hybrid(), name="Sanne", email="sanne@example.org", attendance=HERE)

    with pytest.raises(CannotSwap, match="Bevestig eerst"):
        change_attendance(made, to=ONLINE)


def test_after_closing_somebody_can_still_go_online_but_nobody_comes_extra():
    date = hybrid(closes_days_before=2)
    here, online = comes(date, "Hier", HERE), comes(date, "Online", ONLINE)

    with time_machine.travel(date.start - timedelta(days=1), tick=False):
        changed = change_attendance(here, to=ONLINE)
        with pytest.raises(CannotSwap, match="gesloten"):
            change_attendance(online, to=HERE)

    assert changed.attendance == ONLINE


def test_at_a_date_in_person_there_is_nothing_to_change():
    made = comes(date_of_a_meetup(), "Sanne", HERE)

    assert change_attendance(made, to=ONLINE).attendance == HERE


def test_the_undo_of_a_cancellation_needs_a_place_of_that_way():
    date = hybrid(capacity=1, online_capacity=5)
    here = comes(date, "Hier", HERE)
    cancel(here)
    comes(date, "Later", HERE)

    assert undo(Registration.objects.get(pk=here.pk)).state == State.CANCELLED


def test_changing_to_another_date_keeps_the_way_and_needs_a_place_of_that_way():
    meetup = MeetupFactory(attendance="hybrid", capacity=5, online_capacity=1, dates=(5, 12))
    first, second = meetup.dates.order_by("start")
    comes(second, "Vol", ONLINE)
    online, here = comes(first, "Online", ONLINE), comes(first, "Hier", HERE)

    with pytest.raises(Exception, match="net vol"):
        change_date(online, to=second)
    changed = change_date(here, to=second)

    assert (changed.date_id, changed.attendance, changed.state) == (second.pk, HERE, State.CONFIRMED)


def test_an_owner_who_signs_in_and_answers_otherwise_leaves_what_a_stranger_took():
    user = UserFactory(email="sanne@example.org")
    date = hybrid(capacity=1, online_capacity=5)
    typed = register(date, name="Sanne", email="sanne@example.org", attendance=HERE, remark="van een ander")

    made = register(date, name="Sanne", email="sanne@example.org", attendance=ONLINE, user=user)

    typed.refresh_from_db()
    assert (typed.state, made.state, made.attendance) == (State.CANCELLED, State.CONFIRMED, ONLINE)
    assert typed.booking.remark == ""
    assert free_places(date, HERE) == 1


# -- What people get ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attendance", "has_link", "has_address", "location"),
    [
        pytest.param(HERE, False, True, "Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom", id="here"),
        pytest.param(ONLINE, True, False, "Online", id="online"),
    ],
)
def test_mail_calendar_and_ticket_follow_the_answer(attendance, has_link, has_address, location):
    date = hybrid(parking="Gratis voor de deur")

    made = comes(date, "Sanne", attendance)

    mail = mails_to("sanne@example.org")[-1]
    text, event = text_of(mail) + text_of(mail, "html"), invitation(mail)
    assert (LINK in text, "Kerkstraat 1" in text, "Gratis voor de deur" in text) == (has_link, has_address, has_address)
    assert event["LOCATION"] == location
    assert (LINK in str(event["DESCRIPTION"])) == has_link
    assert has_ticket(made) == has_address
    feed = body_of(open_feed(made.person)).decode().replace("\r\n ", "")
    assert (LINK in feed, "Kerkstraat 1" in feed) == (has_link, has_address)


def test_two_in_one_mailbox_who_attend_differently_have_both_in_their_one_entry():
    date = hybrid()
    for name, attendance in (("Een", HERE), ("Twee", ONLINE)):
        confirm(register(date, name=name, email="praktijk@example.org", attendance=attendance))

    event = invitation(mails_to("praktijk@example.org")[-1])

    assert str(event["LOCATION"]).endswith("(ook online)")
    assert LINK in str(event["DESCRIPTION"])


def test_a_new_link_is_mailed_to_who_is_online_and_a_new_place_to_who_comes():
    date = hybrid()
    for name, attendance in (("Hier", HERE), ("Online", ONLINE), ("Weetniet", "")):
        comes(date, name, attendance)
    before = notified_fields(date)

    def told(**changes) -> set[str]:
        OutgoingMail.objects.all().delete()
        EventDate.objects.filter(pk=date.pk).update(changed_at=timezone.now())
        date.refresh_from_db()
        tell_everybody.func(date.pk, Kind.CHANGED.value, date.sequence, {**before, **changes})
        return set(OutgoingMail.objects.values_list("recipient", flat=True))

    assert told(location="De Oude Zaal") == {"hier@example.org", "weetniet@example.org"}
    assert told(online="anders") == {"online@example.org", "weetniet@example.org"}
    assert len(told(location="De Oude Zaal", online="anders")) == 3
    assert len(told(location="De Oude Zaal", attendance=HERE)) == 3, "how one attends concerns everybody"


# -- Public numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_person", "online", "here", "at_home", "state", "words"),
    [
        pytest.param(3, None, 1, 0, "open", "Nog 2 plekken, online kan altijd", id="room"),
        pytest.param(1, None, 1, 5, "open", "Vol, online kan nog", id="room full"),
        pytest.param(3, 4, 1, 1, "open", "Nog 2 plekken, online nog 3 plekken", id="both"),
        pytest.param(3, 1, 1, 1, "open", "Nog 2 plekken, online vol", id="online full"),
        pytest.param(1, 2, 1, 1, "open", "Vol, online nog 1 plek", id="one left online"),
        pytest.param(None, 1, 1, 1, "open", "Plek genoeg, online vol", id="room without limit"),
        pytest.param(None, 5, 1, 1, "open", "Plek genoeg, online nog 4 plekken", id="only online limited"),
        pytest.param(None, None, 1, 1, "unlimited", "Plek genoeg", id="no limits"),
        pytest.param(1, 1, 2, 2, "full", "Vol, 2\N{NO-BREAK SPACE}wachtenden", id="full"),
    ],
)
def test_public_numbers_follow_the_answers(in_person, online, here, at_home, state, words):
    date = hybrid(capacity=in_person, online_capacity=online)
    for number in range(here):
        comes(date, f"Hier{number}", HERE)
    for number in range(at_home):
        comes(date, f"Online{number}", ONLINE)

    places = places_for([date])[date.pk]

    assert (places.state, places.words) == (state, words)


def test_numbers_of_a_date_that_is_no_longer_hybrid_count_everybody():
    date = hybrid(capacity=3)
    comes(date, "Hier", HERE)
    comes(date, "Online", ONLINE)
    publish(date.page.specific, attendance="in-person")

    places = places_for([EventDate.objects.with_pages().get()])[date.pk]

    assert (places.words, places.in_person) == ("Nog 1 plek", None)


# -- A setting that changes under people -------------------------------------------------------------------------------


def test_who_registered_for_an_online_meetup_stays_online_when_it_becomes_hybrid():
    date = date_of_a_meetup(attendance="online", online_url=LINK)
    made = comes(date, "Sanne")

    publish(date.page.specific, attendance="hybrid", capacity=1)

    made.refresh_from_db()
    date.refresh_from_db()
    assert (made.attendance, date.is_hybrid, free_places(date, HERE)) == (ONLINE, True, 1)


def test_answers_survive_a_meetup_that_is_not_hybrid_for_a_while():
    date = hybrid(capacity=1, online_capacity=1)
    online = comes(date, "Online", ONLINE)
    comes(date, "Hier", HERE)

    publish(date.page.specific, attendance="in-person")
    publish(date.page.specific, attendance="hybrid")

    online.refresh_from_db()
    date.refresh_from_db()
    assert (online.attendance, online.state) == (ONLINE, State.CONFIRMED)
    assert free_places(date, ONLINE) == 0


def test_more_places_online_go_to_who_waits_for_them():
    date = hybrid(capacity=1, online_capacity=1)
    comes(date, "Online", ONLINE)
    comes(date, "Hier", HERE)
    waits = [comes(date, "Wacht", ONLINE), comes(date, "Wachthier", HERE)]

    publish(date.page.specific, online_capacity=2)

    states = [Registration.objects.get(pk=one.pk).state for one in waits]
    assert states == [State.CONFIRMED, State.WAITING]


def test_a_date_that_is_over_stays_as_it_was():
    meetup = MeetupFactory(attendance="hybrid", online_url=LINK, dates=(noon(-7), noon(7)))

    publish(meetup, attendance="in-person")

    been, coming = meetup.dates.order_by("start")
    assert (been.attendance, coming.attendance) == ("hybrid", "in-person")
