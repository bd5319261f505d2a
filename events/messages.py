"""The mails about registrations: what they say, and their calendar part. Written to the outbox, one per cause."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import calendar
from events.cards import DateCard, card_for, facts_for, time_words
from events.dates import HOST, access_of, as_html, calendar_event
from events.models import Booking, Decision, EventDate, Person, Registration
from outbox import mail
from outbox.addresses import sendable


class Kind(StrEnum):
    """The names of the templates in ``templates/mail/``."""

    CONFIRM = "confirm"
    CONFIRM_WAITING = "confirm_waiting"
    CONFIRM_SEVERAL = "confirm_several"
    CONFIRM_REQUEST = "confirm_request"
    ALREADY = "already"
    REGISTERED = "registered"
    WAITING = "waiting"
    SEVERAL = "several"
    REQUESTED = "requested"
    DECLINED = "declined"
    PLACED = "placed"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED_BY_YOU = "cancelled_by_you"
    CANCELLED_BY_ORGANISER = "cancelled_by_organiser"
    DATE_CANCELLED = "date_cancelled"
    DATE_POSTPONED = "date_postponed"
    DATE_RESTORED = "date_restored"
    OFFERED = "offered"
    OFFER_LAPSED = "offer_lapsed"
    REMINDER = "reminder"
    THANKS = "thanks"
    NEW_LINK = "new_link"


SUBJECTS = {
    Kind.CONFIRM: _("Bevestig je plek: {title}, {day}"),
    Kind.CONFIRM_WAITING: _("Bevestig je plek op de wachtlijst: {title}, {day}"),
    Kind.CONFIRM_REQUEST: _("Bevestig je adres: {title}, {day}"),
    Kind.ALREADY: _("Je bent al aangemeld: {title}, {day}"),
    Kind.REGISTERED: _("Je plek staat vast: {title}, {day}"),
    Kind.WAITING: _("Je staat op de wachtlijst: {title}, {day}"),
    Kind.CONFIRM_SEVERAL: _("Bevestig je aanmeldingen: {title}"),
    Kind.SEVERAL: _("Je aanmeldingen: {title}"),
    Kind.REQUESTED: _("Je aanvraag is binnen: {title}, {day}"),
    Kind.DECLINED: _("Er is geen plek voor je: {title}, {day}"),
    Kind.PLACED: _("Er is een plek voor je: {title}, {day}"),
    Kind.MOVED: _("Verplaatst: {title}, {day}"),
    Kind.CHANGED: _("Gewijzigd: {title}, {day}"),
    Kind.CANCELLED_BY_YOU: _("Je bent afgemeld: {title}, {day}"),
    Kind.CANCELLED_BY_ORGANISER: _("De organisator heeft je afgemeld: {title}, {day}"),
    Kind.DATE_CANCELLED: _("Gaat niet door: {title}, {day}"),
    Kind.DATE_POSTPONED: _("Uitgesteld: {title}"),
    Kind.DATE_RESTORED: _("Gaat toch door: {title}, {day}"),
    Kind.OFFERED: _("Er is een plek voor je, wil je hem? {title}, {day}"),
    Kind.OFFER_LAPSED: _("De plek ging naar de volgende: {title}, {day}"),
    Kind.REMINDER: _("Tot ziens bij {title}, {day}"),
    Kind.THANKS: _("Bedankt voor je komst: {title}, {day}"),
    Kind.NEW_LINK: _("Je nieuwe link: {title}, {day}"),
}
INVITES = {Kind.REGISTERED, Kind.PLACED, Kind.MOVED, Kind.CHANGED, Kind.DATE_RESTORED, Kind.NEW_LINK}
WITHDRAWS = {Kind.CANCELLED_BY_YOU, Kind.CANCELLED_BY_ORGANISER, Kind.DATE_CANCELLED, Kind.DATE_POSTPONED}


WITH_ALTERNATIVES = {Kind.DATE_CANCELLED, Kind.DATE_POSTPONED, Kind.MOVED}
HOUR = timedelta(hours=1)
SECOND_CLICK = timedelta(minutes=5)
"""So soon after the first the form is sent again by an impatient finger, and the mail about the first is on its way."""
OWN_WORDS = {Kind.REMINDER: lambda page: page.reminder_words, Kind.THANKS: lambda page: page.thanks_words}
"""What the organiser herself says in a mail, beside or instead of our words."""
ONLINE = "Online"
"""What the change of a link is called; the link itself stands in the mail of who has a place."""


CONFIRM_BY_STATE = {
    Registration.State.WAITING: Kind.CONFIRM_WAITING,
    Registration.State.REQUESTED: Kind.CONFIRM_REQUEST,
}


def please_confirm(registration: Registration, *, again: str = "") -> None:
    send(CONFIRM_BY_STATE.get(Registration.State(registration.state), Kind.CONFIRM), registration, again=again)


def registered(registration: Registration) -> None:
    send(Kind.REGISTERED, registration, again=_turn(registration))


def please_confirm_all(registrations: list[Registration]) -> None:
    """One mail with one link for what one person registered for in one go; the first stands for them all."""
    if len(registrations) == 1:
        please_confirm(registrations[0])
    else:
        send(Kind.CONFIRM_SEVERAL, registrations[0], more={"rows": rows_for(registrations)})


def summary(registrations: list[Registration]) -> None:
    """One mail about several dates, with one file for the calendar: an invitation can hold one date only."""
    first = registrations[0]
    placed = [one for one in registrations if one.state == Registration.State.CONFIRMED]
    again = "-".join(f"{one.pk}.{one.sequence}" for one in registrations)
    facts = [fact for fact in facts_for(first.date) if fact["label"] != gettext("Wanneer")]
    more = {"rows": rows_for(registrations), "has_file": bool(placed), "link": "", "facts": facts}
    send(Kind.SEVERAL, first, again=sha256(again.encode()).hexdigest()[:16], more=more, in_file=placed)


def rows_for(registrations: list[Registration]) -> list[dict]:
    """Each date with how it stands and its own link."""
    return [
        {"card": card_for(one.date), "state": state_words(one), "link": f"{settings.SITE_URL}{_link(one)}"}
        for one in registrations
    ]


def state_words(registration: Registration) -> str:
    from events.registration import position

    state = Registration.State
    words = {
        state.HELD: gettext("nog te bevestigen"),
        state.CONFIRMED: gettext("je plek staat vast"),
        state.OFFERED: gettext("er is een plek voor je"),
        state.REQUESTED: gettext("de organisator kijkt ernaar"),
    }
    if registration.state == state.WAITING:
        return gettext("wachtlijst, plek %(position)s") % {"position": position(registration)}
    return words.get(state(registration.state), registration.get_state_display())


def waiting(registration: Registration) -> None:
    send(Kind.WAITING, registration, again=_turn(registration))


def requested(registration: Registration) -> None:
    send(Kind.REQUESTED, registration, again=_turn(registration))


def declined(registration: Registration) -> None:
    send(Kind.DECLINED, registration, again=_turn(registration))


def offered(registration: Registration) -> None:
    send(Kind.OFFERED, registration, again=_turn(registration))


def offer_lapsed(registration: Registration) -> None:
    send(Kind.OFFER_LAPSED, registration, again=_turn(registration))


def _turn(registration: Registration) -> str:
    """Tells the mails of one registration apart that goes back and forth; its sequence rises with each turn."""
    return str(registration.sequence) if registration.sequence else ""


def placed(registration: Registration) -> None:
    send(Kind.PLACED, registration)


def cancelled(registration: Registration, *, by: str) -> None:
    if by == "person":
        more = {"alternatives": _without_own(_alternatives(registration.date), registration)}
        send(Kind.CANCELLED_BY_YOU, registration, again=_turn(registration), more=more)
    else:
        send(Kind.CANCELLED_BY_ORGANISER, registration, again=_turn(registration))


def _without_own(cards: list[DateCard], registration: Registration) -> list[DateCard]:
    """Leaves out where the person is registered already."""
    if not cards:
        return []
    live = Registration.objects.live().filter(person=registration.person_id, date__in=[card.date.pk for card in cards])
    own = set(live.values_list("date", flat=True))
    return [card for card in cards if card.date.pk not in own]


def _alternatives(date: EventDate) -> list[DateCard]:
    from events.own_series import cards_with_places

    return cards_with_places(date)


def new_link(registration: Registration) -> None:
    """Also to the calendar, where the old link stands in the description."""
    send(Kind.NEW_LINK, registration, again=str(registration.link_version))


def already_registered(registration: Registration) -> None:
    """The link once more, at most once an hour, so that nobody's mailbox can be filled; none for a second click on the button.

    Hours count from the registration: by the clock a second click could fall in the next one.
    """
    since_made = timezone.now() - registration.created_at
    again = f"{since_made // HOUR}"
    if registration.confirmed_at is None:
        if since_made >= HOUR:
            please_confirm(registration, again=again)
    elif since_made >= SECOND_CLICK:
        send(Kind.ALREADY, registration, again=again)


def announce(date: EventDate, kind: Kind, *, before: dict[str, str] | None = None) -> None:
    """Has the worker tell everybody who is registered for ``date``. ``before``: ``as_told`` before it changed."""
    from events.tasks import tell_everybody

    tell_everybody.enqueue(date.pk, kind.value, date.sequence, before)


def tell(date: EventDate, kind: Kind, sequence: int, before: dict[str, str] | None) -> int:
    """One mail to each live registration of ``date`` with a confirmed address; twice is as good as once. Returns how many."""
    everybody = date.registrations.told()
    changes = changes_since(before, date) if before else []
    if changes and all(change["label"] == ONLINE for change in changes):
        # To who has no place nothing changes: the link is not for them.
        everybody = everybody.filter(state=Registration.State.CONFIRMED)
    alternatives = _alternatives(date) if kind in WITH_ALTERNATIVES else []
    told = 0
    for pk in list(everybody.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # Locked, so that nobody cancels in between: their calendar would hear of this after that, with a lower SEQUENCE.
            if EventDate.objects.select_for_update().get(pk=date.pk).sequence != sequence:
                return told  # changed again: a later task tells how it is now
            registration = everybody.select_related("booking", "person").filter(pk=pk).first()
            if registration:
                registration.date = date
                more = {"alternatives": _without_own(alternatives, registration)}
                told += send(kind, registration, again=str(sequence), changes=changes, more=more)
    return told


def as_told(date: EventDate) -> dict[str, str]:
    """What people have to hear of when it changes, fit to be kept with a task: of the link only a mark, since it is not for all."""
    return {
        "start": date.start.astimezone(UTC).isoformat(),
        "end": date.end.astimezone(UTC).isoformat(),
        "location": date.location,
        "online": sha256(date.online_url.encode()).hexdigest()[:16] if date.online_url else "",
    }


def kind_of_change(date: EventDate, before: dict[str, str]) -> Kind:
    now = as_told(date)
    return Kind.CHANGED if (now["start"], now["end"]) == (before["start"], before["end"]) else Kind.MOVED


def changes_since(before: dict[str, str], date: EventDate) -> list[dict[str, str]]:
    """What is different now, as label, before and after."""
    changes = []
    start, end = (datetime.fromisoformat(before[name]).astimezone(date.start_local.tzinfo) for name in ("start", "end"))
    if (start, end) != (date.start_local, date.end_local):
        now = card_for(date)
        was = f"{_day(start)}, {time_words(start, end)}"
        changes.append({"label": gettext("Wanneer"), "before": was, "after": f"{now.date_words}, {now.time_words}"})
    if before["location"] != date.location:
        changes.append({"label": gettext("Waar"), "before": before["location"], "after": date.location})
    if before.get("online", "") != (now_online := as_told(date)["online"]) and "online" in before:
        words = gettext("Er is een nieuwe link om mee te doen") if now_online else gettext("Er is geen link meer")
        changes.append({"label": ONLINE, "before": "", "after": words})
    return changes


def _day(moment: datetime) -> str:
    return date_format(moment, "l j F Y")


STATE_WORDS = {
    Registration.State.WAITING: _("Wachtlijst"),
    Registration.State.OFFERED: _("Plek aangeboden"),
    Registration.State.REQUESTED: _("Aangevraagd"),
    Registration.State.CANCELLED: _("Afgemeld"),
    Registration.State.DECLINED: _("Niet goedgekeurd"),
    Registration.State.EXPIRED: _("Plek vrijgegeven"),
}
"""Before the title in somebody's own calendar: many programs show no status."""


