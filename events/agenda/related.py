"""Pages that an event's page links to: its themes and its organisers."""

from dataclasses import dataclass

from django.db.models import BooleanField, CharField, F, IntegerField, Value
from django.http import HttpRequest

from events.models import CoOrganiser, EventPage
from network.addresses import addresses_for
from network.models.organisations import display_name
from network.visibility import seen_by_all


@dataclass(frozen=True, slots=True)
class LinkedPage:
    title: str
    url: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    themes: list[LinkedPage]
    organisers: list[LinkedPage]
    """Organisation above the page first, then the co-organisers."""


def related_to(page: EventPage, request: HttpRequest) -> Related:
    """Return the related pages that every visitor may see, in one query."""
    themes = EventPage.themes.through.objects.filter(seen_by_all("themepage__"), eventpage=page.pk).values_list(
        Value("theme", CharField()),
        Value(0, IntegerField()),
        *(F(f"themepage__{name}") for name in ("title", "slug", "url_path")),
        Value(False, BooleanField()),
    )
    others = (
        CoOrganiser.objects.filter(seen_by_all("organisation__"), page=page.pk)
        .order_by()
        .values_list(
            Value("organiser", CharField()),
            "sort_order",
            *(F(f"organisation__{name}") for name in ("title", "slug", "url_path", "is_example")),
        )
    )
    address_of = addresses_for(request)
    found: dict[str, list[LinkedPage]] = {"theme": [], "organiser": own_organiser(page, request)}
    for part, _order, title, slug, url_path, is_example in sorted(themes.union(others, all=True)):
        found[part].append(LinkedPage(display_name(title, is_example=is_example), address_of(url_path), slug))
    return Related(themes=found["theme"], organisers=found["organiser"])


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
