"""Order of locks around a practice: its drafts, its page, the workflow, then what was sent in."""

from wagtail.models import Page, WorkflowState

from knowledge.models.drafts import Draft

RUNNING = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def lock_practice(practice_id: int) -> None:
    """Lock the drafts, the page and the running workflow of a practice. Call it in a transaction, before reading them.

    Wagtail's own buttons lock the workflow first; whoever holds it and waits for the page would never get it.
    """
    list(Draft.objects.select_for_update().filter(page=practice_id))
    Page.objects.select_for_update().filter(pk=practice_id).first()
    running = WorkflowState.objects.filter(object_id=str(practice_id), status__in=RUNNING)
    list(running.select_for_update().order_by("pk"))
