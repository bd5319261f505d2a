"""Mails that an organiser writes to people at a meetup: one for each person, with what they wrote and their own link."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from events.dates.cards import card_for
from events.links import registration_path
from events.mail import to_organisers
from events.mail.audience import Audience, Reach
from events.mail.composing import about
from events.mail.date_facts import DateFacts, facts_of
from events.mail.messages import rows_for
from events.mail.rendering import render
from events.mail.state_words import state_words
from events.models import EventDate, EventPage, Mailing, Registration
from outbox import mail
from outbox.letter import Letter, Mailbox, sender
from outbox.models import OutgoingMail
from outbox.rendering import render_mail
from outbox.templatetags.mail_look import WRITTEN

KIND = "mailing"
"""Template of the mail, and first word of its cause."""
AFTERWARDS = timedelta(days=3)
"""Time after which a mail about something past is of no use any more."""


class AlreadySent(Exception):  # noqa: N818  an outcome, not an error
    """The form was sent before: by a second click, or by going back in the browser."""


@dataclass(frozen=True)
class Text:
    """Text of a mailing, with the person who signs it and gets the answers."""

    subject: str
    words: str
    answers_to: Mailbox


def cause_of(registration_id: int, key: uuid.UUID) -> str:
    """Return the cause of a mail. Erasure reads the registration in it, and recognises other people's mails by it."""
    return f"{KIND}:{registration_id}:{key.hex}"


def copy_cause(key: uuid.UUID) -> str:
    """Return the cause of the copy for the organisation."""
    return f"{to_organisers.MAILING_COPY}:{key.hex}"


def key_in(cause: str) -> str:
    """Return the key of the mailing that ``cause`` is of; empty for another mail."""
    kind, _colon, rest = cause.partition(":")
    return rest.split(":")[1] if kind == KIND else ""


@lru_cache(maxsize=64)
def as_html(words: str) -> SafeString:
    """Return typed text as paragraphs for a mail, with its addresses as links."""
    linked = urlize(words, autoescape=True).replace("<a ", f'<a target="_blank" {WRITTEN["link"]} ')
    paragraphs = [part for part in linked.split("\n\n") if part.strip()]
    written = "".join(f"<p {WRITTEN['paragraph']}>{part.strip()}</p>" for part in paragraphs)
    return mark_safe(written.replace("\n", "<br>"))  # noqa: S308  urlize escapes


