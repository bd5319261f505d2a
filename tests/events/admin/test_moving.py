"""Moving and postponing from the desk: a form, a preview of what people will read, and only then the change."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from events.admin.desk import Desk
from events.models import EventDate
from events.pages.models import MeetupPage
from events.privacy import retention
from events.publishing import move
from tests import screen
from tests.events.pages.test_editor_screens import filled_in
from tests.factories import MeetupFactory, OrganisationFactory, RegistrationFactory, noon, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def date(site_tree):
    return MeetupFactory(title="Wijklunch Gageldonk", organiser=OrganisationFactory(title="De Linde")).dates.get()


@pytest.fixture
def organiser(client, date):
    user = organiser_of(date.page.organisation)
    client.force_login(user)
    return user


def move_url(date) -> str:
    return reverse("events_move_date", args=[date.pk])


def answers(days: int = 21, **changes) -> dict:
    day = timezone.localdate() + timedelta(days=days)
    return {
        "date": day.isoformat(),
        "start_time": "14:00",
        "end_time": "15:30",
        "place": "",
        "reason": "De zaal is dicht.",
    } | changes


def done_by(user, date) -> list[str]:
    done = PageLogEntry.objects.filter(page=date.page_id, user=user, action__startswith="events.").order_by("pk")
    return list(done.values_list("action", flat=True))


def test_first_a_look_at_what_people_will_read_and_how_many_they_are(client, date, organiser):
    RegistrationFactory(date=date)
    RegistrationFactory(date=date)
    RegistrationFactory(date=date, waiting=True)
    RegistrationFactory(date=date, held=True)

    html = client.post(move_url(date), answers()).content.decode()

    date.refresh_from_db()
    assert date.moves == 0, "looking does nothing"
    assert done_by(organiser, date) == []
    assert "3 mensen krijgen meteen deze mail" in html
    assert "Van hen wacht er 1 op een plek" in html
    assert "De reden: De zaal is dicht." in html
    assert "Verplaatst: Wijklunch Gageldonk" in html
    assert "/aanmelding/" not in html, "nobody's secret link"
    assert 'name="reason" value="De zaal is dicht."' in html


def test_moving_tells_what_was_done_and_leads_to_the_list(client, date, organiser):
    RegistrationFactory(date=date)

    response = client.post(move_url(date), answers(place="Kerk De Ark") | {"sure": "1"}, follow=True)

    date.refresh_from_db()
    assert date.start_local == noon(21).replace(hour=14)
    assert (date.reason, date.place) == ("De zaal is dicht.", "Kerk De Ark")
    html = response.content.decode()
    assert "De datum is verplaatst. 1 persoon krijgt een mail." in html
    assert "Verplaatst naar" in html
    assert done_by(organiser, date) == ["events.move"]


def test_whom_no_mail_reaches_is_said_before_and_after(client, date, organiser):
    RegistrationFactory(date=date)
    RegistrationFactory(date=date, person__email="", person__name="Truus Bos")
    RegistrationFactory(date=date, person__email="", person__name="Ali Aydin")
    words = "Zonder e-mailadres, dus laat het zelf even weten: Ali Aydin, Truus Bos."

    before = screen.text(client.post(move_url(date), answers()), "main .wv-lead")
    moved = client.post(move_url(date), answers() | {"sure": "1"}, follow=True).content.decode()
    asks = screen.text(client.get(reverse("events_cancel_date", args=[date.pk])), "main .wv-lead")

    assert (words in before, words in asks) == (True, True)
    assert f"De datum is verplaatst. 1 persoon krijgt een mail. {words}" in moved


def test_preview_offers_the_other_dates_that_the_mail_will_offer(client, organiser, date):
    first = MeetupFactory(organiser=date.page.organisation, dates=[14, 28], capacity=9).dates.order_by("start").first()
    RegistrationFactory(date=first)

    look = client.post(move_url(first), answers()).content.decode()

    assert "Liever een andere keer? Hier is nog plek:" in look
    assert "Nog 9 plekken" in look


def test_going_back_keeps_what_was_typed(client, date, organiser):
    html = client.post(move_url(date), answers() | {"back": "1"}).content.decode()

    assert "De zaal is dicht." in html
    assert 'value="14:00"' in html


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        pytest.param({"date": ""}, "date", "Kies de nieuwe dag", id="no day"),
        pytest.param({"date": "31-31-2027"}, "date", "Schrijf de dag als", id="no such day"),
        pytest.param({"days": -3}, "date", "Deze dag is al geweest", id="past"),
        pytest.param({"days": 4000}, "date", "vijf jaar", id="far ahead"),
        pytest.param({"end_time": "13:00"}, "end_time", "ligt voor de begintijd", id="ends before it begins"),
        pytest.param({"start_time": "25:99"}, "start_time", "Schrijf de tijd als", id="no such time"),
        pytest.param(
            {"days": 14, "start_time": "12:00", "end_time": "13:30"}, "date", "die er al staan", id="the same"
        ),
        pytest.param({"reason": " "}, "reason", "Schrijf in één zin waarom", id="no reason"),
        pytest.param({"reason": "x" * 201}, "reason", "200", id="long reason"),
        pytest.param({"place": "x" * 201}, "place", "200", id="long place"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, date, organiser, changes, field, words):
    response = client.post(move_url(date), answers(**changes) | {"sure": "1"})

    date.refresh_from_db()
    assert date.moves == 0
    errors = screen.errors(response)
    assert list(errors) == [field]
    assert words in errors[field]


def test_not_on_top_of_another_date_of_the_same_meetup(client, organiser, date):
    other = MeetupFactory(organiser=date.page.organisation, dates=[14, 21]).dates.order_by("start").first()

    response = client.post(move_url(other), answers(start_time="12:00", end_time="13:30"))

    assert "al een keer" in screen.errors(response)["date"]


def test_postponing_shows_the_mail_first_and_asks_for_a_new_day_on_the_desk(client, date, organiser):
    RegistrationFactory(date=date)
    url = reverse("events_postpone_date", args=[date.pk])

    asks = client.get(url).content.decode()
    look = client.post(url, {"reason": "Ziek"}).content.decode()
    done = client.post(url, {"reason": "Ziek", "sure": "1"}, follow=True).content.decode()

    date.refresh_from_db()
    assert f"binnen {retention.words(retention.KEEP_POSTPONED)} na de oude" in asks
    assert "Uitgesteld, nieuwe datum volgt" in look
    assert (date.status, date.reason) == (EventDate.Status.POSTPONED, "Ziek")
    assert "De datum is uitgesteld. 1 persoon krijgt een mail." in done
    assert move_url(date) in done
    assert any("heeft nog geen nieuwe dag" in call.text for call in Desk(organiser).calls)
    assert done_by(organiser, date) == ["events.postpone"]


def test_postponed_date_long_ago_still_gets_its_new_day(client, date, organiser, time_machine):
    move.postpone_date(date, reason="Ziek")
    time_machine.move_to(date.end + timedelta(days=3))
    client.force_login(organiser)

    client.post(move_url(date), answers() | {"sure": "1"})

    date.refresh_from_db()
    assert date.status == EventDate.Status.SCHEDULED


def test_postponed_date_may_go_ahead_on_its_old_day(client, date, organiser):
    move.postpone_date(date, reason="Ziek")
    same = answers(days=14, start_time="12:00", end_time="13:30")

    look = client.post(move_url(date), same)
    client.post(move_url(date), same | {"sure": "1"})

    date.refresh_from_db()
    assert "gaat toch door" in look.content.decode()
    assert (date.status, date.moved_from) == (EventDate.Status.SCHEDULED, None)


@pytest.mark.parametrize("name", ["events_move_date", "events_postpone_date"])
def test_date_that_is_off_or_over_does_not_move(client, date, organiser, time_machine, name):
    move.cancel_date(date, reason="Storm")
    url = reverse(name, args=[date.pk])
    assert client.get(url).status_code == 302

    move.restore_date(date)
    time_machine.move_to(date.end + timedelta(minutes=1))
    client.force_login(organiser)
    assert client.post(url, answers() | {"sure": "1"}).status_code == 302
    date.refresh_from_db()
    assert (date.moves, date.postponed_at) == (0, None)


@pytest.mark.parametrize("name", ["events_move_date", "events_postpone_date"])
def test_only_who_may_edit_the_meetup(client, date, name):
    url = reverse(name, args=[date.pk])
    assert client.get(url).status_code == 302  # to the login page
    client.force_login(organiser_of(OrganisationFactory(title="Een ander")))

    answer = client.post(url, answers() | {"sure": "1"})

    assert answer.status_code in {302, 403}
    date.refresh_from_db()
    assert (date.moves, date.postponed_at) == (0, None)


def test_form_that_was_open_during_the_move_does_not_put_the_old_time_back(client, date, organiser):
    page = MeetupPage.objects.get(pk=date.page_id)
    row = page.planned_dates.get()
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    as_opened = {"id": row.pk, "key": row.key, "moves": row.moves, "date": row.date.isoformat()}
    posted = filled_in(
        **{f"planned_dates-0-{name}": value for name, value in as_opened.items()},
        **{"planned_dates-INITIAL_FORMS": "1", "slug": page.slug, "action-publish": "1"},
    )
    moved = move.move_date(
        date, start=date.start + timedelta(days=7), end=date.end + timedelta(days=7), place="", reason="Ziek"
    )

    response = client.post(edit_url, posted)

    assert "intussen verplaatst" in response.content.decode()
    assert page.dates.get().start == moved.start
    assert screen.values(client.get(edit_url), "form[data-edit-form]")["planned_dates-0-moves"] == ["1"]
