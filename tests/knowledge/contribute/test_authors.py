"""Authors: named by themselves only, added, handing over, leaving; and their own page."""

import re

import pytest
from django.test import Client

from knowledge.contribute import authors, links, rule
from knowledge.contribute.own import own_practices
from knowledge.contribute.policy import Actor
from knowledge.models import Authorship, Contributor, Draft, PracticePage
from outbox.models import OutgoingMail
from tests.factories import OrganisationFactory, UserFactory, editor, organiser_of
from tests.factories_contribute import WHOLE, ContributorFactory, DraftFactory, submitted, written_by
from tests.mailed import mails_to, text_of
from tests.screen import errors, parsed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(site_tree) -> Authorship:
    """Return the author of a practice on the site."""
    draft = DraftFactory(contributor__email="lotte@example.org", contributor__name="Lotte Bruin")
    rule.approve(submitted(draft).pk, editor(email="sara@example.org"))
    return Authorship.objects.select_related("contributor", "practice").get()


def of(authorship: Authorship) -> Actor:
    return Actor(contributor=authorship.contributor)


def path(authorship: Authorship) -> str:
    return links.author_path(Authorship.objects.select_related("contributor").get(pk=authorship.pk))


def mailed_path(email: str) -> str:
    return re.search(r"http://testserver(\S*auteur\S*)", text_of(mails_to(email)[-1]))[1]


def shown(answer) -> str:
    return words(parsed(answer).main)


def test_added_author_is_named_only_when_they_say_so(client, lotte):
    client.post(path(lotte), {"doe": "erbij", "name": "Sem Verhoeven", "email": "sem@example.org", "role": "auteur"})
    assert "Sem" not in client.get(lotte.practice.url).content.decode()

    mailed = mailed_path("sem@example.org")
    client.get(mailed)
    assert "Sem" not in client.get(lotte.practice.url).content.decode(), "a scanner opened the mail"
    client.post(mailed, {"doe": "naam", "credit_name": "Sem Verhoeven", "credit_work": "huisarts"})

    assert "Sem Verhoeven" in shown(client.get(lotte.practice.url))
    assert Contributor.objects.get(email="sem@example.org").confirmed_at


def test_name_is_taken_off_at_once(client, lotte):
    assert "Lotte Bruin" in shown(client.get(lotte.practice.url))

    client.post(path(lotte), {"doe": "naam", "credit_name": "", "credit_work": "jeugdprofessional"})

    page = shown(client.get(lotte.practice.url))
    assert "Lotte Bruin" not in page
    assert "jeugdprofessional" not in page


def test_successor_takes_over_by_using_the_mail(client, lotte):
    client.post(path(lotte), {"doe": "overdragen", "name": "Sem", "email": "sem@example.org"})
    lotte.refresh_from_db()
    assert lotte.until is None, "the practice is never without an author"

    client.post(mailed_path("sem@example.org"), {"doe": "bevestig"})

    lotte.refresh_from_db()
    heir = Authorship.objects.get(contributor__email="sem@example.org")
    assert lotte.until is not None
    assert heir.is_contact, "the questions go along"
    assert lotte.credit_name == "Lotte Bruin", "the credit stays until she takes it off"
    assert client.get(links.author_path(lotte)).status_code == 404


def test_who_handed_over_loses_the_link_to_the_draft(client, lotte):
    draft = Draft.objects.get()
    before = links.draft_path(draft)
    sem = written_by(ContributorFactory(email="sem@example.org"), lotte.practice)

    authors.hand_over(lotte, of(lotte), name="Sem", email="sem@example.org")

    assert client.get(before).status_code == 404
    draft.refresh_from_db()
    assert draft.contributor == sem.contributor


def test_last_author_hands_over_first(client, lotte):
    answer = client.post(path(lotte), {"doe": "weg"})

    assert answer.status_code == 409
    assert "Je bent de laatste auteur" in shown(answer)
    lotte.refresh_from_db()
    assert lotte.until is None


def test_author_leaves_when_there_is_another(client, lotte):
    written_by(ContributorFactory(), lotte.practice)

    assert "Je bent geen auteur meer" in shown(client.post(path(lotte), {"doe": "weg"}))
    lotte.refresh_from_db()
    assert lotte.until


def test_unconfirmed_co_author_does_not_count_as_another(lotte):
    written_by(ContributorFactory(confirmed_at=None), lotte.practice)

    with pytest.raises(authors.NotPossible):
        authors.leave(lotte, of(lotte))


def test_questions_go_to_one_person(client, lotte):
    sem = written_by(ContributorFactory(), lotte.practice)

    client.post(path(sem), {"doe": "vragen", "wil": "ja"})

    lotte.refresh_from_db()
    sem.refresh_from_db()
    assert (lotte.is_contact, sem.is_contact) == (False, True)


def test_opening_ten_times_changes_nothing(client, lotte):
    sem = written_by(ContributorFactory(confirmed_at=None), lotte.practice)
    mails = OutgoingMail.objects.count()

    for _time in range(10):
        assert client.get(path(sem)).status_code == 200
        client.head(path(sem))

    sem.contributor.refresh_from_db()
    assert sem.contributor.confirmed_at is None
    assert OutgoingMail.objects.count() == mails


def test_change_is_opened_from_the_own_page(client, lotte):
    answer = client.post(path(lotte), {"doe": "wijzig"})

    assert answer.status_code == 302
    draft = Draft.objects.get()
    assert answer["Location"] == links.draft_path(draft)
    assert draft.data["title"] == WHOLE["title"]
    assert client.get(f"{answer['Location']}wat/").status_code == 200


