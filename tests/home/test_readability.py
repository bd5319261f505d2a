"""Readability: the score is right, the texts are found, and the pages that every site has stay plain."""

import pytest
from django.conf import settings

from home.readability import in_markdown, in_module, in_template, long_sentences, measure, sources, syllables

PLAIN = 60
"""Flesch-Douma score from which a text is plain enough for B1."""


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("wijk", 1),
        ("huisarts", 2),
        ("bijeenkomst", 3),
        ("organisatie", 5),
        ("geïnteresseerd", 5),
        ("Wmo", 1),
        ("zieke", 2),
    ],
)
def test_syllables_of_a_word(word, number):
    assert syllables(word) == number


def test_score_is_that_of_douma():
    score = measure("De kat slaapt. De grote hond blaft.")

    assert (score.words, score.sentences, score.syllables) == (7, 2, 8)
    assert score.value == pytest.approx(206.835 - 0.93 * 7 / 2 - 77 * 8 / 7)


def test_hard_text_scores_lower_than_a_plain_one():
    hard = (
        "De verantwoordelijkheid voor interdisciplinaire samenwerkingsverbanden ligt bij de beleidsverantwoordelijken."
    )

    assert measure(hard).value < 0 < PLAIN < measure("Je belt iemand die je kent. Dat scheelt tijd.").value


def test_texts_are_found_in_templates_code_and_manuals():
    template = '{% translate "Je plek staat nu vast." %}<p>{% blocktranslate count n=n %}Er komt {{ n }} mens mee.{% plural %}Er komen er veel mee.{% endblocktranslate %}</p>'
    module = 'from x import gettext as _\nwords = _("Vul hier %(most)s adressen in.")\nother = "niet vertaald"'

    assert in_template(template) == "Je plek staat nu vast.\nEr komt Naam mens mee.\nEr komen er veel mee."
    assert in_module(module) == "Vul hier Naam adressen in."
    assert in_markdown("# Kop\n\nEen [link](x.md) en\nmeer.\n\n    code\n\n- een\n- twee").split("\n") == [
        "# Kop", "Een link en meer.", "- een", "- twee",
    ]  # fmt: skip


def test_sentence_that_is_too_long_is_named():
    assert long_sentences("Kort. " + "woord " * 21) == [" ".join(["woord"] * 21)]


def test_pages_mails_and_manuals_for_organisers_are_plain():
    kinds = {"pagina", "mail"}
    texts = [
        text
        for text in sources(settings.BASE_DIR)
        if text.kind in kinds or "organisatoren" in text.name or "redactie" in text.name
    ]

    assert len(texts) > 40
    assert [text.name for text in texts if text.score.words > 25 and text.score.value < PLAIN] == []
