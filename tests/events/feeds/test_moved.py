"""Former addresses of calendars and selections."""

import pytest
from django.test import TestCase
from django_tasks import default_task_backend
from wagtail.models import Page

from events.models import EventDate
from events.publishing import changes
from tests.calendars import AGENDA, events_of, fresh, publish, region, titles_of
from tests.factories import MeetupFactory, OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def rename(page: Page) -> None:
    """Change the slug of ``page``. Wagtail creates the redirects on commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(page, slug="elders")


def page_at(url: str) -> Page:
    return Page.objects.get(url_path=f"/home{url.partition('kalender.ics')[0]}").specific


@pytest.mark.parametrize("kind", ["municipality", "wijk", "theme", "organisation", "event", "one date"])
@pytest.mark.parametrize("way", ["renamed", "its parent renamed"])
def test_calendar_of_a_page_that_moved_is_redirected_for_good(client, kind, way):
    url = region()[kind]
    page = page_at(url)
    rename(page if way == "renamed" else page.get_parent())

    response = client.get(url)

    assert response.status_code == 301
    assert "elders" in response["Location"]
    followed = client.get(response["Location"])
    assert (followed.status_code, titles_of(followed)) == (200, ["Wijklunch"])


def test_calendar_of_a_meetup_that_went_to_another_organisation_is_redirected(client):
    meetup = MeetupFactory(title="Wijklunch")
    old = f"{meetup.get_url()}kalender.ics"
    fresh(meetup).move(OrganisationFactory(title="Thuiszorg Mark"), "last-child")

    response = client.get(f"{old}?datum={meetup.dates.get().pk}")

    assert response.status_code == 301
    assert response["Location"].startswith("/organisaties/thuiszorg-mark/wijklunch/kalender.ics?datum=")


def test_calendar_of_a_page_that_went_out_of_sight_is_not_redirected(client):
    """It says that it ended; see ``test_retired_pages``."""
    theme = ThemeFactory(title="Wonen")
    rename(theme)
    fresh(theme).unpublish()

    assert client.get("/themas/wonen/kalender.ics").status_code == 200
    assert client.get(f"{AGENDA}?thema=wonen").status_code == 200


@pytest.mark.parametrize("path", ["/agenda/", AGENDA])
@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("municipality", "gemeente=breda", "gemeente=elders"),
        ("wijk", "wijk=breda/hoge-vucht", "wijk=breda/elders"),
        ("theme", "thema=eenzaamheid", "thema=elders"),
        ("organisation", "organisatie=de-linde", "organisatie=elders"),
    ],
)
def test_selection_by_a_name_of_before_goes_on_to_the_name_of_now(client, path, kind, old, new):
    rename(page_at(region()[kind]))

    response = client.get(f"{path}?q=lunch&{old}&soort=wijklunch")

    assert response.status_code == 301
    assert sorted(response["Location"].removeprefix(f"{path}?").split("&")) == sorted(
        ["q=lunch", new, "soort=wijklunch"]
    )
    assert client.get(response["Location"]).status_code == 200


def test_selection_by_a_name_that_never_was_stays_as_it_is(client, site_tree):
    assert client.get(f"{AGENDA}?thema=onzin&thema=/x?y").status_code == 200
    assert client.get("/agenda/?gemeente=onzin&organisatie=agenda").status_code == 200


def test_renaming_what_many_dates_show_is_done_by_the_worker(client, monkeypatch):
    monkeypatch.setattr(changes, "BATCH", 2)
    theme = ThemeFactory(title="Wonen")
    MeetupFactory(themes=[theme], dates=(3, 4, 5))
    before = EventDate.objects.values_list("version", flat=True)
    default_task_backend.clear()

    publish(theme, title="Samen wonen")

    assert list(EventDate.objects.values_list("version", flat=True)) == list(before)
    jobs = [result for result in default_task_backend.results if result.task.name == "rewrite_some"]
    assert [len(job.args[0]) for job in jobs] == [2, 1]
    for job in jobs:
        changes.rewrite_some.func(*job.args)
    named = {str(event["CATEGORIES"].to_ical(), "utf-8") for event in events_of(client.get(AGENDA))}
    assert named == {"Wijklunch,Samen wonen"}
