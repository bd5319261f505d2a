"""Keys of names: for telling people apart however they spell their name, for searching, and for Dutch order."""

import unicodedata

from django.db import migrations, models

from web.ordering import person_order, title_order
from web.plain_text import search_key

AT_ONCE = 500


def fill(apps, schema_editor) -> None:
    """Fill the keys. Nobody is merged: of two people who are one by the new key, the second keeps the old key.

    The first is who confirmed their address; then who came first. The other keeps every place and link.
    """
    Person = apps.get_model("events", "Person")
    Booking = apps.get_model("events", "Booking")
    taken = set()
    people = []
    # People who keep their key come first in each mailbox, so that no key is given away before its owner is seen.
    everybody = Person.objects.order_by("email", models.F("confirmed_at").asc(nulls_last=True), "pk")
    keys = set(Person.objects.exclude(email="").values_list("email", "name_key"))
    for person in everybody.iterator(chunk_size=AT_ONCE):
        person.name_order = person_order(person.name)
        key = search_key(person.name)[:150] if person.name_key else ""
        if not person.email:
            person.name_key = key
        elif (person.email, key) not in taken:
            taken.add((person.email, key))
            if (person.email, key) not in keys:
                keys.add((person.email, key))
                person.name_key = key
        people.append(person)
        if len(people) == AT_ONCE:
            Person.objects.bulk_update(people, ["name_key", "name_order"])
            people = []
    Person.objects.bulk_update(people, ["name_key", "name_order"])
    bookings = []
    for booking in Booking.objects.exclude(organisation="").order_by("pk").iterator(chunk_size=AT_ONCE):
        booking.organisation_key = title_order(booking.organisation)
        bookings.append(booking)
        if len(bookings) == AT_ONCE:
            Booking.objects.bulk_update(bookings, ["organisation_key"])
            bookings = []
    Booking.objects.bulk_update(bookings, ["organisation_key"])


def back(apps, schema_editor) -> None:
    """Fill in the old key, unless somebody else with that mailbox has it by now."""
    Person = apps.get_model("events", "Person")
    keys = set(Person.objects.exclude(email="").values_list("email", "name_key"))
    for person in Person.objects.exclude(name_key="").order_by("pk").iterator(chunk_size=AT_ONCE):
        key = " ".join(unicodedata.normalize("NFKC", person.name).casefold().split())[:150]
        if not person.email or (person.email, key) not in keys:
            keys.add((person.email, key))
            Person.objects.filter(pk=person.pk).update(name_key=key)


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0014_drop_take_turn"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="name_order",
            field=models.CharField(db_default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="booking",
            name="organisation_key",
            field=models.CharField(db_default="", editable=False, max_length=250),
        ),
        migrations.RunPython(fill, back),
    ]
