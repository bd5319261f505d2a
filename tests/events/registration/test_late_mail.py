"""The site's failure runs nobody's clock: holds and offers count from when the mail about them left."""

from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend as Memory
from django.utils import timezone

from events.links import registration_path
from events.mail import reminders
from events.mail.words import deadline_words
from events.models import EventPage, Registration
from events.privacy.link_rotation import rotate_link
from events.publishing.move import cancel_date
from events.registration.deadlines import COLLEAGUE_HOLD, HOLD, UNCONFIRMED_WAITS
from events.registration.lapsing import run_due
from events.registration.registering import Colleague, register, register_together
from events.registration.rule import cancel, confirm
from events.registration.series import confirm_all, register_for
from home import scheduled_jobs
from outbox.delivery import TRY_FOR, ServerAway, deliver
from outbox.mail import send_again
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import MeetupFactory, date_of_a_meetup, noon

pytestmark = pytest.mark.django_db
State = Registration.State
OFFER = EventPage.HandOut.OFFER
THREE_HOURS = timedelta(hours=3)


class Away(Memory):
    def open(self):
        raise ConnectionRefusedError("nobody home")


class Outage:
    """A mail server that is away, with a clock that can be moved."""

    def __init__(self, settings, clock) -> None:
        self.settings, self.clock, self.works = settings, clock, settings.MAIL_TRANSPORT

    def begins(self) -> None:
        self.settings.MAIL_TRANSPORT = f"{__name__}.Away"

    def lasts(self, time: timedelta) -> None:
        """Let the time pass, with the work of the worker every half hour."""
        until = timezone.now() + time
        while timezone.now() < until:
            self.clock.shift(min(timedelta(minutes=30), until - timezone.now()))
            run_due()
            reminders.run_due()
            with suppress(ServerAway):
                deliver()

    def ends(self) -> None:
        self.settings.MAIL_TRANSPORT = self.works
        deliver()


@pytest.fixture
def outage(settings, time_machine):
    time_machine.move_to(noon(0), tick=False)
    return Outage(settings, time_machine)


def guest(date, number: int = 1, *, confirmed: bool = False) -> Registration:
    made = register(date, name=f"Gast {number}", email=f"gast{number}@example.org")
    return confirm(made) if confirmed else made


def state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def arrived() -> list[tuple[str, str, str]]:
    """Return the recipient, subject and text of each mail that arrived."""
    found = []
    for mail in django_mail.outbox:
        message = message_from_bytes(mail.message().as_bytes(), policy=default)
        found.append((mail.to[0], mail.subject, message.get_body(("plain",)).get_content()))
    return found


def test_who_registers_while_the_mail_is_away_for_hours_gets_the_mail_and_can_confirm(client, outage):
    date = date_of_a_meetup(capacity=1)
    outage.begins()
    made = guest(date)
    outage.lasts(THREE_HOURS)
    outage.ends()

    assert [to for to, _subject, _text in arrived()] == ["gast1@example.org"]
    outage.clock.shift(HOLD - timedelta(minutes=1))
    run_due()
    client.post(f"{registration_path(made)}bevestigen/")
    assert state(made) == State.CONFIRMED


def test_hold_whose_mail_left_late_lapses_an_hour_after_that(outage):
    made = guest(date_of_a_meetup(capacity=1))
    outage.begins()
    outage.lasts(THREE_HOURS)
    outage.ends()

    outage.clock.shift(HOLD - timedelta(seconds=1))
    assert (run_due(), state(made)) == (0, State.HELD)
    outage.clock.shift(timedelta(seconds=1))
    assert (run_due(), state(made)) == (1, State.EXPIRED)


def test_hold_is_free_again_once_its_mail_is_given_up(outage):
    first, second = guest(date := date_of_a_meetup(capacity=1)), guest(date, 2, confirmed=True)
    outage.begins()
    outage.lasts(timedelta(minutes=10))
    outage.clock.shift(TRY_FOR)
    assert scheduled_jobs.run_due() == ["send mail"]
    assert scheduled_jobs.run_due() == ["send mail"]

    assert [state(first), state(second)] == [State.EXPIRED, State.CONFIRMED]


class RefusesForNow(Memory):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (451, b"later")})


def test_hold_lapses_on_time_when_it_is_the_recipients_server_that_refuses_the_mail(settings, outage):
    """Otherwise somebody could hold places for days with an address whose server never takes the mail."""
    made = guest(date_of_a_meetup(capacity=1))
    settings.MAIL_TRANSPORT = f"{__name__}.RefusesForNow"
    deliver()
    outage.lasts(HOLD)

    assert state(made) == State.EXPIRED


def test_offer_that_leaves_late_says_until_when_it_really_stands(outage):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER, dates=[10])
    first, second = guest(date, 1, confirmed=True), guest(date, 2, confirmed=True)
    deliver()
    outage.begins()
    cancel(first)
    before = deadline_words(offered := Registration.objects.get(pk=second.pk))
    outage.lasts(timedelta(hours=30))
    outage.ends()

    now = deadline_words(offered := Registration.objects.get(pk=offered.pk))
    [text] = [text for _to, subject, text in arrived() if subject.startswith("Er is een plek voor je, wil je")]
    assert offered.held_until == timezone.now() + timedelta(hours=24)
    assert (now in text, before in text) == (True, False)


