"""Decisions that editors take with Wagtail's own buttons: recorded and mailed like those behind a link."""

from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import task_approved, task_rejected, workflow_cancelled

from knowledge.contribute import letters, rule
from knowledge.models import Submission

State = Submission.State


def waiting_for(task_state: TaskState) -> Submission | None:
    return Submission.objects.filter(task_state=task_state.pk, state=State.WAITING).first()


@receiver(task_approved, dispatch_uid="knowledge_task_approved")
def on_approved(instance: TaskState, user, **kwargs) -> None:
    if submission := waiting_for(instance):
        if user is None:
            raise PermissionDenied
        rule.close(submission, State.APPROVED, by=user)
        rule.approved(submission)


@receiver(task_rejected, dispatch_uid="knowledge_task_rejected")
def on_rejected(instance: TaskState, user, **kwargs) -> None:
    if submission := waiting_for(instance):
        rule.close(submission, State.CHANGES_ASKED, by=user, words=instance.comment)
        letters.changes_asked(submission)


@receiver(workflow_cancelled, dispatch_uid="knowledge_workflow_cancelled")
def on_cancelled(instance, user, **kwargs) -> None:
    """Close what waited in a workflow that somebody else ended, such as by publishing another version by hand."""
    for submission in Submission.objects.filter(task_state__workflow_state=instance, state=State.WAITING):
        rule.close(submission, State.OVERTAKEN, by=user, holds_locks=False)
        letters.overtaken(submission)
