"""How each calendar program subscribes to a feed: what the component “Zet in je agenda” shows."""

from io import BytesIO
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

CODE_AGE = 24 * 60 * 60


def subscription(title: str, path: str, *, code_url: str = "") -> dict[str, str]:
    """Addresses to subscribe to the feed at ``path`` (with its query), for each kind of calendar.

    ``code_url`` is the picture of a code for the phone.
    """
    https_url = f"{settings.SITE_URL}{path}"
    webcal_url = f"webcal://{https_url.partition('://')[2]}"
    # With https: Outlook.com fails on webcal.
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
    """To the feed of the page at ``page_path``; its code leads to that page, where each phone finds its own way."""
    return subscription(title, f"{page_path}kalender.ics{query}", code_url=f"{page_path}abonneer.svg{query}")


def personal_subscription(title: str, path: str) -> dict[str, str]:
    """To a secret address. Its code holds that address, which an iPhone or iPad understands, and stands in the page itself."""
    made = subscription(title, path)
    return made | {"code_url": _code(made["webcal_url"]).svg_data_uri(border=3, xmldecl=False), "is_personal": "1"}


@require_safe
def page_code(request: HttpRequest, path: str) -> HttpResponse:
    """``abonneer.svg`` below a page: a QR code that leads to where that page says how to subscribe."""
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
