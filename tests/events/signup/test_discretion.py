"""One request tells nobody who is registered: no answer, number, place in line or link depends on it."""

import re
from hashlib import sha256

import pytest
from django.db import transaction
from django.test import Client

from events.links import registration_path
from events.models import Registration
from events.registration.registering import register
from events.registration.rule import confirm
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, RegistrationFactory, UserFactory
from web.signed_links import sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
NAME, ADDRESS = "Sanne de Vries", "sanne@example.org"
COLLEAGUE = {"collega_1_naam": "Bo", "collega_1_email": "bo@example.org", "collega_1_discipline": "zelf"}
BEFORE = {"unconfirmed": lambda made: made, "confirmed": confirm}


def somebody(date, name: str) -> Registration:
    """Return the registration of a user of the attacker's own."""
    user = UserFactory(email=f"{name}@elders.example.org")
    return register(date, name=name, email=user.email, user=user)


def public_pages(meetup) -> list[tuple]:
    """Return what everybody sees of the meetup, without what differs by visitor."""
    pages = [Client().get(path) for path in (meetup.url, "/agenda/", f"{meetup.url}aanmelden/")]
    return [
        (
            page.status_code,
            page.get("ETag") if "csrf" not in page.text else "",
            re.sub(r'value="\w{64}"', "", page.text),
        )
        for page in pages
    ]


def seen(meetup, who: str, before: str, form: dict) -> tuple:
    """Return all that somebody sees who sends the form for Sanne, after ``who`` was registered as ``before``."""
    date = meetup.dates.order_by("start")[0]
    RegistrationFactory.create_batch(meetup.others, date=date)
    for one in meetup.dates.order_by("start"):
        BEFORE[before](register(one, name=who, email=ADDRESS if who == NAME else "piet@example.org"))
    own = somebody(date, "Aap")
    pages = public_pages(meetup)

    client = Client()
    answer = client.post(f"{meetup.url}aanmelden/", form)
    sent = client.get(answer["Location"])
    is_unchanged = public_pages(meetup) == pages
    later = somebody(date, "Noot") if meetup.others else own

    lines = [screen.text(client.get(registration_path(one)), "main") for one in (own, later)]
    location = screen.without_secret(answer["Location"])
    return answer.status_code, location, screen.text(sent, "main"), is_unchanged, lines


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize(
    ("capacity", "others", "approval", "dates", "more"),
    [
        pytest.param(10, 0, False, 2, COLLEAGUE, id="room, two dates"),
        pytest.param(4, 2, False, 1, COLLEAGUE, id="the last places"),
        pytest.param(3, 4, False, 1, COLLEAGUE, id="full"),
        pytest.param(2, 3, True, 1, {}, id="full, with approval"),
    ],
)
def test_who_sends_the_form_for_somebody_cannot_see_whether_they_were_registered(
    site_tree, before, capacity, others, approval, dates, more
):
    meetup = MeetupFactory(capacity=capacity, needs_approval=approval, dates=[7 * (n + 1) for n in range(dates)])
    meetup.others = others
    form = {"naam": NAME, "email": ADDRESS, "organisatie": "TWB", "discipline": DisciplineFactory().pk, **more}
    form["datum"] = list(meetup.dates.values_list("pk", flat=True))
    found = []
    for who in (NAME, "Piet Jansen"):
        with transaction.atomic():
            found.append(seen(meetup, who, before, form))
            transaction.set_rollback(True)

    known, unknown = found
    assert known[:3] == unknown[:3]
    assert known[3] is unknown[3] is True
    if capacity is None or others >= capacity:
        assert known[4] == unknown[4]


@pytest.mark.parametrize("before", BEFORE)
def test_limit_on_mails_to_one_address_counts_what_is_asked_and_not_what_is_stored(site_tree, before):
    meetup, discipline = MeetupFactory(capacity=30), DisciplineFactory()
    form = {"email": ADDRESS, "organisatie": "TWB", "discipline": discipline.pk, "datum": meetup.dates.get().pk}
    found = []
    for who in (NAME, "Piet Jansen"):
        with transaction.atomic():
            BEFORE[before](register(meetup.dates.get(), name=who, email=ADDRESS))
            asked = [NAME, *(f"Gast {number}" for number in range(6))]
            answers = [Client().post(f"{meetup.url}aanmelden/", {**form, "naam": name}) for name in asked]
            found.append([answer.status_code for answer in answers])
            transaction.set_rollback(True)

    assert found == [[302] * 6 + [409]] * 2


def test_public_number_of_places_follows_who_confirmed(client, site_tree):
    meetup = MeetupFactory(capacity=3)
    made = register(meetup.dates.get(), name=NAME, email=ADDRESS)
    assert "Nog 3 plekken" in client.get(meetup.url).text

    confirm(made)

    assert "Nog 2 plekken" in client.get(meetup.url).text


def test_page_after_sending_says_that_somebody_else_may_be_first(client, site_tree):
    """Places that are held do not count in the public number, so the last one can be gone."""
    meetup = MeetupFactory(capacity=1)
    register(meetup.dates.get(), name=NAME, email=ADDRESS)
    assert "Nog 1 plek" in client.get(meetup.url).text
    form = {"naam": "Bo", "email": "bo@example.org", "organisatie": "TWB", "discipline": DisciplineFactory().pk}

    page = client.post(f"{meetup.url}aanmelden/", {**form, "datum": meetup.dates.get().pk}, follow=True)

    assert "In de mail lees je of we zo lang een plek voor je vasthouden." in screen.text(page, "main")
    assert "Was een ander net eerder, dan sta je op de wachtlijst." in screen.text(page, "main")


def test_links_and_mails_do_not_count_rows():
    """Two ids of one's own, with a gap between them or not, would tell whether a row was made in between."""
    secrets = [sign("registration", pk, 0) for pk in range(1, 9)]

    for length in (1, 4, 8, 13):
        assert len({secret[:length] for secret in secrets}) > 1
    assert not any(a[:10] == b[:10] for a in secrets for b in secrets if a != b)


def test_message_id_is_not_a_known_digest_of_an_id(site_tree):
    made = register(MeetupFactory().dates.get(), name=NAME, email=ADDRESS)

    message = bytes(OutgoingMail.objects.get().message).decode()

    assert sha256(f"confirm:{made.pk}".encode()).hexdigest()[:40] not in message
