"""Forms that come back filled in when their submission could not be taken, so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict


def shows_typed_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that fills its form with ``typed_data``, and acts only if the method is POST."""
    view.shows_typed_text = True  # type: ignore[attr-defined]
    return view


def typed_data(request: HttpRequest) -> QueryDict | None:
    """Return what fills the form: what was submitted now or is shown again, and None for a new form."""
    return request.POST if request.method == "POST" or is_shown_again(request) else None


def is_shown_again(request: HttpRequest) -> bool:
    return hasattr(request, "not_taken")


def shown_again(request: HttpRequest, reason: str, status: int) -> HttpResponse | None:
    """Return the form that ``request`` submitted, filled in, with ``reason`` above it. Nothing is done with it.

    Return None if its view is not marked with ``shows_typed_text``. The view is asked as by a GET, which changes
    nothing. The caller must have checked ``is_from_here`` if the submission failed the CSRF check.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or not getattr(match.func, "shows_typed_text", False):
        return None
    request.POST  # noqa: B018  read it now: Django reads none for a GET
    request.method = "GET"
    request.not_taken = reason  # type: ignore[attr-defined]
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    if response.status_code in {200, 422}:
        response.status_code = status
    return response


def is_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of this site sent ``request``, or says nothing about it.

    A page elsewhere could send our form with its own answers. Shown again with a valid token, those would be one click
    away from being submitted, so a submission from elsewhere is never shown again.
    """
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    said: dict[str, Any] = request.META
    if origin := said.get("HTTP_ORIGIN"):
        return origin in own
    if site := said.get("HTTP_SEC_FETCH_SITE"):
        return site == "same-origin"
    if referer := said.get("HTTP_REFERER"):
        parts = urlsplit(referer)
        return f"{parts.scheme}://{parts.netloc}" in own
    return True
