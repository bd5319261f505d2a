"""Welcome mail to a new person in an organisation: what they can do there, and how to sign in."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from network.models import OrganisationPage
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail


def welcome(person: User, organisation: OrganisationPage, *, by: User | None = None) -> None:
    """Queue the welcome mail, at most once for each person and organisation."""
    cause = f"welcome:{organisation.pk}:{person.pk}"
    mail.queue(compose(person, organisation, by=by, cause=cause))


def compose(person: User, organisation: OrganisationPage, *, by: User | None, cause: str) -> Letter:
    context = {
        "person_name": person.first_name,
        "organisation_name": organisation.display_name,
        "by": str(by) if by and by != person else "",
        "email": person.email,
        "link": f"{settings.SITE_URL}{reverse('account_request_login_code')}?next=/beheer/",
        "asks_second_factor": settings.REQUIRE_STAFF_MFA,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail("welcome", context)
    return Letter(
        cause=cause,
        subject=_("Welkom bij %(name)s") % {"name": organisation.display_name},
        to=Mailbox(person.get_full_name(), person.email),
        text=text,
        html=html,
    )
