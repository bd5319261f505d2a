"""Following the agenda by mail: proof of the address, one click off, and nothing that tells who follows what."""

import re
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.dates.selection import Selection
from events.digests import following
from events.digests.links import confirm_path, manage_path
from events.models import DigestChoice, DigestSubscriber
from events.privacy import retention
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    UserFactory,
    WijkFactory,
)
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db

ANNA = "anna@example.org"
FORM, SENT = "/op-de-hoogte/", "/op-de-hoogte/verstuurd/"


def asked(client, email: str = ANNA, **selection: str):
    return client.post(FORM, {"email": email, **selection})


def paths_in(message: EmailMessage) -> list[str]:
    found = re.findall(r"https?://[^\s]+/op-de-hoogte/[^\s]+", text_of(message))
    return [urlsplit(address).path for address in found]


def follower(email: str = ANNA, **parts) -> DigestSubscriber:
    return following.follow_at_once(email, Selection(**parts))


# -- Asking and confirming ---------------------------------------------------------------------------------------------


def test_choice_counts_once_the_button_behind_the_mail_is_pressed(client):
    wijk = WijkFactory(title="Gageldonk", municipality=MunicipalityFactory(title="Bergen op Zoom"))
    MeetupFactory(title="Staat er al", wijken=[wijk])

    answer = asked(client, gemeente=wijk.selection_slug)

    assert (answer.status_code, answer["Location"]) == (302, SENT)
    [mail] = mails_to(ANNA)
    assert "Alle bijeenkomsten in Gageldonk, Bergen op Zoom" in text_of(mail)
    [path] = paths_in(mail)
    looked = client.get(path)
    assert "Ja, houd me op de hoogte" in looked.text
    assert DigestChoice.objects.get().confirmed_at is None  # as a mail scanner leaves it

    said = client.post(path, follow=True)

    assert "Je krijgt maandag een mail als er iets nieuws is." in said.text
    choice = DigestChoice.objects.get()
    assert (choice.query, choice.confirmed_at is None) == ("wijk=bergen-op-zoom/gageldonk", False)
    assert len(choice.subscriber.told) == 1
    assert client.get(path)["Location"] == manage_path(choice.subscriber)
    assert client.post(path).status_code == 302
    assert DigestChoice.objects.count() == 1


def test_answer_is_the_same_whoever_asks_and_only_the_owner_reads_more(client):
    WijkFactory()
    follower(themes=())
    own = screen.text(client.get(SENT), "main")

    answers = [asked(Client(), email) for email in (ANNA, "nieuw@example.org", "ANNA@example.org")]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, SENT)}
    assert ANNA not in own
    assert [str(mail["Subject"]) for mail in mails_to(ANNA)] == ["Je blijft al op de hoogte"] * 2
    assert [str(mail["Subject"]) for mail in mails_to("nieuw@example.org")] == [
        "Bevestig dat je op de hoogte wilt blijven"
    ]


def test_somebody_who_asks_for_another_changes_nothing_of_hers(client):
    theme = ThemeFactory(title="Wonen")
    subscriber = follower()

    asked(client, thema=theme.slug)

    assert [one.title for one in following.described(subscriber)] == ["Alle bijeenkomsten"]
    assert subscriber.choices.filter(confirmed_at__isnull=True).count() == 1


