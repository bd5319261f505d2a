"""Selections: their dates, their words, and their handling of unknown values."""

from datetime import date, datetime

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from events.agenda import in_search
from events.dates.facets import FACETS
from events.dates.selection import PARAMETERS, Selection
from events.dates.selection_words import names_of, sentence
from events.models import EventDate
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing import move
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
    planned,
)

pytestmark = pytest.mark.django_db


def selection(query: str) -> Selection:
    return Selection.from_query(QueryDict(query))


def at(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=AMSTERDAM)


MARCH = at(2027, 3, 1)

# -- Parsing and building the address ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Selection()),
        ("gemeente=breda", Selection(municipalities=("breda",))),
        ("gemeente=breda&gemeente=tholen&gemeente=breda", Selection(municipalities=("breda", "tholen"))),
        ("gemeente=&gemeente=+breda+", Selection(municipalities=("breda",))),
        ("wijk=breda/hoge-vucht", Selection(wijken=("breda/hoge-vucht",))),
        ("gemeente=breda/hoge-vucht", Selection(wijken=("breda/hoge-vucht",))),
        ("gemeente=breda&gemeente=tholen&wijk=breda/hoge-vucht", Selection(wijken=("breda/hoge-vucht",))),
        ("gemeente=tholen&wijk=breda/x", Selection(municipalities=("tholen",), wijken=("breda/x",))),
        ("meedoen=online&dagdeel=avond&dagdeel=middag", Selection(attending=("online",), dayparts=("avond", "middag"))),
        ("thema=wonen&soort=wijklunch", Selection(themes=("wonen",), kinds=("wijklunch",))),
        ("organisatie=de-linde", Selection(organisations=("de-linde",))),
        ("q=++soep++met%0Aballen+", Selection(q="soep met ballen")),
        ("van=2027-03-01&tot=2027-03-31", Selection(since=date(2027, 3, 1), until=date(2027, 3, 31))),
        ("voorbij=1", Selection(past=True)),
        ("voorbij=ja&pagina=3&utm_source=x&gemeente[]=breda", Selection()),
        ("gemeente=%00breda%00", Selection(municipalities=("breda",))),
    ],
)
def test_selection_from_an_address(query, expected):
    assert selection(query) == expected
    assert selection(query).problems == ()


@pytest.mark.parametrize(
    "raw", ["morgen", "2027-02-30", "2027-13-01", "01-03-2027", "1999-12-31", "2101-01-01", "0001-01-01", "9999-12-31", "-1", "2027"]
)  # fmt: skip
@pytest.mark.parametrize(("parameter", "part"), [("van", "since"), ("tot", "until")])
def test_selection_with_an_impossible_date_says_so_and_goes_without(parameter, part, raw):
    made = selection(f"{parameter}={raw}")

    assert getattr(made, part) is None
    assert made.problems == (f"“{raw}” is geen datum. Schrijf een datum als 2027-03-01.",)


def test_selection_that_ends_before_it_begins_says_so():
    made = selection("van=2027-03-02&tot=2027-03-01")

    assert made.problems == ("De einddatum ligt voor de begindatum. Daarom vind je niets.",)


def test_selection_of_much_keeps_what_an_answer_can_repeat():
    made = selection("&".join(f"gemeente={number}{'x' * 500}" for number in range(500)) + f"&q={'é' * 10_000}")

    assert (len(made.municipalities), {len(value) for value in made.municipalities}, len(made.q)) == (20, {100}, 100)


words = st.text(st.characters(exclude_categories=[]), max_size=130)
queries = st.lists(
    st.tuples(st.sampled_from([*PARAMETERS, "q", "van", "tot", "voorbij"]), words | st.just("1")), max_size=8
)


