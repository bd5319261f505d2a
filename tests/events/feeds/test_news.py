"""Agenda for feed readers: valid Atom (RFC 4287), with public data only."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from events.feeds import news
from events.models import EventDate
from events.pages.models import MeetupPage
from events.publishing import move
from tests.calendars import fresh, publish, queries, region
from tests.factories import (
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ThemeFactory,
    WijkFactory,
    noon,
    planned,
)
from web.atom import Entry, atom, urn

NEWS = "/agenda/feed.xml"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
ONCE = {"id", "title", "updated", "author", "summary", "content"}
OF_A_FEED = {"id", "title", "updated", "author", "link", "entry"}
OF_AN_ENTRY = {*ONCE, "link", "category"}


class Balanced(HTMLParser):
    """Parser that refuses unbalanced HTML, and anything that a reader should not run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        assert tag in {"p", "br", "strong", "a"}
        assert {name for name, _value in attrs} <= {"href", "rel"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


def local(element) -> str:
    assert element.tag.startswith(ATOM)
    return element.tag.removeprefix(ATOM)


def child(element, name: str):
    (found,) = element.findall(f"{ATOM}{name}")
    return found


def read(content: bytes) -> list[dict[str, str]]:
    """Return the entries. Assert what RFC 4287 requires (sections 4.1.1, 4.1.2 and 4.2)."""
    root = ET.fromstring(content)  # noqa: S314  our own
    assert local(root) == "feed"
    assert {local(part) for part in root} <= OF_A_FEED
    entries = []
    for holder in (root, *root.findall(f"{ATOM}entry")):
        is_feed = holder is root
        names = [local(part) for part in holder]
        required = (ONCE - {"summary", "content"}) if is_feed else ONCE
        assert {name: names.count(name) for name in required} == dict.fromkeys(required, 1)
        assert is_feed or set(names) <= OF_AN_ENTRY
        UUID(child(holder, "id").text.removeprefix("urn:uuid:"))
        assert MOMENT.fullmatch(child(holder, "updated").text)
        assert child(child(holder, "author"), "name").text
        links = [(link.get("rel"), link.get("type")) for link in holder.findall(f"{ATOM}link")]
        assert links == ([("alternate", None), ("self", None)] if is_feed else [("alternate", None), ("alternate", "text/calendar")])  # fmt: skip
        assert all(re.match(r"https?://[^\s/]+/\S*$", link.get("href")) for link in holder.findall(f"{ATOM}link"))
        if not is_feed:
            assert child(holder, "content").get("type") == child(holder, "summary").get("type") == "html"
            html = Balanced()
            html.feed(child(holder, "content").text)
            html.close()
            assert html.open == []
            entries.append(
                {name: child(holder, name).text or "" for name in ("id", "title", "updated", "summary", "content")}
                | {"author": child(child(holder, "author"), "name").text}
                | {"links": [link.get("href") for link in holder.findall(f"{ATOM}link")]}
                | {"categories": [part.get("term") for part in holder.findall(f"{ATOM}category")]}
            )
    ids = [entry["id"] for entry in entries]
    assert len(set(ids)) == len(ids)
    assert max((entry["updated"] for entry in entries), default=None) in {None, child(root, "updated").text}
    return entries


def titles(response) -> list[str]:
    return [entry["title"].partition(" (")[0] for entry in read(response.content)]


# -- Bytes -------------------------------------------------------------------------------------------------------------


def entry(**values) -> Entry:
    return Entry(
        **{
            "uid": "1b9c@wijkverband.example", "title": "Wijklunch", "url": "https://wijkverband.example/lunch/", "author": "De Linde",
            "calendar_url": "https://wijkverband.example/lunch/kalender.ics?datum=1", "summary": "Met soep.", "html": "<p>Met soep.</p>",
            "changed_at": datetime(2027, 2, 1, 9, 30, 15, 999, tzinfo=UTC),
        }
        | values
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a < b & c > d \"e\" 'f'",
        "]]>",
        "<script>alert(1)</script>",
        "\x00\x0b\x1f\ufffe\uffff\ud800x",
        "Zoë 👩‍⚕️",
        "een\r\ntwee",
        "&amp;",
    ],
)
def test_any_text_stays_text(text):
    written = atom(
        text, [entry(title=text, author=text, summary=text, categories=(text,))],
        url="https://wijkverband.example/agenda/feed.xml?q=<&", page_url="https://wijkverband.example/agenda/",
        author="Wijkverband", changed_at=datetime(2027, 2, 1, tzinfo=UTC) + timedelta(hours=9, minutes=30, seconds=15),
    )  # fmt: skip

    (found,) = read(written)

    clean = re.sub("[\x00\x0b\x1f\ufffe\uffff\ud800]", "", text).replace("\r\n", "\n")
    assert (found["title"], found["author"]) == (clean, clean)
    assert [part.replace("\n", " ") for part in found["categories"]] == [clean.replace("\n", " ")]
    assert "<script" not in found["summary"]