def state_sentence(registration: Registration, place_in_line: int | None) -> str:
    match registration.state:
        case Registration.State.WAITING if place_in_line:
            return gettext("Je staat op plek %(number)s van de wachtlijst.") % {"number": place_in_line}
        case Registration.State.OFFERED:
            return gettext("Er is een plek voor je. Zeg ja voor %(until)s.") % {"until": deadline_words(registration)}
        case Registration.State.REQUESTED:
            return gettext("De organisator moet je aanvraag nog goedkeuren.")
    return ""


def personal_event(
    registration: Registration, *, changed_at: datetime | None = None, place_in_line: int | None = None
) -> calendar.Event:
    """The date in the calendar of one registered person: with the link to the meeting and to their own page."""
    event = calendar_event(registration.date)
    page = registration.date.page
    assert page is not None
    status = event.status
    if not registration.is_live:
        status = calendar.Status.CANCELLED
    elif registration.state != Registration.State.CONFIRMED and status == calendar.Status.CONFIRMED:
        status = calendar.Status.TENTATIVE
    online = page.online_url if page.is_online and registration.state == Registration.State.CONFIRMED else ""
    own_page = f"{settings.SITE_URL}{_link(registration)}"
    says = state_sentence(registration, place_in_line)
    lines = [says, event.description] if says else [event.description]
    if online:
        lines.append(gettext("Doe online mee: %(link)s") % {"link": online})
    lines.append(gettext("Je aanmelding bekijken of afzeggen: %(link)s") % {"link": own_page})
    return replace(
        event,
        sequence=event.sequence + registration.sequence,
        changed_at=changed_at or max(event.changed_at, registration.created_at),
        status=status,
        summary=_own_summary(registration, event),
        description="\n\n".join(lines),
        html=as_html("\n\n".join(lines)),
        conference_url=online,
    )


