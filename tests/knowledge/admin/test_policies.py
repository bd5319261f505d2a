"""The screens on which municipalities enter their policy: each its own, editors all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import PolicyEntry
from knowledge.policies.access import municipalities_of
from network.models import OrganisationPage
from tests.factories import (
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)
from tests.factories_uptake import PolicyFactory, gemeente
from tests.screen import errors, links, texts

pytestmark = pytest.mark.django_db
ANSWER = {
    "now": "geldt", "now_words": "Huisbezoek bij iedereen die 78 wordt.", "planned": "gepland",
    "planned_words": "Een loket in het dorp.", "planned_when": "voorjaar 2027", "source_title": "Beleidsplan Wmo",
    "source_url": "https://example.org/plan", "source_on": "2026-10-01",
}  # fmt: skip


@pytest.fixture
def breda():
    return MunicipalityFactory(title="Breda", slug="breda")


@pytest.fixture
def theme():
    return ThemeFactory(title="Ouderen", slug="ouderen")


def form_of(municipality, theme) -> str:
    return reverse("knowledge_policy", args=[municipality.pk, theme.pk])


def test_who_may_enter_the_policy_of_which_municipality(breda):
    other = MunicipalityFactory()
    people = {
        "own": organiser_of(gemeente(breda)),
        "of another": organiser_of(gemeente(other)),
        "organisation there": organiser_of(OrganisationFactory(municipality=breda)),
        "gemeente without a place": organiser_of(OrganisationFactory(kind="gemeente")),
        "professional": UserFactory(),
        "editor": editor(),
        "manager": functional_manager(),
    }

    allowed = {who: set(municipalities_of(user)) for who, user in people.items()}

    assert allowed == {
        "own": {breda}, "of another": {other}, "organisation there": set(), "gemeente without a place": set(),
        "professional": set(), "editor": {breda, other}, "manager": {breda, other},
    }  # fmt: skip


def test_municipality_enters_its_policy_and_the_site_shows_it(client, site_tree, breda, theme):
    client.force_login(organiser_of(gemeente(breda)))
    assert client.get("/beheer/beleid/")["Location"] == reverse("knowledge_policies", args=[breda.pk])
    assert "Nog niet gevraagd" in client.get(reverse("knowledge_policies", args=[breda.pk])).text

    answer = client.post(form_of(breda, theme), ANSWER)

    assert answer["Location"] == reverse("knowledge_policies", args=[breda.pk])
    [row] = texts(client.get(f"{theme.url}beleid/"), ".wv-policy tbody tr")
    for words in ("Breda", "Huisbezoek", "Beleidsplan Wmo, 1 oktober 2026", "Voorjaar 2027: Een loket in het dorp."):
        assert words in row
    assert links(client.get(breda.url), ".wv-policy th a") == [("Ouderen", f"{theme.url}beleid/")]
    entry = PolicyEntry.objects.get()
    assert (entry.entered_by.email, entry.is_example) == (client.get("/beheer/").wsgi_request.user.email, False)


@pytest.mark.parametrize("who", ["of another", "professional", "anonymous"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_gets_in(client, breda, theme, who, method):
    if who == "of another":
        client.force_login(organiser_of(gemeente(MunicipalityFactory())))
    elif who == "professional":
        client.force_login(UserFactory())

    for address in ("/beheer/beleid/", reverse("knowledge_policies", args=[breda.pk]), form_of(breda, theme)):
        answer = getattr(client, method)(address, ANSWER if method == "post" else {})
        own_list = who == "of another" and address == "/beheer/beleid/"
        assert answer.status_code in ({302, 405} if own_list else {302, 403})

    assert PolicyEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"now_words": " "}, {"now_words"}),
        ({"now": "geen"}, {"now_words"}),
        ({"planned": "niets"}, {"planned_words", "planned_when"}),
        ({"planned_words": ""}, {"planned_words"}),
        ({"now": "misschien"}, {"now"}),
        ({"source_url": "javascript:alert(1)"}, {"source_url"}),
        ({"source_on": "morgen"}, {"source_on"}),
        ({"source_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, {"source_on"}),
        ({"now_words": "x" * 301}, {"now_words"}),
        ({"now_words": "a\x00b"}, {"now_words"}),
    ],
)
def test_mistakes_stand_at_their_fields(client, breda, theme, wrong, at):
    client.force_login(organiser_of(gemeente(breda)))

    answer = client.post(form_of(breda, theme), {**ANSWER, **wrong})

    assert answer.status_code == 200
    assert set(errors(answer)) == at
    assert PolicyEntry.objects.count() == 0


def test_taking_an_answer_back_means_not_asked(client, breda, theme):
    PolicyFactory(municipality=breda, theme=theme, now="geen")
    client.force_login(organiser_of(gemeente(breda)))

    client.post(form_of(breda, theme), {"weg": "ja"})

    assert PolicyEntry.objects.count() == 0


def test_own_answer_replaces_an_example(client, breda, theme):
    PolicyFactory(municipality=breda, theme=theme, is_example=True)
    client.force_login(organiser_of(gemeente(breda)))

    client.post(form_of(breda, theme), ANSWER)

    assert PolicyEntry.objects.get().is_example is False


def edit(client, organisation, **changes):
    data = {
        "title": organisation.title, "summary": "", "intro": "null", "website": "", "kind": organisation.kind,
        "municipality": organisation.municipality_id or "", "action-publish": "1", "photo_words": "", "photo_credit": "",
    }  # fmt: skip
    client.post(reverse("wagtailadmin_pages:edit", args=[organisation.pk]), {**data, **changes})
    return OrganisationPage.objects.get(pk=organisation.pk)


def test_an_organisation_cannot_make_itself_a_municipality(client, site_tree, breda):
    organisation = OrganisationFactory(municipality=breda)
    user = organiser_of(organisation)
    client.force_login(user)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[organisation.pk]))
    assert 'value="gemeente"' not in form.text

    saved = edit(client, organisation, kind="gemeente", title="Wij zijn Breda")

    assert saved.kind == "welzijn"
    assert list(municipalities_of(user)) == []


def test_a_municipality_cannot_move_to_another(client, site_tree, breda):
    organisation, other = gemeente(breda), MunicipalityFactory()
    user = organiser_of(organisation)
    client.force_login(user)

    saved = edit(client, organisation, municipality=other.pk, kind="welzijn", title="Nieuwe naam")

    assert (saved.title, saved.kind, saved.municipality_id) == ("Nieuwe naam", "gemeente", breda.pk)


def test_an_older_version_gives_no_rights_back(client, site_tree, breda):
    organisation = gemeente(breda)
    user = organiser_of(organisation)
    older = organisation.save_revision()
    organisation.kind = "welzijn"
    organisation.save_revision().publish()
    client.force_login(user)

    client.get(reverse("wagtailadmin_pages:revisions_revert", args=[organisation.pk, older.pk]))
    edit(client, organisation, revision=older.pk, kind="gemeente", municipality=breda.pk)

    assert list(municipalities_of(user)) == []
