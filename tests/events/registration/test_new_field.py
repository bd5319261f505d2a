"""A field that a later migration adds: nothing that registers people depends on the list of columns."""

from collections.abc import Iterator

import pytest
from django.db import connection, models

from events.models import Booking, Person, Registration
from events.registration.registering import register
from events.registration.rule import confirm
from outbox.models import OutgoingMail
from tests.factories import date_of_a_meetup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[Person, Booking, Registration, OutgoingMail], ids=lambda model: model.__name__)
def grown(request) -> Iterator[type[models.Model]]:
    """Add a column to a model: NOT NULL, with a default in Python and none in the database."""
    model, field = request.param, models.CharField(max_length=20, default="in Python")
    field.contribute_to_class(model, "added_later")
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
    yield model
    with connection.schema_editor() as editor:
        editor.remove_field(model, field)
    model._meta.local_fields.remove(field)  # noqa: SLF001  Django has no way to take a field off a model
    model._meta._expire_cache()  # noqa: SLF001  as above
    delattr(model, "added_later")


def test_registering_fills_in_a_field_with_a_python_default(grown):
    confirm(register(date_of_a_meetup(), name="Sanne", email="sanne@example.org"))

    assert set(grown.objects.values_list("added_later", flat=True)) == {"in Python"}
