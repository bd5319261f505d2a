"""Policy of uptake: who may do what with one statement, at each of its stages."""

from enum import StrEnum

from knowledge.identity.roles import contact_of, editors
from knowledge.models import Contributor, Uptake, UptakeLink
from knowledge.models.uptake import Stage
from knowledge.uptake.parties import accounts_of, party_behind, people_of, speaks_for

Role = UptakeLink.Role


class Action(StrEnum):
    AGREE = "agree"
    """Say yes for the party to what somebody else stated."""
    CONFIRM = "confirm"
    DECLINE = "decline"
    """Say no, with words: for the party or for the owner, whoever is asked."""
    WITHDRAW = "withdraw"
    CHANGE = "change"
    """State something new that holds at once."""
    REMOVE = "remove"
    """Delete the whole row, its history included."""


def roles_of(contributor: Contributor, uptake: Uptake) -> set[str]:
    """Return the roles of ``contributor`` towards ``uptake``. Somebody may have several, or none."""
    roles = set()
    if contributor.confirmed_at is None:
        return roles
    if uptake.stated_by_id == contributor.pk:
        roles.add(Role.OWN)
    if speaks_for(contributor, party_behind(uptake)):
        roles.add(Role.PARTY)
    if contact_of(uptake.practice_id) == contributor:
        roles.add(Role.OWNER)
    if editors().filter(pk__in=accounts_of(contributor).values("pk")).exists():
        roles.add(Role.EDITOR)
    return roles


def editors_answer(uptake: Uptake) -> bool:
    """Return whether editors may answer for the side that ``uptake`` waits for: nobody is there, or nobody answered."""
    if uptake.passed_on_at is not None:
        return True
    if uptake.stage == Stage.PARTY:
        return not people_of(party_behind(uptake)).exists()
    return contact_of(uptake.practice_id) is None


def may(action: Action, contributor: Contributor, uptake: Uptake) -> bool:
    """Return whether ``contributor`` may do this now. Asked by the rule, the pages and the tests alike."""
    roles, stage = roles_of(contributor, uptake), uptake.stage
    if action in {Action.AGREE, Action.CONFIRM, Action.DECLINE}:
        side = {Stage.PARTY: Role.PARTY, Stage.OWNER: Role.OWNER}.get(stage)
        if side is None or (action, stage) in {(Action.AGREE, Stage.OWNER), (Action.CONFIRM, Stage.PARTY)}:
            return False
        return side in roles or (Role.EDITOR in roles and editors_answer(uptake))
    if action == Action.WITHDRAW:
        own_side = {Role.OWN, Role.PARTY, Role.EDITOR}
        return stage != Stage.ENDED and bool(roles & ({*own_side, Role.OWNER} if is_known(stage) else own_side))
    if action == Action.CHANGE:
        return Role.PARTY in roles
    return Role.EDITOR in roles


def is_known(stage: Stage) -> bool:
    """Return whether the owner of the practice has heard of it."""
    return stage in {Stage.OWNER, Stage.SHOWN}
