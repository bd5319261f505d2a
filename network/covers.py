"""``/weefsel/``: the weaves as pictures. Their address says all there is to know, so that nobody need be asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from network import weave

KEEP = "public, max-age=31536000, immutable"


@require_safe
def cover(request: HttpRequest, version: str, seed: str, shape: str) -> HttpResponse:
    """The drawing at its address, to be kept for good; an address of an older version leads to the present one."""
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
