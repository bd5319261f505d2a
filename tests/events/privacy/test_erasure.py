"""Erasure of a person on request: nothing in the database reveals who it was, and their places are handed out."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import User
from events.dates.selection import Selection
from events.digests import following
from events.mail import mailing
from events.mail.audience import Audience
from events.models import Decision, EventDate, Mailing, Person, Registration
from events.privacy import erasure
from events.registration import decisions, registering, rule
from events.registration.registering import register
from events.registration.rule import confirm
from outbox.delivery import deliver
from outbox.letter import Mailbox
from outbox.models import OutgoingMail
from tests.factories import (
    DisciplineFactory,
    OrganisationFactory,
    UserFactory,
    date_of_a_meetup,
    functional_manager,
    noon,
    organiser_of,
    planned,
)

pytestmark = pytest.mark.django_db
State = Registration.State
NAME, ADDRESS = "Fatima Wittenboer", "fatima.wittenboer@example.org"
PERSONAL = ("Wittenboer", "wittenboer", "Zorgpunt Zuidoost", "glutenvrij")


def found_anywhere() -> dict[str, list[str]]:
    """Return the rows that still contain personal data, by the name of their model."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list():  # noqa: SLF001  Django documents it
            text = " ".join(bytes(cell).decode(errors="replace") if isinstance(cell, bytes | memoryview) else str(cell) for cell in row)  # fmt: skip
            if any(value in text.replace("=\n", "").replace("=\r\n", "") for value in PERSONAL):
                found.setdefault(model.__name__, []).append(text[:400])
    return found


def fatima(date, **kwargs) -> Registration:
    answers = {"organisation": "Zorgpunt Zuidoost", "remark": "Graag glutenvrij.", "discipline": DisciplineFactory()}
    return confirm(register(date, name=NAME, email=ADDRESS, **answers, **kwargs))


def test_erase_leaves_no_name_address_or_answer_in_any_table(time_machine):
    time_machine.move_to(noon(0), tick=False)
    been = fatima(date_of_a_meetup(dates=[planned(8)]))
    coming = fatima(date_of_a_meetup(capacity=1))
    deliver()
    time_machine.shift(timedelta(days=10))
    asked = register(date_of_a_meetup(needs_approval=True), name=NAME, email=ADDRESS)
    decisions.decline(confirm(asked), by=UserFactory(), reason="Wittenboer was er al.")
    registering.register_together(
        date_of_a_meetup(), name=NAME, email=ADDRESS, colleagues=[registering.Colleague("Bo", "bo@example.org")]
    )
    deliver()
    register(date_of_a_meetup(), name=NAME, email=ADDRESS)
    following.ask(ADDRESS, Selection(q="Wittenboer"))
    assert set(found_anywhere()) == {
        "Person", "Booking", "Decision", "OutgoingMail", "DigestSubscriber", "DigestChoice"
    }  # fmt: skip

    erasure.erase(been.person)

    assert found_anywhere() == {}
    been.refresh_from_db()
    coming.refresh_from_db()
    assert (been.state, bool(been.booking.discipline)) == (State.CONFIRMED, True)
    assert (coming.state, bool(coming.booking.discipline)) == (State.CANCELLED, False)
    assert Registration.objects.values("person").distinct().count() == Registration.objects.count()


def test_erase_takes_what_was_written_to_the_person_alone_and_leaves_what_others_got(time_machine):
    date = date_of_a_meetup()
    made = fatima(date)
    other = confirm(register(date, name="Bo Smit", email="bo@example.org"))
    organiser = UserFactory(first_name="Olga", last_name="de Haan")

    def write(words: str, chosen: list[int]) -> Mailing:
        audience = Audience(EventDate.objects.filter(pk=date.pk).with_pages())
        text = mailing.Text(words, words, Mailbox("Olga", "olga@example.org"))
        reach = audience.reach(Mailing.To.CHOSEN, chosen)
        copy_to = Mailbox("Olga", "olga@example.org")
        key = uuid.uuid4()
        return mailing.send(audience, reach, text, to=Mailing.To.CHOSEN, key=key, by=organiser, copy_to=copy_to)

    to_her = write("Dag mevrouw Wittenboer", [made.pk])
    to_both = write("Neem een jas mee", [made.pk, other.pk])

    erasure.erase(made.person)

    assert found_anywhere() == {}
    assert not Mailing.objects.filter(pk=to_her.pk).exists()
    assert list(to_both.recipients.values_list("pk", flat=True)) == [other.pk]
    assert OutgoingMail.objects.filter(recipient="bo@example.org", subject="Neem een jas mee").exists()


