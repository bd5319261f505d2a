"""``/demo/postvak/``: the mail that the demo would have sent. Routed only in demo and debug mode."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

MOST = 100
NAME = re.compile(r"^[0-9a-f-]{1,60}$")


def message_of(name: str) -> EmailMessage:
    path = Path(settings.DEMO_MAIL_DIR) / f"{name}.eml"
    if not NAME.match(name) or not path.is_file():
        raise Http404
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def people(header) -> str:
    """Format the addresses in ``header`` as a mail program does, without the quotes a header may need."""
    addresses = header.addresses if header else ()
    return ", ".join(
        f"{one.display_name} <{one.addr_spec}>" if one.display_name else one.addr_spec for one in addresses
    )


def summary(name: str, message: EmailMessage) -> dict:
    sent_at = parsedate_to_datetime(str(message["Date"])) if message["Date"] else timezone.now()
    return {
        "id": name,
        "subject": str(message["Subject"]),
        "sender": people(message["From"]),
        "recipient": people(message["To"]),
        "sent_at": sent_at,
        "url": reverse("demo_mail", args=[name]),
    }


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    names = sorted((path.stem for path in Path(settings.DEMO_MAIL_DIR).glob("[0-9]*.eml")), reverse=True)[:MOST]
    return render(request, "demo/mailbox.html", {"mails": [summary(name, message_of(name)) for name in names]})


@never_cache
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    message = message_of(name)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    attachments = [
        {
            "name": part.get_filename() or "uitnodiging",
            "content_type": part.get_content_type(),
            "url": reverse("demo_mail_part", args=[name, number]),
        }
        for number, part in enumerate(message.walk())
        if part.get_content_type() in {"application/ics", "text/calendar"}
    ]
    shown = summary(name, message) | {
        "text": text.get_content() if text else "",
        "has_html": html is not None,
        "html_url": reverse("demo_mail_html", args=[name]),
        "attachments": attachments,
    }
    return render(request, "demo/mail.html", {"mail": shown})


@never_cache
@require_safe
@xframe_options_sameorigin
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Return the HTML part as a mail client would show it. It may run no scripts."""
    html = message_of(name).get_body(("html",))
    if html is None:
        raise Http404
    response = HttpResponse(html.get_content())
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    )
    return response


@never_cache
@require_safe
def mail_part(request: HttpRequest, name: str, number: int) -> HttpResponse:
    parts = list(message_of(name).walk())
    if number >= len(parts) or parts[number].get_content_type() not in {"application/ics", "text/calendar"}:
        raise Http404
    body = parts[number].get_payload(decode=True)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="bijeenkomst.ics"'},
    )
