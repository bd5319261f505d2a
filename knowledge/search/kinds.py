"""Kinds of pages in search: their names, their facts to narrow by, and how a result of each looks.

An app above registers its own pages here, because search does not import it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


@dataclass(frozen=True)
class Facts:
    """Ids of the pages of gemeenten and thema's that a page is about."""

    municipalities: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Shown:
    """Words and sign of a result, beside its title and extract."""

    words: str = ""
    """After the name of the kind: “Breda”, “online”."""
    meta: str = ""
    """Last line."""
    card: Any = None
    """Card of a date, for its block; without one the page's weave is shown."""
    is_past: bool = False
    title: str = ""
    """Title, where it differs from the page's own."""


@dataclass(frozen=True)
class Kind:
    key: str
    name: str | Promise
    plural: str | Promise
    facts: Callable[[Any], Facts] = lambda _page: Facts()
    shown: Callable[[HttpRequest, Iterable[int]], Mapping[int, Shown]] | None = None
    """Return what results show, for ids of public pages, in a constant number of queries."""
    refresh: Callable[[Iterable[int]], None] | None = None
    """Renew what pages of this kind keep of their own words, after the language of search changed."""
    past: Callable[[Iterable[int]], set[int]] | None = None
    """Return which of the ids are over, in one query."""


TEXT = Kind("pagina", _("pagina"), _("Pagina’s"))
KINDS: dict[str, Kind] = {}
"""By key, in the order of the chips."""
_OF_MODEL: dict[str, str] = {}
ORDER = ("praktijk", "bijeenkomst", "begrip", "organisatie", "thema", "gemeente", "wijk", "pagina")


def register(kind: Kind, *models: str) -> None:
    """Let pages of ``models``, given as ``app_label.model_name``, be of this kind."""
    KINDS[kind.key] = kind
    _OF_MODEL.update(dict.fromkeys(models, kind.key))
    for key in ORDER:
        if key in KINDS:
            KINDS[key] = KINDS.pop(key)


def kind_of(page: Page) -> Kind:
    for model in type(page).__mro__:
        meta = getattr(model, "_meta", None)
        if meta is not None and (key := _OF_MODEL.get(meta.label_lower)):
            return KINDS[key]
    return TEXT


KINDS[TEXT.key] = TEXT
