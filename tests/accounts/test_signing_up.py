"""Making an account: by a mailed code alone, in Dutch, back to where one was, with what one did before."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from events.links import registration_path
from events.models import Booking, Person, Registration
from events.privacy import retention
from events.registration import registering, rule
from events.registration.registering import register
from tests import screen
from tests.factories import (
    PASSWORD,
    DisciplineFactory,
    MeetupFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
)
from tests.mailed import code_mailed_to, mails_to, sign_in_by_code, text_of

pytestmark = pytest.mark.django_db
NOOR = "noor@example.org"
CARDS = ".wv-event-card"


def sign_up(client: Client, email: str = NOOR, **data):
    return client.post("/account/signup/", {"email": email, **data})


def prove(client: Client, email: str = NOOR, **data):
    return client.post("/account/confirm-email/", {"code": code_mailed_to(email), **data}, follow=True)


def registered(name: str = "Noor Jansen", email: str = NOOR, *, confirmed: bool = True, **meetup) -> Registration:
    made = register(date_of_a_meetup(**meetup), name=name, email=email, organisation="Thuiszorg")
    return rule.confirm(made) if confirmed else made


def titles(client: Client) -> list[str]:
    return screen.texts(client.get("/mijn/"), f"{CARDS} h2")


# -- What one did before -----------------------------------------------------------------------------------------------


def test_registrations_from_before_the_account_show_at_once(client, site_tree):
    for title in ("Een", "Twee", "Drie"):
        registered(title=title)
    sign_up(client)

    page = prove(client)

    assert page.request["PATH_INFO"] == "/mijn/"
    assert sorted(screen.texts(page, f"{CARDS} h2")) == ["Drie", "Een", "Twee"]


def test_nothing_shows_or_is_linked_before_the_address_is_proven(client, site_tree):
    registered(title="Wijklunch")
    sign_up(client)

    for path in ("/mijn/", "/mijn/gegevens/", "/account/email/"):
        assert "Wijklunch" not in client.get(path, follow=True).text
    assert Person.objects.get().user is None


def test_stranger_who_signs_up_with_the_address_gets_nothing_when_its_owner_proves_it(site_tree):
    registered(title="Wijklunch")
    stranger, owner = Client(), Client()
    sign_up(stranger)

    sign_in_by_code(owner, NOOR)

    assert titles(owner) == ["Wijklunch"]
    assert not get_user(stranger).is_authenticated


def test_password_alone_is_no_proof(client, site_tree):
    """Somebody may still know the password of an account at an address that others read by now."""
    UserFactory(email=NOOR)
    registered(title="Wijklunch")

    client.post("/account/login/", {"login": NOOR, "password": PASSWORD})

    assert get_user(client).is_authenticated
    assert titles(client) == []


def test_code_brings_what_was_registered_without_signing_in(client, site_tree):
    user = UserFactory(email=NOOR)
    client.force_login(user)
    registered(title="Wijklunch")
    assert titles(client) == []
    page = client.get("/mijn/")
    assert "/account/code/?next=/mijn/" in screen.addresses(page, "main a")
    form = screen.values(client.get("/account/code/?next=/mijn/"))

    client.post("/account/code/", form)
    client.post("/account/login/code/confirm/", {"code": code_mailed_to(NOOR)})

    assert titles(client) == ["Wijklunch"]


def test_second_address_brings_its_registrations_once_it_is_proven(client, site_tree):
    user = UserFactory(email="noor@thuis.example")
    registered(title="Wijklunch")
    sign_in_by_code(client, user.email)

    client.post("/account/email/", {"email": NOOR, "action_add": ""})
    assert titles(client) == []
    client.post("/account/confirm-email/", {"code": code_mailed_to(NOOR)})

    assert titles(client) == ["Wijklunch"]


def test_registration_that_is_not_confirmed_shows_as_such(client, site_tree):
    registered(title="Wijklunch", confirmed=False)
    sign_up(client)

    page = prove(client)

    assert screen.texts(page, f"{CARDS} .wv-tag") == ["Nog niet bevestigd"]
    assert Registration.objects.get().confirmed_at is None


def test_name_comes_from_what_was_confirmed(client, site_tree):
    registered("Noor van den Berg")
    sign_up(client)
    prove(client)
    date = date_of_a_meetup()

    form = screen.values(client.get(f"{date.page.get_url()}aanmelden/"))

    user = User.objects.get()
    assert (user.first_name, user.last_name) == ("Noor", "van den Berg")
    assert (form["naam"], form["email"], form["organisatie"]) == (["Noor van den Berg"], [NOOR], ["Thuiszorg"])


def test_name_that_nobody_confirmed_is_not_taken(client, site_tree):
    registered("Een Grapje", confirmed=False)
    sign_up(client)
    prove(client)

    assert User.objects.get().get_full_name() == ""


def test_name_is_kept_from_the_first_form_that_is_sent_signed_in(client, site_tree):
    sign_up(client)
    prove(client)
    date = date_of_a_meetup()
    answers = {"datum": date.pk, "naam": "Noor Jansen", "email": NOOR, "organisatie": "TWB"}

    client.post(f"{date.page.get_url()}aanmelden/", {**answers, "discipline": DisciplineFactory().pk})

    assert User.objects.get().get_full_name() == "Noor Jansen"


def test_person_who_was_never_confirmed_is_forgotten_with_the_registration(client, site_tree, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    registered("Een Grapje", confirmed=False, dates=[30])
    sign_up(client)
    prove(client)
    rule.cancel(Registration.objects.get())

    time_machine.shift(timedelta(weeks=2))
    retention.run_due()

    assert not Person.objects.filter(name="Een Grapje").exists()


# -- A mailbox of several people ---------------------------------------------------------------------------------------


def test_shared_mailbox_links_the_one_with_the_name_of_the_account(client, site_tree):
    UserFactory(email=NOOR, first_name="Noor", last_name="Jansen")
    registered("Noor Jansen", title="Van Noor")
    registered("Sanne Bos", title="Van Sanne")

    sign_in_by_code(client, NOOR)

    assert titles(client) == ["Van Noor"]
    assert screen.texts(client.get("/mijn/"), "button[name=persoon]") == ["Ik ben Sanne Bos"]


def test_shared_mailbox_without_a_name_asks_who_one_is(client, site_tree):
    registered("Noor Jansen", title="Van Noor")
    registered("Sanne Bos", title="Van Sanne")
    sign_up(client)

    page = prove(client)

    assert screen.texts(page, "button[name=persoon]") == ["Ik ben Sanne Bos", "Ik ben Noor Jansen"]
    noor = Person.objects.get(name="Noor Jansen")
    page = client.post("/mijn/ook-van-mij/", {"persoon": noor.pk}, follow=True)
    assert screen.texts(page, f"{CARDS} h2") == ["Van Noor"]
    assert User.objects.get().get_full_name() == "Noor Jansen"


def test_name_that_a_stranger_typed_makes_no_mailbox_shared(client, site_tree):
    registered("Noor Jansen", title="Van Noor")
    registered("Een Grapje", title="Van niemand", confirmed=False)
    sign_up(client)

    page = prove(client)

    assert screen.texts(page, f"{CARDS} h2") == ["Van Noor"]


@pytest.mark.parametrize("proven", [True, False])
def test_nobody_takes_people_at_another_address_or_without_fresh_proof(client, site_tree, proven):
    UserFactory(email=NOOR)
    registered("Sanne Bos")
    elsewhere = registered("Piet", "piet@example.org").person
    if proven:
        registered("Bo Smit")
        sign_in_by_code(client, NOOR)
    else:
        client.force_login(User.objects.get())
    wanted = elsewhere if proven else Person.objects.get(name="Sanne Bos")

    client.post("/mijn/ook-van-mij/", {"persoon": wanted.pk})

    wanted.refresh_from_db()
    assert wanted.user is None


@pytest.mark.parametrize("person", ["", "x", "0", "9" * 30, "\x00"])
def test_choice_that_is_none_changes_nothing(client, site_tree, person):
    UserFactory(email=NOOR)
    sign_in_by_code(client, NOOR)

    assert client.post("/mijn/ook-van-mij/", {"persoon": person}).status_code == 302


def test_person_of_another_account_stays_there(client, site_tree):
    other = UserFactory()
    PersonFactory(name="Noor Jansen", email=NOOR, user=other, confirmed_at=timezone.now())
    UserFactory(email=NOOR)

    sign_in_by_code(client, NOOR)

    assert Person.objects.get().user == other


# -- Where one lands ---------------------------------------------------------------------------------------------------


def test_who_signs_up_from_a_page_lands_there(client, site_tree):
    meetup = MeetupFactory()
    form = client.get(f"/account/signup/?next={meetup.url}")

    answer = client.post("/account/signup/", {**screen.values(form), "email": NOOR}, follow=True)
    page = client.post("/account/confirm-email/", {**code_form(answer), "code": code_mailed_to(NOOR)}, follow=True)

    assert page.request["PATH_INFO"] == meetup.url


def code_form(page) -> dict:
    return {name: values for name, values in screen.values(page, "main form.wv-form").items() if name != "code"}


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_who_signs_up_lands_on_this_site_only(client, site_tree, wanted):
    sign_up(client, next=wanted)

    assert prove(client, next=wanted).request["PATH_INFO"] == "/mijn/"


def test_links_to_sign_in_lead_back(client, site_tree):
    meetup = MeetupFactory()
    page = client.get(meetup.url)
    form = client.get(f"{meetup.url}aanmelden/")

    assert f"/account/login/?next={meetup.url.replace('/', '%2F')}" in screen.addresses(page, "footer a")
    assert f"/account/login/?next={meetup.url.replace('/', '%2F')}aanmelden%2F" in screen.addresses(form, "main a")
    login = client.get(f"/account/login/?next={meetup.url}")
    assert any(meetup.url.replace("/", "%2F") in link for link in screen.addresses(login, "main a"))


def test_mail_for_an_unknown_address_leads_to_a_form_that_knows_it(client, site_tree):
    client.post("/account/login/code/", {"email": NOOR})

    [link] = re.findall(r"https?://\S+/account/signup/\S*", text_of(mails_to(NOOR)[0]))
    form = client.get(link.removeprefix("http://testserver"))

    assert screen.values(form)["email"] == [NOOR]


# -- Signed in and registered ------------------------------------------------------------------------------------------


@pytest.fixture
def own(client, site_tree) -> Registration:
    user = UserFactory(email=NOOR)
    person = PersonFactory(name="Noor Jansen", email=NOOR, user=user)
    client.force_login(user)
    return RegistrationFactory(person=person, date=date_of_a_meetup(title="Wijklunch", capacity=9))


@pytest.mark.parametrize("below", ["", "aanmelden/", "?datum={date}"])
def test_page_and_form_say_that_one_comes_and_where_to_change_it(client, own, below):
    page = client.get(f"{own.date.page.get_url()}{below.format(date=own.date_id)}")

    assert screen.text(page, "#jij") == "Je komt"
    assert registration_path(own) in screen.addresses(page, "[aria-labelledby=jij] a")


def test_page_with_ones_own_registration_is_not_kept(client, own):
    page = client.get(own.date.page.get_url())

    assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))
    assert "Je komt" not in Client().get(own.date.page.get_url()).text
    assert registration_path(own) not in Client().get(own.date.page.get_url()).text


def test_page_says_nothing_to_another_user_or_after_cancelling(client, own):
    other = Client()
    other.force_login(UserFactory())
    assert not screen.parsed(other.get(own.date.page.get_url())).select("#jij")

    rule.cancel(own)

    assert not screen.parsed(client.get(own.date.page.get_url())).select("#jij")


# -- Words -------------------------------------------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(?:the|your|you|please|this|field|required|valid|email|e-mail address|password|code is|sent|already|sign|enter|"
    r"account with|confirm|invalid|too many)\b",
    re.IGNORECASE,
)
IN_DUTCH_TOO = {"code", "account", "e-mail", "email"}


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/account/signup/", {"email": ""}),
        ("/account/signup/", {"email": "geen adres"}),
        ("/account/signup/", {"email": "é@example.org"}),
        ("/account/signup/", {"email": "x" * 400 + "@example.org"}),
        ("/account/login/", {"login": "", "password": ""}),
        ("/account/login/code/", {"email": ""}),
        ("/account/password/reset/", {"email": "x"}),
    ],
)
def test_messages_about_mistakes_are_dutch(client, site_tree, path, data):
    page = client.post(path, data)

    errors = screen.errors(page)
    assert errors
    assert not [text for text in errors.values() if ENGLISH.search(text)]


@pytest.mark.parametrize("known", [True, False])
def test_messages_while_signing_up_are_dutch(client, site_tree, known):
    if known:
        UserFactory(email=NOOR)
    pages = [client.get("/account/signup/"), client.post("/account/signup/", {"email": NOOR}, follow=True)]
    pages.append(client.post("/account/confirm-email/", {"code": ""}))
    pages.append(client.post("/account/confirm-email/", {"code": "AAAA-AAAA"}, follow=True))
    pages.append(client.post("/account/confirm-email/", {"action": "resend"}, follow=True))
    if not known:
        client, other = Client(), "sanne@example.org"
        sign_up(client, other)
        pages.append(prove(client, other))
        pages.append(client.get("/account/password/set/"))
        pages.append(client.post("/account/password/set/", {"password1": "kort", "password2": "lang"}))
        pages.append(client.post("/account/logout/", follow=True))

    for page in pages:
        found = set(ENGLISH.findall(screen.text(page, "main"))) - IN_DUTCH_TOO
        assert not found, (page.request["PATH_INFO"], found)
    for mail in mails_to(NOOR):
        words = re.sub(r"https?://\S+", "", text_of(mail))
        assert not set(ENGLISH.findall(words)) - IN_DUTCH_TOO


def test_own_data_and_erasing_reach_what_was_linked(client, site_tree):
    registered(title="Wijklunch")
    sign_up(client)
    prove(client)

    assert "Wijklunch" in client.get("/mijn/gegevens/").text
    client.post(reverse("erase_my_data"), {"zeker": "on"})
    assert not User.objects.exists()
    assert not Person.objects.filter(email=NOOR).exists()


def test_booking_of_a_stranger_prefills_nothing(client, site_tree):
    registering.register(date_of_a_meetup(), name="Noor Jansen", email=NOOR, organisation="Nergens")
    sign_up(client)
    prove(client)
    date = date_of_a_meetup()

    form = screen.values(client.get(f"{date.page.get_url()}aanmelden/"))

    assert Booking.objects.count() == 1
    assert form["organisatie"] == [""]
