"""Forms that come back filled in, whatever happened between opening and sending them."""

import pytest
from django.test import Client

from events import rate_limits
from events.links import registration_path
from events.models import Registration
from events.privacy.link_rotation import rotate_link
from events.publishing.move import cancel_date
from events.registration.registering import register
from events.registration.rule import confirm
from outbox.models import OutgoingMail
from tests import screen
from tests.events.signup.test_bad_input import answers, form_of
from tests.factories import MeetupFactory, UserFactory, date_of_a_meetup, editor, organiser_of
from web.rate_limits import HOUR, Limit

pytestmark = pytest.mark.django_db
TYPED = {
    "naam": '"><b>Sanne</b>',
    "email": "sanne@example.org",
    "opmerking": "Ik eet geen vlees\n</textarea>",
    "collega_1_naam": "Bo",
    "collega_1_email": "bo@example.org",
    "collega_1_discipline": "zelf",
}
HERE, ELSEWHERE = "http://testserver", "https://elders.example"


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def first_values(response) -> dict[str, str]:
    return {name: values[0] for name, values in screen.values(response).items() if values}


def nothing_happened() -> bool:
    return not Registration.objects.exists() and not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}, {"Referer": f"{HERE}/x/"}]
)
def test_form_without_cookie_comes_back_filled_in_and_works(visitor, headers):
    date = date_of_a_meetup()

    refused = visitor.post(form_of(date), answers(date, **TYPED), headers=headers)

    assert (refused.status_code, nothing_happened()) == (403, True)
    assert "Je browser stuurde geen cookie mee." in screen.text(refused, "main .wv-notice--warning")
    assert {
        name: text.replace("\r\n", "\n").strip() for name, text in first_values(refused).items()
    }.items() >= TYPED.items()
    assert "<b>Sanne" not in refused.text
    assert refused["Cache-Control"] == "private, no-store"
    assert visitor.post(form_of(date), screen.values(refused), headers=headers).status_code == 302
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": "http://testserver.elders.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": f"{ELSEWHERE}/testserver"},
        {"Referer": "http://testserver@elders.example/"},
        {"Referer": "http://[", "Origin": ELSEWHERE},
    ],
)
def test_form_sent_by_another_site_is_not_shown(visitor, headers):
    date = date_of_a_meetup()
    visitor.get(form_of(date))

    refused = visitor.post(form_of(date), answers(date, **TYPED), headers=headers)

    assert (refused.status_code, nothing_happened()) == (403, True)
    assert "sanne@example.org" not in refused.text


def test_form_opened_before_somebody_signed_in_comes_back(visitor):
    date = date_of_a_meetup()
    before = screen.values(visitor.get(form_of(date)))
    visitor.force_login(UserFactory())
    visitor.get("/account/logout/")  # gives the session a token
    visitor.cookies["csrftoken"] = "x" * 32

    refused = visitor.post(form_of(date), before | answers(date, **TYPED))

    assert (refused.status_code, nothing_happened()) == (403, True)
    assert "Controleer wat je invulde" in screen.text(refused, "main .wv-notice--warning")
    assert first_values(refused)["naam"] == TYPED["naam"]


def test_form_sent_too_often_comes_back(client, monkeypatch):
    monkeypatch.setitem(rate_limits.PER_ADDRESS, "register", Limit(0, HOUR))
    date = date_of_a_meetup()

    refused = client.post(form_of(date), answers(date, **TYPED | {"naam": "Sanne"}))

    assert (refused.status_code, nothing_happened()) == (429, True)
    assert int(refused["Retry-After"]) > 0
    assert "Wat je invulde staat er nog." in screen.text(refused, "main .wv-notice--warning")
    assert first_values(refused)["opmerking"].strip() == TYPED["opmerking"]


def test_form_for_a_date_that_was_cancelled_meanwhile_shows_what_was_typed(client):
    date = date_of_a_meetup()
    cancel_date(date, reason="De spreker is ziek.")

    refused = client.post(form_of(date), answers(date, **TYPED))

    assert (refused.status_code, nothing_happened()) == (409, True)
    assert screen.facts(refused)["Wil je nog iets kwijt?"] == ["Ik eet geen vlees", "</textarea>"]


