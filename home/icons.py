"""The site's mark where browsers and phones look for it: ``/favicon.ico`` and the web manifest."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

A_DAY = 24 * 60 * 60
AT_THE_ROOT = {"favicon.ico": "img/favicon.ico", "apple-touch-icon.png": "img/apple-touch-icon.png"}
SIZES = (192, 512)


@require_safe
@cache_control(public=True, max_age=A_DAY)
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect to the static file. Browsers ask for these addresses without being told to."""
    return HttpResponsePermanentRedirect(static(AT_THE_ROOT[name]))


@require_safe
@cache_control(public=True, max_age=A_DAY)
def manifest(request: HttpRequest) -> JsonResponse:
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in SIZES
        for purpose in ("any", "maskable")
    ]
    content = {
        "name": settings.WAGTAIL_SITE_NAME,
        "short_name": settings.WAGTAIL_SITE_NAME,
        "lang": "nl",
        "start_url": "/",
        "display": "browser",
        "background_color": "#f5f4ee",
        "theme_color": "#f5f4ee",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
