"""Signing in on the site and in the admin, which only allauth handles, and its effect on registering."""

from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user
from django.core import mail
from django.core.mail import send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from events.links import registration_path
from events.models import Booking, EventDate, Person, Registration
from events.registration import registering, rule
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    PASSWORD,
    DisciplineFactory,
    MeetupFactory,
    OrganisationFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
    functional_manager,
    organiser_of,
)
from tests.mailed import code_mailed_to, mails_to, sign_in_by_code, text_of

pytestmark = pytest.mark.django_db
MINE = ".wv-event-card"
LOGIN = "/account/login/"
State = Registration.State


def sign_in(client, user: User, **changes):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD, **changes})


def with_second_factor(user: User) -> User:
    TOTP.activate(user, generate_totp_secret())
    return user


# -- One sign-in page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("path", "destination"), [("/beheer/login/", "/account/login/?next=/beheer/"), ("/_util/login/", "/account/login/")]
)
def test_login_of_wagtail_takes_no_password_and_sends_on(client, method, path, destination):
    user = functional_manager()

    response = getattr(client, method)(path, {"username": user.email, "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, destination)
    assert get_user(client).is_anonymous


@pytest.mark.parametrize(
    "path", ["/beheer/", "/beheer/pages/", "/beheer/users/", "/beheer/account/", "/beheer/reports/locked/"]
)
def test_admin_asks_to_sign_in_by_the_same_door(client, site_tree, path):
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next={path}")


@pytest.mark.parametrize(
    "path", ["/beheer/password_reset/", "/beheer/password_reset/confirm/x/y/", "/beheer/password_reset/done/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_password_of_the_admin_is_reset_by_the_same_door(client, method, path):
    user = functional_manager()

    response = getattr(client, method)(path, {"email": user.email})

    assert (response.status_code, response["Location"]) == (302, "/account/password/reset/")
    assert not OutgoingMail.objects.exists()


def test_admin_of_django_is_not_there(client):
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")

    assert client.get("/django-admin/").status_code == 404


@pytest.mark.parametrize(
    ("made", "destination"),
    [
        (lambda: organiser_of(OrganisationFactory()), "/beheer/"),
        (functional_manager, "/beheer/"),
        (UserFactory, "/mijn/"),
    ],
    ids=["organiser", "functional manager", "professional"],
)
def test_sign_in_leads_to_ones_own_work(client, made, destination):
    user = made()

    response = sign_in(client, user)

    assert (response.status_code, response["Location"]) == (302, destination)
    assert get_user(client) == user
    assert client.get(destination).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "destination"),
    [("/agenda/", "/agenda/"), ("https://evil.example/", "/mijn/"), ("//evil.example/", "/mijn/"), ("javascript:alert(1)", "/mijn/")],
)  # fmt: skip
def test_sign_in_goes_on_within_the_site_only(client, wanted, destination):
    assert sign_in(client, UserFactory(), next=wanted)["Location"] == destination


@pytest.mark.parametrize(
    ("changes", "is_in"),
    [({"login": "IEMAND@EXAMPLE.ORG"}, True), ({"password": "onzin"}, False), ({"login": "ander@example.org"}, False), ({"login": "\x00"}, False), ({"password": "x" * 10_240}, False)],
    ids=["capitals", "wrong password", "unknown address", "NUL", "ten kilobytes"],
)  # fmt: skip
def test_sign_in_by_address_and_password(client, changes, is_in):
    user = UserFactory(email="iemand@example.org")

    response = sign_in(client, user, **changes)

    assert response.status_code == (302 if is_in else 200)
    assert get_user(client).is_authenticated is is_in


def test_sign_in_says_the_same_of_a_wrong_password_and_an_unknown_address(client):
    UserFactory(email="iemand@example.org")

    errors = [
        screen.text(client.post(LOGIN, {"login": login, "password": "onzin"}), "main [role=alert]")
        for login in ("iemand@example.org", "ander@example.org")
    ]

    assert errors[0] == errors[1]


def test_sign_in_stops_somebody_who_goes_on_guessing(client):
    user = UserFactory()

    for _ in range(11):
        client.post(LOGIN, {"login": user.email, "password": "onzin"})
    sign_in(client, user)

    assert get_user(client).is_anonymous


def test_sign_in_with_an_address_that_is_not_proven_asks_for_the_proof(client):
    user = UserFactory()
    EmailAddress.objects.filter(user=user).update(verified=False)

    response = sign_in(client, user)

    assert get_user(client).is_anonymous
    assert response["Location"].startswith("/account/")
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == [user.email]


@pytest.mark.parametrize(
    ("path", "email", "words", "link"),
    [
        ("/account/signup/", "iemand@example.org", "Kies een nieuw wachtwoord", "/account/password/reset/"),
        (
            "/account/password/reset/",
            "ander@example.org",
            "Maak een account",
            "/account/signup/?email=ander%40example.org",
        ),
        ("/account/login/code/", "ander@example.org", "Maak een account", "/account/signup/?email=ander%40example.org"),
    ],
)
def test_mail_with_a_button_says_what_it_does_and_leads_to_this_site_only(client, settings, path, email, words, link):
    """The Host header is the visitor's to choose; Django checks its name, and not its port."""
    settings.SITE_URL = "https://wijkverband.example"
    settings.ALLOWED_HOSTS = ["elders.example", "wijkverband.example"]
    UserFactory(email="iemand@example.org")

    client.post(path, {"email": email, "password1": "paarse-fiets-onder-de-linde"}, HTTP_HOST="elders.example:6666")

    (message,) = mails_to(email)
    html, plain = text_of(message, "html"), text_of(message)
    assert f">{words}</a>" in html
    assert f"https://wijkverband.example{link}" in plain
    assert f'href="https://wijkverband.example{link}"' in html
    assert "elders.example" not in str(message)
    assert "6666" not in html + plain


def test_professional_has_nothing_in_the_admin(client):
    client.force_login(UserFactory())

    response = client.get("/beheer/", follow=True)

    assert "Nieuwe bijeenkomst" not in response.text
    assert response.status_code in {200, 403}
    assert not response.request["PATH_INFO"].startswith("/beheer/") or response.status_code == 403


def test_who_is_signed_in_already_is_not_told_to_sign_in(client):
    client.force_login(UserFactory())

    main = client.get("/beheer/").text.partition("<main")[2].partition("</main>")[0]

    assert "Je bent al ingelogd." in main
    assert LOGIN not in main


# -- A second factor ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/pages/", "/beheer/users/"])
def test_admin_without_a_second_factor_sends_to_where_one_is_set_up(client, settings, path):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(functional_manager())

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, "/account/2fa/")
    assert client.get("/account/2fa/").status_code == 200


def test_admin_opens_for_a_session_that_passed_the_second_factor(client, settings):
    settings.REQUIRE_STAFF_MFA = True
    secret = generate_totp_secret()
    user = functional_manager()
    TOTP.activate(user, secret)
    sign_in(client, user)
    before = client.get("/beheer/").status_code
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    wrong = client.post("/account/2fa/authenticate/", {"code": "000000" if code != "000000" else "000001"})
    right = client.post("/account/2fa/authenticate/", {"code": code})

    assert (before, wrong.status_code, right.status_code, client.get("/beheer/").status_code) == (302, 200, 302, 200)
    assert "Deze code klopt niet, of hij is verlopen." in wrong.text


def test_admin_stays_shut_for_a_session_that_did_not_pass_the_second_factor(client, settings):
    """Having a second factor is not the same as using it, however the session was started."""
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(with_second_factor(functional_manager()))

    response = client.get("/beheer/")

    assert (response.status_code, response["Location"]) == (302, "/account/2fa/reauthenticate/?next=%2Fbeheer%2F")


def test_site_asks_no_second_factor(client, settings, site_tree):
    settings.REQUIRE_STAFF_MFA = True
    client.force_login(functional_manager())

    assert [client.get(url).status_code for url in ("/", "/agenda/", "/mijn/")] == [200, 200, 200]


def test_sign_in_with_a_second_factor_asks_for_it(client):
    user = with_second_factor(functional_manager())

    response = sign_in(client, user)

    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/account/2fa/authenticate/")
    assert get_user(client).is_anonymous


@pytest.mark.parametrize("url", [LOGIN, "/account/signup/", "/account/password/reset/", "/account/login/code/"])
def test_page_of_accounts_is_in_our_own_look_and_runs_no_script_of_its_own(client, site_tree, url):
    response = client.get(url)

    assert response.status_code == 200
    assert '<html lang="nl">' in response.text
    assert "css/site.css" in response.text
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    scripts = [part.split(">")[0] for part in response.text.split("<script")[1:]]
    assert [script for script in scripts if "src=" not in script and "application/json" not in script] == []


def test_page_that_asks_for_a_code_says_once_where_it_went(client, site_tree):
    user = UserFactory()

    response = client.post(reverse("account_request_login_code"), {"email": user.email}, follow=True)

    assert response.text.count(user.email) == 1


@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ([], []),
        ([("tweede@example.org", True)], ["action_primary", "action_send", "action_remove"]),
    ],
    ids=["one", "two"],
)
def test_addresses_offer_only_what_one_can_do_with_them(client, site_tree, more, offered):
    user = UserFactory()
    for address, verified in more:
        EmailAddress.objects.create(user=user, email=address, verified=verified)
    sign_in_by_code(client, user.email)

    page = client.get("/account/email/").text

    assert user.email in page
    assert [name for name in ("action_primary", "action_send", "action_remove") if f'name="{name}"' in page] == offered


