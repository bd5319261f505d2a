"""Passwords of private pages and collections: Wagtail's views, with a limit on guesses."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from wagtail import views as page_views
from wagtail.documents.views import serve as document_views

from web.rate_limits import DAY, TEN_MINUTES, Attempt, Limit, network_of, seconds_to_wait, take_back
from web.responses import TooManyRequests

WRONG = (Limit(10, TEN_MINUTES), Limit(50, DAY))
"""Wrong passwords for one page or collection from one network."""


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Limit wrong passwords. The id of the restriction must be the first argument in the URL."""

    @wraps(view)
    def answer(request: HttpRequest, **ids: int) -> HttpResponse:
        if request.method != "POST":
            return view(request, **ids)
        key = f"{network_of(request)} {view.__module__} {next(iter(ids.values()))}"
        guesses = [Attempt("page password", key, limit) for limit in WRONG]
        if seconds := seconds_to_wait(*guesses):
            raise TooManyRequests(seconds)
        response = view(request, **ids)
        if response.status_code == 302:
            take_back(*guesses)
        return response

    return answer


of_page = limited(page_views.authenticate_with_password)
of_collection = limited(document_views.authenticate_with_password)
