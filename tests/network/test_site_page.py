"""The constructor of pages, which skips what Wagtail does for pages that are made in Python."""

import pytest
from wagtail.models import Page

from tests.factories import MeetupFactory, OrganisationFactory, WijkFactory, house

pytestmark = pytest.mark.django_db


def state(page: Page) -> dict:
    return {name: value for name, value in vars(page).items() if name != "_state"}


@pytest.mark.parametrize(
    "make", [lambda: house().home, lambda: house().agenda, WijkFactory, OrganisationFactory, MeetupFactory],
    ids=["home", "agenda", "wijk", "organisation", "meetup"],
)  # fmt: skip
def test_page_read_from_the_database_is_as_wagtail_would_make_it(make):
    page = make()
    stored = type(page).objects.get(pk=page.pk)
    values = [getattr(stored, field.attname) for field in stored._meta.concrete_fields]  # noqa: SLF001  Django documents it

    plain = type(page).__new__(type(page))
    Page.__init__(plain, *values)

    assert state(type(page)(*values)) == state(plain)
    assert state(stored) == state(plain)
