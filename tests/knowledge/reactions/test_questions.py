import pytest
from django.utils import timezone

from knowledge.identity import people
from knowledge.models import Authorship, Contributor, Question
from knowledge.reactions import questions
from outbox.models import OutgoingMail
from tests.factories import PASSWORD, UserFactory
from tests.factories_knowledge import contributor
from tests.mailed import mails_to, text_of
from tests.screen import errors, text, texts, values
from web.responses import TooManyRequests

pytestmark = pytest.mark.django_db
URL = "/praktijken/vier-aan-tafel/vraag/"
TYPED = {"vraag": "Hoe kregen jullie de huisarts mee?", "naam": "Fatima el Amrani", "email": "fatima@example.org"}


def link_in(message) -> str:
    line = next(line for line in text_of(message).splitlines() if "/mijn/" in line)
    return "/mijn/" + line.split("/mijn/")[1]


def test_question_of_a_guest_leaves_after_the_address_is_proven_only(client, practice, maker):
    client.post(URL, TYPED)

    assert mails_to(maker.email) == []
    [asked] = mails_to("fatima@example.org")
    assert "huisarts" not in text_of(asked)  # nobody makes us mail their text to somebody else

    client.get(link_in(asked))
    client.head(link_in(asked))
    assert mails_to(maker.email) == []

    answer = client.post(link_in(asked), follow=True)

    [relayed] = mails_to(maker.email)
    assert text(answer, "h1") == "Je vraag is verstuurd"
    assert relayed["Reply-To"] == "Fatima el Amrani <fatima@example.org>"
    assert "Fatima el Amrani (fatima@example.org) vraagt jou iets." in text_of(relayed).splitlines()[2]
    assert "Hoe kregen jullie de huisarts mee?" in text_of(relayed)
    assert "wijkverband" in relayed["From"].lower()


def test_confirming_twice_asks_once(client, practice, maker):
    client.post(URL, TYPED)
    link = link_in(mails_to("fatima@example.org")[0])

    client.post(link)
    client.post(link)

    assert len(mails_to(maker.email)) == 1


def test_question_of_a_signed_in_user_leaves_at_once(client, practice, maker):
    user = UserFactory(email="bo@example.org", first_name="Bo", last_name="Smit")
    client.login(email=user.email, password=PASSWORD)

    page = client.get(URL)
    client.post(URL, {"vraag": "Mag ik komen kijken?"})

    assert sorted(values(page)) == ["csrfmiddlewaretoken", "vraag"]
    assert mails_to(maker.email)[0]["Reply-To"] == "Bo Smit <bo@example.org>"
    assert mails_to("bo@example.org") == []


def test_page_shows_no_address_and_says_whom_the_question_reaches(client, practice, maker):
    page = client.get(URL)

    assert "Noor van Dijk" in text(page, ".wv-lead")
    assert maker.email not in page.content.decode()


def test_contact_who_does_not_want_to_be_named_is_not(client, practice, maker):
    Authorship.objects.update(credit_name="")

    page = client.get(URL)

    assert "Noor" not in page.content.decode()
    assert "wie deze praktijk maakt" in text(page, ".wv-lead")


def test_without_a_contact_the_editors_read_it_and_the_page_says_so(client, practice, sara):
    assert "redactie" in text(client.get(URL), ".wv-lead")

    client.post(URL, TYPED)
    client.post(link_in(mails_to("fatima@example.org")[0]))

    assert len(mails_to(sara.email)) == 1


def test_without_anybody_the_page_says_so_and_takes_no_question(client, practice):
    page = client.post(URL, TYPED)

    assert text(page, "h1") == "Deze praktijk heeft geen contactpersoon"
    assert not Question.objects.exists()


def test_answer_never_tells_whether_an_address_is_known(client, practice, maker):
    contributor("bekend@example.org")

    answers = [client.post(URL, {**TYPED, "email": email}) for email in ("bekend@example.org", "nieuw@example.org")]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "?gelukt=bevestigen")}
    assert [len(mails_to(email)) for email in ("bekend@example.org", "nieuw@example.org")] == [1, 1]


