"""Pages that an event's page links to: its themes, its organisers and its practices."""

from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, CharField, F, IntegerField, Value, When
from django.http import HttpRequest

from events.models import CoOrganiser, EventPage, LearnedAt
from knowledge.models import PracticePage
from network.addresses import addresses_for
from network.models.organisations import display_name
from network.visibility import seen_by_all


@dataclass(frozen=True, slots=True)
class LinkedPage:
    title: str
    url: str
    slug: str = ""
    words: str = ""
    """Lesson of a practice, or its summary."""
    kind: str = ""
    """Phase of a practice, in words."""


@dataclass(frozen=True, slots=True)
class Related:
    themes: list[LinkedPage]
    organisers: list[LinkedPage]
    """Organisation above the page first, then the co-organisers."""
    practices: list[LinkedPage] = field(default_factory=list)
    """Practices that came from the event, or that it is about."""


def related_to(page: EventPage, request: HttpRequest) -> Related:
    """Return the related pages that every visitor may see, in one query."""
    none, no_words = Value(0, IntegerField()), Value("", CharField())
    themes = EventPage.themes.through.objects.filter(seen_by_all("themepage__"), eventpage=page.pk).values_list(
        Value("theme", CharField()),
        none,
        *(F(f"themepage__{name}") for name in ("title", "slug", "url_path")),
        Value(False, BooleanField()),
        no_words,
        no_words,
    )
    others = (
        CoOrganiser.objects.filter(seen_by_all("organisation__"), page=page.pk)
        .order_by()
        .values_list(
            Value("organiser", CharField()),
            "sort_order",
            *(F(f"organisation__{name}") for name in ("title", "slug", "url_path", "is_example")),
            no_words,
            no_words,
        )
    )
    practices = LearnedAt.objects.filter(seen_by_all("practice__"), page=page.pk).values_list(
        Value("practice", CharField()),
        none,
        *(F(f"practice__{name}") for name in ("title", "slug", "url_path")),
        Value(False, BooleanField()),
        "practice__phase",
        # As CharField: both databases want one type in each column of a union.
        Case(
            When(practice__lesson="", then=F("practice__summary")),
            default=F("practice__lesson"),
            output_field=CharField(),
        ),
    )
    address_of = addresses_for(request)
    found: dict[str, list[LinkedPage]] = {"theme": [], "organiser": own_organiser(page, request), "practice": []}
    for part, _order, title, slug, url_path, is_example, phase, words in sorted(
        themes.union(others, practices, all=True)
    ):
        name, kind = display_name(title, is_example=is_example), phase_words(phase) if phase else ""
        found[part].append(LinkedPage(name, address_of(url_path), slug, words, kind))
    return Related(themes=found["theme"], organisers=found["organiser"], practices=found["practice"])


def phase_words(phase: str) -> str:
    return str(PracticePage.Phase(phase).label)


def related_in_draft(page: EventPage, request: HttpRequest) -> Related:
    """Return the related pages of an unsaved page, for its preview."""
    others = [
        LinkedPage(row.organisation.display_name, row.organisation.get_url(request)) for row in page.co_organisers.all()
    ]
    return Related(
        themes=[LinkedPage(theme.title, theme.get_url(request), theme.slug) for theme in page.themes.all()],
        organisers=[*own_organiser(page, request), *others],
    )


def own_organiser(page: EventPage, request: HttpRequest) -> list[LinkedPage]:
    return [LinkedPage(page.organisation_name, page.organisation.get_url(request))] if page.organisation else []
