"""Questions in the organiser's form: errors beside their field, drafts that keep what is typed, and rows that stay."""

import pytest
from wagtail.test.utils.form_data import inline_formset

from events.models import Question
from events.pages.models import MeetupPage
from tests.events.pages.test_editor import add_url, edit_url, filled, rows_of
from tests.factories import OrganisationFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(client):
    organisation = OrganisationFactory()
    client.force_login(organiser_of(organisation))
    return organisation


def row(label: str = "Eet je mee?", kind: str = "yes-no", **more) -> dict:
    return {"key": "", "label": label, "kind": kind, "choices": "", "help": "", "asked_of": "", **more}


def asking(*rows: dict, initial: int = 0, **changes) -> dict:
    return filled(planned_questions=inline_formset(list(rows), initial=initial), **changes)


def test_questions_are_published_in_their_order(client, organisation):
    response = client.post(add_url(organisation), asking(row("Eerst?"), row("Dan?", "short")))

    assert response.status_code == 302
    assert list(Question.objects.values_list("label", "kind")) == [("Eerst?", "yes-no"), ("Dan?", "short")]


WRONG = {
    "no words": ([row("")], "Dit is een verplicht veld."),
    "one choice": ([row("Wat?", "choice", choices="Kip")], "Zet er minstens twee keuzes in"),
    "one choice twice": ([row("Wat?", "several", choices="Kip\nKip ")], "Zet er minstens twee keuzes in"),
    "too many choices": ([row("Wat?", "choice", choices="\n".join(map(str, range(21))))], "Houd het bij 20 keuzes."),
    "a long choice": ([row("Wat?", "choice", choices=f"Kip\n{'x' * 81}")], "is te lang. Houd een keuze korter"),
    "twice": ([row("Eet je mee?"), row(" eet je MEE? ")], "Deze vraag staat er al."),
    "no kind": ([row("Wat?", "liedje")], "Selecteer een geldige keuze"),
}


@pytest.mark.parametrize(("rows", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_question_that_cannot_be_asked_is_refused_and_keeps_what_was_typed(client, organisation, rows, words):
    response = client.post(add_url(organisation), asking(*rows))

    html = response.content.decode()
    assert (response.status_code, MeetupPage.objects.count()) == (200, 0)

    assert words in html
    assert "Samen aan tafel" in html


def test_a_draft_keeps_an_unfinished_question(client, organisation):
    response = client.post(add_url(organisation), asking(row("", "choice", choices="Kip"), publish=False))

    assert response.status_code == 302
    [kept] = MeetupPage.objects.get().get_latest_revision_as_object().planned_questions.all()
    assert (kept.label, kept.choices) == ("", "Kip")


def test_a_question_keeps_its_key_from_draft_to_draft(client, organisation):
    client.post(add_url(organisation), asking(row()))
    page = MeetupPage.objects.get()
    [planned] = page.planned_questions.all()
    before = Question.objects.get()
    same = row("Eet je met ons mee?", key=str(planned.key), id=planned.pk)

    client.post(
        edit_url(page),
        asking(
            same,
            initial=1,
            dates=rows_of(page),
        ),
    )

    now = Question.objects.get(ended_at=None)
    assert (now.label, now.key, now.pk == before.pk) == ("Eet je met ons mee?", before.key, False)


def test_a_form_opened_before_there_were_questions_leaves_them_as_they_are(client, organisation):
    client.post(add_url(organisation), asking(row()))
    page = MeetupPage.objects.get()

    response = client.post(edit_url(page), filled(dates=rows_of(page), initial=1, title="Anders"))

    assert response.status_code == 302
    assert Question.objects.get(ended_at=None).label == "Eet je mee?"
