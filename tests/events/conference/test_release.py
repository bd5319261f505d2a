"""Releasing a programme: what goes live, what stays, and who hears of it."""

from datetime import time

import pytest
from django.utils import timezone

from accounts.models import User
from events.conference.models import Release, SessionPerson, Slot
from events.conference.release import BoardChanged, NothingToRelease, changes_of, preview, release
from events.conference.released import released
from events.models import EventDate, PlannedDate, Registration
from events.publishing.move import cancel_date
from events.registration.registering import register
from outbox.models import OutgoingMail
from tests.calendars import queries
from tests.factories import UserFactory
from tests.factories_conference import RoomFactory, SlotFactory, SpeakerFactory, board

pytestmark = pytest.mark.django_db


def sign_up(date: EventDate, name: str) -> Registration:
    """Register somebody with an account, so that nothing is to be confirmed."""
    address = f"{name.lower()}@example.org"
    user = User.objects.filter(email=address).first() or UserFactory(email=address)
    return register(date, name=name, email=address, user=user)


def whole(made) -> EventDate:
    return EventDate.objects.get(page=made.conference)


def mails_since(last: int) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(pk__gt=last))


def last_mail() -> int:
    return OutgoingMail.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def words_of(mail: OutgoingMail) -> str:
    return bytes(mail.message).decode()


def test_first_release_brings_the_placed_sessions_to_the_site_and_mails_nobody():
    made = board()
    unplaced = SlotFactory(conference=made.conference)

    first = release(made.conference, user=None)

    assert first.number == "1.0"
    runs = made.dates()
    assert [run.part_of for run in runs] == [whole(made)] * 4
    assert [run.place for run in runs] == [made.rooms[0].name, made.rooms[1].name] * 2
    assert [run.capacity for run in runs] == [20] * 4
    for slot in made.slots:
        slot.session.refresh_from_db()
        assert slot.session.live
    unplaced.session.refresh_from_db()
    assert not unplaced.session.live
    assert not OutgoingMail.objects.exists()
    assert released(made.conference).slots == tuple(preview(made.conference).programme.slots)


def test_board_is_nobodys_business_until_it_is_released_again():
    made = board()
    release(made.conference, user=None)
    was = [(run.start, run.place) for run in made.dates()]

    Slot.objects.filter(pk=made.slots[0].pk).update(round=made.rounds[1])

    assert [(run.start, run.place) for run in made.dates()] == was
    assert released(made.conference).slot_of[made.slots[0].key].start == was[0][0]


def test_somebody_with_two_sessions_that_change_gets_one_mail_and_keeps_both_places():
    made = board()
    release(made.conference, user=None)
    sign_up(whole(made), "Noor")
    runs = made.dates()
    places = [sign_up(runs[0], "Noor"), sign_up(runs[3], "Noor")]
    before = last_mail()
    other = RoomFactory(conference=made.conference, name="Blauwe zaal", floor="eerste verdieping", order=9)
    Slot.objects.filter(pk__in=[made.slots[0].pk, made.slots[3].pk]).update(room=other)

    assert preview(made.conference).mails == 1
    second = release(made.conference, user=None, words="De kleine zaal is stuk.")

    assert second.number == "1.1"
    [mail] = mails_since(before)
    assert mail.recipient == "noor@example.org"
    assert words_of(mail).count("Blauwe zaal (eerste verdieping)") >= 2
    assert "De kleine zaal is stuk." in words_of(mail)
    for place in places:
        place.refresh_from_db()
        assert place.state == Registration.State.CONFIRMED
    assert [run.place for run in made.dates()][::3] == ["Blauwe zaal (eerste verdieping)"] * 2
    assert [change.kind for change in changes_of(second)] == ["other-room", "other-room"]


def test_run_that_left_the_board_is_off_for_who_was_there_and_gone_if_nobody_was():
    made = board()
    release(made.conference, user=None)
    sign_up(whole(made), "Noor")
    kept, gone = made.dates()[0], made.dates()[1]
    sign_up(kept, "Noor")
    before = last_mail()
    Slot.objects.filter(pk__in=[made.slots[0].pk, made.slots[1].pk]).update(round=None)

    release(made.conference, user=None)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.status, gone.status) == (EventDate.Status.CANCELLED, EventDate.Status.REMOVED)
    assert [mail.recipient for mail in mails_since(before)] == ["noor@example.org"]


def test_fewer_places_take_nobodys_place_and_the_preview_says_how_many_are_over():
    made = board(capacity=2)
    release(made.conference, user=None)
    for name in ("Noor", "Sam"):
        sign_up(whole(made), name)
        sign_up(made.dates()[0], name)
    made.rooms[0].capacity = 1
    made.rooms[0].save()

    assert preview(made.conference).over == {made.slots[0].key: 1}
    release(made.conference, user=None)

    run = made.dates()[0]
    assert run.capacity == 1
    assert run.registrations.placed().count() == 2


