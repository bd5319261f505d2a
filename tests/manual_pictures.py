"""Screenshots for the manuals, taken from a running demo so that they match it: ``make manual-pictures``."""

import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

SITE = f"http://localhost:{os.environ.get('PORT', '8000')}"
DOCS = Path(__file__).parents[1] / "docs"
MOST_BYTES = 60_000
WIDTH, HEIGHT = 1200, 800


def desk(page: Page) -> None:
    page.goto(f"{SITE}/beheer/")


def form(page: Page) -> None:
    first_meetup(page)


def registrations(page: Page) -> None:
    page.goto(f"{SITE}/beheer/")
    page.locator(".wv-rows a[href*='/beheer/aanmeldingen/']").first.click()
    page.wait_for_load_state("networkidle")


def move(page: Page) -> None:
    registrations(page)
    page.locator("a[href*='/verplaatsen/'], a[href*='/verzetten/']").first.click()
    # A browser without Dutch installed shows dates and times in American notation.
    page.wait_for_selector("input[type=date]")
    page.evaluate(DUTCH_MOMENTS)


def mails(page: Page) -> None:
    first_meetup(page)
    panel = page.locator("section.w-panel", has=page.locator("h2", has_text="Wachtlijst en mails"))
    panel.locator("button").first.click()
    page.wait_for_timeout(500)  # unfolding takes time
    panel.evaluate("element => element.scrollIntoView({ block: 'start' })")


def subscribe(page: Page) -> None:
    page.goto(f"{SITE}/gemeenten/breda/")
    page.locator("#abonneer").evaluate(
        "element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 120)"
    )


def board(page: Page) -> None:
    page.goto(f"{SITE}/beheer/conferentie/")
    page.get_by_role("link", name="Programma maken").click()
    page.wait_for_load_state("networkidle")


def release(page: Page) -> None:
    page.goto(f"{SITE}/beheer/conferentie/")
    page.get_by_role("link", name="Vrijgeven").click()
    page.wait_for_load_state("networkidle")


def first_meetup(page: Page) -> None:
    page.goto(f"{SITE}/beheer/bijeenkomsten/")
    page.locator("a[href*='/beheer/pages/'][href$='/edit/']").first.click()
    page.wait_for_load_state("networkidle")


def pages(page: Page) -> None:
    page.goto(f"{SITE}/beheer/pages/")
    page.locator("a[href*='/beheer/pages/'][href$='/']", has_text="Wijkverband").first.wait_for()


def text_page(page: Page) -> None:
    page_in_list(page, "home/contentpage", "Nieuw hier?")


def municipality(page: Page) -> None:
    page_in_list(page, "network/municipalitypage", "Breda")
    page.locator(
        "#panel-child-content-op_de_kaart_van_de_regio-section, [id*='kaart']"
    ).first.scroll_into_view_if_needed()


def term(page: Page) -> None:
    page_in_list(page, "knowledge/termpage", "indicatie")


def page_in_list(page: Page, kind: str, title: str) -> None:
    page.goto(f"{SITE}/beheer/pages/usage/{kind}/")
    page.locator("a[href$='/edit/']", has_text=title).first.click()
    page.wait_for_load_state("networkidle")


def to_practice(page: Page) -> None:
    page.goto(f"{SITE}/beheer/bijeenkomsten/?moment=geweest")
    number = page.locator("a[href*='/beheer/pages/'][href$='/edit/']").last.get_attribute("href").split("/")[-3]
    page.goto(f"{SITE}/beheer/praktijk-van/{number}/")


def reactions(page: Page) -> None:
    page.goto(f"{SITE}/beheer/reacties/")


def uptake(page: Page) -> None:
    page.goto(f"{SITE}/praktijken/vier-aan-tafel/")
    page.locator("#spreiding").evaluate(
        "element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 40)"
    )


