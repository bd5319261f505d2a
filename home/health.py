"""Endpoints for machines: liveness, readiness, crawler rules and the security contact."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.readiness import failed_checks


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Return 200 if everything works that the site needs, else 503. Either way it names what fails."""
    failed = failed_checks()
    problems = [check.name for check in failed if check.is_serious]
    warnings = [check.name for check in failed if not check.is_serious]
    found = {"ready": not problems, "problems": problems, "warnings": warnings}
    return JsonResponse(found, status=503 if problems else 200)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Return the crawler rules. They allow feeds, because Google Calendar obeys them."""
    lines = [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /account/",
        "Disallow: /aanmelding/",
        "Allow: /mijn/kalender/",
        "Disallow: /mijn/",
    ]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return security.txt (RFC 9116), or 404 if SECURITY_CONTACT is empty."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: nl, en", ""]
    lines.insert(-1, f"Canonical: {settings.SITE_URL}/.well-known/security.txt")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
