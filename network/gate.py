"""What Wagtail's own views would show an organiser of others: drafts by their number, names of users, everybody's files.

Wagtail lets whoever may enter the admin look at these; its permissions only guard changing.
"""

import re
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from network.permissions import works_for_organisations_only
from network.visibility import seen_by_all

CLOSED = re.compile(r"^/beheer/(reports/|api/main/(images|documents)/|pages/usage/|pages/workflow/)")
NAMES_PAGES = re.compile(r"^/beheer/(?:choose-page|pages|bulk/wagtailcore/page)/")
NUMBER = re.compile(r"/(\d{1,18})(?=/)")


def organisers_see_their_own(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """403 for organisers where a view of Wagtail names what is neither theirs nor public. Editors of the site see all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path
        if not path.startswith("/beheer/") or not (CLOSED.match(path) or NAMES_PAGES.match(path)):
            return get_response(request)
        if not request.user.is_authenticated or not works_for_organisations_only(request.user):
            return get_response(request)
        if CLOSED.match(path) or not may_see(request.user, pages_named_in(request)):
            raise PermissionDenied
        return get_response(request)

    return middleware


def pages_named_in(request: HttpRequest) -> set[int]:
    """The numbers in the address; each is a page's, or none's."""
    numbers = [*NUMBER.findall(request.path), *request.GET.getlist("id")]
    return {int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 19}


def may_see(user, numbers: set[int]) -> bool:
    if not numbers:
        return True
    policy = policy_registry.get_by_type(Page)
    known = Page.objects.filter(pk__in=numbers)
    shown = known.filter(seen_by_all()) | known.filter(pk__in=policy.explorable_instances(user).values("pk"))
    return not known.exclude(pk__in=shown.values("pk")).exists() or _edits_by_grace(user, known)


def _edits_by_grace(user, pages) -> bool:
    """Whether ``user`` may edit each of ``pages`` all the same: a draft of another organisation that shares it."""
    return all(page.permissions_for_user(user).can_edit() for page in pages.specific())
