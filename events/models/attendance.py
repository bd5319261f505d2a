"""Attendance: how an event can be attended, and how somebody attends a hybrid one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attendance(models.TextChoices):
    IN_PERSON = "in-person", _("Op een plek")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Op een plek en online")


OF_A_PERSON = [(Attendance.IN_PERSON.value, _("op de plek")), (Attendance.ONLINE.value, _("online"))]
"""Answers to “hier of online?”. Empty means not asked, or not answered yet: that counts as in person."""


def attendance_of(event: str, answer: str) -> str:
    """Return how somebody with that answer attends: HYBRID if they may still do either."""
    return answer if event == Attendance.HYBRID and answer else event


class Attendable:
    """Places for each way of attending. Base of the model of a date, and of light rows in lists.

    A hybrid date has two sets of places: ``capacity`` in person and ``online_capacity`` online. Any other date has one,
    ``capacity``, whatever its registrations answered while it was hybrid.
    """

    __slots__ = ()

    attendance: str
    capacity: int | None
    online_capacity: int | None

    @property
    def is_hybrid(self) -> bool:
        return self.attendance == Attendance.HYBRID

    @property
    def ways(self) -> tuple[str, ...]:
        """Ways of attending that each have places of their own; one empty value unless the date is hybrid."""
        return (Attendance.IN_PERSON.value, Attendance.ONLINE.value) if self.is_hybrid else ("",)

    def way_of(self, answer: str) -> str:
        """Return the one of ``ways`` of somebody with that answer. Without an answer that is in person."""
        if not self.is_hybrid:
            return ""
        return Attendance.ONLINE.value if answer == Attendance.ONLINE else Attendance.IN_PERSON.value

    def capacity_for(self, answer: str) -> int | None:
        """Return the number of places for people with that answer; None is no limit."""
        return self.online_capacity if self.way_of(answer) == Attendance.ONLINE else self.capacity

    def attendance_of(self, answer: str) -> str:
        """Return how somebody with that answer attends: HYBRID if they may still do either."""
        return attendance_of(self.attendance, answer)
