"""Calendar of a page that is unpublished, deleted or restricted: it says so, then it is gone. It may come back."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.conf import settings
from django_tasks import default_task_backend
from wagtail.models import Page, PageViewRestriction

from events.models import EventDate, RetiredFeed
from events.pages.models import MeetupPage
from events.publishing import changes
from tests.calendars import AGENDA, events_of, fresh, publish, queries, region, titles_of
from tests.events.feeds.test_moved import page_at, rename
from tests.factories import MeetupFactory, MunicipalityFactory, ThemeFactory, UserFactory, WijkFactory, house

pytestmark = pytest.mark.django_db

KINDS = ("municipality", "wijk", "theme", "organisation", "co-organiser")
WAYS = ("unpublished", "deleted", "restricted", "restricted above")
SECRETS = (b"Wijklunch", b"Breda", b"breda", b"Hoge", b"hoge", b"enzaamheid", b"Linde", b"linde", b"Mark", b"mark")


def take_away(page: Page, way: str) -> None:
    page = fresh(page)
    if way == "deleted":
        page.delete()
    elif way == "unpublished":
        page.unpublish()
    else:
        closed = page if way == "restricted" else page.get_parent()
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    return time_machine


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_calendar_of_a_page_that_went_out_of_sight_says_so_and_cancels_what_it_held(client, clock, kind, way):
    url = region()[kind]
    page, before = page_at(url), client.get(url)
    (was,) = events_of(before)
    clock.shift(60)

    take_away(page, way)

    response = client.get(url, headers={"if-none-match": before["ETag"], "if-modified-since": before["Last-Modified"]})
    notice, gone = events_of(response)
    assert (response.status_code, str(notice["SUMMARY"])) == (200, "Deze agenda is gestopt")
    assert (str(notice["TRANSP"]), notice["DTSTART"].dt.isoformat()) == ("TRANSPARENT", "2027-03-10")
    assert f"{settings.SITE_URL}/agenda/" in notice["DESCRIPTION"]
    assert (gone["UID"], gone["STATUS"], gone["SUMMARY"]) == (was["UID"], "CANCELLED", "Vervallen")
    assert gone["SEQUENCE"] > was["SEQUENCE"]
    whole = response.content.replace(b"\r\n ", b"") + repr(response.headers).encode()
    assert [secret for secret in SECRETS if secret in whole] == []
    (read,) = [vobject.readOne(response.content.decode())]
    assert [str(event.uid.value) for event in read.vevent_list] == [notice["UID"], was["UID"]]

    clock.shift(timedelta(days=59))
    assert len(events_of(client.get(url))) == 2
    clock.shift(timedelta(days=3))
    over = client.get(url)
    assert (over.status_code, over.content) == (410, b"")


@pytest.mark.parametrize("way", ["unpublished", "restricted", "restricted above"])
@pytest.mark.parametrize("kind", KINDS)
def test_calendar_is_back_with_the_same_uids_and_a_higher_sequence_each_time(client, clock, kind, way):
    url = region()[kind]
    page, (was,) = page_at(url), events_of(client.get(url))
    seen = {was["UID"]: was["SEQUENCE"]}
    for _round in range(2):
        clock.shift(60)
        take_away(page, way)
        away = client.get(url)
        notice, gone = events_of(away)
        assert gone["SEQUENCE"] > seen[gone["UID"]]
        assert notice["SEQUENCE"] > seen.get(notice["UID"], 0)
        clock.shift(60)
        if way == "unpublished":
            publish(page)
        else:
            PageViewRestriction.objects.get().delete()

        response = client.get(url, headers={"if-none-match": away["ETag"]})

        withdrawn, back = events_of(response)
        assert (back["UID"], back["SUMMARY"], back["STATUS"]) == (was["UID"], "Wijklunch", "CONFIRMED")
        assert back["SEQUENCE"] > gone["SEQUENCE"]
        assert (withdrawn["UID"], withdrawn["STATUS"]) == (notice["UID"], "CANCELLED")
        assert withdrawn["SEQUENCE"] > notice["SEQUENCE"]
        assert withdrawn["LAST-MODIFIED"].dt >= notice["LAST-MODIFIED"].dt
        seen = {event["UID"]: event["SEQUENCE"] for event in (withdrawn, back)}

    clock.shift(timedelta(days=61))
    assert b"ended-calendar" not in client.get(url).content


def test_retired_calendar_has_a_version_and_is_never_stale(client, clock):
    url = region()["theme"]
    page = page_at(url)
    take_away(page, "unpublished")
    first = client.get(url)

    again = client.get(url, headers={"if-none-match": first["ETag"]})
    by_time = client.get(url, headers={"if-modified-since": first["Last-Modified"]})
    headers = ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin")
    assert (again.status_code, by_time.status_code) == (304, 304)
    assert [again[name] for name in headers] == [first[name] for name in headers]
    assert first["Cache-Control"] == "public, max-age=900"
    assert client.head(url)["ETag"] == first["ETag"]

    clock.shift(60)
    fresh(MeetupPage.objects.get()).delete()
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    publish(page)
    back = client.get(url, headers={"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]})
    assert back.status_code == 200


def test_retired_calendar_of_a_restricted_page_is_in_no_shared_cache_and_its_members_have_the_real_one(client):
    url = region()["theme"]
    take_away(page_at(url), "restricted")

    response = client.get(url)
    client.force_login(UserFactory())

    assert (response["Cache-Control"], response["Vary"]) == ("private, max-age=900", "Accept-Encoding, Cookie")
    assert "Wijklunch" in titles_of(client.get(url))


def test_page_that_nobody_ever_saw_leaves_no_trace(client):
    draft, closed = ThemeFactory(title="Geheim", live=False), ThemeFactory(title="Besloten")
    url = f"{closed.get_url()}kalender.ics"
    take_away(closed, "restricted above")
    RetiredFeed.objects.all().delete()

    take_away(closed, "restricted")
    fresh(closed).unpublish()
    fresh(draft).delete()

    assert (client.get(url).status_code, client.get("/themas/geheim/kalender.ics").status_code) == (404, 404)
    assert RetiredFeed.objects.count() == 0


def test_address_of_before_says_so_too_and_leads_on_when_the_page_is_back_elsewhere(client, clock):
    theme = ThemeFactory(title="Wonen")
    rename(theme)
    take_away(theme, "unpublished")
    old, new = "/themas/wonen/kalender.ics", "/themas/elders/kalender.ics"
    assert titles_of(client.get(old)) == titles_of(client.get(new)) == ["Deze agenda is gestopt"]

    publish(theme, slug="ergens-anders")

    for url in (old, new):
        assert client.get(url).status_code == 301
        assert client.get(url)["Location"] == "/themas/ergens-anders/kalender.ics"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("before", ["hidden when it got another address", "in sight when it got another address"])
def test_retired_calendar_does_not_become_the_one_of_a_page_that_had_the_address_before(client, clock, before, way):
    """A redirect would be for good: programs follow a permanent one, and the page may be back tomorrow."""
    first = ThemeFactory(title="Wonen")
    if before.startswith("hidden"):
        take_away(first, "unpublished")
        clock.shift(60)
        publish(first, slug="elders")
    else:
        rename(first)
    clock.shift(60)
    second = ThemeFactory(title="Wonen")
    MeetupFactory(title="Open huis", themes=[second])

    clock.shift(60)
    take_away(second, way)

    assert sorted(titles_of(client.get("/themas/wonen/kalender.ics"))) == ["Deze agenda is gestopt", "Vervallen"]


def test_page_made_anew_at_the_address_has_its_own_calendar_that_cancels_what_the_old_one_held(client):
    theme = ThemeFactory(title="Wonen")
    MeetupFactory(title="Wijklunch", themes=[theme])
    take_away(theme, "deleted")

    anew = ThemeFactory(title="Wonen")
    MeetupFactory(title="Open huis", themes=[anew])

    assert sorted(titles_of(client.get("/themas/wonen/kalender.ics"))) == ["Open huis", "Vervallen"]


@pytest.mark.parametrize("way", ["unpublished", "deleted", "restricted"])
@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("municipality", "gemeente=breda"),
        ("wijk", "wijk=breda/hoge-vucht"),
        ("theme", "thema=eenzaamheid"),
        ("co-organiser", "organisatie=thuiszorg-mark"),
    ],
)
def test_selection_by_a_page_that_went_out_of_sight_cancels_what_it_held(client, kind, query, way):
    page = page_at(region()[kind])
    url = f"{AGENDA}?{query}"
    assert titles_of(client.get(url)) == ["Wijklunch"]

    take_away(page, way)

    assert titles_of(client.get(url)) == ["Vervallen"]
    assert titles_of(client.get(AGENDA)) == ["Wijklunch"]
    assert ">Wijklunch<" not in client.get(f"/agenda/?{query}").content.decode()


def test_date_of_two_themes_is_found_by_the_one_that_everybody_may_see(client):
    hidden, open_to_all = ThemeFactory(title="Besloten"), ThemeFactory(title="Open")
    MeetupFactory(title="Wijklunch", themes=[hidden, open_to_all])
    take_away(hidden, "restricted")

    assert titles_of(client.get(f"{AGENDA}?thema=besloten")) == ["Vervallen"]
    for query in ("thema=open", "thema=open&thema=besloten"):
        assert titles_of(client.get(f"{AGENDA}?{query}")) == ["Wijklunch"]


def test_gemeente_of_a_wijk_that_is_hidden_keeps_its_dates(client):
    breda = MunicipalityFactory(title="Breda")
    wijk = WijkFactory(title="Hoge Vucht", municipality=breda)
    MeetupFactory(title="Wijklunch", wijken=[wijk])

    take_away(wijk, "unpublished")

    assert titles_of(client.get(f"{breda.get_url()}kalender.ics")) == ["Wijklunch"]


def test_deleting_a_gemeente_with_its_wijken_tells_the_subscribers_of_both(client):
    urls = region()
    take_away(page_at(urls["municipality"]), "deleted")

    for kind in ("municipality", "wijk"):
        assert titles_of(client.get(urls[kind])) == ["Deze agenda is gestopt", "Vervallen"]
    assert EventDate.objects.get().page.municipality is None


@pytest.mark.parametrize("way", ["unpublished", "deleted"])
def test_dates_of_a_page_with_many_are_cancelled_by_the_worker(client, monkeypatch, way):
    monkeypatch.setattr(changes, "BATCH", 2)
    theme = ThemeFactory(title="Wonen")
    MeetupFactory(themes=[theme], dates=(3, 4, 5))
    default_task_backend.clear()
    take_away(theme, way)
    url = f"{theme.get_url()}kalender.ics"
    first = client.get(url)
    assert titles_of(first) == ["Deze agenda is gestopt"]

    for job in [result for result in default_task_backend.results if result.task.name == "rewrite_some"]:
        changes.rewrite_some.func(*job.args)

    then = client.get(url, headers={"if-none-match": first["ETag"]})
    assert titles_of(then) == ["Deze agenda is gestopt", *["Vervallen"] * 3]


def test_retired_calendar_asks_as_much_of_the_database_for_30_dates_as_for_1(client):
    def asked(theme: Page) -> int:
        with queries() as statements:
            response = client.get(f"{theme.get_url()}kalender.ics")
        assert titles_of(response)[0] == "Deze agenda is gestopt"
        return len(statements)

    one, many = ThemeFactory(title="Een"), ThemeFactory(title="Veel")
    MeetupFactory(themes=[one])
    MeetupFactory(themes=[many], dates=range(1, 31))
    take_away(one, "unpublished")
    take_away(many, "unpublished")
    asked(one)

    assert asked(one) == asked(many) <= 12


def test_restricting_the_whole_site_asks_as_much_for_many_pages_as_for_one(client, site_tree):
    def asked(number: int) -> int:
        ThemeFactory.create_batch(number)
        with queries() as statements:
            restriction = PageViewRestriction.objects.create(
                page=house().home, restriction_type=PageViewRestriction.LOGIN
            )
        restriction.delete()
        return len(statements)

    asked(1)
    assert asked(1) == asked(20)
