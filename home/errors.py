"""Pages for errors that no view handles."""

import errno
import sys

from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error as django_server_error

from home.readiness import migrations_are_applied

RETRY_AFTER = 60
"""Seconds. A restart of the database takes less; a disk that somebody has to clean takes longer."""
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""A full disk, a full share of it, and a disk that can only be read."""
MOST_KEPT = 100
"""Fields of a form that are kept. The public forms have fewer."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Render the page for a failed CSRF check: the form was open too long, or cookies are off."""
    return render(request, "403_csrf.html", status=403)


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
