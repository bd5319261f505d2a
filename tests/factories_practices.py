"""Practices with everything that a page can tell."""

from datetime import date

from knowledge.models import (
    PhaseChange,
    PracticePage,
    PracticePartner,
    PracticeStep,
    PublishedChange,
    Recognition,
    Standing,
)
from tests import factories


def two_practices(municipality, wijk, theme, organisation) -> list[PracticePage]:
    """Return a practice and an initiative with everything that a page can tell."""
    about = {"municipality": municipality, "wijken": [wijk], "themes": [theme], "organisation": organisation}
    texts = dict.fromkeys(
        ("occasion", "approach", "failed_what", "costs", "results"), "Eerst praten.\n\n- Dan **doen**\n- Dan eten"
    )
    made = []
    for title, phase in (
        ("Samen koken", PracticePage.Phase.SPREAD),
        ("Samen om een gezin", PracticePage.Phase.TRIAL),
    ):
        practice = factories.PracticeFactory(
            title=title, phase=phase, lesson="Begin met vier.", target_group="Gezinnen", seeks="Een huisarts", effort="Twee uur",
            council_question="1. Geef tijd.", evaluation="In mei.", inspired_by=made, is_example=True, **texts, **about,
        )  # fmt: skip
        PhaseChange.objects.create(practice=practice, phase=phase, month=date(2025, 9, 1), reason="Er was tijd.")
        PracticeStep.objects.create(practice=practice, month=date(2026, 1, 1), title="Het dossier", has_failed=True)
        PracticeStep.objects.create(practice=practice, month=date(2027, 5, 1), title="Terugkijken", is_expected=True)
        PracticePartner.objects.create(practice=practice, organisation=organisation, since=date(2025, 7, 1))
        PracticePartner.objects.create(practice=practice, name="Buren", since=date(2025, 7, 1), until=date(2026, 2, 1))
        Recognition.objects.create(
            practice=practice, level="goed-beschreven", url="https://voorbeeld.example/", on=date(2024, 2, 3)
        )
        Standing.objects.create(practice=practice, confirmed_on=date(2026, 11, 3))
        PublishedChange.objects.create(practice=practice, words="Kosten ingevuld.")
        made.append(practice)
    return made
