"""Matrix of the policy: every action, at every stage, by every kind of person."""

from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from knowledge.models import Contributor, Uptake
from knowledge.models.uptake import Stage
from knowledge.uptake.permissions import Action, may
from tests.factories import OrganisationFactory, PracticeFactory, UserFactory, editor, organiser_of
from tests.factories_uptake import UptakeFactory, contributor, contributor_of, member_of, with_contact

pytestmark = pytest.mark.django_db

TRAITS = {
    Stage.PROOF: {"unproven": True},
    Stage.PARTY: {"proposed": True},
    Stage.OWNER: {"agreed": True},
    Stage.SHOWN: {},
    Stage.ENDED: {"declined": True},
}
NOBODY: frozenset[str] = frozenset()
NEVER = dict.fromkeys(Stage, NOBODY)
EVER = dict.fromkeys
ALLOWED: dict[Action, dict[Stage, frozenset[str]]] = {
    Action.AGREE: {**NEVER, Stage.PARTY: frozenset({"party"})},
    Action.CONFIRM: {**NEVER, Stage.OWNER: frozenset({"owner"})},
    Action.DECLINE: {**NEVER, Stage.PARTY: frozenset({"party"}), Stage.OWNER: frozenset({"owner"})},
    Action.WITHDRAW: {
        **EVER([Stage.PROOF, Stage.PARTY], frozenset({"guest", "party", "editor"})),
        **EVER([Stage.OWNER, Stage.SHOWN], frozenset({"guest", "party", "owner", "editor"})),
        Stage.ENDED: NOBODY,
    },
    Action.CHANGE: EVER(Stage, frozenset({"party"})),
    Action.REMOVE: EVER(Stage, frozenset({"editor"})),
}
"""Kinds of people who may do it. Editors also answer for a side that is silent or empty; see the tests below."""


@dataclass
class People:
    practice: object
    organisation: object
    by_kind: dict[str, Contributor] = field(default_factory=dict)


@pytest.fixture
def people() -> People:
    practice, organisation = PracticeFactory(), OrganisationFactory()
    unproven = contributor("Iemand")
    Contributor.objects.filter(pk=unproven.pk).update(confirmed_at=None)
    unproven.refresh_from_db()
    closed = member_of(organisation)
    closed.user.is_active = False
    closed.user.save()
    return People(
        practice,
        organisation,
        {
            "guest": contributor(),
            "party": member_of(organisation),
            "owner": with_contact(practice),
            "editor": contributor_of(editor()),
            "owner of another": with_contact(PracticeFactory()),
            "organiser of another": member_of(OrganisationFactory()),
            "professional": contributor_of(UserFactory()),
            "unproven address": unproven,
            "colleague whose account is closed": closed,
        },
    )


def row_at(stage: Stage, people: People, **kwargs) -> Uptake:
    return UptakeFactory(
        practice=people.practice, organisation=people.organisation, stated_by=people.by_kind["guest"],
        **TRAITS[stage], **kwargs,
    )  # fmt: skip


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("action", Action)
def test_who_may_do_what(people, action, stage):
    row = row_at(stage, people)

    allowed = {kind for kind, person in people.by_kind.items() if may(action, person, row)}

    assert row.stage == stage
    assert allowed == ALLOWED[action][stage]


@pytest.mark.parametrize(("stage", "action"), [(Stage.PARTY, Action.AGREE), (Stage.OWNER, Action.CONFIRM)])
def test_editors_answer_after_four_weeks_of_silence(people, stage, action):
    row = row_at(stage, people, passed_on_at=timezone.now())

    assert may(action, people.by_kind["editor"], row)
    assert not may(action, people.by_kind["professional"], row)


def test_editors_answer_for_an_organisation_without_people():
    row = UptakeFactory(proposed=True)
    redactie = contributor_of(editor())

    assert may(Action.AGREE, redactie, row)
    organiser_of(row.organisation)
    assert not may(Action.AGREE, redactie, row)


def test_editors_answer_for_a_practice_that_has_no_contact_with_an_address():
    row = UptakeFactory(agreed=True)
    redactie = contributor_of(editor())
    contact = with_contact(row.practice)
    assert not may(Action.CONFIRM, redactie, row)

    Contributor.objects.filter(pk=contact.pk).update(email="")

    assert may(Action.CONFIRM, redactie, row)