def test_id_is_that_of_the_date_wherever_the_site_moves():
    uid = "0f0e0d0c-0b0a-4908-8706-050403020100"

    assert urn(f"{uid}@wijkverband.example") == urn(f"{uid}@elders.example") == f"urn:uuid:{uid}"
    assert urn("van-elders@elders.example") == urn("van-elders@elders.example") != urn("ander@elders.example")


# -- Content -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_entry_says_what_when_and_where(client):
    MeetupFactory(
        title="Wijklunch <b>met</b> soep", summary="Soep & brood.", organiser=OrganisationFactory(title="De Linde"),
        themes=[ThemeFactory(title="Wonen")], dates=[planned(datetime(2027, 3, 28, 12, 0, tzinfo=noon().tzinfo))],
    )  # fmt: skip
    date = EventDate.objects.get()
    url = f"http://localhost{date.page.get_url()}"

    response = client.get(NEWS)

    (found,) = read(response.content)
    assert found == {
        "id": f"urn:uuid:{date.uid.partition('@')[0]}",
        "title": "Wijklunch <b>met</b> soep (zondag 28 maart 2027, 12.00 uur)",
        "updated": date.changed_at.replace(microsecond=0).isoformat(),
        "author": "De Linde",
        "summary": "Soep &amp; brood.",
        "links": [f"{url}?datum={date.pk}", f"{url}kalender.ics?datum={date.pk}"],
        "categories": ["Wijklunch", "Wonen"],
        "content": (
            "<p><strong>Zondag 28 maart 2027, 12.00 tot 13.30 uur</strong><br>Buurthuis De Linde, Kerkstraat 1, 4611 AB Bergen op Zoom</p>"
            f'<p>Soep &amp; brood.</p><p><a href="{url}">Meer weten, aanmelden of afmelden</a></p>'
        ),
    }
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=900"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


