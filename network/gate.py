"""Middleware that hides others' drafts, files and users in Wagtail's own admin views.

Wagtail shows these to everybody with access to the admin; its permissions only protect changes.
"""

import re
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from network.permissions import edits_the_whole_site, works_for_organisations_only
from network.visibility import seen_by_all
from web.numbers import row_id, row_ids

CLOSED = re.compile(r"^/beheer/(reports/|api/main/(images|documents)/|pages/usage/)")
WORKFLOW = re.compile(r"^/beheer/pages/workflow/")
"""Views of a workflow. Organisers have none; of others Wagtail checks that the page is theirs to act on."""
NAMES_PAGES = re.compile(r"^/beheer/(?:choose-page|pages|bulk/wagtailcore/page)/")
NAMES_FILES = re.compile(r"^/beheer/bulk/wagtail(?:images|docs)/(image|document)/")
BY_NUMBER = re.compile(r"^/beheer/(?:bulk/|(?:choose-page|[a-z]+/chooser)/chosen-multiple/)")
"""Views in which Wagtail uses ids from the query string without checking that they are numbers."""
NUMBER = re.compile(r"(?<!/revisions)(?<!/detail)/([0-9]+)(?=/)")
"""A number in an address that may be that of a page."""
ALL = "all"


def organisers_see_their_own(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 403 if a Wagtail view names something that is neither the user's nor public.

    Editors of the whole site have access to everything. Organisers and editors of a part of it have not.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path
        if not path.startswith("/beheer/"):
            return get_response(request)
        if BY_NUMBER.match(path) and not are_numbers(request):
            raise Http404
        files = NAMES_FILES.match(path)
        if not (CLOSED.match(path) or NAMES_PAGES.match(path) or files):
            return get_response(request)
        if not request.user.is_authenticated or edits_the_whole_site(request.user):
            return get_response(request)
        if WORKFLOW.match(path):
            is_theirs = not works_for_organisations_only(request.user)
        elif files:
            is_theirs = may_see_files(request.user, files[1], request.GET.getlist("id"))
        else:
            is_theirs = not CLOSED.match(path) and may_see(request.user, pages_named_in(request))
        if not is_theirs:
            raise PermissionDenied
        return get_response(request)

    return middleware


def are_numbers(request: HttpRequest) -> bool:
    asked = [*request.GET.getlist("id"), *request.GET.getlist("childOf")]
    return all(row_id(value) or value == ALL for value in asked)


def pages_named_in(request: HttpRequest) -> set[int]:
    """Return the numbers in the address; each may be the id of a page.

    Wagtail ignores leading zeros, so they are ignored here too: ``/pages/007/`` is page 7.

    Raise Http404 if the request is for all pages below a parent that does not exist.
    """
    asked = request.GET.getlist("id")
    numbers = set(row_ids(number.lstrip("0") for number in [*NUMBER.findall(request.path), *asked]))
    if ALL in asked:
        parent = Page.objects.filter(pk=row_id(request.GET.get("childOf", ""))).first()
        if parent is None:
            raise Http404
        # A search includes all descendants.
        numbers |= set(parent.get_descendants(inclusive=True).values_list("pk", flat=True))
    return numbers


def may_see_files(user, kind: str, ids: list[str]) -> bool:
    """Return True if ``user`` may choose from the collections of all these images or documents.

    For “all” instead of ids, Wagtail itself checks the permission.
    """
    model = get_image_model() if kind == "image" else get_document_model()
    shown = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose", "change"])
    known = model.objects.filter(pk__in=row_ids(ids))
    return not known.exclude(pk__in=shown.order_by().values("pk")).exists()


def may_see(user, numbers: set[int]) -> bool:
    if not numbers:
        return True
    policy = policy_registry.get_by_type(Page)
    known = Page.objects.filter(pk__in=numbers)
    shown = known.filter(seen_by_all()) | known.filter(pk__in=policy.explorable_instances(user).values("pk"))
    return not known.exclude(pk__in=shown.values("pk")).exists() or _edits_by_grace(user, known)


def _edits_by_grace(user, pages) -> bool:
    """Return True if ``user`` may edit all ``pages`` anyway, such as a draft shared by another organisation."""
    return all(page.permissions_for_user(user).can_edit() for page in pages.specific())
