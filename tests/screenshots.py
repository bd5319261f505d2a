"""Screenshots of every kind of page of a running demo, at three widths, in light and dark mode: ``make screenshots``.

They go to ``var/screenshots``. Pages are found by following links, as a visitor would, so that this keeps working when
the content of the demo changes. ``ONLY=agenda`` limits it to the pages with that word in their name.
"""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SITE = f"http://localhost:{os.environ.get('PORT', '8000')}"
TARGET = Path(os.environ.get("VAR_DIR", "var")) / "screenshots"
WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "dark")
PROFESSIONAL, ORGANISER, PASSWORD = "professional@example.org", "organisator@example.org", "demo-wijkverband"

# Height of an admin page. It scrolls within the window, so that a full-page screenshot would show only the window.
WITHIN = "Math.min(6000, Math.max(900, ...[...document.querySelectorAll('main, .content-wrapper')].map(part => part.scrollHeight)))"


def addresses(page: Page) -> dict[str, str]:
    """Return the addresses of public pages, by name."""

    def first(where: str, selector: str) -> str | None:
        page.goto(f"{SITE}{where}")
        found = page.locator(selector).first
        return found.get_attribute("href") if found.count() else None

    card = ".wv-agenda-row:has({}) .wv-agenda-row__title a"
    everywhere = "/agenda/"
    found = {
        "home": "/",
        "home-gemeente": "/?gemeente=breda",
        "agenda": everywhere,
        "agenda-gekozen": "/agenda/?gemeente=breda&thema=ouderen",
        "agenda-leeg": "/agenda/?q=bestaatniet",
        "agenda-voorbij": "/agenda/?voorbij=1",
        "agenda-maand": "/agenda/?weergave=maand",
        "bijeenkomst": first(everywhere, card.format(".wv-mix__free")),
        "bijeenkomst-vol": first(everywhere, card.format(".wv-tag--warning")),
        "bijeenkomst-gaat-niet-door": first(everywhere, card.format(".wv-tag--danger")),
        "bijeenkomst-andere-datum": first(
            everywhere, ".wv-agenda-row:not(:has(.wv-tag)) .wv-agenda-row__title a[href*='?datum=']"
        ),
        "bijeenkomst-uitgesteld": first(everywhere, card.format(".wv-tag:text('Uitgesteld')")),
        "bijeenkomst-geweest": only_over(page),
        "gemeenten": "/gemeenten/",
        "gemeente": "/gemeenten/breda/",
        "wijk": first("/gemeenten/breda/", "a[href^='/gemeenten/breda/']"),
        "themas": "/themas/",
        "thema": first("/themas/", ".wv-card__title a"),
        "organisaties": "/organisaties/",
        "organisatie": first("/organisaties/", ".wv-link-list a[href^='/organisaties/']"),
        "inloggen": "/account/login/",
        "account-maken": "/account/signup/",
        "inlogcode": "/account/login/code/",
        "inlogcode-invullen": "/account/login/code/",
        "wachtwoord-vergeten": "/account/password/reset/",
        **{f"fout-{name}": f"/stijlgids/fouten/{name}/" for name in ("403", "403_csrf", "404", "429", "500")},
        "link-kwijt": "/aanmelding/",
        "gegevens-gewist": "/aanmelding/gegevens/gewist/",
        "bewaartermijnen": "/privacy/bewaartermijnen/",
        "niet-gevonden": "/bestaat-niet/",
        "stijlgids": "/stijlgids/",
        "mails": "/stijlgids/mails/",
    }
    if found["bijeenkomst"]:
        found["aanmelden"] = f"{found['bijeenkomst'].partition('?')[0]}aanmelden/"
        found["aanmelden-met-fouten"] = found["aanmelden"]
    page.goto(f"{SITE}/")
    for link in page.locator(".wv-site-footer__links a").all():
        address = link.get_attribute("href") or ""
        if address.startswith("/") and not address.startswith(("/mijn/", "/account/")):
            found[f"tekst-{address.strip('/').replace('/', '-')}"] = address
    return {name: address for name, address in found.items() if address}


def only_over(page: Page) -> str | None:
    """Return the address of a past meetup without future dates."""
    titles = ".wv-agenda-row__title a"
    hrefs = "links => links.map(link => link.pathname)"
    page.goto(f"{SITE}/agenda/")
    coming = page.locator(titles).evaluate_all(hrefs)
    page.goto(f"{SITE}/agenda/?voorbij=1")
    return next((been for been in page.locator(titles).evaluate_all(hrefs) if been not in coming), None)


def sign_in(page: Page, login: str) -> None:
    page.goto(f"{SITE}/account/login/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form .wv-button--primary").first.click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def prove_address(page: Page) -> None:
    """Fill in a mailed code, which the pages about the ways into an account require."""
    page.goto(f"{SITE}/account/code/")
    page.locator("main form .wv-button--primary").click()
    mailbox, code = page.context.new_page(), None
    while code is None:
        mailbox.goto(f"{SITE}/demo/postvak/")
        mailbox.locator(".wv-mailbox a").first.click()
        code = re.search(r"^[A-Z0-9]{3,}-[A-Z0-9]{3,}$", mailbox.locator("pre").text_content() or "", re.MULTILINE)
    page.locator("[name=code]").fill(code[0])
    page.locator("main form .wv-button--primary").click()
    page.wait_for_url(lambda url: "/account/login" not in url)
    mailbox.close()