@pytest.mark.django_db
def test_entry_keeps_its_id_over_all_that_changes_and_is_newer_each_time(client, time_machine):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    theme = ThemeFactory(title="Wonen")
    meetup = MeetupFactory(title="Wijklunch", themes=[theme])
    MeetupFactory(title="Een andere")
    date = EventDate.objects.get(page=meetup)
    seen = []
    changes = [
        lambda: None,
        lambda: publish(meetup, title="Wijklunch met soep"),
        lambda: publish(meetup, slug="elders"),
        lambda: move.move_date(
            date, start=date.start + timedelta(days=1), end=date.end + timedelta(days=1), place="De Haven", reason="Zaal dicht"
        ),
        lambda: publish(theme, title="Samen wonen"),
        lambda: fresh(meetup).move(OrganisationFactory(), "last-child"),
        lambda: move.cancel_date(EventDate.objects.get(pk=date.pk), reason="Ziek"),
    ]  # fmt: skip

    for change in changes:
        time_machine.shift(60)
        change()
        seen.append(next(found for found in read(client.get(NEWS).content) if "Wijklunch" in found["title"]))

    assert len({found["id"] for found in seen}) == 1
    moments = [found["updated"] for found in seen]
    assert moments == sorted(set(moments))
    assert seen[-1]["title"].startswith("[Geannuleerd] Wijklunch met soep – Ziek (")
    assert read(client.get(NEWS).content)[0]["id"] == seen[-1]["id"]  # the latest change comes first


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Webinar", "Lunch"]), ("?gemeente=breda", ["Lunch"]), ("?wijk=breda/hoge-vucht", ["Lunch"]), ("?soort=webinar", ["Webinar"]),
        ("?thema=wonen", ["Lunch"]), ("?organisatie=de-linde", ["Lunch"]), ("?q=lunch", ["Lunch"]), ("?gemeente=onzin", []),
        ("?van=2027-03-20", ["Webinar"]), ("?tot=2027-03-12", ["Lunch"]), ("?voorbij=1", ["Voorbij"]), ("?utm_source=x", ["Webinar", "Lunch"]),
        ("?van=2027-01-01", ["Webinar", "Lunch"]), ("?van=2027-01-01&voorbij=1", ["Voorbij"]),
    ],
)  # fmt: skip
def test_feed_holds_its_selection_of_what_comes(client, time_machine, query, expected):
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    wijk = WijkFactory(title="Hoge Vucht", municipality=MunicipalityFactory(title="Breda"))
    theme, organiser = ThemeFactory(title="Wonen"), OrganisationFactory(title="De Linde")
    MeetupFactory(title="Lunch", wijken=[wijk], themes=[theme], organiser=organiser, dates=(1,))
    MeetupFactory(title="Webinar", kind=MeetupPage.Kind.WEBINAR, attendance="online", dates=(11,))
    MeetupFactory(title="Voorbij", dates=(-1,))

    response = client.get(f"{NEWS}{query}")

    assert (response.status_code, titles(response)) == (200, expected)
    root = ET.fromstring(response.content)  # noqa: S314
    addresses = [link.get("href") for link in root.findall(f"{ATOM}link")]
    shown = "" if "utm" in query else query
    assert addresses == [f"http://localhost/agenda/{shown}", f"http://testserver{NEWS}{shown}"]


@pytest.mark.django_db
def test_feed_is_bounded_and_holds_what_changed_last(client, monkeypatch):
    monkeypatch.setattr(news, "MOST_ENTRIES", 2)
    first = MeetupFactory(title="Eerste", dates=(1,))
    MeetupFactory(title="Tweede", dates=(2,))
    MeetupFactory(title="Derde", dates=(3,))
    before = titles(client.get(NEWS))

    publish(first, summary="Met soep.")

    assert (before, titles(client.get(NEWS))) == (["Derde", "Tweede"], ["Eerste", "Derde"])


@pytest.mark.django_db
def test_feed_without_anything_is_still_a_feed(client, site_tree):
    response = client.get(NEWS)

    assert (response.status_code, read(response.content)) == (200, [])
    assert client.get(NEWS).content == response.content


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["unpublished", "deleted", "restricted", "out of the plan"])
def test_feed_just_loses_what_was_taken_away(client, way):
    meetup = MeetupFactory(title="Geheim overleg", dates=(3, 5))
    MeetupFactory(title="Blijft")
    if way == "restricted":
        PageViewRestriction.objects.create(page=meetup, restriction_type=PageViewRestriction.LOGIN)
    elif way == "out of the plan":
        publish(meetup, planned_dates=[])
    else:
        getattr(fresh(meetup), {"deleted": "delete", "unpublished": "unpublish"}[way])()

    response = client.get(NEWS)

    assert titles(response) == ["Blijft"]
    assert b"Geheim" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/feed.xml", "/gemeenten/feed.xml", "/bestaat-niet/feed.xml", "/agenda/feed.xml/"])
