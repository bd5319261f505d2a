"""Permissions in the admin. Every view is tried as an outsider: hiding a link does not protect a view."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from events.access import editable_pages
from events.models import CoOrganiser, EventDate, Registration
from events.publishing import move
from events.registration import rule
from tests import screen
from tests.factories import (
    MeetupFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
    editor,
    functional_manager,
    organiser_of,
)

pytestmark = pytest.mark.django_db

SECRET = "geheim@example.org"


@pytest.fixture
def meetup(site_tree):
    """Return a meetup with one registration, whose address no other organisation may see."""
    meetup = MeetupFactory(title="Wijklunch", dates=(7, 21))
    RegistrationFactory(date=meetup.dates.first(), person__email=SECRET, person__name="Sanne Geheim")
    return meetup


def share(meetup, *, may_edit: bool):
    """Return a user of another organisation that takes part in ``meetup``."""
    partner = OrganisationFactory()
    CoOrganiser.objects.create(page=meetup, organisation=partner, may_edit=may_edit)
    return organiser_of(partner)


OUTSIDERS = {
    "anonymous": lambda meetup: None,
    "professional": lambda meetup: UserFactory(),
    "organiser of another": lambda meetup: organiser_of(OrganisationFactory()),
    "co-organiser who may not edit": lambda meetup: share(meetup, may_edit=False),
    "left the organisation": lambda meetup: left(organiser_of(meetup.organisation)),
}
INSIDERS = {
    "organiser": lambda meetup: organiser_of(meetup.organisation),
    "co-organiser who may edit": lambda meetup: share(meetup, may_edit=True),
    "editor": lambda meetup: editor(),
    "functional manager": lambda meetup: functional_manager(),
}
WITHOUT_WORK_HERE = {"professional", "left the organisation"}
everybody = pytest.mark.parametrize("who", [*OUTSIDERS, *INSIDERS])
outsiders = pytest.mark.parametrize("who", list(OUTSIDERS))
insiders = pytest.mark.parametrize("who", list(INSIDERS))


def left(user):
    user.groups.clear()
    return type(user).objects.get(pk=user.pk)


def somebody(who: str, meetup):
    return (OUTSIDERS | INSIDERS)[who](meetup)


def views(meetup) -> dict[str, str]:
    date = meetup.dates.first()
    results = reverse("events_registrations_results", args=[date.pk])
    return {
        "list": reverse("events_registrations", args=[date.pk]),
        "list of everybody": reverse("events_registrations", args=[date.pk]) + "?stand=all",
        "results": results,
        "search": f"{results}?q=sanne",
        "csv": reverse("events_registrations", args=[date.pk]) + "?export=csv",
        "xlsx": reverse("events_registrations", args=[date.pk]) + "?export=xlsx",
        "csv of results": f"{results}?export=csv",
        "decide": reverse("events_decide", args=[date.pk, "afmelden"]) + f"?wie={date.registrations.first().pk}",
        "add": reverse("events_add_person", args=[date.pk]),
        "person": reverse("events_person", args=[date.pk, date.registrations.first().pk]),
        "correct": reverse("events_correct_person", args=[date.pk, date.registrations.first().pk]),
        "by page": reverse("events_page_registrations", args=[meetup.pk]),
        "cancel": reverse("events_cancel_date", args=[date.pk]),
        "codes": reverse("events_codes", args=[meetup.pk]),
        "print": reverse("events_print_list", args=[date.pk]),
        "poster": reverse("events_poster", args=[date.pk]),
        "edit": reverse("wagtailadmin_pages:edit", args=[meetup.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[meetup.pk]),
        "draft": reverse("wagtailadmin_pages:view_draft", args=[meetup.pk]),
    }


def content(response) -> str:
    return b"".join(response).decode(errors="replace") if response.streaming else response.content.decode()


@outsiders
def test_outsider_gets_at_no_view_of_a_meetup(client, meetup, who):
    user = somebody(who, meetup)
    if user:
        client.force_login(user)

    for name, url in views(meetup).items():
        response = client.get(url)

        assert response.status_code == (403 if who in WITHOUT_WORK_HERE else 302), name
        assert SECRET not in content(response), name
        if user is None:
            assert response["Location"].startswith("/account/login/"), name
        elif who not in WITHOUT_WORK_HERE:
            assert response["Location"] == reverse("wagtailadmin_home"), name


@insiders
def test_insider_gets_at_every_view_of_a_meetup(client, meetup, who):
    client.force_login(somebody(who, meetup))

    found = {name: client.get(url).status_code for name, url in views(meetup).items()}

    assert found == {**dict.fromkeys(views(meetup), 200), "by page": 302}
    assert SECRET in content(client.get(views(meetup)["list"]))


@outsiders
def test_outsider_decides_nothing_and_adds_nobody(client, meetup, who):
    made = meetup.dates.first().registrations.get()
    without_mail = RegistrationFactory(date=made.date, person__email="")
    user = somebody(who, meetup)
    if user:
        client.force_login(user)

    answers = [
        *(
            client.post(reverse("events_decide", args=[made.date_id, what]), {"wie": made.pk, "reason": "Zomaar"})
            for what in ("goedkeuren", "afwijzen", "voorgaan", "afmelden")
        ),
        client.post(reverse("events_add_person", args=[made.date_id]), {"name": "Ik"}),
        client.get(reverse("events_person", args=[made.date_id, without_mail.pk])),
        client.post(reverse("events_correct_person", args=[made.date_id, made.pk]), {"name": "Ik"}),
    ]

    assert {answer.status_code for answer in answers} == {403 if who in WITHOUT_WORK_HERE else 302}
    assert set(Registration.objects.values_list("pk", "state")) == {
        (made.pk, Registration.State.CONFIRMED),
        (without_mail.pk, Registration.State.CONFIRMED),
    }


@outsiders
def test_outsider_neither_cancels_nor_restores(client, meetup, who):
    off, on = meetup.dates.order_by("start")
    move.cancel_date(off, reason="Ziek")
    user = somebody(who, meetup)
    if user:
        client.force_login(user)

    answers = [
        client.post(reverse("events_cancel_date", args=[on.pk]), {"reason": "Zomaar", "sure": "1"}),
        client.post(reverse("events_restore_date", args=[off.pk])),
        client.get(reverse("events_restore_date", args=[off.pk])),
    ]

    assert {answer.status_code for answer in answers} == {403 if who in WITHOUT_WORK_HERE else 302}
    assert set(EventDate.objects.values_list("pk", "status")) == {
        (off.pk, EventDate.Status.CANCELLED),
        (on.pk, EventDate.Status.SCHEDULED),
    }


@everybody
def test_list_of_meetups_and_desk_show_exactly_what_one_may_edit(client, meetup, who):
    user = somebody(who, meetup)
    if user:
        client.force_login(user)

    for url in (reverse("meetups:index"), reverse("meetups:index_results"), reverse("wagtailadmin_home")):
        shown = content(client.get(url, follow=True))

        assert ("Wijklunch" in shown) is (who in INSIDERS), url


@everybody
def test_list_of_pages_and_the_answer_for_one_page_are_the_same_rule(meetup, who):
    draft = MeetupFactory(organiser=meetup.organisation, live=False)
    user = somebody(who, meetup)
    if user is None:
        return
    shared_with_none = MeetupFactory()

    for page in (meetup, draft, shared_with_none):
        may_edit = page.permissions_for_user(user).can_edit()
        assert editable_pages(user).filter(pk=page.pk).exists() is may_edit


def test_co_organiser_who_may_edit_saves_and_publishes_but_does_not_take_away(client, meetup):
    rule.cancel(Registration.objects.get())  # or the guard for registered people would refuse first
    client.force_login(share(meetup, may_edit=True))
    url = reverse("wagtailadmin_pages:edit", args=[meetup.pk])
    data = screen.values(client.get(url), "form[data-edit-form]")

    client.post(url, {**data, "title": "Wijklunch met soep", "action-publish": "1"})
    answers = [
        client.post(reverse("wagtailadmin_pages:delete", args=[meetup.pk])),
        client.post(reverse("wagtailadmin_pages:unpublish", args=[meetup.pk])),
        client.get(reverse("wagtailadmin_pages:move", args=[meetup.pk])),
    ]
    copied = client.post(
        reverse("wagtailadmin_pages:copy", args=[meetup.pk]),
        {
            "new_title": "Wijklunch, kopie",
            "new_slug": "kopie",
            "new_parent_page": meetup.organisation.pk,
            "publish_copies": "on",
        },
    )

    assert [answer.status_code for answer in answers] == [302] * 3
    assert copied.status_code == 200
    page = Page.objects.get(pk=meetup.pk)
    assert (page.title, page.live) == ("Wijklunch met soep", True)
    assert Page.objects.filter(title__startswith="Wijklunch").count() == 1


def test_only_people_of_the_date_are_shown(client, meetup):
    other = RegistrationFactory(date=meetup.dates.last(), person__name="Andere Datum")
    stranger = RegistrationFactory(person__name="Andere Bijeenkomst")
    client.force_login(organiser_of(meetup.organisation))

    shown = content(client.get(views(meetup)["list of everybody"]))

    assert "Sanne Geheim" in shown
    assert other.person.name not in shown
    assert stranger.person.name not in shown


def test_date_that_is_not_there_is_not_found(client, meetup):
    client.force_login(organiser_of(meetup.organisation))

    assert client.get(reverse("events_registrations", args=[999_999])).status_code == 404
    assert client.get(reverse("events_page_registrations", args=[999_999])).status_code == 404
    assert client.get(reverse("events_cancel_date", args=[999_999])).status_code == 404


# -- Pages with people registered cannot be taken away -----------------------------------------------------------------


@pytest.fixture
def organiser(client, meetup):
    user = organiser_of(meetup.organisation)
    client.force_login(user)
    return user


def bulk(action: str, page) -> str:
    """Return the address that Wagtail's script asks for, with where to go on."""
    go_on = reverse("wagtailadmin_home")
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}&next={go_on}"


