"""Places of a date in sentences, for organisers: one sentence, or one for each way of attending a hybrid date."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import EventDate, Registration
from events.models.attendance import Attendance

HOW = {
    "": "",
    Attendance.IN_PERSON: gettext_lazy("Op de plek:"),
    Attendance.ONLINE: gettext_lazy("Online:"),
}
NOT_SAID = gettext_lazy("op de plek of online")
OF_A_PERSON = {
    Attendance.IN_PERSON: gettext_lazy("op de plek"),
    Attendance.ONLINE: gettext_lazy("online"),
    Attendance.HYBRID: NOT_SAID,
}


def attendance_words(registration: Registration, date: EventDate) -> str:
    """Return how somebody attends a hybrid date; empty for another date."""
    return str(OF_A_PERSON[Attendance(date.attendance_of(registration.attendance))]) if date.is_hybrid else ""


def taken_lines(date: EventDate, count: Counter) -> list[str]:
    """Return how many places are taken. ``count`` has them by way of attending: see ``count_ways``."""
    lines = []
    for way in date.ways:
        capacity, extra = date.capacity_for(way), count["extra", way]
        taken = count["placed", way] - extra
        if capacity is None and not date.is_hybrid:
            sentence = _("Geen grens aan het aantal plekken.")
        elif capacity is None:
            sentence = ngettext("1 persoon, geen grens.", "%(taken)s mensen, geen grens.", taken) % {"taken": taken}
        else:
            words = ngettext("%(taken)s van 1 plek bezet.", "%(taken)s van %(capacity)s plekken bezet.", capacity)
            sentence = words % {"taken": taken, "capacity": capacity}
        if extra:
            words = ngettext("Daarnaast is er 1 extra plek.", "Daarnaast zijn er %(number)s extra plekken.", extra)
            sentence = f"{sentence} {words % {'number': extra}}"
        lines.append(f"{HOW[way]} {sentence}".strip())
    return lines


def free_line(date: EventDate, free: dict[str, int | None]) -> str:
    """Return how many places are free, from ``free`` by way of attending."""
    return " ".join(f"{HOW[way]} {_free_words(free[way])}".strip() for way in date.ways)


def _free_words(free: int | None) -> str:
    if free is None:
        return _("Er is geen grens aan het aantal plekken.")
    if not free:
        return _("Er is geen plek vrij.")
    return ngettext("Er is nog 1 plek vrij.", "Er zijn nog %(free)s plekken vrij.", free) % {"free": free}


def count_ways(count: Counter, date: EventDate, answer: str, state: str, *, number: int, extra: int) -> None:
    """Add ``number`` people in ``state``, of whom ``extra`` have an extra place, to ``count``."""
    if state in Registration.PLACED:
        count["placed", date.way_of(answer)] += number
        count["extra", date.way_of(answer)] += extra
