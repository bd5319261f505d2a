from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from events.feeds.personal_feed import body_of, open_feed
from events.links import registration_from, registration_secret
from events.models import Booking, EventDate, Mailing, Person, PersonalFeed, Registration, RetentionRun
from events.privacy import retention
from events.registration.lapsing import run_due
from events.registration.registering import register
from events.registration.rule import confirm
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.factories import (
    DisciplineFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
    noon,
    organiser_of,
    planned,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(dates=[planned(7)])
    return confirm(
        register(
            date,
            name="Fatima de Wit",
            email="fatima@example.org",
            organisation="TWB",
            discipline=DisciplineFactory(name="huisarts"),
            remark="Ik kom met de fiets.",
        )
    )


def everything_kept() -> str:
    rows = [*Person.objects.values(), *Booking.objects.values(), *Registration.objects.values()]
    mails = [bytes(mail.message).decode() for mail in OutgoingMail.objects.all()]
    return " ".join([*(str(row) for row in rows), *mails])


def test_after_four_weeks_nothing_tells_who_came(made, time_machine):
    secret = registration_secret(made)
    deliver()

    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=1))
    assert retention.run_due() > 0

    kept = everything_kept()
    for personal in ("Fatima", "fatima", "TWB", "fiets"):
        assert personal not in kept
    assert Registration.objects.get().booking.discipline.name == "huisarts"
    assert registration_from(secret) is None
    assert RetentionRun.objects.get(kind="registrations").number == 1
    assert retention.run_due() == 0


def written(*dates) -> Mailing:
    mailing = Mailing.objects.create(page=dates[0].page, to="komt", subject="Taart", words="Fatima neemt taart mee.")
    mailing.dates.set(dates)
    mailing.recipients.set(Registration.objects.filter(date__in=dates))
    return mailing


def test_what_an_organiser_wrote_goes_with_the_names(made, time_machine):
    written(made.date)
    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=-1))
    retention.run_due()
    assert Mailing.objects.count() == 1

    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=1))
    retention.run_due()

    assert Mailing.objects.count() == 0


def test_what_an_organiser_wrote_about_several_dates_stays_until_the_last(made, time_machine):
    later = date_of_a_meetup(dates=[planned(30)])
    RegistrationFactory(date=later)
    mailing = written(made.date, later)

    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=1))
    retention.run_due()

    assert list(mailing.recipients.values_list("date", flat=True)) == [later.pk]

    time_machine.move_to(later.end + timedelta(weeks=4, minutes=1))
    retention.run_due()

    assert Mailing.objects.count() == 0


def test_what_an_organiser_wrote_about_a_postponed_date_stays_as_long_as_who_waits(made, time_machine):
    written(made.date)
    EventDate.objects.update(status=EventDate.Status.POSTPONED)
    time_machine.move_to(made.date.end + timedelta(weeks=25))
    retention.run_due()
    assert Mailing.objects.count() == 1

    time_machine.move_to(made.date.end + timedelta(weeks=26, minutes=1))
    retention.run_due()

    assert Mailing.objects.count() == 0


def test_before_four_weeks_everything_stays(made, time_machine):
    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=-1))

    retention.run_due()

    assert Person.objects.get().name == "Fatima de Wit"


def test_who_comes_again_is_forgotten_for_the_date_of_before(made, time_machine):
    later = date_of_a_meetup(dates=[planned(60)])
    again = register(later, name="Fatima de Wit", email="fatima@example.org", organisation="TWB")

    time_machine.move_to(made.date.end + timedelta(weeks=5))
    retention.run_due()

    made.refresh_from_db()
    again.refresh_from_db()
    assert (made.person.name, made.person.email, made.booking.organisation) == ("Iemand", "", "")
    assert (again.person.name, again.booking.organisation) == ("Fatima de Wit", "TWB")