# -- The user's own registrations --------------------------------------------------------------------------------------


def test_mine_asks_to_sign_in(client, site_tree):
    response = client.get("/mijn/")

    assert (response.status_code, response["Location"]) == (302, "/aanmelding/")


def test_mine_shows_only_ones_own_live_and_coming_ones(client):
    user, other = UserFactory(), UserFactory()
    me, them = PersonFactory(user=user), PersonFactory(user=other)
    shown = []
    for title, in_days, state in (
        ("Wachten", 9, {"waiting": True}), ("Komen", 5, {}), ("Afgemeld", 6, {"cancelled": True}), ("Geweest", -3, {}),
    ):  # fmt: skip
        shown.append(
            RegistrationFactory(person=me, date=MeetupFactory(title=title, dates=(in_days,)).dates.get(), **state)
        )
    RegistrationFactory(person=them, date=MeetupFactory(title="Van een ander").dates.get())
    client.force_login(user)

    response = client.get("/mijn/")

    assert screen.links(response, f"{MINE} a") == [
        ("Komen", registration_path(shown[1])),
        ("Wachten", registration_path(shown[0])),
    ]
    assert screen.texts(response, f"{MINE} .wv-tag") == ["Je komt", "Je staat op de wachtlijst"]
    assert screen.texts(response, f"{MINE} .wv-tag--success") == ["Je komt"]
    assert screen.texts(response, f"{MINE} .wv-tag--warning") == ["Je staat op de wachtlijst"]
    assert "Van een ander" not in response.text
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_mine_shows_two_people_with_one_account_at_one_date(client):
    user = UserFactory()
    date = date_of_a_meetup()
    people = [PersonFactory(user=user, email=user.email, name_key=name) for name in ("noor", "sanne")]
    made = [RegistrationFactory(person=person, date=date) for person in people]
    client.force_login(user)

    assert screen.addresses(client.get("/mijn/"), f"{MINE} a") == [registration_path(item) for item in made]


