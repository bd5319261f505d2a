"""The two texts of a mail from its templates, rendered once for all recipients whose context differs by name and link only."""

import secrets
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeData

from outbox.rendering import written

PLACEHOLDERS = {name: f"{name}-{secrets.token_hex(16)}" for name in ("first_name", "link")}
"""Put in a cached text instead of somebody's name and link. They are random, so nobody can type one."""


def render(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the text and the HTML. The template learns whether there is a name and a link, not which."""
    own = {name: str(context[name]) for name in PLACEHOLDERS}
    shared = {**context, **{name: PLACEHOLDERS[name] if value else "" for name, value in own.items()}}
    text, html = _render(kind, _Context(shared))
    for name, value in own.items():
        text, html = text.replace(PLACEHOLDERS[name], value), html.replace(PLACEHOLDERS[name], escape(value))
    return text, html


class _Context:
    """A template context that equals another when all its values are equal."""

    __slots__ = ("key", "values")

    def __init__(self, values: dict[str, Any]) -> None:
        self.values, self.key = values, _frozen(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Context) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _frozen(value: Any) -> Hashable:
    """Return ``value`` as something hashable and equal for equal values only: escaped text never equals plain text."""
    if isinstance(value, dict):
        return tuple((name, _frozen(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    return ("escaped", str(value)) if isinstance(value, SafeData) else value


@lru_cache(maxsize=64)
def _render(kind: str, context: _Context) -> tuple[str, str]:
    return written(kind, context.values)
