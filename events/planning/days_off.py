"""Days on which a series pauses: public holidays and school holidays, each with its reason in words."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from events.models import SchoolHoliday


@cache
def public_holidays(year: int) -> dict[date, str]:
    """Return the public holidays of the Netherlands, with 5 May and Good Friday, on which many organisations close."""
    # slow: 0.4 s and 19 MB, for a screen that few processes ever show
    from holidays.constants import OPTIONAL, PUBLIC  # noqa: PLC0415  slow import, see above
    from holidays.countries.netherlands import Netherlands  # noqa: PLC0415  slow import, see above

    return dict(Netherlands(years=year, categories=(PUBLIC, OPTIONAL), language="nl").items())


def school_holidays(first: date, last: date) -> dict[date, str]:
    """Return each day of a school holiday between ``first`` and ``last``, with its name."""
    rows = SchoolHoliday.objects.filter(first_day__lte=last, last_day__gte=first)
    return {day: _name(row) for row in rows for day in _days(max(row.first_day, first), min(row.last_day, last))}


def known_until() -> date | None:
    """Return the last day for which the table knows whether there is a school holiday; None if it is empty."""
    return SchoolHoliday.objects.order_by("-last_day").values_list("last_day", flat=True).first()


def regions() -> list[str]:
    """Return the names of the regions in the table of school holidays."""
    return list(SchoolHoliday.objects.exclude(region="").order_by("region").values_list("region", flat=True).distinct())


def _name(row: SchoolHoliday) -> str:
    name = row.name[:1].lower() + row.name[1:]
    return _("%(holiday)s (scholen mogen afwijken)") % {"holiday": name} if row.is_advice else name


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
