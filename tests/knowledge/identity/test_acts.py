"""The mailed link, tried on an act of its own: a thank-you that waits until the address is proven."""

from dataclasses import dataclass

import pytest
from django.core.cache import cache

from knowledge.identity import acts, people
from knowledge.models import Contributor
from tests.mailed import mails_to, text_of
from tests.screen import texts

pytestmark = pytest.mark.django_db
ADDRESS = "sanne@example.org"


@dataclass
class Thanks:
    pk: int
    contributor: Contributor
    typed_name: str


CONFIRMED: list[int] = []


def found(pk: int) -> Thanks | None:
    contributor = Contributor.objects.filter(email=ADDRESS).first()
    return Thanks(pk, contributor, "Sanne de Vries") if contributor else None


def thanked(row: acts.Waiting) -> str:
    CONFIRMED.append(row.pk)
    return "/praktijken/"


ACT = acts.Act(
    name="dank", find=found, explain=lambda row: "Je stuurde een bedankje.", subject="Bevestig je bedankje",
    button="Bevestig mijn bedankje", confirm=thanked,
)  # fmt: skip


@pytest.fixture(autouse=True)
def registered():
    cache.clear()
    acts.register(ACT)
    CONFIRMED.clear()
    yield
    del acts.ACTS[ACT.name]


def asked() -> str:
    """Return the path that the mail holds."""
    people.at_address(ADDRESS, name="Grapjas")
    acts.ask_to_confirm(ACT, found(7))
    [message] = mails_to(ADDRESS)
    line = next(line for line in text_of(message).splitlines() if "/mijn/bevestigen/" in line)
    return "/" + line.split("://")[1].partition("/")[2]


def test_opening_changes_nothing_and_the_button_confirms(client):
    path = asked()
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200

    assert (CONFIRMED, Contributor.objects.get().confirmed_at) == ([], None)

    response = client.post(path)

    assert (response.status_code, response["Location"], CONFIRMED) == (302, "/praktijken/", [7])
    assert Contributor.objects.get().name == "Sanne de Vries"


def test_page_says_what_is_confirmed_and_is_kept_by_nobody(client):
    response = client.get(asked())

    assert "Je stuurde een bedankje." in texts(response, "main p")
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_link_ends_with_the_version_and_with_the_row(client):
    path = asked()
    Contributor.objects.update(link_version=2)
    assert client.post(path).status_code == 410

    Contributor.objects.update(link_version=1)
    Contributor.objects.all().delete()
    assert client.post(path).status_code == 410
    assert CONFIRMED == []


@pytest.mark.parametrize("change", [lambda path: path.replace("/dank/", "/anders/"), lambda path: path[:-3] + "aa/"])
def test_forged_link_opens_nothing(client, change):
    assert client.post(change(asked())).status_code == 404
    assert CONFIRMED == []


def test_link_for_one_kind_of_act_confirms_no_other(client):
    path = asked()
    acts.register(acts.Act(**{**vars(ACT), "name": "ander"}))
    try:
        assert client.post(path.replace("/dank/", "/ander/")).status_code == 404
    finally:
        del acts.ACTS["ander"]
    assert CONFIRMED == []


def test_guessing_is_limited(client):
    statuses = {client.get(f"/mijn/bevestigen/dank/{'a' * 40}/").status_code for _ in range(62)}

    assert statuses == {404, 429}


def test_mail_is_queued_once_per_row(client):
    asked()
    acts.ask_to_confirm(ACT, found(7))

    assert len(mails_to(ADDRESS)) == 1
