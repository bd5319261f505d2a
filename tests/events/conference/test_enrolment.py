"""Choosing sessions behind one's own link: enrol, wait, swap, leave, and what can't be."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from events.conference.enrolment import choose
from events.conference.models import SessionPerson, Slot
from events.conference.release import release
from events.links import registration_path
from events.models import EventDate, Registration
from events.registration import rule
from events.registration.registering import register
from outbox.models import OutgoingMail
from tests.calendars import queries
from tests.factories import UserFactory, date_of_a_meetup
from tests.factories_conference import SpeakerFactory, board
from tests.screen import parsed

State = Registration.State


def places_of(made, *names: str) -> list[Registration]:
    """Return sure places at the conference for new people."""
    [day] = EventDate.objects.filter(page=made.conference)
    found = []
    for name in names:
        address = f"{name.lower()}@example.org"
        found.append(register(day, name=name, email=address, user=UserFactory(email=address)))
    return found


def released_board(**kwargs):
    made = board(**kwargs)
    release(made.conference, user=None)
    return made


def states(whole: Registration) -> dict[int, str]:
    """Return what somebody has at the sessions, by the id of the run."""
    live = Registration.objects.live().filter(person=whole.person_id, date__part_of=whole.date_id)
    return dict(live.values_list("date", "state"))


def address(whole: Registration) -> str:
    return f"{registration_path(whole)}sessies/"


@pytest.mark.django_db
def test_sessions_are_chosen_in_one_form_with_one_mail_and_chosen_otherwise_later(client):
    made = released_board()
    [noor] = places_of(made, "Noor")
    first, other, second, _last = made.dates()
    last = OutgoingMail.objects.order_by("pk").last().pk
    assert "Kies je sessies" in client.get(registration_path(noor)).text

    form = {f"ronde-{made.rounds[0].pk}": first.pk, f"ronde-{made.rounds[1].pk}": second.pk}
    answer = client.post(address(noor), form, follow=True)

    assert "Je keuze is bewaard" in answer.text
    assert states(noor) == {first.pk: "confirmed", second.pk: "confirmed"}
    [mail] = OutgoingMail.objects.filter(pk__gt=last)
    assert mail.recipient == "noor@example.org"
    assert "Er is niets veranderd" in client.post(address(noor), form, follow=True).text
    client.post(address(noor), {f"ronde-{made.rounds[0].pk}": other.pk, f"ronde-{made.rounds[1].pk}": ""})
    assert states(noor) == {other.pk: "confirmed"}


@pytest.mark.django_db
def test_who_chooses_a_full_session_waits_and_keeps_the_other_place_until_there_is_one():
    made = released_board(capacity=1)
    noor, sam = places_of(made, "Noor", "Sam")
    full, other = made.dates()[:2]
    in_round = made.rounds[0].pk
    choose(sam, {in_round: full.pk})
    choose(noor, {in_round: other.pk})

    choose(noor, {in_round: full.pk})
    assert states(noor) == {other.pk: "confirmed", full.pk: "waiting"}

    choose(sam, {in_round: None})
    assert states(noor) == {other.pk: "confirmed", full.pk: "offered"}
    choose(noor, {in_round: full.pk})
    assert states(noor) == {full.pk: "confirmed"}


@pytest.mark.django_db
def test_who_leaves_a_round_waits_for_nothing_there():
    made = released_board(capacity=1)
    noor, sam = places_of(made, "Noor", "Sam")
    full, other = made.dates()[:2]
    choose(sam, {made.rounds[0].pk: full.pk})
    choose(noor, {made.rounds[0].pk: other.pk})
    choose(noor, {made.rounds[0].pk: full.pk})

    choose(noor, {made.rounds[0].pk: None})

    assert states(noor) == {}


@pytest.mark.django_db
def test_session_of_two_rounds_leaves_no_room_for_another_and_nothing_is_half_done(client):
    made = board()
    Slot.objects.filter(pk=made.slots[0].pk).update(rounds_long=2)
    release(made.conference, user=None)
    [noor] = places_of(made, "Noor")
    long, _other, second, _last = made.dates()

    answer = client.post(
        address(noor), {f"ronde-{made.rounds[0].pk}": long.pk, f"ronde-{made.rounds[1].pk}": second.pk}
    )

    assert answer.status_code == 422
    assert "is dan nog bezig" in answer.text
    ticked = {one["value"] for one in parsed(answer).select("[type=radio][checked]")}
    assert ticked == {str(long.pk), str(second.pk)}
    assert states(noor) == {}


@pytest.mark.django_db
def test_the_same_session_is_chosen_once(client):
    made = board()
    Slot.objects.filter(pk=made.slots[2].pk).update(session=made.slots[0].session)
    release(made.conference, user=None)
    [noor] = places_of(made, "Noor")
    once, _other, again, _last = made.dates()

    answer = client.post(address(noor), {f"ronde-{made.rounds[0].pk}": once.pk, f"ronde-{made.rounds[1].pk}": again.pk})

    assert "al in een andere ronde" in answer.text
    assert states(noor) == {}


@pytest.mark.django_db
def test_speaker_cannot_choose_in_the_round_in_which_they_speak(client):
    made = board()
    speaker = SpeakerFactory(conference=made.conference, email="NOOR@example.org")
    SessionPerson.objects.create(page=made.slots[0].session, speaker=speaker)
    release(made.conference, user=None)
    [noor] = places_of(made, "Noor")
    assert "Je spreekt zelf" in client.get(address(noor)).text

    answer = client.post(address(noor), {f"ronde-{made.rounds[0].pk}": made.dates()[1].pk})

    assert "Je spreekt dan zelf" in answer.text
    assert states(noor) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["x", "9" * 30, "0", "-1", "\x00"])
def test_nonsense_chooses_nothing_and_gets_words(client, value):
    made = released_board()
    [noor] = places_of(made, "Noor")

    client.post(address(noor), {f"ronde-{made.rounds[0].pk}": made.dates()[0].pk})
    answer = client.post(address(noor), {f"ronde-{made.rounds[0].pk}": value})

    assert answer.status_code in {302, 422}
    assert set(states(noor)) <= {made.dates()[0].pk}


@pytest.mark.django_db
def test_run_of_another_conference_or_a_meetup_cannot_be_chosen(client):
    made, other = released_board(), released_board()
    [noor] = places_of(made, "Noor")

    for date in (other.dates()[-1], date_of_a_meetup()):
        answer = client.post(address(noor), {f"ronde-{made.rounds[0].pk}": date.pk})
        assert answer.status_code == 422
    assert states(noor) == {}


@pytest.mark.django_db
def test_nobody_chooses_without_a_place_nor_before_there_is_a_programme(client):
    made = board()
    [noor] = places_of(made, "Noor")
    assert "Er is nog geen programma" in client.get(address(noor)).text
    release(made.conference, user=None)
    rule.cancel(noor)

    assert client.get(address(noor)).status_code == 404
    assert client.post(address(noor), {f"ronde-{made.rounds[0].pk}": made.dates()[0].pk}).status_code == 404
    meetup = register(
        date_of_a_meetup(), name="Sam", email="sam@example.org", user=UserFactory(email="sam@example.org")
    )
    assert client.get(address(meetup)).status_code == 404
    assert "Kies je sessies" not in client.get(registration_path(meetup)).text
    assert client.get("/aanmelding/zomaar/sessies/").status_code == 404
    assert states(noor) == {}


@pytest.mark.django_db
def test_form_of_a_session_leads_to_that_of_the_conference(client):
    made = released_board()
    of_session = f"{made.slots[0].session.get_url()}aanmelden/"

    for answer in (client.get(of_session), client.post(of_session, {"naam": "Noor"})):
        assert (answer.status_code, answer["Location"]) == (302, f"{made.conference.get_url()}aanmelden/")
    assert client.get(f"{made.conference.get_url()}aanmelden/").status_code == 200
    assert not Registration.objects.exists()


@pytest.mark.django_db
def test_looking_changes_nothing(client):
    made = released_board()
    [noor] = places_of(made, "Noor")

    client.get(address(noor), {f"ronde-{made.rounds[0].pk}": made.dates()[0].pk})

    assert states(noor) == {}


@pytest.mark.django_db
def test_as_many_queries_for_four_runs_as_for_thirty(client):
    counts = []
    for number, made in enumerate((released_board(), released_board(rounds=5, rooms=6))):
        [whole] = places_of(made, f"Noor{number}")
        choose(whole, {made.rounds[0].pk: made.dates()[0].pk})
        client.get(address(whole))
        with queries() as taken:
            client.get(address(whole))
        counts.append(len(taken))

    assert counts[0] == counts[1]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_place_goes_to_one_of_many_and_nobody_is_at_two_at_once():
    made = released_board(capacity=2)
    runs = made.dates()[:2]
    people = places_of(made, *(f"Gast{number}" for number in range(8)))

    def act(number: int) -> None:
        try:
            for turn in range(3):
                choose(people[number], {made.rounds[0].pk: runs[(number + turn) % 2].pk})
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(8)))

    for run in runs:
        assert run.registrations.placed().count() <= 2
    for whole in people:
        sure = [state for state in states(whole).values() if state in {State.CONFIRMED, State.HELD}]
        assert len(sure) <= 1
    taken = sum(run.registrations.filter(state=State.CONFIRMED).count() for run in runs)
    offered = sum(run.registrations.filter(state=State.OFFERED).count() for run in runs)
    assert taken + offered == 4


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_nobody_keeps_a_session_without_the_conference_however_they_cancel_and_choose_at_once():
    made = released_board(capacity=2)
    first, _other, second, _last = made.dates()
    people = places_of(made, *(f"Gast{number}" for number in range(6)))

    def act(number: int) -> None:
        whole = people[number % 6]
        try:
            if number < 6:
                choose(whole, {made.rounds[0].pk: first.pk, made.rounds[1].pk: second.pk})
            elif number % 2:
                rule.cancel(Registration.objects.get(pk=whole.pk))
        except rule.RegistrationClosed:
            pass  # they had cancelled just before
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, [0, 7, 1, 6, 2, 9, 3, 8, 4, 11, 5, 10]))

    for whole in people:
        whole.refresh_from_db()
        if whole.state != State.CONFIRMED:
            assert states(whole) == {}
    for run in (first, second):
        assert run.registrations.placed().count() == 2
