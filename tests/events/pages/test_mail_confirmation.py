"""Publishing a change that sends mails: announced in the form, confirmed beforehand, reported afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.mail.messages import tell_everybody
from events.mail.notified import notified_fields
from events.mail.words import Kind
from events.models import CoOrganiser, EventDate, Registration
from events.publishing import move
from tests import screen
from tests.events.pages.test_editor import edit_url, filled, rows_of
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, editor, organiser_of

pytestmark = pytest.mark.django_db

ASKED = "Wil je dit mailen aan wie zich al aanmeldde?"


@pytest.fixture
def meetup(client, site_tree):
    """Return a meetup with two coming dates and two people on the first. It matches the form of ``filled``."""
    meetup = MeetupFactory(
        organiser=OrganisationFactory(), title="Samen aan tafel", slug="samen-aan-tafel", dates=[20, 30], capacity=20,
        attendance="in-person", venue_name="Buurthuis De Linde", street="Kerkstraat 1", postcode="4611 AB",
        town="Bergen op Zoom",
    )  # fmt: skip
    for _number in range(2):
        RegistrationFactory(date=first(meetup))
    client.force_login(organiser_of(meetup.organisation))
    return meetup


def first(meetup) -> EventDate:
    return meetup.dates.order_by("start").first()


def form(meetup, *, start: str = "", **changes) -> dict:
    rows = rows_of(meetup)
    for row in rows:
        row["moves"] = "0"
    if start:
        rows[0]["start_time"] = start
    return filled(dates=rows, initial=2, **changes)


def publish(client, meetup, **changes):
    return client.post(edit_url(meetup), form(meetup, **changes))


def yes(response) -> str:
    """Return the value of the checkbox that she ticks."""
    [box] = screen.parsed(response).select(".wv-ask input[type=checkbox]")
    return str(box["value"])


def turns(meetup) -> int:
    """Return how often the first date changed in a way that people are mailed about."""
    return first(meetup).sequence


def test_form_says_who_is_registered_where_dates_and_place_are_changed(client, meetup):
    html = client.get(edit_url(meetup)).content.decode()

    assert html.count("mensen zijn aangemeld.") == 1
    assert "Verander je een dag of tijd, dan krijgen zij een mail" in html
    assert "Verander je de plek of de online link?" in html
    assert reverse("events_cancel_date", args=[first(meetup).pk]) in html


def test_form_of_a_meetup_without_people_says_nothing_of_mails(client, meetup):
    Registration.objects.all().delete()

    html = client.get(edit_url(meetup)).content.decode()

    assert "aangemeld.</p>" not in html
    assert "krijgen zij een mail" not in html
    assert "Verander je de plek" not in html


def test_form_says_which_date_is_off(client, meetup):
    move.cancel_date(first(meetup), reason="Ziek")

    html = client.get(edit_url(meetup)).content.decode()

    assert "Geannuleerd." in html
    assert "2 mensen waren aangemeld." in html
    assert "krijgen zij een mail" not in html


@pytest.mark.parametrize(
    ("change", "label"),
    [
        pytest.param({"start": "12:15"}, "Wanneer", id="time"),
        pytest.param({"venue_name": "De Zwaan"}, "Waar", id="place"),
        pytest.param({"attendance": "hybrid", "online_url": "https://meet.example.org/1"}, "Online", id="link"),
    ],
)
def test_change_that_mails_people_is_asked_first(client, meetup, change, label):
    before = EventDate.objects.get(pk=first(meetup).pk)

    response = publish(client, meetup, audience="Dit typte ik net", **change)

    html = response.content.decode()
    assert response.status_code == 200
    assert ASKED in html
    assert "Dit typte ik net" in html
    assert label in screen.texts(response, ".wv-ask .wv-changes dt")
    assert "Ja, stuur deze 2 mails" in html
    now = EventDate.objects.get(pk=before.pk)
    assert (now.start, now.location, now.sequence) == (before.start, before.location, 0)


def test_after_yes_it_is_published_mailed_and_told(client, meetup):
    before = notified_fields(first(meetup))
    asked = publish(client, meetup, start="12:15")

    response = publish(client, meetup, start="12:15", mail_people=yes(asked))

    date = first(meetup)
    assert (response.status_code, date.start_local.strftime("%H:%M"), turns(meetup)) == (302, "12:15", 1)
    assert tell_everybody.func(date.pk, Kind.MOVED.value, date.sequence, before) == 2
    assert "Er gaan 2 mails uit naar wie is aangemeld" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("answer", ["", "1", "on", "x" * 10_000, "é\x00"])
def test_any_other_answer_is_no_yes(client, meetup, answer):
    response = publish(client, meetup, start="12:15", mail_people=answer)

    assert response.status_code == 200
    assert (ASKED in response.content.decode(), turns(meetup)) == (True, 0)


def test_yes_to_one_change_is_no_yes_to_another(client, meetup):
    asked = publish(client, meetup, start="12:15")

    response = publish(client, meetup, start="12:45", mail_people=yes(asked))

    assert yes(response) != yes(asked)
    assert turns(meetup) == 0


def test_somebody_who_registers_while_she_reads_does_not_make_her_read_again(client, meetup):
    asked = publish(client, meetup, start="12:15")
    RegistrationFactory(date=first(meetup))

    publish(client, meetup, start="12:15", mail_people=yes(asked))

    assert turns(meetup) == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"title": "Samen om tafel", "summary": "Anders.", "parking": "Om de hoek"}, id="words"),
        pytest.param({"capacity": "30"}, id="more places"),
    ],
)
def test_change_that_mails_nobody_is_not_asked(client, meetup, change):
    response = publish(client, meetup, **change)

    assert (response.status_code, turns(meetup)) == (302, 0)
    assert "mails uit" not in client.get(response["Location"]).content.decode()


def test_moving_a_date_that_nobody_is_registered_for_is_not_asked(client, meetup):
    rows = rows_of(meetup)
    rows[1]["start_time"] = "12:15"

    response = client.post(edit_url(meetup), filled(dates=rows, initial=2))

    assert (response.status_code, turns(meetup)) == (302, 0)


def test_draft_is_kept_without_asking(client, meetup):
    response = publish(client, meetup, start="12:15", publish=False)

    assert (response.status_code, turns(meetup)) == (302, 0)


def test_change_that_was_kept_as_a_draft_is_asked_when_it_is_published(client, meetup):
    publish(client, meetup, start="12:15", publish=False)

    response = publish(client, meetup, start="12:15")

    assert ASKED in response.content.decode()
    assert turns(meetup) == 0


def test_what_is_wrong_is_said_before_anything_is_asked(client, meetup):
    html = publish(client, meetup, start="12:15", title="").content.decode()

    assert ASKED not in html


def test_what_is_off_is_changed_without_asking(client, meetup):
    EventDate.objects.filter(pk=first(meetup).pk).update(status=EventDate.Status.CANCELLED, cancelled_at=timezone.now())

    response = publish(client, meetup, start="12:15")

    assert response.status_code == 302


def test_only_who_has_a_place_counts_for_a_new_link(client, meetup):
    RegistrationFactory(date=first(meetup), waiting=True)

    html = publish(client, meetup, attendance="hybrid", online_url="https://meet.example.org/1").content.decode()

    assert "stuur deze 3 mails" in html  # the place now says “ook online”, which concerns everybody
    EventDate.objects.filter(page=meetup).update(
        location="Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom (ook online)"
    )
    html = publish(client, meetup, attendance="hybrid", online_url="https://meet.example.org/1").content.decode()
    assert "stuur deze 2 mails" in html


def test_date_that_left_the_plan_in_an_old_draft_is_asked_too(client, meetup):
    """The draft removed the row before anybody registered; somebody has registered since."""
    response = client.post(edit_url(meetup), filled(dates=rows_of(meetup)[1:], initial=1))

    html = response.content.decode()
    assert ASKED in html
    assert "deze datum staat niet meer in het formulier" in html
    assert first(meetup).status == "scheduled"


def test_date_that_may_not_be_taken_away_stands_in_the_form_again(client, meetup):
    rows = rows_of(meetup)
    rows[0]["DELETE"] = "1"

    html = client.post(edit_url(meetup), filled(dates=rows, initial=2)).content.decode()

    assert "Haal de datum niet weg, maar annuleer hem" in html
    field = html.split('name="planned_dates-0-DELETE"')[1].split(">")[0]
    assert 'value="1"' not in field


def test_co_organiser_and_editor_are_asked_like_everybody(client, meetup):
    partner = OrganisationFactory()
    CoOrganiser.objects.create(page=meetup, organisation=partner, may_edit=True)

    for user in (organiser_of(partner), editor()):
        client.force_login(user)
        co = {"co_organisers-TOTAL_FORMS": "0"}
        assert ASKED in client.post(edit_url(meetup), {**form(meetup, start="12:15"), **co}).content.decode()
    assert turns(meetup) == 0


def test_stranger_learns_nothing_of_who_is_registered(client, meetup):
    client.force_login(organiser_of(OrganisationFactory()))

    for response in (client.get(edit_url(meetup)), publish(client, meetup, start="12:15")):
        assert response.status_code in {302, 403}
        assert b"aangemeld" not in response.content
    assert first(meetup).sequence == 0


def test_form_of_a_series_asks_the_database_no_more_for_more_dates(client, site_tree, django_assert_max_num_queries):
    def queries(dates: int) -> int:
        meetup = MeetupFactory(organiser=organisation, dates=list(range(20, 20 + dates)))
        for date in meetup.dates.all():
            RegistrationFactory(date=date)
        with django_assert_max_num_queries(1000) as asked:
            client.get(edit_url(meetup))
        return len(asked)

    organisation = OrganisationFactory()
    client.force_login(organiser_of(organisation))
    queries(1)

    assert queries(12) <= queries(2) + 1


def test_change_planned_for_later_is_asked_but_not_told_as_done(client, meetup):
    client.force_login(editor())
    later = timezone.localtime() + timedelta(days=1)
    go_live = {"go_live_at": f"{later:%Y-%m-%d %H:%M}"}

    asked = publish(client, meetup, start="12:15", **go_live)

    assert ASKED in asked.content.decode()


def test_publishing_in_a_heap_is_no_way_around_the_question(client, meetup):
    client.force_login(editor())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={meetup.pk}&next=/beheer/"
    publish(client, meetup, start="12:15", publish=False)

    answer = client.post(address, follow=True)

    assert "gaan er 2 mails uit naar wie is aangemeld" in answer.content.decode()
    assert turns(meetup) == 0
    publish(client, meetup, title="Alleen andere woorden", publish=False)
    client.post(address)
    meetup.refresh_from_db()
    assert (meetup.title, turns(meetup)) == ("Alleen andere woorden", 0)
