"""Migrations of page content: text survives a change of its structure, forwards and backwards."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import ContentPageFactory

BEFORE, AFTER = [("home", "0001_initial")], [("home", "0002_blocks")]
TEXT = "<h2>Kop</h2><p>Wat er al stond &amp; meer.</p>"


def migrate(to):
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


@pytest.mark.django_db(transaction=True)
def test_body_of_a_page_becomes_a_block_and_text_again():
    page = ContentPageFactory(title="Privacy", body=[{"type": "text", "value": TEXT}, {"type": "contact", "value": {}}])
    page.save_revision()

    try:
        old = migrate(BEFORE)
        kept = old.get_model("home", "ContentPage").objects.get(pk=page.pk)
        draft = old.get_model("wagtailcore", "Revision").objects.filter(object_id=str(page.pk)).latest("pk")
        assert (kept.body, draft.content["body"]) == (TEXT, TEXT)

        new = migrate(AFTER)
        kept = new.get_model("home", "ContentPage").objects.get(pk=page.pk)
        draft = new.get_model("wagtailcore", "Revision").objects.filter(object_id=str(page.pk)).latest("pk")
        assert [(block["type"], block["value"]) for block in kept.body.raw_data] == [("text", TEXT)]
        assert [(block["type"], block["value"]) for block in json.loads(draft.content["body"])] == [("text", TEXT)]
    finally:
        call_command("migrate", verbosity=0)
