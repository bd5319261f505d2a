"""Kinds of pages that this app and ``network`` have. Registered when the app is ready."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from knowledge.models import PracticePage
from knowledge.models.life import standing_words
from knowledge.search.facet_pages import municipality_titles
from knowledge.search.kinds import Facts, Kind, Shown, register
from network.models import OrganisationPage, WijkPage
from network.models.organisations import display_name


def register_all() -> None:
    register(
        Kind("praktijk", gettext_lazy("praktijk"), gettext_lazy("Praktijken"), practice_facts, practices_shown),
        "knowledge.practicepage",
    )
    register(Kind("begrip", gettext_lazy("begrip"), gettext_lazy("Begrippen")), "knowledge.termpage")
    register(
        Kind(
            "organisatie",
            gettext_lazy("organisatie"),
            gettext_lazy("Organisaties"),
            organisation_facts,
            organisations_shown,
        ),
        "network.organisationpage",
    )
    register(
        Kind("thema", gettext_lazy("thema"), gettext_lazy("Thema’s"), lambda page: Facts(themes=frozenset({page.pk}))),
        "network.themepage",
    )
    register(
        Kind(
            "gemeente", gettext_lazy("gemeente"), gettext_lazy("Gemeenten"),
            lambda page: Facts(frozenset({page.pk})),
        ),
        "network.municipalitypage",
    )  # fmt: skip
    register(
        Kind(
            "wijk", gettext_lazy("wijk"), gettext_lazy("Wijken"),
            lambda page: Facts(frozenset({page.municipality_id} - {None})), wijken_shown,
        ),
        "network.wijkpage",
    )  # fmt: skip


def practice_facts(page: PracticePage) -> Facts:
    municipalities = {page.municipality_id, *(wijk.municipality_id for wijk in page.wijken.all())}
    return Facts(frozenset(municipalities - {None}), frozenset(theme.pk for theme in page.themes.all()))


def organisation_facts(page: OrganisationPage) -> Facts:
    return Facts(frozenset({page.municipality_id} - {None}))


def practices_shown(request: HttpRequest, ids: Iterable[int]) -> Mapping[int, Shown]:
    rows = PracticePage.objects.filter(pk__in=ids).values_list(
        "pk", "phase", "municipality", "standing__confirmed_on", "standing__is_confirmed", "standing__overdue_since",
        "is_example", "title",
    )  # fmt: skip
    names, shown = municipality_titles(request), {}
    for pk, phase, municipality, confirmed, is_confirmed, overdue, is_example, title in rows:
        words = [str(PracticePage.Phase(phase).label).lower(), names.get(municipality, "")]
        meta = "".join(standing_words(confirmed, is_confirmed=is_confirmed, is_overdue=overdue is not None))
        shown[pk] = Shown(" · ".join(filter(None, words)), meta, title=display_name(title, is_example=is_example))
    return shown


def organisations_shown(request: HttpRequest, ids: Iterable[int]) -> Mapping[int, Shown]:
    rows = OrganisationPage.objects.filter(pk__in=ids).values_list("pk", "kind", "municipality", "is_example", "title")
    names = municipality_titles(request)
    return {
        pk: Shown(
            str(OrganisationPage.Kind(kind).label) if kind in OrganisationPage.Kind.values else "",
            names.get(municipality, ""),
            title=display_name(title, is_example=is_example),
        )
        for pk, kind, municipality, is_example, title in rows
    }


def wijken_shown(request: HttpRequest, ids: Iterable[int]) -> Mapping[int, Shown]:
    names = municipality_titles(request)
    rows = WijkPage.objects.filter(pk__in=ids).values_list("pk", "municipality")
    return {pk: Shown(names.get(municipality, "")) for pk, municipality in rows}
