"""The policy on one theme: every municipality has its row, and the four answers differ."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import MunicipalityFactory, ThemeFactory
from tests.factories_uptake import PolicyFactory
from tests.screen import addresses, parsed, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(site_tree):
    return ThemeFactory(title="Ouderen", slug="ouderen")


def test_always_every_municipality_and_no_answer_looks_like_another(client, theme):
    now = {"Altena": "geldt", "Breda": "geen", "Moerdijk": "nog-niets"}
    for name in ("Altena", "Breda", "Moerdijk", "Zundert"):
        municipality = MunicipalityFactory(title=name)
        if name in now:
            PolicyFactory(municipality=municipality, theme=theme, now=now[name], source_title="")

    page = client.get(f"{theme.url}beleid/")

    rows = {text(row, "th"): texts(row, "td") for row in parsed(page).select(".wv-policy tbody tr")}
    assert list(rows) == ["Altena", "Breda", "Moerdijk", "Zundert"]
    assert [rows[name][0] for name in rows] == [
        "Geldt nu Huisbezoek bij iedereen die 78 wordt. 1 oktober 2026", "Geen beleid 1 oktober 2026",
        "Nog niets 1 oktober 2026", "Nog niet gevraagd",
    ]  # fmt: skip
    assert text(page, ".wv-policy-lead") == (
        "In één gemeente geldt nu iets. Twee hebben geen beleid. Van één weten we het nog niet."
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], "Van geen enkele gemeente weten we het al."),
        ([("geldt", "gepland"), ("geen", "gepland")], "In één gemeente geldt nu iets. Eén andere plant iets. Van één weten we het nog niet."),
        ([("nog-niets", "gepland")] * 3, "Drie gemeenten plannen iets."),
        ([("geen", "niets")], "Eén gemeente heeft geen beleid. Van twee weten we het nog niet."),
    ],
)  # fmt: skip
def test_numbers_in_words(client, theme, answers, words):
    municipalities = [MunicipalityFactory() for _ in range(3)]
    for municipality, (now, planned) in zip(municipalities, answers, strict=False):
        PolicyFactory(municipality=municipality, theme=theme, now=now, planned=planned)

    assert text(client.get(f"{theme.url}beleid/"), ".wv-policy-lead") == words


def test_examples_are_called_examples(client, theme):
    PolicyFactory(theme=theme, is_example=True)
    assert "Ze zeggen niets over het echte beleid" in client.get(f"{theme.url}beleid/").text

    assert "voorbeelden" not in client.get(f"{PolicyFactory().theme.url}beleid/").text


def test_choosing_another_theme_leads_to_its_address(client, theme):
    other = ThemeFactory(title="Jeugd", slug="jeugd")

    assert client.get(f"{theme.url}beleid/?thema=jeugd")["Location"] == f"{other.url}beleid/"
    for unknown in ("nergens", "%00", "%ED%A0%80", "x" * 5000):
        assert client.get(f"{theme.url}beleid/?thema={unknown}").status_code == 200


def test_theme_and_municipality_lead_to_the_table(client, theme):
    entry = PolicyFactory(theme=theme)

    assert f"{theme.url}beleid/" in addresses(client.get(theme.url))
    assert f"{theme.url}beleid/" in addresses(client.get(entry.municipality.url))


def test_what_is_not_for_everybody_is_in_no_row_and_no_number(client, theme):
    hidden = PolicyFactory(theme=theme, now_words="Geheim plan.")
    draft_theme = PolicyFactory(theme=ThemeFactory(title="Zilvervos", live=False))
    PageViewRestriction.objects.create(page=hidden.municipality, restriction_type="login")

    page = client.get(f"{theme.url}beleid/")

    assert "Geheim plan." not in page.text
    assert text(page, ".wv-policy-lead") == "Van geen enkele gemeente weten we het al."
    assert "Zilvervos" not in client.get(draft_theme.municipality.url).text
    assert client.get(f"{draft_theme.theme.url}beleid/").status_code == 404


def test_as_many_queries_for_thirty_municipalities_as_for_one(client, theme):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{theme.url}beleid/?x=1")
        return len(captured)

    PolicyFactory(theme=theme)
    queries()
    few = queries()
    for _ in range(30):
        PolicyFactory(theme=theme)

    assert queries() == few


def test_database_holds_one_answer_with_its_words(theme):
    entry = PolicyFactory(theme=theme)
    wrong = [
        {"municipality": entry.municipality, "theme": theme},
        {"now_words": ""},
        {"now": "geen", "now_words": "Toch."},
    ]

    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            PolicyFactory(**fields)