def test_mine_takes_as_many_queries_for_ten_as_for_one(client, django_assert_max_num_queries):
    user = UserFactory()
    person = PersonFactory(user=user)
    RegistrationFactory(person=person)
    client.force_login(user)
    client.get("/mijn/")
    with django_assert_max_num_queries(50) as one:
        client.get("/mijn/")
    for date in MeetupFactory(dates=range(1, 10)).dates.all():
        RegistrationFactory(person=person, date=date)

    with django_assert_max_num_queries(len(one)):
        response = client.get("/mijn/")

    assert len(screen.titles(response)) == 10


# -- Registering while signed in ---------------------------------------------------------------------------------------


def answers(date: EventDate, email: str, **changes) -> dict:
    return {
        "datum": date.pk, "naam": "Noor Jansen", "email": email, "organisatie": "Thuiszorg", "discipline": DisciplineFactory().pk,
        **changes,
    }  # fmt: skip


def register(client, date: EventDate, email: str, **changes):
    return client.post(f"{date.page.get_url()}aanmelden/", answers(date, email, **changes))


@pytest.mark.parametrize("change", [str, str.upper], ids=["as it is", "in capitals"])
def test_register_with_ones_own_address_is_confirmed_at_once(client, change):
    user, date = UserFactory(), date_of_a_meetup(capacity=2)
    client.force_login(user)

    response = register(client, date, change(user.email))

    made = Registration.objects.get()
    assert (made.state, made.person.user) == (State.CONFIRMED, user)
    assert (response.status_code, response["Location"]) == (302, registration_path(made))
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == [user.email]


