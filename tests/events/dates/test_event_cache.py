from email import message_from_bytes, policy

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.mail.date_facts import facts_of
from events.models import EventDate, EventPage
from events.registration import registering, rule
from freshness.versioned_cache import FACTS
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, ThemeFactory, house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def date(client):
    """Return a date that is cached, because somebody has opened its form."""
    house()
    meetup = MeetupFactory(capacity=5)
    client.get("/")  # the first page view creates the site settings
    client.get(f"{meetup.get_url()}aanmelden/")
    return meetup.dates.get()


def locked(date: EventDate, *, shared: bool = True) -> EventDate:
    with transaction.atomic():
        return rule.lock(date.pk, shared=shared)


def test_cached_date_is_locked_with_others_without_reading_it(date, django_assert_max_num_queries):
    title = date.page.title
    with transaction.atomic():
        rule.lock(date.pk, shared=True)

    with django_assert_max_num_queries(4), transaction.atomic():  # begin, lock, the change counter, commit
        assert rule.lock(date.pk, shared=True).page.title == title


@pytest.mark.parametrize("shared", [True, False])
def test_locked_date_is_the_one_of_this_moment(date, shared):
    EventDate.objects.filter(pk=date.pk).update(capacity=1)
    assert locked(date, shared=shared).capacity == 1

    EventPage.objects.filter(pk=date.page_id).update(needs_approval=True)
    assert locked(date, shared=shared).page.needs_approval


def test_rolled_back_write_is_not_cached(date):
    with transaction.atomic():
        EventDate.objects.filter(pk=date.pk).update(capacity=1)
        assert rule.lock(date.pk, shared=True).capacity == 1
        transaction.set_rollback(True)
    EventDate.objects.filter(pk=date.pk).update(reason="Ander zaaltje")

    assert (locked(date).capacity, locked(date).reason) == (5, "Ander zaaltje")


def test_date_that_one_changes_and_leaves_is_not_the_next_ones(date):
    locked(date).capacity = 99
    locked(date).page.title = "Anders"

    assert (locked(date).capacity, locked(date).page.title) == (5, date.page.title)


def test_date_that_is_gone_is_not_found(date):
    EventDate.objects.filter(pk=date.pk).delete()

    with pytest.raises(EventDate.DoesNotExist):
        locked(date)


def mail_about(date: EventDate, name: str) -> str:
    made = registering.register(date, name=name, email=f"{name}@example.org")
    written = OutgoingMail.objects.get(about=f"registration:{made.pk}")
    return message_from_bytes(bytes(written.message), policy=policy.default).get_body(("plain",)).get_content()


def test_mail_says_what_is_so_at_this_moment(date, client):
    assert "Buurthuis De Linde" in mail_about(date, "anna")

    EventPage.objects.filter(pk=date.page_id).update(venue_name="De Zaal")
    client.get(f"{date.page.get_url()}aanmelden/")
    assert "De Zaal" in mail_about(date, "bert")

    EventDate.objects.filter(pk=date.pk).update(place="Kerk, Dorp")
    client.get(f"{date.page.get_url()}aanmelden/")
    assert "Kerk, Dorp" in mail_about(date, "cees")


def test_facts_of_a_changed_copy_are_not_those_of_the_stored_date(date):
    assert facts_of(locked(date)).card.venue == "Buurthuis De Linde"

    changed = locked(date)
    changed.place = "Kerk, Dorp"

    assert facts_of(changed).card.venue == "Kerk, Dorp"
    assert facts_of(locked(date)).card.venue == "Buurthuis De Linde"


def test_facts_of_a_date_that_was_read_long_ago_are_those_of_its_page_now(date):
    """Whoever mails everybody has read the page before the first mail; an editor may change it before the last."""
    read_long_ago = EventDate.objects.with_pages().get(pk=date.pk)
    EventPage.objects.filter(pk=date.page_id).update(venue_name="De Zaal")

    assert facts_of(read_long_ago).card.venue == "De Zaal"
    assert "De Zaal" in mail_about(date, "anna")


def test_facts_that_a_transaction_takes_back_are_not_cached(date):
    with transaction.atomic():
        EventPage.objects.filter(pk=date.page_id).update(venue_name="De Zaal")
        assert facts_of(rule.lock(date.pk)).card.venue == "De Zaal"
        transaction.set_rollback(True)
    EventDate.objects.filter(pk=date.pk).update(version=99)  # as many changes as the transaction had made

    assert facts_of(locked(date)).card.venue == "Buurthuis De Linde"


def test_endless_searches_evict_nothing_that_pages_use(date, client, monkeypatch, time_machine):
    monkeypatch.setattr(FACTS, "most", 20)
    time_machine.move_to(timezone.now(), tick=False)
    client.cookies["choice"] = "1"  # otherwise the page itself comes from the cache
    url = date.page.get_url()
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        client.get(url)

    for number in range(20):
        client.get("/agenda/", {"q": f"{date.page.title} {number % 3}", "van": f"2027-01-{number + 1:02}"})

    with CaptureQueriesContext(connection) as afterwards:
        client.get(url)
    assert len(afterwards) == len(before)


def test_preview_of_a_draft_leaves_nothing_behind_for_visitors(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    house()
    client.get("/")
    of_now, of_the_draft = ThemeFactory(title="Wonen"), ThemeFactory(title="Geheim plan")
    page = MeetupFactory(themes=[of_now])
    MeetupFactory(title="Over het geheime plan", themes=[of_the_draft])
    page.themes = [of_the_draft]
    draft = page.save_revision().as_object()

    previewed = draft.make_preview_request()

    assert b"Over het geheime plan" in previewed.content
    assert b"Over het geheime plan" not in client.get(page.get_url()).content
