"""Wagtail's own groups and workflow: gone where nobody uses them, left alone where somebody does."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    PageViewRestriction,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from home.site_setup import set_up_site
from tests import screen
from tests.calendars import fresh
from tests.factories import ContentPageFactory, MeetupFactory, UserFactory, editor, functional_manager

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def moderators(site_tree) -> Group:
    return Group.objects.get(name="Moderators")


@pytest.fixture
def workflow(moderators) -> Workflow:
    return Workflow.objects.get(name="Moderators approval")


def names() -> set[str]:
    """Return the names of the workflows, and of the groups that do not belong to an organisation."""
    groups = Group.objects.filter(organisation_page=None)
    return {*groups.values_list("name", flat=True), *Workflow.objects.values_list("name", flat=True)}


def test_setup_leaves_no_role_and_no_workflow_that_does_nothing(workflow):
    call_command("setup_site", verbosity=0)

    assert names() == {"Redactie"}
    assert not Task.objects.exists()
    assert set_up_site(SITE) == {}, "a second run finds nothing to do"


def test_setup_frees_a_page_that_waits_for_nobody(workflow):
    page = ContentPageFactory()
    page.save_revision()
    leaves = UserFactory()
    leaves.groups.add(Group.objects.get(name="Moderators"))
    state = workflow.start(page, editor())
    leaves.groups.clear()

    set_up_site(SITE)

    state.refresh_from_db()
    assert state.status == state.STATUS_CANCELLED
    assert fresh(page).current_workflow_state is None
    assert not Workflow.objects.active().exists()
    assert "Moderators" not in names()


def test_no_door_sends_a_page_to_nobody(client, workflow):
    page = MeetupFactory()
    page.save_revision()
    manager = functional_manager()
    client.force_login(manager)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typed = screen.values(client.get(edit), "#page-edit-form")

    response = client.post(edit, {**typed, "title": "Anders", "action-submit": "1"})

    assert response.status_code in {302, 403}
    assert not WorkflowState.objects.exists()
    with pytest.raises(PermissionDenied):
        workflow.start(page, manager)


USES = {
    "somebody is in it": lambda group: group.user_set.add(UserFactory()),
    "it may see a page": lambda group: PageViewRestriction.objects.create(
        page=ContentPageFactory(), restriction_type=PageViewRestriction.GROUPS
    ).groups.set([group]),
    "it may edit a part of the site": lambda group: GroupPagePermission.objects.create(
        group=group, page=ContentPageFactory().page_ptr, permission=group.page_permissions.first().permission
    ),
    "it has another collection": lambda group: group.collection_permissions.create(
        collection=Collection.get_first_root_node().add_child(name="Kring"),
        permission=group.collection_permissions.first().permission,
    ),
    "another workflow asks it": lambda group: GroupApprovalTask.objects.create(name="Lezen").groups.set([group]),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_setup_leaves_a_group_that_somebody_uses(moderators, use):
    use(moderators)

    set_up_site(SITE)

    assert Group.objects.filter(pk=moderators.pk).exists()


CHANGES = {
    "somebody can approve": lambda workflow: Group.objects.get(name="Moderators").user_set.add(UserFactory()),
    "it is for a part of the site": lambda workflow: WorkflowPage.objects.update(page=ContentPageFactory()),
    "it has a step more": lambda workflow: WorkflowTask.objects.create(
        workflow=workflow, task=GroupApprovalTask.objects.create(name="Lezen")
    ),
    "another group approves": lambda workflow: workflow.tasks[0].specific.groups.set(
        [Group.objects.create(name="Kring")]
    ),
    "it has another name": lambda workflow: Workflow.objects.update(name="Meelezen"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_setup_leaves_a_workflow_that_somebody_made_or_changed(workflow, change):
    change(workflow)

    set_up_site(SITE)

    assert Workflow.objects.active().filter(pk=workflow.pk).exists()


def test_workflow_without_people_is_not_offered_and_with_people_is(client, workflow, moderators):
    author = UserFactory()
    writers = Group.objects.get(name="Editors")
    author.groups.add(writers)
    client.force_login(author)
    address = reverse("wagtailadmin_pages:edit", args=[ContentPageFactory().pk])

    alone = client.get(address).content
    moderators.user_set.add(UserFactory())
    together = client.get(address).content

    assert b'name="action-submit"' not in alone
    assert b'name="action-submit"' in together
