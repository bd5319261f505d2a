"""Erasure of a contributor (GDPR article 17). Texts of practices stay, without a name.

Rows that are only the person's go by their keys (CASCADE). What is left to do is in rows that stay: names, answers and
addresses in them are emptied.
"""

from django.db import transaction
from django.db.models import Q

from knowledge.models import (
    Attachment,
    Contributor,
    Question,
    Reaction,
    ReactionReport,
    ShownReaction,
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
    delete_files(found)
    leave_uptake(found)
    found.delete()


def leave_uptake(contributor: Contributor) -> None:
    """Delete the person's statements that nobody agreed to. In the others the party's words stay, without a name."""
    theirs = Uptake.objects.filter(stated_by=contributor)
    theirs.filter(agreed_at__isnull=True).delete()
    theirs.exclude(typed_name="").update(typed_name="")
    Uptake.objects.filter(contact=contributor).exclude(contact_name="").update(contact_name="")


def delete_files(contributor: Contributor) -> None:
    """Delete the files of the person's drafts that no practice shows. A shown one is part of the practice."""
    for attachment in Attachment.objects.filter(draft__contributor=contributor, shown_on__isnull=True):
        storage, name = attachment.file.storage, attachment.file.name
        attachment.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))


def forget_mails(contributor: Contributor) -> None:
    """Delete our copies of mails to the person, and of mails to others that hold their words."""
    questions = Question.objects.filter(contributor=contributor).values_list("pk", flat=True)
    reactions = Reaction.objects.filter(contributor=contributor).values_list("pk", flat=True)
    reports = ReactionReport.objects.filter(reaction__contributor=contributor).values_list("pk", flat=True)
    suggestions = TermSuggestion.objects.filter(contributor=contributor).values_list("pk", flat=True)
    theirs = Q(about=f"contributor:{contributor.pk}")
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
