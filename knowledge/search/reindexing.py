"""Indexing again what changed without being saved: pages that were moved, closed or opened, and those of a begrip.

The worker does it. The index holds more than people may see, so that nothing waits for this to be hidden.
"""

import importlib.metadata
import time
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django_tasks import task
from modelsearch.backends import get_search_backend
from wagtail.models import Page, PageViewRestriction
from wagtail.search.models import IndexEntry
from wagtail.signals import post_page_move

from knowledge.models import IndexState, TermName, TermPage
from knowledge.search import matching
from knowledge.search.kinds import kind_of
from knowledge.search.synonyms import TERM, token_of
from knowledge.search.words import AS_PART, canonical, words

CHUNK = 100
SECONDS = 30
"""Most seconds that one run takes, because the worker has other work every minute."""
LANGUAGE = (
    "lexicon.py", "fragments.py", "compounds.py", "kin.py", "words.py", "normalising.py", "synonyms.py", "reference.py",
    "everyday.py",
)  # fmt: skip
PACKAGES = ("simplemma", "PyStemmer")


def index(ids: Iterable[int]) -> None:
    """Index pages again, each kind of page in one go."""
    backend = get_search_backend()
    found = list(Page.objects.filter(pk__in=list(ids)).specific())
    for model in {type(page) for page in found}:
        of_model = [page for page in found if type(page) is model]
        backend.get_index_for_model(model).add_items(model, of_model)
        if refresh := kind_of(of_model[0]).refresh:
            refresh([page.pk for page in of_model])


@cache
def fingerprint() -> str:
    """Return what the tokens of the index depend on: our modules about the language, and the packages beneath them."""
    here = Path(__file__).parent
    parts = [(here / name).read_bytes() for name in LANGUAGE]
    parts += [importlib.metadata.version(name).encode() for name in PACKAGES]
    return sha256(b"\0".join(parts)).hexdigest()


def run_due() -> None:
    """Index all pages in the present state of the language, some each minute. Short transactions: others write too."""
    state, _created = IndexState.objects.get_or_create(fingerprint=fingerprint())
    end = time.monotonic() + SECONDS
    while not state.is_complete and time.monotonic() < end:
        ids = list(
            Page.objects.filter(pk__gt=state.reached, depth__gt=1).order_by("pk").values_list("pk", flat=True)[:CHUNK]
        )
        index(ids)
        state.reached, state.is_complete = max(ids, default=state.reached), len(ids) < CHUNK
        state.save()
    if state.is_complete:
        IndexState.objects.exclude(pk=state.pk).delete()


@task()
def index_below(path: str) -> None:
    ids = list(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        index(ids[start : start + CHUNK])


@task()
def index_with_term(number: int, names: list[str]) -> None:
    """Index the pages that hold a begrip, by the names that it had in the index and those that it has now."""
    meaning = token_of(TERM, number)
    ways = [[meaning], [meaning + AS_PART]]
    for name in names:
        forms = [form for word in words(name) if (form := canonical(word))]
        if forms:
            ways += [forms, [form + AS_PART for form in forms]]
    ids: set[int] = set()
    for way in ways:
        where, expression = matching.condition(matching.all_tokens(way))
        entries = IndexEntry.objects.filter(content_type__in=_page_types()).extra(where=[where], params=[expression])
        ids.update(int(pk) for pk in entries.values_list("object_id", flat=True))
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        index(ordered[start : start + CHUNK])


def _page_types() -> Iterable[int]:
    return Page.objects.order_by().values_list("content_type", flat=True).distinct()


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def index_closed_or_opened(instance: PageViewRestriction, **kwargs) -> None:
    index_below.enqueue(instance.page.path)


@receiver(post_page_move)
def index_moved(instance: Page, **kwargs) -> None:
    index_below.enqueue(Page.objects.values_list("path", flat=True).get(pk=instance.pk))


@receiver(post_save, sender=TermPage)
@receiver(post_delete, sender=TermPage)
def index_pages_of_term(instance: TermPage, **kwargs) -> None:
    names = [instance.title, *TermName.objects.filter(page_id=instance.pk).values_list("name", flat=True)]
    index_with_term.enqueue(instance.pk, names)
