"""Event pages that a user may edit, as a queryset.

``models.page_permissions`` answers for one page; a test keeps the two equal.
"""

from django.db.models import Q
from wagtail.permissions import policy_registry

from events.models import EventPage
from events.models.page_permissions import co_edited_pages


def editable_pages(user):
    """Return the event pages that ``user`` may edit: of their own organisations, and shared with these by others."""
    if user.is_superuser and user.is_active:
        return EventPage.objects.all()
    policy = policy_registry.get_by_type(EventPage)
    own = policy.instances_user_has_any_permission_for(user, ["change"])
    return EventPage.objects.filter(Q(pk__in=own.order_by().values("pk")) | Q(pk__in=co_edited_pages(user)))
