"""Conditions on a full-text index, in the language of the database. They are made of ``[a-z0-9]+`` only."""

from collections.abc import Iterable

from django.db import connection

from knowledge.search.query import Unit

Groups = list[list[str]]


def every(units: Iterable[Unit]) -> str:
    """Return the expression that finds texts with all ``units``."""
    return _and([_unit(unit) for unit in units])


def something(units: Iterable[Unit]) -> str:
    """Return the expression that finds texts with any word of ``units``, or any part of one."""
    return _or(list(dict.fromkeys(token for unit in units for token in unit.tokens)))


def _unit(unit: Unit) -> str:
    ways = list(unit.weights)
    if unit.parts:
        ways.append(_and([_or(list(part)) for part in unit.parts]))
    return _or(ways)


def _or(ways: list[str]) -> str:
    return f"({(' OR ' if _is_sqlite() else ' | ').join(ways)})" if len(ways) > 1 else ways[0]


def _and(all_of: list[str]) -> str:
    return f"({(' AND ' if _is_sqlite() else ' & ').join(all_of)})" if len(all_of) > 1 else all_of[0]


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def beginnings(typed: Iterable[str]) -> str:
    """Return the expression that finds texts with a word that begins with each of ``typed``, letters and digits only."""
    return _and([f'"{word}"*' if _is_sqlite() else f"'{word}':*" for word in typed])


QUERY = "(SELECT to_tsquery('simple', %s))"
"""Query of PostgreSQL, as a subquery: the planner always takes the index for a value that it does not know yet.

For a common word it would read all rows instead, and unpacking their vectors takes a hundred times as long.
"""
COLUMNS = {"all": ("title", "body"), "title": ("title",), "autocomplete": ("autocomplete",)}


def condition(expression: str, columns: str = "all") -> tuple[str, str]:
    """Return the condition on Wagtail's index that ``expression`` holds, and its parameter.

    The vector of title and text is spelled as the index of our migration has it.
    """
    names = COLUMNS[columns]
    if _is_sqlite():
        where = "wagtailsearch_indexentry.id IN (SELECT rowid FROM wagtailsearch_indexentry_fts WHERE wagtailsearch_indexentry_fts MATCH %s)"
        return where, f"{{{' '.join(names)}}} : {expression if expression.startswith('(') else f'({expression})'}"
    vector = " || ".join(f"wagtailsearch_indexentry.{name}" for name in names)
    return f"({vector}) @@ {QUERY}", expression


def all_tokens(tokens: Iterable[str]) -> str:
    return _and(list(tokens))