def policy(page: Page) -> None:
    page.goto(f"{SITE}/beheer/beleid/")
    page.locator("main a[href*='/beheer/beleid/']").first.click()
    page.wait_for_load_state("networkidle")


def images(page: Page) -> None:
    page.goto(f"{SITE}/beheer/images/")


def broken_links(page: Page) -> None:
    page.goto(f"{SITE}/beheer/reports/links/")


def home(page: Page) -> None:
    page.goto(SITE)


def search(page: Page) -> None:
    page.goto(f"{SITE}/zoeken/?q=wijkverpleegkundige")


def review(page: Page) -> None:
    """Open the link in the mail that the demo sent to the editor."""
    page.goto(f"{SITE}/demo/postvak/")
    page.get_by_role("link", name="Nakijken").first.click()
    link = page.frame_locator("iframe").get_by_role("link", name="Lees het en beslis").get_attribute("href")
    page.goto(link or "")


def practice(page: Page) -> None:
    page.goto(f"{SITE}/praktijken/")
    page.locator(".wv-practice-card a").first.click()
    number = page.evaluate(
        "document.querySelector('meta[property=\"og:image\"]').content.match(/deelbeeld\\/(\\d+)/)[1]"
    )
    page.goto(f"{SITE}/beheer/pages/{number}/edit/")
    page.wait_for_load_state("networkidle")


DUTCH_MOMENTS = """() => {
  for (const field of document.querySelectorAll("input[type=date], input[type=time]")) {
    const value = field.type === "date" ? field.value.split("-").reverse().join("-") : field.value;
    field.type = "text";
    field.value = value;
  }
}"""
SEEN_BY_ALL = {"voorpagina": home, "abonneren": subscribe}
ORGANISER = {
    "bureau": desk,
    "publiceren": form,
    "aanmeldingen": registrations,
    "verzetten": move,
    "mails": mails,
    "praktijk": to_practice,
}
EDITOR = {
    "paginas": pages,
    "tekstpagina": text_page,
    "afbeeldingen": images,
    "links": broken_links,
    "gemeente": municipality,
    "begrip": term,
    "zoeken": search,
    "reacties": reactions,
    "praktijk": practice,
    "nakijken": review,
    "conferentie-bord": board,
    "conferentie-vrijgeven": release,
}
OF_A_MUNICIPALITY = {"beleid": policy}
BOOKS = (
    ("organisatoren", "", SEEN_BY_ALL),
    ("organisatoren", "organisator@example.org", ORGANISER),
    ("organisatoren", "redactie@example.org", OF_A_MUNICIPALITY),
    ("redactie", "", {"verspreiding": uptake}),
    ("redactie", "redactie@example.org", EDITOR),
)
"""Folder of each manual, who takes the pictures, and the pictures by name."""


def sign_in(page: Page, email: str) -> None:
    page.goto(f"{SITE}/account/login/?next=/beheer/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", "demo-wijkverband")
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{SITE}/beheer/")


def save(picture: bytes, path: Path) -> int:
    """Save ``picture`` with the highest quality at which it fits in ``MOST_BYTES``. Return its size in bytes."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for quality in (80, 70, 60, 50, 40):
        image.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= MOST_BYTES:
            break
    return path.stat().st_size


def main() -> None:
    wanted = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--lang=nl"],
            env={**os.environ, "LANGUAGE": "nl", "LANG": "nl_NL.UTF-8", "LC_ALL": "nl_NL.UTF-8"},
        )
        for book, email, pictures in BOOKS:
            names = [name for name in pictures if not wanted or name in wanted]
            if not names:
                continue
            context = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT},
                locale="nl-NL",
                color_scheme="light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            if email:
                sign_in(page, email)
            for name in names:
                pictures[name](page)
                page.wait_for_timeout(600)
                size = save(page.screenshot(), DOCS / book / "beelden" / f"{name}.webp")
                print(f"{name}.webp  {size / 1000:.0f} kB")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
