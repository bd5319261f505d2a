"""Secret links: only their holder may act, and opening one never changes anything."""

import pytest

from events.links import registration_from, registration_path, registration_secret
from events.models import EventDate, Registration
from events.publishing import move
from events.registration import lapsing, registering, rule
from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import MeetupFactory, RegistrationFactory, date_of_a_meetup, noon, taken_off
from web.signed_links import read_secret, sign

pytestmark = pytest.mark.django_db
State = Registration.State
LOOKING = ("", "kalender.ics", "wijzigen/", "nieuwe-link/", "ticket/", "afmelden/zeker/")
CHANGING = ("bevestigen/", "afmelden/", "terug/")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def held() -> Registration:
    return registering.register(date_of_a_meetup(capacity=2), name="Sanne de Vries", email="sanne@example.org")


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Registration, EventDate, OutgoingMail)]


# -- The signature -----------------------------------------------------------------------------------------------------


def test_secret_opens_its_own_registration_only():
    mine, other = RegistrationFactory(), RegistrationFactory()

    assert (registration_from(registration_secret(mine)), registration_from(registration_secret(other))) == (
        mine,
        other,
    )
    assert registration_secret(mine) != registration_secret(other)


def test_secret_is_short_enough_for_a_mail_and_long_enough_to_guess():
    secret = registration_secret(RegistrationFactory())

    assert len(secret) == 40
    assert set(secret) <= set(ALPHABET)


def test_secret_changed_in_any_character_opens_nothing():
    secret = registration_secret(RegistrationFactory())

    for place, character in enumerate(secret):
        replaced = ALPHABET[(ALPHABET.index(character) + 1) % 64]
        assert registration_from(f"{secret[:place]}{replaced}{secret[place + 1 :]}") is None, place


@pytest.mark.parametrize(
    "change",
    [
        lambda secret: secret[:-1], lambda secret: secret + "A", lambda secret: secret + "=", lambda secret: "", lambda secret: "A" * 40,
        lambda secret: secret.lower(), lambda secret: f" {secret}", lambda secret: f"{secret}\n", lambda secret: secret[::-1],
        lambda secret: "é" * 40, lambda secret: "x" * 10_000, lambda secret: secret.replace(secret[0], "\u0410", 1),
        lambda secret: secret[:14],
    ],
    ids=["shorter", "longer", "padded", "empty", "zeros", "lower case", "a space", "a line end", "reversed", "not ASCII", "much", "a Cyrillic A", "no signature"],
)  # fmt: skip
def test_secret_that_we_did_not_make_opens_nothing(change):
    assert registration_from(change(registration_secret(RegistrationFactory()))) is None


def test_secret_is_for_one_purpose():
    made = RegistrationFactory()

    assert read_secret("registration", sign("feed", made.pk, made.link_version)) is None
    assert read_secret("feed", sign("feed", made.pk, made.link_version)) == (made.pk, made.link_version)


def test_secret_that_was_rotated_opens_nothing_and_the_new_one_does(client):
    made = RegistrationFactory()
    old = registration_path(made)
    Registration.objects.filter(pk=made.pk).update(link_version=made.link_version + 1)
    made.refresh_from_db()

    assert (client.get(old).status_code, client.get(registration_path(made)).status_code) == (410, 200)


def test_secret_of_a_registration_that_is_gone_opens_nothing(client):
    made = RegistrationFactory()
    path = registration_path(made)
    made.delete()

    assert client.get(path).status_code == 404


def test_secret_outlives_a_change_of_key_while_the_old_one_is_listed(client, settings):
    path = registration_path(RegistrationFactory())
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-" + "k" * 40
    without = client.get(path).status_code

    settings.SECRET_KEY_FALLBACKS = ["something-else", old]

    assert (without, client.get(path).status_code) == (404, 200)


def test_secret_is_made_with_the_newest_key(settings):
    made = RegistrationFactory()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "k" * 40
    secret = registration_secret(made)
    settings.SECRET_KEY_FALLBACKS = []

    assert registration_from(secret) == made


@pytest.mark.parametrize("pk", [0, 1, 2**31, 2**63 - 1, 2**63, 2**64 - 1])
def test_secret_of_any_number_is_answered(client, pk):
    assert client.get(f"/aanmelding/{sign('registration', pk, 0)}/").status_code == 404


