"""Passwords of private pages and collections can't be guessed at speed."""

import pytest
from django.core.cache import cache
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from network.page_passwords import WRONG
from tests.factories import ContentPageFactory

pytestmark = pytest.mark.django_db
RIGHT = "appeltaart"


@pytest.fixture(params=["page", "collection"])
def form(request, site_tree) -> str:
    """Return the address that takes the password."""
    if request.param == "page":
        page = ContentPageFactory()
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password=RIGHT)
        return f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=RIGHT
    )
    return f"/documenten/authenticate_with_password/{restriction.pk}/"


def guess(client, form: str, password: str, network: int = 1):
    return client.post(form, {"password": password, "return_url": "/"}, REMOTE_ADDR=f"192.0.2.{network}")


def test_network_that_guesses_too_often_has_to_wait_even_with_the_right_one(client, form):
    statuses = [guess(client, form, f"poging {number}").status_code for number in range(WRONG[0].number)]
    cache.clear()

    assert statuses == [200] * WRONG[0].number
    assert guess(client, form, RIGHT).status_code == 429
    assert guess(client, form, RIGHT, network=2).status_code == 302


def test_town_hall_that_knows_the_password_gets_in(client, form):
    assert {guess(client, form, RIGHT).status_code for _ in range(40)} == {302}
