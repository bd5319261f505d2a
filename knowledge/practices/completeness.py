"""List of what a practice does not tell yet, in friendly words. For authors and editors only: readers see no gaps."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models import PracticePage

Phase = PracticePage.Phase


def _lacks(*names: str) -> Callable[[PracticePage], bool]:
    """Return a test for a practice of which every one of the fields ``names`` is empty."""
    return lambda page: not any(str(getattr(page, name)).strip() for name in names)


QUESTIONS: tuple[tuple[Callable[[PracticePage], bool], Promise], ...] = (
    (_lacks("lesson"), _("De les in één zin: die staat op het kaartje.")),
    (_lacks("target_group"), _("Voor wie het is.")),
    (_lacks("occasion"), _("Waarom jullie begonnen.")),
    (_lacks("approach"), _("Wat jullie doen, stap voor stap.")),
    (_lacks("effort"), _("Wat het vraagt: tijd, mensen en geld.")),
    (_lacks("failed_what", "failed_how", "failed_now"), _("Wat niet werkte. Daar leren anderen het meest van.")),
    (_lacks("residents_role"), _("De rol van inwoners.")),
    (lambda page: not page.is_initiative and _lacks("results")(page), _("Wat het opleverde.")),
    (
        lambda page: not page.municipality_id and not page.wijken.all(),
        _("Waar het gebeurt. Is het in de hele regio? Dan is leeg goed."),
    ),
    (lambda page: not page.themes.all(), _("Waar het over gaat: een thema.")),
    (lambda page: not page.categories.all(), _("Leefgebied, levensfase of doelgroep.")),
    (lambda page: not page.organisation_id, _("De organisatie die het trekt.")),
    (
        lambda page: not any(row.phase == page.phase and not row.is_expected for row in page.phase_changes.all()),
        _("Sinds wanneer het in deze fase is."),
    ),
    (_lacks("costs"), _("Kosten en financiering.")),
    (_lacks("conditions"), _("Randvoorwaarden: wat moet eerst geregeld zijn?")),
    (lambda page: not page.is_initiative and _lacks("active_elements")(page), _("Wat maakt dat het werkt.")),
    (lambda page: not page.is_initiative and _lacks("securing")(page), _("Hoe het verder gaat als het geld op is.")),
    (
        lambda page: page.pk is not None and not page.authorships.current().filter(is_contact=True).exists(),
        _("Wie vragen beantwoordt."),
    ),
)
"""Tests on a practice, each with what it then lacks, in the order of the page."""


def missing(page: PracticePage) -> list[str]:
    return [str(words) for lacks, words in QUESTIONS if lacks(page)]
