"""Screenshots for docs/organisatoren, taken from a running demo so that they match it: ``make manual-pictures``."""

import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

SITE = f"http://localhost:{os.environ.get('PORT', '8000')}"
FOLDER = Path(__file__).parents[1] / "docs" / "organisatoren" / "beelden"
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


def first_meetup(page: Page) -> None:
    page.goto(f"{SITE}/beheer/bijeenkomsten/")
    page.locator("a[href*='/beheer/pages/'][href$='/edit/']").first.click()
    page.wait_for_load_state("networkidle")


def home(page: Page) -> None:
    page.goto(SITE)


DUTCH_MOMENTS = """() => {
  for (const field of document.querySelectorAll("input[type=date], input[type=time]")) {
    const value = field.type === "date" ? field.value.split("-").reverse().join("-") : field.value;
    field.type = "text";
    field.value = value;
  }
}"""
SEEN_BY_ALL = {"voorpagina": home, "abonneren": subscribe}
PICTURES = {
    "bureau": desk,
    "publiceren": form,
    "aanmeldingen": registrations,
    "verzetten": move,
    "mails": mails,
}


def sign_in(page: Page) -> None:
    page.goto(f"{SITE}/account/login/?next=/beheer/")
    page.fill("input[name=login]", "organisator@example.org")
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
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or [*SEEN_BY_ALL, *PICTURES]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--lang=nl"],
            env={**os.environ, "LANGUAGE": "nl", "LANG": "nl_NL.UTF-8", "LC_ALL": "nl_NL.UTF-8"},
        )
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="nl-NL", color_scheme="light", reduced_motion="reduce"
        )
        page = context.new_page()
        for pictures in (SEEN_BY_ALL, PICTURES):
            if pictures is PICTURES:
                sign_in(page)
            for name in [name for name in pictures if name in wanted]:
                pictures[name](page)
                page.wait_for_timeout(600)
                size = save(page.screenshot(), FOLDER / f"{name}.webp")
                print(f"{name}.webp  {size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
