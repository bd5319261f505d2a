"""Passkeys: if the device refuses, the page says so, and the next attempt works."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import log_in_by_code

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "automaticPresenceSimulation": True,
}


def test_passkey_that_is_refused_says_so_below_the_button_and_can_be_tried_again(season, page: Page):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"isUserVerified": False}})
    log_in_by_code(page, season.member)
    page.goto("/account/2fa/webauthn/add/")
    refusal = page.get_by_role("alert").filter(has_text="Dat lukte niet met je passkey")
    expect(refusal).to_be_hidden()

    page.click("#mfa_webauthn_add")

    expect(refusal).to_be_visible()
    button, said = page.locator("#mfa_webauthn_add").bounding_box(), refusal.bounding_box()
    assert button is not None
    assert said is not None
    assert 0 <= said["y"] - button["y"] - button["height"] < 40

    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device["authenticatorId"], "isUserVerified": True})
    page.click("#mfa_webauthn_add")

    expect(page.get_by_text("Je passkey is toegevoegd.")).to_be_visible()