@given(pairs=queries)
@property_settings(max_examples=200, deadline=None)
def test_selection_as_an_address_reads_back_as_the_same(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    made = Selection.from_query(query)

    again = selection(made.query_string.removeprefix("?"))

    assert again == made
    assert again.query_string == made.query_string


def test_selection_without_a_part_keeps_the_others():
    made = selection("gemeente=breda&gemeente=tholen&thema=wonen&q=soep&tot=2027-03-01")

    assert made.without("municipalities", "breda").query_string == "?q=soep&gemeente=tholen&thema=wonen&tot=2027-03-01"
    assert (
        made.without("themes", "wonen").without("q").without("until").query_string == "?gemeente=breda&gemeente=tholen"
    )


# -- Dates -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def season(shared) -> None:
    """Make four meetups, each named after its properties."""
    shared(make_season)


def make_season() -> None:
    breda, tholen = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Tholen")
    centre_of_breda, vucht = (WijkFactory(title=name, municipality=breda) for name in ("Centrum", "Hoge Vucht"))
    centre_of_tholen = WijkFactory(title="Centrum", municipality=tholen)
    lonely, housing = ThemeFactory(title="Eenzaamheid"), ThemeFactory(title="Wonen")
    linde, mark = OrganisationFactory(title="De Linde"), OrganisationFactory(title="Thuiszorg Mark")
    MeetupFactory(
        title="Lunch in twee wijken", organiser=linde, wijken=[centre_of_breda, vucht], themes=[lonely, housing],
        kind=MeetupPage.Kind.LUNCH, dates=[planned(at(2027, 4, 1)), planned(at(2027, 5, 1))],
    )  # fmt: skip
    MeetupFactory(
        title="Borrel in Tholen", organiser=mark, co_organisers=[linde], wijken=[centre_of_tholen], municipality=tholen,
        themes=[housing], kind=MeetupPage.Kind.DRINKS, venue_name="De Haven", dates=[planned(at(2027, 4, 15))],
    )  # fmt: skip
    MeetupFactory(
        title="Webinar", organiser=mark, attendance="online", kind=MeetupPage.Kind.WEBINAR, venue_name="", town="",
        summary="Over 100% eigen regie", dates=[planned(at(2027, 6, 1))],
    )  # fmt: skip
    MeetupFactory(
        title="Training in heel Breda", organiser=mark, municipality=breda, kind=MeetupPage.Kind.TRAINING,
        dates=[planned(at(2027, 1, 5))],
    )  # fmt: skip


def listed(query: str, now: datetime = MARCH) -> list[str]:
    return [f"{when.start_local:%d-%m} {when.page.title}" for when in selection(query).listed(now).with_pages()]


LUNCH = ["01-04 Lunch in twee wijken", "01-05 Lunch in twee wijken"]
DRINKS, WEBINAR, TRAINING = ["15-04 Borrel in Tholen"], ["01-06 Webinar"], ["05-01 Training in heel Breda"]
COMING = [LUNCH[0], *DRINKS, LUNCH[1], *WEBINAR]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", COMING),
        # one filter at a time
        ("gemeente=breda", LUNCH),
        ("gemeente=tholen", DRINKS),
        ("wijk=breda/centrum", LUNCH),
        ("wijk=tholen/centrum", DRINKS),
        ("thema=wonen", [LUNCH[0], *DRINKS, LUNCH[1]]),
        ("thema=eenzaamheid", LUNCH),
        ("organisatie=de-linde", [LUNCH[0], *DRINKS, LUNCH[1]]),
        ("organisatie=thuiszorg-mark", [*DRINKS, *WEBINAR]),
        ("soort=wijklunch", LUNCH),
        ("soort=webinar", WEBINAR),
        ("van=2027-04-15", [*DRINKS, LUNCH[1], *WEBINAR]),
        ("van=2027-04-16", [LUNCH[1], *WEBINAR]),
        ("tot=2027-04-15", [LUNCH[0], *DRINKS]),
        ("tot=2027-04-14", LUNCH[:1]),
        ("voorbij=1", TRAINING),
        ("q=borrel", DRINKS),
        ("q=HAVEN", DRINKS),
        ("q=vucht", LUNCH),
        ("q=mark", [*DRINKS, *WEBINAR]),
        ("q=eenzaam", LUNCH),
        ("q=100%25", WEBINAR),
        ("q=1_0", []),
        # the words of search: other forms, parts of compounds, other names
        ("q=borrels", DRINKS),
        ("q=wijk+de+lunches", LUNCH),
        ("q=zelfregie", WEBINAR),
        ("q=webinars", WEBINAR),
        # several values of one filter: either
        ("gemeente=breda&gemeente=tholen", [LUNCH[0], *DRINKS, LUNCH[1]]),
        ("wijk=breda/centrum&wijk=breda/hoge-vucht", LUNCH),
        ("thema=wonen&thema=eenzaamheid", [LUNCH[0], *DRINKS, LUNCH[1]]),
        ("soort=webinar&soort=netwerkborrel", [*DRINKS, *WEBINAR]),
        ("organisatie=de-linde&organisatie=thuiszorg-mark", COMING),
        ("meedoen=online", WEBINAR),
        ("meedoen=op-een-plek", [LUNCH[0], *DRINKS, LUNCH[1]]),
        ("meedoen=online&meedoen=op-een-plek", COMING),
        ("dagdeel=middag", COMING),
        ("dagdeel=ochtend&dagdeel=avond", []),
        ("gemeente=breda/hoge-vucht", LUNCH),
        # different filters: both
        ("gemeente=breda&thema=wonen", LUNCH),
        ("gemeente=breda&soort=webinar", []),
        ("gemeente=tholen&wijk=tholen/centrum&thema=wonen&organisatie=de-linde&soort=netwerkborrel&q=borrel", DRINKS),
        ("thema=wonen&van=2027-04-10&tot=2027-04-20", DRINKS),
        ("q=lunch+wijken", LUNCH),
        ("q=lunch+borrel", []),
        ("voorbij=1&gemeente=breda", TRAINING),
        ("voorbij=1&gemeente=tholen", []),
        ("voorbij=1&tot=2026-12-31", []),
        # unknown values: nothing, never everything
        ("gemeente=onzin", []),
        ("gemeente=breda&gemeente=onzin", LUNCH),
        ("wijk=onzin", []),
        ("wijk=centrum", []),
        ("wijk=breda/", []),
        ("wijk=/centrum", []),
        ("wijk=tholen/hoge-vucht", []),
        ("wijk=breda/centrum/x", []),
        ("thema=onzin", []),
        ("organisatie=onzin", []),
        ("soort=onzin", []),
        ("meedoen=onzin", []),
        ("dagdeel=onzin", []),
        ("gemeente='; DROP TABLE events_eventdate; --", []),
        ("van=2027-06-02&tot=2027-04-01", []),
    ],
)  # fmt: skip
def test_selection_lists(query, expected):
    assert listed(query) == expected


