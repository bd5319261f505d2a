"""Answers that several views give."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class TooManyRequests(Exception):  # noqa: N818  an answer, not a mistake
    """Raised by a view that has had enough; answered by ``limited``."""


def limited(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that says “429, take it easy” in our own words."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return private(render(request, "429.html", status=429)) if isinstance(exception, TooManyRequests) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def private(response: HttpResponse) -> HttpResponse:
    """For one pair of eyes: kept by no cache, listed by no search engine."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response
