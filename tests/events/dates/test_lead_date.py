"""Page of a meetup with several dates, opened with the date that a visitor clicked."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.agenda.context import BEEN
from events.dates.lead_date import lead_date, lead_date_id
from events.models import EventDate, EventPage
from events.publishing import move
from tests.factories import MeetupFactory, noon, planned

pytestmark = pytest.mark.django_db
Status = EventDate.Status


def series(*days: int, **kwargs) -> list[EventDate]:
    """Make one meetup; return its dates in order."""
    return list(MeetupFactory(title="Wijklunch", dates=days, **kwargs).dates.all())


def address(date: EventDate) -> str:
    return f"{date.page.get_url()}?datum={date.pk}"


def links(response) -> list[str]:
    """Return the addresses that the titles of cards and the entries of a month link to."""
    return re.findall(r'<a href="([^"]*)">(?:<span>[^<]*</span> )?(?:<b>[^<]*</b> )?Wijklunch</a>', response.text)


def days_in(cards) -> list[int]:
    return [(card.start.date() - timezone.localdate()).days for card in cards]


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
        card = client.get(page.get_url()).context["card"]
        assert (card.date.pk if card else None) == page.head, (first, second)


# -- Opening the page with a date --------------------------------------------------------------------------------------


def test_page_opens_with_the_date_that_is_asked_for(client):
    dates = series(7, 14, 21)
    words = client.get(dates[1].page.get_url()).context["coming"][1].date_words

    response = client.get(address(dates[1]))
    context = response.context

    assert days_in([context["card"], *context["coming"]]) == [14, 7, 14, 21]
    assert context["facts"][0]["lines"][0] == words
    assert f"<title>Wijklunch, {words} · Wijkverband</title>" in response.text
    assert f"op {words}" in response.text, "beside how many places there are"
    assert response.text.count('aria-current="true"') == 1
    assert f'<a href="{dates[0].page.get_url()}">{context["coming"][0].date_words}</a>' in response.text


def test_button_of_the_page_chooses_that_date(client):
    dates = series(7, 14)

    context = client.get(address(dates[1])).context
    form = client.get(context["register_url"])

    assert form.context["form"]["datum"].initial == [dates[1].pk]
    assert f'href="{address(dates[1])}"' in form.text, "the way back"
    assert client.get(context["ics_url"]).text.count("BEGIN:VEVENT") == 1
    assert f'href="{context["ics_url"]}"' in client.get(address(dates[1])).text


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
    assert (asked.context["can_register"], bare.context["can_register"]) == (False, True)
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
    context = response.context

    assert context["card"].date == dates[which]
    assert "Deze datum is geweest." in response.text
    assert days_in(context["coming"]) == [7]
    assert len(context["earlier"]) == BEEN
    assert not context["can_register"]


def test_page_opens_with_a_date_that_moved(client):
    dates = series(7, 14)
    start, end = noon(15), noon(15).replace(hour=14)
    move.move_date(dates[1], start=start, end=end, place="Buurthuis De Ster", reason="De zaal is bezet.")

    context = client.get(address(dates[1])).context

    assert days_in([context["card"]]) == [15]
    assert context["facts"][1]["lines"] == ["Buurthuis De Ster"]
    assert "De zaal is bezet." in context["card"].news


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
    assert days_in([response.context["card"], *response.context["coming"]]) == [7, 7]
    assert response.context["register_url"] == f"{gone.page.get_url()}aanmelden/"
    for date in draft.dates.all():
        assert client.get(address(date)).status_code == 404
    assert client.get(f"{draft.get_url()}?datum={dates[0].pk}").status_code == 404


def test_date_that_was_taken_away_longer_ago_than_the_page_shows_stays_away(client):
    dates = series(*range(-BEEN - 5, 0))
    EventDate.objects.filter(pk=dates[0].pk).update(status=Status.REMOVED)

    response = client.get(address(dates[0]))

    assert response.context["card"].date == dates[-1]
    assert not response.context["is_asked_for"]


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


def test_preview_opens_with_the_plan_whatever_is_asked_for(client, rf):
    (date,) = series(7)
    page = EventPage.objects.get(pk=date.page_id).specific
    page.planned_dates = [planned(9), planned(12)]

    request = rf.get(address(date))
    request.is_preview = True
    context = page.get_context(request)

    assert days_in([context["card"]]) == [9]
    assert not context["is_asked_for"]
