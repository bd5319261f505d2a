"""Month view of the agenda, and the number of dates for each choice."""

from datetime import UTC, datetime

import pytest

from events.models import EventDate
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing import move
from tests import screen
from tests.calendars import queries
from tests.factories import MeetupFactory, MunicipalityFactory, ThemeFactory, WijkFactory, planned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march(time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)


def at(month: int, day: int, hour: int = 12):
    return planned(datetime(2027, month, day, hour, tzinfo=AMSTERDAM))


def shown(response) -> dict[str, list[str]]:
    """Return what each day of the table lists, without the days on which there is nothing."""
    days = {
        str(day.time["datetime"]): screen.texts(day, "li") for day in screen.parsed(response).select("td:has(time)")
    }
    return {day: entries for day, entries in days.items() if entries}


@pytest.mark.parametrize(
    ("query", "iso", "previous", "following"),
    [
        ("", "2027-03", "2027-02", "2027-04"),
        ("&maand=2027-12", "2027-12", "2027-11", "2028-01"),
        ("&maand=2027-13", "2027-03", "2027-02", "2027-04"),
        ("&maand=onzin", "2027-03", "2027-02", "2027-04"),
        ("&maand=1999-12", "2027-03", "2027-02", "2027-04"),
        ("&maand=2000-01", "2000-01", None, "2000-02"),
        ("&maand=2100-12", "2100-12", "2100-11", None),
        ("&van=2027-06-15", "2027-06", "2027-05", "2027-07"),
    ],
)
def test_month_and_the_ones_before_and_after_it(client, site_tree, query, iso, previous, following):
    response = client.get(f"/agenda/?weergave=maand{query}")

    days = screen.days(response, ".wv-month__table")
    assert {f"{day:%Y-%m}" for day in days} == {iso}
    assert [day.day for day in days] == list(range(1, len(days) + 1))
    beside = [screen.addresses(response, f"a[rel={rel}]") for rel in ("prev", "next")]
    months = [[address.rpartition("maand=")[2] for address in found] for found in beside]
    assert months == [[month] if month else [] for month in (previous, following)]


@pytest.mark.parametrize(
    ("query", "iso"),
    [("", "2027-05"), ("?thema=rouw", "2027-03"), ("?van=2027-06-15", "2027-07"), ("?voorbij=1", "2027-02")],
)
def test_list_leads_to_the_month_in_which_it_begins(client, query, iso):
    MeetupFactory(title="Wijklunch", dates=[at(2, 3), at(5, 6), at(7, 8)])

    [url] = [url for words, url in screen.links(client.get(f"/agenda/{query}")) if words == "Toon als maand"]

    assert url.endswith(f"maand={iso}")


def test_month_holds_all_days_of_it_and_what_has_been(client):
    MeetupFactory(title="Eerste", dates=[at(3, 1, 0)])
    MeetupFactory(title="Laatste", dates=[at(3, 31, 22)])
    MeetupFactory(title="Klok", dates=[at(3, 28, 3)])
    MeetupFactory(title="Ervoor", dates=[at(2, 28, 12)])
    MeetupFactory(title="Erna", dates=[at(4, 1, 0)])

    assert shown(client.get("/agenda/?weergave=maand&maand=2027-03")) == {
        "2027-03-01": ["0.00 uur Eerste"],
        "2027-03-28": ["3.00 uur Klok"],
        "2027-03-31": ["22.00 uur Laatste"],
    }


def test_evening_until_after_midnight_is_in_the_month_in_which_it_begins(client):
    MeetupFactory(title="Borrel", dates=[planned(datetime(2027, 3, 31, 22, tzinfo=AMSTERDAM), minutes=150)])

    march, april = (client.get(f"/agenda/?weergave=maand&maand=2027-{month}") for month in ("03", "04"))

    assert shown(march) == {"2027-03-31": ["22.00 uur Borrel"]}
    assert shown(april) == {}


def test_month_has_the_same_selection_as_the_list(client):
    breda = MunicipalityFactory(title="Breda")
    MeetupFactory(title="Lunch", municipality=breda, dates=[at(4, 2)])
    MeetupFactory(title="Elders", dates=[at(4, 2)])

    response = client.get("/agenda/?gemeente=breda&weergave=maand&maand=2027-04")

    assert shown(response) == {"2027-04-02": ["12.00 uur Lunch"]}
    page = response.content.decode()
    assert 'href="/agenda/?gemeente=breda&amp;weergave=maand&amp;maand=2027-05"' in page
    assert 'href="/agenda/?gemeente=breda&amp;van=2027-04-01"' in page
    assert '<input type="hidden" name="maand" value="2027-04">' in page
    assert "/agenda/kalender.ics?gemeente=breda" in page


def test_month_says_what_is_cancelled_and_leaves_out_what_nobody_may_see(client):
    MeetupFactory(title="Lunch", dates=[at(4, 2)])
    MeetupFactory(title="Weg", dates=[at(4, 3)]).unpublish()
    move.cancel_date(EventDate.objects.get(page__title="Lunch"), reason="Ziek")

    page = client.get("/agenda/?weergave=maand&maand=2027-04").content.decode()

    assert "<b>Geannuleerd:</b> Lunch" in page
    assert "Weg" not in page


