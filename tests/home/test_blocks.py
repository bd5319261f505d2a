"""Blocks from which editors build pages: what they show, refuse and keep private."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from config.static import STYLES
from events.pages.models import MeetupPage
from home.blocks import PageBlocks, video_address
from home.links.blocks import own_or_web_address
from home.models import ContentPage, SiteSettings
from home.table_block import CaptionedTableBlock
from tests import screen
from tests.factories import ContentPageFactory, MeetupFactory, MunicipalityFactory, ThemeFactory, WijkFactory

pytestmark = pytest.mark.django_db


def shown(client, *blocks: tuple[str, dict]) -> str:
    page = ContentPageFactory(body=[{"type": name, "value": value} for name, value in blocks])
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.text


def refused(name: str, value: dict) -> str:
    """Return the error about an invalid block; empty if it is valid."""
    stream = PageBlocks()
    try:
        stream.clean(stream.to_python([{"type": name, "value": value}]))
    except ValidationError as error:
        return str(error.as_json_data())
    return ""


def test_blocks_show_what_they_hold(client):
    document = get_document_model().objects.create(title="Draaiboek", file=ContentFile(b"%PDF-", name="draaiboek.pdf"))

    text = shown(
        client,
        ("text", "<p>Gewoon tekst.</p>"),
        ("quote", {"text": "Nu bel ik eerder.", "name": "Sanne", "role": "wijkverpleegkundige"}),
        ("steps", {"heading": "Zo doe je het", "steps": [{"title": "Open de link", "text": "<p>In je mail.</p>"}]}),
        ("people", {"people": [{"name": "Noor", "role": "redactie", "phone": "076 123 45 67"}]}),
        ("figures", {"figures": [{"number": "16", "words": "gemeenten"}], "source": "Regio, 2026"}),
        ("downloads", {"documents": [{"document": document.pk, "title": ""}]}),
        ("call_to_action", {"heading": "Doe mee", "button": "Bekijk de agenda", "address": "/agenda/"}),
        ("doors", {"doors": [{"title": "Ik organiseer", "address": "/a/"}, {"title": "Ik kom", "address": "/b/"}]}),
        ("video", {"title": "Zo werkt het", "address": "https://video.example/watch?v=1"}),
    )  # fmt: skip

    for part in (
        "Gewoon tekst.", "“Nu bel ik eerder.”", "<strong>Open de link</strong>", 'href="tel:0761234567"', "<dd>16</dd>",
        "Bron: Regio, 2026", "<b>Draaiboek</b><span>PDF", 'href="/agenda/">Bekijk de agenda</a>', "<b>Ik kom</b>",
        "Bekijk de video op video.example",
    ):  # fmt: skip
        assert part in text
    assert "<iframe" not in text


def test_contact_comes_from_the_settings(client, site_tree):
    settings = SiteSettings.for_site(site_tree.site)
    settings.contact_phone, settings.contact_hours = "076 123 45 67", "Tot 12.00 uur"
    settings.save()

    text = shown(client, ("contact", {"heading": "Bel ons"}))

    assert 'href="tel:0761234567">076 123 45 67</a><span>Tot 12.00 uur</span>' in text
    assert "mailto:" not in text


def test_button_to_a_draft_is_left_out(client):
    draft = ContentPageFactory(title="Concept", live=False)

    text = shown(client, ("call_to_action", {"heading": "Lees dit", "button": "Lees", "page": draft.pk}))

    assert "Lees dit" not in text
    assert draft.slug not in text


# -- Blocks from the agenda --------------------------------------------------------------------------------------------


def test_agenda_shows_the_first_of_a_selection_and_the_way_to_the_rest(client):
    breda, theme = MunicipalityFactory(title="Breda"), ThemeFactory(title="Ouderen")
    for day in (9, 3, 5):
        MeetupFactory(title=f"Dag {day}", dates=(day,), municipality=breda, themes=[theme])
    MeetupFactory(title="Elders", themes=[theme])
    MeetupFactory(title="Concept", municipality=breda, themes=[theme], live=False)

    text = shown(client, ("agenda", {"place": breda.pk, "theme": theme.pk, "most": 2}))

    assert "Alle bijeenkomsten in Breda over ouderen" in text
    assert text.index("Dag 3") < text.index("Dag 5")
    assert not [title for title in ("Dag 9", "Elders", "Concept") if title in text]
    assert "/agenda/?gemeente=breda&amp;thema=ouderen" in text
    assert "Bekijk alle 3 bijeenkomsten" in text


@pytest.mark.parametrize("way", ["draft", "restricted"])
def test_agenda_of_what_is_not_public_shows_nothing(client, way):
    wijk = WijkFactory(title="Geheimhoek")
    MeetupFactory(title="Zilvervos", wijken=[wijk])
    MeetupFactory(title="Ander")
    if way == "draft":
        wijk.unpublish()
    else:
        PageViewRestriction.objects.create(page=wijk, restriction_type=PageViewRestriction.LOGIN)

    text = shown(client, ("agenda", {"heading": "Binnenkort", "place": wijk.pk, "most": 3}))

    assert not [word for word in ("Geheimhoek", "geheimhoek", "Zilvervos", "Ander", "Binnenkort") if word in text]


def test_agenda_takes_as_many_queries_for_1_date_as_for_10(client, django_assert_max_num_queries):
    breda = MunicipalityFactory(title="Breda")
    wijken = WijkFactory.create_batch(3, parent=breda)
    page = ContentPageFactory(body=[{"type": "agenda", "value": {"place": breda.pk, "most": 10}}])
    MeetupFactory(municipality=breda, wijken=wijken[:1])
    client.get(page.get_url())
    counts = []

    for _ in range(2):
        with django_assert_max_num_queries(40) as queries:
            client.get(page.get_url())
        counts.append(len(queries))
        for number in range(9):
            MeetupFactory(title=f"Nog {number}", municipality=breda, wijken=wijken)

    assert counts[0] == counts[1]
    assert MeetupPage.objects.count() == 10 + 9


# -- Bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://video.example/1", "https://www.youtube.com/", "https://youtube.com/watch", "https://youtu.be/",
        "https://youtube.com/watch?list=3", "https://vimeo.com", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_video_address_that_is_none_is_refused(address):
    with pytest.raises(ValidationError, match="video"):
        video_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://youtu.be/abc",
        "https://www.youtube.com/watch?v=abc",
        "https://youtube.com/shorts/a",
        "https://vimeo.com/12",
    ],
)
def test_video_address_is_accepted(address):
    assert video_address(address) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//elders.example/", "agenda", "/met spatie/", "/\\elders.example"]
)
def test_address_that_is_none_is_refused(address):
    with pytest.raises(ValidationError, match="geen webadres"):
        own_or_web_address(address)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("steps", {"heading": "Leeg", "steps": []}, "Voeg er minstens 1 toe"),
        ("steps", {"steps": [{"title": "", "text": ""}]}, "verplicht"),
        ("video", {"title": "Kapot", "address": "https://youtube.com/"}, "niet naar één video"),
        ("call_to_action", {"heading": "Doe mee", "button": "Nu"}, "Waar gaat deze link heen?"),
        ("agenda", {"most": 0}, "1"),
        ("figures", {"figures": [{"number": "5", "words": "wijken"}], "source": ""}, "verplicht"),
    ],
    ids=["no steps", "empty step", "broken video", "button to nowhere", "no dates", "no source"],
)
def test_block_that_cannot_be_is_refused_with_words(name, value, said):
    assert said in refused(name, value)


def test_empty_page_is_fine():
    page = ContentPage(title="Leeg", slug="leeg", body=[])

    page.clean_fields(exclude=["path", "depth", "page_ptr"])


def test_table_has_its_title_and_headings_and_needs_a_title(client):
    rows = [["Dag", "Waar", None], ["maandag", "<b>De Linde</b>", ""], [None, "", ""]]
    table = {"data": rows, "table_caption": "Waar is het?", "table_header_choice": "both"}
    stream = PageBlocks()
    [block] = stream.clean(stream.to_python([{"type": "table", "value": table}]))

    page = screen.parsed(client.get(ContentPageFactory(body=[{"type": "table", "value": block.value}]).get_url()))

    assert screen.text(page, "table caption") == "Waar is het?"
    assert screen.texts(page, "th[scope=col]") == ["Dag", "Waar"]
    assert screen.texts(page, "th[scope=row]") == ["maandag"]
    assert screen.texts(page, "tbody td") == ["<b>De Linde</b>"]
    assert "Schrijf boven de tabel" in refused("table", {**table, "table_caption": " "})
    assert "De tabel is leeg" in refused("table", {**table, "data": [[None, ""]]})
    assert "te groot" in refused("table", {**table, "data": [["x"] * 100] * 100})


@pytest.mark.parametrize(
    "value", ["", "geen json", "[]", "{}", '{"data": 3}', '{"data": [[1]]}', '{"data": [{"a": "b"}]}']
)
def test_posted_table_that_is_none_is_taken_as_empty(value):
    assert CaptionedTableBlock().value_from_form(value) is None


def test_every_style_sheet_of_a_block_is_in_the_one_of_the_site():
    sheets = {path.name for path in STYLES.glob("block-*.css")}

    assert [name for name in sorted(sheets) if name not in (STYLES / "index.css").read_text()] == []
