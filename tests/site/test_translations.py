"""Merging the translation catalogues leaves every translation of every app as it was."""

from django.utils.translation import trans_real

from config.translations import merge_catalogs


def test_merging_the_catalogs_changes_no_translation(monkeypatch):
    monkeypatch.setattr(trans_real, "_translations", {})
    catalog = trans_real.translation("nl")._catalog
    texts = set(catalog.keys())
    counted = {key[0] for key in texts if isinstance(key, tuple)}

    def said():
        plurals = {text: [catalog.plural(text, number) for number in range(4)] for text in counted}
        return {text: catalog.get(text) for text in texts}, plurals

    before = said()
    assert len(catalog._catalogs) > 10

    merge_catalogs()

    assert said() == before
    assert len(catalog._catalogs) < 5
    assert catalog.get("bestaat niet") is None
