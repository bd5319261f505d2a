"""The public form where a meetup is not for everybody: it says for whom, and says beside the field what is wrong."""

import pytest

from events.models import InvitationCode, Registration
from network.models import OrganisationDomain
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, OrganisationFactory, UserFactory, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetup(site_tree):
    return MeetupFactory(title="Wijklunch", capacity=4, admission="code")


@pytest.fixture
def code(meetup):
    return InvitationCode.objects.create(page=meetup, most_uses=1, code="K7MP4QRT")


@pytest.fixture
def traverse(site_tree):
    organisation = OrganisationFactory(title="Traverse", is_example=False)
    OrganisationDomain.objects.create(organisation=organisation, domain="traverse.nl")
    return organisation


def form_url(meetup, query="") -> str:
    return f"{meetup.get_url()}aanmelden/{query}"


def sent(client, meetup, **answers):
    discipline = DisciplineFactory()
    usual = {"naam": "Anna", "email": "anna@example.org", "organisatie": "TWB", "discipline": discipline.pk}
    return client.post(form_url(meetup), {"datum": meetup.dates.get().pk, **usual, **answers})


def test_page_and_form_say_that_a_code_is_needed(client, meetup, code):
    page, form = client.get(meetup.get_url()), client.get(form_url(meetup))

    assert screen.facts(page)["Wie kan zich aanmelden"] == ["Alleen met een code, die je van de organisator krijgt"]
    assert "Alleen met een code" in screen.text(form, "form .wv-notice")
    assert screen.names(form)[0] == "code"
    assert code.code not in page.text + form.text


def test_form_for_everybody_asks_no_code(client, site_tree):
    meetup = MeetupFactory()

    assert "code" not in screen.names(client.get(form_url(meetup)))
    assert "Wie kan zich aanmelden" not in screen.facts(client.get(meetup.get_url()))


def test_link_with_the_code_fills_it_in_and_it_gets_one_in(client, meetup, code):
    form = client.get(form_url(meetup, f"?code={code.code}"))

    assert screen.values(form)["code"] == ["K7MP4QRT"]
    assert client.get(form_url(meetup)).status_code == 200
    assert screen.values(client.get(form_url(meetup)))["code"] == [""]
    assert sent(client, meetup, code="k7mp-4qrt").status_code == 302
    assert Registration.objects.get().booking.invitation == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul de code in die je van de organisator kreeg."),
        ("NIETWAAR", "Deze code kennen we niet. Kijk hem nog eens na."),
        ("x" * 41, "Deze code is te lang. Kijk hem nog eens na."),
        ("<script>", "Deze code kennen we niet. Kijk hem nog eens na."),
        ("\x00", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_wrong_code_is_said_beside_the_field_and_keeps_what_was_typed(client, meetup, code, typed, said):
    page = sent(client, meetup, code=typed)

    assert page.status_code == 422
    assert screen.errors(page) == {"code": said}
    assert screen.values(page)["naam"] == ["Anna"]
    assert not Registration.objects.exists()


def test_used_up_code_says_so(client, meetup, code):
    sent(client, meetup, code=code.code)

    page = sent(client, meetup, code=code.code, naam="Bram", email="bram@example.org")

    assert screen.errors(page) == {"code": "Met deze code kan niemand meer erbij. Vraag de organisator om een andere."}


def test_code_with_fewer_uses_than_people_says_how_many(client, meetup, code):
    colleague = {"collega_1_naam": "Bram", "collega_1_email": "bram@example.org", "collega_1_discipline": "zelf"}

    page = sent(client, meetup, code=code.code, **colleague)

    assert screen.errors(page) == {"code": "Met deze code kunnen er nog 1 bij."}
    assert not Registration.objects.exists()


def test_codes_cannot_be_guessed_for_long(client, meetup, code):
    statuses = [sent(client, meetup, code=f"GOK{number:05}").status_code for number in range(70)]

    assert statuses[0] == 422
    assert statuses[-1] == 429
    assert not Registration.objects.exists()


def test_form_names_the_organisations_and_takes_their_addresses(client, traverse):
    other = OrganisationFactory(title="De Eik", is_example=False)
    meetup = MeetupFactory(admission="organisations", admitted_organisations=[traverse, other])

    form = client.get(form_url(meetup))
    outsider = sent(client, meetup)
    member = sent(client, meetup, email="anna@traverse.nl")

    assert "Alleen voor mensen van De Eik en Traverse." in screen.text(form, "form .wv-notice")
    assert outsider.status_code == 422
    assert list(screen.errors(outsider)) == ["email"]
    assert member.status_code == 302
    assert OutgoingMail.objects.get().recipient == "anna@traverse.nl"


def test_colleague_from_elsewhere_is_named_beside_their_own_address(client, traverse):
    meetup = MeetupFactory(admission="organisations", admitted_organisations=[traverse])
    colleague = {"collega_2_naam": "Bram", "collega_2_email": "bram@elders.nl", "collega_2_discipline": "zelf"}

    page = sent(client, meetup, email="anna@traverse.nl", **colleague)

    assert list(screen.errors(page)) == ["collega_2_email"]


def test_who_works_there_is_in_at_once_and_who_left_gets_a_mail_first(client, traverse):
    meetup = MeetupFactory(admission="organisations", admitted_organisations=[traverse])
    works, left = organiser_of(traverse, email="noor@traverse.nl"), UserFactory(email="bram@traverse.nl")

    client.force_login(works)
    at_once = sent(client, meetup, email="noor@traverse.nl")
    client.force_login(left)
    by_mail = sent(client, meetup, email="bram@traverse.nl", naam="Bram")

    assert at_once["Location"].startswith("/aanmelding/")
    assert "/verstuurd/" in by_mail["Location"]
    states = dict(Registration.objects.values_list("person__email", "state"))
    assert states == {"noor@traverse.nl": "confirmed", "bram@traverse.nl": "held"}


def test_draft_and_private_organisations_are_named_nowhere_else(client, traverse):
    meetup = MeetupFactory(title="Besloten", admission="organisations", admitted_organisations=[traverse])

    assert "traverse.nl" not in client.get(form_url(meetup)).text
    assert "traverse.nl" not in sent(client, meetup).text
