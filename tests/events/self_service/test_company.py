"""People who also come: those who agreed, for people with a place, and nothing of it anywhere else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.links import registration_path
from events.models import Booking, EventDate, Person, Registration
from events.privacy.erasure import anonymise
from events.privacy.own_data import about_registration
from events.publishing import move
from events.registration import rule
from events.registration.registering import Colleague, register, register_together
from events.registration.series import register_for
from network.models import Discipline, Domain
from tests import screen
from tests.factories import (
    DisciplineFactory,
    MeetupFactory,
    PersonFactory,
    RegistrationFactory,
    UserFactory,
    date_of_a_meetup,
    organiser_of,
)

pytestmark = pytest.mark.django_db
PEOPLE = ".wv-company__people li"
State = Registration.State


@pytest.fixture
def date(site_tree) -> EventDate:
    return date_of_a_meetup(title="Wijklunch", capacity=30)


def comes(date: EventDate, name: str, *, shown: bool = True, **changes) -> Registration:
    nurse = Discipline.objects.filter(name="wijkverpleegkundige").first() or DisciplineFactory(
        name="wijkverpleegkundige"
    )
    person = PersonFactory(name=name)
    booking = Booking.objects.create(person=person, organisation="Thuiszorg West", discipline=nurse)
    since = timezone.now() if shown else None
    return RegistrationFactory(date=date, person=person, booking=booking, shown_since=since, **changes)


def seen_by(own: Registration) -> list[str]:
    return screen.texts(Client().get(registration_path(own)), PEOPLE)


def form(date: EventDate, **changes) -> dict:
    return {
        "datum": date.pk, "naam": "Noor Jansen", "email": "noor@example.org", "organisatie": "TWB",
        "discipline": DisciplineFactory().pk, **changes,
    }  # fmt: skip


# -- Consent -----------------------------------------------------------------------------------------------------------


def test_form_asks_and_does_not_take_it_for_granted(client, date):
    page = client.get(f"{date.page.url}aanmelden/")
    box = screen.parsed(page).select_one("input[name=zichtbaar]")
    client.post(f"{date.page.url}aanmelden/", form(date))

    assert not box.has_attr("checked")
    assert Registration.objects.get().shown_since is None


def test_consent_on_the_form_is_of_who_fills_it_in_and_of_no_colleague(client, date):
    colleague = {"collega_1_naam": "Bo", "collega_1_email": "bo@example.org", "collega_1_discipline": "zelf"}
    client.post(f"{date.page.url}aanmelden/", form(date, zichtbaar="on", **colleague))

    own, theirs = Registration.objects.order_by("pk")
    assert own.shown_since is not None
    assert theirs.shown_since is None


def test_consent_on_the_form_is_for_every_day_that_was_chosen(site_tree):
    page = MeetupFactory(dates=(7, 14))
    made = register_for(
        page.dates.all(),
        name="Noor",
        email="noor@example.org",
        shown=True,
        colleagues=[Colleague("Bo", "b@example.org")],
    )

    shown = Registration.objects.filter(shown_since__isnull=False)
    assert set(shown) == set(made)


def test_owner_who_signs_in_takes_over_without_what_a_stranger_ticked(date):
    register(date, name="Noor Jansen", email="noor@example.org", shown=True)

    made = register(date, name="Noor Jansen", email="noor@example.org", user=UserFactory(email="noor@example.org"))

    made.refresh_from_db()
    assert made.shown_since is None


@pytest.mark.parametrize(("value", "shown"), [("ja", True), ("nee", False), ("", False)])
def test_own_page_turns_it_on_and_off(client, date, value, shown):
    own = comes(date, "Noor Jansen", shown=not shown)

    page = client.post(f"{registration_path(own)}zichtbaar/", {"zichtbaar": value}, follow=True)

    own.refresh_from_db()
    assert (own.shown_since is not None) is shown
    assert ("Haal me van deze lijst" in page.text) is shown


def test_consent_that_is_given_twice_keeps_its_first_time(client, date):
    own = comes(date, "Noor Jansen", shown=False)
    client.post(f"{registration_path(own)}zichtbaar/", {"zichtbaar": "ja"})
    first = Registration.objects.get().shown_since

    client.post(f"{registration_path(own)}zichtbaar/", {"zichtbaar": "ja"})

    assert Registration.objects.get().shown_since == first


def test_only_the_button_and_only_the_right_link_change_it(client, date):
    own = comes(date, "Noor Jansen", shown=False)

    looked = client.get(f"{registration_path(own)}zichtbaar/?zichtbaar=ja")
    guessed = client.post("/aanmelding/" + "A" * 40 + "/zichtbaar/", {"zichtbaar": "ja"})

    assert (looked.status_code, guessed.status_code) == (405, 404)
    own.refresh_from_db()
    assert own.shown_since is None


def test_own_data_says_since_when(date):
    own = comes(date, "Noor Jansen")

    assert own.shown_since in about_registration(own)["facts"].values()


# -- Confirming --------------------------------------------------------------------------------------------------------


def registered_by_a_colleague(date: EventDate) -> Registration:
    return register_together(
        date, name="Noor Jansen", email="noor@example.org", colleagues=[Colleague("Bo Smit", "bo@example.org")]
    )[1]


def test_colleague_is_asked_for_the_discipline_and_the_consent_while_confirming(client, date):
    discipline, theirs = DisciplineFactory(domain=Domain.SOCIAAL), registered_by_a_colleague(date)
    asked = client.get(registration_path(theirs))

    client.post(
        f"{registration_path(theirs)}bevestigen/",
        {**screen.values(asked, "#bevestigen"), "discipline": discipline.pk, "zichtbaar": "on"},
    )

    theirs = Registration.objects.select_related("booking").get(pk=theirs.pk)
    assert (theirs.state, theirs.booking.discipline) == (State.CONFIRMED, discipline)
    assert theirs.shown_since is not None


def test_discipline_that_was_filled_in_is_not_asked_again(client, date):
    theirs = register_together(
        date, name="Noor", email="noor@example.org",
        colleagues=[Colleague("Bo", "bo@example.org", DisciplineFactory())],
    )[1]  # fmt: skip

    assert screen.names(client.get(registration_path(theirs)), "#bevestigen") == ["zichtbaar"]


@pytest.mark.parametrize("discipline", ["", "9999", "x"])
def test_colleague_confirms_whatever_the_answers_are(client, date, discipline):
    theirs = registered_by_a_colleague(date)

    client.post(f"{registration_path(theirs)}bevestigen/", {"gevraagd": "ja", "discipline": discipline})

    theirs = Registration.objects.select_related("booking").get(pk=theirs.pk)
    assert (theirs.state, theirs.booking.discipline, theirs.shown_since) == (State.CONFIRMED, None, None)


def test_consent_of_the_form_is_shown_before_it_counts_and_can_be_taken_back(client, date):
    own = register(date, name="Noor", email="noor@example.org", discipline=DisciplineFactory(), shown=True)
    asked = client.get(registration_path(own))
    assert screen.values(asked, "#bevestigen")["zichtbaar"] == ["on"]

    client.post(f"{registration_path(own)}bevestigen/", {"gevraagd": "ja"})

    own.refresh_from_db()
    assert (own.state, own.shown_since) == (State.CONFIRMED, None)


def test_button_of_a_page_without_the_question_leaves_the_consent_as_it_is(client, date):
    own = register(date, name="Noor", email="noor@example.org", discipline=DisciplineFactory(), shown=True)

    client.post(f"{registration_path(own)}bevestigen/")

    own.refresh_from_db()
    assert own.shown_since is not None


def test_who_filled_in_everything_confirms_with_one_button(client, date):
    own = register(date, name="Noor", email="noor@example.org", discipline=DisciplineFactory())

    assert screen.parsed(client.get(registration_path(own))).select_one("#bevestigen") is None


# -- Who sees whom -----------------------------------------------------------------------------------------------------


def test_people_with_a_place_see_who_agreed_by_first_name_organisation_and_discipline(date):
    own = comes(date, "Sanne Bos", shown=False)
    for name in ("Noor van den Zandhoek", "dr. Anna Smit", "mevr. De Vries"):
        comes(date, name)
    comes(date, "Piet Stil", shown=False)

    assert seen_by(own) == [
        "Anna wijkverpleegkundige, Thuiszorg West",
        "Noor wijkverpleegkundige, Thuiszorg West",
        "Iemand wijkverpleegkundige, Thuiszorg West",
    ]
    page = Client().get(registration_path(own)).text
    assert not [word for word in ("Zandhoek", "Smit", "De Vries", "Piet", "iemand1@", "Stil") if word in page]


def test_list_leaves_out_its_reader(date):
    own = comes(date, "Sanne Bos")

    assert seen_by(own) == []
    assert "Jij staat er zelf ook bij, als Sanne." in Client().get(registration_path(own)).text


SEES_NOBODY = {
    "held": {"held": True},
    "unconfirmed in line": {"waiting": True, "confirmed_at": None},
    "waiting": {"waiting": True},
    "requested": {"requested": True},
    "offered": {"state": State.OFFERED, "held_until": timezone.now() + timedelta(hours=1)},
    "cancelled": {"cancelled": True},
    "declined": {"state": State.DECLINED, "placed_at": None},
    "expired": {"state": State.EXPIRED, "confirmed_at": None},
}


@pytest.mark.parametrize("changes", SEES_NOBODY.values(), ids=SEES_NOBODY.keys())
def test_who_has_no_sure_place_sees_nobody(date, changes):
    comes(date, "Xantippe Bos")
    own = comes(date, "Sanne Bos", **changes)

    page = Client().get(registration_path(own))

    assert page.status_code == 200
    assert "Xantippe" not in page.text


@pytest.mark.parametrize("changes", SEES_NOBODY.values(), ids=SEES_NOBODY.keys())
def test_who_has_no_sure_place_is_not_shown(date, changes):
    comes(date, "Xantippe Bos", **changes)

    assert seen_by(comes(date, "Sanne Bos")) == []


def test_place_at_another_date_shows_nobody_of_this_one(site_tree):
    page = MeetupFactory(dates=(7, 14), capacity=9)
    first, second = page.dates.order_by("start")
    comes(first, "Xantippe Bos")

    assert seen_by(comes(second, "Sanne Bos")) == []


def test_who_cancels_is_gone_at_once_and_sees_nobody_any_more(date):
    own, other = comes(date, "Sanne Bos"), comes(date, "Xantippe Bos")

    rule.cancel(other)

    assert seen_by(own) == []
    assert "Sanne" not in screen.text(Client().get(registration_path(other)), "main")


def test_who_was_erased_is_gone(date):
    own, other = comes(date, "Sanne Bos"), comes(date, "Xantippe Bos")

    anonymise(other.person)

    other.refresh_from_db()
    assert seen_by(own) == []
    assert other.shown_since is None
    assert not Person.objects.filter(name__startswith="Xantippe").exists()


@pytest.mark.parametrize(("days", "seen"), [(1, 1), (6, 1), (8, 0)])
def test_people_can_look_up_whom_they_met_for_a_week(date, time_machine, days, seen):
    comes(date, "Xantippe Bos")
    own = comes(date, "Sanne Bos")

    time_machine.move_to(date.end + timedelta(days=days))

    assert len(seen_by(own)) == seen


@pytest.mark.parametrize("off", [move.cancel_date, move.postpone_date])
def test_date_that_is_off_shows_nobody(date, off):
    own, _other = comes(date, "Sanne Bos"), comes(date, "Xantippe Bos")

    off(date, reason="Ziek")

    assert seen_by(own) == []


def test_no_other_page_changes_when_somebody_agrees(client, date, stopped_clock):
    """Neither a name nor a number, for visitors, other users and the organiser."""
    own, other = comes(date, "Sanne Bos", shown=False), comes(date, "Xantippe Bos", shown=False)
    user = UserFactory()
    Person.objects.filter(pk=own.person_id).update(user=user)
    paths = [date.page.url, f"{date.page.url}aanmelden/", "/agenda/", f"{date.page.url}kalender.ics", "/", "/mijn/"]
    paths += [reverse("events_registrations", args=[date.pk])]
    readers = [None, user, UserFactory(), organiser_of(date.page.organisation)]

    def pages() -> list[str]:
        found = []
        for reader in readers:
            browser = Client()
            if reader:
                browser.force_login(reader)
            for path in paths:
                page = screen.parsed(browser.get(path))
                for changing in page.select("input[name=csrfmiddlewaretoken]"):
                    changing.decompose()
                found.append(page.get_text())
        return found

    before = pages()
    Registration.objects.filter(pk=other.pk).update(shown_since=timezone.now())

    assert pages() == before
    assert "Xantippe" in str(seen_by(own))
    assert "Xantippe" not in "".join(text for number, text in enumerate(before) if number < 3 * len(paths))


def test_list_takes_as_many_queries_for_thirty_as_for_one(client, date, stopped_clock):
    own = comes(date, "Sanne Bos")
    comes(date, "Xantippe Bos")
    client.get(registration_path(own))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(registration_path(own))
        return len(found)

    one = queries()
    for number in range(29):
        comes(date, f"Gast{number} Bos")

    assert queries() == one
    assert len(seen_by(own)) == 30


# -- The mix -----------------------------------------------------------------------------------------------------------


def test_colleagues_count_in_the_mix_by_their_own_discipline(client, date):
    medical, social = DisciplineFactory(domain=Domain.MEDISCH), DisciplineFactory(domain=Domain.SOCIAAL)
    row = {"collega_1_naam": "Bo", "collega_1_email": "bo@example.org", "collega_1_discipline": social.pk}
    client.post(f"{date.page.url}aanmelden/", form(date, discipline=medical.pk, **row))
    for registration in Registration.objects.all():
        rule.confirm(registration)

    domains = Registration.objects.order_by("pk").values_list("booking__discipline__domain", flat=True)

    assert list(domains) == [Domain.MEDISCH, Domain.SOCIAAL]