def test_erase_gives_the_place_to_the_next():
    date = date_of_a_meetup(capacity=1)
    first = fatima(date)
    second = confirm(register(date, name="Bo", email="bo@example.org"))

    erasure.erase(first.person)

    second.refresh_from_db()
    assert second.state == State.CONFIRMED
    assert OutgoingMail.objects.filter(recipient="bo@example.org", cause__startswith="placed").exists()


def test_erase_gives_up_the_place_at_a_date_that_waits_for_a_new_day(time_machine):
    time_machine.move_to(noon(0), tick=False)
    made = fatima(date_of_a_meetup(dates=[planned(1)]))
    EventDate.objects.update(status=EventDate.Status.POSTPONED)
    time_machine.shift(timedelta(days=2))

    erasure.erase(made.person)

    made.refresh_from_db()
    assert (made.state, found_anywhere()) == (State.CANCELLED, {})


def test_erase_takes_nothing_from_a_colleague_in_the_same_mailbox():
    date = date_of_a_meetup()
    mine = fatima(date)
    theirs = confirm(register(date, name="Bo", email=ADDRESS, remark="Ik ook."))
    copies = set(OutgoingMail.objects.filter(cause__regex=rf":{theirs.pk}(:|$)").values_list("pk", flat=True))

    erasure.erase(mine.person)

    theirs.refresh_from_db()
    assert (theirs.state, theirs.person.name, theirs.booking.remark) == (State.CONFIRMED, "Bo", "Ik ook.")
    assert set(OutgoingMail.objects.values_list("pk", flat=True)) == copies


def test_erase_twice_is_as_good_as_once():
    person = fatima(date_of_a_meetup()).person

    erasure.erase(person)
    erasure.erase(Person(pk=person.pk or 1))

    assert found_anywhere() == {}


# -- Accounts ----------------------------------------------------------------------------------------------------------


def test_closing_an_account_leaves_nothing_in_any_table(client, site_tree):
    organisation = OrganisationFactory()
    user = organiser_of(organisation, email=ADDRESS, first_name="Fatima", last_name="Wittenboer")
    client.force_login(user)
    client.post(f"/beheer/users/{user.pk}/")  # leaves a trace in the history
    made = register(date_of_a_meetup(organiser=organisation), name=NAME, email=ADDRESS, user=user)
    other = confirm(
        register(date_of_a_meetup(organiser=organisation, needs_approval=True), name="Bo", email="bo@example.org")
    )
    decisions.decline(other, by=user, reason="Vol.")
    following.follow_at_once(ADDRESS, Selection())

    erasure.close_account(user)

    assert found_anywhere() == {}
    assert not User.objects.filter(pk=user.pk).exists()
    assert Registration.objects.get(pk=made.pk).state == State.CANCELLED
    assert Decision.objects.get().by is None
    assert client.get("/mijn/").status_code == 302


def test_only_manager_of_the_site_cannot_close_the_account():
    user = functional_manager()

    with pytest.raises(erasure.LastManager):
        erasure.close_account(user)

    functional_manager()
    erasure.close_account(user)
    assert User.objects.count() == 1


# -- Concurrency -------------------------------------------------------------------------------------------------------


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_erasing_while_others_come_and_they_register_again():
    """In any order: no place is lost, nobody waits next to a free one, and no data from before the erasure remains."""
    date, other = date_of_a_meetup(capacity=5), date_of_a_meetup()
    people = [confirm(register(date, name=f"Gast {n}", email=f"gast{n}@example.org")).person for n in range(12)]

    def act(number: int) -> None:
        try:
            if number % 3 == 0:
                erasure.erase(Person.objects.get(email=f"gast{number // 3}@example.org"))
            elif number % 3 == 1:
                register(other, name=f"Gast {number // 3}", email=f"gast{number // 3}@example.org")
            else:
                rule.promote(date)
        except Person.DoesNotExist:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(act, range(18)))

    assert date.registrations.placed().count() == 5
    live = Registration.objects.live()
    assert not live.filter(person__email="").exists()
    assert not live.filter(person__anonymised_at__isnull=False).exists()
    assert not Person.objects.filter(pk__in=[person.pk for person in people[:6]]).filter(registrations__date=date).exists()  # fmt: skip
