"""Practices of the demo, read without a database: what they name exists, fits its field and is plain to read."""

from collections import Counter

import pytest
from django.utils.text import slugify

from home.demo.organisations import ORGANISATIONS
from home.demo.practice_shapes import PROSE
from home.demo.practices import PRACTICES
from home.demo.season import MEETUPS
from home.readability import long_sentences, measure, sentences_of
from knowledge.models import PhaseChange, PracticePage, PracticePartner, PracticeStep, PublishedChange, Uptake
from knowledge.reference.categories import CATEGORIES
from network.reference.disciplines import DISCIPLINES
from network.reference.organisations import ORGANISATIONS as REAL_ORGANISATIONS
from network.reference.places import MUNICIPALITIES
from network.reference.themes import THEMES

PLAIN = 60
"""Flesch-Douma score from which a text is plain enough for B1."""
REAL = tuple(practice for practice in PRACTICES if not practice.is_example)
INVENTED = tuple(practice for practice in PRACTICES if practice.is_example)
OWNERS = {organisation.name for organisation in ORGANISATIONS}
UPTAKE_STATES = set(Uptake.State.values)

every_practice = pytest.mark.parametrize("practice", PRACTICES, ids=[practice.slug for practice in PRACTICES])


def fits(model, field: str, text: str) -> bool:
    return len(text) <= model._meta.get_field(field).max_length  # noqa: SLF001


@every_practice
def test_texts_fit_their_fields(practice):
    too_long = [name for name in ("title", *PROSE) if not fits(PracticePage, name, getattr(practice, name))]

    assert too_long == []
    assert all(fits(PracticeStep, "title", s.title) and fits(PracticeStep, "words", s.words) for s in practice.steps)
    assert all(fits(PhaseChange, "reason", phase.reason) for phase in practice.phases)
    assert all(fits(PracticePartner, "name", partner.organisation) for partner in practice.partners)
    assert all(fits(PracticePartner, "role", partner.role) for partner in practice.partners)
    assert all(fits(PracticePartner, "reason", partner.reason) for partner in practice.partners)
    assert all(fits(PublishedChange, "words", words) for _days, words in practice.changes)


@every_practice
def test_everything_that_is_named_exists(practice):
    wijken = {municipality.slug: {wijk.name for wijk in municipality.wijken} for municipality in MUNICIPALITIES}
    real = {organisation.name for organisation in REAL_ORGANISATIONS}

    assert practice.phase in PracticePage.Phase
    assert practice.organisation in {"", *OWNERS, *real}
    assert practice.municipality in {"", *wijken}
    assert set(practice.wijken) <= wijken.get(practice.municipality, set())
    assert set(practice.themes) <= {theme.slug for theme in THEMES}
    assert set(practice.categories) <= {slugify(name) for names in CATEGORIES.values() for name in names}
    assert set(practice.inspired_by) <= {other.slug for other in PRACTICES} - {practice.slug}
    assert set(practice.meetups) <= {(meetup.organisation, meetup.slug) for meetup in MEETUPS}
    assert {author.discipline for author in practice.authors} <= {
        name for names in DISCIPLINES.values() for name in names
    }
    assert {author.organisation for author in practice.authors} <= {"", *OWNERS}


@every_practice
def test_running_text_is_plain(practice):
    text = practice.running_text

    assert measure(text).value >= PLAIN
    assert long_sentences(text) == []


@every_practice
def test_paragraphs_and_items_are_lines(practice):
    lines = practice.running_text.replace("\n\n", "\n").split("\n")

    assert [line for line in lines if not line.strip() or line != line.strip()] == []
    assert [line for line in lines if line.startswith("#")] == []


@every_practice
def test_phases_come_in_order_and_end_at_that_of_the_page(practice):
    reached = [phase for phase in practice.phases if not phase.is_expected]

    assert [phase.months_ago for phase in practice.phases] == sorted(
        (phase.months_ago for phase in practice.phases), reverse=True
    )
    assert all(phase.months_ago >= 0 for phase in reached)
    assert all(phase.months_ago < 0 for phase in practice.phases if phase.is_expected)
    assert not reached or reached[-1].phase == practice.phase


