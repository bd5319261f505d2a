"""Context of the home page: a choice of municipalities, and the upcoming dates in the chosen one."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from events.dates.cards import cards_of_list
from events.dates.selection import Selection
from network.models import OrganisationPage
from network.models.organisations import in_order
from network.models.places import municipality_tiles
from network.visibility import open_to_all


def home_context(request: HttpRequest) -> dict:
    wanted = request.GET.get("gemeente", "")[:80]
    tiles = municipality_tiles(request, wanted)
    municipality = next((tile for tile in tiles if tile["current"]), None)
    selection = Selection(municipalities=(municipality["slug"],)) if municipality else Selection()
    listed = selection.listed()
    return {
        "municipalities": tiles,
        "municipality": municipality,
        "notice": _("We kennen geen gemeente “%(name)s”. Kies er een uit de lijst.") % {"name": wanted}
        if wanted and not municipality
        else None,
        "cards": cards_of_list(listed.scheduled()[:3], request),
        "total": listed.count(),
        "all_url": f"/agenda/{selection.query_string}",
        "organisations": [
            {"name": page.display_name, "kind": page.get_kind_display(), "url": page.get_url(request)}
            for page in in_order(open_to_all(OrganisationPage.objects.all()))[:16]
        ],
    }
