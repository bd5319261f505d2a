from allauth.account.utils import get_next_redirect_url
from allauth.account.views import request_login_code
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
@login_required
def prove_address(request: HttpRequest) -> HttpResponse:
    """Let a signed-in user prove their address: sign out, and sign in again with a mailed code."""
    if request.method != "POST":
        return render(request, "account/prove_address.html", {"next": get_next_redirect_url(request)})
    logout(request)
    return request_login_code(request)
