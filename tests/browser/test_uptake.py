"""Uptake on a phone: from the form past three mailed buttons to the map, without a script; and the map on paper."""

import json
import re

from playwright.sync_api import Page, expect

from knowledge.models import RegionMap
from knowledge.uptake.boundaries import read_boundaries
from network.reference.places import MUNICIPALITIES
from tests.browser.checks import axe_violations, too_wide
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, ThemeFactory
from tests.factories_uptake import PolicyFactory, UptakeFactory, member_of, with_contact
from tests.mailed import mails_to, text_of


def link_to(email: str) -> str:
    return re.search(r"https?://\S+/(?:meedoen|mijn)/\S+", text_of(mails_to(email)[-1])).group(0)


def region() -> dict:
    return {
        place.slug: MunicipalityFactory(
            title=place.name, slug=place.slug, code=place.code, tile_row=place.row, tile_column=place.column
        )
        for place in MUNICIPALITIES
    }


def test_from_the_form_to_the_map_on_a_phone_without_script(house, browser, base_url):
    page = browser.new_page(base_url=base_url, viewport=PHONE, java_script_enabled=False)
    places = region()
    practice = PracticeFactory(title="Vier aan tafel", slug="vier-aan-tafel")
    organisation = OrganisationFactory(title="Jeugdteam De Sprong", municipality=places["roosendaal"])
    owner, colleague = with_contact(practice), member_of(organisation)

    page.goto(practice.url)
    page.get_by_role("link", name="Wij proberen dit ook").click()
    page.get_by_label("Namens wie?").select_option(label="Jeugdteam De Sprong, Roosendaal")
    page.get_by_label("Wij proberen dit").check()
    page.get_by_label("Maand").select_option(label="juni")
    page.get_by_label("Jaar", exact=True).select_option(label="2026")
    page.get_by_label("Wat doen jullie anders?").fill("Alleen voor gezinnen met jonge kinderen.")
    page.get_by_label("Je naam").fill("Lotte Bruin")
    page.get_by_role("textbox", name="Je e-mailadres").fill("lotte@example.org")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap: kijk in je mail")
    page.goto(link_to("lotte@example.org"))
    page.get_by_role("button", name="Ja, dat was ik").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je melding is onderweg")
    for person, button in ((colleague, "Ja, dit klopt"), (owner, "Ja, zet het erbij")):
        page.goto(link_to(person.email))
        page.get_by_role("button", name=button).click()

    page.goto(practice.url)
    expect(page.get_by_role("heading", name="Eén gemeente probeert het")).to_be_visible()
    page.get_by_role("list", name="Gemeenten op de kaart").get_by_role(
        "link", name=re.compile(r"daal\W+probeert dit")
    ).click()
    expect(page.locator(":target")).to_contain_text("Alleen voor gezinnen met jonge kinderen.")


def test_map_with_boundaries_is_used_by_keyboard_and_passes_axe(house, page: Page):
    places = region()
    practice = PracticeFactory(municipality=places["breda"])
    for slug, state in (("altena", "verkent"), ("moerdijk", "gestopt"), ("roosendaal", "werkt")):
        UptakeFactory(practice=practice, municipality=places[slug], state=state)
    squares = [
        {
            "type": "Feature",
            "properties": {"code": place.code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[4 + (place.column + dx) / 8, 52 - (place.row + dy) / 12] for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
                ],
            },
        }
        for place in MUNICIPALITIES
    ]  # fmt: skip
    collection = json.dumps({"type": "FeatureCollection", "features": squares}).encode()
    drawing = read_boundaries(collection, {place.code: place.name for place in MUNICIPALITIES})
    RegionMap.objects.create(
        pk=1, width=drawing.width, height=drawing.height, shapes=drawing.shapes, credit="Verzonnen"
    )

    found = []
    for size in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.goto(practice.url)
            found += axe_violations(page) + too_wide(page)
    assert found == []
    shape = page.get_by_role("list", name="Gemeenten op de kaart").get_by_role("link", name="Roosendaal: werkt hiermee")
    shape.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_contain_text("Roosendaal")


def test_policy_of_all_municipalities_fits_on_one_sheet(house, page: Page):
    theme = ThemeFactory(title="Ouderen", slug="ouderen")
    for place in region().values():
        PolicyFactory(municipality=place, theme=theme, planned="gepland", planned_when="voorjaar 2027")

    page.goto(f"{theme.url}beleid/")

    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    [(width, height)] = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert float(width) > float(height)
