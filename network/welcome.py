"""The mail to somebody who was let in at an organisation: what she can do there, and how she signs in."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from network.models import OrganisationPage
from outbox import mail
from outbox.headers import one_line


def welcome(person: User, organisation: OrganisationPage, *, by: User | None = None) -> bool:
    """Puts the mail in the outbox; at most one for each person and organisation. False when it was there already."""
    cause = f"welcome:{organisation.pk}:{person.pk}"
    return mail.queue(compose(person, organisation, by=by, cause=cause), cause=cause)


def compose(person: User, organisation: OrganisationPage, *, by: User | None, cause: str) -> EmailMessage:
    context = {
        "first_name": person.first_name,
        "organisation_name": organisation.display_name,
        "by": str(by) if by and by != person else "",
        "email": person.email,
        "link": f"{settings.SITE_URL}{reverse('account_request_login_code')}?next=/beheer/",
        "asks_second_factor": settings.REQUIRE_STAFF_MFA,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    sender_name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = settings.SITE_URL.split("://")[-1].split(":")[0]
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(_("Welkom bij %(name)s") % {"name": organisation.display_name})
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = Address(one_line(person.get_full_name()), addr_spec=person.email)
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = f"<{sha256(cause.encode()).hexdigest()[:40]}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render_to_string("mail/welcome.txt", context), cte="quoted-printable")
    message.add_alternative(render_to_string("mail/welcome.html", context), subtype="html", cte="quoted-printable")
    return message
