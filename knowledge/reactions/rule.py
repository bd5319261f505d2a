"""Life of a reaction: sent in, proven, decided, answered, withdrawn, reported. Only this module moves its state.

Every step locks the reaction first, then decides.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from knowledge.identity.roles import is_maker
from knowledge.models import Contributor, PracticePage, Reaction, ReactionReport, ShownReaction
from knowledge.reactions import letters
from knowledge.reactions.links import Moderator, moderators_of
from web.rate_limits import HOUR, Limit

PER_ADDRESS = Limit(10, HOUR)
State, Outcome = Reaction.State, ReactionReport.Outcome


class DecidedAlready(Exception):  # noqa: N818  an outcome, not an error
    """Second decision about a reaction or a report."""


def send_in(practice: PracticePage, contributor: Contributor, *, name: str, work: str, words: str) -> Reaction:
    """Store a reaction. Nobody is asked to decide before ``confirm``."""
    return Reaction.objects.create(practice=practice, contributor=contributor, typed_name=name, work=work, words=words)


@transaction.atomic
def confirm(reaction: Reaction) -> None:
    """Record that its writer sent it, and ask the moderators. Idempotent."""
    fresh = Reaction.objects.filter(pk=reaction.pk, confirmed_at__isnull=True, state=State.WAITING)
    if not fresh.update(confirmed_at=timezone.now()):
        return
    for moderator in moderators_of(reaction):
        letters.ask_moderator(reaction, moderator)


@transaction.atomic
def approve(reaction: Reaction, moderator: Moderator, *, answer: str = "") -> ShownReaction:
    """Show the reaction on the page, with the maker's answer if the moderator is one. Raise DecidedAlready."""
    locked = _locked_to_decide(reaction)
    _decide(locked, State.APPROVED, moderator)
    by_maker = is_maker(locked.contributor, locked.practice_id)
    shown = ShownReaction(reaction=locked, practice=locked.practice, is_by_maker=by_maker)
    if answer and is_maker(moderator.contact, locked.practice_id):
        _fill_answer(shown, moderator.contact, answer)
    shown.save()
    letters.tell_writer(locked, shown)
    return shown


@transaction.atomic
def decline(reaction: Reaction, moderator: Moderator, *, words: str) -> None:
    """Keep the reaction off the page and tell its writer why. Raise DecidedAlready."""
    locked = _locked_to_decide(reaction)
    _decide(locked, State.DECLINED, moderator, words)
    letters.tell_writer(locked)


@transaction.atomic
def withdraw(reaction: Reaction) -> bool:
    """Take the reaction away at its writer's wish, in any state. Return whether it was still there."""
    locked = _locked(reaction)
    if locked.state not in {State.WAITING, State.APPROVED}:
        return False
    ShownReaction.objects.filter(reaction=locked).delete()
    _set(locked, State.WITHDRAWN)
    return True


@transaction.atomic
def answer(shown: ShownReaction, maker: Contributor | None, words: str) -> bool:
    """Store or replace the answer of somebody who makes the practice; return whether they may. Mails the writer."""
    locked = (
        ShownReaction.objects.select_for_update().filter(pk=shown.pk).select_related("reaction__contributor").first()
    )
    if locked is None or not is_maker(maker, locked.practice_id):
        return False
    changed = locked.answer != words
    _fill_answer(locked, maker, words)
    locked.save()
    if changed and locked.reaction.contributor_id != maker.pk:  # type: ignore[union-attr]
        letters.tell_about_answer(locked)
    return True


@transaction.atomic
def report(shown: ShownReaction, editors: list[Moderator], *, reason: str, email: str) -> ReactionReport:
    """Keep the text as the reporter read it, and ask the editors once: not again while a report of it is open."""
    reaction = _locked(shown.reaction)
    is_first = not ReactionReport.objects.filter(reaction=reaction, decided_at__isnull=True).exists()
    made = ReactionReport.objects.create(
        reaction=reaction, practice=reaction.practice, reported_name=reaction.typed_name,
        reported_words=reaction.words, reason=reason, email=email,
    )  # fmt: skip
    for editor in editors if is_first else []:
        letters.ask_editor(made, editor)
    return made


@transaction.atomic
def decide_report(found: ReactionReport, editor: User, *, remove: bool, words: str) -> None:
    """Decide every open report of the same reaction, and tell all who reported it. Raise DecidedAlready."""
    reaction = _locked(found.reaction) if found.reaction else None
    same = ReactionReport.objects.filter(reaction=reaction) if reaction else ReactionReport.objects.filter(pk=found.pk)
    waiting = list(same.filter(decided_at__isnull=True).select_related("practice").order_by("pk"))
    if found.pk not in {one.pk for one in waiting}:
        raise DecidedAlready
    if remove and reaction is not None and reaction.state == State.APPROVED:
        ShownReaction.objects.filter(reaction=reaction).delete()
        _decide(reaction, State.REMOVED, Moderator(editor=editor), words)
        letters.tell_writer(reaction)
    for one in waiting:
        one.outcome = Outcome.REMOVED if remove else Outcome.KEPT
        one.decided_at, one.decided_by, one.decided_words = timezone.now(), editor, words
        one.save(update_fields=["outcome", "decided_at", "decided_by", "decided_words"])
        letters.tell_reporter(one)
    # The address was for this letter only.
    same.filter(decided_at__isnull=False).update(email="")


def _locked(reaction: Reaction) -> Reaction:
    rows = Reaction.objects.select_for_update(of=("self",)).select_related("practice", "contributor")
    return rows.get(pk=reaction.pk)


def _locked_to_decide(reaction: Reaction) -> Reaction:
    locked = _locked(reaction)
    if not locked.waits:
        raise DecidedAlready
    return locked


def _decide(reaction: Reaction, state: State, moderator: Moderator, words: str = "") -> None:
    reaction.decided_by_editor, reaction.decided_by_contact = moderator.editor, moderator.contact
    reaction.decided_words = words
    _set(reaction, state)


def _set(reaction: Reaction, state: State) -> None:
    reaction.state, reaction.decided_at = state, timezone.now()
    reaction.save(update_fields=["state", "decided_at", "decided_by_editor", "decided_by_contact", "decided_words"])


def _fill_answer(shown: ShownReaction, maker: Contributor | None, words: str) -> None:
    assert maker is not None
    shown.answer, shown.answered_by, shown.answer_name = words, maker, maker.name
    shown.answered_at = timezone.now() if words else None
    if not words:
        shown.answered_by, shown.answer_name = None, ""
