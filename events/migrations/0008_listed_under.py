"""Backfill of ``listed_under`` for dates from before 0005, so that they too leave tombstones."""

from collections import defaultdict

from django.db import migrations

AT_ONCE = 2_000


def restricted_paths(apps):
    restriction = apps.get_model("wagtailcore", "PageViewRestriction")
    return tuple(restriction.objects.values_list("page__path", flat=True))


def by_page(rows):
    found = defaultdict(set)
    for page, value in rows:
        found[page].add(value)
    return found


def fill(apps, schema_editor):
    """Backfill in a few queries per 2,000 pages, in the format of ``events.dates.departures`` at the time."""
    date = apps.get_model("events", "EventDate")
    page = apps.get_model("events", "EventPage")
    co_organiser = apps.get_model("events", "CoOrganiser")
    in_wijk, about = page.wijken.through, page.themes.through
    closed = restricted_paths(apps)
    empty = date.objects.filter(listed_under="").exclude(status="removed")
    last = 0
    while True:
        live = page.objects.filter(pk__gt=last, live=True, pk__in=empty.values("page"))
        some = list(live.order_by("pk").values_list("pk", "path", "kind", "municipality", "organisation")[:AT_ONCE])
        if not some:
            return
        last = some[-1][0]
        between = {"pk__gte": some[0][0], "pk__lte": last}

        def of(through, *values, page_field, between=between):
            limits = {f"{page_field}__{name}": value for name, value in between.items()}
            return through.objects.filter(**limits).values_list(page_field, *values)

        places = list(of(in_wijk, "wijkpage", "wijkpage__municipality", page_field="eventpage"))
        wijken = by_page((pk, wijk) for pk, wijk, _municipality in places)
        municipalities = by_page((pk, municipality) for pk, _wijk, municipality in places)
        themes = by_page(of(about, "themepage", page_field="eventpage"))
        partners = by_page(of(co_organiser, "organisation", page_field="page"))
        pages = defaultdict(list)
        for pk, path, kind, municipality, organisation in some:
            if path.startswith(closed):
                continue
            parts = {
                "g": {municipality} | municipalities[pk],
                "w": wijken[pk],
                "t": themes[pk],
                "o": {organisation} | partners[pk],
                "k": {kind},
            }
            marks = (f"|{letter}{value}|" for letter, values in parts.items() for value in sorted(values - {None}))
            pages["".join(marks)].append(pk)
        for marks, pks in pages.items():
            empty.filter(page__in=pks).update(listed_under=marks)


class Migration(migrations.Migration):
    dependencies = [("events", "0007_personal_feeds")]

    # The values are right for the older code too.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
