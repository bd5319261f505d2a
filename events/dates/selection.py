"""Selection of dates: one definition for the dates in the agenda, the title above them and the feed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from wagtail.models import Page

from events.dates.facets import FACETS
from events.dates.listing import DAYS, any_of
from events.models import EventDate, EventPage, FeedTombstone, RetiredFeed
from events.models.dates import AMSTERDAM, EventDateQuerySet
from knowledge.search.query import Unit, parsed
from knowledge.search.synonyms import Meanings, of_site
from knowledge.search.words import STOP_WORDS
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import seen_by_all
from web.plain_text import plain

FEED_DAYS_BACK = 90
MOST_VALUES = 20
MOST_CHARACTERS = 100
MOST_WORDS = 8

PARAMETERS = {
    "gemeente": "municipalities",
    "wijk": "wijken",
    "thema": "themes",
    "organisatie": "organisations",
    "soort": "kinds",
    "meedoen": "attending",
    "dagdeel": "dayparts",
}


@dataclass(frozen=True)
class Selection:
    """Filter on dates. Values are slugs; a wijk is ``<gemeente>/<wijk>``.

    Values of one part mean “or”, parts mean “and”.

    ``since`` and ``until`` are days in Amsterdam, both included. An unknown value selects nothing, so that a feed whose
    wijk was renamed does not suddenly hold everything.
    """

    q: str = ""
    municipalities: tuple[str, ...] = ()
    wijken: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    dayparts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    past: bool = False
    of_page: bool = False
    """True for the selection of a page's own dates: anyone who sees the page may see them, even if it is not public."""
    problems: tuple[str, ...] = field(default=(), compare=False)
    """Invalid input, as sentences for the visitor."""
    known_meanings: Meanings | None = field(default=None, compare=False, repr=False)
    """Meanings of words, read once for this selection and those made of it."""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Selection":
        values: dict = {}
        problems: list[str] = []
        for parameter, name in PARAMETERS.items():
            given = [cleaned(value) for value in query.getlist(parameter)[:MOST_VALUES]]
            values[name] = tuple(dict.fromkeys(value for value in given if value))
        values |= _places(values["municipalities"], values["wijken"])
        for parameter, name in (("van", "since"), ("tot", "until")):
            if raw := cleaned(query.get(parameter, "")):
                values[name] = parse_day(raw)
                if values[name] is None:
                    problems.append(f"“{raw}” is geen datum. Schrijf een datum als 2027-03-01.")
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            problems.append("De einddatum ligt voor de begindatum. Daarom vind je niets.")
        q = cleaned(query.get("q", ""))
        return cls(
            q=q,
            known_meanings=of_site() if q else None,
            past=query.get("voorbij") == "1",
            problems=tuple(problems),
            **values,
        )

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Query parameters of the selection, in a fixed order."""
        pairs = [("q", self.q)] if self.q else []
        for parameter, name in PARAMETERS.items():
            pairs += [(parameter, value) for value in getattr(self, name)]
        if self.since:
            pairs.append(("van", self.since.isoformat()))
        if self.until:
            pairs.append(("tot", self.until.isoformat()))
        if self.past:
            pairs.append(("voorbij", "1"))
        return pairs

    @property
    def query_string(self) -> str:
        return f"?{urlencode(self.parameters, safe='/')}" if self.parameters else ""

    def without(self, name: str, value: str | None = None) -> "Selection":
        """Return the selection without ``value`` in the part ``name``. A part that holds one value is emptied."""
        rest: dict[str, Any] = {name: "" if name == "q" else None}
        if name in PARAMETERS.values():
            rest = {name: tuple(other for other in getattr(self, name) if other != value)}
        return replace(self, **rest)

    def condition(self) -> Q:
        """Return the condition on the page of a date.

        A page that the visitor may not see selects nothing, like an unknown one.
        """
        condition = Q()
        if self.municipalities:
            condition &= self._seen("page__municipality__", slug__in=self.municipalities) | self._seen(
                "page__wijken__municipality__", slug__in=self.municipalities
            )
        if self.wijken:
            condition &= wijk_condition(self.wijken, "page__wijken__") & self._seen("page__wijken__")
        if self.themes:
            condition &= self._seen("page__themes__", slug__in=self.themes)
        if self.organisations:
            condition &= self._seen("page__organisation__", slug__in=self.organisations) | self._seen(
                "page__co_organisers__organisation__", slug__in=self.organisations
            )
        for part, facet in FACETS.items():
            if values := getattr(self, part):
                condition &= facet.condition(values)
        for word in self.q_words:
            # Distinct, so that PostgreSQL plans each subquery by itself: ordering all joins at once takes seconds.
            condition &= Q(page__in=EventPage.objects.filter(holds(word, self.meanings)).values("pk").distinct())
        return condition

    @property
    def meanings(self) -> Meanings:
        if self.known_meanings is None:
            object.__setattr__(self, "known_meanings", of_site())
        assert self.known_meanings is not None
        return self.known_meanings

    @property
    def q_words(self) -> list[str]:
        """Words to look for: not those that tell nothing, unless there are no others."""
        words = self.q.split()
        return ([word for word in words if word.lower() not in STOP_WORDS] or words)[:MOST_WORDS]

    def _seen(self, prefix: str, **fields) -> Q:
        """Return the condition on ``fields`` of the page behind ``prefix``, which must be visible to the visitor."""
        named = Q(**{f"{prefix}{name}": value for name, value in fields.items()})
        return named if self.of_page else named & seen_by_all(prefix)

    def matching(self) -> EventDateQuerySet:
        """Return all dates of the selection, at any time. Uses a subquery, so that to-many joins do not repeat rows."""
        condition = self.condition()
        dates: EventDateQuerySet = EventDate.objects.standalone()
        return dates.filter(pk__in=EventDate.objects.filter(condition).values("pk")) if condition else dates

    def listed(self, now: datetime | None = None) -> EventDateQuerySet:
        """Return the dates in the agenda: upcoming ones, or past ones, latest first."""
        dates = self.matching().visible()
        return self._between(dates.past(now).order_by("-start", "-pk") if self.past else dates.upcoming(now))

    def in_days(self) -> EventDateQuerySet:
        """Return the dates on the selection's days, past or upcoming."""
        return self._between(self.matching().visible())

    def in_feed(self, today: date | None = None) -> EventDateQuerySet:
        """Return the dates in the feed: from 90 days back, unless the selection names days.

        The limits are whole days, so that a feed's version depends only on the day.
        """
        return self._in_window(self.matching().visible(), today or timezone.localdate())

    def in_news(self, today: date | None = None) -> EventDateQuerySet:
        """Return the dates for feed readers: like the agenda, but by whole days, so that the version needs no clock."""
        dates, morning = self.matching().visible(), midnight(today or timezone.localdate())
        return self._between(dates.filter(end__lt=morning) if self.past else dates.filter(end__gte=morning))

    def left_feed(self, today: date | None = None) -> QuerySet[FeedTombstone]:
        """Return the tombstones in the feed: of dates that left the selection in the last 60 days, oldest first.

        Such a date may have come back since. There are none if ``q`` is set: a match would reveal the content that was
        removed.
        """
        if self.q:
            return FeedTombstone.objects.none()
        today = today or timezone.localdate()
        condition = Q(left_at__gte=midnight(today - timedelta(days=DAYS)))
        for part, pages in self._pages().items():
            # Of a deleted page only the id is left.
            retired = RetiredFeed.objects.filter(part=part, slug__in=getattr(self, part))
            numbers = pages.order_by().values_list("pk", flat=True).union(retired.values_list("page_number", flat=True))
            condition &= any_of(part, numbers)
        for part in FACETS:
            if values := getattr(self, part):
                condition &= any_of(part, values)
        dates = self._in_window(EventDate.objects.all(), today)
        return FeedTombstone.objects.filter(condition, date__in=dates.values("pk")).order_by("pk")

    def _pages(self) -> dict[str, QuerySet]:
        """Return the pages behind the selection's slugs, by part."""
        pages: dict[str, QuerySet] = {}
        if self.municipalities:
            pages["municipalities"] = MunicipalityPage.objects.filter(slug__in=self.municipalities)
        if self.wijken:
            pages["wijken"] = WijkPage.objects.filter(wijk_condition(self.wijken))
        if self.themes:
            pages["themes"] = ThemePage.objects.filter(slug__in=self.themes)
        if self.organisations:
            pages["organisations"] = OrganisationPage.objects.filter(slug__in=self.organisations)
        return pages

    def _in_window(self, dates: EventDateQuerySet, today: date) -> EventDateQuerySet:
        if self.past and not (self.since or self.until):
            dates = dates.filter(start__lt=midnight(today + timedelta(days=1)))
        elif not (self.since or self.until):
            dates = dates.filter(end__gte=midnight(today - timedelta(days=FEED_DAYS_BACK)))
        return self._between(dates)

    def _between(self, dates: EventDateQuerySet) -> EventDateQuerySet:
        if self.since:
            dates = dates.filter(end__gte=midnight(self.since))
        if self.until:
            dates = dates.filter(start__lt=midnight(self.until + timedelta(days=1)))
        return dates


