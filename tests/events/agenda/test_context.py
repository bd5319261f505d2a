"""Agenda as visitors see it: by month, in pages, with a filter that describes itself."""

import json
from datetime import datetime, timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from events.agenda.context import PER_PAGE
from events.dates.selection import Selection
from events.feeds.subscribing import page_subscription
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing import move
from network.models import MunicipalityPage
from tests import screen
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    date_of_a_meetup,
    planned,
)

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=AMSTERDAM)


@pytest.fixture
def in_march(time_machine) -> None:
    time_machine.move_to(at(2027, 3, 1, 9), tick=False)


FILTER, PROBLEMS = "form.wv-filter-sentence", ".wv-notice--warning[role=status] p"


def parts(response) -> dict[str, list[str]]:
    """Return the titles under the heading of each week or month."""
    sections = screen.parsed(response).select(".wv-programme__part")
    return {screen.text(section, "h2"): screen.texts(section, ".wv-agenda-row__title") for section in sections}


def chosen(response, name: str) -> list[str]:
    """Return the labels that are chosen in the select ``name``."""
    return [label for _value, label, is_chosen in screen.choices(response, name) if is_chosen]


# -- Listed dates ------------------------------------------------------------------------------------------------------


def test_agenda_with_little_is_grouped_by_month_of_amsterdam(client, in_march):
    MeetupFactory(title="Laat", dates=[planned(at(2027, 3, 31, 23), minutes=30)])
    MeetupFactory(title="Vroeg", dates=[planned(at(2027, 4, 1, 0), minutes=30)])
    MeetupFactory(title="Volgend jaar", dates=[planned(at(2028, 4, 1))])
    MeetupFactory(title="Voorbij", dates=[planned(at(2027, 2, 27))])

    response = client.get("/agenda/")

    assert parts(response) == {"Maart 2027": ["Laat"], "April 2027": ["Vroeg"], "April 2028": ["Volgend jaar"]}


def test_agenda_with_much_is_grouped_by_week_and_shows_each_day_once(client, in_march):
    MeetupFactory(title="Lunch", dates=[planned(at(2027, 3, day)) for day in (2, 7, 9, 22, 29)])
    MeetupFactory(title="Borrel", dates=[planned(at(2027, 3, day, 17)) for day in (2, 8, 22)])
    MeetupFactory(title="Laat", dates=[planned(at(2027, 4, 3, 23), minutes=30), planned(at(2028, 1, 1))])

    response = client.get("/agenda/")

    assert parts(response) == {
        "Deze week 1 – 7 maart 2027": ["Lunch", "Borrel", "Lunch"],
        "Volgende week 8 – 14 maart 2027": ["Borrel", "Lunch"],
        "Week 12 22 – 28 maart 2027": ["Lunch", "Borrel"],
        "Week 13 29 maart – 4 april 2027": ["Lunch", "Laat"],
        "Week 52 27 december 2027 – 2 januari 2028": ["Laat"],
    }
    assert screen.texts(response, ".wv-agenda-row--same .wv-agenda-row__title") == ["Borrel", "Borrel"]
    assert len(screen.days(response, ".wv-agenda-row")) == 10  # also where sight does not need it


def test_agenda_of_the_past_starts_with_the_last(client, in_march):
    MeetupFactory(title="Eerder", dates=[planned(at(2027, 1, 5)), planned(at(2027, 2, 5))])
    MeetupFactory(title="Komt nog")

    response = client.get("/agenda/?voorbij=1")

    assert list(parts(response).items()) == [("Februari 2027", ["Eerder"]), ("Januari 2027", ["Eerder"])]
    assert "Je kijkt naar bijeenkomsten die zijn geweest." in response.text
    assert ("Toon wat eraan komt", "/agenda/") in screen.links(response)


def test_agenda_without_anything_says_so(client, site_tree):
    response = client.get("/agenda/")

    assert (response.status_code, screen.titles(response)) == (200, [])
    assert "Hier staat nog niets gepland" in response.text


