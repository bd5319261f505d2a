"""Answers that several views give."""

from collections.abc import Callable
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class TooManyRequests(Exception):  # noqa: N818  an answer, not a mistake
    """Raised by who has had enough; answered by ``said_in_our_words``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class LinkRenewed(Exception):  # noqa: N818  an answer, not a mistake
    """Raised for a link that was right until there was a newer one."""


def said_in_our_words(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that says “take it easy” (429) and “there is a newer link” (410) as pages of ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, TooManyRequests):
            return too_many(request, exception)
        if isinstance(exception, LinkRenewed):
            return private(render(request, "events/link_renewed.html", status=410))
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also allauth's answer (``handler429``), which counts by the minute and says no more."""
    seconds = exception.seconds if isinstance(exception, TooManyRequests) else 60
    response = private(render(request, "429.html", {"minutes": ceil(seconds / 60)}, status=429))
    response["Retry-After"] = str(seconds)
    return response


def private(response: HttpResponse) -> HttpResponse:
    """For one pair of eyes: kept by no cache, listed by no search engine, its address told to nobody.

    Not even to ourselves: a server's log writes down where a visitor came from. The origin is told, or browsers send forms with
    an origin of “null”, which Django refuses.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "strict-origin"
    return response