def _own_summary(registration: Registration, event: calendar.Event) -> str:
    word = STATE_WORDS.get(Registration.State(registration.state))
    # When the date itself is off, that is the word.
    if word is None or event.status == calendar.Status.CANCELLED:
        return event.summary
    return f"[{word}] {event.summary}"


def _link(registration: Registration) -> str:
    from events.links import registration_path

    return registration_path(registration)


def context_for(kind: Kind, registration: Registration, changes: list[dict[str, str]]) -> dict:
    from events.registration import position

    date, page = registration.date, registration.date.page
    assert page is not None
    card = card_for(date)
    has_place = registration.state == Registration.State.CONFIRMED
    return {
        "kind": kind.value,
        "first_name": registration.person.first_name,
        "card": card,
        "facts": facts_for(date),
        "link": f"{settings.SITE_URL}{_link(registration)}",
        "page_url": card.url,
        "site_url": settings.SITE_URL,
        "organisation": card.organisation,
        "position": position(registration),
        "state": registration.state,
        "had_place": registration.placed_at is not None,
        "booked_by": _booked_by(registration),
        "decline_reason": decline_reason(registration) if kind == Kind.DECLINED else "",
        "capacity": date.capacity,
        "reason": date.reason,
        "until": deadline_words(registration),
        "changes": changes,
        "online_url": page.online_url if page.is_online and has_place else "",
        "access": access_of(page, date),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "has_calendar": kind in INVITES and has_place and date.status == EventDate.Status.SCHEDULED,
        "contact_name": page.contact_name,
        "words": OWN_WORDS[kind](page) if kind in OWN_WORDS else "",
    }