def test_word_that_finds_nothing_can_be_let_go(client, site_tree):
    response = client.get("/agenda/?q=zilvervos&soort=training")

    assert "Probeer het zonder het woord “zilvervos”" in response.text
    assert 'href="/agenda/?soort=training">Zoek zonder dit woord</a>' in response.text
    assert "Bekijk de hele agenda" in response.text


def test_word_in_the_whole_agenda_is_not_answered_with_the_whole_agenda(client, site_tree):
    response = client.get("/agenda/?q=zilvervos")

    assert "Probeer een ander woord dan “zilvervos”" in response.text
    assert 'href="/agenda/">Zoek zonder dit woord</a>' in response.text
    assert "of kies heel" not in response.text
    assert "Bekijk de hele agenda" not in response.text


def test_agenda_shows_cancelled_and_full_as_such(client):
    cancelled = date_of_a_meetup(title="Gaat niet door")
    move.cancel_date(cancelled, reason="De keuken is stuk.")
    full = date_of_a_meetup(title="Zit vol", capacity=1)
    RegistrationFactory(date=full)
    RegistrationFactory(date=full, waiting=True)
    date_of_a_meetup(title="Heeft plek", capacity=2)

    response = client.get("/agenda/")

    rows = screen.parsed(response).select(".wv-agenda-row")
    assert {screen.text(row, "h3"): screen.text(row, ".wv-agenda-row__state") for row in rows} == {
        "Gaat niet door": "Geannuleerd",
        "Zit vol": "Vol, 1\N{NO-BREAK SPACE}wachtende",
        "Heeft plek": "Nog 2 plekken",
    }
    assert screen.texts(response, ".wv-agenda-row--off h3") == ["Gaat niet door"]
    assert screen.texts(response, ".wv-agenda-row__note") == ["De keuken is stuk."]


def test_agenda_strikes_through_the_day_of_a_postponed_date_and_not_the_meetup(client):
    move.postpone_date(date_of_a_meetup(title="Komt nog"), reason="De keuken is stuk.")

    response = client.get("/agenda/")

    assert "wv-date-block--cancelled" in response.text
    assert "wv-agenda-row--off" not in response.text


def test_agenda_says_once_that_it_is_online(client):
    linde = OrganisationFactory(title="De Linde")
    date_of_a_meetup(title="Op je scherm", attendance=MeetupPage.Attendance.ONLINE, organiser=linde)

    response = client.get("/agenda/")

    assert screen.text(response, ".wv-agenda-row__line") == "12.00 – 13.30 uur · Wijklunch · online · De Linde"


def test_agenda_with_something_unknown_says_so_and_lists_nothing(client):
    date_of_a_meetup()

    response = client.get("/agenda/?gemeente=onzin&soort=%3Ci%3E")

    assert (response.status_code, screen.titles(response)) == (200, [])
    assert screen.texts(response, PROBLEMS) == ["We kennen geen gemeente “onzin”.", "We kennen geen soort “<i>”."]
    assert "<i>" not in response.text


def test_agenda_with_an_impossible_day_says_so(client):
    date_of_a_meetup(title="Wijklunch")

    response = client.get("/agenda/?van=2027-02-30")

    assert screen.texts(response, PROBLEMS) == ["“2027-02-30” is geen datum. Schrijf een datum als 2027-03-01."]
    assert screen.titles(response) == ["Wijklunch"]


# -- The filter --------------------------------------------------------------------------------------------------------


def test_agenda_says_in_its_title_and_form_what_it_shows(client, in_march):
    ThemeFactory(title="Eenzaamheid")
    MunicipalityFactory(title="Breda")
    query = "soort=wijklunch&gemeente=breda&thema=eenzaamheid&van=2027-05-01&q=soep"

    response = client.get(f"/agenda/?{query}")

    title = "Wijklunches in Breda over eenzaamheid met ‘soep’, vanaf 1 mei 2027"
    assert screen.text(response, "h1") == title
    assert f"<title>{title} · Wijkverband</title>" in response.text
    assert {name: chosen(response, name) for name in ("soort", "gemeente", "thema", "van")} == {
        "soort": ["Wijklunches"], "gemeente": ["Breda"], "thema": ["eenzaamheid"], "van": ["1 mei 2027"],
    }  # fmt: skip
    assert screen.values(response, FILTER)["q"] == ["soep"]


