"""Days that a rule makes, from plain data."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.recurrence import LAST, Every, Rule, nth_weekday, ordinal_of

THURSDAY = date(2026, 12, 3)


def days(number: int, **rule) -> list[str]:
    values = {"every": Every.WEEK, "first": THURSDAY, "weekdays": (3,), **rule}
    return [f"{day:%d-%m-%y}" for day in islice(Rule(**values).days(), number)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param({}, ["03-12-26", "10-12-26", "17-12-26"], id="weekly"),
        pytest.param({"interval": 2}, ["03-12-26", "17-12-26", "31-12-26"], id="every two weeks"),
        pytest.param({"weekdays": (1, 3), "interval": 2}, ["03-12-26", "15-12-26", "17-12-26"], id="two days, every two weeks"),
        pytest.param({"weekdays": (3, 1, 3)}, ["03-12-26", "08-12-26", "10-12-26"], id="in order, once"),
        pytest.param({"weekdays": (0,)}, ["07-12-26", "14-12-26", "21-12-26"], id="first day is another weekday"),
        pytest.param({"every": Every.MONTH, "ordinal": 1}, ["03-12-26", "07-01-27", "04-02-27"], id="first Thursday"),
        pytest.param({"every": Every.MONTH, "ordinal": LAST}, ["31-12-26", "28-01-27", "25-02-27"], id="last Thursday"),
        pytest.param(
            {"every": Every.MONTH, "ordinal": 2, "interval": 3}, ["10-12-26", "11-03-27", "10-06-27"], id="per quarter"
        ),
        pytest.param(
            {"every": Every.MONTH, "first": date(2026, 12, 4), "ordinal": 1}, ["07-01-27", "04-02-27", "04-03-27"],
            id="this month's is over",
        ),
    ],
)  # fmt: skip
def test_days_of_a_rule(rule, expected):
    assert days(3, **rule) == expected


def test_rule_without_end_stops_after_five_years():
    last = max(Rule(every=Every.WEEK, first=THURSDAY, weekdays=(3,)).days())

    assert timedelta(days=1820) < last - THURSDAY <= timedelta(days=1830)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_day_is_found_back_by_its_own_ordinal(day):
    found = nth_weekday(day.year, day.month, day.weekday(), ordinal_of(day))

    assert found == day


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 4),
    st.sampled_from(Every),
)
def test_days_are_in_order_on_the_asked_weekdays_and_never_before_the_first(first, weekdays, interval, every):
    rule = Rule(every=every, first=first, weekdays=tuple(weekdays), interval=interval, ordinal=1)

    found = list(islice(rule.days(), 40))

    assert found == sorted(set(found))
    assert all(day >= first and day.weekday() in weekdays for day in found)
    if every == Every.WEEK:
        weeks = {(day - timedelta(days=day.weekday())).toordinal() // 7 for day in found}
        start = (first - timedelta(days=first.weekday())).toordinal() // 7
        assert all((week - start) % interval == 0 for week in weeks)
