"""Kinds and subjects of mails about registrations, and the context of their templates in ``templates/mail/``."""

from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from events.dates.cards import DateCard, card_for, day_words
from events.links import registration_path
from events.mail.date_facts import DateFacts
from events.mail.still_asked import still_asked_words
from events.models import Decision, EventDate, EventPage, Person, Registration
from events.models.attendance import Attendance
from outbox.headers import one_line


class Kind(StrEnum):
    """Names of the templates in ``templates/mail/``."""

    CONFIRM = "confirm"
    CONFIRM_WAITING = "confirm_waiting"
    CONFIRM_SEVERAL = "confirm_several"
    CONFIRM_REQUEST = "confirm_request"
    CONFIRM_REMINDER = "confirm_reminder"
    HOLD_LAPSED = "hold_lapsed"
    COLLEAGUE_LAPSED = "colleague_lapsed"
    NO_PLACE = "no_place"
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
    CHANGED_DATE = "changed_date"
    CANCELLED_BY_ORGANISER = "cancelled_by_organiser"
    DATE_CANCELLED = "date_cancelled"
    DATE_POSTPONED = "date_postponed"
    DATE_RESTORED = "date_restored"
    OFFERED = "offered"
    OFFER_LAPSED = "offer_lapsed"
    REMINDER = "reminder"
    THANKS = "thanks"
    NEW_LINK = "new_link"
    ATTENDANCE_CHANGED = "attendance_changed"
    PROGRAMME_CHANGED = "programme_changed"
    PROGRAMME_CHOSEN = "programme_chosen"


SUBJECTS = {
    Kind.CONFIRM: _("Bevestig je plek: {title}, {day}"),
    Kind.CONFIRM_WAITING: _("Bevestig je adres: {title}, {day}"),
    Kind.CONFIRM_REQUEST: _("Bevestig je adres: {title}, {day}"),
    Kind.CONFIRM_REMINDER: _("Je kunt nog bevestigen: {title}, {day}"),
    Kind.HOLD_LAPSED: _("Je aanmelding is vervallen: {title}, {day}"),
    Kind.COLLEAGUE_LAPSED: _("Je collega bevestigde niet op tijd: {title}, {day}"),
    Kind.NO_PLACE: _("Reken nog niet op een plek: {title}, {day}"),
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
    Kind.CHANGED_DATE: _("Je bent gewisseld, niet meer op {day}: {title}"),
    Kind.CANCELLED_BY_ORGANISER: _("De organisator heeft je afgemeld: {title}, {day}"),
    Kind.DATE_CANCELLED: _("Gaat niet door: {title}, {day}"),
    Kind.DATE_POSTPONED: _("Uitgesteld: {title}"),
    Kind.DATE_RESTORED: _("Gaat toch door: {title}, {day}"),
    Kind.OFFERED: _("Er is een plek voor je, wil je hem? {title}, {day}"),
    Kind.OFFER_LAPSED: _("De plek ging naar de volgende: {title}, {day}"),
    Kind.REMINDER: _("Tot ziens bij {title}, {day}"),
    Kind.THANKS: _("Bedankt voor je komst: {title}, {day}"),
    Kind.NEW_LINK: _("Je nieuwe link: {title}, {day}"),
    Kind.ATTENDANCE_CHANGED: _("Je doet anders mee: {title}, {day}"),
    Kind.PROGRAMME_CHOSEN: _("Je sessies: {title}, {day}"),
    Kind.PROGRAMME_CHANGED: _("Je programma verandert: {title}, {day}"),
}
ONLINE = "Online"
"""Label of a changed online link. The link itself is only in mails to confirmed attendees."""
OWN_WORDS = {Kind.REMINDER: lambda page: page.reminder_words, Kind.THANKS: lambda page: page.thanks_words}
"""Texts by the organiser, next to or instead of ours."""
WITHDRAWS = {
    Kind.CANCELLED_BY_YOU,
    Kind.CHANGED_DATE,
    Kind.CANCELLED_BY_ORGANISER,
    Kind.DATE_CANCELLED,
    Kind.DATE_POSTPONED,
}
INVITES = {
    Kind.REGISTERED,
    Kind.PLACED,
    Kind.MOVED,
    Kind.CHANGED,
    Kind.DATE_RESTORED,
    Kind.NEW_LINK,
    Kind.ATTENDANCE_CHANGED,
}


def moment_words(date: EventDate) -> str:
    """Return “dinsdag 22 december 2026, 12.00 – 13.30 uur”."""
    card = card_for(date)
    return f"{card.date_words}, {card.time_words}"