def _places(municipalities: tuple[str, ...], wijken: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return both parts as one choice of a place gives them.

    That choice has one parameter, ``gemeente``, also for a wijk. A gemeente is left out if all wijken lie in one that
    is asked for: it would select nothing more and nothing less.
    """
    asked = [value for value in municipalities if "/" not in value]
    wijken = tuple(dict.fromkeys([*wijken, *(value for value in municipalities if "/" in value)]))[:MOST_VALUES]
    narrowed = bool(wijken) and {value.partition("/")[0] for value in wijken} <= set(asked)
    return {"municipalities": () if narrowed else tuple(asked), "wijken": wijken}


def holds(word: str, meanings: Meanings) -> Q:
    """Return the condition that an event holds ``word``. Each word may match a different wijk or theme of the event.

    It holds the letters as they are typed, or the word in another form, in a compound or by another name.
    """
    as_typed = (
        Q(title__icontains=word)
        | Q(summary__icontains=word)
        | Q(venue_name__icontains=word)
        | Q(town__icontains=word)
        | Q(organisation__title__icontains=word)
        | Q(wijken__title__icontains=word)
        | Q(municipality__title__icontains=word)
        | Q(themes__title__icontains=word)
    )
    units = parsed(word, meanings)
    return as_typed | reduce(and_, (_holds_unit(unit, meanings) for unit in units)) if units else as_typed


def _holds_unit(unit: Unit, meanings: Meanings) -> Q:
    found = _any_of(unit.weights, meanings)
    if unit.parts:
        found |= reduce(and_, (_any_of(part, meanings) for part in unit.parts))
    return found


def _any_of(tokens: Iterable[str], meanings: Meanings) -> Q:
    """Return the condition that an event has one of ``tokens``, or a name of a meaning among them."""
    names = dict.fromkeys(name for token in tokens for name in meanings.expanded(token))
    return reduce(or_, (reduce(and_, (Q(search_tokens__contains=f" {form} ") for form in name)) for name in names))


def wijk_condition(values: tuple[str, ...], prefix: str = "") -> Q:
    """Return the condition that a wijk, or the wijk behind ``prefix``, is one of ``<gemeente>/<wijk>``."""
    either = Q(pk__in=())
    for value in values:
        municipality, _, wijk = value.partition("/")
        either |= Q(**{f"{prefix}slug": wijk, f"{prefix}municipality__slug": municipality})
    return either


def selection_of(page: Page, request: HttpRequest) -> Selection | None:
    """Return the selection behind the agenda and the feed of ``page``; None for a page without them.

    A page type has them if it defines ``selection(request)``. This returns a Selection, or a dict of its parts that
    then selects the page's own dates (``of_page``). So pages of ``network`` have an agenda without importing
    ``events``.
    """
    ask = getattr(page, "selection", None)
    found = ask(request) if ask else None
    return Selection(**found, of_page=True) if isinstance(found, dict) else found


def cleaned(raw: str) -> str:
    """Return ``raw`` on one line and cut off, without characters that databases or calendars reject."""
    return " ".join(plain(raw).split())[:MOST_CHARACTERS].strip()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def parse_day(raw: str) -> date | None:
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
