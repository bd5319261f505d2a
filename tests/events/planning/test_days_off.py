"""Public holidays and school holidays: the days, their names, and the table that editors correct."""

from datetime import date, timedelta

import pytest
from holidays.constants import SCHOOL
from holidays.countries.netherlands import Netherlands

from events.models import SchoolHoliday
from events.planning.days_off import known_until, public_holidays, regions, school_holidays
from events.planning.school_holidays import HOLIDAYS, load_school_holidays


def test_public_holidays_of_a_year_in_dutch():
    assert {f"{day:%d-%m}": name for day, name in public_holidays(2027).items()} == {
        "01-01": "Nieuwjaarsdag",
        "26-03": "Goede vrijdag",
        "28-03": "Eerste paasdag",
        "29-03": "Tweede paasdag",
        "27-04": "Koningsdag",
        "05-05": "Bevrijdingsdag",
        "06-05": "Hemelvaartsdag",
        "16-05": "Eerste pinksterdag",
        "17-05": "Tweede pinksterdag",
        "25-12": "Eerste kerstdag",
        "26-12": "Tweede kerstdag",
    }


def test_kings_day_moves_when_it_is_a_sunday():
    assert public_holidays(2031)[date(2031, 4, 26)] == "Koningsdag"


def test_our_school_holidays_are_those_of_the_regulation():
    theirs = Netherlands(years=range(2025, 2031), categories=(SCHOOL,), language="nl", subdiv="Zuid")
    ours = {
        first + timedelta(days=number): name
        for name, first, last in HOLIDAYS
        for number in range((last - first).days + 1)
    }

    assert ours == {day: name for day, name in theirs.items() if date(2025, 12, 20) <= day <= date(2030, 8, 18)}


@pytest.mark.django_db
def test_table_is_filled_once_and_keeps_what_an_editor_corrected():
    load_school_holidays()
    autumn = SchoolHoliday.objects.get(name="Herfstvakantie", first_day__year=2027)
    autumn.first_day -= timedelta(days=7)
    autumn.save()

    made = load_school_holidays()

    assert +made == {}
    assert SchoolHoliday.objects.filter(name="Herfstvakantie", first_day__year=2027).count() == 1
    assert (regions(), known_until()) == (["Zuid"], date(2030, 8, 18))


@pytest.mark.django_db
def test_day_has_the_name_of_its_holiday_and_says_whether_schools_may_differ():
    load_school_holidays()

    found = school_holidays(date(2027, 2, 20), date(2027, 4, 24))

    assert found == {
        date(2027, 2, 20): "voorjaarsvakantie (scholen mogen afwijken)",
        date(2027, 2, 21): "voorjaarsvakantie (scholen mogen afwijken)",
        date(2027, 4, 24): "meivakantie",
    }
