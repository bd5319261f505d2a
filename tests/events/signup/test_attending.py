"""“Hier of online?”: asked in the form of a hybrid meetup, shown and changed on one's own page, and on the organiser's list."""

import pytest

from events.links import registration_path
from events.models import Registration
from events.registration.registering import register
from events.registration.rule import confirm
from tests.factories import DisciplineFactory, MeetupFactory, organiser_of

pytestmark = pytest.mark.django_db
State = Registration.State
LINK = "https://vergader.example.org/geheim"


def hybrid(**kwargs):
    return MeetupFactory(**{"attendance": "hybrid", "online_url": LINK, **kwargs})


def answers(meetup, **changed) -> dict:
    values = {"naam": "Sanne", "email": "sanne@example.org", "organisatie": "TWB", "discipline": DisciplineFactory().pk}
    return {**values, "datum": meetup.dates.get().pk, **changed}


def comes(meetup, name: str, attendance: str) -> Registration:
    made = register(meetup.dates.get(), name=name, email=f"{name.lower()}@example.org", attendance=attendance)
    return confirm(made)


def test_a_hybrid_meetup_asks_and_any_other_does_not(client):
    asks, does_not = hybrid(), MeetupFactory()

    assert "Hoe doe je mee?" in client.get(f"{asks.url}aanmelden/").content.decode()
    assert "Hoe doe je mee?" not in client.get(f"{does_not.url}aanmelden/").content.decode()


def test_the_answer_decides_which_place_is_held(client):
    meetup = hybrid(capacity=5)

    response = client.post(f"{meetup.url}aanmelden/", answers(meetup, mee="online"))

    made = Registration.objects.get()
    assert (response.status_code, made.attendance, made.state) == (302, "online", State.HELD)


@pytest.mark.parametrize("typed", ["", "thuis"], ids=["nothing", "something else"])
def test_without_an_answer_the_form_comes_back_with_what_was_typed(client, typed):
    meetup = hybrid()

    response = client.post(f"{meetup.url}aanmelden/", answers(meetup, mee=typed))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Kies of je komt of online meedoet." in html
    assert 'value="sanne@example.org"' in html
    assert not Registration.objects.exists()


def test_each_colleague_has_an_answer_of_their_own(client):
    meetup = hybrid()
    typed = {"collega_1_naam": "Bo", "collega_1_email": "bo@example.org", "collega_1_discipline": "zelf"}

    refused = client.post(f"{meetup.url}aanmelden/", answers(meetup, mee="in-person", **typed))
    client.post(f"{meetup.url}aanmelden/", answers(meetup, mee="in-person", **typed, collega_1_mee="online"))

    assert "Kies of je collega komt of online meedoet." in refused.content.decode()
    assert set(Registration.objects.values_list("person__name", "attendance")) == {
        ("Sanne", "in-person"),
        ("Bo", "online"),
    }


def test_a_full_way_says_so_before_choosing(client):
    meetup = hybrid(capacity=1)
    client.get(f"{meetup.url}aanmelden/")  # into the cache
    comes(meetup, "Vol", "in-person")

    html = client.get(f"{meetup.url}aanmelden/").content.decode()

    assert "Ik kom naar de plek (vol: je komt op de wachtlijst)" in html
    assert "Ik doe online mee (vol" not in html


def test_ones_own_page_shows_what_fits_and_changes_it(client):
    made = comes(hybrid(), "Sanne", "in-person")
    path = registration_path(made)

    before = client.get(path).content.decode()
    after = client.post(f"{path}hoe/", {"mee": "online"}, follow=True).content.decode()

    assert ("Je komt naar de plek." in before, LINK in before, "Kerkstraat 1" in before) == (True, False, True)
    assert ("Je doet online mee." in after, LINK in after, "Toon je ticket" in after) == (True, True, False)


def test_a_full_way_is_not_offered_and_refused_to_who_asks_anyway(client):
    meetup = hybrid(online_capacity=1)
    comes(meetup, "Online", "online")
    made = comes(meetup, "Sanne", "in-person")
    path = registration_path(made)

    html = client.get(path).content.decode()
    after = client.post(f"{path}hoe/", {"mee": "online"}, follow=True).content.decode()

    assert ("Online is het vol." in html, 'value="online"' in html) == (True, False)
    assert "Je houdt wat je had." in after
    assert Registration.objects.get(pk=made.pk).attendance == "in-person"


def test_the_organiser_sees_filters_and_exports_who_comes_and_who_is_online(client):
    meetup = hybrid(capacity=5)
    comes(meetup, "Hier", "in-person")
    comes(meetup, "Thuis", "online")
    client.force_login(organiser_of(meetup.organisation))
    url = f"/beheer/aanmeldingen/{meetup.dates.get().pk}/"

    everybody = client.get(url).content.decode()
    online = client.get(url, {"mee": "online"}).content.decode()
    csv = client.get(url, {"export": "csv"}).getvalue().decode()

    assert "Op de plek: 1 van 5 plekken bezet." in everybody
    assert "Online: 1 persoon, geen grens." in everybody
    assert ("Thuis" in online, "hier@example.org" in online) == (True, False)
    assert "Doet mee" in csv
    assert "online" in csv
