"""Content of the page of a practice, as values. A field that is empty is not mentioned."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freshness.versioned_cache import VersionedCache, cached
from knowledge.identity.roles import contact_tie
from knowledge.models import Category, PracticePage, Standing
from knowledge.practices.linked import INDEX, LinkedPage, visible_pages
from knowledge.practices.partners import partners_of
from knowledge.practices.phases import log, road, since_words
from network.visibility import open_to_all
from web.prose import to_html, to_text

PAGES: VersionedCache[dict[str, Any]] = VersionedCache(200, by_the_minute=True)
WORDS_A_MINUTE = 180
BEFORE_FAILURE = (
    ("occasion", gettext_lazy("Aanleiding")),
    ("goal", gettext_lazy("Wat willen we bereiken?")),
    ("approach", gettext_lazy("Zo doen we het")),
    ("residents_role", gettext_lazy("Rol van inwoners")),
)
AFTER_FAILURE = (("results", gettext_lazy("Wat leverde het op?")),)
DEEP = (
    ("execution", gettext_lazy("Wie en hoeveel tijd")),
    ("conditions", gettext_lazy("Randvoorwaarden")),
    ("costs", gettext_lazy("Kosten en financiering")),
    ("active_elements", gettext_lazy("Wat maakt dat het werkt")),
    ("experiences", gettext_lazy("Ervaringen in de praktijk")),
    ("transfer", gettext_lazy("Overdragen")),
    ("securing", gettext_lazy("Borgen")),
    ("materials", gettext_lazy("Materialen")),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    """Name of the field, which is the anchor of its heading too."""
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    work: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Last confirmation in words. ``late`` is the month since which nobody confirmed it."""

    day: str = ""
    by: str = ""
    late: str = ""
    is_confirmed: bool = True


