"""Content security policy for each part of the site, and a check on the encoding of forms."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    " manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's admin has inline scripts and styles, and shows its preview in a frame.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)


PROBES = {"/healthz", "/readyz"}


def probes_by_any_name(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer probes whatever their Host header. A load balancer asks each machine by its IP address.

    These two addresses show no host, so ALLOWED_HOSTS need not protect them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info in PROBES:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0]
        return get_response(request)

    return middleware


def forms_in_utf8(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 415 to a form that is not in UTF-8. Browsers send none, and Django would raise an error."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.content_params and request.content_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
            return HttpResponse("UTF-8, please.\n", status=415, content_type="text/plain")
        return get_response(request)

    return middleware


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set Content-Security-Policy: strict for public pages, less so for Wagtail in ``/beheer/``.

    Sets Permissions-Policy too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = ADMIN_POLICY if request.path.startswith("/beheer/") else PUBLIC_POLICY
        if settings.OIDC_ISSUER and request.path.startswith("/account/"):  # the button posts, and is sent on there
            provider = urlsplit(settings.OIDC_ISSUER)
            policy = policy.replace("form-action 'self'", f"form-action 'self' {provider.scheme}://{provider.netloc}")
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        )
        return response

    return middleware
