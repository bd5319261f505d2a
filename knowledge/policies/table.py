"""One theme, every municipality: in force now, planned, no policy, nothing yet, and not asked."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.models import PolicyEntry
from knowledge.models.policies import PolicyNow, PolicyPlanned
from network.addresses import addresses_for
from network.models import MunicipalityPage, ThemePage
from network.visibility import open_to_all
from web.number_words import begun, in_words
from web.ordering import title_order


@dataclass(frozen=True)
class Cell:
    """Answer of one municipality about now or later. ``kind`` decides the words and the sign, never a judgement."""

    kind: str
    words: str
    text: str = ""
    when: str = ""


@dataclass(frozen=True)
class PolicyRow:
    """Row of the table. ``name`` is the municipality, or the theme on the page of a municipality."""

    name: str
    url: str
    now: Cell | None = None
    planned: Cell | None = None
    source_title: str = ""
    source_url: str = ""
    source_on: date | None = None
    is_example: bool = False

    @property
    def is_open(self) -> bool:
        """True if nobody has been asked, or has answered, yet."""
        return self.now is None


@dataclass(frozen=True)
class Table:
    theme: str
    rows: tuple[PolicyRow, ...]
    themes: tuple[tuple[str, str, bool], ...]
    """Slug, title, and whether it is this one, for the choice of a theme."""

    @property
    def lead(self) -> str:
        return summary_words(self.rows)

    @property
    def number(self) -> str:
        return in_words(len(self.rows))

    @property
    def has_examples(self) -> bool:
        return any(row.is_example for row in self.rows)


def table_of(theme: ThemePage, request: HttpRequest) -> Table:
    """Return the whole table. Three queries."""
    address_of = addresses_for(request)
    entries = {entry.municipality_id: entry for entry in PolicyEntry.objects.shown().filter(theme=theme.pk)}
    municipalities = sorted(open_to_all(MunicipalityPage.objects.all()), key=lambda page: title_order(page.title))
    rows = [_row(page.title, address_of(page.url_path), entries.get(page.pk)) for page in municipalities]
    themes = sorted(open_to_all(ThemePage.objects.all()), key=lambda page: title_order(page.title))
    return Table(theme.title, tuple(rows), tuple((page.slug, page.title, page.pk == theme.pk) for page in themes))


def of_municipality(municipality: MunicipalityPage, request: HttpRequest) -> list[PolicyRow]:
    """Return the policy of one municipality: a row for each theme that it answered about. One query."""
    address_of = addresses_for(request)
    entries = PolicyEntry.objects.shown().filter(municipality=municipality.pk).select_related("theme")
    return [
        _row(entry.theme.title, f"{address_of(entry.theme.url_path)}beleid/", entry)
        for entry in sorted(entries, key=lambda entry: title_order(entry.theme.title))
    ]


@dataclass(frozen=True)
class Summary:
    words: str
    url: str
    number: int
    """Number of municipalities that answered."""


def summary_of(theme: ThemePage, request: HttpRequest) -> Summary:
    """Return what the page of ``theme`` says about its table. Two queries."""
    entries = list(PolicyEntry.objects.shown().filter(theme=theme.pk))
    others = open_to_all(MunicipalityPage.objects.all()).count() - len(entries)
    rows = [_row("", "", entry) for entry in entries] + [PolicyRow("", "")] * max(0, others)
    return Summary(summary_words(rows), f"{theme.get_url(request) or ''}beleid/", len(entries))


def _row(name: str, url: str, entry: PolicyEntry | None) -> PolicyRow:
    if entry is None:
        return PolicyRow(name, url)
    return PolicyRow(
        name, url, _now(entry), _planned(entry),
        source_title=entry.source_title, source_url=entry.source_url, source_on=entry.source_on,
        is_example=entry.is_example,
    )  # fmt: skip


def _now(entry: PolicyEntry) -> Cell:
    words = {
        PolicyNow.IN_FORCE: _("Geldt nu"),
        PolicyNow.NONE: _("Geen beleid"),
        PolicyNow.NOTHING_YET: _("Nog niets"),
    }
    return Cell(entry.now, words[PolicyNow(entry.now)], entry.now_words)


def _planned(entry: PolicyEntry) -> Cell:
    words = {
        PolicyPlanned.PLANNED: _("Gepland"),
        PolicyPlanned.NOTHING: _("Niets gepland"),
        PolicyPlanned.UNKNOWN: _("Nog niet bekend"),
    }
    return Cell(entry.planned, words[PolicyPlanned(entry.planned)], entry.planned_words, entry.planned_when)


# -- Words -------------------------------------------------------------------------------------------------------------


def summary_words(rows) -> str:
    """Return “In zeven gemeenten geldt nu iets. Drie andere plannen iets. Van zes weten we het nog niet.”"""
    in_force = sum(row.now is not None and row.now.kind == PolicyNow.IN_FORCE for row in rows)
    planning = sum(
        row.now is not None and row.now.kind != PolicyNow.IN_FORCE and row.planned.kind == PolicyPlanned.PLANNED
        for row in rows
    )
    none = sum(row.now is not None for row in rows) - in_force - planning
    unknown = sum(row.is_open for row in rows)
    sentences = []
    if in_force:
        sentences.append(
            ngettext("In één gemeente geldt nu iets.", "In %(number)s gemeenten geldt nu iets.", in_force)
            % {"number": in_words(in_force)}
        )
    if planning:
        words = ngettext("%(number)s andere plant iets.", "%(number)s andere plannen iets.", planning)
        if not in_force:
            words = ngettext("%(number)s gemeente plant iets.", "%(number)s gemeenten plannen iets.", planning)
        sentences.append(begun(words % {"number": in_words(planning)}))
    if none:
        words = ngettext("%(number)s heeft geen beleid.", "%(number)s hebben geen beleid.", none)
        if not sentences:
            words = ngettext("%(number)s gemeente heeft geen beleid.", "%(number)s gemeenten hebben geen beleid.", none)
        sentences.append(begun(words % {"number": in_words(none)}))
    if unknown and sentences:
        sentences.append(_("Van %(number)s weten we het nog niet.") % {"number": in_words(unknown)})
    elif unknown:
        sentences.append(_("Van geen enkele gemeente weten we het al."))
    return " ".join(sentences)
