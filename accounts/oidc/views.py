"""Addresses that the provider and its users come to. A provider that is away or answers nonsense gives a page, no error."""

from collections.abc import Callable

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from requests import RequestException

from accounts.oidc.provider import OAuth2Adapter


def answered(view_class: type[OAuth2LoginView] | type[OAuth2CallbackView]) -> Callable[..., HttpResponse]:
    @never_cache
    @login_not_required
    def view(request: HttpRequest, provider_id: str) -> HttpResponse:
        adapter = OAuth2Adapter(request, provider_id)
        try:
            adapter.get_provider()
        except SocialApp.DoesNotExist as error:
            raise Http404 from error
        try:
            return view_class.adapter_view(adapter)(request)
        except (OAuth2Error, RequestException, ArithmeticError, LookupError, TypeError, ValueError) as error:
            return render_authentication_error(request, adapter.get_provider(), exception=error)

    return view


login = answered(OAuth2LoginView)
callback = answered(OAuth2CallbackView)