def test_at_most_five_an_hour_in_the_name_of_one_address(client, practice, maker):
    answers = [client.post(URL, {**TYPED, "email": f"fatima+{number}@example.org"}) for number in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert TYPED["vraag"] in answers[-1].content.decode()


def test_one_contact_gets_at_most_twenty_an_hour_from_everybody_together(practice, maker):
    for number in range(questions.PER_PRACTICE.number):
        asked = questions.ask(practice, contributor(f"a{number}@example.org"), name="A", words="Vraag")
        questions.send(asked)

    with pytest.raises(TooManyRequests):
        questions.send(questions.ask(practice, contributor("z@example.org"), name="Z", words="Vraag"))

    assert len(mails_to(maker.email)) == questions.PER_PRACTICE.number


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"vraag": ""}, "vraag"),
        ({"vraag": " \n "}, "vraag"),
        ({"vraag": "x" * 2001}, "vraag"),
        ({"naam": ""}, "naam"),
        ({"naam": "Win nu: https://x.example"}, "naam"),
        ({"email": "geen adres"}, "email"),
        ({"email": "a@b\r\nBcc: x@y.nl"}, "email"),
        ({"email": "x" * 300 + "@example.org"}, "email"),
    ],
)
def test_bad_input_gets_words_at_the_field_and_keeps_what_was_typed(client, practice, maker, typed, field):
    page = client.post(URL, {**TYPED, **typed})

    assert page.status_code == 422
    assert list(errors(page)) == [field]
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "bad", ["Fatima\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "\u202egro.elpmaxe"]
)
def test_odd_characters_break_nothing(client, practice, maker, bad):
    page = client.post(URL, {**TYPED, "naam": bad, "vraag": f"Vraag {bad}"})

    assert page.status_code in {302, 422}


def test_name_with_a_header_in_it_makes_no_header(client, practice, maker):
    client.post(URL, {**TYPED, "naam": "Fatima\r\nBcc: x@evil.example.org Bo", "vraag": "=?utf-8?q?Bcc:_x?="})
    client.post(URL, {**TYPED, "naam": "=?utf-8?q?=0D=0ABcc:_allen?= Bo"})

    for mail in OutgoingMail.objects.all():
        assert b"\nBcc:" not in bytes(mail.message)
    for question in Question.objects.all():
        questions.send(question)
    assert all(message["Bcc"] is None for message in mails_to(maker.email))


def test_known_person_keeps_their_name_whatever_a_stranger_types(client, practice, maker):
    known = contributor("fatima@example.org", "Fatima el Amrani")

    client.post(URL, {**TYPED, "naam": "Grapjas"})

    known.refresh_from_db()
    assert known.name == "Fatima el Amrani"
    assert Contributor.objects.count() == 2


def test_honeypot_is_answered_in_words(client, practice, maker):
    page = client.post(URL, {**TYPED, "website": "https://spam.example"})

    assert page.status_code == 422
    assert "een vak dat je niet ziet" in " ".join(texts(page, "[role=alert]"))


@pytest.mark.parametrize("change", [{"live": False}])
def test_question_about_a_draft_is_not_found(client, practice, maker, change):
    type(practice).objects.filter(pk=practice.pk).update(**change)

    assert client.get(URL).status_code == 404
    assert client.post(URL, TYPED).status_code == 404


def test_page_of_another_kind_takes_no_question(client, practice):
    assert client.get("/agenda/vraag/").status_code == 404


def test_opening_the_form_writes_nothing(client, practice, maker):
    user = UserFactory(email="bo@example.org")
    client.login(email=user.email, password=PASSWORD)

    client.get(URL)

    assert people.shown_as(user).pk is None
    assert Contributor.objects.count() == 1


def test_moment_of_sending_is_kept_for_the_term(practice, maker):
    asked = questions.ask(practice, contributor("a@example.org"), name="A", words="Vraag")
    questions.send(asked)

    assert Question.objects.get().sent_at <= timezone.now()
