"""Page of one meetup: the date that matters, the actions, and the data for machines."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from events.dates.cards import card_for
from events.models.dates import AMSTERDAM
from events.pages.models import MeetupPage
from events.publishing import move
from events.registration import registering, rule
from tests import screen
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    editor,
    planned,
)

pytestmark = pytest.mark.django_db
SCRIPT = "</script><script>alert(1)</script>"
HEAD, ALL_DATES, EARLIER, SIMILAR = ".wv-event-head", ".wv-date-list", ".wv-fold", "section[aria-labelledby=ook]"


def show(client, meetup: MeetupPage):
    return client.get(meetup.get_url())


def structured(response) -> dict:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def days(page, selector: str) -> list[int]:
    """Return the days of the dates that ``selector`` finds, counted from today."""
    today = timezone.localdate()
    return [(day - today).days for day in screen.days(page, selector)]


def days_earlier(page, meetup: MeetupPage) -> list[int]:
    """Like ``days``, for the dates that have been, which the page shows in words."""
    today = timezone.localdate()
    by_words = {card_for(date).date_words: (date.start_local.date() - today).days for date in meetup.dates.all()}
    return [by_words[words.partition(",")[0]] for words in screen.texts(page, f"{EARLIER} li")]


def test_event_page_says_when_where_for_whom_and_what_it_costs(client):
    start = datetime(2027, 7, 8, 12, 0, tzinfo=AMSTERDAM)
    meetup = MeetupFactory(title="Wijklunch", audience="Iedereen in Gageldonk", dates=[planned(start)])

    response = show(client, meetup)

    assert list(screen.facts(response, ".wv-event-intro").items()) == [
        ("Wanneer", ["donderdag 8 juli 2027", "12.00 – 13.30 uur"]),
        ("Waar", ["Buurthuis De Linde", "Kerkstraat 1", "4611 AB Bergen op Zoom"]),
        ("Voor wie", ["Iedereen in Gageldonk"]),
        ("Kosten", ["Gratis"]),
        ("Aan- en afmelden", ["Tot het begin"]),
    ]
    assert f"{meetup.get_url()}kalender.ics" in screen.addresses(response)


@pytest.mark.parametrize(
    ("planned_days", "cancelled", "expected"),
    [((-7, 7, 14), (), 7), ((-14, -7), (), -7), ((7, 14), (7,), 14), ((7,), (7,), 7), ((-7, 7), (7,), 7)],
    ids=["the next one", "the last one", "the next one that is on", "cancelled, if there is no other", "cancelled before past"],
)  # fmt: skip
def test_event_page_shows_the_date_that_matters(client, planned_days, cancelled, expected):
    meetup = MeetupFactory(dates=planned_days)
    for date in meetup.dates.all():
        if (date.start_local.date() - timezone.localdate()).days in cancelled:
            move.cancel_date(date, reason="Ziek")

    page = show(client, meetup)

    assert days(page, HEAD) == [expected]
    listed = [*days_earlier(page, meetup)[::-1], *days(page, ALL_DATES)]
    assert listed == (sorted(planned_days) if len(planned_days) > 1 else [])


def test_event_page_shows_the_last_dozen_that_has_been_the_last_first(client):
    meetup = MeetupFactory(dates=(*range(-20, 0), 7, 14))

    response = show(client, meetup)

    assert days(response, ALL_DATES) == [7, 14]
    assert days_earlier(response, meetup) == list(range(-1, -13, -1))
    assert "Dit zijn de laatste 12." in response.text


def test_event_page_that_shows_all_that_has_been_does_not_speak_of_more(client):
    response = show(client, MeetupFactory(dates=(*range(-12, 0), 7)))

    assert len(screen.texts(response, f"{EARLIER} li")) == 12
    assert "Dit zijn de laatste" not in response.text


@pytest.mark.parametrize(
    ("meetup", "can_register"),
    [
        ({}, True),
        ({"capacity": 1}, True),
        ({"registration": "none"}, False),
        ({"registration": "elsewhere", "registration_url": "https://x.example/aanmelden"}, False),
        ({"dates": (-1,)}, False),
        ({"dates": (1,), "closes_days_before": 2}, False),
    ],
    ids=["no limit", "a place left", "walk in", "elsewhere", "over", "closed"],
)  # fmt: skip
def test_event_page_offers_to_register_when_one_can(client, meetup, can_register):
    page = MeetupFactory(**meetup)

    response = show(client, page)

    assert (f'href="{page.get_url()}aanmelden/' in response.text) is can_register


def test_event_page_that_is_full_offers_the_waiting_list(client):
    meetup = MeetupFactory(capacity=1)
    RegistrationFactory(date=meetup.dates.get())

    response = show(client, meetup)

    assert screen.text(response, ".wv-action-panel__count") == "Vol"
    register = f"{meetup.get_url()}aanmelden/"
    assert screen.links(response, ".wv-action-bar a") == [("Op de wachtlijst", register)]
    assert register in screen.addresses(response, ".wv-action-panel a")


def test_event_page_of_a_cancelled_date_says_so_and_why(client):
    meetup = MeetupFactory()
    move.cancel_date(meetup.dates.get(), reason="De keuken is stuk.")

    response = show(client, meetup)

    assert "Deze bijeenkomst gaat niet door" in response.text
    assert "De keuken is stuk." in response.text
    assert "aanmelden/" not in response.text
    assert structured(response)["eventStatus"] == "https://schema.org/EventCancelled"


def test_event_page_without_a_date_still_answers(client):
    response = show(client, MeetupFactory(dates=()))

    assert response.status_code == 200
    assert screen.parsed(response).select(f"{HEAD} time, .wv-action-panel, script[type='application/ld+json']") == []


def test_event_page_hides_a_date_that_was_taken_away(client):
    meetup = MeetupFactory(dates=(7, 14))
    meetup.planned_dates = list(meetup.planned_dates.all())[:1]
    meetup.save_revision().publish()

    page = show(client, meetup)

    assert (days(page, HEAD), days(page, ALL_DATES)) == ([7], [])
    assert card_for(meetup.dates.last()).date_words not in page.text


def test_event_page_names_everybody_who_organises_it(client):
    organisation, partner = OrganisationFactory(title="De Linde"), OrganisationFactory(title="Mark", is_example=True)
    meetup = MeetupFactory(organiser=organisation, co_organisers=[partner])

    assert screen.links(show(client, meetup), ".wv-article__byline a") == [
        ("De Linde", organisation.get_url()),
        ("Mark (voorbeeld)", partner.get_url()),
    ]


def test_event_page_lists_what_else_there_is_about_its_theme(client):
    theme, other = ThemeFactory(), ThemeFactory()
    meetup = MeetupFactory(themes=[theme])
    for title, in_days, themes in (
        ("Vierde", 9, [theme]), ("Eerste", 3, [theme]), ("Derde", 7, [theme]), ("Tweede", 5, [theme]), ("Ander", 1, [other]), ("Voorbij", -1, [theme]),
    ):  # fmt: skip
        MeetupFactory(title=title, themes=themes, dates=(in_days,))
    move.cancel_date(MeetupFactory(title="Geannuleerd", themes=[theme], dates=(2,)).dates.get(), reason="")

    assert screen.titles(show(client, meetup), SIMILAR) == ["Eerste", "Tweede", "Derde"]


@pytest.mark.parametrize("off", [False, True], ids=["full", "cancelled"])
def test_event_page_that_is_no_use_lists_only_what_still_has_a_place(client, off):
    theme = ThemeFactory()
    date = MeetupFactory(themes=[theme], capacity=None if off else 1).dates.get()
    full = MeetupFactory(title="Ook vol", themes=[theme], dates=(3,), capacity=1).dates.get()
    MeetupFactory(title="Nog plek", themes=[theme], dates=(5,), capacity=1)
    for one in (full, *([] if off else [date])):
        RegistrationFactory(date=one)
    if off:
        move.cancel_date(date, reason="Storm")

    response = show(client, date.page.specific)

    assert screen.titles(response, SIMILAR) == ["Nog plek"]
    assert screen.text(response, f"{SIMILAR} h2") == "Hier is nog wel plek"


@pytest.mark.django_db(transaction=True)
def test_event_page_offers_only_what_still_has_a_place_however_fast_that_changes(client):
    theme = ThemeFactory()
    meetup = MeetupFactory(themes=[theme])
    first, *_ = [
        MeetupFactory(title=title, themes=[theme], dates=(in_days,), capacity=1).dates.get()
        for in_days, title in enumerate(("Eerste", "Tweede", "Derde", "Vierde"), start=2)
    ]
    MeetupFactory(title="Elders", themes=[theme], dates=(1,), registration="elsewhere")
    MeetupFactory(title="Gesloten", themes=[theme], dates=(1,), closes_days_before=7)

    def offered() -> list[str]:
        return screen.titles(show(client, meetup), SIMILAR)

    before = offered()
    taken = rule.confirm(registering.register(first, name="Sanne Vos", email="sanne@example.org"))
    while_full = offered()
    rule.cancel(taken)

    assert (before, while_full, offered()) == (
        ["Elders", "Eerste", "Tweede"],
        ["Elders", "Tweede", "Derde"],
        ["Elders", "Eerste", "Tweede"],
    )


def test_event_page_without_a_theme_lists_what_else_there_is_nearby(client):
    breda = MunicipalityFactory()
    meetup = MeetupFactory(municipality=breda)
    MeetupFactory(title="Buren", wijken=[WijkFactory(municipality=breda)])
    MeetupFactory(title="Ver weg", municipality=MunicipalityFactory())

    assert screen.titles(show(client, meetup), SIMILAR) == ["Buren"]


def test_event_page_tells_machines_the_same(client):
    start = datetime(2027, 7, 8, 12, 0, tzinfo=AMSTERDAM)
    meetup = MeetupFactory(title="Wijklunch", dates=[planned(start)], organiser=OrganisationFactory(title="De Linde"))

    assert structured(show(client, meetup)) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Wijklunch",
        "description": "Leer elkaar kennen bij een broodje.",
        "url": f"http://testserver{meetup.get_url()}",
        "startDate": "2027-07-08T12:00:00+02:00",
        "endDate": "2027-07-08T13:30:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Buurthuis De Linde",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Kerkstraat 1",
                "postalCode": "4611 AB",
                "addressLocality": "Bergen op Zoom",
                "addressCountry": "NL",
            },
        },
        "image": f"http://testserver/deelbeeld/{meetup.pk}/nu.png",
        "organizer": [
            {"@type": "Organization", "name": "De Linde", "url": f"http://testserver{meetup.organisation.get_url()}"}
        ],
        "isAccessibleForFree": True,
    }


def test_event_page_cannot_be_left_by_what_machines_read(client):
    meetup = MeetupFactory(
        title=f"Lunch {SCRIPT}", slug="lunch", summary=f"<!--{SCRIPT}&\u2028", venue_name=SCRIPT,
        organiser=OrganisationFactory(title=SCRIPT, slug="organisatie"),
    )  # fmt: skip

    response = show(client, meetup)

    assert structured(response)["name"] == f"Lunch {SCRIPT}"
    assert "<script>alert" not in response.text
    assert "<!--<" not in response.text


@pytest.mark.parametrize(("attendance", "mode"), [("in-person", "Offline"), ("online", "Online"), ("hybrid", "Mixed")])
def test_event_page_tells_machines_how_to_attend(client, attendance, mode):
    meetup = MeetupFactory(attendance=attendance, online_url="https://video.example/geheim")

    response = show(client, meetup)

    assert structured(response)["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert "video.example" not in response.text


def test_event_page_has_the_address_that_counts(client):
    meetup = MeetupFactory()

    assert f'<link rel="canonical" href="http://localhost{meetup.get_url()}">' in show(client, meetup).text


def test_event_page_in_preview_shows_the_dates_of_the_plan(client, rf):
    meetup = MeetupFactory(
        live=False, title="Concept", themes=[ThemeFactory()], co_organisers=[OrganisationFactory()], dates=(3, 4)
    )
    client.force_login(editor())
    meetup.save_revision()

    response = client.get(f"/beheer/pages/{meetup.pk}/view_draft/")

    assert response.status_code == 200
    assert days(response, ALL_DATES) == [3, 4]
    assert "Wanneer" in screen.facts(response, ".wv-event-intro")


def test_event_page_is_over_when_its_last_date_has_ended(client, time_machine):
    start = datetime(2027, 3, 11, 12, tzinfo=AMSTERDAM)
    time_machine.move_to(start - timedelta(hours=1), tick=False)
    meetup = MeetupFactory(dates=[planned(start)])
    said = ["Aanmelden duurt een minuut", "Aanmelden kan niet meer.", "Deze bijeenkomst is geweest."]
    seen = []

    for moment in (start - timedelta(minutes=1), start, start + timedelta(minutes=90)):
        time_machine.move_to(moment, tick=False)
        page = show(client, meetup).text
        seen.append([words for words in said if words in page])

    assert seen == [[words] for words in said]


def test_event_page_tells_to_answer_a_mail_only_while_there_comes_one(client, time_machine):
    start = datetime(2027, 3, 11, 12, tzinfo=AMSTERDAM)
    time_machine.move_to(start - timedelta(hours=1), tick=False)
    meetup = MeetupFactory(dates=[planned(start)], contact_name="Farah Mulder")
    words = "antwoord op de mail die je na je aanmelding krijgt"

    before = show(client, meetup).text
    time_machine.move_to(start + timedelta(days=1), tick=False)
    after = show(client, meetup).text

    assert (words in before, words in after) == (True, False)


def test_form_asks_who_you_are_first_and_stands_under_the_agenda(client):
    response = client.get(f"{MeetupFactory(title='Lunch').url}aanmelden/")

    assert screen.names(response)[:5] == ["naam", "email", "organisatie", "discipline", "opmerking"]
    assert screen.texts(response, ".wv-site-header__nav a[aria-current=page]") == ["Agenda"]


@pytest.mark.parametrize(
    ("capacity", "said"), [(1, ["Nog 1 plek"]), (6, ["Nog 6 plekken", "van de 6"]), (None, ["Plek genoeg"])]
)
def test_page_says_of_how_many_places_only_when_there_are_more(client, site_tree, capacity, said):
    meetup = MeetupFactory(capacity=capacity)

    panel = client.get(meetup.url).content.decode().partition("wv-action-panel__count")[2].partition("</p>")[0]

    assert [words for words in said if words not in panel] == []
    assert ("van de" in panel) == (len(said) == 2)
