"""Editing a page in a browser: pasting into a text, and the table block."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, log_in
from tests.factories import ContentPageFactory, editor

PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "een twee");
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_text_says_what_it_leaves_out_of_what_is_pasted(page: Page, house):
    text = ContentPageFactory(title="Over ons")
    page.set_viewport_size(DESKTOP)
    log_in(page, editor())
    page.goto(f"/beheer/pages/{text.pk}/edit/")
    field = page.locator(".public-DraftEditor-content").first
    notice = page.locator(".wv-left-out")

    field.evaluate(PASTE, "<p>een <b>twee</b></p>")
    expect(notice).to_have_count(0)
    field.evaluate(PASTE, "<table><tr><td>een</td><td>twee</td></tr></table>")

    expect(notice).to_contain_text("voeg een blok Tabel toe")
    expect(notice).not_to_contain_text("Een foto zet je bij Foto", use_inner_text=True)


def test_table_block_opens_without_a_mistake(page: Page, house):
    table = {"data": [["Dag", "Waar"], ["maandag", "De Linde"]], "table_caption": "Waar", "table_header_choice": "row"}
    text = ContentPageFactory(title="Over ons", body=[{"type": "table", "value": table}])
    page.set_viewport_size(DESKTOP)
    log_in(page, editor())

    page.goto(f"/beheer/pages/{text.pk}/edit/")

    expect(page.locator(".handsontable td", has_text="De Linde").first).to_be_visible()
    page.locator(".handsontable td", has_text="De Linde").first.click(button="right")
    expect(page.get_by_text("Rij erboven")).to_be_visible()
