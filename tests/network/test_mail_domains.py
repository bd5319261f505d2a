"""Mail domains of organisations: only functional managers enter them, and only those that say where somebody works."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from network.mail_domains import FREE_FOR_ALL, checked_domain
from network.models import OrganisationDomain
from tests import screen
from tests.factories import OrganisationFactory, UserFactory, editor, functional_manager, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def traverse(site_tree):
    return OrganisationFactory(title="Traverse")


def url_of(organisation) -> str:
    return reverse("network_domains", args=[organisation.pk])


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("traverse.nl", "traverse.nl"),
        (" Traverse.NL ", "traverse.nl"),
        ("@traverse.nl", "traverse.nl"),
        ("anna@traverse.nl", "traverse.nl"),
        ("zorg.traverse.nl", "zorg.traverse.nl"),
        ("zörg.nl", "xn--zrg-sna.nl"),
    ],
)
def test_domain_is_taken_however_it_is_typed(typed, domain):
    assert checked_domain(typed) == domain


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nl",
        "traverse",
        "traverse.bestaatniet",
        "a b.nl",
        "*.nl",
        "traverse.nl/",
        "x" * 300 + ".nl",
        "gmail.com",
        "Ziggo.nl",
    ],
)
def test_what_says_nothing_about_work_is_refused(typed):
    with pytest.raises(ValidationError):
        checked_domain(typed)


def test_free_mail_is_written_as_domains_are_compared():
    assert all(domain == domain.lower().strip() and "." in domain for domain in FREE_FOR_ALL)


def test_functional_manager_adds_and_removes_a_domain(client, traverse):
    client.force_login(functional_manager())

    client.post(url_of(traverse), {"domain": "info@Traverse.nl"})
    again = client.post(url_of(traverse), {"domain": "traverse.nl"})
    wrong = client.post(url_of(traverse), {"domain": "gmail.com"})
    page = client.get(url_of(traverse))

    assert list(screen.errors(again)) == list(screen.errors(wrong)) == ["domain"]
    assert screen.texts(page, ".wv-people strong") == ["@traverse.nl"]
    client.post(url_of(traverse), {"remove": OrganisationDomain.objects.get().pk})
    assert not OrganisationDomain.objects.exists()


def test_domain_of_another_organisation_is_not_removed_from_here(client, traverse):
    theirs = OrganisationDomain.objects.create(organisation=OrganisationFactory(), domain="elders.nl")
    client.force_login(functional_manager())

    assert client.post(url_of(traverse), {"remove": theirs.pk}).status_code == 404
    assert OrganisationDomain.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("who", ["visitor", "professional", "organiser", "organiser of another", "editor"])
def test_nobody_else_sees_or_enters_domains(client, traverse, who):
    OrganisationDomain.objects.create(organisation=traverse, domain="zilvervos.nl")
    user = {
        "visitor": lambda: None,
        "professional": UserFactory,
        "organiser": lambda: organiser_of(traverse),
        "organiser of another": lambda: organiser_of(OrganisationFactory()),
        "editor": editor,
    }[who]()
    if user:
        client.force_login(user)

    seen, entered = client.get(url_of(traverse)), client.post(url_of(traverse), {"domain": "kwaad.nl"})

    assert {seen.status_code, entered.status_code} <= {302, 403}
    assert "zilvervos.nl" not in seen.text
    assert OrganisationDomain.objects.count() == 1


def test_only_the_functional_manager_is_led_to_them(client, traverse):
    people = reverse("network_people", args=[traverse.pk])

    client.force_login(organiser_of(traverse))
    assert url_of(traverse) not in screen.addresses(client.get(people))
    client.force_login(functional_manager())
    assert url_of(traverse) in screen.addresses(client.get(people))
