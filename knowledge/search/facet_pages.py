"""Pages that a search is narrowed by: the gemeenten and thema's that everybody may see."""

from django.http import HttpRequest

from freshness.versioned_cache import cached
from network.models import MunicipalityPage, ThemePage
from network.visibility import open_to_all

FacetPages = dict[type[MunicipalityPage] | type[ThemePage], dict[int, tuple[str, str]]]


def facet_pages(request: HttpRequest) -> FacetPages:
    """Return slug and title of each page, by its type and id. Cached until content changes."""
    return cached(request, "search facets", _read)


def _read() -> FacetPages:
    return {
        model: {
            pk: (slug, title) for pk, slug, title in open_to_all(model.objects.all()).values_list("pk", "slug", "title")
        }
        for model in (MunicipalityPage, ThemePage)
    }


def municipality_titles(request: HttpRequest) -> dict[int, str]:
    """Return the titles of the gemeenten, by id."""
    return {pk: title for pk, (_slug, title) in facet_pages(request)[MunicipalityPage].items()}
