"""Answers to questions of the organiser's own: in the list, its filters and totals, on paper, in a workbook, of one person."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from events.models import Answer, Booking, Person, PlannedQuestion, Question, Registration
from tests import screen
from tests.calendars import fresh, publish
from tests.factories import MeetupFactory, OrganisationFactory, PersonFactory, RegistrationFactory, organiser_of

pytestmark = pytest.mark.django_db

LUNCH = PlannedQuestion(label="Eet je mee?", kind="yes-no", sort_order=0)
DAYS = PlannedQuestion(label="Welke dagen?", kind="several", choices="Ma\nDi\nDinsdag laat", sort_order=1)
CASES = PlannedQuestion(label="Hoeveel casussen?", kind="number", sort_order=2)
WHY = PlannedQuestion(label="=Waarom kom je?", kind="long", sort_order=3)


def asking(*questions: PlannedQuestion, **kwargs):
    rows = [
        PlannedQuestion(label=one.label, kind=one.kind, choices=one.choices, asked_of=one.asked_of, sort_order=number)
        for number, one in enumerate(questions)
    ]
    return MeetupFactory(title="Wijklunch", questions=rows, **kwargs)


@pytest.fixture
def meetup(client, site_tree):
    meetup = asking(LUNCH, DAYS, CASES, WHY)
    client.force_login(organiser_of(meetup.organisation))
    return meetup


def answered(meetup, name: str, *, state: dict | None = None, **given: str) -> Registration:
    person = PersonFactory(name=name)
    booking = Booking.objects.create(person=person)
    versions = list(Question.objects.filter(page=meetup.pk, ended_at=None).order_by("sort_order"))
    for number, text in given.items():
        Answer.objects.create(booking=booking, question=versions[int(number[1:])], text=text)
    return RegistrationFactory(date=meetup.dates.get(), person=person, booking=booking, **(state or {}))


@pytest.fixture
def people(meetup):
    answered(meetup, "Anna", q0="Ja", q1="Ma\nDi", q2="3", q3="Om te leren")
    answered(meetup, "Bram", q0="Nee", q1="Dinsdag laat")
    answered(meetup, "Cas", state={"waiting": True}, q0="Ja")
    answered(meetup, "Dora")


def list_url(meetup, query: str = "") -> str:
    return reverse("events_registrations", args=[meetup.dates.get().pk]) + query


def names(response) -> list[str]:
    return screen.texts(response, "td .title-wrapper")


def field(meetup, label: str) -> str:
    return f"vraag_{Question.objects.filter(page=meetup.pk, label=label).get().key.hex}"


def test_list_shows_short_answers_and_totals_of_people_with_a_place(client, meetup, people):
    html = client.get(list_url(meetup))

    cells = [" ".join(text.split()) for text in screen.texts(html, ".wv-answer-column") if text.strip()]
    assert "Eet je mee? Ja" in cells
    assert "Welke dagen? Ma, Di" in cells
    assert not [text for text in cells if "casussen" in text]  # the list shows two, so that people stay in view
    assert "Om te leren" not in html.content.decode()
    assert [" ".join(text.split()) for text in screen.texts(html, ".wv-answers dd span")] == [
        "Ja: 1", "Nee: 1", "Ma: 1", "Di: 1", "Dinsdag laat: 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "values", "found"),
    [
        ("Eet je mee?", ["0"], ["Anna", "Cas"]),
        ("Eet je mee?", ["0", "1"], ["Anna", "Bram", "Cas"]),
        ("Eet je mee?", ["geen"], ["Dora"]),
        ("Eet je mee?", ["1", "geen"], ["Bram", "Dora"]),
        ("Welke dagen?", ["1"], ["Anna"]),
        ("Welke dagen?", ["0"], ["Anna"]),
        ("Welke dagen?", ["2"], ["Bram"]),
        ("Welke dagen?", ["7"], ["Anna", "Bram", "Cas", "Dora"]),
        ("=Waarom kom je?", ["wel"], ["Anna"]),
        ("=Waarom kom je?", ["geen"], ["Bram", "Cas", "Dora"]),
        ("Eet je mee?", ["'; drop table"], ["Anna", "Bram", "Cas", "Dora"]),
    ],
)
def test_list_can_be_narrowed_by_answer(client, meetup, people, label, values, found):
    query = "&".join(f"{field(meetup, label)}={value}" for value in values)

    assert names(client.get(list_url(meetup, f"?{query}"))) == found


def test_an_answer_to_another_wording_is_shown_with_it(client, meetup, people):
    page = fresh(meetup)
    rows = list(page.planned_questions.all())
    rows[0].label = "Eet je met ons mee?"
    publish(page, planned_questions=rows)

    cells = [" ".join(text.split()) for text in screen.texts(client.get(list_url(meetup)), ".wv-answer-column")]

    assert "Eet je met ons mee? Ja (op “Eet je mee?”)" in cells
    assert cells.count("Eet je met ons mee?") == 1  # the heading: one column for both versions


def test_a_question_that_is_asked_no_more_keeps_its_column_as_long_as_there_are_answers(client, meetup, people):
    publish(fresh(meetup), planned_questions=[])

    assert "Eet je mee?" in client.get(list_url(meetup)).content.decode()
    Answer.objects.all().delete()
    assert "Eet je mee?" not in client.get(list_url(meetup)).content.decode()


def test_an_answer_for_the_other_way_of_attending_does_not_count(client):
    at_place = PlannedQuestion(label="Eet je mee?", kind="yes-no", asked_of="in-person")
    meetup = asking(at_place, attendance="hybrid", online_url="https://meet.example.org/x")
    client.force_login(organiser_of(meetup.organisation))
    answered(meetup, "Anna", state={"attendance": "in-person"}, q0="Ja")
    answered(meetup, "Bram", state={"attendance": "online"}, q0="Ja")

    html = client.get(list_url(meetup))

    assert screen.texts(html, ".wv-answers b") == ["1", "0"]


def test_workbook_and_csv_have_a_column_for_each_question(client, meetup, people):
    sheet = load_workbook(BytesIO(client.get(list_url(meetup, "?export=xlsx")).getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    table = client.get(list_url(meetup, "?export=csv")).getvalue().decode("utf-8-sig")
    [head, anna, *_others] = csv.reader(StringIO(table), delimiter=";")

    assert rows[0][-4:] == ["Eet je mee?", "Welke dagen?", "Hoeveel casussen?", "=Waarom kom je?"]
    assert rows[1][-4:] == ["Ja", "Ma, Di", 3, "Om te leren"]
    assert head[-4:] == ["Eet je mee?", "Welke dagen?", "Hoeveel casussen?", "'=Waarom kom je?"]
    assert anna[-4:] == ["Ja", "Ma, Di", "3", "Om te leren"]


def test_page_of_a_person_has_all_answers(client, meetup, people):
    anna = Registration.objects.get(person__name="Anna")

    html = client.get(reverse("events_person", args=[anna.date_id, anna.pk])).content.decode()

    assert "=Waarom kom je?" in html
    assert "Om te leren" in html


def test_paper_has_only_the_answers_that_are_chosen(client, meetup, people):
    url = reverse("events_print_list", args=[meetup.dates.get().pk])
    key = field(meetup, "Eet je mee?").removeprefix("vraag_")

    bare, chosen = client.get(url), client.get(f"{url}?vraag={key}&vraag=onzin")

    assert screen.texts(bare, ".wv-door__answer") == []
    assert screen.texts(chosen, ".wv-door__answer") == ["Eet je mee? Ja", "Eet je mee? Nee", "Eet je mee? Ja"]


def test_nobody_of_another_organisation_sees_answers(client, meetup, people):
    client.force_login(organiser_of(OrganisationFactory()))
    anna = Registration.objects.get(person__name="Anna")
    urls = [
        list_url(meetup), list_url(meetup, "?export=xlsx"), reverse("events_person", args=[anna.date_id, anna.pk]),
        reverse("events_print_list", args=[anna.date_id]),
    ]  # fmt: skip

    for url in urls:
        response = client.get(url)
        assert response.status_code in {302, 403}
        assert b"Om te leren" not in response.content


def crowd(meetup, number: int) -> None:
    """Register ``number`` people who answered all questions."""
    date, now = meetup.dates.get(), timezone.now()
    start = Person.objects.count()
    ids = range(start, start + number)
    people = Person.objects.bulk_create(
        Person(name=f"Gast {pk}", email=f"gast{pk}@example.org", confirmed_at=now) for pk in ids
    )
    bookings = Booking.objects.bulk_create(Booking(person=person) for person in people)
    Registration.objects.bulk_create(
        Registration(booking=one, person=one.person, date=date, state="confirmed", confirmed_at=now, placed_at=now)
        for one in bookings
    )
    questions = list(Question.objects.filter(page=meetup.pk))
    Answer.objects.bulk_create(
        Answer(booking=one, question=question, text="Ja") for one in bookings for question in questions
    )


def test_a_thousand_people_with_ten_questions_take_as_many_queries_as_a_few(client, site_tree):
    meetup = asking(*(PlannedQuestion(label=f"Vraag {number}?", kind="yes-no") for number in range(10)))
    client.force_login(organiser_of(meetup.organisation))
    date = meetup.dates.get()
    filtered = f"?{field(meetup, 'Vraag 3?')}=0&{field(meetup, 'Vraag 4?')}=geen&{field(meetup, 'Vraag 4?')}=0"
    key = field(meetup, "Vraag 5?").removeprefix("vraag_")
    urls = {
        "list": list_url(meetup),
        "filter": list_url(meetup, filtered),
        "workbook": list_url(meetup, "?export=xlsx"),
        "csv": list_url(meetup, "?export=csv"),
        "paper": reverse("events_print_list", args=[date.pk]) + f"?vraag={key}",
        "mail": reverse("events_write", args=[date.pk]),
    }

    def asked() -> dict[str, int]:
        found = {}
        for name, url in urls.items():
            with CaptureQueriesContext(connection) as captured:
                response = client.get(url)
                assert response.status_code == 200
                b"".join(response) if response.streaming else response.content
            found[name] = len(captured)
        return found

    crowd(meetup, 3)
    asked()  # fills the caches
    few = asked()
    crowd(meetup, 997)

    assert asked() == few
