"""Rich text as plain text, and long text cut short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.excerpts import as_text, shortened


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Neem <b>soep</b> mee.</p><p>En een <i>lepel</i></p>", "Neem soep mee.\nEn een lepel"),
        ("<p>Zie <a href=\"https://a.example/b?c=1&amp;d\">het plan</a>.</p>", "Zie het plan (https://a.example/b?c=1&d)."),
        ("<p><a href=\"https://a.example/\">https://a.example/</a></p>", "https://a.example/"),
        ("<p><a href=\"https://a.example/\"></a></p>", "https://a.example/"),
        ("<p>Dit <a href=\"\">woord</a> blijft</p>", "Dit woord blijft"),
        ("<ul><li>Soep<ul><li>tomaat</li><li>erwt</li></ul></li><li>Brood</li></ul>", "– Soep\n  – tomaat\n  – erwt\n– Brood"),
        ("<ol><li>Inloop</li><li><p>Start</p><ol><li>a</li></ol></li></ol>", "1. Inloop\n2. Start\n  1. a"),
        ("<h2>Kop</h2><p>een<br/>twee</p>los", "Kop\neen\ntwee\nlos"),
        ("<p>Kees &amp; Co &lt;b&gt;</p>", "Kees & Co <b>"),
        ("<p></p><ul><li></li></ul>", ""),
        ("zonder opmaak", "zonder opmaak"),
    ],
    ids=["paragraphs", "link", "bare link", "empty link", "no address", "nested list", "numbered", "breaks", "entities", "empty", "plain"],
)  # fmt: skip
def test_as_text(html, text):
    assert as_text(html) == text


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("een twee drie", 13, "een twee drie"),
        ("een twee drie", 12, "een twee…"),
        ("een twee drie", 9, "een twee…"),
        ("een twee drie", 8, "een…"),
        ("een, twee", 6, "een…"),
        ("kijk (https://a.example/b)", 12, "kijk…"),
        ("meervoudigeonderwijsinstelling", 10, "meervoudi…"),
        ("een\ntwee", 6, "een…"),
        ("", 5, ""),
    ],
)  # fmt: skip
def test_shortened(text, most, short):
    assert shortened(text, most) == short


@given(st.text("aé,.( ", max_size=120), st.integers(10, 60))
def test_shortened_ends_after_a_word_within_its_room(text, most):
    short = shortened(text, most)

    kept = short.removesuffix("…")
    assert len(short) <= most
    assert text.startswith(kept)
    assert short == text or text[len(kept)] in " ,(" or " " not in text[: most - 1]