def _booked_by(registration: Registration) -> str:
    """The name of the colleague who filled in the form; empty when nobody else did."""
    booked_by = registration.booking.booked_by
    return booked_by.name if booked_by else ""


def decline_reason(registration: Registration) -> str:
    """What the organiser wrote to somebody whose request was declined; often nothing."""
    decision = registration.decisions.filter(kind=Decision.Kind.DECLINED).last()
    return decision.reason if decision else ""


def deadline_words(registration: Registration) -> str:
    """The day and time until when a place is held or offered; empty when it is neither."""
    if registration.held_until is None:
        return ""
    until = registration.held_until.astimezone(registration.date.start_local.tzinfo)
    return gettext("%(day)s om %(time)s uur") % {"day": _day(until), "time": date_format(until, "G.i")}


def send(
    kind: Kind,
    registration: Registration,
    *,
    again: str = "",
    changes: list[dict[str, str]] | None = None,
    more: dict | None = None,
    in_file: list[Registration] | None = None,
) -> bool:
    """Puts the mail in the outbox. ``again`` tells repeated causes of one kind apart; ``more`` is for its template.

    No mail when the page is gone, and none to who has no address.
    """
    if registration.date.page is None or not registration.person.email:
        return False
    cause = f"{kind}:{registration.pk}" + (f":{again}" if again else "")
    message = compose(kind, registration, cause=cause, changes=changes or [], more=more)
    if in_file:
        message.add_attachment(
            calendar_file(in_file), maintype="application", subtype="ics", filename="bijeenkomsten.ics"
        )
    return mail.queue(message, cause=cause, about=about(registration.pk))


