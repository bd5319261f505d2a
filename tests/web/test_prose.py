import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.prose import to_html, to_text


def test_paragraphs_lists_bold_and_links_become_html():
    typed = "We bellen **elke week**.\nOok in juli.\n\n- Eén\n- [Twee](https://voorbeeld.example/)\n\n1. Kies\n2. Begin"

    html = to_html(typed)

    assert html.replace("\n", "") == (
        "<p>We bellen <strong>elke week</strong>.<br>Ook in juli.</p>"
        '<ul><li>Eén</li><li><a href="https://voorbeeld.example/">Twee</a></li></ul>'
        "<ol><li>Kies</li><li>Begin</li></ol>"
    )


@pytest.mark.parametrize(
    "typed",
    ["<script>x</script>", "[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](//elders.example)", "![x](https://a.example/x.png)"],
    ids=["script", "javascript", "data", "other host", "picture"],
)  # fmt: skip
def test_nothing_typed_runs_or_leaves_the_site_unseen(typed):
    html = to_html(typed)

    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'href="//' not in html


@given(st.text(max_size=300))
def test_any_text_becomes_html_with_every_tag_of_ours(typed):
    tags = set(to_html(typed).replace(">", ">\n").split("<")[1:])

    assert {tag.split(">")[0].split(" ")[0] for tag in tags} <= {
        "p", "/p", "ul", "/ul", "ol", "/ol", "li", "/li", "strong", "/strong", "em", "/em", "a", "/a", "br",
    }  # fmt: skip


def test_text_keeps_signs_and_loses_marks():
    assert to_text("a < b & c, **vet**\n\n- x") == "a < b & c, vet\n– x"
