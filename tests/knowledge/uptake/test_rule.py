"""The way of a statement: from a guest or a colleague, past the party and the owner, to the page, and off it again."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from knowledge.identity import acts
from knowledge.models import Uptake, UptakeStep
from knowledge.models.uptake import Stage
from knowledge.uptake import rule
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, editor
from tests.factories_uptake import (
    UptakeFactory,
    contributor,
    contributor_of,
    gemeente,
    member_of,
    party,
    statement,
    with_contact,
)
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db


def stated(practice, page, by, **kwargs) -> Uptake:
    is_proven = kwargs.pop("is_proven", True)
    return rule.state(practice, party(page), statement(**kwargs), by=by, is_proven=is_proven)


def subjects(person) -> list[str]:
    return [str(message["subject"]) for message in mails_to(person.email)]


def test_guest_proposes_the_organisation_agrees_and_the_owner_confirms():
    practice, organisation = PracticeFactory(title="Vier aan tafel"), OrganisationFactory(title="Zonnewijzer")
    owner, colleague, guest = with_contact(practice), member_of(organisation), contributor()

    row = stated(practice, organisation, guest, changed="Met de POH-GGZ.")
    assert (row.stage, list(Uptake.objects.shown())) == (Stage.PARTY, [])
    assert subjects(colleague) == ["Klopt dit over Zonnewijzer?"]
    rule.agree(row, by=colleague, version=1)
    assert (Uptake.objects.get().stage, list(Uptake.objects.shown())) == (Stage.OWNER, [])
    assert subjects(owner) == ["Zonnewijzer probeert “Vier aan tafel”"]
    rule.confirm(row, by=owner, version=1)

    assert list(Uptake.objects.shown()) == [row]
    assert subjects(guest) == subjects(colleague)[1:] == ["Jullie staan erbij: Vier aan tafel"]
    assert list(UptakeStep.objects.values_list("state", "month", "words")) == [
        ("probeert", date(2026, 6, 1), "Met de POH-GGZ.")
    ]


def test_an_unproven_address_asks_nobody_until_its_link_is_used():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    colleague, guest = member_of(organisation), contributor(email="gast@example.org")

    row = stated(practice, organisation, guest, is_proven=False)
    assert (row.stage, subjects(colleague)) == (Stage.PROOF, [])
    [asked] = mails_to("gast@example.org")
    assert acts.path_to_confirm(rule.PROOF, row) in text_of(asked)
    path = rule.prove(row)

    assert path.startswith("/meedoen/")
    assert Uptake.objects.get().stage == Stage.PARTY
    assert len(subjects(colleague)) == 1


def test_what_a_stranger_types_in_somebodys_name_leaves_their_own_words_alone():
    practice, organisation, guest = PracticeFactory(), OrganisationFactory(), contributor()
    mine = stated(practice, organisation, guest, changed="Mijn woorden.")

    stated(practice, organisation, guest, changed="Onzin.", is_proven=False)

    mine.refresh_from_db()
    assert (mine.changed, mine.version) == ("Mijn woorden.", 1)
    assert sorted(row.stage for row in Uptake.objects.all()) == [Stage.PROOF, Stage.PARTY]


def test_newer_words_that_are_proven_replace_ones_own_older_words():
    practice, organisation, guest = PracticeFactory(), OrganisationFactory(), contributor()
    stated(practice, organisation, guest, changed="Eerst.")

    rule.prove(stated(practice, organisation, guest, changed="Later.", is_proven=False))

    assert list(Uptake.objects.values_list("changed", flat=True)) == ["Later."]


def test_people_of_the_organisation_need_no_yes_of_their_own():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)

    row = stated(practice, organisation, colleague)

    assert row.stage == Stage.OWNER
    assert (len(subjects(colleague)), len(subjects(owner))) == (0, 1)


def test_guest_whose_proven_address_is_that_of_a_colleague_speaks_for_the_organisation():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    colleague = member_of(organisation)

    rule.prove(stated(practice, organisation, colleague, is_proven=False))

    assert Uptake.objects.get().stage == Stage.OWNER


def test_nobody_is_asked_where_one_person_speaks_for_both_sides():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    colleague = member_of(organisation)
    practice.authorships.create(contributor=colleague, is_contact=True)

    row = stated(practice, organisation, colleague)

    assert (row.stage, subjects(colleague)) == (Stage.SHOWN, [])


def test_gemeente_counts_as_its_municipality():
    practice, breda = PracticeFactory(), MunicipalityFactory(title="Breda")
    colleague = member_of(gemeente(breda))

    row = stated(practice, gemeente_of(colleague), colleague)

    assert (row.organisation_id, row.municipality_id, row.stage) == (None, breda.pk, Stage.OWNER)
    assert stated(practice, breda, colleague).pk == row.pk


def gemeente_of(person):
    return person.user.groups.get().organisation_page


def test_editors_are_asked_where_nobody_stands_for_a_side():
    practice, organisation, guest = PracticeFactory(), OrganisationFactory(), contributor()
    redactie = contributor_of(editor())

    row = stated(practice, organisation, guest)
    rule.agree(row, by=redactie, version=1)
    rule.confirm(row, by=redactie, version=1)

    assert Uptake.objects.get().stage == Stage.SHOWN
    assert len(subjects(redactie)) == 2


def test_same_statement_twice_asks_once():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)

    for _ in range(3):
        stated(practice, organisation, colleague)

    assert (Uptake.objects.count(), len(subjects(owner))) == (1, 1)


def test_change_of_what_is_shown_holds_at_once_and_the_owner_hears_of_it():
    practice, organisation = PracticeFactory(title="Vier aan tafel"), OrganisationFactory(title="Zonnewijzer")
    owner, colleague = with_contact(practice), member_of(organisation)
    shown = UptakeFactory(practice=practice, organisation=organisation, state="verkent")
    UptakeStep.objects.create(uptake=shown, state="verkent", month=shown.since)

    stated(practice, organisation, colleague, state="gestopt", changed="Geen tijd.", since=date(2026, 9, 1))

    assert list(Uptake.objects.shown().values_list("state", "changed")) == [("gestopt", "Geen tijd.")]
    assert list(UptakeStep.objects.values_list("state", "words")) == [("verkent", ""), ("gestopt", "Geen tijd.")]
    assert subjects(owner) == ["Zonnewijzer is gestopt met “Vier aan tafel”"]


def test_words_of_a_guest_replace_what_is_shown_once_the_party_agrees():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    colleague, guest = member_of(organisation), contributor()
    UptakeFactory(practice=practice, organisation=organisation, state="verkent")
    row = stated(practice, organisation, guest, state="werkt")
    assert [one.state for one in Uptake.objects.shown()] == ["verkent"]

    rule.agree(row, by=colleague, version=1)

    assert [(one.state, one.stage) for one in Uptake.objects.all()] == [("werkt", Stage.SHOWN)]


def test_owner_decides_about_the_text_that_was_read():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)
    row = stated(practice, organisation, colleague, changed="Eerst.")
    stated(practice, organisation, colleague, changed="Heel anders.")

    with pytest.raises(rule.TextChangedError):
        rule.confirm(row, by=owner, version=1)

    rule.confirm(row, by=owner, version=2)
    assert Uptake.objects.shown().get().changed == "Heel anders."


def test_declining_needs_words_and_they_reach_who_stated_it():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)
    row = stated(practice, organisation, colleague)

    with pytest.raises(rule.NotAllowedError):
        rule.decline(row, by=owner, version=1, words="  ")
    rule.decline(row, by=owner, version=1, words="Dit is iets anders.")

    assert Uptake.objects.get().stage == Stage.ENDED
    assert "Dit is iets anders." in text_of(mails_to(colleague.email)[-1])


def test_second_decision_is_refused():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)
    row = stated(practice, organisation, colleague)
    rule.confirm(row, by=owner, version=1)

    with pytest.raises(rule.NotAllowedError):
        rule.decline(row, by=owner, version=1, words="Toch niet.")

    assert Uptake.objects.get().stage == Stage.SHOWN


@pytest.mark.parametrize("side", ["party", "owner"])
def test_either_side_withdraws_at_once_and_the_other_hears_of_it(side):
    practice, organisation = PracticeFactory(), OrganisationFactory()
    owner, colleague = with_contact(practice), member_of(organisation)
    row = stated(practice, organisation, colleague)
    rule.confirm(row, by=owner, version=1)
    by, other = (colleague, owner) if side == "party" else (owner, colleague)
    before = len(subjects(by)), len(subjects(other))

    rule.withdraw(row, by=by)
    rule.withdraw(row, by=by)

    assert list(Uptake.objects.shown()) == []
    assert (len(subjects(by)) - before[0], len(subjects(other)) - before[1]) == (0, 1)


def test_a_stranger_withdraws_nothing():
    row = UptakeFactory()

    with pytest.raises(rule.NotAllowedError):
        rule.withdraw(row, by=contributor())

    assert Uptake.objects.shown().count() == 1


def test_after_withdrawal_the_party_may_state_it_again():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    colleague = member_of(organisation)
    UptakeFactory(practice=practice, organisation=organisation, withdrawn=True)

    assert stated(practice, organisation, colleague).stage == Stage.OWNER


def test_removing_leaves_no_history():
    row = UptakeFactory()
    UptakeStep.objects.create(uptake=row, state="werkt", month=row.since, words="Alles.")

    with pytest.raises(rule.NotAllowedError):
        rule.remove(row, by=row.stated_by)
    rule.remove(row, by=contributor_of(editor()))

    assert (Uptake.objects.count(), UptakeStep.objects.count()) == (0, 0)


def test_database_holds_one_party_and_one_statement_each():
    practice, organisation = PracticeFactory(), OrganisationFactory()
    UptakeFactory(practice=practice, organisation=organisation)
    wrong = [
        {"organisation": organisation, "municipality": MunicipalityFactory()},
        {"organisation": None},
        {"organisation": organisation},
        {"organisation": OrganisationFactory(), "agreed_at": None},
    ]

    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            UptakeFactory(practice=practice, **fields)
