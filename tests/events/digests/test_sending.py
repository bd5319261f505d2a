"""The weekly round: what is new, once, on Monday morning by the clock in Amsterdam, and nothing that is not public."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events.dates.selection import Selection
from events.digests import following, sending
from events.digests.links import manage_path
from events.models import DigestSubscriber, EventDate
from events.models.dates import AMSTERDAM
from events.publishing import move
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.calendars import fresh, publish
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    planned,
)
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db

ANNA = "anna@example.org"
WEDNESDAY = datetime(2027, 3, 3, 12, tzinfo=AMSTERDAM)
MONDAY = datetime(2027, 3, 8, 7, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _on_wednesday(time_machine):
    time_machine.move_to(WEDNESDAY, tick=False)


def follower(email: str = ANNA, **parts) -> DigestSubscriber:
    return following.follow_at_once(email, Selection(**parts))


def at(year: int, month: int, day: int, hour: int = 12):
    return planned(datetime(year, month, day, hour, tzinfo=AMSTERDAM))


def digests(email: str = ANNA) -> list[str]:
    """Return the texts of the digests to ``email``."""
    return [text_of(mail) for mail in mails_to(email) if str(mail["Subject"]).startswith("Nieuw: ")]


# -- When --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "begin"),
    [
        (datetime(2027, 3, 8, 6, 59, tzinfo=AMSTERDAM), datetime(2027, 3, 1, 7, tzinfo=AMSTERDAM)),
        (datetime(2027, 3, 8, 7, tzinfo=AMSTERDAM), datetime(2027, 3, 8, 7, tzinfo=AMSTERDAM)),
        (datetime(2027, 3, 14, 23, 59, tzinfo=AMSTERDAM), datetime(2027, 3, 8, 7, tzinfo=AMSTERDAM)),
        # The clock goes forward on 28 March and back on 31 October: 7.00 is 5.00 and 6.00 by UTC.
        (datetime(2027, 3, 29, 5, tzinfo=UTC), datetime(2027, 3, 29, 5, tzinfo=UTC)),
        (datetime(2027, 3, 29, 4, 59, tzinfo=UTC), datetime(2027, 3, 22, 6, tzinfo=UTC)),
        (datetime(2027, 11, 1, 5, 59, tzinfo=UTC), datetime(2027, 10, 25, 5, tzinfo=UTC)),
        (datetime(2027, 11, 1, 6, tzinfo=UTC), datetime(2027, 11, 1, 6, tzinfo=UTC)),
    ],
)
def test_round_begins_on_monday_at_seven_by_the_clock(now, begin):
    assert sending.begin_of_round(now) == begin


def test_new_meetup_is_mailed_on_monday_and_only_then(time_machine):
    theme = ThemeFactory(title="Wonen")
    MeetupFactory(title="Stond er al", themes=[theme], dates=[at(2027, 4, 1)])
    follower(themes=(theme.slug,))
    MeetupFactory(title="Wijklunch", themes=[theme], dates=[at(2027, 4, 2)])
    MeetupFactory(title="Elders", dates=[at(2027, 4, 2)])

    for moment in (WEDNESDAY, MONDAY - timedelta(minutes=1)):
        time_machine.move_to(moment, tick=False)
        assert sending.run_due() == 0
    time_machine.move_to(MONDAY, tick=False)
    assert sending.run_due() == 1

    [text] = digests()
    assert "Wijklunch" in text
    assert "vrijdag 2 april 2027, 12.00 – 13.30 uur" in text
    assert "Stond er al" not in text
    assert "Elders" not in text


def test_mailbox_gets_one_mail_a_week_and_none_without_news(time_machine):
    follower()
    sent_in = []
    for week in range(9):  # over the change of the clock
        if week in {1, 2, 6}:
            time_machine.move_to(MONDAY + timedelta(days=7 * week - 3), tick=False)
            for number in range(3):
                MeetupFactory(title=f"Nieuw {week} {number}", dates=[at(2027, 8, 1 + week)])
        for days in range(7):
            for hours in (0, 1, 13):
                moment = (MONDAY + timedelta(days=7 * week + days)).replace(hour=7 + hours)
                time_machine.move_to(moment, tick=False)
                if sending.run_due():
                    sent_in.append((week, moment.weekday(), moment.hour))

    assert sent_in == [(1, 0, 7), (2, 0, 7), (6, 0, 7)]
    assert len(digests()) == 3


def test_late_worker_catches_up_and_the_next_round_is_on_time(time_machine):
    follower()
    MeetupFactory(dates=[at(2027, 8, 1)])
    time_machine.move_to(MONDAY + timedelta(days=5), tick=False)
    assert sending.run_due() == 1
    MeetupFactory(dates=[at(2027, 8, 2)])

    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)

    assert sending.run_due() == 1


def test_clock_that_was_wrong_mails_nothing_twice(time_machine):
    follower()
    MeetupFactory(dates=[at(2027, 8, 1)])
    time_machine.move_to(MONDAY + timedelta(days=28), tick=False)
    assert sending.run_due() == 1

    for days in (0, 7, 14, 28, 29):
        time_machine.move_to(MONDAY + timedelta(days=days), tick=False)
        assert sending.run_due() == 0

    assert len(digests()) == 1


def test_digest_that_could_not_leave_for_a_week_is_not_sent(time_machine, settings):
    follower()
    MeetupFactory(dates=[at(2027, 8, 1)])
    time_machine.move_to(MONDAY, tick=False)
    sending.run_due()

    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    deliver()

    assert OutgoingMail.objects.get(about__startswith="digest:").was_too_late


# -- What --------------------------------------------------------------------------------------------------------------


def on_monday(time_machine) -> list[str]:
    time_machine.move_to(MONDAY, tick=False)
    sending.run_due()
    return digests()


HIDDEN = {
    "draft": lambda meetup: fresh(meetup).unpublish(),
    "private": lambda meetup: PageViewRestriction.objects.create(page=meetup, restriction_type="login"),
    "of a private organisation": lambda meetup: PageViewRestriction.objects.create(
        page=meetup.get_parent(), restriction_type="login"
    ),
    "deleted": lambda meetup: fresh(meetup).delete(),
    "cancelled": lambda meetup: move.cancel_date(meetup.dates.get(), reason="De zaal is dicht."),
    "postponed": lambda meetup: move.postpone_date(meetup.dates.get(), reason="De zaal is dicht."),
    "over": lambda meetup: EventDate.objects.filter(page=meetup.pk).update(
        start=WEDNESDAY + timedelta(hours=1), end=WEDNESDAY + timedelta(hours=2)
    ),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_nothing_that_cannot_be_seen_or_joined_is_mailed(time_machine, way):
    follower()
    meetup = MeetupFactory(title="Geheim overleg", dates=[at(2027, 4, 2)])
    HIDDEN[way](meetup)

    assert on_monday(time_machine) == []
    assert OutgoingMail.objects.filter(message__contains=b"Geheim").count() == 0


def test_meetup_that_becomes_public_later_is_new_then(time_machine):
    follower()
    restriction = PageViewRestriction.objects.create(page=MeetupFactory(title="Straks open"), restriction_type="login")
    assert on_monday(time_machine) == []

    restriction.delete()
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    sending.run_due()

    assert len(digests()) == 1


def test_changed_and_returning_meetups_are_not_new_again(time_machine):
    theme = ThemeFactory(title="Wonen")
    follower(themes=(theme.slug,))
    meetup = MeetupFactory(title="Wijklunch", themes=[theme], dates=[at(2027, 8, 2)])
    assert len(on_monday(time_machine)) == 1

    date = meetup.dates.get()
    move.move_date(date, start=date.start + timedelta(days=1), end=date.end + timedelta(days=1), place="", reason="")
    publish(meetup, themes=[])
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    sending.run_due()
    publish(meetup, themes=[theme], title="Andere titel")
    time_machine.move_to(MONDAY + timedelta(days=14), tick=False)
    sending.run_due()

    assert len(digests()) == 1


def test_new_dates_of_a_series_are_one_entry(time_machine):
    follower()
    MeetupFactory(title="Wijklunch", dates=[at(2027, 4, day) for day in (1, 8, 15, 22, 29)] + [at(2027, 5, 6)])

    [text] = on_monday(time_machine)

    assert text.startswith("Er is iets nieuws")
    assert text.count("Wijklunch") == 2  # the kind, and the title
    assert "donderdag 1 april 2027" in text
    assert "Ook op 8 april, 15 april, 22 april en nog 2 datums" in text


def test_meetup_under_two_choices_is_named_once_and_each_choice_has_its_heading(time_machine):
    wijk = WijkFactory(title="Gageldonk", municipality=MunicipalityFactory(title="Bergen op Zoom"))
    theme = ThemeFactory(title="Wonen")
    follower(wijken=(wijk.selection_slug,))
    subscriber = follower(themes=(theme.slug,))
    MeetupFactory(title="In allebei", wijken=[wijk], themes=[theme], summary="Met soep.", dates=[at(2027, 4, 2)])
    MeetupFactory(
        title="Over wonen", themes=[theme], organiser=OrganisationFactory(title="De Linde"), dates=[at(2027, 4, 1)]
    )

    [mail] = mails_to(ANNA) if on_monday(time_machine) else []

    text, html = text_of(mail), text_of(mail, "html")
    assert str(mail["Subject"]) == "Nieuw: In allebei en nog 1"
    assert "2 nieuwe bijeenkomsten" in text
    assert text.index("Alle bijeenkomsten in Gageldonk, Bergen op Zoom") < text.index("In allebei")
    assert text.index("In allebei") < text.index("Alle bijeenkomsten over wonen") < text.index("Over wonen")
    for words in ("Met soep.", "De Linde", "2 nieuwe bijeenkomsten"):
        assert words in text
        assert words in html
    assert text.count("In allebei") == 1
    manage = f"{settings.SITE_URL}{manage_path(subscriber)}"
    assert f"{manage}stop/" in text
    assert mail["List-Unsubscribe"] == f"<{manage}stop/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (mail["To"], mail["Auto-Submitted"]) == (ANNA, "auto-generated")


def test_much_news_is_cut_and_says_how_much_more(time_machine):
    follower()
    for number in range(23):
        MeetupFactory(title=f"Bijeenkomst nummer {number:02}", dates=[at(2027, 4, 1 + number)])

    [text] = on_monday(time_machine)

    assert "23 nieuwe bijeenkomsten" in text
    assert text.count("Bijeenkomst nummer") == 20
    assert "En nog 3 in de agenda" in text


def test_digest_says_nothing_that_is_not_on_the_agenda(time_machine):
    follower()
    meetup = MeetupFactory(
        title="Online", attendance="online", online_url="https://meet.example/geheim", contact_name="Ans",
        contact_email="ans@example.org", capacity=1, dates=[at(2027, 4, 1)],
    )  # fmt: skip
    somebody = RegistrationFactory(date=meetup.dates.get())

    [text] = on_monday(time_machine)

    [mail] = [mail for mail in mails_to(ANNA) if mail["List-Unsubscribe"]]
    for secret in ("geheim", "ans@example.org", somebody.person.name, somebody.person.email):
        assert secret not in text + text_of(mail, "html")
    assert "Vol, met een wachtlijst" in text


def test_choice_follows_the_wijk_to_its_new_name_and_waits_while_it_is_gone(time_machine):
    wijk = WijkFactory(title="Gageldonk", municipality=MunicipalityFactory(title="Bergen op Zoom"))
    subscriber = follower(wijken=(wijk.selection_slug,))
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(wijk, title="Nieuw-Gageldonk", slug="nieuw-gageldonk")
    MeetupFactory(title="Wijklunch", wijken=[wijk], dates=[at(2027, 4, 1)])

    [text] = on_monday(time_machine)

    assert "Alle bijeenkomsten in Nieuw-Gageldonk, Bergen op Zoom" in text
    assert subscriber.choices.get().query == "wijk=bergen-op-zoom/nieuw-gageldonk"

    MeetupFactory(title="Nog een", wijken=[wijk], dates=[at(2027, 4, 2)])
    fresh(wijk).unpublish()
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    assert sending.run_due() == 0
    assert following.described(subscriber)[0].problems == ("We kennen geen wijk “bergen-op-zoom/nieuw-gageldonk”.",)


def test_address_that_the_mail_server_refuses_for_good_is_dropped(time_machine):
    follower()
    follower("bert@example.org")
    MeetupFactory(dates=[at(2027, 8, 1)])
    on_monday(time_machine)
    refused = "SMTPRecipientsRefused: {'anna@example.org': (550, b'No such user')}"
    hers = OutgoingMail.objects.filter(recipient=ANNA)
    hers.update(failed_at=MONDAY, error="SMTPRecipientsRefused: anna (550, b'No such user')")
    assert hers.get().is_refused, refused
    MeetupFactory(dates=[at(2027, 8, 2)])

    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    sending.run_due()

    assert list(DigestSubscriber.objects.values_list("email", flat=True)) == ["bert@example.org"]
    assert len(digests("bert@example.org")) == 2


# -- Cost --------------------------------------------------------------------------------------------------------------


def test_round_takes_as_many_queries_for_30_meetups_as_for_1(time_machine):
    theme = ThemeFactory(title="Wonen")

    def asked(number: int, monday: datetime) -> int:
        for _ in range(number):
            MeetupFactory(themes=[theme], wijken=[WijkFactory()], dates=[at(2027, 8, 1), at(2027, 8, 2)])
        time_machine.move_to(monday, tick=False)
        with CaptureQueriesContext(connection) as captured:
            assert sending.run_due() == 2
        return len(captured)

    for email in (ANNA, "bert@example.org"):
        follower(email, themes=(theme.slug,))
        follower(email, q="lunch")
    asked(1, MONDAY)

    assert asked(1, MONDAY + timedelta(days=7)) == asked(30, MONDAY + timedelta(days=14))


def test_many_mailboxes_are_done_in_turns(time_machine, monkeypatch):
    monkeypatch.setattr(sending, "AT_A_TIME", 2)
    for number in range(5):
        follower(f"een{number}@example.org")
    MeetupFactory(dates=[at(2027, 8, 1)])
    time_machine.move_to(MONDAY, tick=False)

    assert [sending.run_due() for _ in range(5)] == [2, 2, 1, 0, 0]