def test_selection_by_a_word_follows_a_change_at_once():
    page = MeetupPage.objects.get(title="Borrel in Tholen")
    page.summary = "Met de huisartsen."
    page.save()

    assert listed("q=huisarts") == listed("q=huisdokter") == DRINKS


def test_selection_by_a_word_reads_rows_of_before_it_was_kept_once_they_are_refreshed():
    MeetupPage.objects.update(search_tokens="")

    in_search.refresh(MeetupPage.objects.values_list("pk", flat=True))

    assert listed("q=borrels") == DRINKS


def test_selection_lists_what_is_over_last_first():
    assert listed("voorbij=1", now=at(2027, 5, 20)) == [LUNCH[1], *DRINKS, LUNCH[0], *TRAINING]


def test_selection_lists_a_date_until_it_ends():
    assert listed("", now=at(2027, 4, 1, 13))[0] == LUNCH[0]
    assert listed("", now=at(2027, 4, 1, 14))[0] == DRINKS[0]


def test_selection_lists_a_cancelled_date_and_no_removed_one():
    first = EventDate.objects.get(page__title="Webinar")
    move.cancel_date(first, reason="Ziek")
    MeetupPage.objects.get(title="Borrel in Tholen").unpublish()

    assert listed("") == [*LUNCH, *WEBINAR]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [*TRAINING, *COMING]),
        ("van=2027-04-10", [*DRINKS, LUNCH[1], *WEBINAR]),
        ("tot=2027-04-10", [*TRAINING, LUNCH[0]]),
        ("voorbij=1", TRAINING),
        ("gemeente=breda", [*TRAINING, *LUNCH]),
        ("gemeente=onzin", []),
    ],
)
def test_selection_in_a_feed(query, expected):
    dates = selection(query).in_feed(date(2027, 3, 1)).order_by("start").with_pages()

    assert [f"{when.start_local:%d-%m} {when.page.title}" for when in dates] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2027, 3, 27), 0), (date(2027, 3, 28), 1), (date(2027, 3, 29), 1), (date(2027, 3, 30), 0)],
    ids=str,
)
def test_selection_of_one_day_is_a_day_in_amsterdam(day, expected):
    """One date starts late on the day that the clock changes, the other at the start of the next day."""
    MeetupFactory(dates=[planned(at(2027, 3, 28, 23), minutes=30)])
    date_of_next_day = MeetupFactory(dates=[planned(at(2027, 3, 29, 0), minutes=30)])

    found = selection(f"van={day}&tot={day}").listed(at(2027, 3, 1))

    assert found.count() == expected
    assert date_of_next_day.dates.get().start.hour == 22


