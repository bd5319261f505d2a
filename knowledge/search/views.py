from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knowledge.search import empty
from knowledge.search.results import PAGE, Asked, results_of
from knowledge.search.suggestions import suggestions
from web.plain_text import plain


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = Asked.from_query(request.GET)
    page = results_of(asked, request)
    context: dict = {
        "page_of_results": page,
        "asked": asked,
        "literal_url": asked.but(is_literal=True).url,
        "more_url": asked.but(shown=asked.shown + PAGE).url if page.most > asked.shown else "",
    }
    is_narrowed = bool(asked.kind or asked.municipality or asked.theme)
    if asked.q and not (page.results or page.answer or is_narrowed) and request.method == "GET":
        empty.note(asked.q)
    if asked.q and not (page.results or page.more or page.answer):
        context |= {
            "is_narrowed": is_narrowed,
            "widened_url": asked.but(kind="", municipality="", theme="").url,
            "other_words": empty.other_words(page.found) if page.found else [],
            "themes": empty.themes(request),
            "contact_url": empty.contact(request),
        }
    response = render(request, "knowledge/search.html", context)
    # Results belong to what one person typed.
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    typed = " ".join(plain(request.GET.get("q", "")).split())[:60]
    response = JsonResponse({"suggestions": suggestions(typed, request)})
    response["Cache-Control"] = "private, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
