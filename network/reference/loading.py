"""Creation of pages and rows from the reference data. Adds only what is missing, so that no edit is lost."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from network.models import (
    Discipline,
    MunicipalityIndexPage,
    MunicipalityPage,
    OrganisationIndexPage,
    OrganisationPage,
    ThemeIndexPage,
    ThemePage,
    WijkPage,
)
from network.onboarding import open_organisation
from network.reference.disciplines import DISCIPLINES
from network.reference.organisations import ORGANISATIONS
from network.reference.places import MUNICIPALITIES
from network.reference.themes import THEMES

INDEXES = {
    MunicipalityIndexPage: (
        "Gemeenten",
        "gemeenten",
        "Kies de gemeente waar je werkt. Je ziet wat er op de agenda staat, welke wijken er zijn en wie er meedoen.",
    ),
    ThemeIndexPage: (
        "Thema’s",
        "themas",
        "Waar gaat jouw werk over? Kies een thema en zie wat er in de regio gebeurt.",
    ),
    OrganisationIndexPage: (
        "Organisaties",
        "organisaties",
        "Deze organisaties maken samen het netwerk. Elke organisatie zet haar eigen bijeenkomsten online.",
    ),
}


@transaction.atomic
def load_reference(root: Page) -> Counter[str]:
    """Add what is missing below ``root``, the site's home page. Return how many of each kind were created."""
    made: Counter[str] = Counter()
    _load_disciplines(made)
    _load_municipalities(_index(MunicipalityIndexPage, root, made), made)
    _load_themes(_index(ThemeIndexPage, root, made), made)
    _load_organisations(_index(OrganisationIndexPage, root, made), made)
    return made


def add_published(parent: Page, page: Page) -> Page:
    """Add ``page`` below ``parent`` and publish it."""
    page.first_published_at = page.last_published_at = timezone.now()
    return parent.add_child(instance=page)


def _index(model: type[Page], root: Page, made: Counter[str]) -> Page:
    existing = model.objects.descendant_of(root).first()
    if existing:
        return existing
    title, slug, intro = INDEXES[model]
    made["index pages"] += 1
    return add_published(root, model(title=title, slug=slug, intro=intro, show_in_menus=True))


def _load_disciplines(made: Counter[str]) -> None:
    known = {text for row in Discipline.objects.values_list("slug", "name") for text in row}
    order = 0
    for domain, names in DISCIPLINES.items():
        for name in names:
            order += 10
            if not {slugify(name), name} & known:
                Discipline.objects.create(name=name, slug=slugify(name), domain=domain, sort_order=order)
                made["disciplines"] += 1


def _load_municipalities(index: Page, made: Counter[str]) -> None:
    pages = list(MunicipalityPage.objects.descendant_of(index))
    by_code = {page.code: page for page in pages if page.code}
    by_slug = {page.slug: page for page in pages}
    wijken = list(WijkPage.objects.values_list("municipality", "slug", "code"))
    known_slugs = {(municipality, slug) for municipality, slug, _ in wijken}
    known_codes = {code for _, _, code in wijken if code}
    for municipality in MUNICIPALITIES:
        page = by_code.get(municipality.code) or by_slug.get(municipality.slug)
        if page is None:
            page = add_published(
                index,
                MunicipalityPage(
                    title=municipality.name,
                    slug=municipality.slug,
                    code=municipality.code,
                    tile_row=municipality.row,
                    tile_column=municipality.column,
                ),
            )
            made["municipalities"] += 1
        for wijk in municipality.wijken:
            slug = slugify(wijk.name)
            if wijk.code in known_codes or (page.pk, slug) in known_slugs:
                continue
            add_published(page, WijkPage(title=wijk.name, slug=slug, code=wijk.code))
            made["wijken"] += 1


def _load_themes(index: Page, made: Counter[str]) -> None:
    known = set(ThemePage.objects.descendant_of(index).values_list("slug", flat=True))
    for theme in THEMES:
        if theme.slug not in known:
            add_published(index, ThemePage(title=theme.name, slug=theme.slug, summary=theme.summary, intro=theme.intro))
            made["themes"] += 1


def _load_organisations(index: Page, made: Counter[str]) -> None:
    rows = OrganisationPage.objects.descendant_of(index).values_list("slug", "title")
    known = {text.casefold() for row in rows for text in row}
    municipalities = {page.slug: page for page in MunicipalityPage.objects.all()}
    for organisation in ORGANISATIONS:
        if {slugify(organisation.name), organisation.name.casefold()} & known:
            continue
        open_organisation(
            index,
            name=organisation.name,
            kind=organisation.kind,
            municipality=municipalities.get(organisation.municipality),
            is_example=False,
        )
        made["organisations"] += 1
