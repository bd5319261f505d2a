"""Tables of search beside Wagtail's index. The index task writes all of them but ``EmptySearch``.

Ids of pages are plain numbers here, because a row may outlive its page by a moment. Nothing is shown from these tables
without the page's own row saying, in the same statement, that everybody may see it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchedPage(models.Model):
    """Public page as search knows it."""

    page_id = models.IntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    """A key of ``knowledge.search.kinds``."""
    title_key = models.CharField(max_length=300)
    """Title in plain small letters, with a space before each word, to find words by their beginning."""
    text = models.TextField(blank=True)
    """Text as people read it, for extracts."""
    tokens = models.TextField(default="", db_default="")
    """Tokens of the index, each once. They are taken off the numbers of ``SearchWord`` when the page changes or goes."""

    class Meta:
        verbose_name = _("pagina in de zoekmachine")
        verbose_name_plural = _("pagina's in de zoekmachine")
        indexes = [models.Index(fields=("kind",), name="searched_by_kind")]

    def __str__(self) -> str:
        return self.title_key


class SearchedEntry(models.Model):
    """Row of Wagtail's index that is about a public page. Narrow: a search for a common word reads ten thousand of them."""

    entry = models.IntegerField(primary_key=True)
    page_id = models.IntegerField(db_index=True)
    kind = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("regel van de zoekmachine")
        verbose_name_plural = _("regels van de zoekmachine")

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"


class SearchFacet(models.Model):
    """Place or theme of a public page, to narrow a search by."""

    page_id = models.IntegerField()
    facet = models.CharField(max_length=10)
    value = models.IntegerField()
    """Id of the page of a gemeente or thema."""

    class Meta:
        verbose_name = _("kenmerk in de zoekmachine")
        verbose_name_plural = _("kenmerken in de zoekmachine")
        constraints = [models.UniqueConstraint(fields=("page_id", "facet", "value"), name="search_facet_once_per_page")]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}"


class SearchWord(models.Model):
    """Word of public pages, as it is written, and the number of pages that hold it.

    Rows without a word count a token of the index. The one without a form counts all pages.
    """

    word = models.CharField(max_length=60, blank=True)
    form = models.CharField(max_length=60, blank=True)
    pages = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("woord in de zoekmachine")
        verbose_name_plural = _("woorden in de zoekmachine")
        constraints = [models.UniqueConstraint(fields=("word", "form"), name="search_word_once")]
        indexes = [
            models.Index(fields=("form",), name="search_word_by_form"),
            models.Index(fields=("word",), name="search_word_by_word", opclasses=("varchar_pattern_ops",)),
        ]

    def __str__(self) -> str:
        return self.word or self.form


class IndexState(models.Model):
    """Progress of indexing all pages in one state of the language. Another state needs all of them again."""

    fingerprint = models.CharField(max_length=64, unique=True)
    reached = models.IntegerField(default=0)
    """Id of the last page that was indexed."""
    is_complete = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("stand van de zoekmachine")
        verbose_name_plural = _("standen van de zoekmachine")

    def __str__(self) -> str:
        return self.fingerprint


class EmptySearch(models.Model):
    """Words that found nothing on one day. Only their forms: not who asked, and nothing that may name a person."""

    form = models.CharField(_("woorden"), max_length=120)
    day = models.DateField(_("dag"))
    number = models.PositiveIntegerField(_("aantal"), default=1)

    class Meta:
        verbose_name = _("zoekwoord zonder resultaat")
        verbose_name_plural = _("zoekwoorden zonder resultaat")
        constraints = [models.UniqueConstraint(fields=("form", "day"), name="empty_search_once_a_day")]

    def __str__(self) -> str:
        return self.form
