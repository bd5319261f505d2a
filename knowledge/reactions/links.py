"""Secret links of moderators and writers. Opening one changes nothing; see decision 0008."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from knowledge.identity.roles import contact_of, editors
from knowledge.models import Contributor, ModeratorLink, Reaction, ReactionReport
from web.signed_links import read_secret, sign

WORKS_FOR = timedelta(days=30)
MODERATOR, WRITER = "knowledge.moderator", "knowledge.reaction"
ONLY_VERSION = 1
"""Version of moderators' links: a link ends by its row, by time, and with the moderator's role."""


class Moderator:
    """Somebody who decides: the contact of the practice, or an editor."""

    def __init__(self, *, contact: Contributor | None = None, editor: User | None = None) -> None:
        self.contact, self.editor = contact, editor

    @property
    def name(self) -> str:
        return self.contact.name if self.contact else (self.editor.get_full_name() if self.editor else "")

    @property
    def email(self) -> str:
        return self.contact.email if self.contact else (self.editor.email if self.editor else "")


@dataclass(frozen=True)
class Opened:
    """A moderator's link that works, with what it is about."""

    link: ModeratorLink
    moderator: Moderator

    @property
    def reaction(self) -> Reaction | None:
        return self.link.reaction

    @property
    def report(self) -> ReactionReport | None:
        return self.link.report


def link_for(moderator: Moderator, *, reaction: Reaction | None = None, report: ReactionReport | None = None) -> str:
    """Return the path of the moderator's link, which is made if it does not exist yet."""
    of_whom = {"contributor": moderator.contact, "user": moderator.editor, "reaction": reaction, "report": report}
    try:
        with transaction.atomic():
            link, made = ModeratorLink.objects.get_or_create(**of_whom)
    except IntegrityError:  # made by somebody else meanwhile
        link, made = ModeratorLink.objects.get(**of_whom), True
    if not made:  # whoever is written to again has the full term again
        ModeratorLink.objects.filter(pk=link.pk).update(made_at=timezone.now())
    return f"/mijn/beslissen/{sign(MODERATOR, link.pk, ONLY_VERSION)}/"


def link_behind(secret: str) -> ModeratorLink | None:
    """Return the moderator's link that ``secret`` names, whether it still works or not; None if forged or deleted."""
    found = read_secret(MODERATOR, secret)
    rows = ModeratorLink.objects.select_related(
        "contributor", "user", "reaction__practice", "reaction__contributor", "reaction__decided_by_editor",
        "reaction__decided_by_contact", "report__practice", "report__reaction__contributor", "report__decided_by",
    )  # fmt: skip
    return rows.filter(pk=found[0]).first() if found and found[1] == ONLY_VERSION else None


def opened(link: ModeratorLink) -> Opened | None:
    """Return the link with its moderator; None if it is too old or if the moderator has no say here any more."""
    if link.made_at < timezone.now() - WORKS_FOR:
        return None
    if link.contributor is not None:
        contact = contact_of(link.reaction.practice_id) if link.reaction else None
        return Opened(link, Moderator(contact=contact)) if contact == link.contributor else None
    editor = editors().filter(pk=link.user_id).first()
    return Opened(link, Moderator(editor=editor)) if editor else None


def moderators_of(reaction: Reaction) -> list[Moderator]:
    """Return the contact of the practice and the editors, without the writer and each mailbox once."""
    contact = contact_of(reaction.practice_id)
    found = [Moderator(contact=contact)] if contact and contact.pk != reaction.contributor_id else []
    taken = {reaction.contributor.email, *(one.email.lower() for one in found)}
    return found + [Moderator(editor=user) for user in editors() if user.email and user.email.lower() not in taken]


def own_path(reaction: Reaction) -> str:
    """Return the path where the writer sees the reaction and withdraws it."""
    return f"/mijn/reactie/{sign(WRITER, reaction.pk, reaction.contributor.link_version)}/"


def own_reaction(secret: str) -> Reaction | None:
    """Return the reaction behind its writer's link; None if it is forged, replaced or deleted."""
    found = read_secret(WRITER, secret)
    rows = Reaction.objects.select_related("practice", "contributor", "shown")
    return rows.filter(pk=found[0], contributor__link_version=found[1]).first() if found else None


def is_signed(secret: str) -> bool:
    return any(read_secret(purpose, secret) for purpose in (MODERATOR, WRITER))


def name_of(moderator: User | None) -> str:
    return (moderator.get_full_name() if moderator else "") or _("de redactie")
