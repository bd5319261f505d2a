"""Context of the home page: a choice of a gemeente or a wijk, and the upcoming dates there."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from events.dates.cards import cards_of_list
from events.dates.choices import place_choices
from events.dates.selection import Selection
from events.dates.selection_words import names_of
from network.models import OrganisationPage
from network.models.organisations import in_order
from network.models.places import municipality_tiles
from network.visibility import open_to_all


def home_context(request: HttpRequest) -> dict:
    asked = QueryDict(mutable=True)
    asked["gemeente"] = request.GET.get("gemeente", "")
    selection = Selection.from_query(asked)
    named = names_of(selection, choices=True)
    wanted = next(iter((*selection.wijken, *selection.municipalities)), "")
    place = (named.titles["municipalities"] | named.titles["wijken"]).get(wanted, "")
    if not place:
        selection = Selection()
    listed = selection.listed()
    return {
        "places": place_choices(named, (wanted,) if place else ()),
        "municipalities": municipality_tiles(request, wanted.partition("/")[0] if place else ""),
        "place": place,
        "notice": named.problems[0].rstrip(".") + _(". Kies er een uit de lijst.") if named.problems else None,
        "cards": cards_of_list(listed.scheduled()[:3], request),
        "total": listed.count(),
        "all_url": f"/agenda/{selection.query_string}",
        "organisations": [
            {"name": page.display_name, "kind": page.get_kind_display(), "url": page.get_url(request)}
            for page in in_order(open_to_all(OrganisationPage.objects.all()))[:16]
        ],
    }
