"""Turn aliases into pages of their own, with the restrictions of what they were an alias of."""

from django.db import migrations


def above(path):
    return [path[:end] for end in range(4, len(path) + 1, 4)]


def meaning_of(restriction):
    groups = frozenset(restriction.groups.values_list("pk", flat=True))
    return restriction.restriction_type, restriction.password, groups


def to_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Restriction = apps.get_model("wagtailcore", "PageViewRestriction")
    for alias in Page.objects.filter(alias_of__isnull=False).select_related("alias_of").order_by("path"):
        known = {meaning_of(one) for one in Restriction.objects.filter(page__path__in=above(alias.path))}
        paths, source = [], alias.alias_of
        while source:
            paths += above(source.path)
            source = source.alias_of
        for restriction in Restriction.objects.filter(page__path__in=paths):
            if meaning_of(restriction) not in known:
                known.add(meaning_of(restriction))
                made = Restriction.objects.create(
                    page=alias, restriction_type=restriction.restriction_type, password=restriction.password
                )
                made.groups.set(restriction.groups.all())
    Page.objects.filter(alias_of__isnull=False).update(alias_of=None)


class Migration(migrations.Migration):
    dependencies = [("home", "0009_outside_links"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(to_pages, migrations.RunPython.noop)]