def test_feed_is_the_agendas_alone(client, site_tree, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_agenda_names_its_feed_of_the_same_selection(client):
    MunicipalityFactory(title="Breda")

    page = client.get("/agenda/?gemeente=breda&q=a+b&pagina=2").content.decode()

    assert (
        '<link rel="alternate" type="application/atom+xml" title="Alle bijeenkomsten in Breda met ‘a b’" '
        'href="/agenda/feed.xml?q=a+b&amp;gemeente=breda">' in page
    )
    assert '<a href="/agenda/feed.xml?q=a+b&amp;gemeente=breda">' in page


# -- HTTP --------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_feed_not_changed_is_a_304(client, encoding):
    region()
    first = client.get(NEWS, headers={"accept-encoding": encoding})

    for ask in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(NEWS, headers={"accept-encoding": encoding, **ask})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.head(NEWS, headers={"accept-encoding": encoding}).headers == first.headers
    refused = Client(enforce_csrf_checks=True).post(NEWS)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_feed_is_another_when_an_organisation_has_another_name(client, time_machine):
    """The name is in no calendar, so the date has no new version."""
    time_machine.move_to(datetime(2027, 3, 10, 9, 0, tzinfo=UTC), tick=False)
    region()
    before = client.get(NEWS)
    time_machine.shift(60)
    publish(MeetupPage.objects.get().organisation, title="De Lindeboom")

    after = client.get(NEWS, headers={"if-none-match": before["ETag"]})

    assert (after.status_code, read(after.content)[0]["author"]) == (200, "De Lindeboom")
    assert client.get(NEWS, headers={"if-modified-since": before["Last-Modified"]}).status_code == 200


@pytest.mark.django_db
def test_feed_drops_what_was_yesterday_at_midnight(client, time_machine):
    start = datetime(2027, 3, 11, 12, 0, tzinfo=noon().tzinfo)
    time_machine.move_to(start - timedelta(days=1), tick=False)
    MeetupFactory(title="Wijklunch", dates=[planned(start)])
    time_machine.move_to(datetime(2027, 3, 11, 22, 59, tzinfo=UTC), tick=False)
    before = client.get(NEWS)

    time_machine.shift(60)

    after = client.get(NEWS, headers={"if-modified-since": before["Last-Modified"]})
    assert (titles(before), after.status_code, titles(after)) == (["Wijklunch"], 200, [])


@pytest.mark.django_db
def test_feed_by_a_name_of_before_goes_on_to_the_name_of_now(client, django_capture_on_commit_callbacks):
    theme = ThemeFactory(title="Wonen")
    with django_capture_on_commit_callbacks(execute=True):
        publish(theme, slug="samen-wonen")

    response = client.get(f"{NEWS}?thema=wonen&q=x")

    assert (response.status_code, response["Location"]) == (301, f"{NEWS}?q=x&thema=samen-wonen")


@pytest.mark.django_db
def test_feed_asks_as_much_of_the_database_for_30_dates_as_for_1(client):
    region(dates=(1,))
    client.get(NEWS)
    with queries() as with_one:
        client.get(NEWS)
    for number in range(29):
        MeetupFactory(themes=[ThemeFactory()], wijken=[WijkFactory()], dates=(number + 1,))

    with queries() as with_thirty:
        response = client.get(NEWS)

    assert len(read(response.content)) == 30
    assert len(with_thirty) == len(with_one) <= 12


@pytest.mark.django_db(transaction=True)
def test_feed_is_cached_and_rebuilt_after_a_change(client, django_assert_num_queries, stopped_clock):
    region()
    made = client.get(NEWS)
    with django_assert_num_queries(1):
        cached = client.get(NEWS)
    with django_assert_num_queries(1):
        unchanged = client.get(NEWS, headers={"if-none-match": made["ETag"]})
    publish(MeetupPage.objects.get(), title="Soep")

    changed = client.get(NEWS, headers={"if-none-match": made["ETag"]})

    assert (cached.content, cached.headers, unchanged.status_code) == (made.content, made.headers, 304)
    assert (changed.status_code, titles(changed)) == (200, ["Soep"])
