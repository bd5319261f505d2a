"""Rendering of mails from templates, cached for recipients whose context differs only in what is their own."""

import secrets
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeData

from outbox.rendering import render_mail

PLACEHOLDERS = {name: f"{name}-{secrets.token_hex(16)}" for name in ("person_name", "link", "state_words")}
"""Placeholders in the cached text for what is the recipient's own. They are random, so nobody can type them."""


def render(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the text and the HTML. Templates can test if there is a name or link, but see placeholders for them."""
    own = {name: str(context[name]) for name in PLACEHOLDERS if name in context}
    shared = {**context, **{name: PLACEHOLDERS[name] if value else "" for name, value in own.items()}}
    text, html = _render(kind, _Context(shared))
    for name, value in own.items():
        text, html = text.replace(PLACEHOLDERS[name], value), html.replace(PLACEHOLDERS[name], escape(value))
    return text, html


class _Context:
    """Hashable template context, as a cache key: equal if all values are equal."""

    __slots__ = ("key", "values")

    def __init__(self, values: dict[str, Any]) -> None:
        self.values, self.key = values, _frozen(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Context) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _frozen(value: Any) -> Hashable:
    """Return ``value`` in a hashable form. Unlike in Python, escaped text differs from equal plain text."""
    if isinstance(value, dict):
        return tuple((name, _frozen(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    return ("escaped", str(value)) if isinstance(value, SafeData) else value


@lru_cache(maxsize=64)
def _render(kind: str, context: _Context) -> tuple[str, str]:
    return render_mail(kind, context.values)
