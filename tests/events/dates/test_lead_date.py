"""Page of a meetup with several dates, opened with the date that a visitor clicked."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.agenda.context import BEEN
from events.dates.cards import card_for
from events.dates.lead_date import lead_date, lead_date_id
from events.models import EventDate, EventPage
from events.publishing import move
from tests import screen
from tests.factories import MeetupFactory, noon, planned

pytestmark = pytest.mark.django_db
Status = EventDate.Status
HEAD, ALL_DATES = ".wv-event-head", ".wv-date-list"


def series(*days: int, **kwargs) -> list[EventDate]:
    """Make one meetup; return its dates in order."""
    return list(MeetupFactory(title="Wijklunch", dates=days, **kwargs).dates.all())


def address(date: EventDate) -> str:
    return f"{date.page.get_url()}?datum={date.pk}"


def links(response) -> list[str]:
    """Return the addresses that the titles of cards and the entries of a month link to."""
    return re.findall(r'<a href="([^"]*)">(?:<span>[^<]*</span> )?(?:<b>[^<]*</b> )?Wijklunch</a>', response.text)


def days_in(page, *selectors: str) -> list[int]:
    """Return the days of the dates that each selector finds, counted from today."""
    today = timezone.localdate()
    return [(day - today).days for selector in selectors for day in screen.days(page, selector)]


def registering(page) -> list[str]:
    """Return the addresses to register at, beside the date that the page opens with."""
    return [address for address in screen.addresses(page, ".wv-action-panel a") if "aanmelden/" in address]


# -- Links in lists ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/agenda/", "/agenda/?q=lunch", "/organisaties/de-linde/"])
def test_list_leads_to_the_date_that_was_clicked_and_the_next_one_keeps_the_bare_address(client, path):
    dates = series(-7, 7, 14, 21, 28, organiser__title="De Linde")
    move.cancel_date(dates[1], reason="De kok is ziek.")
    move.postpone_date(dates[3], reason="De zaal is dicht.")

    found = links(client.get(path))

    assert found == [address(dates[1]), dates[2].page.get_url(), address(dates[3]), address(dates[4])]


def test_what_has_been_leads_to_the_date_that_was_clicked(client):
    dates = series(-14, -7, 7)
    alone = MeetupFactory(title="Wijklunch", dates=(-21,))

    found = links(client.get("/agenda/?voorbij=1"))

    assert found == [address(dates[1]), address(dates[0]), alone.get_url()]


def test_home_and_month_lead_to_the_date_that_was_clicked(client, time_machine):
    time_machine.move_to(noon(0).replace(2027, 3, 1), tick=False)
    dates = series(7, 14)

    for path in ("/", "/agenda/?weergave=maand&maand=2027-03"):
        assert links(client.get(path)) == [dates[0].page.get_url(), address(dates[1])], path


def test_list_follows_when_a_date_is_over(client, time_machine):
    dates = series(7, 14)
    client.get("/agenda/")

    time_machine.move_to(noon(8))

    assert links(client.get("/agenda/")) == [dates[1].page.get_url()]


def test_lists_and_page_agree_about_the_date_that_a_page_opens_with(client):
    """Lists decide it in SQL, the page in Python."""
    kinds = [(days, status) for days in (-7, 7) for status in Status.values if (days, status) != (-7, "removed")]
    for first, second in product(kinds, repeat=2):
        dates = series(first[0], first[0] + 1, second[0] + 2)
        for date, status in zip(dates, (first[1], second[1], "removed"), strict=True):
            EventDate.objects.filter(pk=date.pk).update(status=status)
        page = EventPage.objects.annotate(head=lead_date_id()).get(pk=dates[0].page_id)
        shown = lead_date(page.dates.exclude(status=Status.REMOVED))

        assert page.head == (shown.pk if shown else None), (first, second)
        days = screen.days(client.get(page.get_url()), HEAD)
        assert days == ([shown.start_local.date()] if shown else []), (first, second)


# -- Opening the page with a date --------------------------------------------------------------------------------------


def test_page_opens_with_the_date_that_is_asked_for(client):
    dates = series(7, 14, 21)
    others, words = (card_for(date).date_words for date in dates[:2])

    response = client.get(address(dates[1]))

    assert days_in(response, HEAD, ALL_DATES) == [14, 7, 14, 21]
    assert screen.facts(response, ".wv-event-intro")["Wanneer"][0] == words
    assert f"<title>Wijklunch, {words} · Wijkverband</title>" in response.text
    assert f"op {words}" in response.text, "beside how many places there are"
    assert screen.days(response, '[aria-current="true"]') == [dates[1].start_local.date()]
    assert f'<a href="{dates[0].page.get_url()}">{others}</a>' in response.text


def test_button_of_the_page_chooses_that_date(client):
    dates = series(7, 14)

    register_url, ics_url, *_others = screen.addresses(client.get(address(dates[1])), ".wv-action-panel > a")
    form = client.get(register_url)

    assert screen.values(form)["datum"] == [str(dates[1].pk)]
    assert f'href="{address(dates[1])}"' in form.text, "the way back"
    assert client.get(ics_url).text.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize(
    ("off", "said"),
    [(move.cancel_date, "Deze datum gaat niet door"), (move.postpone_date, "Uitgesteld, de nieuwe datum volgt")],
)
def test_page_says_of_the_date_that_is_off_why_and_where_the_others_are(client, off, said):
    dates = series(7, 14)
    off(dates[1], reason="De kok is ziek.")

    asked, bare = client.get(address(dates[1])), client.get(dates[1].page.get_url())

    assert said in asked.text
    assert "<p>De kok is ziek.</p>" in asked.text.split('id="datums"')[0]
    assert '<a href="#datums">Bekijk de andere datums</a>' in asked.text
    assert (registering(asked), registering(bare)) == ([], [f"{dates[0].page.get_url()}aanmelden/"])
    assert said not in bare.text


def test_page_of_the_only_date_that_is_off_speaks_of_the_meetup(client):
    (date,) = series(7)
    move.cancel_date(date, reason="De kok is ziek.")

    response = client.get(address(date))

    assert "Deze bijeenkomst gaat niet door" in response.text
    assert "#datums" not in response.text


@pytest.mark.parametrize("which", [0, -2], ids=["longer ago than the page shows", "the last"])
def test_page_opens_with_a_date_that_has_been(client, which):
    dates = series(*range(-BEEN - 5, 0), 7)

    response = client.get(address(dates[which]))

    assert screen.days(response, HEAD) == [dates[which].start_local.date()]
    assert "Deze datum is geweest." in response.text
    assert days_in(response, ALL_DATES) == [7]
    assert len(screen.texts(response, ".wv-fold li")) == BEEN
    assert screen.texts(response, ".wv-action-panel, .wv-action-bar") == []


def test_page_opens_with_a_date_that_moved(client):
    dates = series(7, 14)
    start, end = noon(15), noon(15).replace(hour=14)
    move.move_date(dates[1], start=start, end=end, place="Buurthuis De Ster", reason="De zaal is bezet.")

    page = client.get(address(dates[1]))

    assert days_in(page, HEAD) == [15]
    assert screen.facts(page, ".wv-event-intro")["Waar"] == ["Buurthuis De Ster"]
    assert "De zaal is bezet." in screen.text(page, ".wv-event-intro .wv-notice--warning p")


def test_search_engines_are_told_of_one_page_and_who_shares_a_date_shares_that_date(client, settings):
    dates = series(7, 14)
    page = dates[0].page

    asked, bare = client.get(address(dates[1])), client.get(page.get_url())

    for response in (asked, bare):
        assert f'<link rel="canonical" href="{page.full_url}">' in response.text
    assert f'<meta property="og:url" content="{page.full_url}?datum={dates[1].pk}">' in asked.text
    assert f'<meta property="og:url" content="{page.full_url}">' in bare.text
    assert f'"url": "{settings.SITE_URL}{address(dates[1])}"' in asked.text
    assert f"{page.full_url}?datum={dates[1].pk}" in asked.text.split("wv-poster")[1]
    pictures = [re.search(r'og:image" content="https?://[^/]+([^"]+)"', one.text)[1] for one in (asked, bare)]
    assert all("immutable" in client.get(picture)["Cache-Control"] for picture in pictures), "drawn as it was named"
    assert len({client.get(picture).content for picture in pictures}) == 2
    codes = [
        client.get(f"{page.get_url()}qr.svg{question}").content
        for question in ("", "?datum=x", f"?datum={dates[1].pk}")
    ]
    assert codes[0] == codes[1] != codes[2]


# -- Ignoring anything else --------------------------------------------------------------------------------------------


def test_page_that_is_asked_for_something_else_is_the_ordinary_one(client):
    dates = series(7, 14)
    elsewhere = series(7, 14)[1]
    gone = series(7, 14)[1]
    draft = MeetupFactory(live=False, dates=(7,))
    EventDate.objects.filter(pk=gone.pk).update(status=Status.REMOVED)
    ordinary = client.get(dates[0].page.get_url())
    strange = [
        "",
        "0",
        "-1",
        "x",
        "1x",
        f"{dates[1].pk}.0",
        f"0{dates[1].pk}",
        2**63 - 1,
        2**63,
        "9" * 400,
        "١",
        "²",
        "%00",
        "%ff",
        "1%0d%0a",
    ]

    for wanted in (*strange, elsewhere.pk, gone.pk):
        response = client.get(f"{dates[0].page.get_url()}?datum={wanted}")

        assert (response.status_code, response.text) == (200, ordinary.text), wanted
    response = client.get(address(gone))
    assert (days_in(response, HEAD), days_in(response, ALL_DATES)) == ([7], [])
    assert registering(response) == [f"{gone.page.get_url()}aanmelden/"]
    for date in draft.dates.all():
        assert client.get(address(date)).status_code == 404
    assert client.get(f"{draft.get_url()}?datum={dates[0].pk}").status_code == 404


def test_date_that_was_taken_away_longer_ago_than_the_page_shows_stays_away(client):
    dates = series(*range(-BEEN - 5, 0))
    EventDate.objects.filter(pk=dates[0].pk).update(status=Status.REMOVED)

    response = client.get(address(dates[0]))

    assert screen.days(response, HEAD) == [dates[-1].start_local.date()]
    assert "<title>Wijklunch · Wijkverband</title>" in response.text


def test_unpublished_page_shows_none_of_its_dates(client):
    dates = series(7, 14)
    dates[0].page.specific.unpublish()

    assert client.get(address(dates[1])).status_code == 404


def test_page_takes_as_many_queries_for_one_date_of_thirty_as_of_two(client):
    def queries(date: EventDate) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address(date))
        return len(captured)

    few, many = series(7, 14), series(*range(7, 37))
    queries(few[1])  # warms the caches of the whole site

    assert queries(many[20]) == queries(few[1]) <= 12


def test_preview_opens_with_the_plan_whatever_is_asked_for(rf):
    (date,) = series(7)
    page = EventPage.objects.get(pk=date.page_id).specific
    page.planned_dates = [planned(9), planned(12)]

    request = rf.get(address(date))
    request.is_preview = True
    response = page.serve_preview(request, page.default_preview_mode).render()

    assert days_in(response, HEAD) == [9]
    assert "<title>Wijklunch · Wijkverband</title>" in response.text