def about(registration_id: int) -> str:
    """How the outbox keeps apart what its mails are about."""
    return f"registration:{registration_id}"


def calendar_file(registrations: list[Registration]) -> bytes:
    """Dates to take over by hand. No METHOD: it is no invitation, which could hold one date only."""
    page = registrations[0].date.page
    assert page is not None
    events = [calendar.vevent(personal_event(one)) for one in registrations]
    return calendar.vcalendar(page.title, events, subscribable=False)


def compose(
    kind: Kind, registration: Registration, *, cause: str, changes: list[dict[str, str]], more: dict | None = None
) -> EmailMessage:
    """The finished message: text, HTML and, where it changes somebody's calendar, an invitation and the same as a file."""
    now = timezone.now()
    context = context_for(kind, registration, changes) | (more or {})
    card, page, person = context["card"], registration.date.page, registration.person
    assert page is not None
    sender_name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    via = (
        f"{sender_name or settings.WAGTAIL_SITE_NAME} namens {card.organisation}" if card.organisation else sender_name
    )

    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject_for(kind, card)
    message["From"] = Address(one_line(via), addr_spec=sender)
    message["To"] = Address(one_line(person.name), addr_spec=person.email)
    if page.contact_email:
        message["Reply-To"] = Address(one_line(page.contact_name), addr_spec=sendable(page.contact_email))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{sha256(cause.encode()).hexdigest()[:40]}@{HOST}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render_to_string(f"mail/{kind}.txt", context), cte="quoted-printable")
    message.add_alternative(render_to_string(f"mail/{kind}.html", context), subtype="html", cte="quoted-printable")

    method = None
    if context["has_calendar"]:
        method = calendar.Method.REQUEST
    elif kind in WITHDRAWS and registration.placed_at:  # who only waited has nothing to take out
        method = calendar.Method.CANCEL
    if method:
        event = personal_event(registration, changed_at=now)
        if method == calendar.Method.CANCEL:
            event = replace(event, status=calendar.Status.CANCELLED)
        invitation = calendar.invitation(
            event,
            method=method,
            organizer=calendar.Mailbox(name=via, email=sender),
            attendee=calendar.Mailbox(name=person.name, email=person.email),
        )
        message.add_alternative(invitation.decode(), subtype="calendar", cte="base64", params={"method": method.value})
        message.add_attachment(invitation, maintype="application", subtype="ics", filename="bijeenkomst.ics")
    return message


@dataclass(frozen=True)
class Preview:
    subject: str
    text: str


def preview(kind: Kind, date: EventDate, *, changes: list[dict[str, str]] | None = None) -> Preview:
    """What somebody with a place at ``date`` would read; ``date`` may be as it is not saved yet. Holds nobody's link."""
    person = Person(name=gettext("Sanne de Vries"), email="sanne@example.org")
    booking = Booking(person=person)
    registration = Registration(pk=0, person=person, booking=booking, date=date, state=Registration.State.CONFIRMED)
    context = context_for(kind, registration, changes or [])
    context["link"] = gettext("(de eigen link van wie de mail krijgt)")
    context["until"] = context["until"] or gettext("een dag later")
    context["position"] = 1 if kind in {Kind.WAITING, Kind.CONFIRM_WAITING} else None
    text = render_to_string(f"mail/{kind}.txt", context)
    return Preview(subject_for(kind, context["card"]), re.sub(r"\n{3,}", "\n\n", text).strip())


def subject_for(kind: Kind, card: DateCard) -> str:
    return one_line(str(SUBJECTS[kind]).format(title=card.title, day=f"{card.day} {card.number} {card.month}"))


def one_line(value: str) -> str:
    """``value`` without line ends or control characters, which could add a header."""
    return " ".join(calendar.plain(value).split())