def test_form_for_one_of_several_dates_that_was_cancelled_meanwhile_comes_back(client):
    first, _second = MeetupFactory(dates=(5, 12)).dates.order_by("start")
    cancel_date(first, reason="De spreker is ziek.")

    refused = client.post(form_of(first), answers(first, **TYPED))

    assert (refused.status_code, Registration.objects.count()) == (422, 0)
    assert first_values(refused)["naam"] == TYPED["naam"]
    assert "De spreker is ziek." in refused.text


def test_form_refused_for_another_reason_comes_back(client):
    date = date_of_a_meetup()
    for number in range(6):
        client.post(form_of(date), answers(date, naam=f"Gast {number}"))

    refused = client.post(form_of(date), answers(date, naam="Nog iemand", opmerking="Ik kom met de fiets"))

    assert (refused.status_code, Registration.objects.count()) == (409, 6)
    assert first_values(refused)["opmerking"].strip() == "Ik kom met de fiets"


def test_own_form_comes_back_and_changes_nothing(visitor):
    made = confirm(register(date_of_a_meetup(), name="Sanne", email="sanne@example.org", organisation="Oost"))

    refused = visitor.post(f"{registration_path(made)}wijzigen/", answers(made.date, opmerking="Nieuw"))

    assert (refused.status_code, first_values(refused)["opmerking"].strip()) == (403, "Nieuw")
    made.booking.refresh_from_db()
    assert (made.booking.organisation, made.booking.remark) == ("Oost", "")


def test_own_form_behind_a_link_that_was_replaced_says_so(visitor):
    made = confirm(register(date_of_a_meetup(), name="Sanne", email="sanne@example.org"))
    path = f"{registration_path(made)}wijzigen/"
    rotate_link(made, held=made.link_version)

    assert visitor.post(path, answers(made.date)).status_code == 410


def test_form_for_a_page_that_is_gone_is_not_found(visitor):
    date = date_of_a_meetup()
    path = form_of(date)
    date.page.unpublish()

    assert visitor.post(path, answers(date)).status_code == 404


def test_form_for_a_lost_link_comes_back_and_mails_nothing(visitor):
    refused = visitor.post("/aanmelding/", {"email": "sanne@example.org"})

    assert (refused.status_code, first_values(refused)["email"]) == (403, "sanne@example.org")
    assert nothing_happened()


def test_form_to_sign_in_is_sent_again_without_the_password_in_the_page(visitor):
    refused = visitor.post("/account/login/", {"login": "sanne@example.org", "password": "geheim-van-sanne"})

    assert refused.status_code == 403
    assert screen.values(refused).items() >= {"login": ["sanne@example.org"], "password": [""]}.items()
    assert "geheim-van-sanne" not in refused.text


def test_work_of_an_editor_who_was_signed_out_is_sent_again(visitor):
    path = "/beheer/pages/1/edit/"

    refused = visitor.post(path, {"title": "<b>Nieuw", "body": "x", "csrfmiddlewaretoken": "x" * 64})

    assert refused.status_code == 403
    assert screen.values(refused).items() >= {"title": ["<b>Nieuw"], "body": ["x"]}.items()
    assert "<b>Nieuw" not in refused.text
    assert "/account/login/?next=/beheer/" in screen.addresses(refused, "main a")
    visitor.force_login(editor())
    assert visitor.post(path, screen.values(refused)).status_code == 302


@pytest.mark.parametrize(
    "headers", [{"Origin": ELSEWHERE}, {"X-Requested-With": "XMLHttpRequest"}, {"Sec-Fetch-Dest": "empty"}]
)
def test_script_or_another_site_gets_no_page_with_the_work_of_an_editor(visitor, headers):
    refused = visitor.post(
        "/beheer/pages/1/edit/", {"title": "Nieuw", "csrfmiddlewaretoken": "x" * 64}, headers=headers
    )

    assert "Nieuw" not in refused.text


def test_own_screens_of_the_admin_send_what_was_typed_again(visitor):
    date = date_of_a_meetup()
    visitor.force_login(organiser_of(date.page.organisation))

    refused = visitor.post(f"/beheer/aanmeldingen/{date.pk}/nieuw/", {"name": "Sanne", "reason": "Ze belde"})

    assert refused.status_code == 403
    assert screen.values(refused).items() >= {"name": ["Sanne"], "reason": ["Ze belde"]}.items()


def test_submission_that_cannot_be_read_says_so_in_dutch(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = client.post("/aanmelding/", {"email": "sanne@example.org"})

    assert response.status_code == 400
    assert "te groot" in response.text