# -- Words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "Alle bijeenkomsten"),
        ("gemeente=breda", "Alle bijeenkomsten in Breda"),
        ("gemeente=breda&gemeente=tholen", "Alle bijeenkomsten in Breda of Tholen"),
        ("wijk=breda/hoge-vucht", "Alle bijeenkomsten in Hoge Vucht, Breda"),
        ("wijk=breda/hoge-vucht&gemeente=tholen", "Alle bijeenkomsten in Hoge Vucht, Breda en in Tholen"),
        ("dagdeel=avond&meedoen=online&thema=wonen", "Alle bijeenkomsten over wonen, ’s avonds, online"),
        ("dagdeel=ochtend&dagdeel=middag", "Alle bijeenkomsten, ’s ochtends of ’s middags"),
        ("soort=wijklunch", "Wijklunches"),
        ("soort=wijklunch&soort=webinar", "Wijklunches of Webinars"),
        ("thema=eenzaamheid", "Alle bijeenkomsten over eenzaamheid"),
        ("organisatie=de-linde", "Alle bijeenkomsten van De Linde"),
        ("q=soep", "Alle bijeenkomsten met ‘soep’"),
        ("van=2027-03-01", "Alle bijeenkomsten, vanaf 1 maart 2027"),
        ("tot=2027-03-31", "Alle bijeenkomsten, tot en met 31 maart 2027"),
        ("voorbij=1", "Alle bijeenkomsten, die geweest zijn"),
        ("gemeente=onzin", "Alle bijeenkomsten in “onzin”"),
        (
            "soort=wijklunch&gemeente=breda&thema=wonen&organisatie=de-linde&q=soep&van=2027-03-01&tot=2027-04-01",
            "Wijklunches in Breda over wonen van De Linde met ‘soep’, vanaf 1 maart 2027, tot en met 1 april 2027",
        ),
    ],
)
def test_sentence(query, expected):
    made = selection(query)

    assert sentence(made, names_of(made)) == expected
    assert sentence(made, names_of(made, choices=True)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gemeente=breda&wijk=tholen/centrum&thema=wonen&organisatie=de-linde&soort=webinar", ()),
        ("gemeente=onzin", ("We kennen geen gemeente “onzin”.",)),
        ("gemeente=wonen", ("We kennen geen gemeente “wonen”.",)),
        ("wijk=centrum", ("We kennen geen wijk “centrum”.",)),
        ("wijk=tholen/hoge-vucht", ("We kennen geen wijk “tholen/hoge-vucht”.",)),
        ("thema=onzin&soort=x", ("We kennen geen thema “onzin”.", "We kennen geen soort “x”.")),
        ("meedoen=x&dagdeel=y", ("We kennen geen manier om mee te doen “x”.", "We kennen geen dagdeel “y”.")),
        ("organisatie=agenda", ("We kennen geen organisatie “agenda”.",)),
        ("van=x&gemeente=y", ("“x” is geen datum. Schrijf een datum als 2027-03-01.", "We kennen geen gemeente “y”.")),
    ],
)  # fmt: skip
def test_names_of_a_selection_say_what_is_unknown(query, expected):
    made = selection(query)

    assert names_of(made).problems == names_of(made, choices=True).problems == expected


