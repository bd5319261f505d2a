"""Responses shared by several apps: private pages, 429, 410 for a replaced link, and POST-only secret links."""

from collections.abc import Callable
from functools import wraps
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from web.shown_again import shown_again

View = Callable[[HttpRequest, str], HttpResponse]


class TooManyRequests(Exception):  # noqa: N818  an answer, not an error
    """Rate limit exceeded; the next attempt is possible in ``seconds``. ``exceptions_as_pages`` answers it with 429."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class LinkReplaced(Exception):  # noqa: N818  an answer, not an error
    """Secret link that a newer one has replaced. ``exceptions_as_pages`` answers it with 410 and ``template_name``."""

    template_name: str


def exceptions_as_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that renders TooManyRequests (429) and LinkReplaced (410) as pages of the site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = exception_as_page  # type: ignore[attr-defined]
    return middleware


def exception_as_page(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if isinstance(exception, TooManyRequests):
        return _asked_too_often(request, exception)
    if isinstance(exception, LinkReplaced):
        return private(render(request, exception.template_name, status=410))
    return None


def _asked_too_often(request: HttpRequest, exception: TooManyRequests) -> HttpResponse:
    minutes = ceil(exception.seconds / 60)
    words = ngettext(
        "Even rustig aan. Dit is nu te vaak gevraagd. Wacht een minuut en verstuur het dan nog eens. Wat je invulde staat er nog.",
        "Even rustig aan. Dit is nu te vaak gevraagd. Wacht %(minutes)s minuten en verstuur het dan nog eens. Wat je invulde staat er nog.",
        minutes,
    )
    try:
        again = shown_again(request, words % {"minutes": minutes}, 429)
    except TooManyRequests:  # looking is limited too
        again = None
    if again is None:
        return too_many_requests(request, exception)
    again = private(again)
    again["Retry-After"] = str(exception.seconds)
    return again


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the 429 page with Retry-After. Also the ``handler429`` of allauth, whose limits give no seconds."""
    seconds = exception.seconds if isinstance(exception, TooManyRequests) else 60
    response = private(render(request, "429.html", {"minutes": ceil(seconds / 60)}, status=429))
    response["Retry-After"] = str(seconds)
    return response


def private(response: HttpResponse) -> HttpResponse:
    """Keep ``response`` out of caches and search engines, and its URL out of Referer headers.

    Our own pages do not get the URL either, because the access log records referrers. The origin is still sent: without
    it browsers post forms with the origin “null”, which Django refuses.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "strict-origin"
    return response


def by_button(template_name: str) -> Callable[[View], View]:
    """Restrict the view of a secret link to POST. A GET renders ``template_name`` with 405; the secret is not read."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, secret: str) -> HttpResponse:
            if request.method == "POST":
                return view(request, secret)
            response = private(render(request, template_name, status=405))
            response["Allow"] = "POST"
            return response

        return answer

    return decorate
