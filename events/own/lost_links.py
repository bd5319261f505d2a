"""Somebody lost the mail with their link: all their links once more, to their own address only."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from events.agenda.cards import card_for
from events.dates.entry import HOST
from events.models import EventDate, Person, Registration
from events.registration.links import data_path, registration_path
from outbox import mail


@transaction.atomic
def send_links(email: str) -> bool:
    """Mails the links of every coming registration of ``email``, and to what we hold of whoever has that address.

    False when there is nobody, which nobody may be told.
    """
    email = email.strip().lower()
    people = list(Person.objects.filter(email=email, anonymised_at__isnull=True).order_by("name")) if email else []
    if not people:
        return False
    found = list(
        Registration.objects.live()
        .filter(
            Q(date__end__gt=timezone.now()) | Q(date__status=EventDate.Status.POSTPONED),
            person__email=email,
            date__page__live=True,
        )
        .select_related("person", "date")
        .order_by("date__start", "pk")
    )
    dates = {date.pk: date for date in EventDate.objects.filter(pk__in=[item.date_id for item in found]).with_pages()}
    rows = [
        {
            "name": item.person.name,
            "card": card_for(dates[item.date_id]),
            "state": item.get_state_display(),
            "link": f"{settings.SITE_URL}{registration_path(item)}",
        }
        for item in found
    ]
    data = [{"name": person.name, "link": f"{settings.SITE_URL}{data_path(person)}"} for person in people]
    context = {"rows": rows, "data": data, "site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
    now = timezone.now()
    cause = f"links:{sha256(email.encode()).hexdigest()[:24]}:{now:%Y%m%d%H%M%S%f}"
    name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _("De links naar je aanmeldingen") if rows else _("De link naar je gegevens")
    message["From"] = Address(name or settings.WAGTAIL_SITE_NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=email)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{sha256(cause.encode()).hexdigest()[:40]}@{HOST}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render_to_string("mail/links.txt", context), cte="quoted-printable")
    message.add_alternative(render_to_string("mail/links.html", context), subtype="html", cte="quoted-printable")
    return mail.queue(message, cause=cause)