# -- Opening changes nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("action", [*LOOKING, *CHANGING])
def test_link_that_is_only_looked_at_changes_nothing(client, method, action):
    """Programs that scan mail open every link in it."""
    path = registration_path(held())
    before = everything()

    response = client.generic(method, f"{path}{action}")

    assert everything() == before
    assert response.status_code == (405 if method == "OPTIONS" or action in CHANGING else 200)


@pytest.mark.parametrize("action", CHANGING)
def test_link_that_changes_something_wants_a_post_and_says_so(client, action):
    response = client.get(f"{registration_path(held())}{action}")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert 'href="../">Naar je aanmelding</a>' in response.text


@pytest.mark.parametrize("action", ["", "kalender.ics", *CHANGING])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_link_with_a_wrong_secret_changes_nothing_and_looks_like_any_wrong_address(client, method, action):
    path = registration_path(held())
    wrong = f"{path[:-3]}{'AA' if path[-3:-1] != 'AA' else 'BB'}/"
    before = everything()

    answers = [
        client.generic(method, f"{address}{action}")
        for address in (wrong, "/aanmelding/x/", "/aanmelding/" + "A" * 40 + "/")
    ]

    refused = 405 if (method == "GET") == (action in CHANGING) else 404
    assert {answer.status_code for answer in answers} == {refused}
    assert len({answer.content for answer in answers}) == 1
    assert everything() == before


@pytest.mark.parametrize("action", LOOKING)
def test_link_is_kept_from_caches_search_engines_and_other_sites(client, action):
    response = client.get(f"{registration_path(held())}{action}")

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex, nofollow", "strict-origin")


def test_link_shows_its_secret_to_nobody_else(client):
    path = registration_path(held())

    text = client.get(path).text

    assert 'rel="canonical"' not in text
    assert '<meta name="robots" content="noindex">' in text
    assert not [url for url in text.split('"') if url.startswith("http") and path in url]


# -- The page behind it ------------------------------------------------------------------------------------------------


def labels(response) -> list[str]:
    """Return the words on the buttons under the sentence."""
    return screen.texts(response, ".wv-state > .wv-button-row .wv-button")


def test_link_from_mail_to_place_to_somebody_else(client):
    """Life of one registration, through the buttons that its owner sees."""
    made = held()
    path = registration_path(made)
    seen = []

    for action in ("", "bevestigen/", "afmelden/"):
        response = client.post(f"{path}{action}", follow=True) if action else client.get(path)
        seen.append(
            (screen.text(response, "h1"), labels(response), screen.texts(response, ".wv-state > [role=status]"))
        )

    assert seen == [
        ("Bevestig je plek", ["Ja, ik kom", "Nee, ik kom niet"], []),
        ("Je plek staat vast", ["Zet in je agenda", "Toon je ticket", "Ik kan toch niet"], ["Bedankt, dat is gelukt."]),
        ("Je bent afgemeld", ["Toch weer komen"], ["Fijn dat je het doorgeeft."]),
    ]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({}, "Je plek staat vast"),
        ({"held": True}, "Bevestig je plek"),
        ({"waiting": True}, "Je staat op plek 1 van de wachtlijst"),
        ({"waiting": True, "confirmed_at": None}, "Bevestig je adres"),
        ({"cancelled": True}, "Je bent afgemeld"),
        ({"requested": True}, "Je aanvraag is binnen"),
        ({"requested": True, "confirmed_at": None}, "Bevestig je adres"),
        ({"state": State.DECLINED, "placed_at": None}, "Er is geen plek voor je"),
        ({"state": State.EXPIRED, "confirmed_at": None}, "Je plek is vrijgegeven"),
    ],
    ids=[
        "placed",
        "held",
        "waiting",
        "waiting, not confirmed",
        "cancelled",
        "requested",
        "requested, not confirmed",
        "declined",
        "lapsed",
    ],
)
def test_link_says_where_you_stand(client, state, sentence):
    response = client.get(registration_path(RegistrationFactory(**state)))

    assert screen.text(response, "h1") == sentence
    assert f"<title>{sentence} · Wijkverband</title>" in response.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda date: move.cancel_date(date, reason="De keuken is stuk."), "Deze bijeenkomst gaat niet door"),
        (lambda date: taken_off(date.page), "Deze bijeenkomst is vervallen"),
        (lambda date: taken_off(date.page).delete(), "Deze bijeenkomst is vervallen"),
    ],
    ids=["cancelled", "unpublished", "deleted"],
)
def test_link_says_what_happened_to_the_date(client, change, sentence):
    made = RegistrationFactory()
    change(made.date)

    response = client.get(registration_path(made))

    assert (response.status_code, screen.text(response, "h1"), labels(response)) == (200, sentence, [])


