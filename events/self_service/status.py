"""State of a registration in one sentence, with its explanation; and the ways back after cancelling or lapsing."""

from enum import Enum, auto

from django.utils import timezone
from django.utils.translation import gettext as _

from events.dates.availability import closed_reason
from events.mail.words import deadline_words, decline_reason
from events.models import Decision, EventDate, Registration
from events.models.attendance import Attendance
from events.registration.rule import can_undo, free_places

State = Registration.State
OUT = {State.CANCELLED, State.DECLINED, State.EXPIRED}


class WayBack(Enum):
    """Way back for somebody who cancelled, or let a place lapse."""

    NONE = auto()
    UNDO = auto()
    """The cancellation can still be undone."""
    ONE_CLICK = auto()
    """Confirming a lapsed registration submits it again."""
    ONE_CLICK_TO_LINE = auto()
    FORM = auto()
    LINE = auto()
    """Through the form, to the end of the waiting list: the date is full."""


def kind_of(registration: Registration) -> str:
    date = registration.date
    if date.status == EventDate.Status.REMOVED or date.page is None:
        return "date_removed"
    if registration.state in OUT and date.registrations.live().filter(person=registration.person_id).exists():
        return "anew"
    if registration.state == State.CANCELLED:
        return "cancelled"
    if date.is_cancelled or date.is_postponed:
        return "date_cancelled" if date.is_cancelled else "date_postponed"
    if date.is_over:
        return "over"
    if registration.confirmed_at is None and registration.is_live:
        return "confirm"
    return str(registration.state)


def way_back_for(kind: str, registration: Registration) -> WayBack:
    if kind not in {"cancelled", "expired"}:
        return WayBack.NONE
    if kind == "cancelled" and can_undo(registration):
        return WayBack.UNDO
    date = registration.date
    by_form = _way_in(date)
    later = registration.date.registrations.filter(person=registration.person_id, pk__gt=registration.pk)
    if kind == "expired" and by_form != WayBack.NONE and not later.exists():
        is_full = free_places(date, registration.attendance) == 0
        return WayBack.ONE_CLICK_TO_LINE if _way_in(date, is_full=is_full) == WayBack.LINE else WayBack.ONE_CLICK
    return by_form


def way_back_after_cancelling(registration: Registration, *, place_is_lost: bool) -> WayBack:
    """Predict ``way_back_for`` for a person who cancels ``registration``, which is live.

    ``place_is_lost``: their place goes to somebody in line, or to nobody.
    """
    date = registration.date
    is_on = date.status == EventDate.Status.SCHEDULED and date.start > timezone.now()
    is_theirs = registration.confirmed_at is not None and registration.state != State.OFFERED
    return WayBack.UNDO if is_on and is_theirs and not place_is_lost else _way_in(date, is_full=place_is_lost)


def _way_in(date: EventDate, *, is_full: bool | None = None) -> WayBack:
    """Return how people without a place get one by the form. Without ``is_full``, count the places that are free now."""
    if date.page is None or closed_reason(date):
        return WayBack.NONE
    if is_full is None:
        is_full = all(free_places(date, way) == 0 for way in date.ways)
    return WayBack.LINE if is_full and not date.page.needs_approval else WayBack.FORM


def sentence_for(
    kind: str,
    registration: Registration,
    place_in_line: int | None,
    way_back: WayBack = WayBack.NONE,
    *,
    several: bool = False,
    elsewhere: bool = False,
) -> dict[str, str]:
    """Return the state as a sentence, its highlighted part, and the explanation.

    ``several``: the same click confirms more registrations of this person. ``elsewhere``: they are also registered for
    another date of the event, which the page shows.
    """
    date = registration.date
    sentences = {
        "confirm": _to_confirm(registration, several=several),
        "requested": (
            _("Je aanvraag is binnen"),
            _("is binnen"),
            _(
                "De organisator kijkt wie er kan komen. Je krijgt een mail zodra dat bekend is. Je hoeft nu niets te doen."
            ),
        ),
        "declined": (
            _("Er is geen plek voor je"),
            _("geen plek"),
            decline_words(registration) if kind == "declined" else "",
        ),
        "confirmed": (
            _("Je plek staat vast"),
            _("staat vast"),
            _see_you(registration),
        ),
        "offered": (
            _("Er is een plek voor je"),
            _("een plek"),
            _("Kies je ja, dan staat je plek vast. Dat kan tot %(until)s. Daarna vragen we de volgende.")
            % {"until": deadline_words(registration)},
        ),
        "waiting": (
            _("Je staat op plek %(position)s van de wachtlijst") % {"position": place_in_line},
            _("plek %(position)s") % {"position": place_in_line},
            _("Komt er een plek vrij en ben jij aan de beurt, dan vragen we of je hem wilt. Je hoeft nu niets te doen.")
            if date.page is not None and date.page.asks_first
            else _("Komt er een plek vrij, dan krijg jij die als je aan de beurt bent. Je hoeft nu niets te doen."),
        ),
        "cancelled": (
            _("Je bent afgemeld"),
            _("afgemeld"),
            _after_cancelling(registration, way_back, elsewhere=elsewhere) if kind == "cancelled" else "",
        ),
        "expired": _lapsed(registration, way_back),
        "anew": (
            _("Je hebt je opnieuw aangemeld"),
            _("opnieuw aangemeld"),
            _("Deze link is van daarvoor. Je nieuwe link staat in de laatste mail over deze bijeenkomst."),
        ),
        "date_cancelled": (_("Deze bijeenkomst gaat niet door"), _("gaat niet door"), date.reason),
        "date_postponed": (
            _("Deze bijeenkomst is uitgesteld"),
            _("uitgesteld"),
            f"{date.reason} {_('Je aanmelding blijft staan. Zodra er een nieuwe datum is, hoor je het per mail.')}"
            if registration.is_live
            else date.reason,
        ),
        "date_removed": (
            _("Deze bijeenkomst is vervallen"),
            _("vervallen"),
            _("Hij staat niet meer op de site. Vragen? Antwoord op een mail die je erover kreeg."),
        ),
        "over": (_("Deze bijeenkomst is geweest"), _("geweest"), _("Bedankt voor je komst.")),
    }
    sentence, highlight, lead = sentences[kind]
    if kind == "over" and registration.state != State.CONFIRMED:
        lead = ""
    before, highlight, after = sentence.partition(highlight)
    return {
        "kind": kind,
        "sentence": sentence,
        "sentence_highlight": highlight,
        "before": before,
        "after": after,
        "lead": lead,
    }


