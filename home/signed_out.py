"""Editors whose session ends while they write: they are told so, keep their text, and go on after signing in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

JSON = "application/json"


def explained_to_autosave(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer a refused automatic save in words.

    Wagtail's editor expects JSON, and calls the login page or the page about cookies a server error.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_autosave = (
            request.method == "POST" and request.path.startswith("/beheer/pages/") and not request.accepts("text/html")
        )
        if not is_autosave or response.status_code not in {302, 403} or response.headers.get("Content-Type") == JSON:
            return response
        words = _(
            "Je bent uitgelogd. Log in een ander tabblad in, en kom terug naar dit tabblad. Je tekst blijft hier staan."
        )
        # One of the codes that Wagtail's script knows; it shows the words of others as “server error”.
        return JsonResponse({"success": False, "error_code": "locked", "error_message": words}, status=403)

    return middleware


def session(request: HttpRequest) -> JsonResponse:
    """Return a token for forms that were opened before their reader signed in again. Wagtail's check lets only staff through."""
    return JsonResponse({"csrf": get_token(request)}, headers={"Cache-Control": "no-store"})
