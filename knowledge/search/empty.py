"""Help for a search that found nothing, and the record of what people look for in vain."""

import re
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.db.models import Count, Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.models import Page

from knowledge.models import EmptySearch, SearchWord, TermIndexPage
from knowledge.search import compounds, matching, synonyms
from knowledge.search.finding import Found
from knowledge.search.lexicon import lemma
from knowledge.search.pages import PageIndex
from knowledge.search.query import parsed
from knowledge.search.words import STOP_WORDS, tokens
from network.models import ThemePage
from network.visibility import open_to_all
from web.ordering import title_order

KEPT = timedelta(days=90)
SHOWN_FROM = 3
"""Number of times from which words show in the report. What one person typed once is nobody's business."""
MOST_WORDS = 6
MOST_A_DAY = 1000
"""Different searches that are kept of one day."""
PERSONAL = re.compile(r"@|(?:\d[\s.-]?){7,}")
MOST = 4
MOST_READ = 1000


def note(text: str) -> None:
    """Count a search that found nothing. One that may name a person is not kept."""
    words = [token.word for token in tokens(text) if token.word not in STOP_WORDS]
    if not words or len(tokens(text)) > MOST_WORDS or PERSONAL.search(text):
        return
    form = " ".join(lemma(word) or word for word in words)[:120]
    today = timezone.localdate()
    if EmptySearch.objects.filter(day=today).count() >= MOST_A_DAY:
        return
    table = EmptySearch._meta.db_table  # noqa: SLF001  Django documents it
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (form, day, number) VALUES (%s, %s, 1)"
            f" ON CONFLICT (form, day) DO UPDATE SET number = {table}.number + 1",
            [form, today],
        )


def report() -> QuerySet:
    """Return what was looked for in vain at least ``SHOWN_FROM`` times, the most frequent first."""
    return (
        EmptySearch.objects.values("form")
        .annotate(times=Sum("number"), days=Count("day"), last=Max("day"))
        .filter(times__gte=SHOWN_FROM)
        .order_by("-times", "form")
    )


def run_due() -> None:
    EmptySearch.objects.filter(day__lt=timezone.localdate() - KEPT).delete()


def other_words(found: Found) -> list[str]:
    """Return words that somebody may have meant, and that a page has: parts of compounds, and words that look alike."""
    tried: list[str] = []
    for unit in found.units:
        tried += compounds.all_parts(unit.word)
        near = SearchWord.objects.filter(word__startswith=unit.word[:2], pages__gt=0).order_by("-pages")
        known = list(near.values_list("word", flat=True)[:MOST_READ])
        alike = process.extract(unit.word, known, scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=MOST)
        tried += [word for word, _similarity, _place in alike]
    meanings = synonyms.of_site()
    typed = {unit.word for unit in found.units}
    asked = {word: units for word in dict.fromkeys(tried) if word not in typed and (units := parsed(word, meanings))}
    held = PageIndex(meanings).holding({word: matching.every(units) for word, units in list(asked.items())[: 3 * MOST]})
    return [word for word in asked if word in held][:MOST]


def themes(request: HttpRequest) -> Sequence[dict[str, str]]:
    pages = sorted(open_to_all(ThemePage.objects.all()), key=lambda page: title_order(page.title))
    links = [{"title": page.title, "url": page.get_url(request), "words": page.summary} for page in pages[:MOST]]
    if glossary := open_to_all(TermIndexPage.objects.all()).first():
        links.append({"title": glossary.title, "url": glossary.get_url(request), "words": ""})
    return links


def contact(request: HttpRequest) -> str:
    """Return the address of the contact page, or nothing if the site has none."""
    page = open_to_all(Page.objects.filter(slug="contact", depth=3)).first()
    return page.get_url(request) if page else ""
