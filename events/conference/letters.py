"""Mails of a release. Each person gets one, with all that changes for them."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from events.conference.changes import Change
from events.conference.models import Release, Speaker
from events.mail.composing import send
from events.mail.words import Kind
from events.models import Registration
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail
from web.addresses import sendable_or_nothing

ABOUT_SPEAKERS = "speaker:"


def about_speaker(speaker_id: int) -> str:
    """Return the ``OutgoingMail.about`` of mails to a speaker."""
    return f"{ABOUT_SPEAKERS}{speaker_id}"


def tell_registered(registration: Registration, changes: Sequence[Change], *, release: Release) -> None:
    """Mail somebody who registered for the conference what changes at their sessions."""
    more = {"programme_changes": [change.words for change in changes], "release_words": release.words}
    send(Kind.PROGRAMME_CHANGED, registration, again=f"{release.number}", more=more)


def tell_speaker(speaker: Speaker, changes: Sequence[Change], *, release: Release) -> None:
    """Mail a speaker what changes at the sessions where they speak."""
    mail.queue(to_speaker(speaker, changes, release=release), about=about_speaker(speaker.pk))


def to_speaker(speaker: Speaker, changes: Sequence[Change], *, release: Release) -> Letter:
    conference = release.conference
    contact = sendable_or_nothing(conference.contact_email)
    context = {
        "person_name": speaker.name,
        "title": conference.title,
        "programme_changes": [change.words for change in changes],
        "release_words": release.words,
        "link": f"{conference.full_url or settings.SITE_URL}programma/",
    }
    text, html = render_mail("speaker_programme_changed", context)
    return Letter(
        cause=f"speaker_programme_changed:{speaker.pk}:{release.pk}",
        subject=_("Je sessie verandert: %(title)s") % {"title": conference.title},
        to=Mailbox(speaker.name, speaker.email),
        reply_to=Mailbox(conference.contact_name, contact) if contact else None,
        text=text,
        html=html,
    )