def test_who_has_an_account_keeps_it_and_where_they_work_and_nothing_of_the_date(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date, user = date_of_a_meetup(dates=[planned(7)]), UserFactory(email="an@example.org")
    register(date, name="An", email="an@example.org", user=user, organisation="TWB", remark="Zonder ei.")
    body_of(open_feed(user))
    assert list(PersonalFeed.objects.get().entries) == [date.uid]

    time_machine.move_to(date.end + timedelta(weeks=5))
    retention.run_due()

    assert PersonalFeed.objects.get().entries == {}
    assert Person.objects.get(user=user).name == "An"
    assert Registration.objects.get().person.user is None
    assert list(Booking.objects.filter(person__user=user).values_list("organisation", "remark")) == [("TWB", "")]
    assert retention.run_due() == 0


def test_series_is_forgotten_date_by_date(made, time_machine):
    """One submission for several dates: answers are kept for the dates that are still ahead."""
    later = RegistrationFactory(
        date=date_of_a_meetup(dates=[planned(60)]), person=made.person, booking=made.booking, waiting=True
    )

    time_machine.move_to(made.date.end + timedelta(weeks=5))
    retention.run_due()

    made.refresh_from_db()
    later.refresh_from_db()
    assert (made.booking.remark, later.booking.remark) == ("", "Ik kom met de fiets.")


def test_who_waits_for_a_new_date_is_kept_until_half_a_year_after(made, time_machine):
    EventDate.objects.update(status=EventDate.Status.POSTPONED)

    kept = []
    for weeks in (25, 27):
        time_machine.move_to(made.date.end + timedelta(weeks=weeks))
        retention.run_due()
        made.refresh_from_db()
        kept.append(made.person.name)

    assert kept == ["Fatima de Wit", "Iemand"]


def test_who_never_confirmed_is_gone_after_a_week(time_machine):
    time_machine.move_to(noon(0), tick=False)
    date = date_of_a_meetup(dates=[planned(200)])
    register(date, name="Fatima de Wit", email="fatima@example.org")
    deliver()  # nothing lapses of which the mail could not leave
    time_machine.shift(timedelta(minutes=61))
    run_due()

    time_machine.move_to(noon(7) - timedelta(minutes=1))
    retention.run_due()
    before = Person.objects.count()
    time_machine.shift(timedelta(minutes=2))
    retention.run_due()

    assert (before, Person.objects.count(), Registration.objects.count(), Booking.objects.count()) == (1, 0, 0, 0)
    assert not OutgoingMail.objects.filter(recipient="fatima@example.org").exists()


def test_account_that_nobody_confirmed_goes_and_that_of_a_colleague_stays(time_machine, site_tree):
    time_machine.move_to(noon(0), tick=False)
    unused = User.objects.create_user("onbekend@example.org")
    EmailAddress.objects.create(user=unused, email=unused.email, primary=True)
    confirmed = UserFactory()
    invited = organiser_of(OrganisationFactory())
    EmailAddress.objects.filter(user=invited).update(verified=False)

    time_machine.shift(timedelta(days=29))
    retention.run_due()

    assert set(User.objects.all()) == {confirmed, invited}


def test_sessions_and_finished_tasks_go(time_machine):
    time_machine.move_to(noon(0), tick=False)
    Session.objects.create(session_key="oud", session_data="", expire_date=noon(13))
    Session.objects.create(session_key="nieuw", session_data="", expire_date=noon(15))
    for name, status, finished in (("oud", "SUCCESSFUL", noon(1)), ("nieuw", "FAILED", noon(13)), ("wacht", "READY", None)):  # fmt: skip
        DBTaskResult.objects.create(
            task_path=name, status=status, finished_at=finished, backend_name="default", args_kwargs={},
            run_after=noon(0), exception_class_path="", traceback="",
        )  # fmt: skip

    time_machine.move_to(noon(14))
    retention.run_due()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["nieuw"]
    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == {"nieuw", "wacht"}


def test_log_adds_up_what_went_in_a_day(made, time_machine):
    for day in (1, 2):
        RegistrationFactory(date=made.date, person__email=f"kim{day}@example.org")

    time_machine.move_to(made.date.end + timedelta(weeks=4, minutes=1))
    retention.run_due()
    RegistrationFactory(date=made.date)
    retention.run_due()

    assert RetentionRun.objects.get(kind="registrations").number == 4


@pytest.mark.parametrize("kind", retention.KINDS, ids=lambda kind: kind.key)
def test_docs_say_what_the_code_does(kind):
    table = (settings.BASE_DIR / "docs/beheer/privacy.md").read_text()

    assert f"| {kind.what} | {kind.term} | {kind.left} |" in table
