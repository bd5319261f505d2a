"""Memory cache: it holds what the database would say, also inside a transaction and under a lock."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.models import Person, Registration
from events.registration.registering import register
from events.registration.rule import confirm
from freshness import triggers, version
from freshness.versioned_cache import VersionedCache
from home.models import SiteSettings
from network.models import Discipline
from tests.factories import DisciplineFactory, MeetupFactory, ThemeFactory, date_of_a_meetup, house

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def names() -> VersionedCache[list[str]]:
    return VersionedCache(most=2)


def ask(cache: VersionedCache, key="all") -> list[str]:
    return cache.get(key, lambda: list(Discipline.objects.order_by("pk").values_list("name", flat=True)))


def test_is_read_once_until_something_changes(names, django_assert_num_queries):
    discipline = DisciplineFactory(name="Wijkverpleging")
    ask(names)

    with django_assert_num_queries(1):
        assert ask(names) == ["Wijkverpleging"]
    Discipline.objects.filter(pk=discipline.pk).update(name="Huisarts")
    assert ask(names) == ["Huisarts"]


def test_people_who_register_change_nothing_of_it(names, django_assert_num_queries):
    date = date_of_a_meetup()
    ask(names)
    before = version.current()

    confirm(register(date, name="Sanne", email="sanne@example.org"))

    with django_assert_num_queries(1):
        ask(names)
    after = version.current()
    assert (after.content, after.changes > before.changes) == (before.content, True)


def test_who_somebody_is_does_not_count_and_places_do():
    register(date_of_a_meetup(), name="Sanne", email="sanne@example.org")
    before = version.current()

    Person.objects.update(name="Sanne de Vries")
    assert version.current() == before
    Registration.objects.update(has_extra_place=True)

    after = version.current()
    assert (after.changes, after.content) == (before.changes + 1, before.content)


def test_transaction_reads_the_cache_but_sees_its_own_writes_and_caches_none(names, django_assert_num_queries):
    DisciplineFactory(name="Huisarts")
    ask(names)

    with transaction.atomic():
        with django_assert_num_queries(1):
            ask(names)
        Discipline.objects.update(name="Teruggedraaid")
        assert ask(names) == ["Teruggedraaid"]
        transaction.set_rollback(True)

    # The change counter is where the transaction saw it, but this is another change.
    Discipline.objects.update(name="Tandarts")
    assert ask(names) == ["Tandarts"]


def test_transaction_keeps_nothing_when_others_commit_as_much_as_it_wrote(names):
    """On PostgreSQL two transactions write at once: the version of the open one may be that of the next commit."""
    DisciplineFactory(name="Huisarts")
    ask(names)

    with transaction.atomic():
        Discipline.objects.update(name="Teruggedraaid")
        counts_own_writes = version.seen()
        transaction.set_rollback(True)
    Discipline.objects.update(name="Tandarts")
    assert version.current().content == counts_own_writes.content
    with transaction.atomic():  # as if the first one were still open
        names.at(counts_own_writes, "all", lambda: ["Teruggedraaid"])

    assert ask(names) == ["Tandarts"]


def test_version_from_before_a_transaction_caches_none_of_its_writes(names):
    DisciplineFactory(name="Huisarts")
    before = version.current()

    with transaction.atomic():
        Discipline.objects.update(name="Teruggedraaid")
        names.at(before, "all", lambda: ["Teruggedraaid"])
        transaction.set_rollback(True)

    assert ask(names) == ["Huisarts"]


def test_least_recently_used_gives_way(names, django_assert_num_queries):
    for key in ("one", "two", "one", "three"):
        ask(names, key)

    with django_assert_num_queries(1):
        ask(names, "one")
    with django_assert_num_queries(2):
        ask(names, "two")


def test_table_that_was_watched_another_way_is_watched_as_it_should():
    register(date_of_a_meetup(), name="Sanne", email="sanne@example.org")
    with connection.cursor() as cursor:
        for name, what in triggers.wanted("events_registration", connection.vendor).items():
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {name} ON events_registration")
                create = triggers.ON_POSTGRESQL[1].format(name="freshness_change", actions=what, watched="{}")
            else:
                cursor.execute(f'DROP TRIGGER "{name}"')
                create = triggers.ON_SQLITE.replace("{watched}", "{{}}").format(
                    name=name.replace("place", "change"), action=what, table="freshness_change", places=0
                )
            for table in ("events_registration", "events_person"):
                cursor.execute(create.format(table).replace("_events_registration ", f"_{table} "))
    assert triggers.unwatched() == {"events_registration"}

    triggers.install()

    assert triggers.unwatched() == set()
    assert triggers.found("default").keys() == triggers.watched_tables()
    before = version.seen()
    Registration.objects.update(sequence=1)
    Person.objects.update(name="Sanne")
    assert version.seen().content == before.content


def test_request_that_bypasses_cached_pages_reads_their_values_once_and_as_they_are_now(client, time_machine):
    time_machine.move_to("2027-03-01 11:00:00+00:00", tick=False)
    SiteSettings.for_site(house().site)  # otherwise the first page creates them, and that change empties the cache
    theme = ThemeFactory(title="Eenzaamheid")
    MeetupFactory(themes=[theme])
    client.cookies["onbekend"] = "1"

    def agenda() -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            return client.get("/agenda/").content.decode(), len(queries)

    cold, queries_cold = agenda()
    warm, queries_warm = agenda()
    theme.title = "Alleen zijn"
    theme.save_revision().publish()
    renamed, _queries = agenda()

    assert warm == cold
    assert queries_warm <= queries_cold - 9
    assert "alleen zijn (1)" in renamed
    assert "eenzaamheid (1)" not in renamed


def test_number_with_own_writes_finds_nothing_that_others_cached_under_it(names):
    version.current()

    with transaction.atomic():
        theme = ThemeFactory()
        with_own = version.seen()
        assert names.find(with_own, "all") is None
        transaction.set_rollback(True)
    discipline = DisciplineFactory()
    for turn in range(with_own.content - version.current().content):
        Discipline.objects.filter(pk=discipline.pk).update(name=f"Huisarts {turn}")
    ask(names)

    assert theme.pk
    assert version.current().content == with_own.content
    assert names.find(with_own, "all") is None


def test_what_was_cached_at_the_start_of_a_transaction_is_found_in_it(names, django_assert_num_queries):
    DisciplineFactory(name="Huisarts")
    ask(names)

    with transaction.atomic():
        at_start = version.seen()
        with django_assert_num_queries(0):
            assert names.find(at_start, "all") == ["Huisarts"]
        assert names.find(at_start, "other") is None
