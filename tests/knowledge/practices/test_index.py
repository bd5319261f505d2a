from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import Category, PracticePage, Standing
from tests import screen
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, ThemeFactory, WijkFactory

pytestmark = pytest.mark.django_db
Phase = PracticePage.Phase


def titles(page) -> list[str]:
    return screen.texts(page, ".wv-practices .wv-card__title")


def chips(page) -> dict[str, str]:
    found = {}
    for words, url in screen.links(page, ".wv-counts a"):
        label, _space, count = words.rpartition(" ")
        found[label] = (int(count), url)
    return found


def options(page, name: str) -> list[str]:
    return [screen.words(option) for option in screen.parsed(page).select(f"select[name={name}] option")]


def test_list_puts_the_last_confirmed_first(client, site_tree):
    for title, days in (("Oud", 90), ("Nieuw", 1), ("Midden", 30)):
        practice = PracticeFactory(title=title)
        Standing.objects.create(practice=practice, confirmed_on=timezone.localdate() - timedelta(days=days))
    PracticeFactory(title="Nooit bevestigd")

    assert titles(client.get("/praktijken/")) == ["Nieuw", "Midden", "Oud", "Nooit bevestigd"]


def test_newest_first_on_request(client, site_tree):
    for title, days in (("Oud", 90), ("Nieuw", 1)):
        moment = timezone.now() - timedelta(days=days)
        practice = PracticeFactory(title=title, first_published_at=moment)
        Standing.objects.create(practice=practice, confirmed_on=timezone.localdate() - timedelta(days=100 - days))

    page = client.get("/praktijken/?volgorde=nieuw")

    assert titles(page) == ["Nieuw", "Oud"]


def test_card_tells_phase_place_lesson_and_freshness(client, site_tree):
    breda = MunicipalityFactory(title="Breda")
    practice = PracticeFactory(
        title="Val",
        phase=Phase.SPREAD,
        municipality=breda,
        wijken=[WijkFactory(municipality=breda, title="Heuvel")],
        lesson="Loop een keer mee.",
    )
    Standing.objects.create(practice=practice, confirmed_on=date(2026, 11, 3))

    page = client.get("/praktijken/")

    assert screen.text(page, ".wv-practice-card__meta") == "Verspreid Heuvel, Breda"
    assert screen.text(page, ".wv-practice-card__lesson") == "Loop een keer mee."
    assert screen.texts(page, ".wv-practice-card__foot li") == ["Laatst bevestigd op 3 november 2026"]


@pytest.fixture
def region(site_tree):
    """Five practices over two municipalities, two themes and three phases."""
    breda, bergen = MunicipalityFactory(title="Breda"), MunicipalityFactory(title="Bergen op Zoom")
    heuvel = WijkFactory(municipality=breda, title="Heuvel")
    money, age = ThemeFactory(title="Geldzorgen"), ThemeFactory(title="Ouderen")
    debts = Category.objects.create(kind="doelgroep", name="Mensen met schulden", slug="mensen-met-schulden")
    child = Category.objects.create(kind="levensfase", name="Kind", slug="kind")
    home = Category.objects.create(kind="leefgebied", name="Wonen", slug="wonen")
    house = OrganisationFactory(title="Rietvink")
    PracticeFactory(title="A", phase=Phase.TRIAL, municipality=breda, themes=[money], categories=[debts])
    PracticeFactory(title="B", phase=Phase.TRIAL, wijken=[heuvel], themes=[money, age], categories=[child])
    PracticeFactory(title="C", phase=Phase.IDEA, municipality=breda, wijken=[heuvel], organisation=house)
    PracticeFactory(title="D", phase=Phase.STOPPED, municipality=bergen, themes=[money], categories=[home])
    PracticeFactory(title="E", phase=Phase.STOPPED, municipality=bergen)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fase=proeftuin", "AB"),
        ("fase=proeftuin&fase=idee", "ABC"),
        ("gemeente=breda", "ABC"),
        ("gemeente=breda&gemeente=bergen-op-zoom", "ABCDE"),
        ("wijk=breda/heuvel", "BC"),
        ("thema=geldzorgen", "ABD"),
        ("thema=geldzorgen&gemeente=breda", "AB"),
        ("thema=geldzorgen&thema=ouderen&fase=gestopt", "D"),
        ("leefgebied=wonen", "D"),
        ("levensfase=kind", "B"),
        ("doelgroep=mensen-met-schulden", "A"),
        ("organisatie=rietvink", "C"),
        ("fase=", "ABCDE"),
    ],
)
def test_selection_by_facets(client, region, query, found):
    assert sorted(titles(client.get(f"/praktijken/?{query}"))) == list(found)


@pytest.mark.parametrize("query", ["", "thema=geldzorgen", "gemeente=breda", "fase=proeftuin&thema=geldzorgen"])
def test_each_count_is_what_a_click_shows(client, region, query):
    page = client.get(f"/praktijken/?{query}")

    for label, (count, url) in chips(page).items():
        assert len(titles(client.get(url))) == count, label
    for select in screen.parsed(page).select("form.wv-filter-sentence select"):
        for option in select.select("option"):
            words = screen.words(option)
            if not option["value"] or "(" not in words:
                continue
            pairs = [pair for pair in query.split("&") if pair and not pair.startswith(f"{select['name']}=")]
            choice = f"{select['name']}={option['value']}"
            shown = titles(client.get(f"/praktijken/?{'&'.join([*pairs, choice])}"))
            assert words.endswith(f"({len(shown)})"), words


