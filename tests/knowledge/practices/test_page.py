from datetime import date

import pytest

from knowledge.models import (
    Authorship,
    Category,
    Contributor,
    PhaseChange,
    PracticePage,
    PracticePartner,
    PracticeStep,
    PublishedChange,
    Recognition,
    Standing,
)
from tests import screen
from tests.factories import MunicipalityFactory, OrganisationFactory, PracticeFactory, ThemeFactory, WijkFactory

pytestmark = pytest.mark.django_db
Phase = PracticePage.Phase


def test_page_of_a_bare_practice_tells_nothing_that_is_missing(client, site_tree):
    PracticeFactory(title="Vier aan tafel", phase=Phase.EVALUATED)

    page = client.get("/praktijken/vier-aan-tafel/")

    assert screen.text(page, "h1") == "Vier aan tafel"
    # Readers may always add something.
    assert screen.texts(page, "main h2, main h3") == ["Reacties"]
    assert [screen.words(term) for term in screen.parsed(page).select(".wv-glance dt")] == ["Fase"]


def test_first_screen_tells_phase_place_and_last_confirmation(client, site_tree):
    bergen = MunicipalityFactory(title="Bergen op Zoom")
    wijken = [WijkFactory(municipality=bergen, title=title) for title in ("Warande", "Gageldonk")]
    practice = PracticeFactory(title="Vier", phase=Phase.TRIAL, municipality=bergen, wijken=wijken)
    PhaseChange.objects.create(practice=practice, phase=Phase.TRIAL, month=date(2025, 9, 1))
    noor = Authorship.objects.create(
        practice=practice, contributor=Contributor.objects.create(name="Noor"), credit_name="Noor van Dijk"
    )
    Standing.objects.create(practice=practice, confirmed_on=date(2026, 11, 12), confirmed_by=noor)

    page = client.get("/praktijken/vier/")

    assert screen.text(page, ".wv-event-head__kind") == "Proeftuin Gageldonk en Warande, Bergen op Zoom"
    assert screen.texts(page, ".wv-glance dd") == [
        "Proeftuin sinds september 2025",
        "12 november 2026 door Noor van Dijk",
    ]


def test_practice_that_nobody_confirmed_says_since_when(client, site_tree):
    practice = PracticeFactory(title="Vier")
    Standing.objects.create(practice=practice, confirmed_on=date(2025, 3, 4), overdue_since=date(2026, 5, 1))

    page = client.get("/praktijken/vier/")

    assert screen.texts(page, ".wv-glance dd")[-1] == "Niet bevestigd sinds maart 2025"


def test_practice_that_an_editor_put_online_claims_no_confirmation(client, site_tree):
    practice = PracticeFactory(title="Vier")
    Standing.objects.create(practice=practice, confirmed_on=date(2026, 11, 3), is_confirmed=False)

    page, listed = client.get("/praktijken/vier/"), client.get("/praktijken/")

    assert screen.texts(page, ".wv-glance dt")[-1] == "Op de site sinds"
    assert screen.texts(listed, ".wv-practice-card__foot li") == ["Op de site sinds 3 november 2026"]


def test_what_did_not_work_is_as_large_as_the_rest(client, site_tree):
    PracticeFactory(
        title="Vier",
        phase=Phase.SPREAD,
        occasion="Te veel mensen.",
        failed_what="Vijftien mensen om tafel.",
        failed_now="Vier mensen, **elke week**.",
        results="Het ging beter.",
        costs="Een rol papier.",
    )

    page = client.get("/praktijken/vier/")

    assert screen.texts(page, "article h2") == ["Aanleiding", "Wat niet werkte", "Wat leverde het op?"]
    assert screen.texts(page, ".wv-failure dt") == ["Wat we deden", "Wat we nu doen"]
    assert screen.texts(page, ".wv-failure strong") == ["elke week"]
    assert screen.texts(page, ".wv-depth h3") == ["Kosten en financiering"]


def test_initiative_tells_its_course_and_its_failures_first(client, site_tree):
    practice = PracticeFactory(title="Samen", phase=Phase.TRIAL, occasion="Te veel plannen.")
    PhaseChange.objects.create(practice=practice, phase=Phase.IDEA, month=date(2025, 3, 1), reason="Op de stoep.")
    PhaseChange.objects.create(practice=practice, phase=Phase.TRIAL, month=date(2025, 9, 1))
    PhaseChange.objects.create(practice=practice, phase=Phase.EVALUATED, month=date(2027, 5, 1), is_expected=True)
    PracticeStep.objects.create(practice=practice, month=date(2026, 6, 1), title="De praktijk stopte", has_failed=True)

    page = client.get("/praktijken/samen/")

    assert screen.texts(page, ".wv-phases li") == [
        "Ideemaart 2025",
        "Proeftuinsinds september 2025",
        "Geëvalueerdverwacht in mei 2027",
        "Verspreidnog niet bekend",
    ]
    assert screen.texts(page, ".wv-timeline time") == ["verwacht mei 2027", "juni 2026", "september 2025", "maart 2025"]
    assert screen.texts(page, ".wv-timeline strong") == [
        "Geëvalueerd",
        "Lukte niet: De praktijk stopte",
        "Van idee naar proeftuin",
        "Idee",
    ]
    headings = screen.texts(page, "main h2")
    assert headings.index("Wat er tot nu toe gebeurde") < headings.index("Aanleiding")


