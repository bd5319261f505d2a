import pytest
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Page, Site

from network.models import Discipline, MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.reference.places import MUNICIPALITIES
from tests.factories import unbuild

pytestmark = pytest.mark.django_db


def load() -> None:
    call_command("load_reference", verbosity=0)


def everything() -> dict:
    return {
        "pages": list(Page.objects.order_by("pk").values()),
        "municipalities": list(MunicipalityPage.objects.order_by("pk").values()),
        "wijken": list(WijkPage.objects.order_by("pk").values()),
        "themes": list(ThemePage.objects.order_by("pk").values()),
        "organisations": list(OrganisationPage.objects.order_by("pk").values()),
        "disciplines": list(Discipline.objects.order_by("pk").values()),
        "permissions": list(GroupPagePermission.objects.order_by("pk").values()),
    }


def test_load_reference_makes_the_region(site_tree):
    load()

    assert {
        "municipalities": MunicipalityPage.objects.live().count(),
        "wijken": WijkPage.objects.live().count(),
        "themes": ThemePage.objects.live().count(),
        "disciplines": Discipline.objects.count(),
        "organisations": OrganisationPage.objects.live().filter(is_example=False).count(),
    } == {"municipalities": 16, "wijken": 42, "themes": 10, "disciplines": 28, "organisations": 9}
    assert WijkPage.objects.get(title="Hoge Vucht").url_path.endswith("/gemeenten/breda/hoge-vucht/")
    assert WijkPage.objects.get(title="Tolberg").code == "WK167407"
    assert set(WijkPage.objects.exclude(municipality__slug="roosendaal").values_list("code", flat=True)) == {""}


def test_load_reference_twice_changes_nothing(site_tree):
    load()
    before = everything()

    load()

    assert everything() == before


def test_load_reference_keeps_what_an_editor_changed(site_tree):
    load()
    for page, changes in [
        (MunicipalityPage.objects.get(slug="breda"), {"title": "Breda en dorpen", "slug": "breda-en-dorpen"}),
        (WijkPage.objects.get(code="WK167411"), {"title": "Wouw-dorp", "slug": "wouw-dorp"}),
        (ThemePage.objects.get(slug="wonen"), {"title": "Wonen en buurt", "summary": "Onze eigen zin."}),
        (OrganisationPage.objects.get(title="SDW"), {"title": "SDW Zorg", "website": "https://example.org/"}),
    ]:
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision().publish()
    Discipline.objects.filter(name="verloskundige").update(name="verloskundige en kraamzorg", domain="sociaal")
    before = everything()

    load()

    assert everything() == before


def test_load_reference_brings_back_what_is_missing(site_tree):
    load()
    WijkPage.objects.get(title="Gageldonk").delete()
    Discipline.objects.get(name="huisarts").delete()

    load()

    assert WijkPage.objects.get(title="Gageldonk").municipality.title == "Bergen op Zoom"
    assert Discipline.objects.get(name="huisarts").domain == "medisch"


def test_load_reference_without_home_page_says_so():
    unbuild()
    assert Site.objects.get().root_page.specific_class is Page

    with pytest.raises(CommandError, match="not a home page"):
        load()


def test_reference_tiles_lie_apart_on_a_map_of_five_by_five():
    tiles = [(municipality.row, municipality.column) for municipality in MUNICIPALITIES]

    assert len(set(tiles)) == 16
    assert {number for tile in tiles for number in tile} == {1, 2, 3, 4, 5}


def test_reference_is_in_alphabetical_order():
    names = [municipality.name for municipality in MUNICIPALITIES]

    assert names == sorted(names)
    for municipality in MUNICIPALITIES:
        wijken = [wijk.name for wijk in municipality.wijken]
        assert wijken == sorted(wijken)
