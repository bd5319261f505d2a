"""How often a whole registration asks the database: form, sending it, the link in the mail, and yes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Registration
from events.registration.links import registration_path
from tests.factories import DisciplineFactory, MeetupFactory, WijkFactory

pytestmark = pytest.mark.django_db
TRANSACTIONS = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
AT_MOST = {"form": 11, "send": 22, "link": 8, "yes": 12}


def counted(do, status: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert do().status_code == status
    return sum(not query["sql"].startswith(TRANSACTIONS) for query in captured.captured_queries)


def flow(page, email: str) -> dict[str, int]:
    client, form = Client(), f"{page.url}aanmelden/"
    answers = {"naam": "Sanne", "email": email, "organisatie": "TWB", "discipline": DisciplineFactory().pk}
    answers["datum"] = page.dates.get().pk
    asked = {"form": counted(lambda: client.get(form), 200), "send": counted(lambda: client.post(form, answers), 302)}
    link = registration_path(Registration.objects.get(person__email=email))
    asked["link"] = counted(lambda: client.get(link), 200)
    return asked | {"yes": counted(lambda: client.post(f"{link}bevestigen/"), 302)}


def test_registering_asks_the_database_as_often_however_many_wijken_and_people():
    small, large = (MeetupFactory(wijken=WijkFactory.create_batch(number), dates=(2,)) for number in (1, 30))
    flow(small, "first@example.org")  # what is looked up once in a process
    one = flow(small, "one@example.org")
    for number in range(3):
        flow(large, f"{number}@example.org")

    many = flow(large, "many@example.org")

    assert one == many
    assert {step: asked for step, asked in many.items() if asked > AT_MOST[step]} == {}
