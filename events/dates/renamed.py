"""Selections with former names of pages: of a wijk, a theme or an organisation that has another address now."""

from dataclasses import replace

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from events.dates.selection import Selection
from events.dates.selection_words import SelectionNames
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import open_to_all

FOLDERS = {"municipalities": "gemeenten", "wijken": "gemeenten", "themes": "themas", "organisations": "organisaties"}
"""Folder of the pages that each part of a selection names by slug."""


def renamed(selection: Selection, named: SelectionNames) -> Selection | None:
    """Return ``selection`` with the current names of its pages; None if it has no former names.

    Costs no query unless a name is unknown.
    """
    unknown = {
        Redirect.normalise_path(f"/{folder}/{value}"): (part, value)
        for part, folder in FOLDERS.items()
        for value in getattr(selection, part)
        if value not in named.titles[part] and "?" not in value
    }
    if not unknown:
        return None
    found = Redirect.objects.filter(old_path__in=unknown, redirect_page__isnull=False)
    pages = dict(found.values_list("old_path", "redirect_page"))
    specific = {page.pk: page for page in open_to_all(Page.objects.filter(pk__in=pages.values())).specific()}
    made = selection
    for old_path, pk in pages.items():
        part, value = unknown[old_path]
        if slug := _slug_of(part, specific.get(pk)):
            values = [slug if other == value else other for other in getattr(made, part)]
            made = replace(made, **{part: tuple(dict.fromkeys(values))})
    return made if made != selection else None


def _slug_of(part: str, page: Page | None) -> str | None:
    match part, page:
        case "wijken", WijkPage():
            return page.selection_slug
        case ("municipalities", MunicipalityPage()) | ("themes", ThemePage()) | ("organisations", OrganisationPage()):
            return page.slug
    return None
