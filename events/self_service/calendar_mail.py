"""Mail with the address of a guest's personal feed."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.feeds.personal_feed import feed_path
from events.feeds.subscribing import subscription
from events.models import Person, PersonalFeed
from events.privacy import retention
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail


def mail_address(feed: PersonalFeed) -> None:
    """Mails the address of ``feed``, a guest's, to the guest."""
    assert feed.person is not None
    cause = f"personal-feed:{feed.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    mail.queue(compose(feed.person, feed_path(feed), cause=cause))


def compose(person: Person, path: str, *, cause: str) -> Letter:
    context = {
        "subscribe": subscription(_("Mijn aanmeldingen"), path),
        "person_name": person.name,
        "keep": retention.words(retention.KEEP),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    text, html = render_mail("personal_feed", context)
    return Letter(
        cause=cause,
        subject=_("Al je aanmeldingen in je eigen agenda"),
        to=Mailbox(person.name, person.email),
        text=text,
        html=html,
    )
