"""Month view of the agenda: every day with its dates.

Shows the same selection as the list, past and coming dates alike.
"""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.dates.description import change_words
from events.dates.lead_date import lead_date_id
from events.dates.selection import Selection, midnight
from events.models import EventDate, EventPage
from events.models.dates import AMSTERDAM
from events.models.planned_dates import LONGEST_NIGHT

SHOWN_PER_DAY = 4
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class MonthEntry:
    title: str
    url: str
    time: str
    change: str
    """“Geannuleerd”, “Verplaatst naar 2 juli”; empty if the date is as first announced."""
    is_off: bool


@dataclass(frozen=True)
class Day:
    number: int
    words: str
    iso: str
    is_today: bool
    is_of_month: bool
    entries: list[MonthEntry]
    more: int
    more_url: str


def wanted_month(request: HttpRequest, selection: Selection) -> date | None:
    """Return the first day of the month to show; None if the agenda is to be a list.

    Without a valid month, this is the month in which the selection begins, else the current month.
    """
    if request.GET.get("weergave") != "maand":
        return None
    raw = request.GET.get("maand", "")
    try:
        first = date.fromisoformat(f"{raw}-01")
        if len(raw) == len("2027-03") and FIRST_YEAR <= first.year <= LAST_YEAR:
            return first
    except ValueError:
        pass
    return (selection.since or timezone.localdate()).replace(day=1)


def for_month(selection: Selection, first: date) -> Selection:
    """Return ``selection`` with the days of the month instead of its own."""
    return replace(selection, since=first, until=_next(first) - timedelta(days=1), past=False, problems=())


def month_url(selection: Selection, first: date) -> str:
    whole = replace(selection, since=None, until=None, past=False)
    pairs = [*whole.parameters, ("weergave", "maand"), ("maand", f"{first:%Y-%m}")]
    return f"/agenda/?{urlencode(pairs, safe='/')}"


def list_url(selection: Selection, first: date) -> str:
    """Return the URL of the list from this month on, or of the past dates up to it if the month is over."""
    today = timezone.localdate()
    since = first if first > today else None
    past = _next(first) <= today
    until = _next(first) - timedelta(days=1) if past else None
    return f"/agenda/{replace(selection, since=since, until=until, past=past).query_string}"


def month_context(selection: Selection, first: date, request: HttpRequest) -> dict:
    """Return weeks of days with their entries. Reads at most ``SHOWN_PER_DAY`` a day and counts the others."""
    moments = for_month(selection, first).in_days().order_by("start", "pk").values_list("pk", "start", "end")
    by_day: dict[date, list[int]] = defaultdict(list)
    for pk, start, end in moments:
        if start < midnight(first) and end - start <= LONGEST_NIGHT:
            continue  # an evening until after midnight belongs to the month in which it begins
        by_day[max(start.astimezone(AMSTERDAM).date(), first)].append(pk)
    shown = [pk for pks in by_day.values() for pk in pks[:SHOWN_PER_DAY]]
    dates = {when.pk: when for when in EventDate.objects.filter(pk__in=shown).select_related("page")}
    pages = {when.page_id for when in dates.values()}
    leads = set(EventPage.objects.filter(pk__in=pages).annotate(lead=lead_date_id()).values_list("lead", flat=True))
    entries = {pk: _entry(when, request, is_lead=pk in leads) for pk, when in dates.items()}
    weeks = [
        [_day(day, first, by_day.get(day, []), entries, selection) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
    before, after = (first - timedelta(days=1)).replace(day=1), _next(first)
    return {
        "title": date_format(first, "F Y"),
        "iso": f"{first:%Y-%m}",
        "weekdays": [_weekday(number) for number in range(7)],
        "weeks": weeks,
        "total": sum(map(len, by_day.values())),
        "previous": {"title": date_format(before, "F Y"), "url": month_url(selection, before)}
        if before.year >= FIRST_YEAR
        else None,
        "next": {"title": date_format(after, "F Y"), "url": month_url(selection, after)}
        if after.year <= LAST_YEAR
        else None,
        "today_url": month_url(selection, timezone.localdate().replace(day=1)),
        "list_url": list_url(selection, first),
    }


def _weekday(number: int) -> dict[str, str]:
    monday = date(2027, 3, 1)
    day = monday + timedelta(days=number)
    return {"name": date_format(day, "l"), "short": date_format(day, "D").lower()}


def _day(day: date, first: date, pks: list[int], known: dict[int, MonthEntry], selection: Selection) -> Day:
    entries = [known[pk] for pk in pks[:SHOWN_PER_DAY] if pk in known]
    today = timezone.localdate()
    only = replace(selection, since=day, until=day, past=day < today)
    return Day(
        number=day.day,
        words=date_format(day, "l j F"),
        iso=day.isoformat(),
        is_today=day == today,
        is_of_month=day.month == first.month,
        entries=entries,
        more=max(0, len(pks) - SHOWN_PER_DAY),
        more_url=f"/agenda/{only.query_string}",
    )


def _entry(when: EventDate, request: HttpRequest, *, is_lead: bool) -> MonthEntry:
    page = when.page
    assert page is not None
    url = page.get_url(request) or ""
    return MonthEntry(
        title=page.title,
        url=url if is_lead else f"{url}?datum={when.pk}",
        time=_("%(time)s uur") % {"time": date_format(when.start_local, "G.i")},
        change=change_words(when),
        is_off=when.status != EventDate.Status.SCHEDULED,
    )


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
