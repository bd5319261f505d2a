"""Endpoints for machines: liveness, readiness, crawler rules and the security contact."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from outbox.models import OutgoingMail

OLDEST_MAIL = timedelta(minutes=15)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Return 200 if the database and the cache work and mail is not piling up, else 503 with the problems."""
    problems = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        oldest = OutgoingMail.objects.oldest_waiting()
        if oldest and oldest < timezone.now() - OLDEST_MAIL:
            problems.append("mail")
    except Exception:  # noqa: BLE001  any error means "not ready"
        problems.append("database")
    try:
        cache.set("readyz", "ok", 10)
        if cache.get("readyz") != "ok":
            problems.append("cache")
    except Exception:  # noqa: BLE001
        problems.append("cache")
    return JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)


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