def test_agenda_offers_every_choice_once(client, in_march):
    for title in ("Tholen", "Breda"):
        MunicipalityFactory(title=title)
    ThemeFactory(title="Wonen")
    vucht, _empty = (
        WijkFactory(title=name, municipality=MunicipalityPage.objects.get(slug="breda"))
        for name in ("Hoge Vucht", "Leeg")
    )
    date_of_a_meetup(wijken=[vucht])

    page = client.get("/agenda/")

    assert screen.choices(page, "gemeente") == [
        ("", "heel West-Brabant", True), ("breda", "heel Breda (1)", False), ("breda/hoge-vucht", "Hoge Vucht (1)", False),
        ("tholen", "Tholen (0)", False),
    ]  # fmt: skip
    assert [group["label"] for group in screen.parsed(page).select("#gemeente optgroup")] == ["Breda"]
    offered = {name: [value for value, *_ in screen.choices(page, name)] for name in ("thema", "soort", "van")}
    assert offered["thema"] == ["", "wonen"]
    assert offered["soort"] == ["", *MeetupPage.Kind.values]
    assert len(offered["van"]) == len(set(offered["van"])) == 7


@pytest.mark.parametrize(
    "query",
    [
        "gemeente=onzin",
        "soort=onzin",
        "thema=onzin",
        "van=2027-05-17",
        "gemeente=breda&gemeente=tholen",
        "gemeente=breda/nergens",
        "dagdeel=onzin",
        "meedoen=online",
        "dagdeel=avond",
    ],
)
def test_agenda_sent_again_from_its_own_form_keeps_what_was_chosen(client, in_march, query):
    for title in ("Tholen", "Breda"):
        MunicipalityFactory(title=title)
    name, _, value = query.partition("&")[0].partition("=")

    page = client.get(f"/agenda/?{query}")

    assert screen.values(page, FILTER)[name] == [value]
    values = [value for value, *_ in screen.choices(page, name)]
    assert len(values) == len(set(values))


def test_agenda_carries_what_its_form_has_no_field_for(client, in_march):
    wijk = WijkFactory(title="Hoge Vucht", municipality=MunicipalityFactory(title="Breda"))
    OrganisationFactory(title="De Linde")
    query = "organisatie=de-linde&tot=2027-06-30"

    page = client.get(f"/agenda/?gemeente={wijk.selection_slug}&{query}&q=soep")

    hidden = screen.parsed(page).select(f"{FILTER} input[type=hidden]")
    assert [(field["name"], field["value"]) for field in hidden] == [
        ("organisatie", "de-linde"),
        ("tot", "2027-06-30"),
    ]
    away = " (haal dit weg)"
    assert screen.links(page, ".wv-chips--spaced a") == [
        (f"De Linde{away}", "/agenda/?q=soep&wijk=breda/hoge-vucht&tot=2027-06-30"),
        (f"tot en met 30 juni 2027{away}", "/agenda/?q=soep&wijk=breda/hoge-vucht&organisatie=de-linde"),
        (f"met “soep”{away}", f"/agenda/?wijk=breda/hoge-vucht&{query}"),
    ]
    assert chosen(page, "gemeente") == ["Hoge Vucht, Breda"]


# -- Pages -------------------------------------------------------------------------------------------------------------


def turns(page) -> list[tuple[str, str]]:
    """Return the links to the next page and the one before."""
    return [link for link in screen.links(page) if link[0].startswith("Toon ") and "pagina=" in link[1]]


