"""Words of one kin, verbs that come apart, and words that belong to a subject."""

import pytest

from knowledge.search import everyday, reference, related
from knowledge.search.normalising import normalised
from knowledge.search.quality import measure
from knowledge.search.synonyms import Meanings, with_terms
from knowledge.search.synonyms import reference as shared
from knowledge.search.words import AS_PART, canonical, family

DOCUMENTS = [
    measure.Document("verloskundige", "Alvast bellen", "De verloskundige belt met het gezin aan tafel."),
    measure.Document("duo", "Een ochtend in de auto", "Je rijdt een ochtend mee. Daarna praten jullie."),
    measure.Document("gewicht", "Kinderen", "Samen werken aan gezond op gewicht."),
    measure.Document("huis", "Klaar", "Het huis is leeg."),
    measure.Document("dakloos", "Nacht", "Wie dakloos is, slaapt hier."),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("evaluatie", "evalueren"),
        ("psychiater", "psychiatrie"),
        ("logopedist", "logopedie"),
        ("depressief", "depressie"),
        ("voeding", "voeden"),
        ("thuiskomst", "thuiskomen"),
        ("buitenlander", "buitenland"),
    ],
)
def test_kin_by_ending(one, other):
    assert canonical(other) in family(one)


def test_words_that_only_end_alike_are_no_kin():
    assert canonical("wonen") not in family("woning")
    assert family("buitenlander") == (canonical("buitenland"),)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Je rijdt een ochtend mee.", "meerijden"),
        ("Zij gaat de eerste keer zelf mee naar het loket, en belt daarna op.", "opbellen"),
        ("Wij ruimen samen de kamer op en drinken koffie.", "opruimen"),
    ],
)
def test_verb_that_comes_apart_is_found_as_one(text, verb):
    assert canonical(verb) + AS_PART in normalised(text, Meanings()).split()


def test_a_word_before_a_noun_is_no_half_of_a_verb():
    tokens = normalised("Hij rijdt mee naar huis. Op de hoek staat een auto.", Meanings()).split()

    assert canonical("oprijden") + AS_PART not in tokens


def found(query: str) -> list[str]:
    with measure.indexed(DOCUMENTS, shared()) as index:
        return index.ours(query)


@pytest.mark.django_db
def test_search_accepts_what_belongs_to_the_subject_when_nothing_else_is_there():
    assert found("zwangerschap")[0] == "verloskundige"


@pytest.mark.django_db
def test_search_reads_names_over_small_words_and_several_words_as_one():
    assert found("overgewicht") == ["gewicht"]
    assert found("meerijden")[0] == "duo"
    assert found("mensen zonder huis")[0] == "dakloos"


def test_part_of_one_meaning_is_no_other_meaning():
    """The tenth meaning once had the token that stood for a part of the first."""
    meanings = with_terms([(1, ("boomhut",)), (10, ("bioscoop",))])

    text = set(normalised("Het boomhutfeest", meanings).split())

    assert text.isdisjoint(normalised("bioscoop", meanings).split())


def test_no_everyday_name_stands_twice_in_a_line_and_every_line_has_more_than_one():
    for group in everyday.GROUPS:
        assert len({name.casefold() for name in group}) == len(group) > 1, group


def test_subjects_are_named_by_words_that_search_knows():
    known = {name.casefold() for group in (*reference.GROUPS, *everyday.GROUPS) for name in group}
    unknown = {name for line in related.SUBJECTS for name in line if " " in name and name.casefold() not in known}

    assert not unknown
    assert all(len(line) > 1 for line in related.SUBJECTS)
