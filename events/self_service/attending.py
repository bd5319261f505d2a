"""“Hier of online?” on the page behind a link of a hybrid date: what they chose, and a button for the other."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.availability import closed_reason
from events.links import registration_path
from events.models import Registration
from events.models.attendance import Attendance
from events.registration.rule import free_places
from events.self_service.cancelling import Consequence, consequence_of

State = Registration.State
NOW = {
    Attendance.IN_PERSON: gettext_lazy("Je komt naar de plek."),
    Attendance.ONLINE: gettext_lazy("Je doet online mee."),
    Attendance.HYBRID: gettext_lazy(
        "Je hebt nog niet gezegd of je komt of online meedoet. We houden een plek voor je op de plek."
    ),
}
BUTTONS = {
    Attendance.IN_PERSON: gettext_lazy("Ik kom naar de plek"),
    Attendance.ONLINE: gettext_lazy("Ik doe online mee"),
}


def attending_context(registration: Registration) -> dict:
    """Return what the page says and offers; nothing unless somebody confirmed can change it."""
    date, is_over = registration.date, registration.date.is_over
    if (
        not date.is_hybrid
        or not registration.is_live
        or registration.confirmed_at is None
        or is_over
        or date.status != date.Status.SCHEDULED
    ):
        return {}
    way = date.attendance_of(registration.attendance)
    buttons, says = [], [str(NOW[Attendance(way)])]
    for to in (Attendance.IN_PERSON, Attendance.ONLINE):
        if to == registration.attendance or (to == Attendance.IN_PERSON and closed_reason(date)):
            continue
        is_swap = date.way_of(to) != date.way_of(registration.attendance)
        is_full = is_swap and free_places(date, to) == 0
        if is_full and registration.state in {State.CONFIRMED, State.OFFERED}:
            says.append(_("Online is het vol.") if to == Attendance.ONLINE else _("Op de plek is het vol."))
            continue
        if is_full and registration.state == State.WAITING:
            says.append(_("Daar is het ook vol: wissel je, dan sta je daar achteraan op de wachtlijst."))
        elif is_swap and consequence_of(registration) == Consequence.SOMEBODY_WAITS:
            says.append(_("Wissel je, dan gaat je plek meteen naar wie erop wacht."))
        buttons.append({"value": to.value, "label": BUTTONS[to]})
    return {"attending": {"says": " ".join(says), "buttons": buttons, "url": f"{registration_path(registration)}hoe/"}}
