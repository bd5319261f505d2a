"""Rules of a page that people are registered for, tried at every door by which a page can go or mail people."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db.transaction import atomic
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from events.models import EventDate, Registration
from events.pages.models import MeetupPage
from events.publishing.doors import PeopleRegisteredError
from events.publishing.move import cancel_date, postpone_date
from home.scheduled_jobs import run_due
from outbox.models import OutgoingMail
from tests import screen
from tests.calendars import fresh
from tests.factories import (
    ContentPageFactory,
    MeetupFactory,
    RegistrationFactory,
    functional_manager,
    noon,
)

pytestmark = pytest.mark.django_db
Status = EventDate.Status


def published(**kwargs) -> MeetupPage:
    meetup = MeetupFactory(**kwargs)
    meetup.save_revision().publish()
    return fresh(meetup)


@pytest.fixture
def meetup() -> MeetupPage:
    """Return a meetup that somebody is registered for."""
    meetup = published(title="Wijklunch")
    RegistrationFactory(date=meetup.dates.get())
    return meetup


@pytest.fixture
def boss(client):
    user = functional_manager()
    client.force_login(user)
    return user


def facts(meetup: MeetupPage) -> tuple:
    """Return what must not change: the page, its place in the tree, its date, its registration and the mail."""
    page = Page.objects.filter(pk=meetup.pk, live=True)
    return (
        page.exists(),
        Page.objects.get(pk=meetup.get_parent().pk).numchild,
        EventDate.objects.get().status,
        Registration.objects.get().state,
        OutgoingMail.objects.count(),
    )


def expired(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def saved_as_draft(page: Page) -> None:
    page = fresh(page)
    page.live = False
    page.save()


def planned_without_a_live_version(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(live_revision=None)
    page = fresh(page)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


SHELL: dict[str, Callable[[Page], object]] = {
    "delete": lambda page: fresh(page).delete(),
    "delete as a plain page": lambda page: Page.objects.get(pk=page.pk).delete(),
    "delete by a query": lambda page: Page.objects.filter(pk=page.pk).delete(),
    "delete the organisation": lambda page: fresh(page.get_parent()).delete(),
    "delete the home page": lambda page: Page.objects.get(depth=2).delete(),
    "unpublish": lambda page: fresh(page).unpublish(),
    "unpublish as a plain page": lambda page: Page.objects.get(pk=page.pk).unpublish(),
    "unpublish the organisation": lambda page: fresh(page.get_parent()).unpublish(),
    "save as a draft": saved_as_draft,
    "plan for later without a live version": planned_without_a_live_version,
}


@pytest.mark.parametrize("act", SHELL.values(), ids=SHELL.keys())
def test_page_that_people_count_on_stays_whatever_program_removes_it(meetup, act):
    before = facts(meetup)

    with pytest.raises(PeopleRegisteredError, match=r"Voor “Wijklunch” op .* is nog 1 persoon aangemeld"), atomic():
        act(meetup)

    assert facts(meetup) == before


@pytest.mark.parametrize("act", SHELL.values(), ids=SHELL.keys())
def test_page_may_go_once_its_date_is_cancelled(meetup, act):
    cancel_date(meetup.dates.get(), reason="Storm")

    act(meetup)

    gone = meetup.get_parent() if act is SHELL["unpublish the organisation"] else meetup
    assert not Page.objects.filter(pk=gone.pk, live=True).exists()


@pytest.mark.parametrize("act", SHELL.values(), ids=SHELL.keys())
def test_page_with_a_postponed_date_stays_too(meetup, act):
    postpone_date(meetup.dates.get(), reason="Zaal weg")

    with pytest.raises(PeopleRegisteredError), atomic():
        act(meetup)


@pytest.mark.django_db(transaction=True)
def test_deletion_that_is_refused_leaves_the_tree_as_it_was(meetup):
    with pytest.raises(PeopleRegisteredError):
        Page.objects.get(pk=meetup.pk).delete()

    assert Page.objects.get(pk=meetup.get_parent().pk).numchild == 1


def admin_doors(meetup: MeetupPage) -> dict[str, tuple[str, dict]]:
    bulk = {
        kind: reverse("wagtail_bulk_action", args=["wagtailcore", "page", kind]) for kind in ("delete", "unpublish")
    }
    above = meetup.get_parent()
    api = f"/beheer/api/main/pages/{meetup.pk}/action"
    return {
        "delete": (reverse("wagtailadmin_pages:delete", args=[meetup.pk]), {}),
        "unpublish": (reverse("wagtailadmin_pages:unpublish", args=[meetup.pk]), {}),
        "unpublish all below": (
            reverse("wagtailadmin_pages:unpublish", args=[above.pk]),
            {"include_descendants": "on"},
        ),
        "delete in bulk": (f"{bulk['delete']}?id={meetup.pk}", {}),
        "unpublish in bulk": (f"{bulk['unpublish']}?id={meetup.pk}", {}),
        "unpublish all below in bulk": (f"{bulk['unpublish']}?id={above.pk}", {"include_descendants": "on"}),
        "delete by the API": (f"{api}/delete/", {}),
        "unpublish by the API": (f"{api}/unpublish/", {"recursive": "true"}),
    }


def test_page_that_people_count_on_stays_at_every_door_of_the_admin(client, boss, meetup):
    before = facts(meetup)

    for door, (address, data) in admin_doors(meetup).items():
        answer = client.post(address, data, follow=True)

        assert facts(meetup) == before, door
        assert answer.status_code == (404 if "API" in door else 200), door
        assert answer.status_code == 404 or "is nog 1 persoon aangemeld" in answer.content.decode(), door


ACTIONS = [
    "convert_alias", "copy", "copy_for_translation", "create_alias", "delete", "move", "publish", "revert_to_page_revision",
    "unpublish",
]  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS)
def test_api_of_the_admin_only_reads(client, boss, meetup, action):
    pages = Page.objects.count()
    data = {"destination_page_id": meetup.get_parent().pk, "revision_id": 1, "locale": "nl"}

    answer = client.post(f"/beheer/api/main/pages/{meetup.pk}/action/{action}/", data)

    assert (answer.status_code, Page.objects.count()) == (404, pages)
    assert client.get(f"/beheer/api/main/pages/{meetup.pk}/").status_code == 200


# -- Schedule ----------------------------------------------------------------------------------------------------------


def test_expired_page_stays_until_its_date_is_over_and_the_others_go_on_time(meetup, time_machine):
    time_machine.move_to(noon(0), tick=False)
    empty, text = published(), ContentPageFactory()
    for page in (meetup, empty, text):
        expired(page)

    run_due()
    before = Page.objects.in_bulk([meetup.pk, empty.pk, text.pk])
    time_machine.move_to(noon(15))
    run_due()

    assert [before[page.pk].live for page in (meetup, empty, text)] == [True, False, False]
    assert (fresh(meetup).live, fresh(meetup).expired) == (False, True)


def test_expired_page_mails_nobody(meetup):
    expired(meetup)

    call_command("publish_scheduled", verbosity=0)

    assert meetup.dates.get().status == Status.SCHEDULED
    assert not OutgoingMail.objects.exists()


def test_change_that_would_mail_people_waits_for_somebody_who_reads_whom_it_mails(meetup):
    page = fresh(meetup)
    page.venue_name, page.title = "Elders", "Wijkdiner"
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled", verbosity=0)

    assert fresh(meetup).title == "Wijklunch"
    Registration.objects.all().delete()
    call_command("publish_scheduled", verbosity=0)
    assert fresh(meetup).title == "Wijkdiner"


def test_page_that_fails_does_not_keep_the_others_from_their_turn():
    broken, sound = ContentPageFactory(), ContentPageFactory(title="Oud")
    due = timezone.now() - timedelta(minutes=1)
    revision = broken.save_revision(approved_go_live_at=due - timedelta(hours=1))
    revision.content = {}
    revision.save()
    sound.title = "Nieuw"
    sound.save_revision(approved_go_live_at=due)

    with pytest.raises(CommandError, match="1 pages failed"):
        call_command("publish_scheduled", verbosity=0)

    assert fresh(sound).title == "Nieuw"


def test_workflow_publishes_no_change_that_would_mail_people(meetup):
    workflow, task = Workflow.objects.create(name="Lezen"), GroupApprovalTask.objects.create(name="Lezen")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    user, readers = functional_manager(), Group.objects.create(name="Lezers")
    user.groups.add(readers)
    task.groups.add(readers)
    page = fresh(meetup)
    page.venue_name = "Elders"
    page.save_revision()
    state = workflow.start(page, user)

    with pytest.raises(PermissionDenied):
        state.current_task_state.approve(user=user)

    assert fresh(meetup).venue_name == "Buurthuis De Linde"
    Registration.objects.all().delete()
    state.refresh_from_db()
    state.current_task_state.approve(user=user)
    assert fresh(meetup).venue_name == "Elders"


def test_form_of_a_meetup_takes_no_schedule(client, boss, meetup):
    address = reverse("wagtailadmin_pages:edit", args=[meetup.pk])
    data = screen.values(client.get(address), "#page-edit-form")
    moments = dict.fromkeys(("go_live_at", "expire_at"), f"{noon(1):%d-%m-%Y %H:%M}")

    client.post(address, {**data, **moments, "action-publish": "1"})

    assert (fresh(meetup).go_live_at, fresh(meetup).expire_at) == (None, None)
