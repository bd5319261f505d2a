"""One dictionary of translations, where Django keeps one for each app that brings any."""

from django.conf import settings
from django.utils.translation import trans_real


def merge_catalogs() -> None:
    """Makes looking up a text as quick as in one dictionary: most of our texts stand in none, and all twenty were asked for each, twice.

    Django means to merge the catalogs of a language that have the same plural forms, but compares code with a function, which never
    is the same. What a text becomes stays as it was: the first catalog that has it counts.
    """
    catalog = trans_real.translation(settings.LANGUAGE_CODE)._catalog  # noqa: SLF001  there is no other way in
    merged: list[tuple[dict, object]] = []
    for texts, plural in zip(catalog._catalogs, catalog._plurals, strict=True):  # noqa: SLF001
        known = next((found for found, rule in merged if rule.__code__ == plural.__code__), None)
        if known is None:
            merged.append((dict(texts), plural))
        else:
            said = [found for found, _rule in merged]
            known.update({text: words for text, words in texts.items() if not any(text in found for found in said)})
    catalog._catalogs = [texts for texts, _plural in merged]  # noqa: SLF001
    catalog._plurals = [plural for _texts, plural in merged]  # noqa: SLF001
