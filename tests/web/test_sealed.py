"""Texts that only this site can read."""

from web.sealed import seal, unseal


def test_text_comes_back_and_is_not_in_what_is_stored():
    sealed = seal("one", "Noor é")

    assert unseal("one", sealed) == "Noor é"
    assert b"Noor" not in sealed
    assert seal("one", "Noor é") != sealed


def test_nothing_comes_back_for_another_purpose_key_or_text(settings):
    sealed = seal("one", "Noor")

    assert unseal("two", sealed) is None
    assert unseal("one", sealed[:-1]) is None
    assert unseal("one", b"Noor") is None
    settings.SECRET_KEY = "another" * 8
    assert unseal("one", sealed) is None


def test_key_that_was_replaced_still_reads(settings):
    sealed = seal("one", "Noor")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 8

    assert unseal("one", sealed) == "Noor"
