"""What every test can ask for by name."""

import shutil

import pytest
from django.conf import settings

from tests import caching, proofs
from tests.factories import House, house


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has a full count is a proof."""
    for item in items:
        if getattr(getattr(item, "module", None), "reduced", None) is proofs.reduced:
            item.add_marker(pytest.mark.proof)


def pytest_unconfigure() -> None:
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _cache_of_its_own():
    caching.forget_everything()


@pytest.fixture
def site_tree(db) -> House:
    """The pages that every site has: home, agenda and the indexes."""
    return house()