def test_agenda_turns_pages_and_keeps_the_selection(client):
    MeetupFactory(dates=range(1, PER_PAGE + 2))

    first, second = client.get("/agenda/?soort=wijklunch"), client.get("/agenda/?soort=wijklunch&pagina=2")

    assert (len(screen.titles(first)), len(screen.titles(second))) == (PER_PAGE, 1)
    assert turns(first) == [("Toon latere bijeenkomsten", "/agenda/?soort=wijklunch&pagina=2")]
    assert turns(second) == [("Toon eerdere bijeenkomsten", "/agenda/?soort=wijklunch&pagina=1")]


def test_agenda_of_exactly_one_page_has_no_next(client):
    MeetupFactory(dates=range(1, PER_PAGE + 1))

    page = client.get("/agenda/")

    assert (len(screen.titles(page)), turns(page)) == (PER_PAGE, [])


@pytest.mark.parametrize(("page", "titles"), [("0", 1), ("-3", 1), ("x", 1), ("", 1), ("99999", 0), ("9" * 50, 1)])
def test_agenda_with_a_strange_page_number_still_answers(client, page, titles):
    date_of_a_meetup()

    response = client.get(f"/agenda/?pagina={page}")

    assert (response.status_code, len(screen.titles(response))) == (200, titles)


# -- Subscribing -------------------------------------------------------------------------------------------------------


def test_agenda_offers_its_selection_to_every_calendar(client, settings):
    MunicipalityFactory(title="Breda")

    [offered] = screen.parsed(client.get("/agenda/?gemeente=breda&q=a+b&pagina=2")).select("#abonneer")

    assert "“Alle bijeenkomsten in Breda met ‘a b’” blijft daarna vanzelf bij" in screen.words(offered)
    assert {screen.text(link, "b"): link["href"] for link in offered.select("li a")} == {
        "Outlook van je werk": "https://outlook.office.com/calendar/0/addfromweb"
        "?url=http%3A%2F%2Ftestserver%2Fagenda%2Fkalender.ics%3Fq%3Da%2Bb%26gemeente%3Dbreda"
        "&name=Wijkverband%20%C2%B7%20Alle%20bijeenkomsten%20in%20Breda%20met%20%E2%80%98a%20b%E2%80%99",
        "Outlook.com": "https://outlook.live.com/calendar/0/addfromweb"
        "?url=http%3A%2F%2Ftestserver%2Fagenda%2Fkalender.ics%3Fq%3Da%2Bb%26gemeente%3Dbreda"
        "&name=Wijkverband%20%C2%B7%20Alle%20bijeenkomsten%20in%20Breda%20met%20%E2%80%98a%20b%E2%80%99",
        "Google Agenda": "https://calendar.google.com/calendar/render"
        "?cid=webcal%3A%2F%2Ftestserver%2Fagenda%2Fkalender.ics%3Fq%3Da%2Bb%26gemeente%3Dbreda",
        "iPhone, iPad of Mac": "webcal://testserver/agenda/kalender.ics?q=a+b&gemeente=breda",
    }
    [address] = offered.select("input[readonly]")
    assert address["value"] == "http://testserver/agenda/kalender.ics?q=a+b&gemeente=breda"
    assert [code["src"] for code in offered.select("img")] == ["/agenda/abonneer.svg?q=a+b&gemeente=breda"]


def test_subscription_leads_to_a_feed_that_is_there(client):
    wijk = WijkFactory()
    date_of_a_meetup(title="Wijklunch", wijken=[wijk])

    made = page_subscription("Wijk", wijk.get_url())

    assert b"SUMMARY:Wijklunch" in client.get(made["https_url"].removeprefix("http://testserver")).content


