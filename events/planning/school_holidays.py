"""School holidays of region Zuid from 2026 to the summer of 2030, as the ministry set them.

Only what is missing is added, so that an editor's correction is kept. Autumn and spring holidays are advice: schools may
choose another week. Two of the five years were read on the ministry's pages themselves (2027-2028 and 2028-2029); a test
compares all of them with the package ``holidays``, which follows the same regulation.
"""

from collections import Counter
from datetime import date

from events.models import SchoolHoliday

REGION = "Zuid"
SOURCE = "Regeling vaststelling schoolvakanties 2025-2030 (Staatscourant 2024, 19237)"
ADVICE = frozenset({"Voorjaarsvakantie", "Herfstvakantie"})
HOLIDAYS = (
    ("Kerstvakantie", date(2025, 12, 20), date(2026, 1, 4)),
    ("Voorjaarsvakantie", date(2026, 2, 14), date(2026, 2, 22)),
    ("Meivakantie", date(2026, 4, 25), date(2026, 5, 3)),
    ("Zomervakantie", date(2026, 7, 11), date(2026, 8, 23)),
    ("Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
    ("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
    ("Voorjaarsvakantie", date(2027, 2, 13), date(2027, 2, 21)),
    ("Meivakantie", date(2027, 4, 24), date(2027, 5, 2)),
    ("Zomervakantie", date(2027, 7, 24), date(2027, 9, 5)),
    ("Herfstvakantie", date(2027, 10, 23), date(2027, 10, 31)),
    ("Kerstvakantie", date(2027, 12, 25), date(2028, 1, 9)),
    ("Voorjaarsvakantie", date(2028, 2, 26), date(2028, 3, 5)),
    ("Meivakantie", date(2028, 4, 29), date(2028, 5, 7)),
    ("Zomervakantie", date(2028, 7, 22), date(2028, 9, 3)),
    ("Herfstvakantie", date(2028, 10, 21), date(2028, 10, 29)),
    ("Kerstvakantie", date(2028, 12, 23), date(2029, 1, 7)),
    ("Voorjaarsvakantie", date(2029, 2, 10), date(2029, 2, 18)),
    ("Meivakantie", date(2029, 4, 28), date(2029, 5, 6)),
    ("Zomervakantie", date(2029, 7, 14), date(2029, 8, 26)),
    ("Herfstvakantie", date(2029, 10, 13), date(2029, 10, 21)),
    ("Kerstvakantie", date(2029, 12, 22), date(2030, 1, 6)),
    ("Voorjaarsvakantie", date(2030, 2, 23), date(2030, 3, 3)),
    ("Meivakantie", date(2030, 4, 27), date(2030, 5, 5)),
    ("Zomervakantie", date(2030, 7, 6), date(2030, 8, 18)),
)


def load_school_holidays() -> Counter[str]:
    """Create the missing school holidays. Return how many were created. A year that an editor has begun is left alone."""
    begun = {(name, day.year) for name, day in SchoolHoliday.objects.values_list("name", "first_day")}
    missing = [
        SchoolHoliday(name=name, region=REGION, first_day=first, last_day=last, is_advice=name in ADVICE, source=SOURCE)
        for name, first, last in HOLIDAYS
        if (name, first.year) not in begun
    ]
    return Counter({"school holidays": len(SchoolHoliday.objects.bulk_create(missing))})