def test_form_takes_what_the_agenda_shows_and_leaves_out_the_days(client):
    wijk, theme = WijkFactory(title="Gageldonk"), ThemeFactory(title="Wonen")
    linde = OrganisationFactory(title="De Linde")
    query = f"wijk={wijk.selection_slug}&thema=wonen&organisatie=de-linde&dagdeel=avond&meedoen=online&van=2030-01-01&voorbij=1"

    page = client.get(f"{FORM}?{query}")
    values = screen.values(page, "main form")

    assert values["gemeente"] == [wijk.selection_slug]
    assert (values["thema"], values["organisatie"]) == (["wonen"], [linde.slug])
    assert "En verder alleen: online, ’s avonds." in screen.words(screen.parsed(page).select_one("main"))
    asked(client, **{name: value for name, [value] in values.items() if name not in {"email", "csrfmiddlewaretoken"}})
    assert set(DigestChoice.objects.get().query.split("&")) == {
        f"wijk={wijk.selection_slug}", f"thema={theme.slug}", "organisatie=de-linde", "dagdeel=avond", "meedoen=online",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"email": "anna@"}, "Het adres is nog niet af."),
        ({"gemeente": "nergens"}, "We kennen geen gemeente “nergens”."),
        ({"gemeente": "nergens/x"}, "We kennen geen wijk “nergens/x”."),
        ({"organisatie": "geheim"}, "We kennen geen organisatie “geheim”."),
        ({"q": "x" * 90, "gemeente": ["a" * 90] * 9}, "We kennen geen gemeente"),
        ({"website": "https://spam.example"}, "Er stond iets in een vak dat je niet ziet."),
    ],
)
def test_mistake_is_named_and_keeps_what_was_typed(client, site_tree, data, said):
    OrganisationFactory(title="Geheim", live=False)

    page = client.post(FORM, {"email": ANNA, **data})

    assert page.status_code == 422
    assert said in page.text
    assert (OutgoingMail.objects.count(), DigestSubscriber.objects.count()) == (0, 0)
    if data.get("email", ANNA) == ANNA:
        assert screen.values(page, "main form")["email"] == [ANNA]


def test_too_much_to_keep_is_refused(client):
    slugs = [MunicipalityFactory(title=f"{'Lang' * 20} {number}").slug for number in range(8)]

    page = client.post(FORM, {"email": ANNA, "gemeente": slugs})

    assert (page.status_code, DigestChoice.objects.count()) == (422, 0)
    assert "Dit is te veel om te volgen." in page.text


def test_mailbox_is_not_flooded(client):
    for number in range(8):
        asked(client, email=ANNA, q=f"woord{number}")

    assert len(mails_to(ANNA)) == 5
    assert asked(client, q="nog een")["Location"] == SENT


def test_mailbox_follows_at_most_twenty(client):
    subscriber = follower()
    for number in range(following.MOST_CHOICES + 3):
        following.ask(ANNA, Selection(q=f"woord{number}"))

    assert subscriber.choices.count() == following.MOST_CHOICES
    with pytest.raises(following.CannotFollow):
        follower(q="nog een")


def test_signed_in_person_needs_no_mail(client):
    user = UserFactory()
    client.force_login(user)
    assert "email" not in screen.values(client.get(FORM), "main form")

    said = client.post(FORM, {"thema": ThemeFactory(title="Wonen").slug, "email": "ander@example.org"}, follow=True)

    assert "Alle bijeenkomsten over wonen" in said.text
    assert DigestSubscriber.objects.get().email == user.email
    assert OutgoingMail.objects.count() == 0
    mine = client.get(reverse("mine"))
    assert "Alle bijeenkomsten over wonen" in screen.text(mine, "#op-de-hoogte")
    assert manage_path(DigestSubscriber.objects.get()) in screen.addresses(mine, "#op-de-hoogte a")


def test_account_without_proof_of_its_address_has_it_confirmed(client, site_tree):
    user = UserFactory()
    user.emailaddress_set.update(verified=False)
    follower(user.email)
    client.force_login(user)

    assert "Alle bijeenkomsten" not in screen.text(client.get(reverse("mine")), "#op-de-hoogte")
    asked(client, email=user.email, q="soep")
    assert DigestChoice.objects.get(query="q=soep").confirmed_at is None


