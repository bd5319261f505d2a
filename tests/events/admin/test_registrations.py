"""Organiser's list of registrations: the people, their states, and a spreadsheet with text and nothing else."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from events.models import Booking, EventDate, Registration
from events.publishing import move
from network.models import Domain, OrganisationPage
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    PersonFactory,
    RegistrationFactory,
    organiser_of,
)

pytestmark = pytest.mark.django_db

State = Registration.State
INTRO = 4
"""Lines above the table in a workbook: the title, the date, when it was made, and a blank one."""


@pytest.fixture
def date(site_tree):
    return MeetupFactory(title="Wijklunch", slug="wijklunch", capacity=4).dates.get()


@pytest.fixture
def organiser(client, date):
    user = organiser_of(date.page.organisation)
    client.force_login(user)
    return user


def registered(date, name="Sanne de Wit", *, discipline=None, organisation="", remark="", **kwargs) -> Registration:
    person = PersonFactory(name=name, email=kwargs.pop("email", f"{name.split()[0].lower()}@example.org"))
    booking = Booking.objects.create(person=person, organisation=organisation, discipline=discipline, remark=remark)
    return RegistrationFactory(date=date, person=person, booking=booking, **kwargs)


def list_url(date, query="") -> str:
    return reverse("events_registrations", args=[date.pk]) + query


def names(client, url) -> list[str]:
    return screen.texts(client.get(url), "td .title-wrapper")


def exported(client, date, kind, query="") -> list[list]:
    response = client.get(list_url(date, f"?export={kind}{query}"))
    assert f'filename="aanmeldingen-wijklunch-{date.start_local:%Y-%m-%d}.{kind}"' in response["Content-Disposition"]
    body = b"".join(response)
    if kind == "csv":
        return list(csv.reader(StringIO(body.decode("utf-8-sig")), delimiter=";"))
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(body)).active.rows]
    return rows[INTRO:]


# -- On the screen -----------------------------------------------------------------------------------------------------


def test_list_shows_all_that_an_organiser_asks(client, date, organiser):
    poh = DisciplineFactory(name="POH-GGZ", domain=Domain.MEDISCH)
    registered(date, discipline=poh, organisation="Praktijk Oost", remark="Ik kom iets later")
    Registration.objects.update(created_at=datetime(2025, 7, 1, 22, 30, tzinfo=UTC))

    page = client.get(list_url(date)).content.decode()

    for words in (
        "Wijklunch",
        "Sanne de Wit",
        "Praktijk Oost",
        "POH-GGZ (medisch)",
        "sanne@example.org",
        "komt",
        "2 jul 2025, 0.30",
        "Ik kom iets later",
        "1 van 4 plekken bezet",
        "1 medisch",
        date.page.get_full_url(),
        reverse("wagtailadmin_pages:edit", args=[date.page_id]),
        reverse("events_cancel_date", args=[date.pk]),
    ):
        assert words in page, words


def test_list_of_a_cancelled_date_does_not_say_that_people_come(client, date, organiser):
    registered(date, discipline=DisciplineFactory(domain=Domain.MEDISCH))
    assert "Wie er komt: 1 medisch." in client.get(list_url(date)).content.decode()
    date.status, date.reason = date.Status.CANCELLED, "De zaal is dicht."
    date.save()

    page = client.get(list_url(date)).content.decode()

    assert "Wie was aangemeld: 1 medisch." in page
    assert "Wie er komt" not in page


def test_who_waits_has_a_place_in_line_and_others_have_none(client, date, organiser):
    registered(date, "Anna Eerst")
    registered(date, "Bram Eerst", waiting=True)
    registered(date, "Cas Weg", cancelled=True)
    registered(date, "Dora Daarna", waiting=True)

    cells = screen.parsed(client.get(list_url(date))).select("td.title")

    states = {screen.text(cell, ".title-wrapper"): screen.words(cell.find_next_sibling("td")) for cell in cells}
    assert states == {"Anna Eerst": "komt", "Bram Eerst": "wacht, plek 1", "Dora Daarna": "wacht, plek 2"}


@pytest.mark.parametrize("typed", ["omer", "ÖMER", "Ömer", "celik OMER", "ömer huisarts", "omer thuis", "OMER@"])
def test_list_finds_a_name_however_it_is_typed(client, date, organiser, typed):
    registered(
        date,
        "Ömer Çelik",
        email="omer@example.org",
        organisation="Thuiszórg",
        discipline=DisciplineFactory(name="Huisarts"),
    )
    registered(date, "Omar Elik", email="omar@example.org", organisation="Thuiszorg")

    assert names(client, list_url(date, f"?q={quote(typed)}")) == ["Ömer Çelik"]


def test_list_is_in_dutch_order(client, date, organiser):
    for name, organisation in (
        ("Zoë de Vries", "Örg"), ("jan van den Berg", "de Linde"), ("Ömer Öz", "’t Lab"), ("ANNA BOS", "Oost"), ("Bo Okker", "linde-oost"),
    ):  # fmt: skip
        registered(date, name, organisation=organisation)

    people = ["jan van den Berg", "ANNA BOS", "Bo Okker", "Ömer Öz", "Zoë de Vries"]
    assert names(client, list_url(date, "?ordering=person__name")) == people
    assert names(client, list_url(date, "?ordering=-person__name")) == people[::-1]
    assert [row[0] for row in exported(client, date, "csv", "&ordering=person__name")[1:]] == people
    assert [row[1] for row in exported(client, date, "csv", "&ordering=booking__organisation")[1:]] == [
        "’t Lab", "de Linde", "linde-oost", "Oost", "Örg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Anna", "Bram", "Cas"]),
        ("?stand=confirmed", ["Anna"]),
        ("?stand=held", ["Bram"]),
        ("?stand=waiting", ["Cas"]),
        ("?stand=cancelled", ["Dora"]),
        ("?stand=all", ["Anna", "Bram", "Cas", "Dora"]),
        ("?stand=onzin", ["Anna", "Bram", "Cas"]),
        ("?q=BRAM", ["Bram"]),
        ("?q=cas@", ["Cas"]),
        ("?q=praktijk", ["Anna"]),
        ("?q=dora", []),
        ("?stand=all&q=dora", ["Dora"]),
        ("?q=%27%22%3B--", []),
        ("?ordering=-person__name", ["Cas", "Bram", "Anna"]),
        ("?ordering=password", ["Anna", "Bram", "Cas"]),
        ("?p=99", ["Anna", "Bram", "Cas"]),
    ],
)
def test_list_filters_searches_and_orders(client, date, organiser, query, found):
    registered(date, "Anna", organisation="Praktijk Oost")
    registered(date, "Bram", held=True)
    registered(date, "Cas", waiting=True)
    registered(date, "Dora", cancelled=True)

    assert names(client, list_url(date, query)) == found


def test_numbers_above_the_list_are_links_to_who_they_count(client, date, organiser):
    for number, kind in enumerate([{}, {}, {"held": True}, {"waiting": True}, {"cancelled": True}]):
        registered(date, f"Persoon {number}", email=f"p{number}@example.org", **kind)

    page = client.get(list_url(date))

    links = screen.links(page, ".wv-stands a")
    assert [words for words, _url in links] == [
        "4 Wie komt of wacht",
        "2 Komt",
        "1 Nog niet bevestigd",
        "1 Wacht",
        "1 Afgemeld",
    ]
    assert screen.texts(page, ".wv-stands a[aria-current]") == ["4 Wie komt of wacht"]
    for words, url in links:
        assert len(names(client, url)) == int(words.split()[0]), words


def test_mix_counts_who_has_a_place_however_few(client, date, organiser):
    medical = DisciplineFactory(domain=Domain.MEDISCH)
    registered(date, "Anna", discipline=medical)
    registered(date, "Bram", discipline=DisciplineFactory(domain=Domain.SOCIAAL), held=True)
    registered(date, "Cas")
    registered(date, "Dora", discipline=medical, waiting=True)

    assert "Wie er komt: 1 medisch, 1 sociaal, 1 overig." in screen.text(client.get(list_url(date)), ".wv-sum p")


def test_text_of_strangers_is_shown_as_text(client, date, organiser):
    evil = "<script>alert(1)</script>"
    registered(date, evil, email="x@example.org", organisation=evil, remark=evil * 10)

    page = client.get(list_url(date)).content.decode()

    assert evil not in page
    assert page.count("&lt;script&gt;alert(1)") == 13


def test_meetup_with_several_dates_offers_each(client, organiser, date):
    meetup = MeetupFactory(organiser=date.page.organisation, dates=(-4, 5, 12))
    past, following, last = meetup.dates.order_by("start")

    response = client.get(reverse("events_page_registrations", args=[meetup.pk]))
    page = client.get(response["Location"]).content.decode()

    assert response["Location"] == list_url(following)
    for other in (past, following, last):
        assert f'href="{list_url(other)}"' in page


def test_meetup_without_a_published_date_says_so(client, organiser, date):
    draft = MeetupFactory(organiser=date.page.organisation, dates=(), live=False)

    response = client.get(reverse("events_page_registrations", args=[draft.pk]), follow=True)

    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "nog geen datum op de site" in response.content.decode()


def test_empty_list_invites_to_share_the_page(client, date, organiser):
    page = client.get(list_url(date)).content.decode()

    assert "nog niemand aangemeld" in page
    assert date.page.get_full_url() in page


@pytest.mark.parametrize("query", ["", "?stand=all&q=p", "?export=csv", "?export=xlsx"])
def test_list_takes_as_many_queries_for_one_as_for_thirty(client, date, organiser, query):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(list_url(date, query))
            b"".join(response)
        assert response.status_code == 200
        return len(captured)

    def fill(first, last):
        for number in range(first, last):
            kind = {"waiting": True} if number % 3 == 0 else {}
            registered(
                date,
                f"P{number}",
                email=f"p{number}@example.org",
                discipline=DisciplineFactory(),
                organisation="P",
                **kind,
            )

    fill(0, 1)
    queries()
    few = queries()
    fill(1, 30)

    assert queries() == few
    assert few <= 26


# -- As a spreadsheet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_who_comes_with_amsterdam_time(client, date, organiser, kind):
    poh = DisciplineFactory(name="POH-GGZ", domain=Domain.MEDISCH)
    registered(
        date, "Zoë van Dé", email="zoe@example.org", discipline=poh, organisation="Praktijk Oost", remark="Graag\nsoep"
    )
    registered(date, "Cas", waiting=True)
    registered(date, "Dora", cancelled=True)
    Registration.objects.update(created_at=datetime(2026, 7, 1, 22, 30, 15, tzinfo=UTC))

    head, first, second = exported(client, date, kind)

    assert head == [
        "Naam",
        "Organisatie",
        "Discipline",
        "Domein",
        "E-mail",
        "Stand",
        "Plek in de rij",
        "Aangemeld op",
        "Opmerking",
    ]
    moment = "02-07-2026 00:30" if kind == "csv" else datetime(2026, 7, 2, 0, 30, 15)  # noqa: DTZ001  as Excel shows it
    nothing = "" if kind == "csv" else None
    assert first == [
        "Zoë van Dé",
        "Praktijk Oost",
        "POH-GGZ",
        "medisch",
        "zoe@example.org",
        "komt",
        nothing,
        moment,
        "Graag\nsoep",
    ]
    assert second[0] == "Cas"
    assert str(second[6]) == "1"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_is_of_what_is_filtered(client, date, organiser, kind):
    registered(date, "Anna")
    registered(date, "Dora", cancelled=True)

    assert [row[0] for row in exported(client, date, kind, "&stand=cancelled")[1:]] == ["Dora"]
    assert [row[0] for row in exported(client, date, kind, "&q=anna")[1:]] == ["Anna"]


EVIL = [
    "＝1+1",
    "=1+1",
    '=HYPERLINK("https://evil.example")',
    "+31612345678",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "0612345678",
]


@pytest.mark.parametrize("text", EVIL)
def test_csv_holds_no_formula_and_keeps_leading_zeros(client, date, organiser, text):
    registered(date, text, email="x@example.org", organisation=text, remark=text)

    [_, row] = exported(client, date, "csv")

    for value in (row[0], row[1], row[8]):
        assert value.startswith("'")
        assert value[1:].split() == text.split()


@pytest.mark.parametrize("text", EVIL)
def test_xlsx_holds_no_formula_and_keeps_leading_zeros(client, date, organiser, text):
    registered(date, text, email="x@example.org", organisation=text, remark=text)

    body = b"".join(client.get(list_url(date, "?export=xlsx")))
    row = list(load_workbook(BytesIO(body)).active.rows)[INTRO + 1]

    for cell in (row[0], row[1], row[8]):
        assert (cell.data_type, cell.number_format) == ("s", "@")
        assert str(cell.value).split() == text.split()


def workbook_of(client, date) -> bytes:
    return b"".join(client.get(list_url(date, "?export=xlsx")))


def test_workbook_says_what_it_is_of_and_can_be_sorted_and_printed(client, date, organiser, time_machine):
    time_machine.move_to(datetime(2026, 11, 30, 13, 20, tzinfo=UTC), tick=False)
    date.page.title = '=HYPERLINK("https://evil.example")'
    date.page.save()
    start, end = datetime(2026, 12, 10, 11, tzinfo=UTC), datetime(2026, 12, 10, 12, 30, tzinfo=UTC)
    EventDate.objects.update(start=start, end=end)
    for name in ("Anna Bos", "Bram Smit"):
        registered(date, name, organisation="Huisartsenpraktijk De Lange Naam aan de Kade")

    workbook = load_workbook(BytesIO(workbook_of(client, date)))

    assert workbook.sheetnames == ["Aanmeldingen 10 dec 2026"]
    sheet = workbook.active
    title = sheet["A1"]
    assert (title.value, title.data_type, title.font.bold) == ('=HYPERLINK("https://evil.example")', "s", True)
    assert sheet["A2"].value == "donderdag 10 december 2026, 12.00 – 13.30 uur, Buurthuis De Linde"
    assert sheet["A3"].value == "Gedownload op 30 november 2026, 14.20 uur."
    assert [cell.value for cell in sheet[INTRO + 1]][:2] == ["Naam", "Organisatie"]
    assert all(cell.font.bold for cell in sheet[INTRO + 1])
    assert not sheet[INTRO + 2][0].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A6", "A5:I7", "$5:$5")
    assert sheet.page_setup.orientation == "landscape"
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[INTRO + 1]}
    assert widths["Aangemeld op"] > len("10-12-2026 12:00")
    assert widths["Organisatie"] >= len("Huisartsenpraktijk De Lange Naam aan de Kade")
    assert max(widths.values()) < 50


def test_workbook_is_the_same_when_it_is_read_as_text(client, date, organiser):
    """Read the XML itself: not every program reads a workbook as openpyxl does."""
    registered(date, "Anna Bos", remark="x" * 500)

    with ZipFile(BytesIO(workbook_of(client, date))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        names = parts.read("xl/workbook.xml").decode()

    assert 'name="Aanmeldingen ' in names
    assert 'ySplit="5"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A5:I6"' in sheet
    assert "<f>" not in sheet
    order = ["<sheetPr", "<sheetViews", "<cols", "<sheetData", "<autoFilter", "<pageSetup"]
    assert sorted(order, key=sheet.index) == order


def test_empty_list_makes_a_workbook_too(client, date, organiser):
    [head] = exported(client, date, "xlsx")

    assert head[0] == "Naam"


# -- Cancelling and restoring a date -----------------------------------------------------------------------------------


def test_cancelling_says_beforehand_how_many_hear_of_it(client, date, organiser):
    registered(date, "Anna")
    registered(date, "Bram", waiting=True)
    registered(date, "Cas", held=True)
    registered(date, "Dora", cancelled=True)

    page = client.get(reverse("events_cancel_date", args=[date.pk])).content.decode()

    assert "2 mensen krijgen een mail" in page
    assert EventDate.objects.get().status == EventDate.Status.SCHEDULED


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "x" * 10_000])
def test_cancelling_wants_a_reason_that_fits(client, date, organiser, reason):
    response = client.post(reverse("events_cancel_date", args=[date.pk]), {"reason": reason})

    assert response.status_code == 200
    assert list(screen.errors(response)) == ["reason"]
    assert EventDate.objects.get().status == EventDate.Status.SCHEDULED


def test_cancelled_date_stays_with_its_reason_and_can_be_restored(client, date, organiser):
    registered(date, "Anna")
    url = reverse("events_cancel_date", args=[date.pk])

    asked = client.post(url, {"reason": "De spreker is <ziek>"})
    date.refresh_from_db()
    assert "Gaat niet door: Wijklunch" in screen.text(asked, ".wv-mail-preview h3")
    assert "De spreker is <ziek>" in screen.text(asked, ".wv-mail-preview pre")
    assert date.status == EventDate.Status.SCHEDULED

    response = client.post(url, {"reason": "De spreker is <ziek>", "sure": "1"}, follow=True)
    again = client.post(url, {"reason": "Nog eens", "sure": "1"}, follow=True)

    date.refresh_from_db()
    assert (date.status, date.reason) == (EventDate.Status.CANCELLED, "De spreker is <ziek>")
    assert "1 persoon krijgt een mail" in response.content.decode()
    assert "De spreker is &lt;ziek&gt;" in response.content.decode()
    assert "gaat al niet door" in again.content.decode()

    restore = reverse("events_restore_date", args=[date.pk])
    assert "1 persoon was aangemeld" in client.get(restore).content.decode()
    client.post(restore)
    client.post(restore)

    date.refresh_from_db()
    assert (date.status, date.reason) == (EventDate.Status.SCHEDULED, "")
    done = PageLogEntry.objects.filter(page=date.page_id, action__startswith="events.").order_by("pk")
    assert [(line.action, line.user) for line in done] == [("events.cancel", organiser), ("events.restore", organiser)]
    past = client.get(reverse("wagtailadmin_pages:history", args=[date.page_id])).content.decode()
    assert "Datum geannuleerd" in past
    assert "Datum gaat toch door" in past


def test_date_that_left_the_plan_is_not_restored_and_the_way_is_named(client, date, organiser):
    registered(date, "Anna")
    move.cancel_date(date, reason="Ziek")
    date.page.planned_dates.all().delete()

    response = client.post(reverse("events_restore_date", args=[date.pk]), follow=True)

    assert EventDate.objects.get().status == EventDate.Status.CANCELLED
    assert "niet meer in het plan" in response.content.decode()


def test_date_that_is_over_is_neither_cancelled_nor_restored(client, date, organiser):
    EventDate.objects.update(start="2020-01-01T10:00Z", end="2020-01-01T11:00Z")

    for name in ("events_cancel_date", "events_restore_date"):
        response = client.post(reverse(name, args=[date.pk]), {"reason": "Te laat"}, follow=True)
        assert "al geweest" in response.content.decode()

    assert EventDate.objects.get().status == EventDate.Status.SCHEDULED
    assert not OutgoingMail.objects.exists()


def test_looking_changes_nothing(client, date, organiser):
    registered(date, "Anna")
    before = list(Registration.objects.values()), list(EventDate.objects.values("status", "sequence", "version"))

    for query in ("", "?export=csv", "?stand=all"):
        client.get(list_url(date, query))
    client.get(reverse("events_cancel_date", args=[date.pk]))
    client.get(reverse("events_restore_date", args=[date.pk]))

    assert (
        list(Registration.objects.values()),
        list(EventDate.objects.values("status", "sequence", "version")),
    ) == before
    assert OrganisationPage.objects.count() == 1


def test_somebody_who_cancelled_twice_is_one_person(client, date, organiser):
    sanne = registered(date, "Sanne de Wit", cancelled=True).person
    RegistrationFactory(date=date, person=sanne, cancelled=True)
    back = registered(date, "Bo Kok", cancelled=True).person
    RegistrationFactory(date=date, person=back)

    assert screen.texts(client.get(list_url(date)), ".wv-stands a") == ["1 Wie komt of wacht", "1 Komt", "1 Afgemeld"]
    assert names(client, list_url(date, "?stand=cancelled")) == ["Sanne de Wit"]
    assert sorted(names(client, list_url(date, "?stand=all"))) == ["Bo Kok", "Sanne de Wit"]
