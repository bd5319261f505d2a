"""Marks in ``listed_under`` for the way to attend and the part of the day.

Without them a date that moves from the evening to the morning would leave no tombstone in the feed of evenings.
"""

import re
from zoneinfo import ZoneInfo

from django.db import migrations

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WAYS = {"in-person": ("op-een-plek",), "online": ("online",), "hybrid": ("online", "op-een-plek")}
NEW = re.compile(r"\|[md][a-z-]+\|")
BATCH = 500


def marks_of(date) -> str:
    hour = date.start.astimezone(AMSTERDAM).hour
    part = "ochtend" if hour < 12 else "middag" if hour < 18 else "avond"
    return "".join([*(f"|m{way}|" for way in WAYS.get(date.page.attendance, ())), f"|d{part}|"])


def rewrite(apps, marks) -> None:
    EventDate = apps.get_model("events", "EventDate")
    listed = EventDate.objects.exclude(listed_under="").filter(page__isnull=False).order_by("pk")
    last = 0
    listed = listed.select_related("page").only("start", "listed_under", "page", "page__attendance")
    while dates := list(listed.filter(pk__gt=last)[:BATCH]):
        for date in dates:
            date.listed_under = NEW.sub("", date.listed_under) + marks(date)
        EventDate.objects.bulk_update(dates, ["listed_under"])
        last = dates[-1].pk


def add(apps, schema_editor) -> None:
    rewrite(apps, marks_of)


def remove(apps, schema_editor) -> None:
    rewrite(apps, lambda date: "")


class Migration(migrations.Migration):
    dependencies = [("events", "0025_opens")]

    operations = [migrations.RunPython(add, remove)]
