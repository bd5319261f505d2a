"""A selection of dates: what the agenda shows, what its sentence says and what its feed holds. One definition for all three."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from events.dates.listing import DAYS, any_of
from events.models import EventDate, EventPage, FeedTombstone, RetiredFeed
from events.models.dates import AMSTERDAM, EventDateQuerySet
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import open_to_all, seen_by_all
from web.plain_text import plain

FEED_DAYS_BACK = 90
MOST_VALUES = 20
MOST_CHARACTERS = 100
MOST_WORDS = 8

KINDS = {
    EventPage.Kind.LUNCH: "Wijklunches",
    EventPage.Kind.CASES: "Casuïstiek",
    EventPage.Kind.DRINKS: "Netwerkborrels",
    EventPage.Kind.WEBINAR: "Webinars",
    EventPage.Kind.TRAINING: "Trainingen",
    EventPage.Kind.INTRODUCTION: "Kennismakingen",
    EventPage.Kind.OTHER: "Andere bijeenkomsten",
}
PARAMETERS = {
    "gemeente": "municipalities",
    "wijk": "wijken",
    "thema": "themes",
    "organisatie": "organisations",
    "soort": "kinds",
}


@dataclass(frozen=True)
class Selection:
    """Values are slugs; a wijk is ``<gemeente>/<wijk>``. Several of one kind mean either; different kinds mean both.

    ``since`` and ``until`` are days in Amsterdam, both included. What is unknown selects nothing, so that a feed whose wijk got
    another name does not suddenly hold everything.
    """

    q: str = ""
    municipalities: tuple[str, ...] = ()
    wijken: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    past: bool = False
    of_page: bool = False
    """Of the very page that it names: who sees that page may see what it lists, also when not everybody may."""
    problems: tuple[str, ...] = field(default=(), compare=False)
    """What could not be understood, as sentences for the visitor."""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Selection":
        values: dict = {}
        problems: list[str] = []
        for parameter, name in PARAMETERS.items():
            given = [cleaned(value) for value in query.getlist(parameter)[:MOST_VALUES]]
            values[name] = tuple(dict.fromkeys(value for value in given if value))
        for parameter, name in (("van", "since"), ("tot", "until")):
            if raw := cleaned(query.get(parameter, "")):
                values[name] = parse_day(raw)
                if values[name] is None:
                    problems.append(f"“{raw}” is geen datum. Schrijf een datum als 2027-03-01.")
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            problems.append("De einddatum ligt voor de begindatum. Daarom vind je niets.")
        return cls(
            q=cleaned(query.get("q", "")),
            past=query.get("voorbij") == "1",
            problems=tuple(problems),
            **values,
        )

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The same selection as parameters of an address, in a fixed order."""
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
        """The selection with ``value`` taken out of the part ``name``, or the whole part when it holds one value."""
        rest: dict[str, Any] = {name: "" if name == "q" else None}
        if name in PARAMETERS.values():
            rest = {name: tuple(other for other in getattr(self, name) if other != value)}
        return replace(self, **rest)

    def condition(self) -> Q:
        """What the page of a date has to be. A page that the visitor may not see is as unknown as one that never was."""
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
        if self.kinds:
            condition &= Q(page__kind__in=self.kinds)
        for word in self.q.split()[:MOST_WORDS]:
            # Distinct, so that PostgreSQL plans each by itself: the order of the joins of eight at once takes it seconds to choose.
            condition &= Q(page__in=EventPage.objects.filter(holds(word)).values("pk").distinct())
        return condition

    def _seen(self, prefix: str, **fields) -> Q:
        """The condition on the page behind ``prefix``, of which the visitor may hear, and on its ``fields``."""
        named = Q(**{f"{prefix}{name}": value for name, value in fields.items()})
        return named if self.of_page else named & seen_by_all(prefix)

    def matching(self) -> EventDateQuerySet:
        """Every date of the selection, whenever; a subquery, so that joins to many do not repeat rows."""
        condition = self.condition()
        dates: EventDateQuerySet = EventDate.objects.all()
        return dates.filter(pk__in=EventDate.objects.filter(condition).values("pk")) if condition else dates

    def listed(self, now: datetime | None = None) -> EventDateQuerySet:
        """What the agenda shows: what comes, or what is over, last first."""
        dates = self.matching().visible()
        return self._between(dates.past(now).order_by("-start", "-pk") if self.past else dates.upcoming(now))

    def in_days(self) -> EventDateQuerySet:
        """What happens on the days that the selection names, been or coming."""
        return self._between(self.matching().visible())

    def in_feed(self, today: date | None = None) -> EventDateQuerySet:
        """What the feed holds: 90 days back and all that comes, unless the selection names days.

        Its limits are days, so that a feed's version needs no clock beyond the day.
        """
        return self._in_window(self.matching().visible(), today or timezone.localdate())

    def in_news(self, today: date | None = None) -> EventDateQuerySet:
        """What a feed reader is told of: what the agenda shows, by the day, so that the version of this needs no clock either."""
        dates, morning = self.matching().visible(), midnight(today or timezone.localdate())
        return self._between(dates.filter(end__lt=morning) if self.past else dates.filter(end__gte=morning))

    def left_feed(self, today: date | None = None) -> QuerySet[FeedTombstone]:
        """What the feed cancels: what left the selection in the last 60 days, first first; it may have come back since.

        Nothing under ``q``: whether a word finds it would tell what was in it.
        """
        if self.q:
            return FeedTombstone.objects.none()
        today = today or timezone.localdate()
        condition = Q(left_at__gte=midnight(today - timedelta(days=DAYS)))
        for part, pages in self._pages().items():
            # Of a page that was deleted its number is all that is left.
            ended = RetiredFeed.objects.filter(part=part, slug__in=getattr(self, part))
            numbers = pages.order_by().values_list("pk", flat=True).union(ended.values_list("page_number", flat=True))
            condition &= any_of(part, numbers)
        if self.kinds:
            condition &= any_of("kinds", self.kinds)
        dates = self._in_window(EventDate.objects.all(), today)
        return FeedTombstone.objects.filter(condition, date__in=dates.values("pk")).order_by("pk")

    def _pages(self) -> dict[str, QuerySet]:
        """The pages behind the selection's slugs, by part."""
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