@pytest.mark.parametrize("email", ["", "nieuw@example.org"])
def test_agenda_and_pages_with_dates_lead_to_the_form(client, email):
    wijk = WijkFactory(title="Gageldonk", municipality=MunicipalityFactory(title="Bergen op Zoom"))

    offered = [
        screen.addresses(client.get(address), ".wv-follow a")
        for address in (f"/agenda/?gemeente={wijk.selection_slug}&van=2030-01-01", wijk.url)
    ]

    assert offered == [[f"{FORM}?wijk=bergen-op-zoom/gageldonk"]] * 2
    assert screen.addresses(client.get("/agenda/?voorbij=1"), ".wv-follow a") == []


# -- Stopping ----------------------------------------------------------------------------------------------------------


def test_mail_program_stops_it_with_one_post_and_no_session(site_tree):
    subscriber = follower()
    stop = f"{manage_path(subscriber)}stop/"
    program = Client(enforce_csrf_checks=True)

    answer = program.post(stop, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 200
    assert (DigestSubscriber.objects.count(), DigestChoice.objects.count()) == (0, 0)
    assert program.post(stop).status_code == 200  # asked again, as programs do
    assert "niet meer" in screen.text(program.get(stop), "h1")


def test_looking_stops_nothing(client, site_tree):
    subscriber = follower()

    page = client.get(f"{manage_path(subscriber)}stop/")

    assert screen.texts(page, "main form button") == ["Ja, stop ermee"]
    assert client.head(f"{manage_path(subscriber)}stop/").status_code == 200
    assert DigestSubscriber.objects.count() == 1


def test_one_of_several_is_stopped_and_the_last_takes_the_address_along(client):
    subscriber = follower(themes=(ThemeFactory(title="Wonen").slug,))
    follower(q="soep")
    first, second = subscriber.choices.all()
    path = manage_path(subscriber)
    OutgoingMail.objects.create(cause="x", about=f"digest:{subscriber.pk}", recipient=ANNA, subject="x", message=b"x")

    page = client.post(path, {"keuze": first.pk}, follow=True)

    assert screen.texts(page, ".wv-followed strong") == ["Alle bijeenkomsten met ‘soep’"]
    gone = client.post(path, {"keuze": second.pk})
    assert "niet meer" in screen.text(gone, "h1")
    assert (DigestSubscriber.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert client.get(path).status_code == 200


def test_choice_of_somebody_else_cannot_be_stopped(client):
    hers, other = follower(), follower("bert@example.org")

    client.post(manage_path(hers), {"keuze": other.choices.get().pk})

    assert other.choices.count() == 1


@pytest.mark.parametrize("path", ["{}", "bevestigen/{}", "{}/stop"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_secret_opens_nothing(client, site_tree, path, method):
    subscriber = follower()
    right = manage_path(subscriber).split("/")[2]
    wrong = right[:-3] + ("abc" if not right.endswith("abc") else "xyz")

    response = getattr(client, method)(f"/op-de-hoogte/{path.format(wrong)}/")

    assert response.status_code == 404
    assert DigestSubscriber.objects.count() == 1


def test_link_to_confirm_opens_nothing_else(client, site_tree):
    choice = follower().choices.get()
    secret = confirm_path(choice).split("/")[3]

    assert client.get(f"/op-de-hoogte/{secret}/").status_code == 404
    assert client.post(f"/op-de-hoogte/{secret}/stop/").status_code == 404


def test_pages_of_a_follower_are_kept_nowhere(client, site_tree):
    for path in (FORM, SENT, manage_path(follower())):
        response = client.get(path)
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert response["X-Robots-Tag"] == "noindex, nofollow"


# -- Terms -------------------------------------------------------------------------------------------------------------


def test_wish_that_nobody_confirmed_is_gone_after_a_week(client, site_tree, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    asked(client, email="weg@example.org")
    follower()
    asked(client, q="soep")
    [path] = paths_in(mails_to("weg@example.org")[0])

    time_machine.shift(timedelta(days=7, minutes=1))
    retention.run_due()

    assert DigestSubscriber.objects.get().email == ANNA
    assert [choice.query for choice in DigestChoice.objects.all()] == [""]
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
