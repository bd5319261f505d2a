"""Registering opens at a moment: until then page, card and form say when, and nobody gets in by any door."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.dates.entry import build
from events.models import EventDate, EventPage, Registration
from events.models.dates import AMSTERDAM
from events.registration import registering, rule, series
from tests import screen
from tests.factories import DisciplineFactory, MeetupFactory, RegistrationFactory, noon, organiser_of

pytestmark = pytest.mark.django_db
OPENS = datetime(2027, 3, 1, 9, tzinfo=AMSTERDAM)
WORDS = "Aanmelden vanaf 1 maart, 9.00 uur"


@pytest.fixture
def meetup(site_tree, time_machine):
    time_machine.move_to(OPENS - timedelta(days=3), tick=False)
    return MeetupFactory(title="Wijklunch", capacity=4, opens_at=OPENS, dates=(30,))


def submitted(date) -> dict:
    discipline = DisciplineFactory()
    answers = {"naam": "Sanne", "email": "sanne@example.org", "organisatie": "TWB", "discipline": discipline.pk}
    return {"datum": date.pk, **answers}


def test_page_and_agenda_say_when_it_opens_and_offer_no_button(client, meetup):
    page, agenda = client.get(meetup.get_url()), client.get("/agenda/")

    assert screen.text(page, ".wv-action-panel__count") == WORDS
    assert not [url for url in screen.addresses(page) if "aanmelden/" in url]
    assert screen.facts(page)["Aan- en afmelden"] == ["Van maandag 1 maart 2027, 9.00 uur tot het begin"]
    assert WORDS in screen.text(agenda, "main .wv-agenda-row")


def test_form_says_when_it_opens_and_refuses_until_then(client, meetup, time_machine):
    date = meetup.dates.get()
    url = f"{meetup.get_url()}aanmelden/"
    data = submitted(date)

    early = client.get(url), client.post(url, data)
    time_machine.move_to(OPENS, tick=False)
    form, sent = client.get(url), client.post(url, data)

    for answer in early:
        assert screen.text(answer, "h1") == "Aanmelden kan niet"
        assert "Het gaat open op maandag 1 maart 2027, 9.00 uur." in screen.text(answer, ".wv-notice--warning")
    assert early[1].status_code == 409
    assert screen.text(form, "h1") == "Meld je aan"
    assert sent.status_code == 302
    assert Registration.objects.count() == 1


def test_form_opened_too_early_leads_nowhere_at_any_door(meetup):
    date = meetup.dates.get()
    other = MeetupFactory(dates=(20, 40), opens_days_before=28)
    now_open, not_yet = other.dates.order_by("start")
    held = registering.register(now_open, name="Sanne", email="s@example.org")
    rule.confirm(held)

    for attempt in (
        lambda: registering.register(date, name="Sanne", email="s@example.org"),
        lambda: series.register_for([now_open, not_yet], name="Bram", email="b@example.org"),
        lambda: series.change_date(held, to=not_yet),
    ):
        with pytest.raises(rule.RegistrationClosed, match="gaat open op"):
            attempt()

    assert Registration.objects.count() == 1


def test_each_date_opens_at_its_own_moment(client, meetup):
    series_page = MeetupFactory(dates=(20, 40), opens_days_before=28)
    first, second = series_page.dates.order_by("start")

    page = client.get(f"{series_page.get_url()}aanmelden/")

    assert screen.values(page)["datum"] == [str(first.pk)]
    local = (second.start - timedelta(days=28)).astimezone(AMSTERDAM)
    assert f"vanaf {local.day} " in screen.text(
        client.get(f"{series_page.get_url()}?datum={second.pk}"), ".wv-action-panel__count"
    )


def test_later_of_two_moments_counts(meetup):
    EventPage.objects.update(opens_days_before=56)
    date = EventDate.objects.select_related("page").get()

    assert rule.closed_reason(date, OPENS - timedelta(minutes=1))
    assert not rule.closed_reason(date, OPENS)


def test_calendar_says_the_same_before_and_after(meetup, time_machine):
    before = build(EventDate.objects.select_related("page").get())
    time_machine.move_to(OPENS + timedelta(days=1))

    assert "vanaf maandag 1 maart 2027" in before.decode().replace("\r\n ", "").replace("\\,", ",")
    assert build(EventDate.objects.select_related("page").get()) == before


def test_who_is_registered_already_keeps_everything(client, meetup):
    made = RegistrationFactory(date=meetup.dates.get(), waiting=True)

    rule.promote(made.date)

    made.refresh_from_db()
    assert made.state == "confirmed"


# -- In the organiser's form -------------------------------------------------------------------------------------------


def saved(client, meetup, **answers):
    client.force_login(organiser_of(meetup.organisation))
    url = reverse("wagtailadmin_pages:edit", args=[meetup.pk])
    data = screen.values(client.get(url), "form[data-edit-form]")
    return client.post(url, {**data, **answers, "action-publish": "1"})


def test_organiser_sets_a_moment_by_the_clock(client, site_tree):
    meetup = MeetupFactory(dates=(40,))
    moment = timezone.localtime(noon(10)).strftime("%Y-%m-%dT09:15")

    saved(client, meetup, opens_at=moment, opens_days_before="7")

    page = EventPage.objects.get(pk=meetup.pk)
    assert timezone.localtime(page.opens_at).strftime("%Y-%m-%dT%H:%M") == moment
    assert page.opens_days_before == 7


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"opens_at": "geen tijd"}, "opens_at"),
        ({"opens_at": "2027-03-28T02:30"}, "opens_at"),  # the clock skips it
        ({"opens_at": "9999-12-31T23:59"}, "opens_at"),
        ({"opens_days_before": "7", "closes_days_before": "7"}, "opens_days_before"),
        ({"opens_days_before": "13"}, "opens_days_before"),
    ],
)
def test_moment_that_cannot_be_is_refused_and_kept(client, site_tree, answers, field):
    meetup = MeetupFactory(dates=(40,))

    page = saved(client, meetup, **answers)

    assert page.status_code == 200
    assert list(screen.errors(page)) == [field]
    assert EventPage.objects.get(pk=meetup.pk).opens_at is None


def test_folded_part_is_open_once_it_is_filled_in(client, site_tree):
    empty, filled = MeetupFactory(dates=(40,)), MeetupFactory(dates=(40,), opens_at=noon(10))

    def is_folded(meetup) -> bool:
        client.force_login(organiser_of(meetup.organisation))
        page = screen.parsed(client.get(reverse("wagtailadmin_pages:edit", args=[meetup.pk])))
        return "collapsed" in page.select_one("#panel-child-bijeenkomst-voor_wie_en_vanaf_wanneer-section")["class"]

    assert (is_folded(empty), is_folded(filled)) == (True, False)
