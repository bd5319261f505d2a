import pytest

from knowledge.models import Reaction, ReactionReport, ShownReaction
from knowledge.reactions import rule
from tests.factories_knowledge import shown_reaction
from tests.mailed import mails_to, text_of
from tests.screen import errors, text, texts

pytestmark = pytest.mark.django_db
PAGE = "/praktijken/vier-aan-tafel/"
TYPED = {"reden": "Hier staat een naam van een bewoner.", "email": "sem@example.org"}


def report(client, found: ShownReaction, **typed: str):
    return client.post(f"{PAGE}reactie/{found.pk}/melden/", {**TYPED, **typed})


def link_to(email: str) -> str:
    line = next(line for line in text_of(mails_to(email)[-1]).splitlines() if "/mijn/beslissen/" in line)
    return "/mijn/" + line.split("/mijn/")[1]


def test_report_keeps_the_exact_reaction_and_text(client, practice, sara):
    found = shown_reaction(practice, words="Mevrouw **Jansen** zei ja.")
    report(client, found)
    rule.withdraw(found.reaction)

    kept = ReactionReport.objects.get()

    assert (kept.reaction, kept.reported_words, kept.reported_name) == (
        found.reaction, "Mevrouw **Jansen** zei ja.", "Mees de Wit",
    )  # fmt: skip


def test_editor_removes_and_both_hear_why(client, practice, sara):
    report(client, shown_reaction(practice))

    page = client.post(link_to(sara.email), {"actie": "weghalen", "uitleg": "Er stond een naam in."}, follow=True)

    assert text(page, "h1") == "Deze reactie is weggehaald"
    assert texts(client.get(PAGE), ".wv-reactions__words") == []
    assert "Er stond een naam in." in text_of(mails_to("sem@example.org")[-1])
    assert "Er stond een naam in." in text_of(mails_to("mees@example.org")[-1])
    assert Reaction.objects.get().state == Reaction.State.REMOVED


def test_editor_lets_it_stand_and_only_the_reporter_hears(client, practice, sara):
    report(client, shown_reaction(practice))
    before = len(mails_to("mees@example.org"))

    client.post(link_to(sara.email), {"actie": "laten-staan", "uitleg": ""})

    assert len(texts(client.get(PAGE), ".wv-reactions__words")) == 1
    assert "laat haar staan" in text_of(mails_to("sem@example.org")[-1])
    assert len(mails_to("mees@example.org")) == before


def test_removing_needs_words(client, practice, sara):
    report(client, shown_reaction(practice))

    page = client.post(link_to(sara.email), {"actie": "weghalen", "uitleg": ""})

    assert (page.status_code, list(errors(page))) == (422, ["uitleg"])
    assert ShownReaction.objects.exists()


def test_report_without_an_address_is_taken_and_mails_nobody_but_editors(client, practice, sara, maker):
    found = shown_reaction(practice)
    report(client, found, email="")

    client.post(link_to(sara.email), {"actie": "laten-staan"})

    assert mails_to("sem@example.org") == []
    assert all("gemeld" not in text_of(message) for message in mails_to(maker.email))


def test_many_reports_of_one_reaction_are_one_letter_and_one_decision(client, practice, sara):
    found = shown_reaction(practice)
    before = len(mails_to(sara.email))
    for number in range(4):
        report(client, found, email=f"sem{number}@example.org")

    assert len(mails_to(sara.email)) == before + 1
    client.post(link_to(sara.email), {"actie": "laten-staan"})
    assert [len(mails_to(f"sem{number}@example.org")) for number in range(4)] == [1] * 4


def test_second_decision_is_told_kindly(client, practice, sara):
    report(client, shown_reaction(practice))
    link = link_to(sara.email)
    client.post(link, {"actie": "laten-staan"})

    page = client.post(link, {"actie": "weghalen", "uitleg": "Toch."}, follow=True)

    assert "Een ander was je net voor" in text(page, "[role=status]")
    assert ShownReaction.objects.exists()


def test_letter_to_editors_holds_nothing_that_the_reporter_typed(client, practice, sara):
    report(client, shown_reaction(practice), reden="KOOP NU")

    assert "KOOP NU" not in text_of(mails_to(sara.email)[-1])


def test_reaction_of_another_page_or_one_that_is_gone_is_not_found(client, practice, sara):
    elsewhere = shown_reaction()
    mine = shown_reaction(practice, email="bo@example.org")
    rule.withdraw(mine.reaction)

    assert report(client, elsewhere).status_code == 404
    assert report(client, mine).status_code == 404
    assert client.get(f"{PAGE}reactie/9999999999999999999/melden/").status_code == 404


def test_reporter_is_limited_by_address(client, practice, sara):
    found = shown_reaction(practice)

    answers = [report(client, found, reden=f"Keer {number}").status_code for number in range(11)]

    assert answers[-1] == 429