def holds(word: str) -> Q:
    """What an event has to be for ``word`` to be found; each word may be found in another of its wijken or themes."""
    return (
        Q(title__icontains=word)
        | Q(summary__icontains=word)
        | Q(venue_name__icontains=word)
        | Q(town__icontains=word)
        | Q(organisation__title__icontains=word)
        | Q(wijken__title__icontains=word)
        | Q(municipality__title__icontains=word)
        | Q(themes__title__icontains=word)
    )


def wijk_condition(values: tuple[str, ...], prefix: str = "") -> Q:
    """The condition on a wijk, or on the wijk behind ``prefix``: one of ``<gemeente>/<wijk>``."""
    either = Q(pk__in=())
    for value in values:
        municipality, _, wijk = value.partition("/")
        either |= Q(**{f"{prefix}slug": wijk, f"{prefix}municipality__slug": municipality})
    return either


def selection_of(page: Page, request: HttpRequest) -> Selection | None:
    """Return what the agenda and the feed of ``page`` hold; None for a page that has none.

    A page type has one by defining ``selection(request)``: either a Selection, or the parts of one by name, which then hold for that
    very page. So pages of ``network`` have an agenda without knowing ``events``.
    """
    ask = getattr(page, "selection", None)
    found = ask(request) if ask else None
    return Selection(**found, of_page=True) if isinstance(found, dict) else found


@dataclass(frozen=True)
class Named:
    """The names behind a selection's slugs, by part; and what was not understood."""

    titles: dict[str, dict[str, str]]
    problems: tuple[str, ...]


WORDS = {
    "municipalities": "gemeente",
    "wijken": "wijk",
    "themes": "thema",
    "organisations": "organisatie",
    "kinds": "soort",
}


def names_of(selection: Selection, *, choices: bool = False) -> Named:
    """Looks the names up, in one query, and one more for wijken. ``choices`` adds every municipality and theme, for the filters to offer."""
    types = {
        ContentType.objects.get_for_model(model).pk: part
        for model, part in (
            (MunicipalityPage, "municipalities"),
            (ThemePage, "themes"),
            (OrganisationPage, "organisations"),
        )
    }
    wanted = Q(pk__in=())
    for type_pk, part in types.items():
        everything = choices and part != "organisations"
        slugs = getattr(selection, part)
        if everything or slugs:
            wanted |= Q(content_type=type_pk) if everything else Q(content_type=type_pk, slug__in=slugs)
    titles: dict[str, dict[str, str]] = {part: {} for part in WORDS}
    titles["kinds"] = {kind.value: name for kind, name in KINDS.items()}
    for type_pk, slug, title in (
        open_to_all(Page.objects.filter(wanted)).order_by("title").values_list("content_type", "slug", "title")
    ):
        titles[types[type_pk]][slug] = title
    if selection.wijken:
        slugs = [value.rpartition("/")[2] for value in selection.wijken]
        for wijk in open_to_all(WijkPage.objects.filter(slug__in=slugs)).select_related("municipality"):
            titles["wijken"][wijk.selection_slug] = wijk.full_name
    problems = [
        f"We kennen geen {word} “{value}”."
        for part, word in WORDS.items()
        for value in getattr(selection, part)
        if value not in titles[part]
    ]
    return Named(titles=titles, problems=(*selection.problems, *problems))


def sentence(selection: Selection, named: Named) -> str:
    """“Wijklunches in Breda over ouderen, na 1 maart 2027”: the title of the page and the name of the feed."""

    def names(part: str) -> str:
        titles = [named.titles[part].get(value, f"“{value}”") for value in getattr(selection, part)]
        return " of ".join(titles)

    words = names("kinds") or "Alle bijeenkomsten"
    if selection.wijken or selection.municipalities:
        words += f" in {' of '.join(filter(None, [names('wijken'), names('municipalities')]))}"
    if selection.themes:
        words += f" over {names('themes')[:1].lower() + names('themes')[1:]}"
    if selection.organisations:
        words += f" van {names('organisations')}"
    if selection.q:
        words += f" met ‘{selection.q}’"
    if selection.since:
        words += f", vanaf {date_format(selection.since, 'j F Y')}"
    if selection.until:
        words += f", tot en met {date_format(selection.until, 'j F Y')}"
    return f"{words}, die geweest zijn" if selection.past else words


def cleaned(raw: str) -> str:
    """``raw`` in one line, without what databases and calendars refuse, and not longer than an answer may repeat."""
    return " ".join(plain(raw).split())[:MOST_CHARACTERS].strip()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def parse_day(raw: str) -> date | None:
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