def test_partner_that_stopped_stays_with_the_reason(client, site_tree):
    practice = PracticeFactory(title="Samen")
    stopped = OrganisationFactory(title="De Overstap", is_example=True)
    PracticePartner.objects.create(
        practice=practice,
        organisation=stopped,
        since=date(2025, 11, 1),
        until=date(2026, 6, 1),
        reason="geen uren meer",
    )
    PracticePartner.objects.create(practice=practice, name="Bewonersgroep", since=date(2026, 4, 1))
    PracticePartner.objects.create(practice=practice, name="  ")

    page = client.get("/praktijken/samen/")

    assert screen.texts(page, ".wv-partners tbody th") == ["De Overstap (voorbeeld) welzijn · sociaal", "Bewonersgroep"]
    assert screen.texts(page, ".wv-partners tbody td")[0] == ("november 2025 tot juni 2026 gestopt: geen uren meer")
    assert screen.text(page, ".wv-partners caption").startswith("Nu doet 1 partij mee.")


def test_recognition_is_a_link_with_level_and_date(client, site_tree):
    practice = PracticeFactory(title="Vier")
    Recognition.objects.create(
        practice=practice, level=Recognition.Level.FIRST, url="https://voorbeeld.example/vier", on=date(2024, 2, 3)
    )

    page = client.get("/praktijken/vier/")

    assert ("Eerste aanwijzingen voor effectiviteit", "https://voorbeeld.example/vier") in screen.links(
        page, ".wv-depth a"
    )
    assert "3 februari 2024" in screen.text(page, ".wv-depth li")


def test_authors_have_the_name_they_chose_and_thanks_stand_apart(client, site_tree):
    practice = PracticeFactory(title="Vier", thanks="elf gezinnen")
    for name, role in (("Noor van Dijk", "auteur"), ("", "auteur"), ("Sem", "dank")):
        contributor = Contributor.objects.create(name=name or "Anoniem", email=f"{name[:4].lower()}x@voorbeeld.example")
        Authorship.objects.create(
            practice=practice, contributor=contributor, role=role, credit_name=name, credit_work="wijkverpleegkundige"
        )

    page = client.get("/praktijken/vier/")

    assert screen.texts(page, ".wv-authors strong") == ["Noor van Dijk"]
    assert screen.texts(page, ".wv-log-line") == ["Met dank aan Sem (wijkverpleegkundige), elf gezinnen"]
    assert "Anoniem" not in page.content.decode()


def test_inspiration_shows_on_both_pages(client, site_tree):
    first = PracticeFactory(title="Eerste")
    PracticeFactory(title="Tweede", inspired_by=[first])

    assert ("Eerste", "/praktijken/eerste/") in screen.links(client.get("/praktijken/tweede/"), ".wv-log-line a")
    assert ("Tweede", "/praktijken/tweede/") in screen.links(client.get("/praktijken/eerste/"), ".wv-log-line a")


def test_page_neither_links_nor_names_what_not_everybody_may_see(client, site_tree):
    draft = PracticeFactory(title="Geheim plan", live=False)
    practice = PracticeFactory(
        title="Vier",
        inspired_by=[draft],
        organisation=OrganisationFactory(title="Stille organisatie", live=False),
        municipality=MunicipalityFactory(title="Stille gemeente", live=False),
        themes=[ThemeFactory(title="Stil thema", live=False), ThemeFactory(title="Ouderen")],
    )
    PracticePartner.objects.create(practice=practice, organisation=practice.organisation)
    PracticeFactory(title="Stil vervolg", inspired_by=[practice], live=False)

    page = client.get("/praktijken/vier/")

    assert screen.texts(page, ".wv-chips li") == ["Ouderen"]
    words = page.content.decode()
    assert not [name for name in ("Geheim plan", "Stil vervolg", "tille gemeente", "Stil thema") if name in words]
    assert "Stille organisatie" not in words


def test_categories_lead_to_the_list_with_that_facet(client, site_tree):
    money = Category.objects.create(kind="leefgebied", name="Geld", slug="geld")
    PracticeFactory(title="Vier", categories=[money])

    assert screen.links(client.get("/praktijken/vier/"), ".wv-chips a") == [("Geld", "/praktijken/?leefgebied=geld")]


def test_changes_stand_below_in_the_authors_words(client, site_tree):
    practice = PracticeFactory(title="Vier")
    PublishedChange.objects.create(practice=practice, on=date(2026, 5, 20), words="Kosten ingevuld.")
    PublishedChange.objects.create(practice=practice, on=date(2026, 11, 12), words="Stap 4 kwam erbij.")

    page = client.get("/praktijken/vier/")

    assert screen.texts(page, ".wv-changed li") == ["12 november 2026Stap 4 kwam erbij.", "20 mei 2026Kosten ingevuld."]


def test_what_people_type_is_never_html(client, site_tree):
    PracticeFactory(title="Vier", approach="<script>alert(1)</script>", failed_what="[x](javascript:alert(1))")

    page = client.get("/praktijken/vier/")

    assert "<script>alert" not in page.content.decode()
    assert not [address for address in screen.addresses(page) if address.startswith("javascript")]
