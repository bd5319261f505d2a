"""Fields of a date whose changes are mailed to attendees, and the differences in words."""

from datetime import UTC, datetime
from hashlib import sha256

from django.utils.translation import gettext

from events.dates.cards import card_for, day_words, time_words
from events.mail.words import ONLINE, Kind
from events.models import EventDate, Registration
from events.models.attendance import Attendance


def notified_fields(date: EventDate) -> dict[str, str]:
    """Return the fields as strings, for the arguments of a task. The online link is a digest, because it is secret."""
    return {
        "start": date.start.astimezone(UTC).isoformat(),
        "end": date.end.astimezone(UTC).isoformat(),
        "location": date.location,
        "attendance": date.attendance,
        "online": sha256(date.online_url.encode()).hexdigest()[:16] if date.online_url else "",
    }


def kind_of_change(date: EventDate, before: dict[str, str]) -> Kind:
    now = notified_fields(date)
    return Kind.CHANGED if (now["start"], now["end"]) == (before["start"], before["end"]) else Kind.MOVED


def changes_since(before: dict[str, str], date: EventDate) -> list[dict[str, str]]:
    """Return how ``date`` differs from ``before``, its old ``notified_fields``, each as field, label, before and after."""
    changes = []
    start, end = (datetime.fromisoformat(before[name]).astimezone(date.start_local.tzinfo) for name in ("start", "end"))
    if (start, end) != (date.start_local, date.end_local):
        now = card_for(date)
        was = f"{day_words(start.date())[-1]}, {time_words(start, end)}"
        after = f"{now.date_words}, {now.time_words}"
        changes.append({"field": "time", "label": gettext("Wanneer"), "before": was, "after": after})
    if before["location"] != date.location:
        where = {"before": before["location"], "after": date.location}
        is_other_way = before.get("attendance", date.attendance) != date.attendance
        changes.append({"field": "attendance" if is_other_way else "location", "label": gettext("Waar"), **where})
    if before.get("online", "") != (now_online := notified_fields(date)["online"]) and "online" in before:
        words = gettext("Er is een nieuwe link om mee te doen") if now_online else gettext("Er is geen link meer")
        changes.append({"field": "online", "label": ONLINE, "before": "", "after": words})
    return changes


def own_changes(registration: Registration, changes: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return those of ``changes`` that concern somebody who attends a hybrid date in one way.

    The place does not concern who is online, nor the link who is there. How a date can be attended concerns everybody.
    """
    way = registration.date.attendance_of(registration.attendance)
    idle = {Attendance.ONLINE: "location", Attendance.IN_PERSON: "online"}.get(Attendance(way), "")
    return [change for change in changes if change["field"] != idle] if registration.date.is_hybrid else changes
