"""Subscription links for each calendar program, as shown by the component “Zet in je agenda”."""

from io import BytesIO
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from network.moved import address_of_moved, redirect_to

CODE_AGE = 24 * 60 * 60


def subscription(title: str, path: str, *, code_url: str = "") -> dict[str, str]:
    """Return URLs to subscribe to the feed at ``path`` (with its query), for each calendar program.

    ``code_url`` is the URL of a QR code for phones.
    """
    https_url = f"{settings.SITE_URL}{path}"
    webcal_url = f"webcal://{https_url.partition('://')[2]}"
    # Uses https, because Outlook.com fails on webcal.
    outlook = urlencode({"url": https_url, "name": f"Wijkverband · {title}"}, quote_via=quote)
    return {
        "title": title,
        "https_url": https_url,
        "webcal_url": webcal_url,
        "google_url": f"https://calendar.google.com/calendar/render?cid={quote(webcal_url, safe='')}",
        "outlook_url": f"https://outlook.office.com/calendar/0/addfromweb?{outlook}",
        "outlook_live_url": f"https://outlook.live.com/calendar/0/addfromweb?{outlook}",
        "code_url": code_url,
    }


def page_subscription(title: str, page_path: str, query: str = "") -> dict[str, str]:
    """Return the URLs for the feed of the page at ``page_path``.

    The QR code leads to that page, which has links for every kind of phone.
    """
    return subscription(title, f"{page_path}kalender.ics{query}", code_url=f"{page_path}abonneer.svg{query}")


def personal_subscription(title: str, path: str) -> dict[str, str]:
    """Return the URLs for a feed with a secret address.

    The QR code holds that address, which an iPhone or iPad understands, and is inlined in the page.
    """
    made = subscription(title, path)
    return made | {"code_url": _code(made["webcal_url"]).svg_data_uri(border=3, xmldecl=False), "is_personal": "1"}


@require_safe
def page_code(request: HttpRequest, path: str) -> HttpResponse:
    """Serve ``abonneer.svg`` below a page: a QR code that leads to that page's section on subscribing."""
    if moved_to := address_of_moved(request):
        return redirect_to(moved_to, request)
    query = request.META.get("QUERY_STRING", "")
    try:
        code = _code(f"{settings.SITE_URL}/{path}{'?' if query else ''}{query}#abonneer")
    except segno.DataOverflowError as error:
        raise Http404 from error
    picture = BytesIO()
    code.save(picture, kind="svg", border=3, light="#fff", xmldecl=False)
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={CODE_AGE}"
    return response


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="l", boost_error=True, micro=False)
