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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/over/", "/over", "http://testserver/over/"])
def test_doors_and_texts_choose_pages_and_doors_hold_addresses_again(address):
    target = ContentPageFactory(title="Over", slug="over")
    kept = {"title": "Keuze", "text": "", "address": "/agenda/?gemeente=breda"}
    blocks = [
        {"type": "doors", "value": {"doors": [{"title": "Over", "text": "", "address": address}, kept]}},
        {"type": "call_to_action", "value": {"heading": "Lees", "button": "Lees", "page": None, "address": address}},
        {"type": "text", "value": f'<p><a href="{address}">hier</a> en <a href="/niets/">daar</a></p>'},
    ]
    page = ContentPageFactory(body=blocks)
    page.save_revision()
    revisions = {"object_id": str(page.pk), "content_type": page.content_type_id}

    def values(apps):
        [stored] = apps.get_model("home", "ContentPage").objects.filter(pk=page.pk)
        draft = apps.get_model("wagtailcore", "Revision").objects.filter(**revisions).latest("pk")
        both = (
            [block["value"] for block in stored.body.raw_data],
            [block["value"] for block in json.loads(draft.content["body"])],
        )
        assert both[0] == both[1]
        doors, button, text = both[0]
        return [door.get("value", door) for door in doors["doors"]], button, text

    try:
        old = migrate([("home", "0006_private_files")])
        doors, *_rest = values(old)
        assert [door["address"] for door in doors] == [address, kept["address"]]

        doors, button, text = values(migrate([("home", "0007_links_choose_pages")]))
        assert [(door["page"], door["address"]) for door in doors] == [(target.pk, ""), (None, kept["address"])]
        assert (button["page"], button["address"]) == (target.pk, "")
        assert text == f'<p><a linktype="page" id="{target.pk}">hier</a> en <a href="/niets/">daar</a></p>'

        doors, button, text = values(migrate([("home", "0006_private_files")]))
        assert [door["address"] for door in doors] == ["/over/", kept["address"]]
        assert not any("page" in door for door in doors)
    finally:
        call_command("migrate", verbosity=0)