# -- Pages of places, themes and organisations -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["municipality", "wijk", "theme", "organisation", "co-organiser"])
def test_page_of_its_own_shows_its_agenda(client, kind):
    wijk, theme, organisation, partner = WijkFactory(), ThemeFactory(), OrganisationFactory(), OrganisationFactory()
    page = {
        "municipality": wijk.municipality, "wijk": wijk, "theme": theme, "organisation": organisation, "co-organiser": partner,
    }[kind]  # fmt: skip
    MeetupFactory(
        title="Hier", wijken=[wijk], themes=[theme], organiser=organisation, co_organisers=[partner], dates=range(1, 8)
    )
    MeetupFactory(title="Elders")

    response = client.get(page.get_url())

    assert response.text.count(">Hier</a>") == 5
    assert "Elders" not in response.text
    assert f"{page.get_url()}kalender.ics" in response.text
    made = {
        "municipality": f"gemeente={page.slug}", "wijk": f"wijk={wijk.selection_slug}", "theme": f"thema={page.slug}",
    }.get(kind, f"organisatie={page.slug}")  # fmt: skip
    assert f"/agenda/?{made}" in response.text
    assert screen.titles(client.get(f"/agenda/?{made}")) == ["Hier"] * 7


# -- Cost --------------------------------------------------------------------------------------------------------------


def number_of_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_pages_take_at_most_twelve_queries_at_300_dates_as_at_1(client, stopped_clock):
    breda = MunicipalityFactory(title="Breda")
    themes = [ThemeFactory(), ThemeFactory()]
    meetup = MeetupFactory(
        title="Lunch", wijken=[WijkFactory(municipality=breda)], themes=themes, co_organisers=[OrganisationFactory()]
    )
    MeetupFactory(wijken=[WijkFactory(municipality=breda)], themes=themes)  # a similar meetup
    urls = ["/", "/?gemeente=breda", "/agenda/", "/agenda/?gemeente=breda&q=lunch", meetup.get_url()]
    for url in urls:
        client.get(url)  # warms the caches of Wagtail for the whole site
    with_one = {url: number_of_queries(client, url) for url in urls}
    RegistrationFactory(date=meetup.dates.get())
    for number in range(13):
        MeetupFactory(
            title=f"Lunch {number}", wijken=WijkFactory.create_batch(2, municipality=breda), themes=themes, dates=range(1, 24),
            co_organisers=[OrganisationFactory()],
        )  # fmt: skip
    page = Page.objects.get(pk=meetup.pk).specific
    page.planned_dates = [*page.planned_dates.all(), *(planned(days) for days in range(20, 21))]
    page.save()

    with_many = {url: number_of_queries(client, url) for url in urls}

    assert with_many == with_one
    # A search word asks for the begrippen too, and for the version under which they are kept; nothing is kept in a test.
    assert with_many.pop("/agenda/?gemeente=breda&q=lunch") <= 13
    # The home page has a map besides the names of all gemeenten and wijken.
    assert max(with_many.pop("/"), with_many.pop("/?gemeente=breda")) <= 13
    assert max(with_many.values()) <= 12


def test_agenda_of_now_moves_on_when_a_meetup_ends(client, time_machine):
    start = at(2027, 3, 11)
    time_machine.move_to(start - timedelta(days=1), tick=False)
    date_of_a_meetup(title="Wijklunch", dates=[planned(start, minutes=90)])
    totals = []

    for moment in (start, start + timedelta(minutes=89), start + timedelta(minutes=90)):
        time_machine.move_to(moment, tick=False)
        totals.append(len(screen.titles(client.get("/agenda/"))))

    assert totals == [1, 1, 0]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes the joins in the order that they come in")
def test_postgresql_plans_each_word_of_a_search_by_itself():
    """Choosing the order of the joins of eight words at once takes seconds, and keeps everybody waiting.

    The joins of a word that is planned by itself end in a step that makes its pages distinct.
    """

    def steps(plan: dict) -> list[str]:
        return [plan["Node Type"], *chain(*map(steps, plan.get("Plans", [])))]

    for words in ("a", "qa qb qc qd qe qf qg qh"):
        [explained] = json.loads(Selection(q=words).listed().explain(format="json"))

        by_themselves = [step for step in steps(explained["Plan"]) if step in {"Unique", "Aggregate"}]
        assert len(by_themselves) == len(words.split())
