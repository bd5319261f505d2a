"""Questions of the organiser's own: published in versions, asked in the form, answered by each person, changed by their owner."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.links import registration_path
from events.mail import reminders
from events.models import Answer, PlannedQuestion, Question, Registration
from events.pages.models import MeetupPage
from events.planning.starting import begin_again
from events.registration.registering import Colleague, register
from events.registration.replies import Replies
from events.registration.rule import confirm
from events.signup.questions import CHANGED
from tests.calendars import fresh, publish
from tests.factories import DisciplineFactory, MeetupFactory, OrganisationFactory, noon, organiser_of, taken_off
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db


def question(label: str = "Wat is je lievelingslied?", kind: str = "short", **kwargs) -> PlannedQuestion:
    return PlannedQuestion(label=label, kind=kind, **kwargs)


def lunch(**kwargs) -> PlannedQuestion:
    return question("Eet je mee?", "yes-no", **{"required": True, **kwargs})


def asked(meetup, label: str = "") -> Question:
    found = Question.objects.filter(page=meetup.pk, ended_at=None)
    return found.get(label=label) if label else found.get()


def typed(meetup, **changed) -> dict:
    values = {"naam": "Sanne", "email": "sanne@example.org", "organisatie": "TWB", "discipline": DisciplineFactory().pk}
    return {**values, "datum": [date.pk for date in meetup.dates.all()], **changed}


def send(client, meetup, **changed):
    return client.post(f"{meetup.url}aanmelden/", typed(meetup, **changed))


def answers(**about) -> dict[str, str]:
    found = Answer.objects.filter(**{f"booking__{name}": value for name, value in about.items()})
    return dict(found.values_list("question__label", "text"))


def change_label(meetup, label: str, **changed) -> None:
    page = fresh(meetup)
    [row] = page.planned_questions.all()
    for name, value in {"label": label, **changed}.items():
        setattr(row, name, value)
    publish(page, planned_questions=[row])


KINDS = {
    "short": ("short", "", "Annie", "Annie"),
    "long": ("long", "", "Twee\r\nregels", "Twee\nregels"),
    "choice": ("choice", "Vega\nKip", "Kip", "Kip"),
    "several": ("several", "Ma\nDi\nWo", ["Ma", "Wo"], "Ma\nWo"),
    "yes or no": ("yes-no", "", "Nee", "Nee"),
    "number": ("number", "", " 12 ", "12"),
}


@pytest.mark.parametrize(("kind", "choices", "given", "stored"), KINDS.values(), ids=KINDS.keys())
def test_each_kind_of_question_is_asked_and_its_answer_is_kept(client, kind, choices, given, stored):
    meetup = MeetupFactory(questions=[question("Jouw antwoord?", kind, choices=choices)])
    html = client.get(f"{meetup.url}aanmelden/").content.decode()
    assert "Jouw antwoord?" in html

    response = send(client, meetup, **{f"vraag_{asked(meetup).pk}": given})

    assert response.status_code == 302
    assert answers() == {"Jouw antwoord?": stored}


WRONG = {
    "nothing": ("short", "", "", "Beantwoord deze vraag."),
    "too long": ("short", "", "x" * 300, "Houd het korter dan 200 tekens."),
    "not in the list": ("choice", "Vega\nKip", "Vis", "Kies een antwoord uit de lijst."),
    "nothing ticked": ("several", "Ma\nDi", [], "Kies minstens één antwoord."),
    "no yes and no no": ("yes-no", "", "misschien", "Kies een antwoord uit de lijst."),
    "no number": ("number", "", "drie", "Vul een heel getal in, bijvoorbeeld 3."),
    "below zero": ("number", "", "-1", "Vul een heel getal in, bijvoorbeeld 3."),
    "enormous": ("number", "", "9" * 400, "Vul een heel getal in, bijvoorbeeld 3."),
}


@pytest.mark.parametrize(("kind", "choices", "given", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_comes_back_with_what_was_typed(client, kind, choices, given, words):
    meetup = MeetupFactory(questions=[question("Jouw antwoord?", kind, choices=choices, required=True)])

    response = send(client, meetup, **{f"vraag_{asked(meetup).pk}": given})

    html = response.content.decode()
    assert (response.status_code, Registration.objects.count()) == (422, 0)
    assert words in html
    assert 'value="sanne@example.org"' in html


def test_what_need_not_be_answered_is_not_stored(client):
    meetup = MeetupFactory(questions=[question()])

    assert send(client, meetup).status_code == 302

    assert answers() == {}


def test_each_colleague_has_answers_of_their_own_and_may_leave_them_open(client):
    meetup = MeetupFactory(questions=[lunch()])
    name = f"vraag_{asked(meetup).pk}"
    colleagues = {
        "collega_1_naam": "Ahmed", "collega_1_email": "ahmed@example.org", "collega_1_discipline": "zelf", f"collega_1_{name}": "Nee",
        "collega_2_naam": "Bo", "collega_2_email": "bo@example.org", "collega_2_discipline": "zelf",
    }  # fmt: skip

    assert send(client, meetup, **{name: "Ja"}, **colleagues).status_code == 302

    found = dict(Answer.objects.values_list("booking__person__name", "text"))
    assert found == {"Sanne": "Ja", "Ahmed": "Nee"}


def test_a_question_for_people_who_come_is_not_asked_of_those_online(client):
    only = [lunch(asked_of="in-person"), question("Welk programma?", asked_of="online", required=True)]
    meetup = MeetupFactory(attendance="hybrid", online_url="https://meet.example.org/x", questions=only)
    comes, online = f"vraag_{asked(meetup, 'Eet je mee?').pk}", f"vraag_{asked(meetup, 'Welk programma?').pk}"

    refused = send(client, meetup, mee="in-person", **{online: "Teams"})
    taken = send(client, meetup, mee="online", **{comes: "Ja", online: "Teams"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Kies ja of nee." in refused.content.decode()
    assert answers() == {"Welk programma?": "Teams"}


def test_who_does_not_say_how_they_attend_is_asked_that_alone(client):
    meetup = MeetupFactory(
        attendance="hybrid", online_url="https://meet.example.org/x", questions=[lunch(asked_of="in-person")]
    )

    html = send(client, meetup).content.decode()

    assert "Kies of je komt of online meedoet." in html
    assert "Kies ja of nee." not in html


def test_a_question_for_the_other_way_is_not_asked_where_nobody_attends_so(client):
    meetup = MeetupFactory(questions=[question("Welk programma?", asked_of="online", required=True)])

    assert "Welk programma?" not in client.get(f"{meetup.url}aanmelden/").content.decode()
    assert send(client, meetup).status_code == 302


# -- Versions ---------------------------------------------------------------------------------------------------------


def test_other_words_make_another_version_and_an_answer_keeps_its_question(client):
    meetup = MeetupFactory(questions=[lunch()])
    send(client, meetup, **{f"vraag_{asked(meetup).pk}": "Ja"})

    change_label(meetup, "Eet je mee in de tuin?")

    assert answers() == {"Eet je mee?": "Ja"}
    assert asked(meetup).label == "Eet je mee in de tuin?"
    assert Question.objects.values("key").distinct().count() == 1


def test_another_explanation_makes_no_other_version():
    meetup = MeetupFactory(questions=[lunch()])
    before = asked(meetup).pk

    change_label(meetup, "Eet je mee?", help="Er is soep.", required=False)

    assert (asked(meetup).pk, asked(meetup).help, asked(meetup).required) == (before, "Er is soep.", False)


def test_a_question_that_comes_back_is_the_same_one(client):
    meetup = MeetupFactory(questions=[lunch()])
    before = asked(meetup).pk
    change_label(meetup, "Iets anders?")
    change_label(meetup, "Eet je mee?")

    assert asked(meetup).pk == before


def test_a_question_that_is_removed_is_asked_no_more_and_stays_readable(client):
    meetup = MeetupFactory(questions=[lunch()])
    send(client, meetup, **{f"vraag_{asked(meetup).pk}": "Ja"})

    publish(fresh(meetup), planned_questions=[])

    assert "Eet je mee?" not in client.get(f"{meetup.url}aanmelden/").content.decode()
    assert answers() == {"Eet je mee?": "Ja"}


def test_a_question_that_cannot_be_asked_is_left_out():
    meetup = MeetupFactory(questions=[question("Wat eet je?", "choice", choices="Kip"), question("  "), lunch()])

    assert asked(meetup).label == "Eet je mee?"


def test_who_has_the_form_open_while_a_question_changes_keeps_what_was_typed_and_is_asked_anew(client):
    meetup = MeetupFactory(questions=[question("Wat eet je?", "choice", choices="Vega\nKip", required=True)])
    before = asked(meetup).pk
    change_label(meetup, "Wat eet je bij de lunch?", choices="Vega\nKip\nVis")
    now = asked(meetup).pk

    response = send(client, meetup, **{f"vraag_{before}": "Kip"})

    html = response.content.decode()
    assert (response.status_code, Registration.objects.count()) == (422, 0)
    assert str(CHANGED) in html
    assert re.search(rf'name="vraag_{now}" value="Kip"[^>]* checked', html)
    assert send(client, meetup, **{f"vraag_{now}": "Kip"}).status_code == 302
    assert answers() == {"Wat eet je bij de lunch?": "Kip"}


def test_who_has_the_form_open_while_a_question_goes_is_registered(client):
    meetup = MeetupFactory(questions=[lunch()])
    before = asked(meetup).pk
    publish(fresh(meetup), planned_questions=[])

    assert send(client, meetup, **{f"vraag_{before}": "Ja"}).status_code == 302
    assert answers() == {}


def test_a_meetup_that_goes_leaves_the_answers_of_people_who_were_there(client):
    meetup = MeetupFactory(questions=[lunch()])
    send(client, meetup, **{f"vraag_{asked(meetup).pk}": "Ja"})

    fresh(taken_off(meetup)).delete()

    assert answers() == {"Eet je mee?": "Ja"}


# -- One's own page ---------------------------------------------------------------------------------------------------


def comes(meetup, given: dict | None = None, **kwargs) -> Registration:
    replies = Replies(given or {})
    return confirm(register(meetup.dates.first(), name="Sanne", email="sanne@example.org", replies=replies, **kwargs))


def change(client, made, **changed):
    values = {"naam": "Sanne", "organisatie": "TWB", "discipline": DisciplineFactory().pk}
    return client.post(f"{registration_path(made)}wijzigen/", {**values, **changed})


def test_ones_own_page_shows_the_answers_and_lets_one_change_them(client):
    meetup = MeetupFactory(questions=[lunch(required=False), question()])
    eats = asked(meetup, "Eet je mee?")
    made = comes(meetup, {eats.pk: "Ja"})
    assert "Eet je mee?" in client.get(registration_path(made)).content.decode()
    form = client.get(f"{registration_path(made)}wijzigen/").content.decode()
    assert re.search(rf'name="vraag_{eats.pk}" value="Ja"[^>]* checked', form)

    song = asked(meetup, "Wat is je lievelingslied?").pk
    assert change(client, made, **{f"vraag_{eats.pk}": "Nee", f"vraag_{song}": "Brabant"}).status_code == 302
    assert answers() == {"Eet je mee?": "Nee", "Wat is je lievelingslied?": "Brabant"}
    assert change(client, made, **{f"vraag_{eats.pk}": ""}).status_code == 302
    assert answers() == {}


def test_an_answer_makes_way_for_the_answer_to_the_question_as_it_is_now(client):
    meetup = MeetupFactory(questions=[lunch()])
    made = comes(meetup, {asked(meetup).pk: "Ja"})
    change_label(meetup, "Eet je mee in de tuin?")
    now = asked(meetup).pk
    page = client.get(registration_path(made)).content.decode()
    assert "Nog een vraag voor je" in page
    assert "Eet je mee?" in page

    change(client, made, **{f"vraag_{now}": "Nee"})

    assert answers() == {"Eet je mee in de tuin?": "Nee"}
    assert "Nog een vraag voor je" not in client.get(registration_path(made)).content.decode()


def test_after_the_deadline_answers_stay_as_they_are(client, time_machine):
    meetup = MeetupFactory(questions=[lunch(required=False)], closes_days_before=7)
    name = f"vraag_{asked(meetup).pk}"
    made = comes(meetup, {asked(meetup).pk: "Ja"})
    time_machine.move_to(made.date.start - timedelta(days=2))

    assert "Eet je mee?" not in client.get(f"{registration_path(made)}wijzigen/").content.decode()
    assert change(client, made, **{name: "Nee"}).status_code == 302
    assert answers() == {"Eet je mee?": "Ja"}


def test_a_wrong_answer_on_ones_own_page_is_said_beside_the_field(client):
    meetup = MeetupFactory(questions=[question("Hoeveel?", "number")])
    made = comes(meetup)

    response = change(client, made, **{f"vraag_{asked(meetup).pk}": "veel"})

    assert response.status_code == 422
    assert 'value="veel"' in response.content.decode()


# -- Mails ------------------------------------------------------------------------------------------------------------

STILL = "De organisator wil nog iets van je weten."


def last_mail(email: str) -> str:
    return " ".join(text_of(mails_to(email)[-1]).split())


def test_a_colleague_who_confirms_hears_that_a_question_is_open():
    meetup = MeetupFactory(questions=[lunch()])
    eats = asked(meetup).pk
    colleagues = [
        Colleague("Ahmed", "ahmed@example.org", attendance="", replies=Replies({eats: "Nee"})),
        Colleague("Bo", "bo@example.org"),
    ]
    register(
        meetup.dates.get(),
        name="Sanne",
        email="sanne@example.org",
        replies=Replies({eats: "Ja"}),
        colleagues=colleagues,
    )

    for made in Registration.objects.all():
        confirm(made)

    told = {email: STILL in last_mail(email) for email in ("sanne@example.org", "ahmed@example.org", "bo@example.org")}
    assert told == {"sanne@example.org": False, "ahmed@example.org": False, "bo@example.org": True}


def test_a_reminder_says_what_is_still_open_as_long_as_it_can_be_answered(time_machine):
    for closes, is_told in ((0, True), (7, False)):
        time_machine.move_to(noon(0), tick=False)
        meetup = MeetupFactory(questions=[lunch()], closes_days_before=closes, dates=(20,))
        made = register(meetup.dates.get(), name="Sanne", email=f"sanne{closes}@example.org")
        confirm(made)
        time_machine.move_to(made.date.start - timedelta(hours=24))
        reminders.run_due()

        assert (STILL in last_mail(f"sanne{closes}@example.org")) is is_told


# -- What it costs ----------------------------------------------------------------------------------------------------


def test_questions_cost_two_queries_at_most_however_many_there_are():
    discipline = DisciplineFactory()
    without = MeetupFactory()
    few, many = (MeetupFactory(questions=[question(f"Vraag {number}?") for number in range(most)]) for most in (1, 12))

    def queries(meetup, turn: str) -> int:
        fields = {
            f"vraag_{pk}": "antwoord" for pk in Question.objects.filter(page=meetup.pk).values_list("pk", flat=True)
        }
        data = typed(meetup, email=f"{meetup.pk}-{turn}@example.org", discipline=discipline.pk, **fields)
        client = Client()
        client.get(f"{meetup.url}aanmelden/")
        with CaptureQueriesContext(connection) as captured:
            assert client.post(f"{meetup.url}aanmelden/", data).status_code == 302
        return len(captured)

    for meetup in (without, few, many):
        queries(meetup, "first")
    plain, one, dozen = (queries(meetup, "then") for meetup in (without, few, many))

    assert one == dozen
    assert plain < dozen <= plain + 2


# -- Nog zo een -------------------------------------------------------------------------------------------------------


def test_one_more_like_it_asks_the_same_under_keys_of_its_own(client):
    meetup = MeetupFactory(organiser=OrganisationFactory(), questions=[lunch(), question()])
    new = begin_again(meetup, by=organiser_of(meetup.organisation))

    rows = list(MeetupPage.objects.get(pk=new.pk).get_latest_revision_as_object().planned_questions.all())
    before = {row.key for row in meetup.planned_questions.all()}
    assert [row.label for row in rows] == ["Eet je mee?", "Wat is je lievelingslied?"]
    assert not before & {row.key for row in rows}
