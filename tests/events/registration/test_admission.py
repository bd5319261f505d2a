"""Admission where a meetup is not for everybody: with a code, counted in people, or as one of an organisation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import EventPage, InvitationCode, Registration
from events.privacy.mending import mend_address
from events.registration import decisions, invitations, lapsing, registering, rule, series
from events.registration.admission import NotAdmitted
from events.registration.registering import Colleague
from network.models import OrganisationDomain
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, OrganisationFactory, UserFactory, organiser_of

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def date(site_tree):
    return MeetupFactory(capacity=10, admission="code").dates.get()


def code_of(date, most_uses: int = 2, **kwargs) -> InvitationCode:
    return InvitationCode.objects.create(page_id=date.page_id, most_uses=most_uses, **kwargs)


def come(date, name: str, code="", **answers) -> Registration:
    typed = code.code if isinstance(code, InvitationCode) else code
    return registering.register(date, name=name, email=f"{name.lower()}@example.org", code=typed, **answers)


def used(code) -> int:
    return InvitationCode.objects.with_used().get(pk=code.pk).used


# -- Codes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "BESTAATNIET", "' OR 1=1 --", "x" * 500])
def test_without_the_code_nobody_gets_in(date, typed):
    code_of(date)

    with pytest.raises(NotAdmitted):
        come(date, "Anna", typed)

    assert not Registration.objects.exists()


def test_code_of_another_meetup_admits_nobody(date):
    other = code_of(MeetupFactory(admission="code").dates.get())

    with pytest.raises(NotAdmitted):
        come(date, "Anna", other)


@pytest.mark.parametrize("typed", ["k7mp4qrt", "K7MP-4QRT", " k7mp 4qrt "])
def test_capitals_spaces_and_dashes_make_no_difference(date, typed):
    code_of(date, code="K7MP4QRT")

    assert come(date, "Anna", typed).booking.invitation.code == "K7MP4QRT"


def test_code_admits_as_many_people_as_it_says(date):
    code = code_of(date, 2)
    come(date, "Anna", code)
    come(date, "Bram", code)

    with pytest.raises(rule.RegistrationClosed, match="niemand meer erbij"):
        come(date, "Cas", code)

    assert used(code) == Registration.objects.count() == 2


def test_code_reserves_nothing(date):
    code = code_of(date, 10)
    for number in range(10):
        decisions.add_by_hand(date, by=UserFactory(), name=f"Gast {number}")

    made = rule.confirm(come(date, "Anna", code))

    assert made.state == State.WAITING


def test_person_counts_once_at_however_many_dates(site_tree):
    dates = list(MeetupFactory(admission="code", dates=(3, 10, 17)).dates.order_by("start"))
    code = code_of(dates[0], 1)

    series.register_for(dates[:2], name="Anna", email="anna@example.org", code=code.code)
    come(dates[2], "Anna", code)

    assert (used(code), Registration.objects.count()) == (1, 3)
    with pytest.raises(rule.RegistrationClosed):
        come(dates[2], "Bram", code)


def test_colleagues_count_too_and_come_all_or_none(date):
    code = code_of(date, 2)
    colleagues = [Colleague("Bram", "bram@example.org"), Colleague("Cas", "cas@example.org")]

    with pytest.raises(rule.RegistrationClosed):
        come(date, "Anna", code, colleagues=colleagues)
    assert not Registration.objects.exists()

    come(date, "Anna", code, colleagues=colleagues[:1])
    assert used(code) == 2


def test_who_is_registered_already_uses_nothing_more(date):
    code = code_of(date, 1)
    first = come(date, "Anna", code)

    assert come(date, "Anna", code) == first
    assert used(code) == 1


def end_by_cancelling(made) -> None:
    rule.cancel(rule.confirm(made))


def end_by_lapsing(made) -> None:
    OutgoingMail.objects.update(sent_at=timezone.now())  # nothing lapses while its mail could not leave
    lapsing.run_due(timezone.now() + timedelta(hours=2))


@pytest.mark.parametrize("end", [end_by_cancelling, end_by_lapsing])
def test_who_leaves_gives_the_use_back(date, end):
    code = code_of(date, 1)
    end(come(date, "Anna", code))

    come(date, "Bram", code)

    assert used(code) == 1


def test_who_comes_back_after_the_use_went_to_somebody_else_does_not_get_in(date):
    code = code_of(date, 1)
    cancelled = come(date, "Anna", code)
    rule.cancel(rule.confirm(cancelled))
    come(date, "Bram", code)

    cancelled.refresh_from_db()
    rule.undo(cancelled)

    cancelled.refresh_from_db()
    assert (cancelled.state, used(code)) == (State.CANCELLED, 1)
    assert not rule.can_undo(cancelled)


def test_lapsed_hold_comes_back_only_while_the_code_has_room(date):
    code = code_of(date, 1)
    lapsed = come(date, "Anna", code)
    end_by_lapsing(lapsed)
    come(date, "Bram", code)

    with pytest.raises(rule.RegistrationClosed, match="niemand meer erbij"):
        rule.confirm(lapsed)


def test_changing_to_another_date_takes_the_use_along(site_tree):
    first, second = MeetupFactory(admission="code", dates=(3, 10)).dates.order_by("start")
    code = code_of(first, 1)
    made = rule.confirm(come(first, "Anna", code))

    series.change_date(made, to=second)

    assert used(code) == 1


def test_withdrawn_code_admits_nobody_more_and_throws_nobody_out(date):
    code = code_of(date)
    made = rule.confirm(come(date, "Anna", code))
    InvitationCode.objects.update(ended_at=timezone.now())

    with pytest.raises(NotAdmitted, match="werkt niet meer"):
        come(date, "Bram", code)

    made.refresh_from_db()
    assert made.state == State.CONFIRMED


def test_lowering_the_number_throws_nobody_out(date):
    code = code_of(date, 2)
    come(date, "Anna", code), come(date, "Bram", code)
    InvitationCode.objects.update(most_uses=1)
    code.refresh_from_db()

    assert "niemand meer" in invitations.why_unusable(code, 1)
    assert Registration.objects.live().count() == 2


def test_organiser_adds_whom_she_likes(date):
    made, _is_new = decisions.add_by_hand(date, by=UserFactory(), name="Anna")

    assert made.state == State.CONFIRMED


def test_where_everybody_may_come_a_code_is_ignored(date):
    EventPage.objects.update(admission="everybody")
    code = code_of(date, 1)

    come(date, "Anna", code), come(date, "Bram", "onzin")

    assert used(code) == 0


# -- Organisations -----------------------------------------------------------------------------------------------------


@pytest.fixture
def traverse(site_tree):
    organisation = OrganisationFactory(title="Traverse")
    OrganisationDomain.objects.create(organisation=organisation, domain="traverse.nl")
    OrganisationDomain.objects.create(organisation=OrganisationFactory(), domain="elders.nl")
    return organisation


@pytest.fixture
def for_traverse(traverse):
    return MeetupFactory(capacity=10, admission="organisations", admitted_organisations=[traverse]).dates.get()


@pytest.mark.parametrize(
    ("email", "gets_in"),
    [
        ("anna@traverse.nl", True),
        ("Anna@TRAVERSE.nl", True),
        ("anna@elders.nl", False),
        ("anna@sub.traverse.nl", False),
        ("anna@nottraverse.nl", False),
        ("anna@traverse.nl.evil.com", False),
        ("traverse.nl@gmail.com", False),
    ],
)
def test_guest_gets_in_by_the_domain_of_the_address(for_traverse, email, gets_in):
    if not gets_in:
        with pytest.raises(NotAdmitted):
            registering.register(for_traverse, name="Anna", email=email)
        return

    made = registering.register(for_traverse, name="Anna", email=email)

    assert (made.state, made.confirmed_at) == (State.HELD, None)  # nothing is certain until the mail is answered


def test_each_colleague_needs_an_address_of_the_organisation(for_traverse):
    def register(email):
        return registering.register_together(
            for_traverse, name="Anna", email="anna@traverse.nl", colleagues=[Colleague("Bram", email)]
        )

    with pytest.raises(NotAdmitted):
        register("bram@elders.nl")
    assert len(register("bram@traverse.nl")) == 2


def test_account_that_works_for_the_organisation_gets_in_with_any_address(for_traverse, traverse):
    user = organiser_of(traverse, email="noor@gmail.com")

    made = registering.register(for_traverse, name="Noor", email="noor@gmail.com", user=user)

    assert made.state == State.CONFIRMED


def test_who_left_the_organisation_has_to_prove_the_mailbox_again(for_traverse, traverse):
    user = organiser_of(traverse, email="noor@traverse.nl")
    user.groups.clear()

    made = registering.register(for_traverse, name="Noor", email="noor@traverse.nl", user=user)

    assert (made.state, made.confirmed_at) == (State.HELD, None)


def test_who_left_and_has_another_address_does_not_get_in(for_traverse, traverse):
    user = organiser_of(traverse, email="noor@gmail.com")
    user.groups.clear()

    with pytest.raises(NotAdmitted):
        registering.register(for_traverse, name="Noor", email="noor@gmail.com", user=user)


def test_code_lets_in_who_works_elsewhere_and_counts_only_them(for_traverse):
    code = code_of(for_traverse, 1)
    colleagues = [Colleague("Bram", "bram@elders.nl")]

    registering.register_together(
        for_traverse, name="Anna", email="anna@traverse.nl", colleagues=colleagues, code=code.code
    )

    found = dict(Registration.objects.values_list("person__name", "booking__invitation"))
    assert found == {"Anna": None, "Bram": code.pk}


def test_several_dates_follow_the_same_rule(traverse):
    meetup = MeetupFactory(admission="organisations", admitted_organisations=[traverse], dates=(3, 10))
    dates = list(meetup.dates.all())

    with pytest.raises(NotAdmitted):
        series.register_for(dates, name="Anna", email="anna@elders.nl")
    assert len(series.register_for(dates, name="Anna", email="anna@traverse.nl")) == 2


def test_domain_that_was_taken_away_admits_nobody(for_traverse):
    OrganisationDomain.objects.all().delete()

    with pytest.raises(NotAdmitted):
        registering.register(for_traverse, name="Anna", email="anna@traverse.nl")


def test_mending_the_address_does_not_lead_around_the_question(for_traverse):
    made = registering.register(for_traverse, name="Anna", email="ana@traverse.nl")

    with pytest.raises(NotAdmitted):
        mend_address(made.booking, date_ids=[for_traverse.pk], email="anna@elders.nl", network="")
    mend_address(made.booking, date_ids=[for_traverse.pk], email="anna@traverse.nl", network="")

    assert Registration.objects.live().get().person.email == "anna@traverse.nl"
