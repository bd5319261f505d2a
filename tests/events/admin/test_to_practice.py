"""From a meetup to a practice: the organiser's button, the draft, and the tie once it is published."""

import pytest

from events.models import DraftOrigin, LearnedAt
from events.publishing.learned import begin_practice, tie_to_its_meetup
from knowledge.contribute import drafts
from knowledge.models import Draft
from tests.factories import (
    PASSWORD,
    MeetupFactory,
    OrganisationFactory,
    PracticeFactory,
    ThemeFactory,
    UserFactory,
    functional_manager,
    organiser_of,
)
from tests.factories_knowledge import contributor
from tests.screen import errors, links

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Lunch in de wijk",
    "lesson": "Nodig bewoners zelf uit.",
    "results": "Twaalf mensen.",
    "materials": "",
}


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(
        title="Wijklunch", dates=(-7,), summary="Samen eten.", themes=[ThemeFactory(title="Ontmoeten")]
    )


@pytest.fixture
def organiser(client, meetup):
    user = organiser_of(meetup.organisation, first_name="Olga", last_name="Smit")
    client.login(email=user.email, password=PASSWORD)
    return user


def url(meetup) -> str:
    return f"/beheer/praktijk-van/{meetup.pk}/"


def test_organiser_begins_a_draft_with_what_the_meetup_knows(client, meetup, organiser):
    edit = client.get(f"/beheer/pages/{meetup.pk}/edit/")
    assert url(meetup) in [address for _words, address in links(edit)]

    response = client.post(url(meetup), TYPED)

    draft = Draft.objects.get()
    assert response["Location"].startswith("/praktijken/insturen/")
    assert client.get(response["Location"], follow=True).status_code == 200
    assert draft.confirmed_at is not None
    assert draft.contributor.user == organiser
    assert (draft.data["title"], draft.data["lesson"]) == (["Lunch in de wijk"], ["Nodig bewoners zelf uit."])
    assert draft.data["organisation"] == [str(meetup.organisation_id)]
    assert draft.data["themes"] == [str(theme.pk) for theme in meetup.themes.all()]
    assert "Wijklunch" in draft.data["occasion"][0]
    assert DraftOrigin.objects.get().page_id == meetup.pk


def test_published_practice_is_tied_to_its_meetup_once(meetup, organiser):
    practice = PracticeFactory()
    draft = begin_practice(meetup, contributor(), TYPED)
    Draft.objects.filter(pk=draft.pk).update(page=practice)

    practice.save_revision().publish()

    assert [(tie.practice_id, tie.page_id) for tie in LearnedAt.objects.all()] == [(practice.pk, meetup.pk)]
    LearnedAt.objects.all().delete()
    tie_to_its_meetup(practice)
    assert not LearnedAt.objects.exists()  # untied by somebody: not tied again


def test_draft_ties_nothing_before_it_is_published(meetup, organiser):
    practice = PracticeFactory(live=False)
    draft = begin_practice(meetup, contributor(), TYPED)
    Draft.objects.filter(pk=draft.pk).update(page=practice)

    practice.save_revision()

    assert not LearnedAt.objects.exists()


@pytest.mark.parametrize(
    ("name", "typed"), [("title", ""), ("lesson", " "), ("lesson", "x" * 161), ("results", "x" * 2001)]
)
def test_bad_input_gets_words_at_the_field(client, meetup, organiser, name, typed):
    page = client.post(url(meetup), {**TYPED, name: typed})

    assert list(errors(page)) == [name]
    assert not Draft.objects.exists()


def test_odd_characters_break_nothing(client, meetup, organiser):
    client.post(url(meetup), {**TYPED, "results": "Verslag\x00 \u202e"})

    assert client.get("/praktijken/").status_code == 200


def test_meetup_still_to_come_has_no_such_button(client, site_tree):
    meetup = MeetupFactory(dates=(7,))
    user = functional_manager()
    client.login(email=user.email, password=PASSWORD)

    assert url(meetup) not in [address for _words, address in links(client.get(f"/beheer/pages/{meetup.pk}/edit/"))]
    assert client.get(url(meetup)).status_code == 302


def test_organiser_of_another_organisation_may_not(client, meetup):
    user = organiser_of(OrganisationFactory())
    client.login(email=user.email, password=PASSWORD)

    assert client.post(url(meetup), TYPED).status_code in {302, 404}
    assert not Draft.objects.exists()


def test_too_many_drafts_is_told_and_keeps_the_text(client, meetup, organiser):
    for _ in range(drafts.MOST_OPEN):
        client.post(url(meetup), TYPED)

    page = client.post(url(meetup), TYPED)

    assert Draft.objects.count() == drafts.MOST_OPEN
    assert "Nodig bewoners zelf uit." in page.content.decode()


def test_meetup_or_draft_that_goes_takes_only_the_tie_along(meetup, organiser):
    draft = begin_practice(meetup, contributor(), TYPED)
    draft.delete()
    assert not DraftOrigin.objects.exists()
    draft = begin_practice(meetup, contributor(), TYPED)
    meetup.delete()
    assert (DraftOrigin.objects.count(), Draft.objects.count()) == (0, 1)


def test_unproven_account_is_told_to_prove_it(client, meetup):
    user = UserFactory(is_staff=True, is_superuser=True)
    client.login(email=user.email, password=PASSWORD)
    user.emailaddress_set.update(verified=False)

    page = client.post(url(meetup), TYPED)

    assert "Bevestig eerst het adres" in page.content.decode() or page.status_code in {302, 403}
    assert not Draft.objects.exists()