def colleagues_words(in_line: int, colleagues: int) -> str:
    """Return sentences saying that no place is held for ``in_line`` of ``colleagues``; empty if all have one."""
    if in_line <= 0:
        return ""
    if in_line < colleagues:
        words = ngettext(
            "Voor %(in_line)s van je %(colleagues)s collega’s houden we geen plek vast. Die krijgt er een als er een vrij is bij het bevestigen. Anders komt die op de wachtlijst.",
            "Voor %(in_line)s van je %(colleagues)s collega’s houden we geen plek vast. Die krijgen er een als er een vrij is bij het bevestigen. Anders komen die op de wachtlijst.",
            in_line,
        )
    else:
        words = ngettext(
            "Voor je collega houden we geen plek vast. Die krijgt er een als er een vrij is bij het bevestigen. Anders komt die op de wachtlijst.",
            "Voor je collega’s houden we geen plek vast. Die krijgen er een als er een vrij is bij het bevestigen. Anders komen die op de wachtlijst.",
            colleagues,
        )
    return words % {"in_line": in_line, "colleagues": colleagues}


def _booked_by(registration: Registration) -> str:
    """Return the name of the colleague who filled in the form; empty if the person did so themselves."""
    try:
        booked_by = registration.booking.booked_by
    except Person.DoesNotExist:  # their data was erased after the booking was read
        return ""
    return booked_by.name if booked_by else ""


def decline_reason(registration: Registration) -> str:
    """Return the organiser's reason for declining the request; often empty."""
    decision = registration.decisions.filter(kind=Decision.Kind.DECLINED).last()
    return decision.reason if decision else ""


def deadline_words(registration: Registration) -> str:
    """Return the day and time until which the place is held or offered; empty if it is neither."""
    if registration.held_until is None:
        return ""
    until = registration.held_until.astimezone(registration.date.start_local.tzinfo)
    return gettext("%(day)s om %(time)s uur") % {
        "day": day_words(until.date())[-1],
        "time": f"{until.hour}.{until.minute:02}",
    }


def _may_be_asked(kind: Kind, registration: Registration) -> bool:
    """Return whether they may have a question to answer. Whoever fills in the form has answered all of them."""
    is_by_colleague = kind == Kind.REGISTERED and registration.booking.booked_by_id is not None
    return kind == Kind.REMINDER or is_by_colleague


def _but_for(changes: list[dict[str, str]], facts: list[dict]) -> list[dict]:
    return [fact for fact in facts if fact["label"] not in {change["label"] for change in changes}]


def context_for(kind: Kind, registration: Registration, changes: list[dict[str, str]], about: DateFacts) -> dict:
    date, page = registration.date, registration.date.page
    assert page is not None
    has_place = registration.state == Registration.State.CONFIRMED
    way = date.attendance_of(registration.attendance)
    return {
        "card": about.card,
        "facts": about.facts,
        "page_url": about.card.date_url,
        "organisation": about.card.organisation,
        "access": about.access,
        "kind": kind.value,
        "person_name": registration.person.name,
        "unchanged": _but_for(changes, about.facts) if changes else about.facts,
        "link": f"{settings.SITE_URL}{registration_path(registration)}",
        "site_url": settings.SITE_URL,
        "position": registration.place_in_line(),
        "state": registration.state,
        "had_place": registration.placed_at is not None,
        "booked_by": _booked_by(registration),
        "colleagues_words": colleagues_words(registration.colleagues_in_line, registration.colleagues),
        "decline_reason": decline_reason(registration) if kind == Kind.DECLINED else "",
        "capacity": date.capacity_for(registration.attendance),
        "asks_first": page.asks_first,
        "is_walk_in": page.registration == EventPage.Registration.NONE,
        "has_something_to_lose": registration.is_live and not date.is_over,
        "reason": date.reason,
        "until": deadline_words(registration),
        "changes": changes,
        "online_url": date.online_url if has_place and way != Attendance.IN_PERSON else "",
        "attendance": way if date.is_hybrid else "",
        "site_name": settings.WAGTAIL_SITE_NAME,
        "has_calendar": kind in INVITES and has_place and date.status == EventDate.Status.SCHEDULED,
        # Somebody who never had a place has no entry to remove.
        "leaves_calendar": kind in WITHDRAWS and registration.placed_at is not None,
        "calendar_stays_for": "",
        "contact_name": page.contact_name,
        "words": OWN_WORDS[kind](page) if kind in OWN_WORDS else "",
        "still_asked": still_asked_words(registration) if _may_be_asked(kind, registration) else "",
    }


def subject_for(kind: Kind, card: DateCard) -> str:
    return one_line(str(SUBJECTS[kind]).format(title=card.title, day=f"{card.day} {card.number} {card.month}"))
