"""Two people behind one address: their calendar holds one entry, and it says what the site says."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import icalendar
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.feeds import personal_feed
from events.mail.messages import tell_everybody
from events.models import EventDate, Registration
from events.privacy.erasure import erase
from events.publishing.move import cancel_date, move_date, restore_date
from events.registration.registering import register
from events.registration.rule import cancel, confirm, undo
from outbox.models import OutgoingMail
from tests.events.registration.test_races import at_once
from tests.factories import date_of_a_meetup
from tests.proofs import reduced

ADDRESS = "praktijk@example.org"
NAMES = ("Noor Bos", "Bo Smit")
State = Registration.State


class CalendarProgram:
    """A calendar program that does what mails say (RFC 5546 2.1.5): it holds the entry with the highest SEQUENCE."""

    def __init__(self, address: str = ADDRESS) -> None:
        self.address, self.read, self.sequence, self.entry = address, 0, -1, None

    def reads_its_mail(self) -> None:
        for mail in OutgoingMail.objects.filter(recipient=self.address, pk__gt=self.read).order_by("pk"):
            self.read = mail.pk
            message = message_from_bytes(bytes(mail.message), policy=default)
            for part in message.walk():
                if part.get_content_type() == "text/calendar":
                    self.reads(icalendar.Calendar.from_ical(part.get_payload(decode=True)), mail.cause)

    def reads(self, calendar, cause: str) -> None:
        [event] = calendar.events
        entry = None if calendar["METHOD"] == "CANCEL" else (event.start, for_whom(event))
        sequence = int(event["SEQUENCE"])
        assert sequence > self.sequence or (sequence, entry) == (self.sequence, self.entry), cause
        self.sequence, self.entry = sequence, entry


def for_whom(event) -> frozenset[str]:
    first = str(event["DESCRIPTION"]).split("\n\n")[0]
    return frozenset(name for name in NAMES if name in first)


def what_the_site_says(date: EventDate) -> tuple[datetime, frozenset[str]] | None:
    date.refresh_from_db()
    coming = Registration.objects.filter(date=date, state=State.CONFIRMED).values_list("person__name", flat=True)
    names = frozenset(coming)
    if date.is_cancelled or not names:
        return None
    return date.start, names if len(names) > 1 else frozenset()


class Mailbox:
    def __init__(self, **kwargs) -> None:
        self.date, self.program = date_of_a_meetup(**kwargs), CalendarProgram()

    def last(self, name: str) -> Registration | None:
        return Registration.objects.filter(date=self.date, person__name=name).last()

    def does(self, action: str, name: str) -> None:
        made = self.last(name)
        self.date.refresh_from_db()
        match action:
            case "registers" if not self.date.is_cancelled:
                register(self.date, name=name, email=ADDRESS)
            case "confirms" if made and made.is_live and not self.date.is_cancelled:
                confirm(made)
            case "cancels" if made:
                cancel(made)
            case "undoes" if made:
                undo(made)
            case "moves" if not self.date.is_cancelled:
                start = self.date.start + timedelta(days=1)
                self.told(
                    move_date(self.date, start=start, end=start + timedelta(hours=1), place="", reason="Zaal"), "moved"
                )
            case "goes off" if not self.date.is_cancelled:
                self.told(cancel_date(self.date, reason="Storm"), "date_cancelled")
            case "is on again" if self.date.is_cancelled:
                self.told(restore_date(self.date), "date_restored")

    def told(self, date: EventDate, kind: str) -> None:
        tell_everybody.func(date.pk, kind, date.sequence, None)


def entry_names(entry) -> frozenset[str] | None:
    return entry[1] if entry else None


ACTIONS = st.tuples(
    st.sampled_from(["registers", "confirms", "confirms", "cancels", "undoes", "moves", "goes off", "is on again"]),
    st.sampled_from(NAMES),
)


@pytest.mark.django_db
@settings(max_examples=reduced(200, 25), deadline=None, suppress_health_check=list(HealthCheck))
@given(story=st.lists(ACTIONS, min_size=4, max_size=14), capacity=st.sampled_from([None, 1, 3]))
def test_calendar_of_a_shared_mailbox_holds_what_the_site_says(story, capacity):
    with transaction.atomic():
        mailbox = Mailbox(dates=[30], capacity=capacity)
        for action, name in story:
            mailbox.does(action, name)
            mailbox.program.reads_its_mail()

            says, holds = what_the_site_says(mailbox.date), mailbox.program.entry
            assert (holds is None) == (says is None), (action, name)
            if says is not None:
                assert holds[0] == says[0]
                coming = says[1] or set(NAMES)
                assert holds[1] <= coming
                assert not says[1] or holds[1] == says[1]
        transaction.set_rollback(True)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("capacity", [None, 100])
def test_entry_is_for_both_when_two_in_one_mailbox_confirm_at_once(capacity):
    date = date_of_a_meetup(dates=[30], capacity=capacity)
    addresses = [f"praktijk{number}@example.org" for number in range(12)]
    # One after the other at each address, as close together as the pool allows.
    asked = [register(date, name=name, email=address) for address in addresses for name in NAMES]

    at_once(confirm, asked)

    for address in addresses:
        program = CalendarProgram(address)
        program.reads_its_mail()
        assert entry_names(program.entry) == set(NAMES)


@pytest.fixture
def mailbox(db):
    mailbox = Mailbox(dates=[30])
    for name in NAMES:
        mailbox.does("registers", name)
        mailbox.does("confirms", name)
    mailbox.program.reads_its_mail()
    return mailbox


def test_entry_stays_and_says_for_whom_when_one_of_two_cancels(mailbox):
    assert entry_names(mailbox.program.entry) == set(NAMES)

    mailbox.does("cancels", "Bo Smit")
    mailbox.program.reads_its_mail()

    assert entry_names(mailbox.program.entry) == {"Noor Bos"}
    text = (
        message_from_bytes(bytes(OutgoingMail.objects.last().message), policy=default)
        .get_body(("plain",))
        .get_content()
    )
    assert "blijft de afspraak staan, voor Noor Bos" in text
    assert "verdwijnt uit je agenda" not in text


def test_entry_goes_when_the_last_of_two_cancels(mailbox):
    for name in NAMES:
        mailbox.does("cancels", name)
    mailbox.program.reads_its_mail()

    assert mailbox.program.entry is None


def test_entry_in_a_mail_to_one_holds_no_secret_link_of_the_other(mailbox):
    mailbox.does("cancels", "Bo Smit")

    message = message_from_bytes(bytes(OutgoingMail.objects.last().message), policy=default)
    [part] = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert "/aanmelding/" not in part.get_payload(decode=True).decode().replace("\r\n ", "")


@pytest.mark.parametrize("cancels", [None, "Noor Bos", "Bo Smit"])
def test_personal_feed_agrees_with_the_mails(mailbox, cancels):
    if cancels:
        mailbox.does("cancels", cancels)
    mailbox.program.reads_its_mail()

    for name in NAMES:
        feed = personal_feed.open_feed(mailbox.last(name).person)
        [event] = icalendar.Calendar.from_ical(personal_feed.body_of(feed)).events
        assert str(event["STATUS"]) == "CONFIRMED"
        assert int(event["SEQUENCE"]) == mailbox.program.sequence
        assert cancels is None or cancels not in for_whom(event)


def test_sequence_does_not_fall_for_who_stays_when_the_other_is_erased(mailbox):
    for action in ("cancels", "registers", "confirms", "cancels"):
        mailbox.does(action, "Bo Smit")
    mailbox.program.reads_its_mail()
    before = mailbox.program.sequence

    erase(mailbox.last("Bo Smit").person)
    mailbox.does("moves", "")
    mailbox.program.reads_its_mail()

    assert mailbox.program.sequence > before
    assert mailbox.program.entry is not None
    assert timezone.now() < mailbox.program.entry[0]
