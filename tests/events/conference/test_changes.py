"""Changes between two versions of a programme, in words, and whom they concern."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from events.conference.changes import ChangeKind, Released, changes_between, changes_for
from events.models.dates import AMSTERDAM
from tests.proofs import reduced

START = datetime(2027, 3, 11, 10, 45, tzinfo=AMSTERDAM)


def run(number: int = 1, **kwargs) -> Released:
    facts = {"title": f"Sessie {number}", "start": START, "end": START + timedelta(hours=1), "room": "Zaal 3"}
    return Released(UUID(int=number), **{**facts, **kwargs})


def words(before, after) -> list[str]:
    return [change.words for change in changes_between(before, after)]


def test_words_of_each_change():
    later = {"start": START + timedelta(hours=2), "end": START + timedelta(hours=3)}

    assert words([], [run()]) == ["Nieuw: “Sessie 1”, 10.45–11.45 uur, Zaal 3."]
    assert words([run()], []) == ["“Sessie 1” gaat niet door. Het was 10.45–11.45 uur, Zaal 3."]
    assert words([run()], [run(is_cancelled=True)]) == words([run()], [])
    assert words([run(is_cancelled=True)], [run()]) == ["“Sessie 1” gaat toch door: 10.45–11.45 uur, Zaal 3."]
    assert words([run()], [run(room="Zaal 5")]) == ["“Sessie 1” is in een andere zaal: Zaal 5. Eerst was het Zaal 3."]
    assert words([run()], [run(room="Zaal 5", **later)]) == [
        "“Sessie 1” is verplaatst van 10.45–11.45 uur, Zaal 3 naar 12.45–13.45 uur, Zaal 5."
    ]
    assert words([run()], [run(speakers=frozenset({4}))]) == ["Bij “Sessie 1” zijn de sprekers veranderd."]
    assert words([run()], [run(title="Iets anders")]) == ["“Sessie 1” heet nu “Iets anders”."]


def test_several_days_are_named():
    next_day = {"start": START + timedelta(days=1), "end": START + timedelta(days=1, hours=1)}

    [moved] = words([run()], [run(**next_day)])

    assert "van donderdag 11 maart, 10.45–11.45 uur, Zaal 3 naar vrijdag 12 maart, 10.45–11.45 uur, Zaal 3" in moved


def test_session_that_was_and_stays_cancelled_is_no_news():
    assert words([run(is_cancelled=True)], [run(is_cancelled=True, room="Zaal 9")]) == []
    assert words([run(is_cancelled=True)], []) == []
    assert words([], [run(is_cancelled=True)]) == []


def test_one_person_gets_one_list_and_only_of_what_they_have_to_know():
    before = [run(1), run(2), run(3)]
    after = [run(1, room="Zaal 5"), run(2, is_cancelled=True), run(3, title="Anders")]

    lists = changes_for(changes_between(before, after), {UUID(int=1): [7, 8, 7], UUID(int=2): [7], UUID(int=3): [9]})

    assert {person: [change.kind for change in changes] for person, changes in lists.items()} == {
        7: [ChangeKind.OTHER_ROOM, ChangeKind.CANCELLED],
        8: [ChangeKind.OTHER_ROOM],
    }


runs = st.builds(
    lambda number, hour, room, speakers, is_cancelled: run(
        number,
        start=START + timedelta(hours=hour),
        end=START + timedelta(hours=hour + 1),
        room=room,
        speakers=speakers,
        is_cancelled=is_cancelled,
    ),
    st.integers(1, 4),
    st.integers(0, 3),
    st.sampled_from(["", "Zaal 3", "Zaal 5"]),
    st.frozensets(st.integers(1, 2)),
    st.booleans(),
)
versions = st.lists(runs, max_size=4, unique_by=lambda one: one.key)


@settings(max_examples=reduced(2000, 150), deadline=None)
@given(versions, versions)
def test_no_change_means_the_same_for_visitors_and_the_way_back_has_as_many(before, after):
    def shown(version):
        return {replace(one, reason="") for one in version if not one.is_cancelled}

    there, back = changes_between(before, after), changes_between(after, before)

    assert (not there) == (shown(before) == shown(after))
    assert {change.key for change in there} == {change.key for change in back}
    assert changes_between(before, before) == []
