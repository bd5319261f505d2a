"""Leak tests: private data stays out of everything public. Each test holds data that could leak."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.links import registration_path
from events.models import Booking, EventPage, Registration
from events.pages.models import MeetupPage
from events.publishing import move
from events.registration import registering, rule
from home.models import ContentPage
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from tests import screen
from tests.factories import (
    ContentPageFactory,
    DisciplineFactory,
    MeetupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    RegistrationFactory,
    ThemeFactory,
    WijkFactory,
    noon,
)

pytestmark = pytest.mark.django_db
SECRET = "Zilvervos"


def fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def restrict(page: Page, kind: str) -> None:
    made = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sesam")
    if kind == PageViewRestriction.GROUPS:
        made.groups.add(Group.objects.create(name="Kring"))


def expire(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


def back_to_draft(page: Page) -> None:
    fresh(page).unpublish()


WAYS: dict[str, Callable[[Page], None]] = {
    "unpublished": back_to_draft,
    "expired": expire,
    "behind a login": lambda page: restrict(page, PageViewRestriction.LOGIN),
    "behind a password": lambda page: restrict(page, PageViewRestriction.PASSWORD),
    "for a group": lambda page: restrict(page, PageViewRestriction.GROUPS),
    "below a page behind a login": lambda page: restrict(page.get_parent(), PageViewRestriction.LOGIN),
    "below a page behind a password": lambda page: restrict(page.get_parent(), PageViewRestriction.PASSWORD),
    "below a page for a group": lambda page: restrict(page.get_parent(), PageViewRestriction.GROUPS),
}
hidden = pytest.mark.parametrize("hide", WAYS.values(), ids=WAYS.keys())


def everything_public() -> Iterator[tuple[str, str]]:
    """Yield each address that an anonymous visitor can open, with its response text."""
    client = Client()
    urls = [
        "/sitemap.xml",
        "/agenda/?voorbij=1",
        "/agenda/kalender.ics",
        "/agenda/kalender.ics?voorbij=1",
        "/agenda/feed.xml",
        "/agenda/feed.xml?voorbij=1",
        "/bestaat-niet/",
    ]
    for page in Page.objects.filter(depth__gt=1).specific():
        url = page.get_url()
        urls.append(url)
        match page:
            case EventPage():
                urls += [f"{url}kalender.ics", f"{url}aanmelden/", f"{url}aanmelden/verstuurd/"]
            case MunicipalityPage():
                urls += [f"{url}kalender.ics", f"/?gemeente={page.slug}", f"/agenda/?gemeente={page.slug}"]
            case WijkPage():
                urls += [f"{url}kalender.ics", f"/agenda/?wijk={page.selection_slug}"]
            case ThemePage():
                urls += [f"{url}kalender.ics", f"/agenda/?thema={page.slug}", f"/agenda/kalender.ics?thema={page.slug}"]
            case OrganisationPage():
                urls += [f"{url}kalender.ics", f"/agenda/?organisatie={page.slug}"]
    for url in dict.fromkeys(urls):
        response = client.get(url)
        assert response.status_code in {200, 302, 404}, url
        yield url, response.content.decode().replace("\r\n ", "")


def leaks(*secrets: str) -> list[tuple[str, str]]:
    return [(url, secret) for url, text in everything_public() for secret in secrets if secret in text]


# -- Meetups -----------------------------------------------------------------------------------------------------------


def secret_meetup(**kwargs) -> MeetupPage:
    """Make a meetup with past and coming dates. It shares a place, a theme and a co-organiser with a public one."""
    breda = MunicipalityFactory(title="Breda")
    shared = {
        "municipality": breda,
        "wijken": [WijkFactory(title="Hoge Vucht", municipality=breda)],
        "themes": [ThemeFactory(title="Wonen")],
        "co_organisers": [OrganisationFactory(title="Mark")],
    }
    MeetupFactory(title="Openbare lunch", organiser=OrganisationFactory(title="De Linde"), dates=(20,), **shared)
    return MeetupFactory(
        title=f"{SECRET}beraad", slug="geheim", summary=f"{SECRET} in één zin", body=f"<p>{SECRET}</p>", venue_name=f"Zaal {SECRET}",
        street=f"{SECRET}straat 1", town=f"{SECRET}dorp", audience=f"Voor {SECRET}", contact_name=f"Mevrouw {SECRET}",
        organiser=OrganisationFactory(title="Besloten kring", slug="kring"), dates=(-20, -10, 10, 30), **shared, **kwargs,
    )  # fmt: skip


def test_published_meetup_shows_everywhere_so_that_the_tests_below_can_fail():
    secret_meetup()

    shown = {url for url, _ in leaks(SECRET)}

    assert {
        "/", "/agenda/", "/agenda/?voorbij=1", "/agenda/kalender.ics", "/agenda/feed.xml", "/gemeenten/breda/", "/gemeenten/breda/hoge-vucht/",
        "/themas/wonen/", "/organisaties/kring/", "/organisaties/mark/", "/organisaties/kring/geheim/",
        "/organisaties/de-linde/openbare-lunch/", "/themas/wonen/kalender.ics", "/agenda/?organisatie=mark",
    } <= shown  # fmt: skip


@hidden
def test_hidden_meetup_shows_nowhere(hide):
    meetup = secret_meetup()

    hide(meetup)

    assert leaks(SECRET) == []


def test_draft_of_a_meetup_shows_nowhere():
    secret_meetup(live=False)

    assert leaks(SECRET) == []


def test_unpublished_change_of_a_meetup_shows_nowhere():
    meetup = fresh(MeetupFactory(title="Openbaar", themes=[ThemeFactory()]))
    meetup.title, meetup.summary, meetup.venue_name = f"{SECRET}beraad", SECRET, SECRET

    meetup.save_revision()

    assert leaks(SECRET) == []


@hidden
def test_hidden_meetup_is_not_counted(client, hide):
    meetup = secret_meetup()
    agendas = ("/agenda/", "/agenda/?thema=wonen")
    before = [screen.links(client.get("/"), LEADS), *(counted(client, agenda) for agenda in agendas)]

    hide(meetup)

    after = [screen.links(client.get("/"), LEADS), *(counted(client, agenda) for agenda in agendas)]
    assert before == [[("Bekijk alle 3 bijeenkomsten", "/agenda/")], 3, 3]
    assert after == [[("Bekijk deze bijeenkomst in de agenda", "/agenda/")], 1, 1]


LEADS = "#straks + a"
"""The link on the home page that says how many dates there are."""


def counted(client, agenda: str) -> int:
    """Return how many dates the choices of ``agenda`` promise, over all kinds of meetings: “Wijklunches (2)”."""
    labels = [label for value, label, _is_chosen in screen.choices(client.get(agenda), "soort") if value]
    return sum(int(re.fullmatch(r".* \((\d+)\)", label)[1]) for label in labels)


@hidden
def test_hidden_meetup_cannot_be_opened_or_registered_for(client, hide):
    meetup = secret_meetup()
    url = meetup.get_url()

    hide(meetup)

    for path in ("kalender.ics", "aanmelden/", "aanmelden/verstuurd/", f"kalender.ics?datum={meetup.dates.first().pk}"):
        assert client.get(f"{url}{path}").status_code == 404, path
    assert client.post(f"{url}aanmelden/", {"naam": "x"}).status_code == 404
    assert SECRET not in client.get(url, follow=True).text


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS])
def test_restricted_meetup_is_there_for_who_may_see_it(client, django_user_model, kind):
    meetup = secret_meetup()
    restrict(meetup.get_parent(), kind)
    member = django_user_model.objects.create_user("lid@example.org")
    member.groups.set(Group.objects.filter(name="Kring"))
    client.force_login(member)
    url = meetup.get_url()

    statuses = [
        client.get(f"{url}{path}").status_code for path in ("", "kalender.ics", "aanmelden/", "aanmelden/verstuurd/")
    ]

    assert statuses == [200] * 4
    assert SECRET not in client.get("/agenda/").text  # a list is the same for everybody


def test_meetup_behind_a_password_opens_with_it(client):
    meetup = secret_meetup()
    restrict(meetup, PageViewRestriction.PASSWORD)
    url = meetup.get_url()
    asked = client.get(url)
    action = re.search(r'action="([^"]+)"', asked.text)[1]

    client.post(action, {"password": "onzin", "return_url": url})
    refused = client.get(f"{url}kalender.ics")
    client.post(action, {"password": "sesam", "return_url": url})

    assert refused.status_code == 404
    assert SECRET in client.get(url).text
    assert client.get(f"{url}kalender.ics").status_code == 200


def test_sitemap_lists_what_is_public_and_nothing_else(client):
    meetup = secret_meetup()
    restrict(meetup.get_parent(), PageViewRestriction.LOGIN)
    ContentPageFactory(title="Concept", live=False)

    found = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)

    paths = {url.removeprefix("http://localhost") for url in found}
    assert "/organisaties/de-linde/openbare-lunch/" in paths
    assert not [path for path in paths if "kring" in path or "concept" in path]


# -- Other pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["unpublished", "behind a password"])
@pytest.mark.parametrize("kind", ["organisation", "co-organiser", "theme", "content", "menu"])
def test_hidden_page_is_named_nowhere(kind, way):
    breda = MunicipalityFactory(title="Breda")
    theme = ThemeFactory(
        title=SECRET if kind == "theme" else "Wonen",
        slug="geheim-b",
        summary=f"Over {SECRET}" if kind == "theme" else "",
    )
    linde = OrganisationFactory(
        title=SECRET if kind == "organisation" else "De Linde", slug="geheim-c", municipality=breda
    )
    mark = OrganisationFactory(title=SECRET if kind == "co-organiser" else "Mark", slug="geheim-d", municipality=breda)
    text = ContentPageFactory(title=SECRET if kind in {"content", "menu"} else "Over", slug="geheim-e", lead="x")
    ContentPage.objects.filter(pk=text.pk).update(show_in_footer=kind == "content", show_in_menus=kind == "menu")
    MeetupFactory(title="Openbaar", organiser=mark if kind == "organisation" else linde, co_organisers=[mark, linde][kind == "organisation" :][:1],
                  themes=[theme])  # fmt: skip
    page = {
        "organisation": linde, "co-organiser": mark, "theme": theme, "content": text, "menu": text,
    }[kind]  # fmt: skip
    assert any(SECRET in text for _url, text in everything_public())

    WAYS[way](page)

    assert leaks(SECRET) == []


def test_deleted_theme_is_named_nowhere():
    theme = ThemeFactory(title=SECRET, slug="geheim")
    MeetupFactory(title="Openbaar", themes=[theme])

    fresh(theme).delete()

    assert leaks(SECRET) == []


# -- Data for some people only -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("attendance", ["online", "hybrid", "in-person"])
def test_link_to_an_online_meeting_is_in_nothing_public(attendance):
    meetup = MeetupFactory(
        title="Webinar", attendance=attendance, online_url="https://video.example/zilvervos", contact_email="zilvervos@example.org", dates=(-5, 5),
    )  # fmt: skip
    move.cancel_date(meetup.dates.last(), reason="Ziek")

    assert leaks("video.example", "zilvervos") == []


@pytest.mark.parametrize(
    ("state", "sees_it"),
    [
        ({}, True),
        ({"held": True}, False),
        ({"waiting": True}, False),
        ({"state": "offered", "held_until": noon(2)}, False),
        ({"cancelled": True}, False),
    ],
    ids=["confirmed", "held", "waiting", "offered", "cancelled"],
)
def test_link_to_an_online_meeting_is_for_who_has_a_place(client, state, sees_it):
    date = MeetupFactory(title="Webinar", attendance="online", online_url="https://video.example/zilvervos").dates.get()
    path = registration_path(RegistrationFactory(date=date, **state))

    page, calendar = client.get(path), client.get(f"{path}kalender.ics")

    assert ("video.example/zilvervos" in page.text, b"video.example/zilvervos" in calendar.content) == (
        sees_it,
        sees_it,
    )


def test_who_comes_is_in_nothing_public():
    meetup = MeetupFactory(capacity=6, dates=(5,))
    date = meetup.dates.get()
    for domain in ("medisch", "sociaal", "overig") * 3:
        person = PersonFactory(name=f"{SECRET} de Wit {domain}", email=f"{SECRET}-{PersonFactory.build().email}")
        booking = Booking.objects.create(
            person=person,
            organisation=f"Praktijk {SECRET}",
            remark=f"Ik ben {SECRET}",
            discipline=DisciplineFactory(domain=domain),
        )
        waits = {"waiting": True} if Registration.objects.count() >= 6 else {}
        RegistrationFactory(date=date, person=person, booking=booking, **waits)

    texts = dict(everything_public())

    assert "2 medisch, 2 sociaal, 2 overig" in texts[meetup.get_url()]
    assert [url for url, text in texts.items() if SECRET.lower() in text.lower()] == []


@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
def test_who_comes_is_told_by_domain_from_five_people_on(client, people, shown):
    date = MeetupFactory(capacity=10).dates.get()
    booking_of = DisciplineFactory(name="Wijkverpleegkundige", domain="medisch")
    for _ in range(people):
        person = PersonFactory()
        RegistrationFactory(
            date=date, person=person, booking=Booking.objects.create(person=person, discipline=booking_of)
        )

    response = client.get(date.page.get_url())

    assert (f"{people} medisch" in response.text) is shown
    assert "Wijkverpleegkundige" not in response.text


def test_lost_link_tells_nobody_whose_address_is_known(client):
    registering.register(MeetupFactory().dates.get(), name="Sanne", email="sanne@example.org")

    known, unknown = (client.post("/aanmelding/", {"email": f"{name}@example.org"}) for name in ("sanne", "ander"))

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


def test_form_tells_nobody_whose_address_is_known(client):
    date = MeetupFactory(title="Lunch").dates.get()
    known = rule.confirm(registering.register(date, name="Sanne de Vries", email="sanne@example.org"))
    discipline = DisciplineFactory()
    answers = {"datum": date.pk, "organisatie": "x", "discipline": discipline.pk}

    def answer(name: str, email: str) -> tuple:
        response = client.post(
            f"{date.page.get_url()}aanmelden/", {**answers, "naam": name, "email": email}, follow=True
        )
        chain = [(screen.without_secret(address), status) for address, status in response.redirect_chain]
        return chain, screen.without_secret(screen.text(response, "main")).replace(email, "…")

    assert answer("Sanne de Vries", "sanne@example.org") == answer("Iemand Anders", "ander@example.org")
    assert known.state == Registration.State.CONFIRMED
