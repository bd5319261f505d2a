from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


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
            if not any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
                return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        return get_response(request)

    return middleware
