"""Contributing as a guest does it, without a script: from the first step to sent in."""

import re

import pytest
from django.test import Client

from knowledge.contribute import links, rule
from knowledge.models import Authorship, Contributor, Draft, PracticePage, Submission
from knowledge.practices.completeness import missing
from tests.factories import MunicipalityFactory, PracticeFactory, UserFactory, editor
from tests.factories_contribute import WHOLE, ContributorFactory, DraftFactory, submitted
from tests.mailed import mails_to, text_of
from tests.screen import errors, parsed, texts, words

pytestmark = pytest.mark.django_db
BEGIN = "/praktijken/insturen/"
ANSWERS = {
    "title": "Samen aan tafel", "summary": "Een huisarts en een sociaal werker eten bij een gezin.", "municipality": "",
    "phase": "proeftuin", "naam": "Lotte Bruin", "email": "lotte@example.org", "website": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def moderator(site_tree):
    return editor(first_name="Sara", last_name="Mertens", email="sara@example.org")


def shown(answer) -> str:
    """Return all text of the page, or of the fragment."""
    page = parsed(answer)
    return words(page.main or page)


def path_in(message, part: str) -> str:
    """Return the path in a mail that holds ``part``."""
    return re.search(rf"http://testserver(\S*{part}\S*)", text_of(message))[1]


def begun(client, **answers) -> str:
    """Begin a draft and return the path of its overview."""
    answer = client.post(BEGIN, {**ANSWERS, **answers})
    assert answer.status_code == 302, errors(answer)
    return answer["Location"].removesuffix("aanpak/")


def test_a_guest_goes_from_the_first_step_to_sent_in(client):
    path = begun(client)
    assert client.post(f"{path}aanpak/", {"versie": "1", "goal": "Rust in huis."})["Location"] == f"{path}waar/"
    assert client.post(f"{path}waar/", {"versie": "2"})["Location"] == f"{path}geleerd/"
    learned = {
        "versie": "2",
        "failed_what": "We waren met te veel.",
        "steps-0-month": "2026-03",
        "steps-0-title": "Begonnen",
    }
    assert client.post(f"{path}geleerd/", learned)["Location"] == f"{path}bestanden/"
    assert client.post(f"{path}bestanden/", {"versie": "3", "is_contact": "on"})["Location"] == path
    assert "Je e-mailadres is nog niet bevestigd" in shown(client.get(path))

    mailed = path_in(mails_to("lotte@example.org")[0], "verder")
    assert client.get(mailed).status_code == 200
    assert client.post(mailed)["Location"] == path
    assert "Dit kan weg" in shown(client.get(path))
    client.post(f"{path}insturen/")

    page = Submission.objects.get().revision.as_object()
    assert (page.title, page.goal, page.failed_what) == ("Samen aan tafel", "Rust in huis.", "We waren met te veel.")
    assert [str(step) for step in page.steps.all()] == ["Begonnen"]
    assert "Sara Mertens" in shown(client.get(path))


def test_the_address_is_not_asked_of_somebody_signed_in(client):
    client.force_login(UserFactory(email="noor@example.org"))
    assert "E-mailadres" not in shown(client.get(BEGIN))

    path = begun(client)

    assert "Je e-mailadres is nog niet bevestigd" not in shown(client.get(path))
    assert Draft.objects.get().contributor.user.email == "noor@example.org"


def test_wrong_answers_are_told_next_to_the_field_and_kept(client):
    answer = client.post(BEGIN, {**ANSWERS, "title": "", "email": "lotte@"})

    assert answer.status_code == 422
    assert errors(answer)["title"] == "Geef het een naam."
    assert ANSWERS["summary"] in answer.content.decode()
    assert not Draft.objects.exists()


def test_too_long_text_is_kept_and_told(client):
    path = begun(client)

    answer = client.post(f"{path}aanpak/", {"versie": "1", "goal": "x" * 900})

    assert answer.status_code == 422
    assert errors(answer) == {"goal": "Houd het korter dan 800 tekens."}
    assert Draft.objects.get().data["goal"] == ["x" * 900]


def test_second_tab_sees_both_texts_and_overwrites_by_hand(client):
    path = begun(client)
    client.post(f"{path}aanpak/", {"versie": "1", "goal": "Links"})

    answer = client.post(f"{path}aanpak/", {"versie": "1", "goal": "Rechts"})

    assert answer.status_code == 409
    assert "Zo staat het er nu: Links" in shown(answer)
    assert "Dit typte jij: Rechts" in shown(answer)
    assert Draft.objects.get().data["goal"] == ["Links"]
    client.post(f"{path}aanpak/", {"versie": "2", "goal": "Rechts"})
    assert Draft.objects.get().data["goal"] == ["Rechts"]


def test_autosave_says_when_and_refuses_a_clash(client):
    path = begun(client)

    saved = client.post(f"{path}aanpak/bewaar/", {"versie": "1", "goal": "Links"})
    clash = client.post(f"{path}aanpak/bewaar/", {"versie": "1", "goal": "Rechts"})

    assert saved.json()["version"] == 2
    assert re.fullmatch(r"om \d\d?\.\d\d uur", saved.json()["words"])
    assert clash.status_code == 409


def test_form_is_closed_while_it_is_reviewed_and_opens_when_taken_back(client):
    draft = DraftFactory()
    submitted(draft)
    path = links.draft_path(draft)
    assert client.get(f"{path}wat/")["Location"] == path
    late = client.post(f"{path}wat/", {"versie": "1", "title": "Te laat"})
    assert late.status_code == 409
    assert "Te laat" in shown(late), "what was typed is not lost"

    client.post(f"{path}terugnemen/")

    assert client.get(f"{path}wat/").status_code == 200


@pytest.mark.parametrize("way", ["insturen/", "terugnemen/", "mail/", "wat/bewaar/"])
def test_opening_an_address_that_acts_does_nothing(client, way):
    draft = DraftFactory()

    assert client.get(links.draft_path(draft) + way).status_code == 405
    draft.refresh_from_db()
    assert draft.submission is None


def test_mail_scanner_confirms_nothing(client):
    draft = DraftFactory(confirmed_at=None)

    for _time in range(10):
        client.get(links.mailed_path(draft))
        client.head(links.mailed_path(draft))

    draft.refresh_from_db()
    assert draft.confirmed_at is None


@pytest.mark.parametrize("secret", ["A" * 40, "é" * 40, "_" * 40])
@pytest.mark.parametrize("where", ["{}/", "{}/wat/", "{}/voorbeeld/", "verder/{}/"])
def test_forged_links_open_nothing(client, secret, where):
    DraftFactory()

    assert client.get(BEGIN + where.format(secret)).status_code == 404


def test_link_of_a_draft_is_not_that_of_another_purpose(client):
    draft = DraftFactory(confirmed_at=None)
    mailed = links.mailed_path(draft).rstrip("/").rpartition("/")[2]

    assert client.get(f"{BEGIN}{mailed}/").status_code == 404
    assert client.post(f"{BEGIN}verder/{links.draft_secret(draft)}/").status_code == 404
    draft.refresh_from_db()
    assert draft.confirmed_at is None, "the link in the browser proves no address"


def test_answer_is_the_same_whoever_the_address_belongs_to(client):
    DraftFactory(contributor=ContributorFactory(email="lotte@example.org", name="Lotte"))
    known = client.post(BEGIN, ANSWERS)
    unknown = client.post(BEGIN, {**ANSWERS, "email": "nieuw@example.org"})

    one, other = (client.get(answer["Location"]) for answer in (known, unknown))

    shapes = [
        re.sub(r"lotte@example\.org|nieuw@example\.org|[-\w]{40,}|\d\d?\.\d\d", "", answer.content.decode())
        for answer in (one, other)
    ]
    assert shapes[0] == shapes[1]


def test_a_stranger_changes_nothing_of_a_known_person(client):
    ContributorFactory(email="lotte@example.org", name="Lotte")

    begun(client, naam="Grapjas")

    assert Contributor.objects.get().name == "Lotte"


def test_five_drafts_with_one_address_then_later(client):
    for _time in range(5):
        begun(client)

    answer = client.post(BEGIN, ANSWERS)

    assert answer.status_code == 429
    assert ANSWERS["summary"] in answer.content.decode(), "what was typed is still there"


def test_sixth_draft_of_one_person_waits(client):
    contributor = ContributorFactory()
    DraftFactory.create_batch(5, contributor=contributor)
    sixth = DraftFactory(contributor=contributor, confirmed_at=None)

    answer = client.post(links.mailed_path(sixth))

    assert answer.status_code == 409
    sixth.refresh_from_db()
    assert sixth.confirmed_at is None


@pytest.mark.parametrize(
    "nasty",
    ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 50_000, "\u202eabc", "<script>", "{{ 1 }}", "9" * 400],
)
def test_no_input_breaks_a_page(client, nasty):
    path = begun(client)
    names = [
        "goal",
        "versie",
        "phase_changes-0-month",
        "phase_changes-99999999999999999999-month",
        "phase_changes-0-phase",
    ]

    answer = client.post(f"{path}aanpak/", dict.fromkeys(names, nasty))
    client.post(
        f"{path}waar/", dict.fromkeys(["wijken", "themes", "organisation", "inspired_by", "partners-0-since"], nasty)
    )
    client.post(f"{path}bestanden/", dict.fromkeys(["credit_name", "authors-0-email", "authors-0-name"], nasty))

    assert answer.status_code in {302, 422}
    for part in ("", "wat/", "aanpak/", "waar/", "geleerd/", "bestanden/", "voorbeeld/"):
        answer = client.get(path + part)
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode().replace('<script src="', "").replace('<script type="', "")
    assert client.get(f"{BEGIN}lijkt/", {"titel": nasty}).status_code == 200


