"""Review as a task of Wagtail's workflow: its record, for the history and for editors who are signed in.

Not a ``GroupApprovalTask``: Wagtail would send mail for that, and it would ask a group instead of the permission to
publish. What approving means is in ``knowledge.contribute.rule``.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState
from wagtail.permissions import policy_registry

from knowledge.models.locks import lock_practice


class WordsForm(forms.Form):
    """Words with a decision that somebody else has to understand."""

    comment = forms.CharField(
        label=_("Wat wil je vragen?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De schrijver leest dit letterlijk."),
        error_messages={"required": _("Schrijf wat er nog moet gebeuren. Zonder uitleg kan de schrijver niet verder.")},
    )


def may_publish(user, page: Page) -> bool:
    return user.is_active and page.permissions_for_user(user).can_publish()


class ReviewTask(Task):
    """Task of people who may publish the practice. Nobody edits the page in the admin meanwhile."""

    class Meta:
        verbose_name = _("nakijken van een praktijk")

    def locked_for_user(self, obj, user) -> bool:
        """Lock for everybody, so that no other text can come in place of what was read."""
        return True

    def get_actions(self, obj, user):
        if not may_publish(user, obj):
            return []
        return [("reject", _("Vraag om een wijziging"), True), ("approve", _("Keur goed en plaats"), False)]

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Decide under the locks of the rule, on the state as it is then. Raise PermissionDenied if it was decided."""
        lock_practice(int(task_state.workflow_state.object_id))
        task_state.refresh_from_db()
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_form_for_action(self, action):
        return WordsForm if action == "reject" else super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        mine = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr)
        if user.is_superuser:
            return mine
        pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["publish"])
        ids = [str(pk) for pk in pages.order_by().values_list("pk", flat=True)]
        return mine.filter(workflow_state__object_id__in=ids)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Iemand van de redactie leest de praktijk voordat zij op de site komt."))
