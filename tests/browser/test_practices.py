"""A practice on paper and without a script. Every other check of its pages is that of all pages (``season``)."""

import re
from datetime import date

import pytest

from knowledge.models import PhaseChange, PracticePage, PracticePartner, PracticeStep
from tests.browser.conftest import DESKTOP
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, WijkFactory

LONG = "Multidisciplinaireouderenzorgnetwerkbijeenkomst "
SHORT = "Wie mag er mee? "


def fullest(words: str) -> PracticePage:
    """Return a practice of which every text is as long as it may be, with 12 partners and 30 steps."""
    texts = {
        field.name: (words * (field.max_length // len(words) + 1))[: field.max_length]
        for field in PracticePage._meta.get_fields()  # noqa: SLF001  Django's own
        if getattr(field, "max_length", None) and field.get_internal_type() in {"TextField", "CharField"}
        and not field.choices and field.model is PracticePage
    }  # fmt: skip
    town = MunicipalityFactory(title="Bergen op Zoom")
    practice = PracticeFactory(
        **texts | {"title": (words * 60)[:255], "slug": "volst", "phase": PracticePage.Phase.TRIAL},
        municipality=town,
        wijken=[WijkFactory(municipality=town, title=(words * 60)[:250], slug=f"wijk-{number}") for number in range(3)],
    )
    for number in range(12):
        organisation = OrganisationFactory(title=(words * 60)[:250], slug=f"organisatie-{number}", is_example=True)
        PracticePartner.objects.create(
            practice=practice, organisation=organisation, role=(words * 9)[:120], since=date(2024, number + 1, 1),
            until=date(2025, 12, 1) if number % 2 else None, reason=(words * 9)[:160], sort_order=number,
        )  # fmt: skip
    for number in range(30):
        PracticeStep.objects.create(
            practice=practice, month=date(2024 + number // 12, number % 12 + 1, 1), title=(words * 9)[:80],
            words=(words * 20)[:300], has_failed=number % 3 == 0,
        )  # fmt: skip
    for number, phase in enumerate(PracticePage.Phase):
        PhaseChange.objects.create(practice=practice, phase=phase, month=date(2024, number + 1, 1), reason=words[:200])
    return practice


@pytest.mark.parametrize(
    "words", [LONG, SHORT, "Wijk\n\n", "- W\n"], ids=["long words", "short words", "paragraphs", "lists"]
)
def test_fullest_practice_fits_on_two_sheets(page, house, words):
    fullest(words)
    page.set_viewport_size(DESKTOP)

    page.goto("/praktijken/volst/stand/")
    page.emulate_media(media="print")
    # A4 within the margins of print.css, as wide as Chromium lays it out on paper.
    page.set_viewport_size({"width": 680, "height": 1040})
    clipped = page.evaluate(
        "[...document.querySelectorAll('.wv-sheet__body')].map(body => body.scrollHeight - body.clientHeight)"
    )
    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 2
    assert max(clipped) <= 1, f"{clipped} px do not fit on the sheets"


def test_practice_prints_all_of_its_depth(page, house):
    practice = PracticeFactory(
        title="Vier", phase=PracticePage.Phase.SPREAD, costs="Tien euro.", securing="Gewoon doen."
    )

    page.goto(practice.url)
    page.emulate_media(media="print")

    assert page.get_by_text("Tien euro.").is_visible()
    assert page.get_by_text("Gewoon doen.").is_visible()
    assert not page.get_by_role("navigation", name="Op deze pagina").is_visible()
