import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from freshness.models import Change
from knowledge.models import Authorship, ModeratorLink, Reaction, ShownReaction
from knowledge.reactions import links, rule
from knowledge.reactions.links import Moderator
from tests.factories import PASSWORD, PracticeFactory, UserFactory
from tests.factories_knowledge import contributor, sent_reaction, shown_reaction
from tests.mailed import mails_to, text_of
from tests.screen import errors, text, texts

pytestmark = pytest.mark.django_db
PAGE = "/praktijken/vier-aan-tafel/"
URL = f"{PAGE}reactie/"
TYPED = {
    "reactie": "Wij doen dit **ook**.",
    "naam": "Mees de Wit",
    "email": "mees@example.org",
    "werk": "woonconsulent",
}
State = Reaction.State


def link_in(message) -> str:
    line = next(line for line in text_of(message).splitlines() if "/mijn/" in line)
    return "/mijn/" + line.split("/mijn/")[1]


def moderators_link(email: str) -> str:
    return link_in(mails_to(email)[-1])


def shown(client) -> list[str]:
    return texts(client.get(PAGE), ".wv-reactions__words")


def test_reaction_is_shown_after_proof_and_approval_only(client, practice, maker, sara):
    client.post(URL, TYPED)
    assert mails_to(maker.email) == mails_to(sara.email) == []

    client.post(link_in(mails_to("mees@example.org")[0]))
    assert (shown(client), len(mails_to(maker.email)), len(mails_to(sara.email))) == ([], 1, 1)

    answer = client.post(moderators_link(maker.email), {"actie": "plaatsen", "antwoord": "Leuk!"}, follow=True)

    assert text(answer, "h1") == "Deze reactie is geplaatst"
    assert shown(client) == ["Wij doen dit ook.", "Leuk!"]
    assert "<strong>ook</strong>" in client.get(PAGE).content.decode()
    heard = mails_to("mees@example.org")[-1]
    assert "staat op de site" in text_of(heard)
    assert "Leuk!" in text_of(heard)


def test_opening_a_moderators_link_changes_nothing(client, practice, maker):
    sent_reaction(practice)
    path = moderators_link(maker.email)

    for _ in range(10):
        assert (client.get(path).status_code, client.head(path).status_code) == (200, 200)

    assert Reaction.objects.get().state == State.WAITING


def test_second_decision_is_told_kindly_with_who_and_when(client, practice, maker, sara):
    sent_reaction(practice)
    client.post(moderators_link(sara.email), {"actie": "plaatsen"})

    page = client.post(moderators_link(maker.email), {"actie": "afwijzen", "reden": "Nee."}, follow=True)

    assert page.status_code == 200
    assert "Een ander was je net voor" in text(page, "[role=status]")
    assert "Sara Mertens besloot dat op" in text(page, ".wv-lead")
    assert Reaction.objects.get().state == State.APPROVED
    assert len(mails_to("mees@example.org")) == 1


def test_declining_needs_words_and_the_writer_reads_them(client, practice, maker):
    sent_reaction(practice)
    path = moderators_link(maker.email)

    refused = client.post(path, {"actie": "afwijzen", "reden": " "})
    assert (refused.status_code, list(errors(refused))) == (422, ["reden"])
    client.post(path, {"actie": "afwijzen", "reden": "Dit hoort bij een andere praktijk."})

    assert Reaction.objects.get().state == State.DECLINED
    assert "Dit hoort bij een andere praktijk." in text_of(mails_to("mees@example.org")[-1])
    assert shown(client) == []


def test_link_ends_after_thirty_days_and_with_the_role(client, practice, maker, sara):
    sent_reaction(practice)
    paths = [moderators_link(maker.email), moderators_link(sara.email)]
    Authorship.objects.update(until=timezone.now())
    sara.is_active = False
    sara.save()

    assert [client.post(path, {"actie": "plaatsen"}).status_code for path in paths] == [410, 410]

    Authorship.objects.update(until=None)
    ModeratorLink.objects.update(made_at=timezone.now() - links.WORKS_FOR)
    assert client.post(paths[0], {"actie": "plaatsen"}).status_code == 410
    assert Reaction.objects.get().state == State.WAITING


@pytest.mark.parametrize("kind", ["beslissen", "reactie"])
def test_forged_link_is_not_found(client, practice, kind):
    assert client.post(f"/mijn/{kind}/{'a' * 40}/", {"actie": "plaatsen"}).status_code == 404


def test_writers_link_decides_nothing(client, practice, maker):
    reaction = sent_reaction(practice)
    path = links.own_path(reaction).replace("/reactie/", "/beslissen/")

    assert client.post(path, {"actie": "plaatsen"}).status_code == 410
    assert Reaction.objects.get().state == State.WAITING


def test_answer_of_a_contact_only_comes_from_a_maker(client, practice, maker, sara):
    sent_reaction(practice)

    client.post(moderators_link(sara.email), {"actie": "plaatsen", "antwoord": "Namens Noor"})

    assert shown(client) == ["Wij doen dit ook."]


