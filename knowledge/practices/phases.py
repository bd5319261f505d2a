"""Course of a practice: its phases as a cloth that grows, and its log, failures included."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from knowledge.models import PhaseChange, PracticePage, PracticeStep

Phase = PracticePage.Phase
ROAD = (Phase.IDEA, Phase.TRIAL, Phase.EVALUATED, Phase.SPREAD)
"""Phases in order. A practice can stop in each of them."""


@dataclass(frozen=True, slots=True)
class PhaseOnRoad:
    key: str
    label: str
    words: str
    is_done: bool = False
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    kind: str
    """``next``, ``phase``, ``failed`` or ``step``: decides the sign."""
    when: str
    month: date
    title: str
    words: str
    phase: str = ""


def month_words(month: date) -> str:
    return date_format(month, "F Y")


def reached(changes: list[PhaseChange]) -> dict[str, date]:
    """Return the first month of each phase that the practice has reached."""
    months: dict[str, date] = {}
    for change in changes:
        if not change.is_expected:
            months[change.phase] = min(change.month, months.get(change.phase, change.month))
    return months


def since_words(phase: str, changes: list[PhaseChange]) -> str:
    """Return since when the practice is in ``phase``, or nothing if no author wrote it down."""
    months = [change.month for change in changes if change.phase == phase and not change.is_expected]
    return _("sinds %(month)s") % {"month": month_words(max(months))} if months else ""


def road(phase: str, changes: list[PhaseChange]) -> list[PhaseOnRoad]:
    """Return the phases in order, with the one of now. A practice that stopped ends there."""
    months = reached(changes)
    expected = {change.phase: change.month for change in changes if change.is_expected}
    steps = list(ROAD)
    if phase == Phase.STOPPED:
        steps = [*(step for step in ROAD if step in months), Phase.STOPPED]
    now = steps.index(Phase(phase))
    found = []
    for place, step in enumerate(steps):
        words = month_words(months[step]) if step in months else ""
        if place == now:
            words = since_words(step, changes)
        elif place > now:
            words = _("nog niet bekend")
            if step in expected:
                words = _("verwacht in %(month)s") % {"month": month_words(expected[step])}
        found.append(PhaseOnRoad(step.value, str(step.label), words, is_done=place < now, is_now=place == now))
    return found


def log(changes: list[PhaseChange], steps: list[PracticeStep]) -> list[LogLine]:
    """Return what happened, the latest first, above it what is expected."""
    lines = []
    before = ""
    for change in sorted(changes, key=lambda change: (change.is_expected, change.month, change.pk or 0)):
        label = str(change.get_phase_display())
        title = label
        if before and before != label:
            title = _("Van %(before)s naar %(now)s") % {"before": before.lower(), "now": label.lower()}
        if change.is_expected:
            title = label
        else:
            before = label
        lines.append(_line("phase", change.month, title, change.reason, change.phase, is_expected=change.is_expected))
    for step in steps:
        kind = "failed" if step.has_failed else "step"
        lines.append(_line(kind, step.month, step.title, step.words, is_expected=step.is_expected))
    return sorted(lines, key=lambda line: (line.kind == "next", line.month, line.kind == "phase"), reverse=True)


def _line(kind: str, month: date, title: str, words: str, phase: str = "", *, is_expected: bool) -> LogLine:
    when = month_words(month)
    if is_expected:
        kind, when = "next", _("verwacht %(month)s") % {"month": when}
    return LogLine(kind, when, month, title, words, phase)
