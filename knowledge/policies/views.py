from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from freshness.pages import mark_public
from knowledge.policies.table import table_of
from network.addresses import page_at
from network.models import ThemePage
from network.visibility import open_to_all


@require_safe
def policy_of_theme(request: HttpRequest, path: str) -> HttpResponse:
    """Show the policy on one theme, municipality by municipality. ``?thema=`` leads to that of another theme."""
    request.shown_under = "/themas/"  # type: ignore[attr-defined]
    page = page_at(request, path)
    if not isinstance(page, ThemePage):
        raise Http404
    if wanted := request.GET.get("thema", "")[:200]:
        other = open_to_all(ThemePage.objects.filter(slug=wanted.replace("\x00", ""))).first()
        if other is not None:
            return redirect(f"{other.get_url(request)}beleid/")
    context = {"theme": page, "table": table_of(page, request), "canonical_url": f"{page.full_url}beleid/"}
    response = render(request, "knowledge/policies/table.html", context)
    return mark_public(response) if page.is_open_to_all and not request.GET else response
