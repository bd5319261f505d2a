"""The mail with the address of somebody's own calendar."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from events.dates.entry import HOST
from events.feeds.personal_feed import path_of
from events.feeds.subscribing import subscription
from events.models import Person, PersonalFeed
from events.privacy import retention
from outbox import mail
from outbox.headers import one_line


def mail_address(feed: PersonalFeed) -> bool:
    """Mails the address of ``feed``, a guest's, to the guest."""
    assert feed.person is not None
    cause = f"personal-feed:{feed.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    return mail.queue(compose(feed.person, path_of(feed), cause=cause), cause=cause)


def compose(person: Person, path: str, *, cause: str) -> EmailMessage:
    context = {
        "subscribe": subscription(_("Mijn aanmeldingen"), path),
        "first_name": person.first_name,
        "keep": retention.words(retention.KEEP),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _("Al je aanmeldingen in je eigen agenda")
    message["From"] = Address(name or settings.WAGTAIL_SITE_NAME, addr_spec=sender)
    message["To"] = Address(one_line(person.name), addr_spec=person.email)
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = f"<{sha256(cause.encode()).hexdigest()[:40]}@{HOST}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render_to_string("mail/personal_feed.txt", context), cte="quoted-printable")
    html = render_to_string("mail/personal_feed.html", context)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message