def test_more_text_than_fits_is_refused_and_shown(client):
    path = begun(client)
    much = {f"phase_changes-{number}-reason": "x" * 20_000 for number in range(11)}

    answer = client.post(f"{path}aanpak/", {"versie": "1", **much})

    assert answer.status_code == 413
    assert "goal" not in Draft.objects.get().data


def test_form_comes_back_when_the_token_is_lost():
    strict = Client(enforce_csrf_checks=True)
    draft = DraftFactory()

    first = strict.post(BEGIN, ANSWERS)
    step = strict.post(f"{links.draft_path(draft)}aanpak/", {"versie": "1", "goal": "Rust in huis."})

    assert (first.status_code, step.status_code) == (403, 403)
    assert ANSWERS["summary"] in first.content.decode()
    assert "Rust in huis." in step.content.decode()
    draft.refresh_from_db()
    assert "goal" not in draft.data


def test_what_looks_alike_is_shown_and_drafts_are_not(client):
    PracticeFactory(title="Aan tafel met vier")
    PracticeFactory(title="Nog een tafel", live=False)

    answer = client.get(f"{BEGIN}lijkt/", {"titel": "Samen aan één tafel"})

    assert "Aan tafel met vier" in shown(answer)
    assert "Nog een tafel" not in answer.content.decode()


