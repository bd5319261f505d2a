"""Weaves and QR codes as SVG files. Their address determines their content."""

from io import BytesIO

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from network import weave
from network.addresses import asked_date
from network.moved import address_of_moved, redirect_to

LONGEST = 300
"""Maximum length of a path in a QR code, which keeps drawing it cheap."""

KEEP = "public, max-age=31536000, immutable"


@require_safe
def cover(request: HttpRequest, version: str, seed: str, shape: str) -> HttpResponse:
    """Serve a weave, cacheable for a year. An address with another version redirects to the current one."""
    if shape not in weave.SHAPES:
        raise Http404
    if version != weave.VERSION:
        return redirect(weave.address_of_seed(seed, shape), permanent=True)
    return HttpResponse(
        weave.svg(seed, shape),
        content_type="image/svg+xml",
        headers={
            "Cache-Control": KEEP,
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        },
    )


@require_safe
def qr(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a QR code for print, with the address of a page or of one of its dates.

    Does not check that the page exists: the code holds nothing but the address. That of a page that moved is redirected.
    """
    if len(path) > LONGEST:
        raise Http404
    if moved_to := address_of_moved(request):
        return redirect_to(moved_to, request)
    date = asked_date(request)
    address = f"{settings.SITE_URL}/{path}" + (f"?datum={date}" if date else "")
    code = segno.make(address, error="m", micro=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", border=2, light="#ffffff", omitsize=True, xmldecl=False)
    return HttpResponse(
        drawn.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"}
    )
