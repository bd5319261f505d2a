"""Wagtail's workflow as the record of a review. The rule drives it; nobody has to set it up."""

from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from knowledge.models import PracticePage, ReviewTask

NAME = "Nakijken van praktijken"


def review_workflow() -> Workflow:
    """Return the workflow with our task, making it when it is first needed. Call it in a transaction."""
    task = ReviewTask.objects.filter(active=True).order_by("pk").first() or ReviewTask.objects.create(name=NAME)
    workflow = Workflow.objects.filter(active=True, workflow_tasks__task=task).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def start(page: PracticePage) -> TaskState:
    """Put the latest revision of ``page`` before the moderators, and return the state of that task.

    A version for which changes were asked goes on in the workflow that asked for them.
    """
    workflow = review_workflow()
    current: WorkflowState | None = page.current_workflow_state
    if current is not None and current.workflow_id == workflow.pk and current.status == current.STATUS_NEEDS_CHANGES:
        current.resume(user=None)
    else:
        if current is not None:
            current.cancel(user=None)
        current = workflow.start(page, user=None)
    current.refresh_from_db()
    state: TaskState = current.current_task_state
    return state


def stop(state: TaskState, *, user=None) -> None:
    """End the workflow that ``state`` belongs to, if it has not ended yet."""
    workflow_state = state.workflow_state
    workflow_state.refresh_from_db()
    if workflow_state.is_active:
        workflow_state.cancel(user=user)