def test_preview_is_the_page_and_nobody_keeps_it(client):
    draft = DraftFactory()

    answer = client.get(f"{links.draft_path(draft)}voorbeeld/")

    assert answer.status_code == 200
    assert "Samen aan tafel" in shown(answer)
    assert "De eerste keer aten we met acht mensen." in shown(answer)
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert not PracticePage.objects.exists()


def test_every_page_of_a_draft_is_private(client):
    draft = DraftFactory()
    for part in ("", "wat/", "waar/", "bestanden/", "weg/"):
        answer = client.get(links.draft_path(draft) + part)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "strict-origin"


def test_thrown_away_takes_the_draft_and_its_unpublished_page(client):
    draft = DraftFactory()
    rule.ask_for_changes(submitted(draft).pk, editor(), "Korter.")
    path = links.draft_path(draft)
    assert client.get(f"{path}weg/").status_code == 200
    assert Draft.objects.exists()

    client.post(f"{path}weg/")

    assert not Draft.objects.exists()
    assert not PracticePage.objects.exists()


def test_place_follows_the_municipality(client):
    municipality = MunicipalityFactory(title="Breda")
    path = begun(client, municipality=str(municipality.pk))

    assert "De wijk wordt nog gekozen" in shown(client.get(f"{path}waar/"))
    assert WHOLE["title"] == ["Samen aan tafel"]


def test_a_draft_and_its_page_name_the_same_gaps(client):
    """The steps, the author's page and the editor's panel ask one list of questions."""
    answers = {"lesson": ["Begin klein."], "phase_changes-0-phase": ["proeftuin"], "phase_changes-0-month": ["2026-03"]}
    draft = DraftFactory(data={**WHOLE, **answers}, contributor__email="lotte@example.org")
    before = texts(client.get(links.draft_path(draft)), ".wv-todo__item--missing strong + span")
    rule.approve(submitted(draft).pk, editor())
    practice = PracticePage.objects.get()

    after = missing(practice)

    asked = ", ".join(line.removeprefix("Nog niet ingevuld: ") for line in before)
    assert "de rol van inwoners" in asked
    assert "De rol van inwoners." in after
    for words_for_both in ("de les in één zin", "wat niet werkte", "sinds wanneer", "wie vragen beantwoordt"):
        assert words_for_both not in asked
        assert not [one for one in after if one.lower().startswith(words_for_both)]
    author = Authorship.objects.get()
    assert texts(client.get(links.author_path(author)), "#nog-niet-ingevuld li") == after
    assert not texts(client.get(practice.url), "#nog-niet-ingevuld")


def test_a_step_is_done_when_no_question_of_it_is_open(client):
    draft = DraftFactory(data={**WHOLE, "lesson": ["Begin klein."]})

    done = texts(client.get(links.draft_path(draft)), ".wv-todo__item--ok strong")

    assert done == ["Wat is het?", "Wat leerden jullie?", "Bestanden en contact"]
