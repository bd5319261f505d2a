import importlib
import sys

from django.urls import clear_url_caches, get_resolver


def test_addresses_are_known_before_the_first_request():
    clear_url_caches()
    sys.modules.pop("config.wsgi", None)

    importlib.import_module("config.wsgi")

    assert get_resolver()._populated  # Django has no other word for it
