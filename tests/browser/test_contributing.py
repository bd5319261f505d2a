"""The main job of know-how, from end to end: written, asked to change, approved, found, and taken up elsewhere."""

import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect

from network.models import OrganisationPage
from outbox.delivery import deliver
from tests import factories
from tests.browser.checks import axe_violations, too_wide
from tests.browser.test_main_job import text_of

TITLE = "Samen aan tafel met één gezin"


@pytest.fixture
def region(house):
    for column, name in enumerate(("Roosendaal", "Altena"), start=1):
        factories.MunicipalityFactory(title=name, slug=name.lower(), tile_row=1, tile_column=column)
    return house


@pytest.fixture
def moderator(region):
    return factories.editor(first_name="Sara", last_name="Mertens", email="sara@example.org")


@pytest.fixture
def colleague(region):
    altena = region.municipalities.get_children().get(slug="altena").specific
    gemeente = factories.OrganisationFactory(
        title="Gemeente Altena", kind=OrganisationPage.Kind.MUNICIPALITY, municipality=altena
    )
    return factories.organiser_of(gemeente, first_name="Kim", email="kim@altena.example")


@pytest.mark.main_job
def test_main_job_of_know_how(moderator, colleague, page: Page, new_context):
    link = write(page)
    send_in(page, link)

    reader = new_context().new_page()  # another person: no account, no cookie
    reader.set_viewport_size({"width": 390, "height": 844})
    ask_for_a_change(reader)
    correct(page)
    approve(reader)
    find(reader)
    take_up(reader)


def is_sound(page: Page) -> None:
    assert axe_violations(page) == []
    assert too_wide(page) == []


def mailed(email: str, part: str) -> str:
    """Deliver what waits. Return the link with ``part`` in the last mail to ``email``."""
    deliver()
    message = [one for one in mail.outbox if email in one.to[0]][-1].message()
    return re.search(rf"https?://\S*{part}\S*", text_of(message))[0]


def write(phone: Page) -> str:
    """Write the five steps, and return the mailed link."""
    phone.goto("/praktijken/insturen/")
    is_sound(phone)
    phone.get_by_label("Geef het een naam").fill(TITLE)
    phone.get_by_label("Vertel het in één zin").fill("Een huisarts en een sociaal werker eten bij een gezin.")
    phone.get_by_label("In welke gemeente?").select_option(label="Roosendaal")
    phone.get_by_label("Hoe ver zijn jullie?").select_option(label="Proeftuin")
    phone.get_by_label("Je naam").fill("Lotte Bruin")
    phone.get_by_label("Je e-mailadres").fill("lotte@example.org")
    phone.get_by_role("button", name="Ga verder").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("Hoe pakken jullie het aan?")
    phone.get_by_label("Wat willen jullie bereiken?").fill("Rust in huis.")
    with phone.expect_response(re.compile("/bewaar/$")):
        phone.get_by_label("Wat willen jullie bereiken?").blur()
    expect(phone.get_by_text(re.compile(r"Bewaard\s+om \d+\.\d\d uur"))).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Wat willen jullie bereiken?")).to_have_value("Rust in huis.")
    is_sound(phone)
    phone.get_by_role("button", name="Ga verder").click()
    phone.get_by_role("button", name="Ga verder").click()
    phone.get_by_label("Wat werkte niet?").fill("We waren met te veel.")
    is_sound(phone)
    phone.get_by_role("button", name="Ga verder").click()
    phone.get_by_label("Kies een of meer bestanden").set_input_files(
        {"name": "kaart.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\ntrailer\n%%EOF\n"}
    )
    phone.get_by_role("button", name="Voeg toe").click()
    expect(phone.get_by_role("link", name="kaart")).to_be_visible()
    phone.get_by_label("Vragen over deze praktijk mogen naar mij").check()
    phone.get_by_label("Zet mijn naam op de pagina").check()
    is_sound(phone)
    phone.get_by_role("button", name="Kijk het na").click()
    expect(phone.get_by_text("Je e-mailadres is nog niet bevestigd")).to_be_visible()
    is_sound(phone)
    return mailed("lotte@example.org", "verder")


def send_in(phone: Page, link: str) -> None:
    phone.goto(link)
    phone.get_by_role("button", name="Ga verder").click()
    phone.get_by_role("button", name="Stuur het in").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Het wordt nagekeken")
    expect(phone.get_by_text("Sara Mertens")).to_be_visible()
    is_sound(phone)


def ask_for_a_change(reader: Page) -> None:
    reader.goto(mailed("sara@example.org", "nakijken"))
    expect(reader.get_by_role("heading", level=1)).to_have_text("Lotte Bruin deelt een praktijk")
    expect(reader.get_by_text("We waren met te veel.")).to_be_visible()
    is_sound(reader)
    reader.get_by_label("Wat wil je vragen?").fill("Wat kostte het?")
    reader.get_by_role("button", name="Vraag om een wijziging").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Je vraag is verstuurd")


def correct(phone: Page) -> None:
    phone.goto(mailed("lotte@example.org", "verder"))
    phone.get_by_role("button", name="Ga verder").click()
    expect(phone.get_by_text("Wat kostte het?")).to_be_visible()
    phone.get_by_role("link", name=re.compile("Aanpak")).click()
    phone.get_by_text("Meer vertellen").click()
    phone.get_by_label("Kosten en financiering").fill("Veertig euro per keer.")
    phone.get_by_role("button", name="Ga verder").click()
    phone.get_by_role("link", name="Bekijk wat er nog mist").click()
    phone.get_by_role("button", name="Stuur het in").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Het wordt nagekeken")


def approve(reader: Page) -> None:
    reader.goto(mailed("sara@example.org", "nakijken"))
    expect(reader.locator("ins")).to_have_text("Veertig euro per keer.")
    is_sound(reader)
    reader.get_by_role("button", name="Keur goed en plaats").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Het staat op de site")


def find(reader: Page) -> None:
    """Find it in the list, in the feed, and by a word that is not in its text."""
    reader.goto("/praktijken/")
    expect(reader.get_by_role("link", name=TITLE).first).to_be_visible()
    assert TITLE in reader.request.get("/praktijken/feed.xml").text()
    call_command("update_index", verbosity=0)  # the worker does this
    reader.goto(f"/zoeken/?q={quote('gezinnen')}")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text("Veertig euro per keer.")).to_be_visible()
    with reader.expect_download() as download:
        reader.get_by_role("link", name="kaart").click()
    assert download.value.suggested_filename.endswith(".pdf")


def take_up(reader: Page) -> None:
    reader.get_by_role("link", name="Wij proberen dit ook").first.click()
    reader.get_by_label("Namens wie?").select_option(label="Altena")
    reader.get_by_label("proberen", exact=False).first.check()
    reader.get_by_label("Maand").select_option(label="juni")
    reader.get_by_label("Jaar").select_option(label="2026")
    reader.get_by_role("textbox", name="Je naam").fill("Kim de Jong")
    reader.get_by_role("textbox", name="Je e-mailadres").fill("kim@altena.example")
    reader.get_by_role("button", name="Verstuur").click()
    reader.goto(mailed("kim@altena.example", "/mijn/bevestigen/"))
    reader.locator("main form button").first.click()
    reader.goto(mailed("lotte@example.org", "/meedoen/"))
    reader.get_by_role("button", name="Ja, zet het erbij").click()

    reader.goto("/praktijken/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.locator(".wv-uptake__table")).to_contain_text("Altena")
    expect(reader.locator(".wv-region a, .wv-region li").filter(has_text="Altena").first).to_be_visible()
