"""Upcoming dates in an agenda block. Builds an agenda ``Selection`` from pages instead of a query string."""

from dataclasses import replace

from django.http import HttpRequest
from wagtail.models import Page

from events.dates.cards import cards_for, cards_of_list
from events.dates.selection import PARAMETERS, Selection, selection_of
from events.dates.selection_words import names_of, sentence
from network.visibility import open_to_all


def chosen_dates(pages: list[Page], *, kind: str, most: int, request: HttpRequest | None) -> dict | None:
    """Return the title, cards, total and URL of the upcoming dates; None if any of ``pages`` is not public.

    Skipping such a page would widen the selection, and naming it would reveal a draft.
    """
    shown = open_to_all(Page.objects.filter(pk__in=[page.pk for page in pages])).specific()
    if len(shown) != len({page.pk for page in pages}):
        return None
    selection = Selection(kinds=(kind,) if kind else ())
    for page in shown:
        part = selection_of(page, request)
        if part is None:
            return None
        filled = {name: getattr(part, name) for name in PARAMETERS.values() if getattr(part, name)}
        selection = replace(selection, **filled)
    listed = selection.listed().scheduled()
    return {
        "title": sentence(selection, names_of(selection)),
        "cards": cards_of_list(listed[:most], request) if request else cards_for(listed.with_pages()[:most]),
        "total": listed.count(),
        "all_url": f"/agenda/{selection.query_string}",
    }