def test_maker_answers_later_and_is_marked(client, practice, maker):
    sent_reaction(practice)
    path = moderators_link(maker.email)
    client.post(path, {"actie": "plaatsen"})

    client.post(path, {"actie": "antwoorden", "antwoord": "Herkenbaar."})

    assert shown(client) == ["Wij doen dit ook.", "Herkenbaar."]
    assert texts(client.get(PAGE), ".wv-reactions__reply span")[0].startswith("maakt deze praktijk")
    assert "Herkenbaar." in text_of(mails_to("mees@example.org")[-1])


def test_signed_in_maker_answers_and_nobody_else_finds_the_page(client, practice):
    user = UserFactory(email="noor@example.org", first_name="Noor", last_name="van Dijk")
    Authorship.objects.create(practice=practice, contributor=contributor(user.email, "Noor van Dijk"))
    found = shown_reaction(practice)
    url = f"{URL}{found.pk}/antwoord/"
    assert client.get(url).status_code == 404
    other = UserFactory()
    client.login(email=other.email, password=PASSWORD)
    assert client.post(url, {"antwoord": "Ik ook"}).status_code == 404

    client.login(email=user.email, password=PASSWORD)
    client.post(url, {"antwoord": "Herkenbaar."})

    assert shown(client) == ["Wij doen dit ook.", "Herkenbaar."]


def test_own_reaction_of_a_maker_is_marked_and_read_by_another(client, practice, maker, sara):
    sent_reaction(practice, email=maker.email, name=maker.name)

    assert mails_to(maker.email) == []
    client.post(moderators_link(sara.email), {"actie": "plaatsen"})

    assert texts(client.get(PAGE), ".wv-reactions__who span")[0].startswith("maakt deze praktijk")


def test_writer_withdraws_at_once_by_the_button(client, practice, maker):
    found = shown_reaction(practice)
    path = links.own_path(found.reaction)
    client.get(path)
    assert len(shown(client)) == 1

    client.post(path)

    assert shown(client) == []
    assert Reaction.objects.get().state == State.WITHDRAWN


def test_withdrawn_before_the_decision_is_told_to_the_moderator(client, practice, maker):
    reaction = sent_reaction(practice)
    rule.withdraw(reaction)

    page = client.post(moderators_link(maker.email), {"actie": "plaatsen"}, follow=True)

    assert "De schrijver haalde dit weg" in text(page, "h1")
    assert "Wij doen dit ook." not in page.content.decode()
    assert not ShownReaction.objects.exists()


def test_signed_in_writer_need_not_prove_the_address(client, practice, maker):
    user = UserFactory(email="bo@example.org", first_name="Bo", last_name="Smit")
    client.login(email=user.email, password=PASSWORD)

    page = client.post(URL, {"reactie": "Ik ook.", "werk": ""}, follow=True)

    assert text(page, "h1") == "Dank je wel, we lezen je reactie"
    assert len(mails_to(maker.email)) == 1


def test_markup_is_light_and_html_is_shown_as_typed(client, practice):
    shown_reaction(practice, words="<script>alert(1)</script> [kwaad](javascript:alert(1)) # geen kop")

    html = client.get(PAGE).content.decode()

    assert "<script>alert(1)" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize("words", ["", "x" * 1001])
def test_words_have_a_limit(client, practice, words):
    page = client.post(URL, {**TYPED, "reactie": words})

    assert (page.status_code, list(errors(page))) == (422, ["reactie"])


def test_sending_in_drops_no_kept_page(client, practice, maker):
    before = sum(Change.objects.values_list("weight", flat=True))

    sent_reaction(practice)

    assert sum(Change.objects.values_list("weight", flat=True)) == before


def test_reactions_of_private_pages_are_in_no_list_or_count(practice):
    shown_reaction(practice)
    assert ShownReaction.objects.open_to_all().count() == 1

    PageViewRestriction.objects.create(page=practice.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert ShownReaction.objects.open_to_all().count() == 0


def test_form_of_a_private_page_is_as_closed_as_the_page(client, practice):
    PageViewRestriction.objects.create(page=practice.page_ptr, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(URL).status_code == 404
    assert client.post(URL, TYPED).status_code == 404


def test_page_takes_as_many_queries_at_thirty_reactions_as_at_one(client, practice):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(PAGE)
        return len(found)

    shown_reaction(practice, email="eerste@example.org")
    client.get(PAGE)
    other = PracticeFactory()
    shown_reaction(other)
    one = queries()
    for number in range(29):
        shown_reaction(practice, email=f"m{number}@example.org")

    assert queries() == one


def test_decisions_that_race_end_in_one(practice, maker, sara):
    reaction = sent_reaction(practice)
    rule.approve(reaction, Moderator(editor=sara))

    with pytest.raises(rule.DecidedAlready):
        rule.decline(reaction, Moderator(contact=maker), words="Nee")
    with pytest.raises(rule.DecidedAlready):
        rule.approve(reaction, Moderator(contact=maker))
    assert ShownReaction.objects.count() == 1
