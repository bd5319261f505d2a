"""Workflows and roles that do something: those of Wagtail's migrations, which have nobody in them, are removed."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import (
    CollectionViewRestriction,
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Task,
    Workflow,
    WorkflowState,
)

DEFAULT_WORKFLOW = "Moderators approval"
MODERATORS = "Moderators"
ON_PAGES = {
    MODERATORS: {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
    "Editors": {"add_page", "change_page"},
}
IN_COLLECTIONS = {f"{action}_{model}" for action in ("add", "change", "choose") for model in ("image", "document")}
WITHOUT_A_PLACE = {"access_admin", "delete_image", "delete_document", *IN_COLLECTIONS}
ROOT = 1
"""Depth of the root page and the root collection, to which Wagtail gives its groups their permissions."""


def remove_idle_defaults() -> int:
    """Remove Wagtail's workflow and groups that nobody changed, uses or belongs to; return how many.

    A workflow that some pages went through is switched off instead, which frees the pages that wait for nobody.
    """
    workflows = [workflow for workflow in Workflow.objects.active().filter(name=DEFAULT_WORKFLOW) if is_idle(workflow)]
    for workflow in workflows:
        tasks = list(workflow.tasks)
        if WorkflowState.objects.filter(workflow=workflow).exists():
            workflow.deactivate()
            for task in tasks:
                task.deactivate()
        else:
            workflow.delete()
            for task in tasks:
                task.delete()
    groups = [group for group in Group.objects.filter(name__in=ON_PAGES) if is_unused(group)]
    for group in groups:
        group.delete()
    return len(workflows) + len(groups)


def is_idle(workflow: Workflow) -> bool:
    """Return whether Wagtail's own workflow is as it was made, and has nobody to approve anything."""
    if list(workflow.workflow_pages.values_list("page__depth", flat=True)) != [ROOT]:
        return False
    tasks = list(GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow))
    if len(tasks) != 1 or workflow.workflow_tasks.count() != 1 or tasks[0].workflow_tasks.count() != 1:
        return False
    names = set(tasks[0].groups.values_list("name", flat=True))
    return names <= {MODERATORS} and not has_people(tasks[0])


def is_unused(group: Group) -> bool:
    on_pages = set(group.page_permissions.values_list("page__depth", "permission__codename"))
    in_collections = set(group.collection_permissions.values_list("collection__depth", "permission__codename"))
    is_as_made = (
        set(group.permissions.values_list("codename", flat=True)) <= WITHOUT_A_PLACE
        and on_pages <= {(ROOT, codename) for codename in ON_PAGES[group.name]}
        and in_collections <= {(ROOT, codename) for codename in IN_COLLECTIONS}
    )
    used_by = (
        group.user_set.all(),
        PageViewRestriction.objects.filter(groups=group),
        CollectionViewRestriction.objects.filter(groups=group),
        GroupApprovalTask.objects.filter(groups=group, active=True),
    )
    return is_as_made and not any(users.exists() for users in used_by)


def has_people(task: Task) -> bool:
    """Return whether anybody but a functional manager can do ``task``. Of other kinds than ours: assume so."""
    task = task.specific
    return not isinstance(task, GroupApprovalTask) or task.groups.filter(user__is_active=True).exists()


@receiver(pre_save, sender=WorkflowState)
def refuse_without_people(instance: WorkflowState, **kwargs) -> None:
    """Raise PermissionDenied instead of sending a page to nobody, by whatever door: the button is hidden, a post is not."""
    if instance._state.adding and not all(has_people(task) for task in instance.workflow.tasks):  # noqa: SLF001  Django documents it
        raise PermissionDenied(_("In deze workflow zit niemand die de pagina kan goedkeuren."))


def reaches_somebody(page: Page) -> bool:
    """Return whether every task of the workflow of ``page`` has people; False if there is no workflow."""
    workflow = page.get_workflow()
    return workflow is not None and all(has_people(task) for task in workflow.tasks)
