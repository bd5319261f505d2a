"""Authors of a practice: named by themselves only, added, handing over, leaving. All of it takes effect at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.contribute import letters, policy
from knowledge.contribute.policy import Action, Actor
from knowledge.identity import people
from knowledge.models import Authorship, Draft, PracticePage
from knowledge.models.locks import lock_practice

MOST = 20
Role = Authorship.Role


class NotPossible(Exception):  # noqa: N818  an answer, not an error
    """Refusal, in words for the person who asked."""


@transaction.atomic
def accept(authorship: Authorship) -> None:
    """Record that somebody used their own link, which proves their address. Whoever handed over to them leaves now."""
    lock_practice(authorship.practice_id)
    people.confirm(authorship.contributor, name=authorship.contributor.name)
    for before in Authorship.objects.current().filter(hands_over_to=authorship):
        _end(before, heir=authorship)


@transaction.atomic
def name_self(authorship: Authorship, *, name: str, work: str) -> None:
    """Set or remove the person's own name on the page. An empty ``name`` removes it."""
    credit = {"credit_name": name, "credit_work": work if name else ""}
    Authorship.objects.filter(pk=authorship.pk).update(**credit)


@transaction.atomic
def answer_questions(authorship: Authorship, *, wanted: bool) -> None:
    """Let questions about the practice go to this person instead of anybody else, or no more."""
    lock_practice(authorship.practice_id)
    if wanted:
        Authorship.objects.filter(practice=authorship.practice_id, is_contact=True).update(is_contact=False)
    Authorship.objects.filter(pk=authorship.pk).update(is_contact=wanted)


@transaction.atomic
def add(
    practice: PracticePage, actor: Actor, *, name: str, email: str, by: str, role: Role = Role.AUTHOR
) -> Authorship:
    """Add somebody and ask them by mail whether they want to be named. Raise NotPossible."""
    lock_practice(practice.pk)
    if not policy.may(Action.HAND_OVER, actor, practice=practice):
        raise NotPossible(_("Alleen een auteur kan dit."))
    known = Authorship.objects.filter(practice=practice)
    if known.current().count() >= MOST:
        raise NotPossible(_("Er zijn al twintig auteurs."))
    contributor = people.at_address(email, name=name)
    authorship, is_new = Authorship.objects.get_or_create(
        practice=practice, contributor=contributor, defaults={"role": role, "sort_order": known.count()}
    )
    if not is_new:
        if authorship.until is None and authorship.role == role:
            raise NotPossible(_("Deze persoon hoort al bij de praktijk."))
        authorship.until, authorship.role = None, role
        authorship.save(update_fields=["until", "role"])
    letters.invite(authorship, by=by, again="" if is_new else f"{timezone.now():%Y%m%d%H%M}")
    return authorship


@transaction.atomic
def hand_over(authorship: Authorship, actor: Actor, *, name: str, email: str) -> Authorship:
    """Add a successor, and end the authorship as soon as they have proven their address. Raise NotPossible.

    Until then the practice keeps its author, so that it is never without one.
    """
    if email.lower() == authorship.contributor.email:
        raise NotPossible(_("Dit ben jij zelf. Vul een ander in."))
    others = policy.authors_of(authorship.practice).select_related("contributor")
    heir = others.filter(contributor__email=email.lower()).first()
    if heir is None:
        heir = add(authorship.practice, actor, name=name, email=email, by=authorship.contributor.name)
    if heir.contributor.confirmed_at:
        lock_practice(authorship.practice_id)
        _end(authorship, heir=heir)
    else:
        Authorship.objects.filter(pk=authorship.pk).update(hands_over_to=heir)
    return heir


@transaction.atomic
def leave(authorship: Authorship, actor: Actor) -> None:
    """End somebody's rights, at their own wish or an editor's. Raise NotPossible for the last author."""
    practice = authorship.practice
    lock_practice(practice.pk)
    is_own = actor.contributor is not None and actor.contributor.pk == authorship.contributor_id
    if not is_own and not policy.is_editor(actor, practice):
        raise NotPossible(_("Alleen jij zelf of de redactie kan dit."))
    others = policy.authors_of(practice).exclude(pk=authorship.pk).filter(contributor__confirmed_at__isnull=False)
    heir = others.select_related("contributor").first()
    if authorship.role == Role.AUTHOR and heir is None:
        raise NotPossible(_("Je bent de laatste auteur. Draag de praktijk eerst over."))
    _end(authorship, heir=heir)


def _end(authorship: Authorship, *, heir: Authorship | None) -> None:
    """End an authorship and the links to drafts that its person may hold. The heir gets the questions and the draft."""
    Authorship.objects.filter(pk=authorship.pk).update(until=timezone.now(), is_contact=False, hands_over_to=None)
    if authorship.is_contact and heir is not None:
        Authorship.objects.filter(pk=heir.pk).update(is_contact=True)
    for draft in Draft.objects.filter(page=authorship.practice_id):
        if draft.contributor_id == authorship.contributor_id and heir is not None:
            draft.contributor = heir.contributor
        draft.link_version += 1
        draft.save(update_fields=["link_version", "contributor"])