def test_link_of_a_date_that_is_over_offers_nothing_more(client):
    made = RegistrationFactory(date=MeetupFactory(dates=(-1,)).dates.get())

    response = client.get(registration_path(made))

    assert (screen.text(response, "h1"), labels(response)) == ("Deze bijeenkomst is geweest", [])
    assert "Wijzig je gegevens" not in response.text


def test_link_to_the_calendar_has_the_uid_of_the_feed_and_the_state_of_the_person(client):
    placed, waiting = RegistrationFactory(), RegistrationFactory(waiting=True)

    for made, status in ((placed, b"STATUS:CONFIRMED"), (waiting, b"STATUS:TENTATIVE")):
        response = client.get(f"{registration_path(made)}kalender.ics")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="bijeenkomst.ics"'
        content = response.content.replace(b"\r\n ", b"")
        assert f"UID:{made.date.uid}\r\n".encode() in content
        assert status in content


def test_link_confirms_once_however_often_it_is_pressed(client):
    path = registration_path(held())

    for _ in range(3):
        client.post(f"{path}bevestigen/")

    assert list(Registration.objects.values_list("state", flat=True)) == [State.CONFIRMED]
    assert OutgoingMail.objects.count() == 2


def test_link_pressed_after_the_hour_gets_what_is_left(client, time_machine):
    made = held()
    deliver()
    time_machine.move_to(made.held_until)
    lapsing.run_due()

    response = client.post(f"{registration_path(made)}bevestigen/", follow=True)

    assert screen.text(response, "h1") == "Je plek staat vast"
    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == [State.EXPIRED, State.CONFIRMED]


def test_link_that_lapsed_gets_in_line_anew_once(client, time_machine):
    """Clicking in an old mail again and again must not create rows and mails without end."""
    made = held()
    deliver()
    time_machine.move_to(made.held_until)
    lapsing.run_due()
    old = registration_path(made)

    for _ in range(3):
        client.post(f"{old}bevestigen/")
        anew = Registration.objects.order_by("-pk").first()
        client.post(f"{registration_path(anew)}afmelden/")
    page = client.get(old)

    assert Registration.objects.count() == 2
    assert labels(page) == ["Toch weer aanmelden"]


def test_link_used_without_end_is_stopped(client, time_machine):
    made = rule.confirm(held())
    path = registration_path(made)

    statuses = [client.post(f"{path}{action}").status_code for _ in range(25) for action in ("afmelden/", "terug/")]

    assert statuses == [302] * 40 + [429] * 10
    assert client.get(path).status_code == 200


def test_changing_between_two_dates_without_end_is_stopped(client, time_machine):
    """Each change creates another registration, with a link of its own."""
    time_machine.move_to(noon(0), tick=False)
    dates = list(MeetupFactory(dates=[10, 20]).dates.order_by("start"))
    path = registration_path(rule.confirm(registering.register(dates[0], name="Sanne Vos", email="sanne@example.org")))
    statuses = []

    for number in range(1, 44):
        response = client.post(f"{path}andere-datum/", {"datum": dates[number % 2].pk})
        statuses.append(response.status_code)
        path = response["Location"].split("?")[0] if response.status_code == 302 else path

    assert statuses == [302] * 40 + [429] * 3
    assert Registration.objects.count() == 41


def test_link_takes_an_empty_form_for_a_form(client):
    """A form without a single field is still a submission, not a page view."""
    response = client.post(f"{registration_path(held())}wijzigen/", {})

    assert response.status_code == 422
    assert "Vul in waar je werkt" in response.text
