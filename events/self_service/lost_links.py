"""Lost links: all links of a person mailed again, to their own address only."""

from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from events.dates.cards import card_for
from events.digests.links import manage_path
from events.links import contributor_data_path, data_path, registration_path
from events.mail.state_words import state_words
from events.models import DigestSubscriber, EventDate, Person, Registration
from events.models.people import name_key
from knowledge.models import Contributor
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail


@transaction.atomic
def send_links(email: str) -> bool:
    """Mail ``email`` the links to its upcoming registrations, to the data of each person there, and to what it follows.

    Return False if nobody has it. Never reveal that to a visitor.
    """
    email = email.strip().lower()
    people = list(Person.objects.at(email).filter(anonymised_at__isnull=True))
    people.sort(key=lambda person: (person.name_order, person.pk))
    contributors = list(Contributor.objects.filter(email=email)) if email else []
    follows = DigestSubscriber.objects.filter(email=email, choices__confirmed_at__isnull=False).first()
    if not people and not contributors and not follows:
        return False
    found = list(
        Registration.objects.still_to_come()
        .with_ahead()
        .at(email)
        .filter(date__page__live=True)
        .select_related("person", "date")
        .order_by("date__start", "pk")
    )
    dates = {date.pk: date for date in EventDate.objects.filter(pk__in=[item.date_id for item in found]).with_pages()}
    rows = [
        {
            "name": item.person.name,
            "card": card_for(dates[item.date_id]),
            "state": state_words(item),
            "link": f"{settings.SITE_URL}{registration_path(item)}",
        }
        for item in found
    ]
    data = [{"name": person.name, "link": f"{settings.SITE_URL}{data_path(person)}"} for person in people]
    known = {person.name_key for person in people}
    data += [
        {"name": one.name, "link": f"{settings.SITE_URL}{contributor_data_path(one)}"}
        for one in contributors
        if name_key(one.name) not in known
    ]
    digests = f"{settings.SITE_URL}{manage_path(follows)}" if follows else ""
    context = {
        "rows": rows,
        "data": data,
        "digests": digests,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    cause = f"links:{sha256(email.encode()).hexdigest()[:24]}:{timezone.now():%Y%m%d%H%M%S%f}"
    text, html = render_mail("links", context)
    letter = Letter(
        cause=cause,
        subject=subject_for(has_registrations=bool(rows), has_data=bool(data)),
        to=Mailbox("", email),
        text=text,
        html=html,
    )
    mail.queue(letter)
    return True


def subject_for(*, has_registrations: bool, has_data: bool) -> str:
    if has_registrations:
        return _("De links naar je aanmeldingen")
    return _("De link naar je gegevens") if has_data else _("De link naar wat je volgt")


@task()
def mail_links(
    person_ids: list[int], contributor_ids: list[int] | None = None, follower_ids: list[int] | None = None
) -> bool:
    """Mail the links of the address of the first of these people. Takes ids, so that the queue holds no addresses.

    Queue it with empty lists for an unknown address, so that the response takes equally long.
    """
    rows = (
        Person.objects.filter(pk__in=person_ids),
        Contributor.objects.filter(pk__in=contributor_ids or []),
        DigestSubscriber.objects.filter(pk__in=follower_ids or []),
    )
    email = next(filter(None, (found.values_list("email", flat=True).first() for found in rows)), "")
    return bool(email) and send_links(email)
