"""The board of the team: moving by address and button, clashes, two editors, and those who may not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events.conference.board import BoardState, MovedMeanwhile, move
from events.conference.models import Release, Room, Round, SessionPerson, Slot, Track
from events.conference.release import release
from events.models import EventDate
from home.site_setup import CONFERENCE_TEAM, set_up_site
from tests.calendars import queries
from tests.factories import MeetupFactory, OrganisationFactory, UserFactory, noon, organiser_of
from tests.factories_conference import ConferenceFactory, SessionFactory, SlotFactory, SpeakerFactory, board
from tests.screen import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    """Sign in somebody who may do everything."""
    user = UserFactory(is_superuser=True, first_name="Noor", last_name="Bos")
    client.force_login(user)
    return user


def address(name: str, made) -> str:
    return reverse(f"conference_{name}", args=[made.conference.pk])


def put(client, made, slot: Slot, **fields):
    slot.refresh_from_db()
    values = {"plek": slot.pk, "versie": slot.version, "ronde": made.rounds[0].pk, "zaal": made.rooms[0].pk}
    return client.post(address("board", made), values | fields)


def test_session_is_picked_up_by_an_address_put_down_by_a_button_and_put_back(client, team):
    made = board()
    slot = SlotFactory(conference=made.conference)
    page = client.get(address("board", made), {"plek": slot.pk}).text
    assert page.count("Ook hier") == 4

    answer = put(client, made, slot, ronde=made.rounds[1].pk, zaal=made.rooms[1].pk)

    slot.refresh_from_db()
    assert (slot.round, slot.room) == (made.rounds[1], made.rooms[1])
    said = client.get(answer["Location"]).text
    assert f"staat nu in Ronde 2, 13.00, {made.rooms[1].name}" in " ".join(said.split())
    assert "zijn tegelijk in" in said
    client.post(address("board", made), {"plek": slot.pk, "versie": slot.version, "lang": 1})
    slot.refresh_from_db()
    assert (slot.round, slot.room) == (None, None)


def test_second_editor_is_told_who_was_first_and_where_and_nothing_is_overwritten(client, team):
    made = board()
    slot = made.slots[0]
    other = UserFactory(first_name="Sam", last_name="Smit")
    move(slot, version=0, to_round=made.rounds[1], to_room=made.rooms[1], by=other)

    answer = client.post(
        address("board", made),
        {"plek": slot.pk, "versie": 0, "ronde": made.rounds[0].pk, "zaal": made.rooms[1].pk},
    )

    assert answer.status_code == 409
    assert "Sam Smit zette" in answer.text
    assert made.rooms[1].name in answer.text
    slot.refresh_from_db()
    assert slot.round == made.rounds[1]
    assert f'name="versie" value="{slot.version}"' in answer.text
    assert put(client, made, slot).status_code == 302


def test_move_is_not_undone_nor_taken_away_once_somebody_else_moved_the_slot(client, team):
    made = board()
    lunch = SlotFactory(conference=made.conference, session=None, kind="break", title="Lunch")
    answer = put(client, made, lunch, zaal="")
    lunch.refresh_from_db()
    sam = UserFactory(first_name="Sam", last_name="Smit")
    seen = lunch.version
    move(lunch, version=seen, to_round=made.rounds[1], to_room=None, by=sam)

    undo = parsed(client.get(answer["Location"])).select_one("input[name=versie]")["value"]
    answers = [
        client.post(address("board", made), {"plek": lunch.pk, "versie": undo, "lang": 1}),
        client.post(address("board", made), {"doe": "weg", "plek": lunch.pk, "versie": seen}),
        client.post(address("board", made), {"doe": "weg", "plek": lunch.pk, "versie": "x"}),
    ]

    assert [one.status_code for one in answers] == [409, 409, 409]
    assert all("Sam Smit zette" in one.text for one in answers)
    assert Slot.objects.get(pk=lunch.pk).round == made.rounds[1]
    client.post(address("board", made), {"doe": "weg", "plek": lunch.pk, "versie": seen + 1})
    assert not Slot.objects.filter(pk=lunch.pk).exists()


def test_of_two_who_read_the_same_board_only_the_first_moves():
    made = board()
    move(made.slots[0], version=0, to_round=None, to_room=None)

    with pytest.raises(MovedMeanwhile):
        move(made.slots[0], version=0, to_round=made.rounds[1], to_room=None)


def test_clash_is_marked_on_both_cards_and_in_the_list_and_blocks_nothing(client, team):
    made = board()
    speaker = SpeakerFactory(conference=made.conference, name="Ilse de Groot")
    for slot in made.slots[:2]:
        SessionPerson.objects.create(page=slot.session, speaker=speaker)

    page = client.get(address("board", made)).text

    assert page.count("Ilse de Groot is tegelijk bij") == 3
    assert client.post(address("release", made), {"akkoord": _agreed(client, made)}).status_code == 302
    assert Release.objects.get().number == "1.0"


def _agreed(client, made) -> str:
    return parsed(client.get(address("release", made))).select_one("[name=akkoord]")["value"]


def test_button_in_a_cell_says_what_would_clash_there():
    made = board()
    speaker = SpeakerFactory(conference=made.conference, name="Ilse de Groot")
    SessionPerson.objects.create(page=made.slots[0].session, speaker=speaker)
    loose = SlotFactory(conference=made.conference)
    SessionPerson.objects.create(page=loose.session, speaker=speaker)
    state = BoardState(made.conference)

    rows = list(state.rows(state.cards[loose.pk]))

    kinds = [{clash.kind for clash in cell.warnings} for row in rows for cell in row.cells]
    assert kinds == [{"person-twice", "room-twice"}, {"person-twice", "room-twice"}, {"room-twice"}, {"room-twice"}]


def test_new_session_is_picked_up_from_the_side_once(client, team):
    made = board()
    session = SessionFactory(conference=made.conference, title="Nog zonder plek")
    assert "Nog zonder plek" in client.get(address("board", made)).text

    for _twice in range(2):
        assert client.post(address("board", made), {"doe": "oppakken", "sessie": session.pk}).status_code == 302

    assert Slot.objects.filter(session=session).count() == 1


def test_session_is_held_once_more_and_that_time_is_taken_away_again(client, team):
    made = board()
    client.post(address("board", made), {"doe": "nog-een-keer", "plek": made.slots[0].pk})
    first, second = Slot.objects.filter(session=made.slots[0].session).order_by("pk")

    client.post(address("board", made), {"doe": "weg", "plek": second.pk, "versie": 0})
    answer = client.post(address("board", made), {"doe": "weg", "plek": first.pk, "versie": 0})

    assert answer.status_code == 409
    assert "enige keer" in answer.text
    assert list(Slot.objects.filter(session=made.slots[0].session)) == [first]


def test_break_is_one_row_over_all_rooms_and_a_taken_room_needs_a_room(client, team):
    made = board()
    lunch = {"doe": "erbij", "kind": "break", "title": "Lunch", "round": made.rounds[1].pk, "room": made.rooms[0].pk}

    client.post(address("board", made), lunch)
    answer = client.post(address("board", made), lunch | {"kind": "blocker", "room": "", "title": "Podium bouwen"})

    assert Slot.objects.get(kind="break").room is None
    assert "Kies welke zaal bezet is." in answer.text
    assert "Podium bouwen" in answer.text
    assert not Slot.objects.filter(kind="blocker").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"ronde": "x"},
        {"ronde": "9" * 30},
        {"zaal": "-1"},
        {"versie": ""},
        {"versie": "9" * 30},
        {"lang": "99"},
        {"plek": "9" * 30},
        {"plek": "\x00"},
        {"doe": "oppakken", "sessie": "\x00"},
        {"doe": "nog-een-keer", "plek": ""},
    ],
)
def test_nonsense_moves_nothing_and_gets_words(client, team, fields):
    made = board()

    answer = put(client, made, made.slots[3], **fields)

    assert answer.status_code == 409
    made.slots[3].refresh_from_db()
    assert made.slots[3].round == made.rounds[1]


def test_room_of_another_conference_is_no_place(client, team):
    made, other = board(), board()

    assert put(client, made, made.slots[3], zaal=other.rooms[0].pk).status_code == 409
    assert put(client, made, other.slots[0]).status_code == 409


@pytest.mark.parametrize("name", ["board", "release", "venue"])
def test_only_the_team_sees_and_changes_a_conference(client, name):
    made = board()
    nobody = [None, UserFactory(), organiser_of(OrganisationFactory())]
    for user in nobody:
        client.logout()
        if user:
            client.force_login(user)
        for answer in (client.get(address(name, made)), client.post(address(name, made), {"plek": made.slots[0].pk})):
            assert answer.status_code in {302, 403}
            assert made.slots[0].session.title not in answer.text
    assert not Release.objects.exists()


def test_desk_of_the_team_is_for_nobody_else(client, team):
    made = board()
    assert made.conference.title in client.get(reverse("conference_desk")).text

    client.force_login(organiser_of(OrganisationFactory()))

    assert client.get(reverse("conference_desk")).status_code in {302, 403}
    assert reverse("conference_desk") not in client.get(reverse("wagtailadmin_home")).text


def test_board_takes_as_many_queries_for_four_sessions_as_for_thirty():
    counts = []
    for made in (board(), board(rounds=5, rooms=6)):
        release(made.conference, user=None)
        with queries() as taken:
            state = BoardState(made.conference)
            list(state.rows(state.cards[made.slots[0].pk]))
        counts.append(len(taken))

    assert counts[0] == counts[1]


# -- Releasing


def test_preview_says_what_changes_for_how_many_and_a_changed_board_is_refused(client, team):
    made = board()
    release(made.conference, user=team)
    Slot.objects.filter(pk=made.slots[0].pk).update(room=None)
    page = client.get(address("release", made)).text
    assert "is in een andere zaal" in page
    assert "Geef 1.1 vrij" in page
    Slot.objects.filter(pk=made.slots[1].pk).update(room=None)

    answer = client.post(address("release", made), {"akkoord": "oud", "woorden": "De zaal is stuk."})

    assert answer.status_code == 409
    assert "Het bord is net veranderd" in answer.text
    assert "De zaal is stuk." in answer.text
    assert Release.objects.count() == 1


@pytest.mark.parametrize(("days", "number"), [(0, "1.0.1"), (1, "1.1")])
def test_version_on_the_day_itself_has_a_third_number(client, team, days, number):
    made = board()
    release(made.conference, user=team)
    here = noon(days)
    EventDate.objects.filter(page=made.conference).update(start=here, end=here + timedelta(hours=5))
    made.rooms[0].name = "Andere zaal"
    made.rooms[0].save()
    page = client.get(address("release", made))
    assert f"Geef {number} vrij" in page.text

    digest = parsed(page).select_one("input[name=akkoord]")["value"]
    client.post(address("release", made), {"akkoord": digest})

    assert Release.objects.order_by("-pk").first().number == number


# -- Rounds and rooms


def venue(**fields) -> dict[str, str]:
    counts = {
        f"{name}-{kind}_FORMS": number
        for name in ("rondes", "zalen", "sporen")
        for kind, number in (("TOTAL", "1"), ("INITIAL", "0"))
    }
    return counts | {name.replace("__", "-"): value for name, value in fields.items()}


def test_rounds_rooms_and_tracks_are_made_in_one_form(client, team):
    conference = ConferenceFactory()
    fields = venue(
        rondes__0__day="1",
        rondes__0__start_time="13:00",
        rondes__0__end_time="14:00",
        zalen__0__name="Blauwe zaal",
        zalen__0__order="0",
        sporen__0__name="Ouderen",
        sporen__0__order="0",
    )

    assert client.post(reverse("conference_venue", args=[conference.pk]), fields).status_code == 302

    assert Round.objects.get().conference == conference
    assert Room.objects.get().name == "Blauwe zaal"
    assert Track.objects.get().slug == "ouderen"


def test_round_that_ends_before_it_begins_is_refused_next_to_its_time_and_kept(client, team):
    conference = ConferenceFactory()
    fields = venue(
        rondes__0__day="1",
        rondes__0__start_time="14:00",
        rondes__0__end_time="13:00",
        zalen__0__name="Aula",
        zalen__0__order="0",
    )

    answer = client.post(reverse("conference_venue", args=[conference.pk]), fields)

    assert answer.status_code == 422
    assert "Een ronde eindigt later dan hij begint." in answer.text
    assert 'value="14:00"' in answer.text
    assert "Aula" in answer.text
    assert not Round.objects.exists()
    assert not Room.objects.exists()


# -- The team


def test_team_makes_sessions_and_a_programme_and_sees_nothing_of_others(client):
    made = board()
    meetup = MeetupFactory(title="Niet van de conferentie")
    set_up_site("http://localhost")
    member = UserFactory()
    member.groups.add(Group.objects.get(name=CONFERENCE_TEAM))
    client.force_login(member)

    for name in ("board", "release", "venue"):
        assert client.get(address(name, made)).status_code == 200
    add = reverse("wagtailadmin_pages:add", args=["conference", "sessionpage", made.conference.pk])
    assert client.get(add).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[meetup.pk])).status_code in {302, 403}
    assert client.get(reverse("events_registrations", args=[meetup.dates.get().pk])).status_code in {302, 403}
    assert "Niet van de conferentie" not in client.get(reverse("wagtailadmin_home")).text


def test_team_reaches_the_people_at_a_session_and_takes_it_off_for_the_day(client, team):
    made = board()
    assert "Bekijk wie er komen" not in client.get(address("board", made), {"plek": made.slots[0].pk}).text
    release(made.conference, user=team)
    run = made.dates()[0]

    page = parsed(client.get(address("board", made), {"plek": made.slots[0].pk}))

    for name in ("events_registrations", "events_cancel_date"):
        url = reverse(name, args=[run.pk])
        assert page.select_one(f'a[href="{url}"]')
        assert client.get(url).status_code == 200
    client.post(reverse("events_cancel_date", args=[run.pk]), {"reason": "De spreker is ziek.", "sure": "1"})
    run.refresh_from_db()
    assert run.is_cancelled
    assert release(made.conference, user=team, on_the_day=True).number == "1.0.1"


def test_draft_of_a_session_is_on_no_page_and_in_no_count(client):
    made = board()
    made.slots[0].session.title = "Geheim plan"
    made.slots[0].session.save()
    made.slots[0].session.save_revision()
    url = made.conference.get_url()

    for path in (url, f"{url}programma/", "/agenda/", "/agenda/kalender.ics", "/sitemap.xml", "/zoeken/?q=geheim+plan"):
        answer = client.get(path)
        assert "Geheim plan" not in answer.content.decode(), path
    assert client.get(f"{url}{made.slots[0].session.slug}/").status_code == 404
