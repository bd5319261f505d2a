"""Words for a selection: the titles behind its values, and the sentence that is the title of the agenda and its feed."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.formats import date_format
from wagtail.models import Page

from events.dates.facets import FACETS
from events.dates.selection import Selection
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import open_to_all
from web.ordering import title_order


@dataclass(frozen=True)
class SelectionNames:
    """Titles of a selection's slugs, by part, and sentences about invalid input."""

    titles: dict[str, dict[str, str]]
    problems: tuple[str, ...]


PART_WORDS = {
    "municipalities": "gemeente",
    "wijken": "wijk",
    "themes": "thema",
    "organisations": "organisatie",
    **{part: facet.word for part, facet in FACETS.items()},
}


def names_of(selection: Selection, *, choices: bool = False) -> SelectionNames:
    """Look up the titles, in one query.

    ``choices`` adds all municipalities, wijken and themes, for the filters.
    """
    of_wijken = [value.partition("/") for value in selection.wijken]
    slugs = {
        MunicipalityPage: (*selection.municipalities, *(municipality for municipality, _slash, _wijk in of_wijken)),
        WijkPage: tuple(wijk for _municipality, _slash, wijk in of_wijken),
        ThemePage: selection.themes,
        OrganisationPage: selection.organisations,
    }
    types = {ContentType.objects.get_for_model(model).pk: model for model in slugs}
    wanted = Q(pk__in=())
    for type_pk, model in types.items():
        everything = choices and model is not OrganisationPage
        wanted |= Q(content_type=type_pk) if everything else Q(content_type=type_pk, slug__in=slugs[model])
    pages = open_to_all(Page.objects.filter(wanted)).values_list("content_type", "slug", "title", "url_path")
    found: dict[type[Page], dict[str, str]] = {model: {} for model in slugs}
    for type_pk, slug, title, path in sorted(pages, key=lambda page: title_order(page[2])):
        value = "/".join(path.strip("/").split("/")[-2:]) if types[type_pk] is WijkPage else slug
        found[types[type_pk]][value] = title
    municipalities = found[MunicipalityPage]
    titles: dict[str, dict[str, str]] = {
        "municipalities": municipalities,
        "wijken": _full_names(found[WijkPage], municipalities),
        "themes": found[ThemePage],
        "organisations": found[OrganisationPage],
        **{part: dict(facet.names) for part, facet in FACETS.items()},
    }
    return SelectionNames(titles=titles, problems=(*selection.problems, *unknown_values(selection, titles)))


def unknown_values(selection: Selection, titles: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Return a sentence about each value of ``selection`` that has no title."""
    return tuple(
        f"We kennen geen {word} “{value}”."
        for part, word in PART_WORDS.items()
        for value in getattr(selection, part)
        if value not in titles[part]
    )


def _full_names(wijken: dict[str, str], municipalities: dict[str, str]) -> dict[str, str]:
    """Return “Gageldonk, Bergen op Zoom” for each wijk, those of one gemeente together."""
    named = [(value, title, municipalities.get(value.partition("/")[0], "")) for value, title in wijken.items()]
    named.sort(key=lambda wijk: (title_order(wijk[2]), title_order(wijk[1])))
    return {value: ", ".join(filter(None, [title, municipality])) for value, title, municipality in named}


def sentence(selection: Selection, named: SelectionNames) -> str:
    """Return the title of the agenda and of the feed: “Wijklunches in Breda over ouderen, vanaf 1 maart 2027”."""

    def names(part: str) -> str:
        titles = [named.titles[part].get(value, f"“{value}”") for value in getattr(selection, part)]
        return " of ".join(titles)

    words = names("kinds") or "Alle bijeenkomsten"
    if places := [names(part) for part in ("wijken", "municipalities") if getattr(selection, part)]:
        words += f" in {' en in '.join(places)}"
    if selection.themes:
        words += f" over {names('themes')[:1].lower() + names('themes')[1:]}"
    if selection.organisations:
        words += f" van {names('organisations')}"
    if selection.q:
        words += f" met ‘{selection.q}’"
    words += "".join(f", {names(part)}" for part in ("dayparts", "attending") if getattr(selection, part))
    if selection.since:
        words += f", vanaf {date_format(selection.since, 'j F Y')}"
    if selection.until:
        words += f", tot en met {date_format(selection.until, 'j F Y')}"
    return f"{words}, die geweest zijn" if selection.past else words