def _see_you(registration: Registration) -> str:
    date, answer = registration.date, registration.attendance
    is_online = date.attendance_of(answer) == Attendance.ONLINE
    see_you = _("We zien je online.") if is_online else _("We zien je daar.")
    if date.capacity_for(answer) is None:
        return f"{see_you} {_('Kun je toch niet? Meld je dan af.')}"
    return f"{see_you} {_('Kun je toch niet? Geef je plek dan door.')}"


def _to_confirm(registration: Registration, *, several: bool) -> tuple[str, str, str]:
    if gets_a_place_on_confirming(registration) and not several:
        return (
            _("Bevestig je adres"),
            _("Bevestig"),
            _("Je staat in de rij, en er is nu een plek vrij. Klik op de knop, dan is die van jou."),
        )
    if registration.state == State.WAITING and not several:
        return (
            _("Zet je plek op de wachtlijst vast"),
            _("wachtlijst"),
            _("Met één klik sta je op de wachtlijst. Je hoort het als er een plek voor je is."),
        )
    if registration.state == State.REQUESTED:
        return (
            _("Bevestig je adres"),
            _("Bevestig"),
            _("Klik op de knop. Dan weten we dat dit jouw adres is, en gaat je aanvraag naar de organisator."),
        )
    if several:
        return (
            _("Bevestig je aanmeldingen"),
            _("Bevestig"),
            _("Klik één keer op de knop. Dan weten we dat dit jouw adres is, en zijn alle dagen bevestigd."),
        )
    return (
        _("Bevestig je plek"),
        _("Bevestig"),
        _("Klik op de knop. Dan weten we dat dit jouw adres is, en staat je plek vast."),
    )


def gets_a_place_on_confirming(registration: Registration) -> bool:
    """Return whether somebody unconfirmed in line gets a place at once (barring a concurrent registration)."""
    in_line = registration.state == State.WAITING and registration.confirmed_at is None
    return in_line and free_places(registration.date, registration.attendance) != 0


def _after_cancelling(registration: Registration, way_back: WayBack, *, elsewhere: bool) -> str:
    if not registration.cancelled_from and registration.decisions.filter(kind=Decision.Kind.CANCELLED).exists():
        return _("De organisator heeft je afgemeld. Klopt dat niet? Antwoord dan op de mail daarover.")
    if elsewhere:
        undo = _("Bedenk je je? Dat kan de eerste tien minuten met één klik.") if way_back == WayBack.UNDO else ""
        return f"{_('Op deze dag ben je er niet bij. Hieronder staat waar je wel bij staat.')} {undo}".strip()
    ways = {
        WayBack.UNDO: _("Jammer dat je er niet bij bent. Bedenk je je? Dat kan de eerste tien minuten met één klik."),
        WayBack.FORM: _("Jammer dat je er niet bij bent. Wil je toch komen? Je kunt je weer aanmelden."),
        WayBack.LINE: _(
            "Jammer dat je er niet bij bent. Het is nu vol. Wil je toch komen, dan kun je op de wachtlijst."
        ),
    }
    return ways.get(way_back, _("Jammer dat je er niet bij bent."))


def _lapsed(registration: Registration, way_back: WayBack) -> tuple[str, str, str]:
    ways = {
        WayBack.ONE_CLICK: _("Wil je nog komen? Meld je dan met één klik opnieuw aan."),
        WayBack.ONE_CLICK_TO_LINE: _("Het is nu vol. Wil je nog komen, dan sta je met één klik op de wachtlijst."),
        WayBack.FORM: _("Wil je nog komen? Meld je dan opnieuw aan."),
        WayBack.LINE: _("Het is nu vol. Wil je nog komen, dan kun je op de wachtlijst."),
    }
    if registration.placed_at:
        by_colleague = registration.booking.booked_by_id is not None
        why = _("We hoorden niet op tijd of je kwam.") if by_colleague else _("Je plek stond een uur voor je vast.")
        sentence = _("Je plek is vrijgegeven"), _("vrijgegeven"), why
    elif registration.confirmed_at:
        sentence = (
            _("De plek ging naar de volgende"),
            _("naar de volgende"),
            _("We hoorden niet op tijd of je kwam."),
        )
    else:
        sentence = (
            _("Je aanmelding is vervallen"),
            _("vervallen"),
            _("Je hebt je adres niet op tijd bevestigd."),
        )
    words, highlight, why = sentence
    return words, highlight, f"{why} {ways.get(way_back, '')}".strip()


def decline_words(registration: Registration) -> str:
    """Return the organiser's reason for declining, or else a neutral sentence."""
    return decline_reason(registration) or _(
        "De organisator kan niet iedereen een plek geven. Fijn dat je wilde komen."
    )
