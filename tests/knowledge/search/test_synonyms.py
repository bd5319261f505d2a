from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.normalising import normalised
from knowledge.search.query import parsed
from knowledge.search.reference import GROUPS
from knowledge.search.synonyms import Meanings, reference, with_terms


def found(query: str, text: str, meanings: Meanings) -> bool:
    tokens = set(normalised(text, meanings).split())
    units = parsed(query, meanings)
    return bool(units) and all(
        tokens & unit.weights.keys() or (unit.parts and all(tokens & part.keys() for part in unit.parts))
        for unit in units
    )


def test_every_name_of_a_begrip_finds_every_other():
    meanings = with_terms([(7, ("respijtzorg", "even eruit", "logeeropvang"))])

    assert found("respijtzorg", "Wij zijn er even eruit.", meanings)
    assert found("even eruit", "De logeeropvang is open.", meanings)
    assert not found("respijtzorg", "Kom er even uit.", meanings)


def test_part_of_a_compound_finds_its_meaning():
    assert found("zelfmoord", "Een training suïcidepreventie.", reference())
    assert found("zelfmoordpreventie", "Praten over suïcide.", reference())


def test_abbreviation_that_is_a_word_counts_only_in_capitals():
    assert found("ouderenarts", "Vraag het de SO.", reference())
    assert not found("cliëntondersteuner", "Loop eens mee.", reference())
    assert found("so", "De specialist ouderengeneeskunde komt.", reference())


def test_no_name_of_the_reference_stands_twice_in_one_line():
    for group in GROUPS:
        assert len({name.casefold() for name in group}) == len(group) > 1, group


@given(st.text(max_size=200))
def test_any_text_finds_itself(text):
    units = parsed(text, Meanings())

    assert not units or len(text.split()) > 12 or found(text, text, Meanings())