def test_speaker_hears_of_another_time_once_also_as_somebody_who_registered():
    made = board()
    both = SpeakerFactory(conference=made.conference, name="Noor", email="Noor@example.org")
    alone = SpeakerFactory(conference=made.conference, name="Sam", email="sam@example.org")
    for order, speaker in enumerate((both, alone)):
        SessionPerson.objects.create(page=made.slots[0].session, speaker=speaker, sort_order=order)
    release(made.conference, user=None)
    sign_up(whole(made), "Noor")
    sign_up(made.dates()[1], "Noor")
    before = last_mail()
    Slot.objects.filter(pk=made.slots[0].pk).update(round=made.rounds[1])
    Slot.objects.filter(pk=made.slots[1].pk).update(room=made.rooms[0])

    release(made.conference, user=None)

    mails = {mail.recipient: words_of(mail) for mail in mails_since(before)}
    assert set(mails) == {"noor@example.org", "sam@example.org"}
    assert made.slots[0].session.title in mails["noor@example.org"]
    assert made.slots[1].session.title in mails["noor@example.org"]
    assert made.slots[1].session.title not in mails["sam@example.org"]


def test_nothing_is_released_twice_nor_something_else_than_was_agreed_to():
    made = board()
    agreed = preview(made.conference).digest
    Slot.objects.filter(pk=made.slots[0].pk).update(room=None)

    with pytest.raises(BoardChanged):
        release(made.conference, user=None, agreed=agreed)
    assert not PlannedDate.objects.filter(page__in=[slot.session for slot in made.slots]).exists()
    release(made.conference, user=None, agreed=preview(made.conference).digest)
    with pytest.raises(NothingToRelease):
        release(made.conference, user=None)
    assert Release.objects.count() == 1


def test_release_on_the_day_has_a_number_of_its_own_and_says_what_is_off():
    made = board()
    release(made.conference, user=None)
    cancel_date(made.dates()[2], reason="De spreker is ziek.")

    today = release(made.conference, user=None, on_the_day=True)
    made.rooms[0].name = "Andere zaal"
    made.rooms[0].save()

    assert today.number == "1.0.1"
    assert [change.kind for change in changes_of(today)] == ["cancelled"]
    assert released(made.conference).slot_of[made.slots[2].key].reason == "De spreker is ziek."
    assert release(made.conference, user=None, on_the_day=True).number == "1.0.2"
    Slot.objects.filter(pk=made.slots[0].pk).update(room=None)
    assert release(made.conference, user=None).number == "1.1"


def test_release_keeps_no_name_of_anybody():
    made = board()
    speaker = SpeakerFactory(conference=made.conference, name="Truus Bijzondernaam", shown_since=timezone.now())
    SessionPerson.objects.create(page=made.slots[0].session, speaker=speaker)

    made_release = release(made.conference, user=None)

    assert "Bijzondernaam" not in str(made_release.snapshot)
    assert released(made.conference).slot_of[made.slots[0].key].speakers == (speaker.pk,)


def test_as_many_queries_for_the_preview_of_four_runs_as_of_thirty():
    counts = []
    for made in (board(), board(rounds=5, rooms=6)):
        with queries() as taken:
            preview(made.conference)
        counts.append(len(taken))

    assert counts[0] == counts[1]


def test_round_on_a_day_that_the_conference_has_not_is_not_released():
    made = board(rounds=1, rooms=1)
    made.rounds[0].day = 2
    made.rounds[0].start_time, made.rounds[0].end_time = time(9), time(10)
    made.rounds[0].save()

    with pytest.raises(NothingToRelease):
        release(made.conference, user=None)


def test_rounds_are_numbered_by_sessions_and_a_break_has_no_number():
    made = board(rounds=3)
    Slot.objects.filter(round=made.rounds[1]).delete()
    Slot.objects.create(conference=made.conference, kind="break", title="Lunch", round=made.rounds[1])

    release(made.conference, user=None)

    assert [one.number for one in released(made.conference).rounds] == [1, 0, 2]


def test_everybody_reads_what_each_version_changed(client):
    made = board()
    url = f"{made.conference.get_url()}programma/wijzigingen/"
    assert client.get(url).status_code == 404
    release(made.conference, user=None)
    made.rooms[1].name = "Ketelhuis"
    made.rooms[1].save()
    Slot.objects.filter(pk=made.slots[0].pk).update(round=None)
    release(made.conference, user=None, words="De kleine zaal heet nu anders.")

    page = client.get(url).text

    assert page.index("Programma 1.1") < page.index("Programma 1.0")
    assert "Vervalt" in page
    assert "<ins>Ketelhuis</ins>" in page
    assert "De kleine zaal heet nu anders." in page
    assert "wijzigingen" in client.get(f"{made.conference.get_url()}programma/").text
