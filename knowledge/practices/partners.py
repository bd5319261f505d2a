"""Partners as strands that begin and end. One that stopped stays, with the reason."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.models import PracticePartner
from knowledge.practices.linked import LinkedPage
from knowledge.practices.phases import month_words
from network.models import OrganisationPage

Kind = OrganisationPage.Kind
MEDICAL = {Kind.PRIMARY_CARE, Kind.HOME_CARE, Kind.MENTAL_HEALTH, Kind.INSURER}
SOCIAL = {Kind.WELFARE, Kind.HOUSING, Kind.MUNICIPALITY, Kind.DISABILITY_CARE}
MOST_YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Strand:
    name: str
    url: str
    kind: str
    domain: str
    role: str
    period: str
    reason: str
    has_stopped: bool
    start: str
    """Begin and end of the strand, as shares of 100; empty if no author wrote down since when."""
    end: str


@dataclass(frozen=True, slots=True)
class Partners:
    strands: tuple[Strand, ...]
    now: str
    years: tuple[str, ...]

    @property
    def active(self) -> int:
        return sum(not strand.has_stopped for strand in self.strands)


def partners_of(rows: list[PracticePartner], visible: dict[int, LinkedPage]) -> Partners:
    """Return the named partners. ``visible`` holds the pages that everybody may see; others are left out."""
    shown = [row for row in rows if (row.organisation_id in visible if row.organisation_id else row.name.strip())]
    today = timezone.localdate()
    known = [row.since for row in shown if row.since]
    axis = _Axis(min(known), today) if known else None
    strands = tuple(_strand(row, visible, axis, today) for row in shown)
    return Partners(strands, axis.share(today) if axis else "", axis.years if axis else ())


class _Axis:
    """Scale in whole years, from the month of the first partner until after today."""

    def __init__(self, first: date, today: date) -> None:
        self.first = first.replace(day=1)
        self.length = max(12, -(-(self.months(today) + 1) // 12) * 12)

    def months(self, day: date) -> int:
        return (day.year - self.first.year) * 12 + day.month - self.first.month

    def share(self, day: date) -> str:
        return f"{min(100, max(0, 100 * self.months(day) / self.length)):.1f}"

    @property
    def years(self) -> tuple[str, ...]:
        step = -(-(self.length // 12) // (MOST_YEARS_SHOWN - 1))
        marks = range(0, self.length // 12 + 1, step)
        return tuple(month_words(self.first.replace(year=self.first.year + mark)) for mark in marks)


def _strand(row: PracticePartner, visible: dict[int, LinkedPage], axis: _Axis | None, today: date) -> Strand:
    organisation = row.organisation
    has_stopped = row.until is not None and row.until <= today
    return Strand(
        name=row.display_name,
        url=visible[organisation.pk].url if organisation else "",
        kind=str(organisation.get_kind_display()) if organisation else "",
        domain=domain_of(organisation),
        role=row.role,
        period=period(row.since, row.until),
        reason=row.reason if has_stopped else "",
        has_stopped=has_stopped,
        start=axis.share(row.since) if axis and row.since else "",
        end=axis.share(min(row.until or today, today)) if axis and row.since else "",
    )


def domain_of(organisation: OrganisationPage | None) -> str:
    kind = organisation.kind if organisation else ""
    if kind in MEDICAL:
        return "medisch"
    return "sociaal" if kind in SOCIAL else "overig"


def period(since: date | None, until: date | None) -> str:
    if since and until:
        return _("%(since)s tot %(until)s") % {"since": month_words(since), "until": month_words(until)}
    if since:
        return _("sinds %(month)s") % {"month": month_words(since)}
    return _("tot %(month)s") % {"month": month_words(until)} if until else ""
