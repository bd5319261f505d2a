from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks import default_task_backend

from events.links import registration_path
from events.publishing import move
from events.registration.registering import register
from events.registration.rule import cancel, confirm
from events.self_service.lost_links import mail_links, send_links
from outbox.models import OutgoingMail
from tests.factories import date_of_a_meetup, noon

pytestmark = pytest.mark.django_db
ADDRESS = "sanne@example.org"


def ask(client, email=ADDRESS):
    queued = len(default_task_backend.results)
    response = client.post(reverse("lost_link"), {"email": email})
    for result in default_task_backend.results[queued:]:
        if result.task == mail_links:
            mail_links.call(*result.args)
    return response


def link_mails() -> list[str]:
    return [bytes(mail.message).decode() for mail in OutgoingMail.objects.filter(cause__startswith="links:")]


def test_lost_link_mails_every_coming_registration_of_the_address():
    first = confirm(register(date_of_a_meetup(title="Eerste"), name="Sanne", email=ADDRESS))
    second = register(date_of_a_meetup(title="Tweede"), name="Bo", email=ADDRESS)
    cancel(confirm(register(date_of_a_meetup(title="Afgezegd"), name="Sanne", email=ADDRESS)))
    register(date_of_a_meetup(title="Van een ander"), name="Kim", email="kim@example.org")

    assert send_links(ADDRESS.upper()) is True

    text = link_mails()[0].replace("=\r\n", "")
    assert registration_path(first) in text
    assert registration_path(second) in text
    assert "Afgezegd" not in text
    assert "Van een ander" not in text


def test_lost_link_of_a_postponed_date_is_mailed_after_its_old_day(time_machine):
    time_machine.move_to(noon(0), tick=False)
    dates = [date_of_a_meetup(title=title, dates=(1,)) for title in ("Uitgesteld", "Geweest")]
    for date in dates:
        confirm(register(date, name="Sanne", email=ADDRESS))
    move.postpone_date(dates[0], reason="De zaal is dicht.")
    time_machine.shift(timedelta(days=2))

    send_links(ADDRESS)

    (text,) = link_mails()
    assert ("Uitgesteld" in text, "Geweest" in text) == (True, False)


def test_lost_link_answers_the_same_for_known_and_unknown_addresses(client):
    register(date_of_a_meetup(), name="Sanne", email=ADDRESS)

    known, unknown = ask(client), ask(client, "niemand@example.org")

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert len(link_mails()) == 1


def test_lost_link_fills_nobodys_mailbox(client):
    register(date_of_a_meetup(), name="Sanne", email=ADDRESS)

    answers = [ask(client).status_code for _ in range(6)]

    assert answers == [200] * 6
    assert len(link_mails()) == 3


@pytest.mark.parametrize("typed", ["", "geen adres", "x" * 400 + "@example.org"])
def test_lost_link_asks_again_for_a_wrong_address(typed, client):
    response = ask(client, typed)

    assert response.status_code == 422
    assert b'aria-invalid="true"' in response.content


def test_lost_link_ends_for_a_network_that_asks_too_often(client):
    statuses = {ask(client, f"adres{number}@example.org").status_code for number in range(70)}

    assert statuses == {200, 429}
    assert "Even rustig aan" in ask(client).content.decode()


def test_lost_link_takes_the_same_steps_for_an_unknown_address(client):
    """The worker does everything that differs, so the response time does not reveal whether an address is known."""
    register(date_of_a_meetup(), name="Sanne", email=ADDRESS)
    client.post(reverse("lost_link"), {"email": "eerst@example.org"})  # warms the caches that all requests share
    queued = len(default_task_backend.results)

    with CaptureQueriesContext(connection) as known:
        client.post(reverse("lost_link"), {"email": ADDRESS})
    with CaptureQueriesContext(connection) as unknown:
        client.post(reverse("lost_link"), {"email": "niemand@example.org"})

    assert len(known) == len(unknown)
    assert [result.task for result in default_task_backend.results[queued:]] == [mail_links, mail_links]
    assert ADDRESS not in str([result.args for result in default_task_backend.results[queued:]])