def own_addresses(page: Page) -> dict[str, str]:
    """Return the addresses of a signed-in user's pages: each state of a registration, and the pages of one of them."""
    sign_in(page, PROFESSIONAL)
    prove_address(page)
    found = {"mijn": "/mijn/", "mijn-gegevens": "/mijn/gegevens/", "mijn-gegevens-wissen": "/mijn/gegevens/wissen/"}
    found |= {
        f"account-{name}": f"/account/{part}/"
        for name, part in {
            "email": "email",
            "wachtwoord": "password/change",
            "beveiliging": "2fa",
            "app": "2fa/totp/activate",
            "passkey": "2fa/webauthn/add",
            "uitloggen": "logout",
            "nog-even-jij": "code",
        }.items()
    }
    page.goto(f"{SITE}/mijn/")
    for card in page.locator("main .wv-event-card").all():
        link = card.locator("a[href^='/aanmelding/']")
        if link.count():
            state = re.sub(r"\W+", "-", card.locator(".wv-tag").last.inner_text().lower())
            found[f"aanmelding-{state}"] = link.first.get_attribute("href") or ""
    if behind := found.get("aanmelding-je-komt"):
        found |= {
            f"aanmelding-{part}": f"{behind}{part}/"
            for part in ("wijzigen", "ticket", "agenda", "gegevens", "nieuwe-link")
        }
    return found


def desk_addresses(page: Page) -> dict[str, str]:
    """Return the addresses of an organiser's pages in the admin."""
    sign_in(page, ORGANISER)
    found = {
        "bureau": "/beheer/",
        "bureau-bijeenkomsten": "/beheer/bijeenkomsten/",
        "bureau-organisaties": "/beheer/organisaties/",
        "bureau-hulp": "/beheer/hulp/",
    }
    page.goto(f"{SITE}/beheer/")
    for name, part in (("aanmeldingen", "/beheer/aanmeldingen/"), ("verplaatsen", "/verplaatsen/")):
        link = page.locator(f".wv-rows a[href*='{part}']")
        if link.count():
            found[f"bureau-{name}"] = link.first.get_attribute("href") or ""
    if registrations := found.get("bureau-aanmeldingen"):
        number = registrations.removeprefix("/beheer/aanmeldingen/").split("/")[0]
        found["bureau-toevoegen"] = f"/beheer/aanmeldingen/{number}/toevoegen/"
        found |= {f"bureau-{part}": f"/beheer/datums/{number}/{part}/" for part in ("mails", "annuleren", "uitstellen")}
    return found


def mail_addresses(page: Page) -> dict[str, str]:
    """Return the address of each mail. Frames far down a page stay blank in a full-page screenshot."""
    page.goto(f"{SITE}/stijlgids/mails/")
    sources = page.locator("iframe").evaluate_all("frames => frames.map(frame => frame.getAttribute('src'))")
    return {f"mail-{source.split('/')[-3]}": source for source in sources if source.endswith("/licht/")}


def photograph(page: Page, name: str, address: str) -> None:
    page.goto(address if address.startswith("http") else f"{SITE}{address}")
    if name.endswith("met-fouten"):
        with page.expect_navigation():
            page.locator("main form").first.evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    if name == "inlogcode-invullen":
        page.locator("main form [type=email]").fill(PROFESSIONAL)
        with page.expect_navigation():
            page.locator("main form .wv-button--primary").first.click()
    # Load lazy images now, or they would be missing from the full-page screenshot.
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(part => part.loading = 'eager')")
    page.wait_for_load_state("networkidle")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if name.startswith("bureau"):
                page.wait_for_timeout(400)  # the sidebar slides away
                page.set_viewport_size({"width": width, "height": page.evaluate(WITHIN)})
            page.screenshot(path=TARGET / f"{name}-{width}-{scheme}.png", full_page=True, animations="disabled")


def photograph_all(browser: Browser, only: str) -> int:
    taken = 0
    for found in (addresses, mail_addresses, own_addresses, desk_addresses):
        # A new browser context each time, because signing in changes what the other pages show.
        page = browser.new_page(locale="nl-NL", timezone_id="Europe/Amsterdam")
        for name, address in found(page).items():
            if only in name:
                photograph(page, name, address)
                taken += 1
        page.close()
    return taken


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        taken = photograph_all(browser, os.environ.get("ONLY", ""))
        browser.close()
    sys.stdout.write(f"{taken} pages at {len(WIDTHS)} widths, in {' and '.join(SCHEMES)}, in {TARGET}\n")
    return 0 if taken else 1


if __name__ == "__main__":
    sys.exit(main())
