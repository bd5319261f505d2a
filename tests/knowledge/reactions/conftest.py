import pytest

from tests.factories import PracticeFactory, editor
from tests.factories_knowledge import maker_of


@pytest.fixture
def practice(site_tree):
    return PracticeFactory(title="Vier aan tafel", slug="vier-aan-tafel")


@pytest.fixture
def maker(practice):
    """Noor, who makes the practice and answers questions about it."""
    return maker_of(practice)


@pytest.fixture
def sara(practice):
    return editor(email="sara@example.org", first_name="Sara", last_name="Mertens")
