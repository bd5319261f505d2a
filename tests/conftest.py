"""Fixtures and hooks for all tests."""

import shutil
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from django.conf import settings
from django.db import transaction
from django.test import TransactionTestCase
from django.utils import timezone

from freshness.response_cache import ResponseCache
from freshness.version import forget_process
from freshness.versioned_cache import VersionedCache
from tests import caching, migrated, proofs
from tests.factories import House, house

T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in a module that uses ``proofs.reduced`` as a proof, and every test that needs the database.

    pytest-django sets up no database when no collected test has the mark ``django_db``. It does not see that a fixture
    of a module, such as ``shared``, asks for ``django_db_setup``.
    """
    for item in items:
        if getattr(getattr(item, "module", None), "reduced", None) is proofs.reduced:
            item.add_marker(pytest.mark.proof)
        if "django_db_setup" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.failed:
        proven = dict(report.user_properties).get("proven", "")
        proofs.note(report.nodeid, passed=report.passed, seconds=report.duration, proven=str(proven))


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        migrated.lay_down()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    return migrated.is_laid_down


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        migrated.keep()
        house()
        migrated.remember()
    # Django calls it after each test with real transactions. There is no public way to restore otherwise than by a flush.
    TransactionTestCase._fixture_teardown = lambda test: migrated.put_back()  # noqa: SLF001


@pytest.fixture(autouse=True, scope="session")
def _mail_through_the_outbox(django_test_environment) -> None:
    """Undo that Django sends mail of tests to memory, past the outbox. ``deliver`` sends it there."""
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"


@pytest.fixture(autouse=True)
def _cache_of_its_own():
    caching.forget_everything()
    ResponseCache.clear_all()
    forget_process()
    VersionedCache.clear_all()


@pytest.fixture
def site_tree(db) -> House:
    """Return the pages that every site has: home, agenda and the indexes."""
    return house()


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker) -> Iterator[Callable[[Callable[[], T]], T]]:
    """Create what all tests of a module share, once. A test rolls back only its own changes.

    Use it in a fixture with ``autouse``; otherwise the order of the tests decides which of them find the data. It does
    not work with real transactions.
    """
    around = transaction.atomic()

    def make(what: Callable[[], T]) -> T:
        with django_db_blocker.unblock():
            return what()

    make(around.__enter__)
    yield make
    make(lambda: transaction.set_rollback(True))
    make(lambda: around.__exit__(None, None, None))


@pytest.fixture
def stopped_clock(time_machine) -> None:
    """Stop the clock. For tests that count queries or cache hits: a new minute would empty the caches."""
    time_machine.move_to(timezone.now(), tick=False)
