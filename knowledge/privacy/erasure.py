"""Erasure of a contributor (GDPR article 17). Texts of practices stay, without a name.

Rows that are only the person's go by their keys (CASCADE). What is left to do is in rows that stay: names, answers and
addresses in them are emptied.
"""

from django.db import transaction
from django.db.models import Q

from knowledge.contribute import attachments, drafts
from knowledge.models import (
    Attachment,
    Authorship,
    Contributor,
    Draft,
    Question,
    Reaction,
    ReactionReport,
    ShownReaction,
    Submission,
    TermSuggestion,
    Uptake,
)
from outbox.models import OutgoingMail


@transaction.atomic
def erase(contributor: Contributor) -> None:
    """Erase all that ``knowledge`` holds of the person, at their request. Idempotent. Sends no mail: that is a copy."""
    found = Contributor.objects.select_for_update().filter(pk=contributor.pk).first()
    if found is None:
        return
    forget_mails(found)
    reactions = Reaction.objects.filter(contributor=found)
    ReactionReport.objects.filter(reaction__in=reactions).update(reported_name="", reported_words="")
    ReactionReport.objects.filter(email=found.email).exclude(email="").update(email="", reason="")
    ShownReaction.objects.filter(answered_by=found).update(
        answer="", answer_name="", answered_by=None, answered_at=None
    )
    delete_drafts(found)
    leave_uptake(found)
    found.delete()


def leave_uptake(contributor: Contributor) -> None:
    """Delete the person's statements that nobody agreed to. In the others the party's words stay, without a name."""
    theirs = Uptake.objects.filter(stated_by=contributor)
    theirs.filter(agreed_at__isnull=True).delete()
    theirs.exclude(typed_name="").update(typed_name="")
    Uptake.objects.filter(contact=contributor).exclude(contact_name="").update(contact_name="")


def delete_drafts(contributor: Contributor) -> None:
    """Delete the person's drafts, with what was never on the site unless somebody else writes it too, and their files.

    A file that a practice shows is part of the practice.
    """
    files = list(Attachment.objects.filter(draft__contributor=contributor).values_list("pk", flat=True))
    for draft in Draft.objects.filter(contributor=contributor).select_related("page"):
        others = Authorship.objects.current().filter(practice=draft.page_id).exclude(contributor=contributor)
        if draft.page_id and others.exists():
            draft.delete()
        else:
            drafts.delete(draft)
    for attachment in Attachment.objects.filter(pk__in=files, shown_on__isnull=True):
        attachments.delete(attachment)


def forget_mails(contributor: Contributor) -> None:
    """Delete our copies of mails to the person, and of mails to others that hold their words."""
    questions = Question.objects.filter(contributor=contributor).values_list("pk", flat=True)
    reactions = Reaction.objects.filter(contributor=contributor).values_list("pk", flat=True)
    reports = ReactionReport.objects.filter(reaction__contributor=contributor).values_list("pk", flat=True)
    suggestions = TermSuggestion.objects.filter(contributor=contributor).values_list("pk", flat=True)
    theirs = Q(about=f"contributor:{contributor.pk}") | Q(about__in=_about(contributor))
    if contributor.email:
        theirs |= Q(recipient=contributor.email)
    for prefix, numbers in (
        ("question", questions),
        ("reaction", reactions),
        ("reaction-report", reports),
        ("term-suggestion", suggestions),
    ):
        for number in numbers:
            theirs |= Q(cause__startswith=f"{prefix}:{number}:")
    OutgoingMail.objects.filter(theirs).delete()


def _about(contributor: Contributor) -> list[str]:
    """Return the ``OutgoingMail.about`` of letters to others in which the person is named."""
    tables = {"submission": Submission, "draft": Draft, "authorship": Authorship}
    found = [
        f"{name}:{pk}"
        for name, model in tables.items()
        for pk in model._default_manager.filter(contributor=contributor).values_list("pk", flat=True)  # noqa: SLF001  Django documents it
    ]
    said = Uptake.objects.filter(Q(stated_by=contributor) | Q(contact=contributor))
    return found + [f"uptake:{pk}" for pk in said.values_list("pk", flat=True)]
