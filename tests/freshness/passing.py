"""Middleware that stands right beneath the page cache and notes the requests that the cache lets through."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

passed: list[str] = []
"""Requested paths that were not answered from the cache."""


def noted(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        passed.append(request.get_full_path())
        return get_response(request)

    return middleware
