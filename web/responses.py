"""Responses that several apps give: private, too many requests, a replaced link, and actions by a button only."""

from collections.abc import Callable
from functools import wraps
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[[HttpRequest, str], HttpResponse]


class TooManyRequests(Exception):  # noqa: N818  an answer, not an error
    """Raised when a rate limit is exceeded; ``seconds`` until the next attempt. ``exceptions_as_pages`` answers it with 429."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class LinkReplaced(Exception):  # noqa: N818  an answer, not an error
    """Raised for a secret link that was valid until a newer one replaced it; answered with 410 and ``template_name``."""

    template_name: str


def exceptions_as_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that renders TooManyRequests (429) and LinkReplaced (410) as pages of the site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, TooManyRequests):
            return too_many(request, exception)
        if isinstance(exception, LinkReplaced):
            return private(render(request, exception.template_name, status=410))
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the 429 page with Retry-After. Also the ``handler429`` for allauth, which counts per minute and gives no seconds."""
    seconds = exception.seconds if isinstance(exception, TooManyRequests) else 60
    response = private(render(request, "429.html", {"minutes": ceil(seconds / 60)}, status=429))
    response["Retry-After"] = str(seconds)
    return response


def private(response: HttpResponse) -> HttpResponse:
    """Keep ``response`` out of every cache and search engine, and its address out of Referer headers.

    Our own pages get no address either, because the access log records referrers. The origin is still sent: without it browsers
    post forms with the origin “null”, which Django refuses.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "strict-origin"
    return response


def by_button(template_name: str) -> Callable[[View], View]:
    """Restrict a view of a secret link to POST. A GET renders ``template_name`` with status 405, without looking the secret up."""

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
