"""Context of the page behind a secret link: the state in one sentence, then the possible actions."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.add_to_calendar import add_links
from events.dates.cards import card_for, cards_for, fact_rows
from events.dates.description import access_of
from events.dates.selection import Selection
from events.links import registration_path
from events.models import EventDate, Registration
from events.models.attendance import Attendance
from events.registration.tickets import has_ticket
from events.self_service.status import WayBack, gets_a_place_on_confirming, kind_of, sentence_for, way_back_for

State = Registration.State
MOST_IN_QUEUE = 7
NOTHING_TO_CHANGE = {"over", "date_cancelled", "date_removed"}
"""Kinds in which changing the answers is of no use."""

DONE = {
    "teruggezet": gettext_lazy("Fijn, je bent er weer bij."),
    "te-laat": gettext_lazy("Dat ging net niet meer: de tijd is om, of de plek is weg."),
    "gewijzigd": gettext_lazy("Je gegevens zijn gewijzigd."),
    "collegas": gettext_lazy("Je collega’s krijgen ieder een eigen mail om te bevestigen."),
    "collegas-wachten": gettext_lazy(
        "Je collega’s krijgen ieder een eigen mail. Niet voor iedereen is er plek: wie er geen heeft, komt op de wachtlijst."
    ),
    "bevestigd": gettext_lazy("Bedankt, dat is gelukt."),
    "andere-datum": gettext_lazy("Gelukt, je bent gewisseld. Je staat nu bij deze datum."),
    "datum-vol": gettext_lazy("Dat ging net niet meer: die dag is vol of gaat niet door. Je houdt wat je had."),
    "zichtbaar": gettext_lazy("Wie ook komt, ziet nu je voornaam, organisatie en discipline."),
    "onzichtbaar": gettext_lazy("Niemand ziet je meer bij wie er komt."),
    "anders": gettext_lazy("Gelukt, we hebben het gewijzigd."),
    "anders-vol": gettext_lazy(
        "Dat ging net niet: daar is geen plek meer, of wijzigen kan niet meer. Je houdt wat je had."
    ),
    "afgemeld": gettext_lazy("Fijn dat je het doorgeeft."),
    "nieuwe-link": gettext_lazy("Dit is je nieuwe link. We mailden hem ook. De oude werkt niet meer."),
}


WENT_WRONG = {"te-laat", "datum-vol", "anders-vol"}
SAYS = {
    "teruggezet": {"confirmed", "waiting", "requested"},
    "te-laat": {"cancelled"},
    "gewijzigd": {"confirm", "confirmed", "waiting", "offered", "requested"},
    "collegas": {"confirmed", "waiting", "requested"},
    "collegas-wachten": {"confirmed", "waiting"},
    "bevestigd": {"confirmed", "waiting", "requested"},
    "andere-datum": {"confirmed", "waiting", "requested"},
    "datum-vol": {"confirmed", "waiting", "offered", "cancelled", "date_cancelled", "date_postponed"},
    "zichtbaar": {"confirmed", "over"},
    "onzichtbaar": {"confirmed", "over"},
    "anders": {"confirmed", "waiting", "requested"},
    "anders-vol": {"confirm", "confirmed", "waiting", "offered", "requested"},
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
        "anew",
    },
}
"""Kinds in which each message of ``DONE`` is still true. Its parameter stays in the address when the state changes."""


def actions_for(
    kind: str, registration: Registration, way_back: WayBack, *, several: bool = False
) -> list[dict[str, str]]:
    path = registration_path(registration)
    confirm = {"label": _("Ja, ik kom"), "url": f"{path}bevestigen/", "style": "primary", "method": "post"}
    cancel = {"label": _("Ik kan toch niet"), "url": f"{path}afmelden/", "style": "danger", "method": "post"}
    calendar = {"label": _("Zet in je agenda"), "url": f"{path}kalender.ics", "style": "primary", "method": "get"}
    ticket = {"label": _("Toon je ticket"), "url": f"{path}ticket/", "style": "plain", "method": "get"}
    if kind == "confirm" and several:
        return [confirm | {"label": _("Ja, bevestig alles")}, cancel | {"label": _("Nee, deze dag niet")}]
    if kind == "confirm" and registration.state == State.WAITING and not gets_a_place_on_confirming(registration):
        return [confirm | {"label": _("Ja, zet me op de wachtlijst")}, cancel | {"label": _("Nee, haal me eraf")}]
    if kind == "confirm" and registration.state == State.REQUESTED:
        return [confirm | {"label": _("Ja, dit is mijn adres")}, cancel | {"label": _("Nee, ik kom niet")}]
    if kind in {"cancelled", "expired"}:
        return back(registration, way_back, confirm)
    return {
        "confirm": [confirm, cancel | {"label": _("Nee, ik kom niet")}],
        "offered": [confirm, cancel | {"label": _("Nee, geef hem door")}],
        "confirmed": [calendar, *([ticket] if has_ticket(registration) else []), cancel],
        "requested": [cancel | {"label": _("Trek je aanvraag in")}],
        "date_postponed": [cancel | {"label": _("Ik kom niet meer")}],
        "waiting": [
            calendar | {"label": _("Zet hem voorlopig in je agenda")},
            cancel | {"label": _("Haal me van de lijst")},
        ],
        "anew": [{"label": _("Mail me mijn links"), "url": reverse("lost_link"), "style": "plain", "method": "get"}],
    }.get(kind, [])


def back(registration: Registration, way_back: WayBack, confirm: dict[str, str]) -> list[dict[str, str]]:
    match way_back:
        case WayBack.UNDO:
            labels = {State.CONFIRMED: _("Toch weer komen"), State.WAITING: _("Zet me terug op de lijst")}
            label = labels.get(State(registration.cancelled_from), _("Doe mijn aanvraag weer"))
            return [confirm | {"label": label, "url": f"{registration_path(registration)}terug/"}]
        case WayBack.ONE_CLICK:
            return [confirm | {"label": _("Meld me opnieuw aan")}]
        case WayBack.ONE_CLICK_TO_LINE:
            return [confirm | {"label": _("Zet me op de wachtlijst")}]
        case WayBack.FORM | WayBack.LINE:
            assert registration.date.page is not None
            url = f"{registration.date.page.get_url()}aanmelden/?datum={registration.date_id}"
            label = _("Zet me op de wachtlijst") if way_back == WayBack.LINE else _("Toch weer aanmelden")
            return [{"label": label, "url": url, "style": "plain", "method": "get"}]
    return []


def queue_of(place_in_line: int, length: int) -> list[dict]:
    """Return the part of the waiting list around ``place_in_line``."""
    first = max(1, min(place_in_line - MOST_IN_QUEUE // 2, length - MOST_IN_QUEUE + 1))
    last = min(length, first + MOST_IN_QUEUE - 1)
    return [{"number": number, "current": number == place_in_line} for number in range(first, last + 1)]


def next_steps_for(kind: str, registration: Registration, *, elsewhere: bool = False) -> list[dict[str, str]]:
    """Return what happens next. ``elsewhere``: see ``sentence_for``; the mail then has a file instead of an invitation."""
    match kind:
        case "confirmed":
            return [
                {
                    "title": _("In je agenda"),
                    "text": _("In de mail zit een bestand met al je dagen. Open het, dan komen ze in je agenda.")
                    if elsewhere
                    else _("De mail zet de bijeenkomst in je agenda. Verandert er iets, dan past je agenda zich aan."),
                },
                {"title": _("Verandert er iets?"), "text": _("Dan krijg je een mail.")},
                {
                    "title": _("Kun je toch niet?"),
                    "text": _("Meld je af. Dat kan tot het begin. Dan weet de organisator wie er komt.")
                    if registration.date.capacity_for(registration.attendance) is None
                    else _(
                        "Geef je plek door. Dat kan tot het begin. Wachten er mensen, dan krijgt de eerste op de lijst hem."
                    ),
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
            return steps_in_line(asks_first=registration.date.page is not None and registration.date.page.asks_first)
    return []


def steps_in_line(*, asks_first: bool) -> list[dict[str, str]]:
    if asks_first:
        return [
            {
                "title": _("Iemand zegt af"),
                "text": _("We vragen de eerste op de lijst. Kan die niet, dan vragen we de volgende."),
            },
            {
                "title": _("Jij bent aan de beurt"),
                "text": _("Je krijgt een mail. Daarin staat tot wanneer je ja kunt zeggen."),
            },
            {"title": _("Is het al bijna zover?"), "text": _("Dan vragen we niets meer: de plek is meteen van jou.")},
        ]
    return [
        {"title": _("Iemand zegt af"), "text": _("De eerste op de lijst krijgt de plek. Alle anderen schuiven op.")},
        {
            "title": _("Jij bent aan de beurt"),
            "text": _("Je krijgt een mail, en de plek is van jou. Je hoeft niets te bevestigen."),
        },
        {"title": _("Kun je dan toch niet?"), "text": _("Geef de plek door met de knop in die mail.")},
    ]


def lapsed_colleagues(registration: Registration) -> list[str]:
    """Return the names of colleagues whom this person registered for the date, and who did not confirm in time.

    Only for somebody who confirmed their own address. Of no other colleague anything is said: that could reveal who was
    registered before.
    """
    if registration.confirmed_at is None:
        return []
    lapsed = Registration.objects.of_each_person().filter(
        date=registration.date_id, booking__booked_by=registration.person_id, state=State.EXPIRED, confirmed_at=None
    )
    return list(lapsed.order_by("pk").values_list("person__name", flat=True))


def context_for_registration(
    registration: Registration,
    request: HttpRequest,
    *,
    done: str = "",
    several: bool = False,
    elsewhere: bool = False,
) -> dict:
    """Return the context. See ``sentence_for`` for ``several`` and ``elsewhere``."""
    kind = kind_of(registration)
    way_back = way_back_for(kind, registration)
    date, booking = registration.date, registration.booking
    way = date.attendance_of(registration.attendance)
    place_in_line = registration.place_in_line()
    in_line = Registration.objects.filter(date=date.pk).sharing_places(date, registration.attendance).in_line_for_sure()
    line = in_line.count() if place_in_line else 0
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
        "state": sentence_for(kind, registration, place_in_line, way_back, several=several, elsewhere=elsewhere),
        "position": place_in_line,
        "queue": queue_of(place_in_line, line) if place_in_line and kind == "waiting" else [],
        "card": card,
        "facts": fact_rows(card.date, attendance=registration.attendance) if card else [],
        "access": access_of(page, date, registration.attendance) if page else [],
        "lapsed_colleagues": lapsed_colleagues(registration),
        "details": [{"label": label, "value": value} for label, value in answers if value],
        "change_url": f"{registration_path(registration)}wijzigen/"
        if registration.is_live and kind not in NOTHING_TO_CHANGE
        else "",
        "data_url": f"{registration_path(registration)}gegevens/",
        "new_link_url": f"{registration_path(registration)}nieuwe-link/",
        "actions": actions_for(kind, registration, way_back, several=several),
        "next_steps": next_steps_for(kind, registration, elsewhere=elsewhere),
        "ics_url": f"{registration_path(registration)}kalender.ics",
        "add_links": add_links(date) if kind == "confirmed" else [],
        "online_url": date.online_url if kind == "confirmed" and way != Attendance.IN_PERSON else "",
        "alternatives": alternatives(registration, request) if look_further else [],
        "message": str(DONE[done]) if kind in SAYS.get(done, ()) else "",
        "message_tone": "warning" if done in WENT_WRONG else "success",
    }


def alternatives(registration: Registration, request: HttpRequest) -> list:
    """Return cards of upcoming dates with a place that the person is not registered for, the same event's first."""
    own = Registration.objects.live().filter(person=registration.person_id).values("date")
    others = Selection().listed().scheduled().exclude(pk=registration.date_id).exclude(pk__in=own)
    dates = list(others.with_pages()[:30])
    dates.sort(key=lambda date: (date.page_id != registration.date.page_id, date.start))
    cards = cards_for(dates, request)
    return [card for card in cards if card.places and card.places.state in {"open", "unlimited"}][:3]


def context_for_ticket(registration: Registration) -> dict:
    kind = kind_of(registration)
    path = registration_path(registration)
    context = {"state": sentence_for(kind, registration, registration.place_in_line()), "back_url": path}
    if not has_ticket(registration):
        online = kind == "confirmed"
        why = _("Je doet online mee: een ticket heb je niet nodig.") if online else ""
        return context | {"why": why or _("Een ticket is er voor wie een vaste plek heeft.")}
    date = EventDate.objects.with_pages().get(pk=registration.date_id)
    return context | {
        "qr_url": f"{path}ticket/code.svg",
        "name": registration.person.name,
        "card": card_for(date),
        "facts": fact_rows(date, attendance=registration.attendance)[:2],
    }
