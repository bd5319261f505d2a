from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.proof import has_just_proven_address, has_used_second_factor

CHANGES_WAYS_IN = {"account_email", "account_set_password", "openid_connect_login", "socialaccount_connections"}
"""Names of views that change how to get into an account, besides those of the second factor (``mfa_``)."""
TO_GET_IN = {
    "mfa_index",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
"""Names of views of the second factor that change nothing."""


def staff_second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Restrict ``/beheer/`` to users with access to the admin and, if ``REQUIRE_STAFF_MFA``, a second factor.

    Having a second factor is not enough: this session must have used it, however the user signed in. Users without one
    are redirected to the page for setting one up.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/beheer/") or not request.user.is_authenticated:
            return get_response(request)
        if not request.user.has_perm("wagtailadmin.access_admin"):
            # Wagtail would redirect them to the login page, which redirects back here: an endless loop.
            raise PermissionDenied
        if settings.REQUIRE_STAFF_MFA:
            if not is_mfa_enabled(request.user):
                return redirect("mfa_index")
            if not has_used_second_factor(request):
                return ask(request, "mfa_reauthenticate")
        return get_response(request)

    return middleware


def proof_before_new_ways_in(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Restrict views that change the ways into an account to a session that used the second factor.

    Without a second factor yet, the session must have proven the address with a mailed code, within minutes. A password
    alone is not enough: whoever guessed it could make the account their own.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        is_guarded = name in CHANGES_WAYS_IN or (name.startswith("mfa_") and name not in TO_GET_IN)
        if not is_guarded or not request.user.is_authenticated:
            return None
        if is_mfa_enabled(request.user):
            return None if has_used_second_factor(request) else ask(request, "mfa_reauthenticate")
        return None if has_just_proven_address(request, request.user) else ask(request, "account_prove_address")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def ask(request: HttpRequest, view: str) -> HttpResponse:
    """Redirect to ``view``, which returns to this page afterwards."""
    return redirect(f"{reverse(view)}?{urlencode({'next': request.path})}")