def test_register_with_ones_own_address_when_full_waits_without_another_step(client):
    user, date = UserFactory(), date_of_a_meetup(capacity=1)
    RegistrationFactory(date=date)
    client.force_login(user)

    register(client, date, user.email)

    made = Registration.objects.order_by("-pk").first()
    assert (made.state, made.confirmed_at is not None) == (State.WAITING, True)


@pytest.mark.parametrize(
    "make_unproven",
    [
        lambda user: "collega@example.org",
        lambda user: EmailAddress.objects.filter(user=user).update(verified=False) and user.email,
        lambda user: EmailAddress.objects.filter(user=user).delete() and user.email,
    ],
    ids=["of somebody else", "not proven", "not known to allauth"],
)
def test_register_with_an_address_that_is_not_proven_ones_own_asks_confirmation(client, make_unproven):
    user, date = UserFactory(), date_of_a_meetup(capacity=2)
    email = make_unproven(user)
    client.force_login(user)

    response = register(client, date, email)

    made = Registration.objects.get()
    assert (made.state, made.person.user, made.person.confirmed_at) == (State.HELD, None, None)
    assert screen.without_secret(response["Location"]) == f"{date.page.get_url()}aanmelden/verstuurd/…/?datum={date.pk}"
    assert registration_path(made) not in response["Location"]


def test_register_with_the_address_of_somebody_else_shows_nothing_of_theirs(client):
    date = date_of_a_meetup(capacity=2)
    theirs = rule.confirm(registering.register(date, name="Noor Jansen", email="ander@example.org"))
    client.force_login(UserFactory())

    response = register(client, date, "ander@example.org")

    assert screen.without_secret(response["Location"]) == f"{date.page.get_url()}aanmelden/verstuurd/…/?datum={date.pk}"
    assert Registration.objects.get() == theirs
    assert Person.objects.get().user is None


def test_form_for_who_is_signed_in_knows_name_and_address(client):
    user, date = UserFactory(), date_of_a_meetup()
    client.force_login(user)

    response = client.get(f"{date.page.get_url()}aanmelden/")

    form = screen.values(response)
    assert (form["naam"], form["email"]) == (["Noor Jansen"], [user.email])
    assert "Je plek staat daarna meteen vast" in response.text


def test_form_fills_in_what_the_user_confirmed_and_nothing_that_somebody_else_typed(client):
    user, date = UserFactory(), date_of_a_meetup()
    person = PersonFactory(user=user, email=user.email)
    mine, strange = (Booking.objects.create(person=person, organisation=name) for name in ("Thuiszorg", "Nergens"))
    RegistrationFactory(person=person, booking=mine)
    RegistrationFactory(person=person, booking=strange, held=True)
    client.force_login(user)

    form = screen.values(client.get(f"{date.page.get_url()}aanmelden/"))

    assert form["organisatie"] == ["Thuiszorg"]


# -- Users -------------------------------------------------------------------------------------------------------------


def test_user_is_found_whatever_the_case_and_made_once(django_user_model):
    made = django_user_model.objects.create_user("Noor@Example.org")

    assert made.email == "noor@example.org"
    assert django_user_model.objects.get_by_natural_key("NOOR@example.ORG") == made
    assert not made.has_usable_password()


