"""Several dates of one event: registered together with one mail, confirmed with one click, and exchanged."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from events.dates.cards import card_for
from events.links import registration_path
from events.mail.messages import tell_everybody
from events.mail.words import Kind
from events.models import Booking, EventDate, Registration
from events.publishing.move import cancel_date, move_date, postpone_date
from events.registration import deadlines
from events.registration.registering import register
from events.registration.rule import RegistrationClosed, cancel, confirm
from events.registration.series import change_date, confirm_all, register_for
from outbox.models import OutgoingMail
from tests import screen
from tests.events.mail.test_messages import calendar_part, entry, mails, whole_text
from tests.factories import DisciplineFactory, MeetupFactory, UserFactory, noon

pytestmark = pytest.mark.django_db
State = Registration.State
WHO = {"name": "Fatima de Wit", "email": "fatima@example.org"}


def series(**kwargs) -> list[EventDate]:
    return list(MeetupFactory(title="Wijklunch", **{"dates": [10, 20, 30], **kwargs}).dates.order_by("start"))


def guest(date, number=1) -> Registration:
    return confirm(register(date, name=f"Gast {number}", email=f"gast{number}@example.org"))


def states(person="fatima@example.org") -> list[str]:
    found = Registration.objects.filter(person__email=person).order_by("date__start", "pk")
    return list(found.values_list("state", flat=True))


def kinds() -> list[str]:
    return [cause.split(":")[0] for cause in OutgoingMail.objects.order_by("pk").values_list("cause", flat=True)]


# -- Several at once


def test_several_dates_are_one_submission_and_one_mail_to_confirm():
    register_for(series(), **WHO)

    assert states() == [State.HELD] * 3
    assert Booking.objects.count() == 1
    assert kinds() == [Kind.CONFIRM_SEVERAL]


def test_one_click_confirms_them_all_and_one_mail_says_where_each_stands():
    dates = series(capacity=1)
    guest(dates[1])
    made = register_for(dates, **WHO)
    before = len(mails())

    confirm_all(made[0])

    assert states() == [State.CONFIRMED, State.WAITING, State.CONFIRMED]
    (message,) = mails()[before:]
    text = message.get_body(("plain",)).get_content()
    assert text.count("/aanmelding/") == 3, "each its own link"
    assert "wachtlijst, plek 1" in text
    assert calendar_part(message) is None, "no invitation: that holds one date only"
    (attachment,) = message.iter_attachments()
    file = icalendar.Calendar.from_ical(attachment.get_payload(decode=True))
    assert "METHOD" not in file
    assert [str(event["UID"]) for event in file.events] == [dates[0].uid, dates[2].uid]
    assert attachment.get_filename() == "bijeenkomsten.ics"


def test_confirming_twice_changes_and_mails_nothing():
    made = register_for(series(), **WHO)
    confirm_all(made[0])
    before = len(mails())

    for one in Registration.objects.all():
        confirm_all(one)

    assert len(mails()) == before


def test_each_date_is_cancelled_and_changed_on_its_own_with_an_invitation():
    dates = series()
    made = register_for(dates, **WHO)
    confirm_all(made[0])
    before = len(mails())

    cancel(Registration.objects.get(date=dates[1]))
    moved = move_date(
        dates[2],
        start=dates[2].start + timedelta(days=1),
        end=dates[2].end + timedelta(days=1),
        place="",
        reason="Ziek",
    )
    tell_everybody.func(moved.pk, Kind.MOVED.value, moved.sequence, None)

    assert states() == [State.CONFIRMED, State.CANCELLED, State.CONFIRMED]
    off, on = (entry(message) for message in mails()[before:])
    assert (off["method"], off["uid"]) == ("CANCEL", dates[1].uid)
    assert (on["method"], on["uid"], on["start"]) == ("REQUEST", dates[2].uid, moved.start)


def test_signed_in_hears_at_once_in_one_mail():
    user = UserFactory(email="fatima@example.org")

    register_for(series(), **WHO, user=user)

    assert states() == [State.CONFIRMED] * 3
    assert kinds() == [Kind.SEVERAL]


def test_owner_of_the_address_takes_over_what_somebody_else_registered_for_some_of_the_dates():
    user, dates = UserFactory(email=WHO["email"]), series()
    register_for(dates[:1], **WHO, remark="van een ander")

    register_for(dates, **WHO, user=user)

    assert states() == [State.CONFIRMED] * 3
    assert kinds()[-1] == Kind.SEVERAL
    assert not Booking.objects.filter(remark="van een ander").exists()


def test_one_date_is_as_it_always_was():
    register_for(series()[:1], **WHO)

    assert kinds() == [Kind.CONFIRM]


def test_second_click_is_no_second_mail():
    dates = series()
    register_for(dates, **WHO)

    register_for(dates, **WHO)

    assert (len(states()), kinds()) == (3, [Kind.CONFIRM_SEVERAL])


def test_all_or_none():
    dates = series()
    cancel_date(dates[1], reason="Storm")

    with pytest.raises(RegistrationClosed, match="gaat niet door"):
        register_for(dates, **WHO)

    assert states() == []
    assert kinds() == []


def test_a_date_that_is_off_by_the_time_of_the_click_is_left_out():
    dates = series()
    made = register_for(dates, **WHO)
    cancel_date(dates[1], reason="Storm")

    confirm_all(made[0])

    assert states() == [State.CONFIRMED, State.HELD, State.CONFIRMED]


def test_form_takes_several_dates(client, site_tree):
    dates = series()
    discipline = DisciplineFactory()
    url = f"{dates[0].page.get_url()}aanmelden/"
    answers = {"naam": "Fatima de Wit", "email": "fatima@example.org", "organisatie": "Thuiszorg"}

    form = client.get(f"{url}?datum={dates[1].pk}")
    sent = client.post(url, answers | {"discipline": discipline.pk, "datum": [dates[0].pk, dates[2].pk]}, follow=True)

    assert screen.values(form)["datum"] == [str(dates[1].pk)]
    assert Registration.objects.count() == 2
    named = screen.texts(sent, "section[aria-labelledby=waarvoor] li strong")
    assert named == [card_for(date).date_words for date in (dates[0], dates[2])]


def test_form_from_before_a_date_was_cancelled_says_what_happened_to_it(client, site_tree):
    page = MeetupFactory(dates=[10, 20])
    first, second = page.dates.order_by("start")
    cancel_date(second, reason="De spreker is ziek.")

    response = client.post(f"{page.url}aanmelden/", {"datum": [first.pk, second.pk], "naam": "Sanne"})

    assert f"{card_for(second).date_words}: Deze bijeenkomst gaat niet door. De spreker is ziek." in response.text
    assert 'value="Sanne"' in response.text


def test_own_page_shows_what_was_booked_along(client, site_tree):
    made = register_for(series(), **WHO)
    later = register(MeetupFactory().dates.get(), **WHO)

    html = client.get(registration_path(made[0])).content.decode()

    assert registration_path(made[1]) in html
    assert registration_path(later) not in html


# -- Exchanging one date for another


def test_change_takes_a_free_place_and_frees_the_old_one():
    dates = series(capacity=1)
    held = confirm(register(dates[0], **WHO))
    waits = guest(dates[0], 2)

    made = change_date(held, to=dates[1])

    waits.refresh_from_db()
    assert (states(), waits.state) == ([State.CANCELLED, State.CONFIRMED], State.CONFIRMED)
    assert made.booking_id == held.booking_id
    to_her = [message for message in mails() if message["To"].addresses[0].addr_spec == "fatima@example.org"]
    new, old = (entry(message) for message in to_her[-2:])
    assert [(new["method"], new["uid"]), (old["method"], old["uid"])] == [
        ("REQUEST", dates[1].uid),
        ("CANCEL", dates[0].uid),
    ]


def test_change_says_where_one_is_now_and_not_that_one_signed_off():
    dates = series()
    held = confirm(register(dates[0], **WHO))

    made = change_date(held, to=dates[1])

    mail = mails()[-1]
    text = " ".join(mail.get_body(("plain",)).get_content().split())
    cards = [card_for(date) for date in dates]
    assert mail["Subject"].startswith("Je bent gewisseld, niet meer op")
    assert f"Bij “Wijklunch” sta je nu op {cards[1].date_words}, {cards[1].time_words}." in text
    assert f"Op {cards[0].date_words} verwachten we je niet meer. Je plek is dan voor een ander." in text
    assert registration_path(made) in text
    assert not [words for words in ("afgemeld", "Hier is nog plek", registration_path(held)) if words in text]


def test_changing_back_and_forth_raises_sequence_at_both_dates():
    """Each date keeps its UID in the calendar, so its SEQUENCE has to rise every time."""
    dates = series()
    held = confirm(register(dates[0], **WHO))

    for to in (dates[1], dates[0], dates[1]):
        held = change_date(held, to=to)

    entries = [entry(message) for message in mails() if calendar_part(message)]
    sequences = {
        date.uid: [(one["method"], one["sequence"]) for one in entries if one["uid"] == date.uid] for date in dates
    }
    back_and_forth = [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    assert sequences == {dates[0].uid: [*back_and_forth, ("CANCEL", 3)], dates[1].uid: back_and_forth, dates[2].uid: []}


def test_change_to_a_full_date_changes_nothing():
    dates = series(capacity=1)
    held = confirm(register(dates[0], **WHO))
    guest(dates[1])

    with pytest.raises(RegistrationClosed, match="Je houdt wat je had"):
        change_date(held, to=dates[1])

    assert states() == [State.CONFIRMED]


def test_nobody_is_overtaken_also_after_a_cancelled_date():
    dates = series(capacity=1)
    held = confirm(register(dates[0], **WHO))
    guest(dates[1], 2)
    waits = guest(dates[1], 3)
    cancel_date(dates[0], reason="Storm")
    with pytest.raises(RegistrationClosed):
        change_date(held, to=dates[1])

    cancel(dates[1].registrations.placed().get())

    waits.refresh_from_db()
    assert waits.state == State.CONFIRMED


def test_change_from_a_date_that_is_off_sends_one_mail_only():
    dates = series()
    held = confirm(register(dates[0], **WHO))
    cancel_date(dates[0], reason="Storm")
    before = len(mails())

    change_date(held, to=dates[1])

    assert [message["Subject"].startswith("Je plek staat vast") for message in mails()[before:]] == [True]


@pytest.mark.parametrize("what", ["another event", "unconfirmed", "itself"])
def test_change_is_within_one_event_and_for_whose_address_is_known(what):
    dates = series()
    held = register(dates[0], **WHO)
    if what != "unconfirmed":
        held = confirm(held)
    to = {"another event": MeetupFactory().dates.get(), "itself": dates[0]}.get(what, dates[1])

    with pytest.raises(RegistrationClosed):
        change_date(held, to=to)

    assert len(states()) == 1


@pytest.mark.parametrize("off", [cancel_date, postpone_date])
def test_who_hears_that_a_date_is_off_reads_where_there_is_place(off):
    dates = series(capacity=1)
    confirm(register(dates[0], **WHO))
    guest(dates[1])

    date = off(dates[0], reason="Storm")
    kind = Kind.DATE_CANCELLED if off is cancel_date else Kind.DATE_POSTPONED
    tell_everybody.func(date.pk, kind.value, date.sequence, None)

    text = whole_text(mails()[-1])
    assert "Nog 1 plek" in text
    assert text.count("Kies een andere dag") == 2
    assert f"{dates[2].start_local.day} " in text


def test_dates_that_somebody_comes_to_already_are_no_alternative():
    dates = series()
    made = register_for(dates[:2], **WHO)
    confirm_all(made[0])

    off = cancel_date(dates[0], reason="Storm")
    tell_everybody.func(off.pk, Kind.DATE_CANCELLED.value, off.sequence, None)

    text = mails()[-1].get_body(("plain",)).get_content()
    days = [text.count(f"- {card_for(date).date_words}") for date in dates]
    assert days == [0, 0, 1]


def test_own_page_changes_by_post_only(client, site_tree):
    dates = series()
    held = confirm(register(dates[0], **WHO))
    cancel_date(dates[0], reason="Storm")
    path = registration_path(held)

    page = client.get(path).content.decode()
    looked = client.get(f"{path}andere-datum/?datum={dates[1].pk}")
    changed = client.post(f"{path}andere-datum/", {"datum": dates[1].pk}, follow=True)

    assert f'value="{dates[1].pk}"' in page
    assert "Ja, wissel naar" in looked.content.decode()
    assert "Gelukt, je bent gewisseld" in changed.content.decode()
    assert states() == [State.CANCELLED, State.CONFIRMED]


@pytest.mark.parametrize("wanted", ["", "x", "-1", str(2**63 - 1), str(2**63), "9" * 40, "²"])
def test_own_page_takes_no_nonsense(client, site_tree, wanted):
    held = confirm(register(series()[0], **WHO))

    response = client.post(f"{registration_path(held)}andere-datum/", {"datum": wanted}, follow=True)

    assert "Je houdt wat je had" in response.content.decode()
    assert states() == [State.CONFIRMED]


def test_second_submit_of_who_is_signed_in_or_over_the_full_hour_is_no_second_mail(time_machine):
    time_machine.move_to(noon(0).replace(minute=59), tick=False)
    dates = series()
    user = UserFactory(email="fatima@example.org")
    register(dates[0], **WHO, user=user)
    register(dates[1], name="Gast", email="gast@example.org")

    time_machine.shift(timedelta(minutes=2))
    register(dates[0], **WHO, user=user)
    register(dates[1], name="Gast", email="gast@example.org")

    assert kinds() == [Kind.REGISTERED, Kind.CONFIRM]
    assert timedelta(minutes=2) < deadlines.HOLD
    assert timezone.now().minute == 1
