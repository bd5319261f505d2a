"""The organiser's screen of invitation codes, and what publishing says about ways in."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from events.models import InvitationCode, Registration
from events.registration import registering
from network.models import OrganisationDomain
from tests import screen
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=4, admission="code")


@pytest.fixture
def organiser(client, meetup):
    user = organiser_of(meetup.organisation)
    client.force_login(user)
    return user


def codes_url(meetup) -> str:
    return reverse("events_codes", args=[meetup.pk])


def made(client, meetup, **answers):
    return client.post(codes_url(meetup), {"most_uses": "3", **answers}, follow=True)


def test_list_leads_to_the_codes_and_they_say_what_is_missing(client, meetup, organiser):
    url = reverse("events_registrations", args=[meetup.dates.get().pk])

    assert codes_url(meetup) in screen.addresses(client.get(url))
    assert "Er is nog geen code." in client.get(codes_url(meetup)).text


def test_code_is_made_with_a_link_that_fills_it_in(client, meetup, organiser):
    page = made(client, meetup, label="Huisartsen Gageldonk")

    code = InvitationCode.objects.get()
    assert (code.label, code.most_uses, len(code.code)) == ("Huisartsen Gageldonk", 3, 8)
    assert code.shown in screen.text(page, ".wv-code__sign")
    shared = screen.parsed(page).select_one(f"#deel-{code.pk}")["value"]
    assert screen.values(client.get(shared))["code"] == [code.code]
    assert PageLogEntry.objects.filter(action="events.code", user=organiser).count() == 1


def test_how_often_a_code_is_used_is_counted_in_people(client, meetup, organiser):
    code = InvitationCode.objects.create(page=meetup, most_uses=3)
    registering.register(meetup.dates.get(), name="Anna", email="anna@example.org", code=code.code)

    assert "1 van 3 mensen" in screen.text(client.get(codes_url(meetup)), ".wv-code__head .wv-quiet")


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"most_uses": ""}, "most_uses"),
        ({"most_uses": "0"}, "most_uses"),
        ({"most_uses": "-3"}, "most_uses"),
        ({"most_uses": "1001"}, "most_uses"),
        ({"most_uses": "9" * 400}, "most_uses"),
        ({"most_uses": "veel"}, "most_uses"),
        ({"label": "x" * 81}, "label"),
        ({"code": "kort"}, "code"),
        ({"code": "x" * 21}, "code"),
        ({"code": "x" * 5000}, "code"),
        ({"code": "ZON/WIJZER"}, "code"),
        ({"code": "ZÖNWIJZER"}, "code"),
        ({"code": "bestaat"}, "code"),
    ],
)
def test_bad_answer_is_refused_beside_its_field(client, meetup, organiser, answers, field):
    InvitationCode.objects.create(page=meetup, most_uses=1, code="BESTAAT")

    page = made(client, meetup, **answers)

    assert page.status_code == 200
    assert list(screen.errors(page)) == [field]
    assert InvitationCode.objects.count() == 1


def changed(client, code, **answers):
    return client.post(codes_url(code.page), {"change": code.pk, **answers}, follow=True)


def test_number_is_changed_and_a_code_withdrawn_and_given_back(client, meetup, organiser):
    code = InvitationCode.objects.create(page=meetup, most_uses=1)

    changed(client, code, most_uses="8")
    code.refresh_from_db()
    assert (code.most_uses, code.ended_at) == (8, None)

    page = changed(client, code, end="1")
    code.refresh_from_db()
    assert code.ended_at
    assert "werkt niet meer" in screen.text(page, ".wv-code .wv-quiet")

    changed(client, code, again="1")
    code.refresh_from_db()
    assert code.ended_at is None


@pytest.mark.parametrize("typed", ["", "0", "veel", "9" * 30])
def test_number_that_cannot_be_changes_nothing(client, meetup, organiser, typed):
    code = InvitationCode.objects.create(page=meetup, most_uses=5)

    assert changed(client, code, most_uses=typed).status_code == 200

    code.refresh_from_db()
    assert code.most_uses == 5


def test_code_of_another_meetup_is_out_of_reach(client, meetup, organiser):
    theirs = InvitationCode.objects.create(page=MeetupFactory(), most_uses=1, label="Geheim")

    answer = client.post(codes_url(meetup), {"change": theirs.pk, "end": "1"})

    assert answer.status_code == 404
    assert "Geheim" not in client.get(codes_url(meetup)).text
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_as_many_queries_for_one_code_as_for_thirty(client, meetup, organiser, django_assert_max_num_queries):
    InvitationCode.objects.create(page=meetup, most_uses=1)
    client.get(codes_url(meetup))
    with django_assert_max_num_queries(60) as few:
        client.get(codes_url(meetup))
    for _turn in range(30):
        InvitationCode.objects.create(page=meetup, most_uses=1)

    with django_assert_max_num_queries(len(few)):
        client.get(codes_url(meetup))


# -- Publishing --------------------------------------------------------------------------------------------------------


def published(client, meetup, **answers):
    url = reverse("wagtailadmin_pages:edit", args=[meetup.pk])
    data = screen.values(client.get(url), "form[data-edit-form]")
    return client.post(url, {**data, **answers, "action-publish": "1"}, follow=True)


def test_publishing_says_that_there_is_no_code_yet(client, meetup, organiser):
    page = published(client, meetup)

    assert "Er is nog geen code." in screen.text(page, ".messages .warning")
    assert codes_url(meetup) in screen.addresses(page, ".messages a")


def test_publishing_says_which_organisations_have_no_addresses(client, meetup, organiser):
    known, unknown = OrganisationFactory(title="Traverse"), OrganisationFactory(title="De Eik")
    OrganisationDomain.objects.create(organisation=known, domain="traverse.nl")

    page = published(client, meetup, admission="organisations", admitted_organisations=[known.pk, unknown.pk])

    assert "Van De Eik kennen we geen werkadressen." in screen.text(page, ".messages .warning")
    meetup.refresh_from_db()
    assert set(meetup.admitted_organisations.values_list("pk", flat=True)) == {known.pk, unknown.pk}


def test_publishing_for_organisations_wants_at_least_one(client, meetup, organiser):
    page = published(client, meetup, admission="organisations")

    assert list(screen.errors(page)) == ["admitted_organisations"]


def test_more_places_name_who_got_one(client, organiser, meetup):
    full = MeetupFactory(organiser=meetup.organisation, capacity=1)
    date = full.dates.get()
    RegistrationFactory(date=date)
    for name in ("Anna", "Bram", "Cas"):
        RegistrationFactory(date=date, waiting=True, person__name=name)

    page = published(client, full, capacity="3")

    assert "Van de wachtlijst kregen een plek, met een mail: Anna en Bram." in screen.text(page, ".messages")
    assert Registration.objects.filter(date=date, state="waiting").count() == 1


def test_more_places_that_are_offered_say_so(client, organiser, meetup):
    full = MeetupFactory(organiser=meetup.organisation, capacity=1, hand_out="offer")
    RegistrationFactory(date=full.dates.get())
    RegistrationFactory(date=full.dates.get(), waiting=True, person__name="Anna", created_at=timezone.now())

    page = published(client, full, capacity="3")

    assert "kregen een plek aangeboden, met een mail: Anna." in screen.text(page, ".messages")