def test_session_of_an_account_that_was_closed_ends(client, site_tree):
    user = UserFactory()
    client.force_login(user)
    user.is_active = False
    user.save()

    assert client.get("/mijn/").status_code == 302


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        ("account_request_login_code", "Vul deze code in"),
        ("account_reset_password", "kies je een nieuw wachtwoord"),
    ],
)
def test_mail_about_signing_in_has_text_and_the_look_of_the_house(client, ask, shown):
    user = UserFactory()

    client.post(reverse(ask), {"email": user.email})

    [message] = mails_to(user.email)
    html = text_of(message, "html")
    assert shown in text_of(message)
    assert shown in html
    assert message["Subject"] in html
    assert "netwerk voor zorg en welzijn" in html


def test_mail_about_signing_in_escapes_what_was_typed(client):
    client.post(reverse("account_request_login_code"), {"email": "a&b@example.org"})

    [message] = mails_to("a&b@example.org")
    assert "a&b@" not in text_of(message, "html")
    assert "a&amp;b@" in text_of(message, "html")


# -- Codes in the outbox -----------------------------------------------------------------------------------------------


@pytest.fixture
def dead_mail_server(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/account/signup/", {"password1": "paarse-fiets-onder-de-linde"}),
        ("/account/login/code/", {}),
        ("/account/password/reset/", {}),
        (LOGIN, {"login": "iemand@example.org", "password": PASSWORD}),
    ],
    ids=["sign up", "code", "password", "unproven"],
)
@pytest.mark.parametrize("email", ["iemand@example.org", "ander@example.org"], ids=["known", "unknown"])
def test_mail_server_that_is_away_keeps_nobody_waiting_and_fails_nobody(
    client, site_tree, dead_mail_server, path, data, email
):
    user = UserFactory(email="iemand@example.org")
    EmailAddress.objects.filter(user=user).update(verified=path != LOGIN)

    response = client.post(path, {"email": email, **data}, follow=True)

    assert response.status_code == 200
    assert len(mails_to(data.get("login", email))) == 1


def test_mail_with_a_code_says_until_when_it_works(client, time_machine):
    time_machine.move_to("2026-11-30 13:20+01:00", tick=False)
    user = UserFactory()

    client.post("/account/login/code/", {"email": user.email})

    [message] = mails_to(user.email)
    assert "De code werkt tot 13.35 uur." in text_of(message)
    assert "De code werkt tot 13.35 uur." in text_of(message, "html")


def test_code_works_until_the_time_in_the_mail(client, time_machine):
    time_machine.move_to("2026-11-30 13:20+01:00")
    user = UserFactory()
    client.post("/account/login/code/", {"email": user.email})

    time_machine.move_to("2026-11-30 13:34:30+01:00")
    client.post("/account/login/code/confirm/", {"code": code_mailed_to(user.email)})

    assert get_user(client) == user


def test_code_is_not_sent_once_it_does_not_work_any_more(client, time_machine):
    time_machine.move_to("2026-11-30 13:20+01:00", tick=False)
    client.post("/account/login/code/", {"email": UserFactory().email})

    time_machine.move_to("2026-11-30 13:35+01:00", tick=False)
    deliver()

    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_code_is_sent_before_mails_that_wait_longer_and_leaves_no_trace(client, known):
    email = UserFactory().email if known else "onbekend@example.org"
    send_mail("Een gewone mail", "Hallo", None, ["ander@example.org"])
    client.post("/account/login/code/", {"email": email})

    deliver()

    assert [message.to for message in mail.outbox] == [[email], ["ander@example.org"]]
    assert ("Vul deze code in" in str(mail.outbox[0].message())) is known
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == ["ander@example.org"]


@pytest.mark.parametrize("known", [True, False])
def test_code_that_an_address_refuses_leaves_no_trace(client, settings, known):
    settings.MAIL_TRANSPORT = f"{__name__}.Refusing"
    client.post("/account/login/code/", {"email": UserFactory().email if known else "onbekend@example.org"})

    deliver()

    assert not OutgoingMail.objects.exists()


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"iemand": (550, b"no")})
