"""Search backend of Wagtail that reads and asks Dutch words by their canonical forms.

It wraps the one for the database: the same tables and tasks, with other words in them. What an autocomplete field holds
stays as it is typed, because the admin's choosers look for the beginnings of words.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from modelsearch.index import AutocompleteField, BaseField, SearchField
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from wagtail.models import Page
from wagtail.search.utils import get_descendants_content_types_pks

from knowledge.search import keeping, matching, synonyms
from knowledge.search.normalising import normalised
from knowledge.search.query import parsed
from knowledge.search.words import words
from web.plain_text import search_key

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres import postgres as stock

    Stock = stock.PostgresSearchBackend
else:
    from modelsearch.backends.database.sqlite import sqlite as stock

    Stock = stock.SQLiteSearchBackend


class _Ready:
    """Object for the stock indexer, with its values already in the words of the index."""

    def __init__(self, pk: Any, fields: list[BaseField]) -> None:
        self.pk = pk
        self._fields = fields

    def get_search_fields(self) -> list[BaseField]:
        return self._fields


class _ReadySearch(SearchField):
    def __init__(self, field: SearchField, value: str) -> None:
        super().__init__(field.field_name, boost=field.boost)
        self.value = value

    def get_value(self, obj: Any) -> str:
        return self.value


class _ReadyAutocomplete(AutocompleteField):
    def __init__(self, field: AutocompleteField, value: str) -> None:
        super().__init__(field.field_name)
        self.value = value

    def get_value(self, obj: Any) -> str:
        return self.value


class Index(Stock.index_class):  # type: ignore[name-defined]
    def add_items(self, model: type, objs: Iterable[Any]) -> None:
        found = list(objs)
        meanings = synonyms.of_site()
        ready, texts = [], {}
        for obj in found:
            title, body, fields = self._values(obj, meanings)
            ready.append(_Ready(obj.pk, fields))
            tokens = " ".join(field.value for field in fields if isinstance(field, _ReadySearch))
            texts[obj.pk] = keeping.Text(title, body, tokens)
        super().add_items(model, ready)
        if issubclass(model, Page):
            keeping.keep(found, texts)

    def _values(self, obj: Any, meanings: synonyms.Meanings) -> tuple[str, str, list[BaseField]]:
        """Return the title and the text as people read them, and the fields in the words of the index."""
        indexer = stock.ObjectIndexer(obj, self.backend)
        titles: list[str] = []
        texts: list[str] = []
        fields: list[BaseField] = []
        for search_field in obj.get_search_fields():
            for found in indexer.prepare_field(obj, search_field):
                field, value = found[0], found[-1]
                if isinstance(field, AutocompleteField):
                    fields.append(_ReadyAutocomplete(field, search_key(value)))
                    continue
                (titles if field.field_name == "title" else texts).append(value)
                fields.append(_ReadySearch(field, normalised(value, meanings)))
        return " ".join(titles), "\n".join(text for text in texts if text), fields

    def delete_item(self, item: Any) -> None:
        if isinstance(item, Page):
            keeping.forget(item.pk)
        super().delete_item(item)

    def reset(self) -> None:
        super().reset()
        keeping.forget_everything()

    def _refresh_title_norms(self, *args: Any, **kwargs: Any) -> None:
        """Leave out what stock search weighs titles by. It reads the whole index after each page, and we rank ourselves."""


class Compiler(Stock.query_compiler_class):  # type: ignore[name-defined]
    def search(self, config: Any, start: int, stop: int, score_field: str | None = None, **kwargs: Any) -> QuerySet:
        sought = self._condition(self.query)
        queryset = self.queryset.filter(sought)
        if score_field is not None:
            queryset = queryset.annotate(**{score_field: Value(1.0)})
        if self.order_by_relevance and sought:
            in_title = Case(
                When(self._condition(self.query, titles=True), then=0), default=1, output_field=IntegerField()
            )
            queryset = queryset.order_by(in_title, "-pk")
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def _condition(self, query: SearchQuery, *, titles: bool = False) -> Q:
        """Return the condition on the pages. One subquery a text: ranking row by row takes minutes at 20,000 pages."""
        if isinstance(query, MatchAll):
            return Q()
        if isinstance(query, Not):
            if isinstance(query.subquery, MatchAll):
                return Q(pk__in=())
            return ~self._condition(query.subquery, titles=titles)
        if isinstance(query, Boost):
            return self._condition(query.subquery, titles=titles)
        if isinstance(query, And | Or):
            both = [self._condition(subquery, titles=titles) for subquery in query.subqueries]
            joined = both[0] if both else Q(pk__in=())
            for condition in both[1:]:
                joined = joined & condition if isinstance(query, And) else joined | condition
            return joined
        assert isinstance(query, PlainText | Phrase | Fuzzy)
        is_any = getattr(query, "operator", "and") == "or"
        only_title = titles or (self.fields is not None and list(self.fields) == ["title"])
        return self._holds(query.query_string, is_any=is_any, only_title=only_title)

    def _holds(self, text: str, *, is_any: bool, only_title: bool) -> Q:
        units = parsed(text, synonyms.of_site())
        if not units:
            return Q(pk__in=())
        expression = matching.something(units) if is_any else matching.every(units)
        return Q(pk__in=self._entries(matching.condition(expression, "title" if only_title else "all")))

    def _entries(self, condition: tuple[str, str]) -> RawSQL:
        where, expression = condition
        types = ", ".join(str(int(pk)) for pk in get_descendants_content_types_pks(self.queryset.model))
        return RawSQL(
            "SELECT CAST(wagtailsearch_indexentry.object_id AS integer) FROM wagtailsearch_indexentry"
            f" WHERE wagtailsearch_indexentry.content_type_id IN ({types}) AND {where}",
            [expression],
        )


class AutocompleteCompiler(Compiler, Stock.autocomplete_query_compiler_class):  # type: ignore[name-defined]
    """Finds the beginnings of words too, as somebody types them."""

    def _holds(self, text: str, *, is_any: bool, only_title: bool) -> Q:
        beginnings = [word for word in words(search_key(text)) if word.isalnum()]
        if not beginnings:
            return Q(pk__in=())
        whole = super()._holds(text, is_any=is_any, only_title=only_title)
        if only_title:
            return whole
        return whole | Q(pk__in=self._entries(matching.condition(matching.beginnings(beginnings), "autocomplete")))


class SearchBackend(Stock):  # type: ignore[misc, valid-type]
    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": "simple", **params})