def test_offer_that_leaves_when_there_is_no_time_left_to_ask_becomes_a_place(outage):
    date = date_of_a_meetup(capacity=1, hand_out=OFFER, dates=[1])
    first, second = guest(date, 1, confirmed=True), guest(date, 2, confirmed=True)
    deliver()
    outage.begins()
    cancel(first)
    outage.lasts(date.start - timezone.now() - timedelta(hours=1))
    outage.ends()
    deliver()

    assert state(second) == State.CONFIRMED
    subjects = [subject for to, subject, _text in arrived() if to == second.person.email]
    assert [subject for subject in subjects if "wil je hem" in subject] == []
    assert [subject for subject in subjects if subject.startswith("Er is een plek voor je:")] != []


def test_question_about_several_dates_starts_the_time_of_all_of_them_again(outage):
    page = MeetupFactory(capacity=1, dates=[10, 20])
    outage.begins()
    made = register_for(page.dates.all(), name="Gast", email="gast@example.org")
    outage.lasts(THREE_HOURS)
    outage.ends()
    outage.clock.shift(HOLD - timedelta(minutes=1))
    run_due()

    confirm_all(made[0])

    assert [state(one) for one in made] == [State.CONFIRMED, State.CONFIRMED]


def test_question_that_cannot_be_answered_any_more_says_what_came_of_it(outage):
    date = date_of_a_meetup()
    outage.begins()
    made = guest(date)
    cancel_date(date, reason="Storm")
    outage.lasts(THREE_HOURS)
    outage.ends()

    [(to, subject, _text)] = arrived()
    assert (to, subject.split(":")[0]) == (made.person.email, "Gaat niet door")


def test_question_sent_again_after_the_hold_lapsed_says_so(outage):
    made = guest(date_of_a_meetup(capacity=1))
    OutgoingMail.objects.update(
        failed_at=timezone.now(), error="SMTPRecipientsRefused: {'x': (550, b'no')}", attempts=1
    )
    outage.lasts(HOLD)
    assert state(made) == State.EXPIRED

    send_again(OutgoingMail.objects.all())
    deliver()

    [(_to, subject, text)] = arrived()
    assert subject.startswith("Je aanmelding is vervallen")
    assert registration_path(made) in text
    assert "een uur lang" not in text


def test_question_that_was_answered_meanwhile_is_not_sent(outage):
    """They confirmed by the link that an organiser gave them."""
    outage.begins()
    made = guest(date_of_a_meetup())
    outage.lasts(THREE_HOURS)
    confirm(made)
    outage.ends()

    assert [subject.split(":")[0] for _to, subject, _text in arrived()] == ["Je plek staat vast"]


def test_new_link_never_goes_to_the_old_address_with_a_late_mail(outage):
    outage.begins()
    made = guest(date_of_a_meetup())
    guest(made.date, 1, confirmed=False)
    rotate_link(made, email="nieuw@example.org")
    outage.lasts(THREE_HOURS)
    outage.ends()

    new = registration_path(Registration.objects.get(pk=made.pk))
    assert {to for to, _subject, text in arrived() if new in text} == {"nieuw@example.org"}


@pytest.mark.parametrize(
    ("closes_days_before", "days", "until"),
    [
        (0, 10, lambda date: noon(0) + COLLEAGUE_HOLD),
        (7, 7, lambda date: noon(0) + HOLD),
        (0, 1, lambda date: noon(1)),
    ],
    ids=["a day", "never less than an hour", "never past the deadline"],
)
def test_place_of_a_colleague_is_held_for_a_day(outage, closes_days_before, days, until):
    minutes = timedelta(minutes=30) if closes_days_before else timedelta(0)
    start = noon(days) + minutes
    date = date_of_a_meetup(dates=[start], closes_days_before=closes_days_before)

    _own, colleague = register_together(
        date, name="A", email="a@example.org", colleagues=[Colleague("B", "b@example.org")]
    )

    assert colleague.held_until == until(date)


def with_colleague(date, **answers) -> tuple[Registration, Registration]:
    own, colleague = register_together(
        date, name="Noor Bos", email="noor@example.org", colleagues=[Colleague("Bo Smit", "bo@example.org")], **answers
    )
    return confirm(own), colleague


def subjects_to(email: str) -> list[str]:
    return [subject.split(":")[0] for to, subject, _text in arrived() if to == email]