def test_stopped_is_told_with_a_reason_and_approved_like_a_change(client, lotte):
    assert client.post(path(lotte), {"doe": "gestopt", "reason": ""}).status_code == 422

    client.post(path(lotte), {"doe": "gestopt", "reason": "Het geld was op."})

    practice = PracticePage.objects.get()
    assert practice.phase == "proeftuin", "the page stays as it is until somebody approved"
    rule.approve(practice.submissions.latest("pk").pk, editor())
    practice = PracticePage.objects.get()
    assert practice.phase == "gestopt"
    assert [change.reason for change in practice.phase_changes.all()] == ["Het geld was op."]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"doe": "erbij", "name": "", "email": "sem@example.org", "role": "auteur"}, "name"),
        ({"doe": "erbij", "name": "Sem", "email": "sem@", "role": "auteur"}, "email"),
        ({"doe": "erbij", "name": "Sem", "email": "sem@example.org", "role": "baas"}, "role"),
        ({"doe": "erbij", "name": "www.koop.nl", "email": "sem@example.org", "role": "auteur"}, "name"),
        ({"doe": "naam", "credit_name": "x" * 200}, "credit_name"),
        ({"doe": "overdragen", "name": "\x00", "email": "\x00"}, "email"),
    ],
)
def test_wrong_answers_are_told_next_to_the_field(client, lotte, fields, wrong):
    answer = client.post(path(lotte), fields)

    assert answer.status_code == 422
    assert wrong in errors(answer)


def test_form_comes_back_when_the_token_is_lost(lotte):
    answer = Client(enforce_csrf_checks=True).post(
        path(lotte), {"doe": "erbij", "name": "Sem Verhoeven", "email": "sem@example.org", "role": "auteur"}
    )

    assert answer.status_code == 403
    assert "Sem Verhoeven" in answer.content.decode()
    assert Authorship.objects.count() == 1


def test_thanked_person_names_themselves_and_edits_nothing(client, lotte):
    bo = written_by(ContributorFactory(name="Bo Smit"), lotte.practice, role=Authorship.Role.THANKS)

    client.post(path(bo), {"doe": "naam", "credit_name": "Bo Smit", "credit_work": ""})
    for act in ("wijzig", "bevestig"):
        assert client.post(path(bo), {"doe": act}).status_code == 409
    answer = client.post(path(bo), {"doe": "erbij", "name": "A", "email": "a@example.org", "role": "auteur"})

    assert answer.status_code == 409
    assert Authorship.objects.count() == 2


def test_account_of_the_author_sees_the_practice_at_mijn(client, lotte):
    user = UserFactory(email="lotte@example.org")
    DraftFactory(contributor=lotte.contributor, data={**WHOLE, "title": ["Nog een idee"]})

    rows = [(row.title, row.words) for row in own_practices(user)]

    assert rows == [("Nog een idee", "je schrijft nog"), ("Samen aan tafel", "staat op de site")]
    client.force_login(user)
    page = shown(client.get("/mijn/"))
    assert "Jouw praktijken" in page
    assert "Nog een idee" in page


def test_mijn_takes_as_many_queries_for_many_practices(client, lotte, django_assert_max_num_queries):
    user = UserFactory(email="lotte@example.org")
    DraftFactory.create_batch(15, contributor=lotte.contributor)

    with django_assert_max_num_queries(6):
        assert len(own_practices(user)) == 16


def test_colleague_of_a_shared_practice_reaches_it_by_account_only(client, site_tree):
    organisation = OrganisationFactory()
    colleague, stranger = organiser_of(organisation), organiser_of(OrganisationFactory())
    answers = {**WHOLE, "organisation": [str(organisation.pk)], "is_shared": ["on"]}
    rule.approve(submitted(DraftFactory(data=answers)).pk, editor())
    address = links.practice_path(PracticePage.objects.get().pk)
    assert client.get(address).status_code == 302

    client.force_login(stranger)
    assert client.get(address).status_code == 404
    client.force_login(colleague)
    assert [row.url for row in own_practices(colleague)] == [address]
    assert "Voeg iemand toe" not in shown(client.get(address))
    assert client.post(address, {"doe": "wijzig"}).status_code == 302


@pytest.mark.parametrize("number", ["1", "9" * 19])
def test_account_reaches_no_other_pages(client, site_tree, number):
    client.force_login(editor())

    assert client.get(f"/praktijken/insturen/praktijk/{number}/").status_code == 404


def test_lost_link_mails_all_links_and_tells_nothing(client, lotte):
    known = client.post("/praktijken/insturen/link/", {"email": "lotte@example.org"})
    unknown = client.post("/praktijken/insturen/link/", {"email": "niemand@example.org"})

    assert known["Location"] == unknown["Location"]
    assert "auteur" in text_of(mails_to("lotte@example.org")[-1])
    assert mails_to("niemand@example.org") == []


def test_lost_link_is_limited(client, lotte):
    answers = [client.post("/praktijken/insturen/link/", {"email": "lotte@example.org"}) for _time in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]


def test_forged_link_opens_nothing(client, lotte):
    draft = Draft.objects.get()
    for secret in ("A" * 40, links.draft_secret(draft)):
        assert client.get(f"/praktijken/insturen/auteur/{secret}/").status_code == 404