def test_own_facet_is_counted_without_its_own_choice_and_zero_is_hidden(client, region):
    page = client.get("/praktijken/?fase=idee")

    assert {label: count for label, (count, _url) in chips(page).items()} == {
        "Alle fasen": 5,
        "Idee": 1,
        "Proeftuin": 2,
        "Gestopt": 2,
    }
    assert options(page, "gemeente") == ["heel West-Brabant", "Breda (1)"]


def test_chosen_value_without_practices_stays_a_choice(client, region):
    page = client.get("/praktijken/?gemeente=bergen-op-zoom&fase=idee")

    assert chips(page)["Idee"][0] == 0
    assert options(page, "gemeente") == ["heel West-Brabant", "Bergen op Zoom", "Breda (1)"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Alle praktijken"),
        ("fase=proeftuin&gemeente=breda&thema=geldzorgen", "Proeftuinen in Breda over geldzorgen"),
        ("fase=idee&fase=proeftuin", "Ideeën of proeftuinen"),
        ("doelgroep=mensen-met-schulden", "Alle praktijken voor mensen met schulden"),
        ("organisatie=rietvink&q=tafel", "Alle praktijken bij Rietvink met ‘tafel’"),
        ("wijk=breda/heuvel", "Alle praktijken in Heuvel, Breda"),
    ],
)
def test_title_is_a_sentence(client, region, query, sentence):
    assert screen.text(client.get(f"/praktijken/?{query}"), "h1") == sentence


def test_empty_list_asks_for_a_contribution_and_shows_the_neighbours(client, region):
    page = client.get("/praktijken/?gemeente=bergen-op-zoom&thema=ouderen")

    assert titles(page) == []
    assert screen.text(page, ".wv-empty h2") == "Hier heeft nog niemand iets opgeschreven"
    assert screen.texts(page, ".wv-practice-rows h3") == ["B"]


@pytest.mark.parametrize(
    "query",
    ["gemeente=nergens", "thema=%00x", "fase=onzin", "wijk=heuvel", "doelgroep=" + "x" * 3000, "organisatie=%ED%A0%80"],
)
def test_unknown_value_gives_nothing_and_a_sentence(client, region, query):
    page = client.get(f"/praktijken/?{query}")

    assert page.status_code == 200
    assert titles(page) == []
    assert "Daarom vind je niets." in screen.text(page, ".wv-notice")


@pytest.mark.parametrize("query", ["pagina=99", "pagina=x", "pagina=" + "9" * 400, "q=%00", "q=" + "a " * 400])
def test_odd_input_is_no_error(client, region, query):
    assert client.get(f"/praktijken/?{query}").status_code == 200


def test_word_narrows_the_list_and_its_counts(client, region):
    PracticeFactory(title="Samen koken", phase=Phase.SPREAD)

    page = client.get("/praktijken/?q=koken")

    assert titles(page) == ["Samen koken"]
    assert {label: count for label, (count, _url) in chips(page).items()} == {"Alle fasen": 1, "Verspreid": 1}


def test_drafts_and_private_practices_are_in_no_list_and_no_count(client, region):
    PracticeFactory(title="Concept", phase=Phase.SPREAD, live=False)
    private = PracticeFactory(title="Besloten", phase=Phase.SPREAD)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    page = client.get("/praktijken/")

    assert "Verspreid" not in chips(page)
    assert chips(page)["Alle fasen"][0] == 5
    assert not {"Concept", "Besloten"} & set(titles(page))


def test_theme_that_not_everybody_may_see_is_no_choice(client, region):
    PracticeFactory(title="F", themes=[ThemeFactory(title="Stil", live=False)])

    page = client.get("/praktijken/?thema=stil")

    assert titles(page) == []
    assert "We kennen geen thema “stil”" in screen.text(page, ".wv-notice")


def test_pages_of_twenty_four(client, site_tree):
    PracticeFactory.create_batch(50)

    first, last = client.get("/praktijken/"), client.get("/praktijken/?pagina=3")

    assert (len(titles(first)), len(titles(last))) == (24, 2)
    assert ("Toon meer praktijken", "/praktijken/?pagina=2") in screen.links(first, ".wv-pages a")
    assert "Je ziet er 50 van de 50." in screen.text(last, ".wv-pages")


def test_as_many_queries_for_one_as_for_thirty(client, site_tree, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(20) as captured:
            client.get("/praktijken/?gemeente=breda")
        return len(captured)

    breda = MunicipalityFactory(title="Breda")
    theme = ThemeFactory(title="Ouderen")

    def make(number: int) -> None:
        for _ in range(number):
            PracticeFactory(municipality=breda, themes=[theme], wijken=[WijkFactory(municipality=breda)])

    make(1)
    client.get("/")
    one = asked()
    make(30)

    assert asked() == one
