"""Number of queries of a whole registration: form, submit, link in the mail, confirm. With real transactions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.links import registration_path
from events.models import Registration
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, MeetupFactory, RegistrationFactory, WijkFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("stopped_clock")]
NOT_ASKED = {"BEGIN", "BEGIN IMMEDIATE", "COMMIT"}
"""Statements that do not count. A savepoint does: it is a round trip like any other."""
WHOLE_FLOW = ("form", "send", "yes")
AT_MOST = {"form": 2, "send": 13, "link": 8, "yes": 9}
IN_ALL = 24


def counted(do, status: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert do().status_code == status
    return sum(query["sql"] not in NOT_ASKED for query in captured.captured_queries)


def flow(page, email: str, discipline) -> dict[str, int]:
    client, form = Client(), f"{page.url}aanmelden/"
    answers = {"naam": "Sanne", "email": email, "organisatie": "TWB", "discipline": discipline.pk}
    answers["datum"] = page.dates.order_by("start")[0].pk
    asked = {"form": counted(lambda: client.get(form), 200), "send": counted(lambda: client.post(form, answers), 302)}
    link = registration_path(Registration.objects.get(person__email=email))
    asked["link"] = counted(lambda: client.get(link), 200)
    return asked | {"yes": counted(lambda: client.post(f"{link}bevestigen/"), 302)}


@pytest.mark.parametrize("capacity", [None, 500], ids=["no limit", "limited"])
def test_registering_asks_the_database_as_often_however_many_wijken_people_and_dates(capacity):
    discipline = DisciplineFactory()
    small, large = (
        MeetupFactory(wijken=WijkFactory.create_batch(number), dates=range(2, 2 + number), capacity=capacity)
        for number in (1, 30)
    )
    for date in large.dates.all():
        RegistrationFactory.create_batch(2, date=date)
    for number in range(2):  # fill the caches of the process, and write what a site writes once
        flow(small, f"small-{number}@example.org", discipline)
        flow(large, f"large-{number}@example.org", discipline)

    one = flow(small, "one@example.org", discipline)
    many = flow(large, "many@example.org", discipline)

    several = {"link"}  # that page also shows the other dates, whether many or few
    assert {step: one[step] for step in one.keys() - several} == {step: many[step] for step in many.keys() - several}
    assert {step: asked for step, asked in many.items() if asked > AT_MOST[step] + 4 * (step in several)} == {}
    assert sum(many[step] for step in WHOLE_FLOW) <= IN_ALL
    assert OutgoingMail.objects.filter(recipient="many@example.org").count() == 2


def test_somebody_who_is_known_costs_little_more():
    page, discipline = MeetupFactory(dates=(2, 3)), DisciplineFactory()
    flow(page, "sanne@example.org", discipline)
    other = MeetupFactory(dates=(2,))
    Client().get(f"{other.url}aanmelden/")
    before = Registration.objects.count()
    client, answers = Client(), {"naam": "Sanne", "email": "sanne@example.org", "organisatie": "TWB"}
    answers |= {"discipline": discipline.pk, "datum": other.dates.get().pk}

    asked = counted(lambda: client.post(f"{other.url}aanmelden/", answers), 302)

    assert Registration.objects.count() == before + 1
    assert asked <= AT_MOST["send"] + 3