def practice_content(page: PracticePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows, cached until content changes. A preview shows the draft."""
    return cached(request, ("practice", page.pk), lambda: read_content(page, request), PAGES)


def read_content(page: PracticePage, request: HttpRequest) -> dict[str, Any]:
    changes, steps = list(page.phase_changes.all()), list(page.steps.all())
    partners = list(page.partners.select_related("organisation") if page.pk else page.partners.all())
    wijken = sorted(page.wijken.all(), key=lambda wijk: wijk.title)
    themes = sorted(page.themes.all(), key=lambda theme: theme.title)
    inspired_by = [other.pk for other in page.inspired_by.all()]
    inspired = open_to_all(PracticePage.objects.filter(inspired_by=page.pk)) if page.pk else []
    inspired = sorted(inspired, key=lambda other: other.title)
    visible = visible_pages(
        [
            page.municipality_id, page.organisation_id, *(wijk.pk for wijk in wijken), *(theme.pk for theme in themes),
            *inspired_by, *(other.pk for other in inspired), *(row.organisation_id for row in partners),
        ],
        request,
    )  # fmt: skip
    authorships = list(page.authorships.credited()) if page.pk else []
    contact = contact_tie(page.pk) if page.pk else None
    before, after, deep = (chapters(page, fields) for fields in (BEFORE_FAILURE, AFTER_FAILURE, DEEP))
    failure = [(question, to_html(answer)) for question, answer in page.failure]
    recognitions = list(page.recognitions.all())
    municipality = visible.get(page.municipality_id or 0)
    course = log(changes, steps)
    organisation = None
    if page.organisation and page.organisation_id in visible:
        organisation = LinkedPage(page.organisation.display_name, visible[page.organisation_id].url)
    seen_wijken = [wijk for wijk in wijken if wijk.pk in visible]
    written = [Author(row.credit_name, row.credit_work) for row in authorships if row.role == row.Role.AUTHOR]
    story = [to_text(chapter_text) for chapter_text in _texts(page, (*BEFORE_FAILURE, *AFTER_FAILURE))]
    return {
        "phase": {"key": page.phase, "label": str(page.get_phase_display()), "since": since_words(page.phase, changes)},
        "place": place_words(
            [wijk.title for wijk in seen_wijken],
            municipality.title if municipality else "",
            wijk_to_be_chosen=page.wijk_to_be_chosen,
        ),
        "confirmation": confirmation_of(getattr(page, "standing", None)),
        "before": before,
        "failure": failure,
        "after": after,
        "minutes": reading_minutes([*story, *(to_text(answer) for _question, answer in page.failure)]),
        "deep": deep,
        "deep_minutes": reading_minutes(to_text(text) for text in _texts(page, DEEP)),
        "road": road(page.phase, changes),
        "log": course,
        "tells_course": page.is_initiative and bool(course),
        "partners": partners_of(partners, visible),
        "recognitions": [
            {"level": str(row), "url": row.url, "on": date_format(row.on, "j F Y")} for row in recognitions
        ],
        "authors": written,
        "thanked": [Author(row.credit_name, row.credit_work) for row in authorships if row.role == row.Role.THANKS],
        "organisation": organisation,
        "belongs_to": [
            *([organisation] if organisation else []),
            *(visible[theme.pk] for theme in themes if theme.pk in visible),
            *(LinkedPage(wijk.title, visible[wijk.pk].url) for wijk in seen_wijken),
            *([municipality] if municipality else []),
            *(
                LinkedPage(category.name, f"{INDEX}?{category.kind}={category.slug}")
                for category in sorted(page.categories.all(), key=_order)
            ),
        ],
        "inspired_by": [visible[pk] for pk in inspired_by if pk in visible],
        "inspired": [visible[other.pk] for other in inspired if other.pk in visible],
        "changes": [
            {"on": change.on, "words": change.words} for change in (page.published_changes.all() if page.pk else [])
        ],
        "contact": contact.credit_name.split()[0] if contact and contact.credit_name.strip() else "",
        "has_contact": contact is not None,
        "structured_data": structured_data(page, written, organisation),
    }


def chapters(page: PracticePage, fields: tuple) -> list[Chapter]:
    texts = [(name, title, getattr(page, name)) for name, title in fields]
    return [Chapter(name, str(title), to_html(text)) for name, title, text in texts if text.strip()]


def _texts(page: PracticePage, fields: tuple) -> list[str]:
    return [getattr(page, name) for name, _title in fields]


def _order(category: Category) -> tuple:
    return (category.kind, category.sort_order, category.name)


def reading_minutes(texts) -> int:
    """Return the whole minutes that reading ``texts`` takes; 0 if there is nothing to read."""
    words = sum(len(text.split()) for text in texts)
    return -(-words // WORDS_A_MINUTE)


def place_words(wijken: list[str], municipality: str, *, wijk_to_be_chosen: bool = False) -> str:
    """Return where it happens: “Gageldonk en Warande, Bergen op Zoom”, or the region."""
    if not wijken and not municipality:
        return str(settings.REGION)
    named = _(" en ").join(filter(None, [", ".join(wijken[:-1]), wijken[-1]])) if wijken else ""
    if not wijken and wijk_to_be_chosen:
        return _("%(place)s, de wijk wordt nog gekozen") % {"place": municipality}
    return ", ".join(filter(None, [named, municipality]))


def confirmation_of(standing: Standing | None) -> Confirmation:
    if standing is None:
        return Confirmation()
    by = standing.confirmed_by.credit_name if standing.confirmed_by else ""
    late = date_format(standing.confirmed_on, "F Y") if standing.overdue_since else ""
    return Confirmation(date_format(standing.confirmed_on, "j F Y"), by, late, standing.is_confirmed)


def structured_data(page: PracticePage, authors: list[Author], organisation: LinkedPage | None) -> SafeString:
    """Return schema.org/Article as JSON-LD, safe inside a script element."""

    def day(moment: Any) -> dict[str, str]:
        return {"dateModified": moment.date().isoformat()} if moment else {}

    published: date | None = page.first_published_at.date() if page.first_published_at else None
    publisher = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL}
    by = [{"@type": "Person", "name": author.name} for author in authors]
    if not by and organisation:
        by = [
            {
                "@type": "Organization",
                "name": organisation.title,
                "url": urljoin(settings.SITE_URL, organisation.url),
            }
        ]
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "inLanguage": "nl",
        "url": urljoin(settings.SITE_URL, page.get_url() or INDEX),
        "author": by or [publisher],
        "publisher": publisher,
        "isAccessibleForFree": True,
        **({"datePublished": published.isoformat()} if published else {}),
        **day(page.last_published_at),
    }
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))  # noqa: S308  escaped here