def test_colleague_who_does_not_confirm_is_reminded_and_then_both_are_told(client, outage):
    date = date_of_a_meetup(capacity=3)
    own, colleague = with_colleague(date)
    _placed, waits = guest(date, 3, confirmed=True), guest(date, 4, confirmed=True)
    deliver()
    outage.lasts(COLLEAGUE_HOLD - timedelta(hours=1))

    assert subjects_to("bo@example.org") == ["Bevestig je plek", "Je kunt nog bevestigen"]
    outage.lasts(timedelta(hours=1))
    deliver()

    assert [state(colleague), state(waits)] == [State.EXPIRED, State.CONFIRMED]
    assert subjects_to("bo@example.org")[2:] == ["Je aanmelding is vervallen"]
    assert subjects_to("noor@example.org")[-1] == "Je collega bevestigde niet op tijd"
    assert "Bo Smit" in arrived()[-1][2] + arrived()[-2][2]
    page = client.get(registration_path(own))
    assert "Bo Smit" in screen.text(page, ".wv-notice--colleagues")


def test_colleague_who_lapsed_is_not_shown_to_a_booker_who_did_not_confirm(client, outage):
    own, colleague = register_together(
        date_of_a_meetup(), name="Noor", email="noor@example.org", colleagues=[Colleague("Bo", "bo@example.org")]
    )
    deliver()
    outage.lasts(COLLEAGUE_HOLD)
    deliver()

    assert state(colleague) == State.EXPIRED
    assert subjects_to("noor@example.org") == ["Bevestig je plek"]
    assert screen.texts(client.get(registration_path(own)), ".wv-notice--colleagues") == []


def test_colleague_who_registered_again_is_not_shown_as_lapsed(client, outage):
    own, colleague = with_colleague(date := date_of_a_meetup())
    deliver()
    outage.lasts(COLLEAGUE_HOLD)
    confirm(colleague)

    assert state(colleague) == State.EXPIRED
    assert date.registrations.live().count() == 2
    assert screen.texts(client.get(registration_path(own)), ".wv-notice--colleagues") == []


def test_colleague_registered_for_several_dates_gets_one_mail_that_they_lapsed(outage):
    page = MeetupFactory(dates=[10, 20, 30])
    [own, *_] = register_for(
        page.dates.all(), name="Noor Bos", email="noor@example.org", colleagues=[Colleague("Bo", "bo@example.org")]
    )
    confirm_all(own)
    deliver()
    outage.lasts(COLLEAGUE_HOLD)
    deliver()

    assert subjects_to("bo@example.org") == [
        "Bevestig je aanmeldingen",
        "Je kunt nog bevestigen",
        "Je aanmelding is vervallen",
    ]
    assert subjects_to("noor@example.org").count("Je collega bevestigde niet op tijd") == 1
    lapsed = next(text for to, subject, text in arrived() if subject.startswith("Je aanmelding is vervallen"))
    assert lapsed.count("verlopen") == 3


def test_who_registered_alone_is_told_by_the_page_only(client, outage):
    made = guest(date_of_a_meetup(capacity=1))
    deliver()
    outage.lasts(HOLD)
    deliver()

    assert subjects_to(made.person.email) == ["Bevestig je plek"]
    assert screen.text(client.get(registration_path(made)), "h1") == "Je plek is vrijgegeven"


def test_who_is_still_in_line_just_before_the_start_is_told_not_to_count_on_a_place(outage):
    date = date_of_a_meetup(capacity=1, dates=[1])
    guest(date, 1, confirmed=True)
    waits, unconfirmed = guest(date, 2, confirmed=True), guest(date, 3)
    outage.lasts(date.start - timezone.now() - timedelta(hours=1))

    assert subjects_to(waits.person.email)[-1] == "Reken nog niet op een plek"
    assert "Reken nog niet op een plek" not in subjects_to(unconfirmed.person.email)


def test_request_without_an_answer_just_before_the_start_is_told_so(outage):
    asks = guest(date_of_a_meetup(needs_approval=True, dates=[1]), confirmed=True)
    outage.lasts(asks.date.start - timezone.now() - timedelta(hours=1))

    [text] = [text for _to, subject, text in arrived() if subject.startswith("Reken nog niet")]
    assert "nog niet geantwoord" in text


def test_reminder_that_could_not_leave_before_the_start_is_not_sent_after_it(outage):
    date = date_of_a_meetup(dates=[1], remind_day_before=True)
    guest(date, confirmed=True)
    deliver()
    outage.begins()
    outage.clock.shift(date.start - timezone.now() - timedelta(hours=14))
    scheduled_jobs.run_due()
    assert OutgoingMail.objects.waiting().filter(cause__startswith="reminder").exists()
    outage.clock.move_to(date.start)
    outage.ends()

    assert [subject for _to, subject, _text in arrived() if subject.startswith("Tot ziens")] == []


def test_waiting_rank_of_who_could_not_be_asked_is_kept(outage):
    date = date_of_a_meetup(capacity=1)
    guest(date, 1, confirmed=True)
    outage.begins()
    waits = guest(date, 2)
    outage.lasts(UNCONFIRMED_WAITS + timedelta(hours=1))

    assert state(waits) == State.WAITING
    with pytest.raises(ServerAway):
        deliver()