@every_practice
def test_uptake_is_by_others_once_each(practice):
    parties = [taken.organisation or taken.municipality for taken in practice.uptake]

    assert len(parties) <= 6
    assert len(set(parties)) == len(parties)
    assert {taken.state for taken in practice.uptake} <= UPTAKE_STATES
    for taken in practice.uptake:
        assert bool(taken.organisation) != bool(taken.municipality)
        assert taken.organisation in {"", *OWNERS} - {practice.organisation or None}
        assert taken.municipality != practice.municipality or not taken.municipality
        assert fits(Uptake, "changed", taken.changed)
        assert taken.changed or taken.state != Uptake.State.STOPPED


@pytest.mark.parametrize("practice", REAL, ids=[practice.slug for practice in REAL])
def test_real_initiative_carries_nothing_invented(practice):
    # The programme gives no people, dates, results or uptake. Whoever runs it adds those.
    unknown = (
        "lesson", "occasion", "effort", "results", "failed_what", "failed_how", "failed_now", "execution", "conditions",
        "active_elements", "experiences", "transfer", "securing", "materials", "council_question", "seeks", "thanks",
        "authors", "steps", "phases", "meetups", "uptake", "changes", "inspired_by",
    )  # fmt: skip

    assert [name for name in unknown if getattr(practice, name)] == []
    assert practice.organisation == ""
    assert not [partner for partner in practice.partners if partner.since is not None or partner.until is not None]
    assert not [name for name in OWNERS if name in str(practice)]


@pytest.mark.parametrize("practice", INVENTED, ids=[practice.slug for practice in INVENTED])
def test_invented_practice_belongs_to_an_invented_organisation(practice):
    real = {organisation.name for organisation in REAL_ORGANISATIONS}

    assert practice.organisation in OWNERS
    assert [author.is_contact for author in practice.authors].count(True) == 1
    assert not [partner for partner in practice.partners if partner.organisation in real]
    assert not [name for name in real if f" {name} " in practice.running_text]


def test_slugs_and_titles_are_unique_and_fit_an_address():
    slugs = [practice.slug for practice in PRACTICES]

    assert len(set(slugs)) == len(slugs)
    assert len({practice.title for practice in PRACTICES}) == len(slugs)
    assert slugs == [slugify(slug) for slug in slugs]


def test_an_author_is_the_same_person_everywhere():
    told = {(author.name, author.discipline, author.organisation) for p in PRACTICES for author in p.authors}

    assert Counter(name for name, _discipline, _organisation in told).most_common(1)[0][1] == 1


def test_no_two_practices_share_a_sentence():
    sentences = Counter(
        sentence
        for practice in PRACTICES
        for sentence in {" ".join(words) for words in sentences_of(practice.running_text) if len(words) > 6}
    )

    assert [sentence for sentence, number in sentences.items() if number > 1] == []


def test_practices_cover_the_region():
    phases = Counter(practice.phase for practice in PRACTICES)
    told_failures = [
        practice for practice in PRACTICES if practice.failed_what and practice.failed_how and practice.failed_now
    ]
    taken_up = [practice for practice in PRACTICES if practice.uptake]
    full = [
        practice for practice in PRACTICES if sum(bool(getattr(practice, name)) for name in PROSE) >= len(PROSE) - 1
    ]
    asks = [practice for practice in PRACTICES if practice.council_question]

    assert len(PRACTICES) >= 40
    assert len(REAL) == 5
    assert {practice.municipality for practice in PRACTICES} >= {municipality.slug for municipality in MUNICIPALITIES}
    assert {theme for practice in PRACTICES for theme in practice.themes} == {theme.slug for theme in THEMES}
    assert {name for practice in PRACTICES for name in practice.categories} == {
        slugify(name) for names in CATEGORIES.values() for name in names
    }
    assert {practice.organisation for practice in INVENTED} == OWNERS
    assert all(
        phases[phase] >= least
        for phase, least in {"idee": 8, "proeftuin": 12, "geevalueerd": 9, "verspreid": 8, "gestopt": 4}.items()
    )
    assert len(told_failures) >= 30
    assert len(taken_up) >= 25
    assert {taken.state for practice in taken_up for taken in practice.uptake} == UPTAKE_STATES
    assert len(full) >= 6
    assert 2 <= len(asks) <= 3
    assert len([practice for practice in PRACTICES if practice.meetups]) >= 15
    assert any("proeftuin-gageldonk-en-warande" in practice.inspired_by for practice in INVENTED)