def test_names_of_a_selection_take_one_query(django_assert_num_queries):
    query = "gemeente=breda&thema=wonen&organisatie=de-linde&soort=webinar"
    names_of(selection(query), choices=True)
    with django_assert_num_queries(1):
        names_of(selection(query))
    with django_assert_num_queries(1):
        few = names_of(selection(f"{query}&wijk=tholen/centrum"))

    with django_assert_num_queries(1):
        named = names_of(selection(query), choices=True)

    assert few.titles["wijken"] == {"breda/centrum": "Centrum, Breda", "tholen/centrum": "Centrum, Tholen"}
    assert {part: titles for part, titles in named.titles.items() if part not in FACETS} == {
        "municipalities": {"breda": "Breda", "tholen": "Tholen"},
        "wijken": {
            "breda/centrum": "Centrum, Breda", "breda/hoge-vucht": "Hoge Vucht, Breda", "tholen/centrum": "Centrum, Tholen",
        },
        "themes": {"eenzaamheid": "Eenzaamheid", "wonen": "Wonen"},
        "organisations": {"de-linde": "De Linde"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "day", "part"),
    [
        (0, (2027, 3, 2), "ochtend"),
        (11, (2027, 3, 27), "ochtend"),
        (12, (2027, 3, 27), "middag"),  # 11.00 by UTC
        (12, (2027, 3, 28), "middag"),  # 10.00 by UTC, since the clock changed
        (17, (2027, 7, 1), "middag"),
        (18, (2027, 7, 1), "avond"),  # 16.00 by UTC
        (18, (2027, 11, 1), "avond"),
        (23, (2027, 12, 31), "avond"),  # still today by UTC
    ],
)
def test_part_of_the_day_is_by_the_clock_in_amsterdam(hour, day, part):
    meetup = MeetupFactory(title="Om", dates=[planned(at(*day, hour), minutes=30)])

    found = [name for name in FACETS["dayparts"].names if selection(f"dagdeel={name}").matching().filter(page=meetup)]

    assert found == [part]


@pytest.mark.parametrize("zone", ["America/New_York", "UTC"])
def test_part_of_the_day_does_not_depend_on_whose_time_is_active(zone):
    with timezone.override(zone):
        assert listed("dagdeel=middag") == COMING


def test_hybrid_meetup_is_found_online_and_at_a_place():
    MeetupFactory(title="Beide", attendance="hybrid", dates=[planned(at(2027, 9, 1))])

    assert "01-09 Beide" in listed("meedoen=online")
    assert "01-09 Beide" in listed("meedoen=op-een-plek")


def test_selection_lists_a_meetup_once_however_many_of_its_wijken_and_themes_match():
    wijken, themes = WijkFactory.create_batch(3), ThemeFactory.create_batch(3)
    MeetupFactory(wijken=wijken, themes=themes)
    query = "&".join(
        [*(f"wijk={wijk.selection_slug}" for wijk in wijken), *(f"thema={theme.slug}" for theme in themes)]
    )

    made = selection(query)

    assert (made.listed().count(), made.in_feed().count()) == (1, 1)


def test_each_word_may_be_found_in_another_wijk_of_the_same_meetup():
    about = [WijkFactory(title="Hoge Vucht"), WijkFactory(title="Geeren")]
    MeetupFactory(title="Wijklunch", wijken=about)
    MeetupFactory(title="Borrel", wijken=about[:1])

    assert [date.page.title for date in selection("q=vucht+geeren").listed()] == ["Wijklunch"]