TAKE_AWAY = {
    "delete": lambda client, page: client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])),
    "unpublish": lambda client, page: client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])),
    "bulk delete": lambda client, page: client.post(bulk("delete", page)),
    "bulk unpublish": lambda client, page: client.post(bulk("unpublish", page)),
}
each_way = pytest.mark.parametrize("way", list(TAKE_AWAY))


@each_way
def test_page_with_people_registered_stays_and_the_way_is_named(client, meetup, organiser, way):
    response = TAKE_AWAY[way](client, meetup)

    assert Page.objects.get(pk=meetup.pk).live
    words = screen.texts(client.get(response["Location"]), ".messages li")
    assert len(words) == 1
    assert "Wijklunch" in words[0]
    assert "Annuleer eerst de datum" in words[0]


@each_way
@pytest.mark.parametrize("end", ["cancelled date", "over", "signed off"])
def test_page_on_which_nobody_counts_goes(client, meetup, organiser, way, end):
    date = meetup.dates.order_by("start").first()
    if end == "cancelled date":
        move.cancel_date(date, reason="Ziek")
    elif end == "over":
        MeetupFactory(organiser=meetup.organisation)
        EventDate.objects.filter(pk=date.pk).update(start="2020-01-01T10:00Z", end="2020-01-01T11:00Z")
    else:
        rule.cancel(Registration.objects.get())

    TAKE_AWAY[way](client, meetup)

    page = Page.objects.filter(pk=meetup.pk).first()
    assert page is None or not page.live
    assert Registration.objects.count() == 1


@each_way
def test_organisation_with_people_registered_below_stays(client, meetup, way):
    client.force_login(functional_manager())

    TAKE_AWAY[way](client, meetup.organisation)

    assert Page.objects.get(pk=meetup.organisation.pk).live
    assert Page.objects.get(pk=meetup.pk).live


@each_way
def test_member_does_not_take_her_organisation_off_the_site(client, way, site_tree):
    organisation = OrganisationFactory()
    client.force_login(organiser_of(organisation))

    TAKE_AWAY[way](client, organisation)

    assert Page.objects.get(pk=organisation.pk).live
