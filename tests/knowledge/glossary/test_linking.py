"""Terms explained in running text: where they are, where they never are, and that nothing else changes."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.glossary.linking import MOST_PER_PAGE, NOT_WITHIN, RAW, Explained, link_terms
from knowledge.glossary.matching import names_of

CARE, REGIE, POH, SO, WMO, PLAN = range(1, 7)
NAMES = names_of(
    [
        (CARE, "mantelzorg", False),
        (CARE, "mantelzorger", False),
        (REGIE, "eigen regie", False),
        (POH, "POH-GGZ", True),
        (POH, "praktijkondersteuner geestelijke gezondheidszorg", False),
        (SO, "specialist ouderengeneeskunde", False),
        (SO, "SO", True),
        (WMO, "Wmo", True),
        (PLAN, "één gezin, één plan", False),
    ]
)
LINK = re.compile(r'<a class="wv-begrip[^"]*" href="#begrip-(\d+)" id="van-begrip-\1">(.*?)</a>', re.DOTALL)


def linked(html: str, own: int | None = None) -> list[tuple[int, str]]:
    """Return the term and the words of each link that is added to ``html``."""
    return [(int(term), words) for term, words in LINK.findall(link_terms(html, NAMES, Explained(own)))]


# -- What is found -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zorg voor mantelzorgers.", [(CARE, "mantelzorgers")]),
        ("MANTELZORG is veel werk", [(CARE, "MANTELZORG")]),
        ("meer eigen regie, graag", [(REGIE, "eigen regie")]),
        ("meer eigen\n  regie", [(REGIE, "eigen\n  regie")]),
        ("meer eigen&nbsp;regie", [(REGIE, "eigen&nbsp;regie")]),
        ("de POH-GGZ en de POH‑GGZ", [(POH, "POH-GGZ")]),
        ("de POH GGZ komt", [(POH, "POH GGZ")]),
        ("de poh-ggz komt", []),
        ("twee POH-GGZ’s, en POH-GGZ&#x27;s", [(POH, "POH-GGZ’s")]),
        ("een SO is geen so", [(SO, "SO")]),
        ("so what, Sophie", []),
        ("specialisten ouderengeneeskunde", [(SO, "specialisten ouderengeneeskunde")]),
        ("één gezin, één plan", [(PLAN, "één gezin, één plan")]),
        ("&eacute;&eacute;n gezin, één plan", [(PLAN, "&eacute;&eacute;n gezin, één plan")]),
        ("één gezin één plan", []),
        ("mantel&shy;zorg", [(CARE, "mantel&shy;zorg")]),
        ("mantel\u00adzorg", [(CARE, "mantel\u00adzorg")]),
        ("(mantelzorg), “Wmo”.", [(CARE, "mantelzorg"), (WMO, "Wmo")]),
        ("zorg/mantelzorg", [(CARE, "mantelzorg")]),
        ("a < b: mantelzorg &amp; Wmo", [(CARE, "mantelzorg"), (WMO, "Wmo")]),
    ],
)
def test_names_in_every_form(text, found):
    assert linked(f"<p>{text}</p>") == found


@pytest.mark.parametrize(
    "text",
    [
        "de mantelzorg-app",
        "mantelzorg- en zorgbeleid",
        "niet-mantelzorgers",
        "schrijf info@mantelzorg.nl",
        "zie mantelzorg.nl",
        "zie www.site.nl/mantelzorg",
        "zie https://site.nl/mantelzorg/lees",
        "<b>mantel</b>zorg",
        "steun<i>mantelzorg</i>",
        "<i>mantelzorg</i>ondersteuning",
        "mantelzorgondersteuning",
        "eigen <b>regie</b>",
        "&mantelzorg;",
    ],
)
def test_part_of_something_else_is_no_name(text):
    assert linked(f"<p>{text}</p>") == []


def test_first_occurrence_counts_and_all_names_of_a_term_are_one():
    html = "<p>Een mantelzorger.</p><p>Veel mantelzorg, en mantelzorgers.</p>"

    assert linked(html) == [(CARE, "mantelzorger")]


def test_longest_name_wins_and_its_words_are_no_other_name():
    names = names_of([(1, "regie", False), (2, "eigen regie", False), (3, "regie voeren", False)])
    explained = Explained()

    linked_html = link_terms("<p>eigen regie voeren</p><p>eigen regie</p><p>regie</p>", names, explained)

    assert LINK.findall(linked_html) == [("2", "eigen regie"), ("1", "regie")]
    assert explained.found == [2, 1]


def test_term_is_not_explained_on_its_own_page():
    assert linked("<p>mantelzorg en de Wmo</p>", own=CARE) == [(WMO, "Wmo")]


# -- How many ----------------------------------------------------------------------------------------------------------


def test_two_in_a_paragraph_and_the_third_at_its_next_occurrence():
    html = "<p>mantelzorg, de Wmo, <b>een</b> SO</p><p>de SO weer</p>"

    first, second = link_terms(html, NAMES, Explained()).split("</p>", maxsplit=1)
    assert [int(term) for term, _words in LINK.findall(first)] == [CARE, WMO]
    assert [int(term) for term, _words in LINK.findall(second)] == [SO]


def test_eight_on_a_page_over_all_its_texts():
    words = ["zorg", "plan", "wijk", "team", "huis", "straat", "school", "gezin", "feest", "water"]
    names = names_of([(number, word, False) for number, word in enumerate(words)])
    explained = Explained()

    first = link_terms("".join(f"<p>{word}</p>" for word in words[:5]), names, explained)
    second = link_terms("".join(f"<p>{word}</p>" for word in words), names, explained)

    assert len(LINK.findall(first)) == 5
    assert [words for _term, words in LINK.findall(second)] == words[5:MOST_PER_PAGE]


# -- Where never -------------------------------------------------------------------------------------------------------

ASKED_FOR = {
    "a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "summary", "label", "code", "pre", "blockquote", "q", "cite", "dfn",
    "abbr", "figcaption", "caption", "th", "nav", "script", "style", "textarea",
}  # fmt: skip


def test_list_of_elements_is_complete():
    assert ASKED_FOR <= NOT_WITHIN | RAW


@pytest.mark.parametrize("element", sorted(ASKED_FOR | NOT_WITHIN | RAW))
def test_nothing_is_explained_within_this_element(element):
    html = f'<div><{element} class="x">mantelzorg <b>de Wmo</b></{element}> en een SO</div>'

    assert linked(html) == [(SO, "SO")]


@pytest.mark.parametrize("element", sorted(ASKED_FOR - {"script", "style", "textarea"}))
def test_element_within_the_same_element_ends_with_the_outer_one(element):
    html = f"<{element}><{element}>Wmo</{element}>mantelzorg</{element}><p>een SO</p>"

    assert linked(html) == [(SO, "SO")]


@pytest.mark.parametrize(
    "attribute", ["data-geen-begrippen", 'class="x" data-geen-begrippen=""', "DATA-GEEN-BEGRIPPEN"]
)
def test_any_element_can_be_left_out(attribute):
    assert linked(f"<div {attribute}><p>mantelzorg</p></div><p data-geen-begrippen-niet>de Wmo</p>") == [(WMO, "Wmo")]


def test_comments_and_attributes_are_no_text():
    html = '<!-- mantelzorg --><img alt="mantelzorg" src="x"><p title="Wmo > mantelzorg">een SO</p>'

    assert linked(html) == [(SO, "SO")]


# -- Nothing else changes ----------------------------------------------------------------------------------------------


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def text_of(html: str) -> str:
    parser = Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.found)


PIECES = st.sampled_from(
    [
        "mantelzorg", "mantelzorgers", "Wmo", "SO", "eigen", "regie", "POH-GGZ", " ", "\n", "&nbsp;", "&eacute;", "&amp", "&#39;",
        "\u00ad", "-", "’", ".", "@", "<", ">", "</", "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>", "<h2>", "</h2>", "<br/>",
        "<p class='", "<p class=\"", "'", '"', "<!--", "-->", "<!", "<?", "<script>", "</script>", "<style", "<textarea>",
        "<div data-geen-begrippen>", "</div>", "\x00", "\ud800", "𝕎mo", "<svg viewBox='0 0 1 1'>", "</svg>", "=", "/",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join))
@example("<p it's>mantelzorg's</p>")
@example("<p title='mantelzorg")
@example("<script>mantelzorg")
@example("<!-->mantelzorg-->")
@example("&amp;mantelzorg &#xffffff; Wmo")
def test_only_links_are_added_whatever_the_html(html):
    after = link_terms(html, NAMES, Explained())

    assert LINK.sub(r"\2", after) == html
    assert text_of(after) == text_of(html)
