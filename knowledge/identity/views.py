"""The page behind a mailed link that confirms an act. Opening it changes nothing, because mail scanners open links too."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from knowledge.identity import limits, people
from knowledge.identity.acts import ACTS, is_signed, row_from
from web.responses import private


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, kind: str, secret: str) -> HttpResponse:
    """Show what would be confirmed, and confirm it by the button. A link to something that is gone says so (410)."""
    act = ACTS.get(kind)
    if act is None or not is_signed(act, secret):
        limits.count_guess(request)
        raise Http404
    row = row_from(act, secret)
    if row is None:
        return private(render(request, "knowledge/identity/gone.html", status=410))
    if request.method == "POST":
        with transaction.atomic():
            people.confirm(row.contributor, name=row.typed_name)
            path = act.confirm(row)
        return private(HttpResponseRedirect(path))
    return private(
        render(request, "knowledge/identity/confirm.html", {"act": act, "row": row, "words": act.explain(row)})
    )
