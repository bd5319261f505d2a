"""Personal data: seen, exported and erased by its owner, through a link in their mail or signed in; by nobody else."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django_tasks import default_task_backend

from accounts.models import User
from events.dates.selection import Selection
from events.digests import following
from events.digests.links import manage_path
from events.feeds.personal_feed import open_feed
from events.links import data_path, registration_path
from events.models import FeedFetch, Mailing, Person, Registration
from events.privacy import retention
from events.privacy.retention import words
from events.publishing import move
from events.registration.registering import register
from events.registration.rule import cancel, confirm
from events.self_service.lost_links import mail_links, send_links
from home.standard_pages import PRIVACY
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, PersonFactory, RegistrationFactory, UserFactory, date_of_a_meetup, noon
from web.signed_links import sign

pytestmark = pytest.mark.django_db
ADDRESS = "sanne@example.org"


@pytest.fixture
def made() -> Registration:
    return confirm(
        register(
            date_of_a_meetup(title="Samen aan tafel"),
            name="Sanne de Vries",
            email=ADDRESS,
            organisation="TWB",
            discipline=DisciplineFactory(name="huisarts"),
            remark="Ik kom met de fiets.",
        )
    )


# -- Access ------------------------------------------------------------------------------------------------------------


def test_link_of_a_registration_does_not_open_the_rest_but_has_it_mailed(client, made):
    path = f"{registration_path(made)}gegevens/"
    client.get(path)
    before = len(default_task_backend.results)

    response = client.post(path)

    assert "Kijk in je mail" in response.text
    assert data_path(made.person) not in response.text
    (result,) = default_task_backend.results[before:]
    assert (result.task, result.args) == (mail_links, [[made.person_id]])
    mail_links.call(*result.args)
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.recipient, data_path(made.person) in bytes(mail.message).decode().replace("=\n", "").replace("=\r\n", "")) == (ADDRESS, True)  # fmt: skip


def test_looking_has_nothing_mailed(client, made):
    before = len(default_task_backend.results)

    for method in ("get", "head"):
        assert getattr(client, method)(f"{registration_path(made)}gegevens/").status_code == 200

    assert len(default_task_backend.results) == before


def test_who_has_nothing_ahead_is_mailed_the_link_too():
    PersonFactory(name="Sanne", email=ADDRESS)

    assert send_links(ADDRESS) is True
    assert OutgoingMail.objects.get().subject == "De link naar je gegevens"
    assert send_links("niemand@example.org") is False


def test_link_works_an_hour_and_then_says_so(client, made, time_machine):
    time_machine.move_to(noon(0))
    path = data_path(made.person)

    answers = []
    for _ in range(3):
        answers.append(client.get(path).status_code)
        time_machine.shift(3600)

    assert answers == [200, 200, 410]
    assert "Deze link werkt niet meer" in client.get(path).text


@pytest.mark.parametrize("action", ["", "gegevens.json", "wissen/"])
@pytest.mark.parametrize(
    "secret",
    [lambda made: "A" * 40, lambda made: sign("registration", made.person_id, 0), lambda made: "x", lambda made: data_path(made.person).split("/")[3][:-2] + "AA"],
    ids=["made up", "for a registration", "short", "tampered"],
)  # fmt: skip
def test_wrong_secret_opens_nothing(client, made, secret, action):
    for method in ("get", "post"):
        answer = getattr(client, method)(f"/aanmelding/gegevens/{secret(made)}/{action}", {"zeker": "on"})
        assert answer.status_code in {404, 405}
    assert Person.objects.get(pk=made.person_id).name == "Sanne de Vries"


# -- Content -----------------------------------------------------------------------------------------------------------


def test_page_and_file_hold_everything_and_nobody_else(client, made):
    RegistrationFactory(person__name="Een Ander", date=made.date)
    path = data_path(made.person)

    page, file = client.get(path), client.get(f"{path}gegevens.json")

    personal = ("Sanne de Vries", ADDRESS, "TWB", "huisarts", "Ik kom met de fiets.", "Samen aan tafel", "komt")
    for text in (page.text, json.dumps(json.loads(file.content), ensure_ascii=False)):
        assert [each for each in personal if each not in text] == []
        assert "Een Ander" not in text
    assert file["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    for response in (page, file):
        assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("strict-origin", "noindex, nofollow")
        assert "no-store" in response["Cache-Control"]


def test_page_holds_what_an_organiser_wrote_to_the_person(client, made):
    for text, who in (("Neem een jas mee.", made), ("Voor een ander.", RegistrationFactory(date=made.date))):
        mailing = Mailing.objects.create(page=made.date.page, to="komt", subject="Bericht", words=text)
        mailing.recipients.add(who)

    page = client.get(data_path(made.person)).text

    assert "Mail van de organisator: Bericht" in page
    assert "Neem een jas mee." in page
    assert "Voor een ander." not in page


def test_page_holds_when_which_program_fetched_ones_own_calendar(client, made):
    FeedFetch.objects.create(feed=open_feed(made.person), program="google", fetched_at=noon(0), etag="x")

    text = client.get(data_path(made.person)).text

    assert "Je eigen agenda" in text
    assert "Google" in text


def test_page_holds_what_one_follows(client, made):
    following.follow_at_once(ADDRESS, Selection(q="soep"))
    following.follow_at_once("ander@example.org", Selection(q="brood"))

    text = client.get(data_path(made.person)).text

    assert "Alle bijeenkomsten met ‘soep’" in text
    assert "brood" not in text


def test_who_only_follows_is_mailed_the_link_to_it(client):
    follower = following.follow_at_once("volger@example.org", Selection(q="soep"))

    client.post("/aanmelding/", {"email": "volger@example.org"})
    mail_links.call(*default_task_backend.results[-1].args)

    mail = OutgoingMail.objects.latest("pk")
    assert (mail.recipient, mail.subject) == ("volger@example.org", "De link naar wat je volgt")
    assert manage_path(follower) in bytes(mail.message).decode().replace("=\r\n", "")


def test_mailbox_that_several_share_leads_to_each(client, made):
    other = PersonFactory(name="Bo", email=ADDRESS)

    assert data_path(other) in client.get(data_path(made.person)).text


# -- Erasing -----------------------------------------------------------------------------------------------------------


def test_erasing_asks_first_and_says_what_stays(client, made):
    path = f"{data_path(made.person)}wissen/"

    asked, unsure = client.get(path), client.post(path)

    assert "Je plek gaat naar de volgende" in asked.text
    assert "Dat er iemand kwam, en met welke discipline" in asked.text
    assert (unsure.status_code, "Zet hier een vinkje" in unsure.text) == (422, True)
    assert Registration.objects.get().state == Registration.State.CONFIRMED


@pytest.mark.parametrize("has_account", [False, True], ids=["guest", "account"])
def test_erasing_cancels_as_many_as_the_page_says(client, time_machine, has_account):
    time_machine.move_to(noon(0), tick=False)
    user = UserFactory(email=ADDRESS) if has_account else None
    postponed, over, coming, cancelled = (date_of_a_meetup(dates=(day,)) for day in (1, 1, 9, 9))
    for date in (postponed, over, coming, cancelled):
        made = confirm(register(date, name="Sanne de Vries", email=ADDRESS, user=user))
    cancel(made)
    move.postpone_date(postponed, reason="De zaal is dicht.")
    time_machine.shift(timedelta(days=2))
    before = Registration.objects.filter(state=Registration.State.CANCELLED).count()
    if user:
        client.force_login(user)
    path = "/mijn/gegevens/wissen/" if user else f"{data_path(made.person)}wissen/"

    asked = client.get(path).text
    client.post(path, {"zeker": "on"})

    assert not Person.objects.filter(email=ADDRESS).exists()
    assert Registration.objects.filter(state=Registration.State.CANCELLED).count() - before == 2
    assert "Je 2 aanmeldingen voor wat nog komt" in asked


def test_erasing_ends_in_a_page_that_knows_nobody(client, made):
    path = data_path(made.person)

    response = client.post(f"{path}wissen/", {"zeker": "on"}, follow=True)

    assert "Je gegevens zijn gewist" in response.text
    assert not Person.objects.filter(email=ADDRESS).exists()
    assert Registration.objects.get().state == Registration.State.CANCELLED
    assert client.get(path).status_code == 410
    assert client.post(f"{path}wissen/", {"zeker": "on"}).status_code == 410
    assert client.get(registration_path(made)).status_code == 404


# -- Signed in ---------------------------------------------------------------------------------------------------------


def test_account_sees_its_data_and_registrations_together(client, made):
    user = UserFactory(email="noor@example.org")
    register(date_of_a_meetup(title="Wijklunch"), name="Noor Jansen", email=user.email, user=user)
    client.force_login(user)

    text = client.get("/mijn/gegevens/").text

    assert [each for each in ("Je account", "noor@example.org", "Wijklunch") if each not in text] == []
    assert "Samen aan tafel" not in text
    assert json.loads(client.get("/mijn/gegevens/gegevens.json").content)["gegevens"][0]["wat"] == "Je account"


def test_account_is_erased_with_its_registrations(client):
    user = UserFactory()
    register(date_of_a_meetup(), name="Noor Jansen", email=user.email, user=user)
    client.force_login(user)

    response = client.post("/mijn/gegevens/wissen/", {"zeker": "on"}, follow=True)

    assert "Je gegevens zijn gewist" in response.text
    assert get_user(client).is_anonymous
    assert not User.objects.exists()
    assert not Person.objects.exclude(email="").exists()


@pytest.mark.parametrize("path", ["", "gegevens.json", "wissen/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_my_data_asks_to_sign_in(client, method, path):
    response = getattr(client, method)(f"/mijn/gegevens/{path}", {"zeker": "on"})

    assert response.status_code in {302, 405}
    if response.status_code == 302:
        assert response["Location"] == "/account/login/?next=/mijn/gegevens/"


# -- Published terms ---------------------------------------------------------------------------------------------------


def test_terms_on_the_page_are_those_of_the_code(client, site_tree):
    text = client.get(reverse("retention_terms")).text

    assert [kind.key for kind in retention.KINDS if str(kind.what) not in text or str(kind.term) not in text] == []


def test_form_says_what_happens_with_what_one_fills_in(client):
    text = client.get(f"{date_of_a_meetup().page.get_url()}aanmelden/").text

    assert f"wissen ze {words(retention.KEEP)} daarna" in text
    assert f"dan is alles na {words(retention.KEEP_UNCONFIRMED)} weg" in text
    assert reverse("retention_terms") in text


def test_privacy_page_starts_with_the_terms_of_the_code():
    body = " ".join(PRIVACY.body.split())

    assert f"{words(retention.KEEP)} na de bijeenkomst haalt de site" in body
    assert f"dan is die na {words(retention.KEEP_UNCONFIRMED)} weg" in body
    assert f"Kopieën van mails bewaren we {words(retention.KEEP_MAIL)}" in body
