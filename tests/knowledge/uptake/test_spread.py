"""Uptake as pages show it: words on cards, the table, the tiles, the timeline, and nothing that is not for everybody."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.models import RegionMap, UptakeStep
from knowledge.uptake import spread
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, ThemeFactory, WijkFactory
from tests.factories_uptake import UptakeFactory
from tests.screen import addresses, parsed, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(site_tree):
    return PracticeFactory(title="Vier aan tafel", slug="vier-aan-tafel")


def counts(practice_ids) -> dict[int, str]:
    return {pk: count.words for pk, count in spread.counts(practice_ids).items()}


def of(practice, *states: str, **kwargs) -> list:
    return [
        UptakeFactory(practice=practice, municipality=MunicipalityFactory(), state=state, **kwargs) for state in states
    ]


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (["werkt"], "1 gemeente werkt hiermee"),
        (["werkt", "werkt", "probeert"], "2 gemeenten werken hiermee, 1 probeert het"),
        (["probeert", "probeert", "verkent"], "2 gemeenten proberen het"),
        (["verkent", "gestopt", "gestopt"], "1 gemeente verkent het, 2 zijn gestopt"),
    ],
)
def test_card_counts_municipalities_in_words(practice, states, words):
    of(practice, *states)

    assert counts([practice.pk]) == {practice.pk: words}


def test_card_has_the_sign_of_the_furthest_state(client, practice):
    of(practice, "gestopt", "verkent", "probeert")

    assert spread.counts([practice.pk])[practice.pk].state == "probeert"
    card = parsed(client.get("/praktijken/")).select_one(".wv-practice-card__foot")
    assert text(card, "li:has(.wv-uptake-sign)") == "1 gemeente probeert het"
    assert card.select_one(".wv-uptake-sign path")["d"] == "M4 16 16 4M4 4l12 12"


def test_several_parties_in_one_municipality_count_once_by_the_furthest(practice):
    breda = MunicipalityFactory()
    UptakeFactory(practice=practice, municipality=breda, state="verkent")
    for state in ("gestopt", "werkt"):
        UptakeFactory(practice=practice, organisation=OrganisationFactory(municipality=breda), state=state)

    assert counts([practice.pk]) == {practice.pk: "1 gemeente werkt hiermee"}


def test_party_of_the_whole_region_is_called_an_organisation(practice):
    UptakeFactory(practice=practice, state="werkt")
    assert counts([practice.pk]) == {practice.pk: "1 organisatie werkt hiermee"}

    of(practice, "werkt", "werkt")

    assert counts([practice.pk]) == {practice.pk: "2 gemeenten en 1 organisatie werken hiermee"}


def test_only_what_both_sides_confirmed_counts(practice):
    for kwargs in ({"unproven": True}, {"proposed": True}, {"agreed": True}, {"declined": True}, {"withdrawn": True}):
        UptakeFactory(practice=practice, **kwargs)

    assert counts([practice.pk, PracticeFactory().pk]) == {}


@pytest.mark.parametrize("how", ["draft", "login"])
def test_party_that_is_not_for_everybody_is_nowhere(client, practice, how):
    organisation = OrganisationFactory(title="Zilvervos", municipality=MunicipalityFactory(title="Breda"))
    row = UptakeFactory(practice=practice, organisation=organisation, changed="Vossenwerk.")
    UptakeStep.objects.create(uptake=row, state="werkt", month=row.since)
    if how == "draft":
        organisation.unpublish()
    else:
        PageViewRestriction.objects.create(page=organisation, restriction_type="login")

    assert counts([practice.pk]) == {}
    for address in (practice.url, organisation.municipality.url, f"{practice.url}meedoen/"):
        page = client.get(address)
        assert "Zilvervos" not in page.text
        assert "Vossenwerk" not in page.text


def test_practice_that_is_not_for_everybody_is_not_on_the_page_of_the_municipality(client, practice):
    breda = MunicipalityFactory(title="Breda")
    UptakeFactory(practice=practice, municipality=breda)
    assert "Vier aan tafel" in client.get(breda.url).text

    PageViewRestriction.objects.create(page=practice, restriction_type="login")

    assert "Vier aan tafel" not in client.get(breda.url).text


def test_municipality_that_is_not_for_everybody_is_not_named(client, practice):
    hidden = MunicipalityFactory(title="Zilvervos", live=False)
    UptakeFactory(practice=practice, organisation=OrganisationFactory(title="Rivierzicht", municipality=hidden))

    assert counts([practice.pk]) == {practice.pk: "1 organisatie probeert het"}
    assert "Zilvervos" not in client.get(practice.url).text


def test_table_has_the_furthest_first_and_the_words_of_each_party(client, practice):
    breda = MunicipalityFactory(title="Breda")
    UptakeFactory(
        practice=practice,
        organisation=OrganisationFactory(title="Rivierzicht"),
        state="gestopt",
        changed="Geen *tijd*.",
    )
    UptakeFactory(
        practice=practice, municipality=breda, wijk=WijkFactory(title="Heuvel", municipality=breda), state="werkt",
        since=date(2025, 9, 1), changed="Met **vier**. <b>x</b>", contact_name="Lotte Bruin",
    )  # fmt: skip

    page = client.get(practice.url)

    assert texts(page, ".wv-uptake__table tbody tr") == [
        "Breda Heuvel werkt hiermee sinds september 2025 Met vier. <b>x</b> Vraag het Lotte Bruin.",
        "De hele regio Rivierzicht is gestopt sinds juni 2026 Geen tijd.",
    ]
    assert text(page, "#spreiding-kop") == "Eén gemeente werkt hiermee"
    assert text(page, "#spreiding .wv-lead") == "Eén organisatie is gestopt."


def test_map_is_a_list_in_reading_order_with_a_word_for_each_state(client, practice):
    places = {"Zundert": (1, 1), "Altena": (1, 4), "Geertruidenberg": (2, 1), "Breda": (3, 3), "Rucphen": (5, 5)}
    made = {
        name: MunicipalityFactory(title=name, tile_row=row, tile_column=column)
        for name, (row, column) in places.items()
    }
    MunicipalityFactory(title="Zonder tegel")
    for name, state in {
        "Zundert": "werkt",
        "Altena": "probeert",
        "Geertruidenberg": "verkent",
        "Breda": "gestopt",
    }.items():
        UptakeFactory(practice=practice, municipality=made[name], state=state)

    page = client.get(practice.url)

    assert [tile.replace("\N{SOFT HYPHEN}", "") for tile in texts(page, ".wv-uptake__map li")] == [
        "Zundert: werkt hiermee", "Altena: probeert dit", "Geertruidenberg: verkent dit", "Breda: is gestopt",
        "Rucphen: nog niets gemeld",
    ]  # fmt: skip
    signs = [sign["d"] for sign in parsed(page).select(".wv-uptake__map path")]
    assert len(signs) == len(set(signs)) == 4
    *known, unknown = addresses(page, ".wv-uptake__map a")
    rows = {f"#{row['id']}" for row in parsed(page).select(".wv-uptake__table tbody tr")}
    assert set(known) == rows
    assert unknown == f"{practice.url}meedoen/?voor=g{made['Rucphen'].pk}"


def test_where_it_began_is_told_apart_from_where_nothing_was_reported(client, site_tree):
    breda = MunicipalityFactory(title="Breda", tile_row=1, tile_column=1)
    practice = PracticeFactory(municipality=breda)
    UptakeFactory(practice=practice)

    assert texts(client.get(practice.url), ".wv-uptake__map li") == ["Breda: hier begon het"]


def test_nothing_yet_leaves_the_map_out_but_not_the_way_to_the_form(client, practice):
    MunicipalityFactory(tile_row=1, tile_column=1)
    page = client.get(practice.url)

    assert parsed(page).select("#spreiding") == []
    assert f"{practice.url}meedoen/" in addresses(page)


def test_timeline_has_the_newest_first_and_keeps_what_stopped(client, practice):
    row = UptakeFactory(
        practice=practice,
        organisation=OrganisationFactory(title="Rivierzicht"),
        state="gestopt",
        since=date(2026, 9, 1),
    )
    for state, month in (("verkent", 3), ("probeert", 5), ("gestopt", 9)):
        UptakeStep.objects.create(uptake=row, state=state, month=date(2026, month, 1), words=f"In {state}.")

    page = client.get(practice.url)

    assert texts(page, "#spreiding .wv-timeline li") == [
        "september 2026 Rivierzicht is gestopt", "mei 2026 Rivierzicht probeert dit In probeert.",
        "maart 2026 Rivierzicht verkent dit In verkent.",
    ]  # fmt: skip


def test_page_of_a_municipality_tells_by_theme_what_runs_there(client, practice):
    breda = MunicipalityFactory(title="Breda")
    for title, theme, state in (
        ("Soep", "Ouderen", "gestopt"),
        ("Koffie", "Ouderen", "werkt"),
        ("Fiets", None, "verkent"),
    ):
        other = PracticeFactory(title=title)
        if theme:
            other.themes = [ThemeFactory(title=theme, slug=f"{theme}-{title}".lower())]
            other.save()
        UptakeFactory(practice=other, municipality=breda, state=state)

    page = client.get(breda.url)

    assert texts(page, ".wv-running h3") == ["Ouderen", "Overig"]
    assert texts(page, ".wv-running li a") == ["Koffie", "Soep", "Fiets"]
    assert texts(page, ".wv-running .wv-uptake__badge") == ["werkt hiermee", "is gestopt", "verkent dit"]


def test_as_many_queries_for_thirty_parties_as_for_one(client, practice):
    breda = MunicipalityFactory(title="Breda", tile_row=1, tile_column=1)

    def add() -> None:
        row = UptakeFactory(practice=practice, organisation=OrganisationFactory(municipality=breda))
        UptakeStep.objects.create(uptake=row, state="werkt", month=row.since)
        UptakeFactory(practice=PracticeFactory(), municipality=breda)

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}?x=1")
        return len(captured)

    add()
    few = [queries(practice.url), queries(breda.url)]
    with CaptureQueriesContext(connection) as captured:
        counts([practice.pk])
    assert len(captured) == 1
    for _ in range(30):
        add()

    assert [queries(practice.url), queries(breda.url)] == few


def test_uploaded_boundaries_replace_the_tiles_but_not_the_table(client, practice):
    breda = MunicipalityFactory(title="Breda", code="GM0758", tile_row=1, tile_column=1)
    UptakeFactory(practice=practice, municipality=breda, state="werkt")
    shape = {"path": "M0 0l9 0 0 9z", "x": 5, "y": 3}
    RegionMap.objects.create(pk=1, width=100, height=80, shapes={"GM0758": shape}, credit="CBS, 2026")

    page = client.get(practice.url)

    assert parsed(page).select(".wv-uptake__map") == []
    assert text(page, ".wv-uptake__outline title") == "Breda: werkt hiermee"
    assert [link["href"] for link in parsed(page).select(".wv-uptake__outline a")] == addresses(
        page, ".wv-uptake__outline a"
    )
    assert len(texts(page, ".wv-uptake__table tbody tr")) == 1
    assert "CBS, 2026" in text(page, ".wv-uptake__credit")


def test_tiles_come_back_when_a_municipality_has_no_boundary(client, practice):
    for code in ("GM0758", "GM0999"):
        MunicipalityFactory(code=code, tile_row=1, tile_column=int(code[-1]) % 5 + 1)
    UptakeFactory(practice=practice)
    shape = {"path": "M0 0l9 0 0 9z", "x": 5, "y": 3}
    RegionMap.objects.create(pk=1, width=100, height=80, shapes={"GM0758": shape}, credit="CBS, 2026")

    assert len(texts(client.get(practice.url), ".wv-uptake__map li")) == 2
