"""Pages for errors that no view handles."""

import errno
import re
import sys
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.defaults import server_error as django_server_error

from home.readiness import migrations_are_applied
from web.responses import LinkReplaced, TooManyRequests, exception_as_page, private
from web.shown_again import is_from_here, shown_again

RETRY_AFTER = 60
"""Seconds. A restart of the database takes less; a disk that somebody has to clean takes longer."""
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""A full disk, a full share of it, and a disk that can only be read."""
MOST_KEPT = 100
"""Fields of a form that are kept. The public forms have fewer."""
SECRET = re.compile(r"password|wachtwoord|code$", re.IGNORECASE)
"""Names of fields that are never sent back to the browser."""
EXPIRED = gettext_lazy(
    "Dit formulier stond te lang open, of je hebt intussen ingelogd of uitgelogd. Controleer wat je invulde en verstuur"
    " het nog eens."
)
NO_COOKIE = gettext_lazy(
    "Je browser stuurde geen cookie mee. Controleer wat je invulde en verstuur het nog eens. Zie je dit dan weer? Sta"
    " dan cookies toe voor deze site."
)
SIGNED_OUT = gettext_lazy(
    "Je bent intussen uitgelogd. Wat je invulde is nog niet bewaard, en ook niet weg. Log in, kom terug naar deze pagina"
    " en verstuur het nog eens."
)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the submitted form, filled in, with a fresh token: it was open too long, or somebody signed in meanwhile.

    A form whose view can't show it filled in, such as one of Wagtail or allauth, gets a page with a button to send it
    again. What another site sent is not shown again (see ``is_from_here``).
    """
    if is_from_here(request):
        words = NO_COOKIE if reason == REASON_NO_CSRF_COOKIE else EXPIRED
        try:
            again = shown_again(request, str(words), 403)
        except (LinkReplaced, TooManyRequests) as exception:  # the middleware for these does not see this view
            again = exception_as_page(request, exception)
        if again:
            return private(again)
        if wants_page(request):
            return send_again(request, str(words))
    return render(request, "403_csrf.html", status=403)


def wants_page(request: HttpRequest) -> bool:
    """Return whether a form was submitted, instead of a script that asks for data."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest" or not request.accepts("text/html")
    is_navigation = request.headers.get("Sec-Fetch-Dest", "document") in {"document", "iframe"}
    return request.method == "POST" and is_navigation and not is_script


def send_again(request: HttpRequest, reason: str, *, status: int = 403, login_url: str = "") -> HttpResponse:
    """Return a page that holds the submitted form and a button to send it again. Passwords and files are asked for again."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [field for field in fields if field[0] != "csrfmiddlewaretoken"]
    context = {
        "reason": reason,
        "login_url": login_url,
        "path": request.get_full_path(),
        "fields": [field for field in fields if not SECRET.search(field[0])],
        "secrets": [name for name, _value in fields if SECRET.search(name)],
        "files": list(request.FILES),
    }
    return private(render(request, "send_again.html", context, status=status))


def keep_work_of_editors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: keep what an editor sends after being signed out. Wagtail would redirect to the sign-in page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (
            request.path.startswith("/beheer/")
            and not request.path.startswith(("/beheer/login", "/beheer/logout"))
            and wants_page(request)
            and not request.user.is_authenticated
            and is_from_here(request)
            and "csrfmiddlewaretoken" in request.POST  # a form of ours, and not a stranger who tries an address
        ):
            return send_again(request, str(SIGNED_OUT), login_url=f"{reverse('account_login')}?next=/beheer/")
        return get_response(request)

    return middleware


def server_error(request: HttpRequest) -> HttpResponse:
    """Render the page for an unhandled exception: 503 if it will pass without a change of the code, else 500.

    Such are a database that is away, locked or not yet migrated, and a full disk. Django logs the exception either way.
    """
    if not is_temporary(sys.exc_info()[1]):
        return django_server_error(request)
    # Without a request: its context processors would ask the database.
    context = {"csrf_token": get_token(request), "typed": typed(request), "path": request.get_full_path()}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "strict-origin"  # the path can be a secret link
    return response


def is_temporary(error: BaseException | None) -> bool:
    if isinstance(error, OSError):
        return error.errno in OF_THE_MACHINE
    if isinstance(error, ProgrammingError):  # a missing table or column
        try:
            return not migrations_are_applied()
        except DatabaseError:
            return True
    return isinstance(error, (InterfaceError, OperationalError))


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a public form that was submitted, to send again. Empty if there is none.

    Not those of a form that failed the CSRF check or never got to it, and nothing of signing in.
    """
    is_checked = request.method == "POST" and getattr(request, "csrf_processing_done", False)
    if not is_checked or request.FILES or request.path.startswith(("/account/", "/beheer/")):
        return []
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [field for field in fields if field[0] != "csrfmiddlewaretoken" and "wachtwoord" not in field[0]]
    return fields if len(fields) <= MOST_KEPT else []