def test_full_day_shows_four_and_leads_to_the_others(client):
    MeetupFactory(title="Lunch", dates=[at(4, 2, hour) for hour in range(9, 16)])

    response = client.get("/agenda/?weergave=maand&maand=2027-04")

    *four, more = shown(response)["2027-04-02"]
    assert four == [f"{hour}.00 uur Lunch" for hour in range(9, 13)]
    assert more.startswith("Nog 3 op ")
    assert 'href="/agenda/?van=2027-04-02&amp;tot=2027-04-02">Nog 3<' in response.content.decode()
    assert screen.titles(client.get("/agenda/?van=2027-04-02&tot=2027-04-02")) == ["Lunch"] * 7


@pytest.mark.parametrize("query", ["", "?weergave=maand&maand=2027-04"])
def test_agenda_takes_at_most_twelve_queries_at_20_dates_as_at_1(client, query):
    MeetupFactory(dates=[at(4, 1)], themes=[ThemeFactory()], wijken=[WijkFactory()])
    client.get(f"/agenda/{query}")
    with queries() as with_one:
        client.get(f"/agenda/{query}")
    for day in range(2, 31, 7):
        MeetupFactory(
            dates=[at(4, min(day + more, 30), 9 + more) for more in range(5)],
            themes=[ThemeFactory()],
            wijken=[WijkFactory()],
        )

    with queries() as with_many:
        client.get(f"/agenda/{query}")

    assert len(with_many) == len(with_one) <= 12


def test_choices_say_how_many_dates_they_give_with_the_other_filters_as_they_are(client):
    breda, tholen = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Tholen")
    wijken = [WijkFactory(municipality=breda) for _ in range(2)]
    lonely, housing = ThemeFactory(title="Eenzaamheid"), ThemeFactory(title="Wonen")
    MeetupFactory(wijken=wijken, municipality=breda, themes=[lonely, housing], dates=[at(4, 1), at(5, 1)])
    MeetupFactory(municipality=tholen, themes=[housing], kind=MeetupPage.Kind.CASES, dates=[at(4, 2), at(2, 1)])

    def labels(query: str) -> dict[str, set[str]]:
        page = client.get(f"/agenda/?{query}")
        return {
            name: {label for _value, label, _is_chosen in screen.choices(page, name)}
            for name in ("soort", "gemeente", "thema")
        }

    everything = labels("")
    assert {"Wijklunches (2)", "Casuïstiek (1)", "Webinars (0)"} <= everything["soort"]
    assert {"heel Breda (2)", "Tholen (1)"} <= everything["gemeente"]
    assert {"eenzaamheid (2)", "wonen (3)"} <= everything["thema"]

    in_breda = labels("gemeente=breda")
    assert {"Wijklunches (2)", "Casuïstiek (0)"} <= in_breda["soort"]
    assert {"heel Breda", "Tholen (1)"} <= in_breda["gemeente"]
    assert {"wonen (2)"} <= in_breda["thema"]

    assert {"Tholen (1)", "heel Breda (1)"} <= labels("weergave=maand&maand=2027-04")["gemeente"]
    assert {"Tholen (1)"} <= labels("voorbij=1")["gemeente"]
    assert len(screen.titles(client.get("/agenda/?gemeente=breda"))) == 2
    assert len(screen.titles(client.get("/agenda/?soort=casuistiek"))) == 1


FORM = ("soort", "gemeente", "thema", "dagdeel", "meedoen")


@pytest.mark.parametrize(
    "query",
    [
        "", "gemeente=breda/wijk-a", "thema=wonen&dagdeel=avond", "soort=wijklunch&meedoen=op-een-plek",
        "gemeente=breda&dagdeel=middag&meedoen=online&soort=casuistiek", "dagdeel=onzin&voorbij=1",
    ],
)  # fmt: skip
def test_each_choice_gives_as_many_dates_as_it_says(client, query):
    """Choose each choice of each select in turn, with the rest of the form as it is."""
    breda, tholen = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Tholen")
    one, two = (WijkFactory(title=title, municipality=breda) for title in ("Wijk A", "Wijk B"))
    lonely, housing = ThemeFactory(title="Eenzaamheid"), ThemeFactory(title="Wonen")
    MeetupFactory(title="Lunch", wijken=[one, two], themes=[lonely, housing], dates=[at(4, 1), at(5, 1, 18), at(2, 1)])
    MeetupFactory(
        title="Samen", municipality=tholen, wijken=[one], themes=[housing], kind=MeetupPage.Kind.CASES,
        attendance="hybrid", dates=[at(4, 2, 19), at(4, 3, 9), at(2, 1, 20)],
    )  # fmt: skip
    MeetupFactory(
        title="Ver", attendance="online", municipality=breda, kind=MeetupPage.Kind.CASES, dates=[at(4, 5, 0), at(4, 6)]
    )
    page = client.get(f"/agenda/?{query}")
    sent = screen.values(page, "form.wv-filter-sentence")

    promised, given = {}, {}
    for name in FORM:
        for value, label, is_chosen in screen.choices(page, name):
            if value and not is_chosen:
                promised[name, value] = int(label.rpartition("(")[2].rstrip(")"))
                given[name, value] = len(screen.titles(client.get("/agenda/", {**sent, name: value})))

    assert len(promised) >= 12
    assert given == promised
    assert len(set(promised.values())) > 1