def shared_context(date: EventDate, text: Text, *, facts: DateFacts | None = None) -> dict:
    """Return what is the same for everybody with only ``date``. It has no name and no link of anybody."""
    facts = facts or facts_of(date)
    return {
        "kind": KIND,
        "subject": text.subject,
        "words": text.words,
        "words_html": as_html(text.words),
        "signed": text.answers_to.name,
        "person_name": "",
        "card": facts.card,
        "facts": tuple(fact for fact in facts.facts if fact["label"] in {_("Wanneer"), _("Waar")}),
        "rows": [],
        "page_url": facts.card.date_url,
        "organisation": facts.card.organisation,
        "contact_name": text.answers_to.name,
        "link": "",
        "state_words": "",
        "comes": False,
        "online_url": "",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


def context_for(together: Sequence[Registration], shared: dict) -> dict:
    """Return the context of the mail to one person, who has ``together``; ``shared`` is of the date of the first."""
    first = together[0]
    own = {
        "person_name": first.person.name,
        "has_something_to_lose": any(one.is_live and not one.date.is_over for one in together),
    }
    if len(together) > 1:
        return shared | own | {"facts": (), "rows": rows_for(list(together))}
    is_ahead = not (first.date.is_over or first.date.is_cancelled)
    comes = first.state == Registration.State.CONFIRMED
    return (
        shared
        | own
        | {
            "link": f"{settings.SITE_URL}{registration_path(first)}",
            "state_words": state_words(first) if is_ahead else "",
            "comes": is_ahead and comes,
            "online_url": first.date.online_url if is_ahead and comes else "",
        }
    )


def compose(together: Sequence[Registration], text: Text, shared: dict, *, cause: str, written_at: datetime) -> Letter:
    person = together[0].person
    to = Mailbox(person.name, person.email)
    return _letter(context_for(together, shared), text, cause=cause, to=to, written_at=written_at)


def _letter(context: dict, text: Text, *, cause: str, to: Mailbox, written_at: datetime) -> Letter:
    words, html = render(KIND, context)
    site = sender()
    return Letter(
        cause=cause,
        subject=text.subject,
        sender=sender(f"{site.name} namens {context['organisation']}") if context["organisation"] else site,
        to=to,
        reply_to=text.answers_to,
        text=words,
        html=html,
        written_at=written_at,
    )


def expires_at(dates: Sequence[EventDate], now: datetime) -> datetime | None:
    """Return when the mail has lost its meaning: once the last date is over. A postponed date has no time to go by."""
    if any(date.is_postponed for date in dates):
        return None
    return max(*(date.end for date in dates), now + AFTERWARDS)


def send(
    audience: Audience,
    reach: Reach,
    text: Text,
    *,
    to: Mailing.To,
    key: uuid.UUID,
    by: User,
    copy_to: Mailbox | None = None,
) -> Mailing:
    """Write ``text`` to everybody in ``reach``, once to each person, and return the log of it.

    All mails are queued or none. People who cancelled or were erased by now get none. Raises AlreadySent if ``key`` was
    used before.
    """
    if Mailing.objects.filter(key=key).exists():
        raise AlreadySent
    now = timezone.now()
    known = audience.read(reach.registrations)
    dates = list(audience.dates.values())
    shared = {date.pk: shared_context(date, text) for date in dates}

    def written(together: list[Registration]) -> Letter:
        first = together[0]
        cause = cause_of(first.pk, key)
        return compose(together, text, shared[first.date_id], cause=cause, written_at=now)

    # Composed before anything is locked: a thousand mails take a second.
    known_people = [[known[pk] for pk in ids if pk in known] for ids in reach.people]
    letters = [(together, written(together)) for together in known_people if together]
    page = dates[0].page
    try:
        with transaction.atomic():
            mailing = Mailing.objects.create(
                key=key,
                page=page,
                to=to,
                subject=text.subject,
                words=text.words,
                signed=text.answers_to.name[:150],
                answers_to=text.answers_to.email,
                by=by,
                by_name=(by.get_full_name() or by.email)[:150],
                sent_at=now,
            )
            people = audience.lock(to, list(known))
            still = []
            for together, letter in letters:
                left = [one for one in together if people.get(one.pk) == one.person_id]
                if left:
                    still.append((left, letter if left == together else written(left)))
            queued = [(letter, about(together[0].pk)) for together, letter in still]
            mail.queue_all(queued, expires_at=expires_at(dates, now))
            mailing.dates.set(dates)
            mailing.recipients.set(one for together, _letter in still for one in together)
            Mailing.objects.filter(pk=mailing.pk).update(number=len(still))
            mailing.number = len(still)
            if copy_to and still:
                copy = compose_copy(mailing, dates[0], to=copy_to)
                mail.queue(copy, about=to_organisers.about(to_organisers.MAILING_COPY, dates[0].pk))
    except IntegrityError as error:
        if Mailing.objects.filter(key=key).exists():
            raise AlreadySent from error
        raise
    return mailing


def compose_copy(mailing: Mailing, date: EventDate, *, to: Mailbox) -> Letter:
    """Return the copy for the organisation. Like other mails to organisers, it names none of the people."""
    card = card_for(date)
    words = ngettext(
        "%(by)s schreef dit aan %(number)s persoon bij “%(title)s”.",
        "%(by)s schreef dit aan %(number)s mensen bij “%(title)s”.",
        mailing.number,
    )
    facts = {"by": mailing.by_name, "number": mailing.number, "title": card.title}
    context = {
        "heading": _("Kopie van een mail"),
        "paragraphs": [words % facts],
        "quote": mailing.words,
        "quote_label": mailing.subject,
        "button": _("Bekijk wie hem kreeg"),
        "link": f"{settings.SITE_URL}{reverse('events_mailing', args=[mailing.pk])}",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail("note", context)
    return Letter(
        cause=copy_cause(mailing.key),
        subject=_("Kopie: %(subject)s") % {"subject": mailing.subject},
        to=to,
        text=text,
        html=html,
    )


def send_trial(date: EventDate, text: Text, *, to: Mailbox) -> None:
    """Mail ``text`` to its writer only, as people would get it. It holds no link of anybody."""
    context = shared_context(date, text) | {"person_name": to.name, "is_trial": True}
    cause = f"mailing-trial:{uuid.uuid4().hex}"
    letter = _letter(context, text, cause=cause, to=to, written_at=timezone.now())
    letter.subject = _("Proef: %(subject)s") % {"subject": text.subject}
    mail.queue(letter, expires_at=timezone.now() + AFTERWARDS)


def is_of_use(outgoing: OutgoingMail, registration: Registration) -> bool:
    """Return whether a mailing that leaves late still is for its recipient, who may have cancelled meanwhile."""
    theirs = Registration.objects.live().filter(mailings__key=key_in(outgoing.cause), person=registration.person_id)
    return theirs.exists()


def dates_ahead(page: EventPage) -> list[EventDate]:
    """Return the dates of ``page`` that still come, also those that wait for a new day."""
    return list(EventDate.objects.filter(page=page.pk).awaited().order_by("start", "pk").with_pages())


def outgoing_of(sent: Mailing, registration_ids: Iterable[int]) -> dict[int, OutgoingMail]:
    """Return our copies of the mails, by registration, the last to each. They are deleted before the mailing is."""
    causes = {cause_of(pk, sent.key): pk for pk in registration_ids}
    mails = OutgoingMail.objects.filter(cause__in=causes).defer("message").order_by("pk")
    return {causes[mail.cause]: mail for mail in mails}


@transaction.atomic
def send_failed_again(sent: Mailing) -> int:
    """Try the mails again that were given up, to the people who are still registered. Return how many.

    Each is written again, because the address and the link may have been corrected since.
    """
    audience = Audience(EventDate.objects.filter(mailings=sent).with_pages())
    theirs = list(sent.recipients.values_list("pk", flat=True))
    known = audience.read(theirs)
    failed = {pk: one for pk, one in outgoing_of(sent, theirs).items() if one.failed_at and not one.was_too_late}
    text = Text(sent.subject, sent.words, Mailbox(sent.signed, sent.answers_to))
    again = []
    for pk, outgoing in failed.items():
        first = known.get(pk)
        if first is None or not first.person.email:
            continue
        together = [one for one in known.values() if one.person_id == first.person_id]
        shared = shared_context(together[0].date, text)
        letter = compose(together, text, shared, cause=outgoing.cause, written_at=timezone.now())
        mail.rewrite(outgoing, letter, expires_at=expires_at(list(audience.dates.values()), timezone.now()))
        again.append(outgoing.pk)
    return mail.send_again(OutgoingMail.objects.filter(pk__in=again))
