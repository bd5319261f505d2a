"""What somebody sees behind their secret link: the state in one sentence, then what they can do."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.agenda.cards import card_for, cards_for, facts_for
from events.dates.entry import access_of
from events.mail.words import deadline_words, decline_reason
from events.models import EventDate, Registration
from events.own.tickets import has_ticket
from events.registration.closing import why_closed
from events.registration.links import registration_path
from events.registration.rule import can_undo
from events.selection import Selection

State = Registration.State
MOST_IN_QUEUE = 7
ENDED = {"over", "date_cancelled", "date_removed"}
"""Where changing what one told helps nobody."""

DONE = {
    "teruggezet": gettext_lazy("Fijn, je bent er weer bij."),
    "te-laat": gettext_lazy("Dat ging net niet meer: de tijd is om, of de plek is weg."),
    "gewijzigd": gettext_lazy("Je gegevens zijn gewijzigd."),
    "collegas": gettext_lazy("Je collega’s krijgen ieder een eigen mail om te bevestigen."),
    "bevestigd": gettext_lazy("Bedankt, dat is gelukt."),
    "andere-datum": gettext_lazy("Gelukt, je bent gewisseld. Je staat nu bij deze datum."),
    "datum-vol": gettext_lazy("Dat ging net niet meer: die dag is vol of gaat niet door. Je houdt wat je had."),
    "afgemeld": gettext_lazy("Je bent afgemeld. Fijn dat je het doorgeeft."),
    "nieuwe-link": gettext_lazy("Dit is je nieuwe link. We mailden hem ook. De oude werkt niet meer."),
}


SAYS = {
    "teruggezet": {"confirmed", "waiting", "requested"},
    "te-laat": {"cancelled"},
    "gewijzigd": {"confirm", "confirmed", "waiting", "offered", "requested"},
    "collegas": {"confirmed", "waiting", "requested"},
    "bevestigd": {"confirmed", "waiting", "requested"},
    "andere-datum": {"confirmed", "waiting", "requested"},
    "datum-vol": {"confirmed", "waiting", "offered", "cancelled", "date_cancelled", "date_postponed"},
    "afgemeld": {"cancelled"},
    "nieuwe-link": {
        "confirm",
        "confirmed",
        "waiting",
        "offered",
        "cancelled",
        "expired",
        "over",
        "date_cancelled",
        "date_removed",
        "requested",
        "declined",
    },
}
"""In which state each of these is still true: the address stays in the browser after the state has moved on."""


def kind_of(registration: Registration) -> str:
    date = registration.date
    if date.status == EventDate.Status.REMOVED or date.page is None:
        return "date_removed"
    if registration.state == State.CANCELLED:
        return "cancelled"
    if date.is_cancelled or date.is_postponed:
        return "date_cancelled" if date.is_cancelled else "date_postponed"
    if date.is_over:
        return "over"
    if registration.confirmed_at is None and registration.is_live:
        return "confirm"
    return str(registration.state)


def sentence_for(kind: str, registration: Registration, place_in_line: int | None) -> dict[str, str]:
    """The state as a sentence, the part of it that stands out, and what that means."""
    confirms = {
        State.WAITING: (
            _("Zet je plek op de wachtlijst vast"),
            _("wachtlijst"),
            _("Met één klik sta je op de wachtlijst. Je hoort het als er een plek voor je is."),
        ),
        State.REQUESTED: (
            _("Bevestig je adres"),
            _("Bevestig"),
            _("Klik op de knop. Dan weten we dat dit jouw adres is, en gaat je aanvraag naar de organisator."),
        ),
    }
    sentences = {
        "confirm": confirms.get(
            State(registration.state),
            (
                _("Bevestig je plek"),
                _("Bevestig"),
                _("Klik op de knop. Dan weten we dat dit jouw adres is, en staat je plek vast."),
            ),
        ),
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
            _("We zien je daar. Kun je toch niet? Geef je plek dan door."),
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
            _("Komt er een plek vrij, dan krijg jij die als je aan de beurt bent. Je hoeft nu niets te doen."),
        ),
        "cancelled": (
            _("Je bent afgemeld"),
            _("afgemeld"),
            _("Jammer dat je er niet bij bent. Wil je toch komen? Dat kan zolang er plek is."),
        ),
        "expired": (
            _("Je plek is vrijgegeven"),
            _("vrijgegeven"),
            _("Je plek stond een uur voor je vast. Wil je nog komen? Meld je dan met één klik opnieuw aan.")
            if registration.placed_at
            else _("Je hebt niet op tijd gereageerd. Wil je nog komen? Meld je dan met één klik opnieuw aan."),
        ),
        "date_cancelled": (_("Deze bijeenkomst gaat niet door"), _("gaat niet door"), registration.date.reason),
        "date_postponed": (
            _("Deze bijeenkomst is uitgesteld"),
            _("uitgesteld"),
            f"{registration.date.reason} {_('Je aanmelding blijft staan. Zodra er een nieuwe datum is, hoor je het per mail.')}",
        ),
        "date_removed": (_("Deze bijeenkomst is vervallen"), _("vervallen"), _("Hij staat niet meer op de site.")),
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


def decline_words(registration: Registration) -> str:
    """What the organiser wrote with the refusal; else that she chose."""
    return decline_reason(registration) or _(
        "De organisator kan niet iedereen een plek geven. Fijn dat je wilde komen."
    )


def actions_for(kind: str, registration: Registration) -> list[dict[str, str]]:
    path = registration_path(registration)
    confirm = {"label": _("Ja, ik kom"), "url": f"{path}bevestigen/", "style": "primary", "method": "post"}
    cancel = {"label": _("Ik kan toch niet"), "url": f"{path}afmelden/", "style": "danger", "method": "post"}
    calendar = {"label": _("Zet in je agenda"), "url": f"{path}kalender.ics", "style": "primary", "method": "get"}
    ticket = {"label": _("Toon je ticket"), "url": f"{path}ticket/", "style": "plain", "method": "get"}
    if kind == "confirm" and registration.state == State.WAITING:
        return [confirm | {"label": _("Ja, zet me op de wachtlijst")}, cancel | {"label": _("Nee, haal me eraf")}]
    if kind == "confirm" and registration.state == State.REQUESTED:
        return [confirm | {"label": _("Ja, dit is mijn adres")}, cancel | {"label": _("Nee, ik kom niet")}]
    if kind in {"cancelled", "expired"}:
        return ways_back(kind, registration, confirm)
    return {
        "confirm": [confirm, cancel | {"label": _("Nee, ik kom niet")}],
        "offered": [confirm, cancel | {"label": _("Nee, geef hem door")}],
        "confirmed": [calendar, *([ticket] if has_ticket(registration) else []), cancel],
        "requested": [cancel | {"label": _("Trek je aanvraag in")}],
        "date_postponed": [cancel | {"label": _("Ik kom niet meer")}],
        "waiting": [
            calendar | {"label": _("Zet in je agenda als voorlopig")},
            cancel | {"label": _("Haal me van de lijst")},
        ],
    }.get(kind, [])


def ways_back(kind: str, registration: Registration, confirm: dict[str, str]) -> list[dict[str, str]]:
    """Taking it back while that can be, else registering anew."""
    date = registration.date
    if kind == "cancelled" and can_undo(registration):
        labels = {State.CONFIRMED: _("Toch weer komen"), State.WAITING: _("Zet me terug op de lijst")}
        label = labels.get(State(registration.cancelled_from), _("Doe mijn aanvraag weer"))
        return [confirm | {"label": label, "url": f"{registration_path(registration)}terug/"}]
    if date.page is None or why_closed(date):
        return []
    later = date.registrations.filter(person=registration.person_id, pk__gt=registration.pk)
    if kind == "expired" and not later.exists():
        return [confirm | {"label": _("Meld me opnieuw aan")}]
    again = f"{date.page.get_url()}aanmelden/?datum={date.pk}"
    return [{"label": _("Toch weer aanmelden"), "url": again, "style": "plain", "method": "get"}]


def queue_of(place_in_line: int, length: int) -> list[dict]:
    """The line around one's own place."""
    first = max(1, min(place_in_line - MOST_IN_QUEUE // 2, length - MOST_IN_QUEUE + 1))
    last = min(length, first + MOST_IN_QUEUE - 1)
    return [{"number": number, "current": number == place_in_line} for number in range(first, last + 1)]


def next_steps_for(kind: str, registration: Registration) -> list[dict[str, str]]:
    match kind:
        case "confirmed":
            return [
                {
                    "title": _("In je agenda"),
                    "text": _(
                        "De mail zet de bijeenkomst in je agenda. Verandert er iets, dan past je agenda zich aan."
                    ),
                },
                {"title": _("Verandert er iets?"), "text": _("Dan krijg je een mail.")},
                {
                    "title": _("Kun je toch niet?"),
                    "text": _("Geef je plek door. De eerste op de wachtlijst krijgt hem."),
                },
            ]
        case "requested":
            return [
                {
                    "title": _("De organisator kijkt"),
                    "text": _("Die keurt aanmeldingen voor deze bijeenkomst zelf goed."),
                },
                {
                    "title": _("Je krijgt een mail"),
                    "text": _("Met een plek, een plek op de wachtlijst, of bericht dat het niet lukt."),
                },
            ]
        case "waiting":
            return [
                {
                    "title": _("Iemand zegt af"),
                    "text": _("De eerste op de lijst krijgt de plek. Alle anderen schuiven op."),
                },
                {
                    "title": _("Jij bent aan de beurt"),
                    "text": _("Je krijgt een mail, en de plek is van jou. Je hoeft niets te bevestigen."),
                },
                {"title": _("Kun je dan toch niet?"), "text": _("Geef de plek door met de knop in die mail.")},
            ]
    return []


def context_for_registration(registration: Registration, request: HttpRequest, *, done: str = "") -> dict:
    kind = kind_of(registration)
    date, booking = registration.date, registration.booking
    place_in_line = registration.place_in_line()
    line = Registration.objects.filter(date=registration.date_id).in_line().count() if place_in_line else 0
    date.read_wijken()
    card = next(iter(cards_for([date], request)), None) if kind != "date_removed" else None
    page = date.page if kind != "date_removed" else None
    answers = [
        (_("Naam"), registration.person.name),
        (_("Organisatie"), booking.organisation),
        (_("Discipline"), booking.discipline.name if booking.discipline else ""),
        (_("Opmerking"), booking.remark),
    ]
    look_further = kind in {
        "cancelled",
        "declined",
        "expired",
        "date_cancelled",
        "date_postponed",
        "date_removed",
        "waiting",
    }
    return {
        "registration": registration,
        "state": sentence_for(kind, registration, place_in_line),
        "position": place_in_line,
        "queue": queue_of(place_in_line, line) if place_in_line and kind == "waiting" else [],
        "card": card,
        "facts": facts_for(card.date) if card else [],
        "access": access_of(page, date) if page else [],
        "details": [{"label": label, "value": value} for label, value in answers if value],
        "change_url": f"{registration_path(registration)}wijzigen/"
        if registration.is_live and kind not in ENDED
        else "",
        "data_url": f"{registration_path(registration)}gegevens/",
        "renew_url": f"{registration_path(registration)}nieuwe-link/",
        "actions": actions_for(kind, registration),
        "next_steps": next_steps_for(kind, registration),
        "ics_url": f"{registration_path(registration)}kalender.ics",
        "online_url": page.online_url if page and page.is_online and kind == "confirmed" else "",
        "alternatives": alternatives(registration, request) if look_further else [],
        "message": str(DONE[done]) if kind in SAYS.get(done, ()) else "",
    }


def alternatives(registration: Registration, request: HttpRequest) -> list:
    """Coming dates that have a place: of the same event first, then elsewhere."""
    dates = list(Selection().listed().scheduled().exclude(pk=registration.date_id).with_pages()[:30])
    dates.sort(key=lambda date: (date.page_id != registration.date.page_id, date.start))
    cards = cards_for(dates, request)
    return [card for card in cards if card.places and card.places.state in {"open", "unlimited"}][:3]


def context_for_ticket(registration: Registration) -> dict:
    kind = kind_of(registration)
    path = registration_path(registration)
    context = {"state": sentence_for(kind, registration, registration.place_in_line()), "back_url": path}
    if not has_ticket(registration):
        online = kind == "confirmed"
        why = _("De bijeenkomst is online: een ticket heb je niet nodig.") if online else ""
        return context | {"why": why or _("Een ticket is er voor wie een vaste plek heeft.")}
    date = EventDate.objects.with_pages().get(pk=registration.date_id)
    return context | {
        "qr_url": f"{path}ticket/code.svg",
        "name": registration.person.name,
        "card": card_for(date),
        "facts": facts_for(date)[:2],
    }
