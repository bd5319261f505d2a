"""Data classes for the practices of the demo. Months are relative to today, so that the stories stay recent."""

from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True)
class Ago:
    """Month before the current one; negative is to come."""

    months: int

    def month(self, today: date) -> date:
        count = today.year * 12 + today.month - 1 - self.months
        return date(count // 12, count % 12 + 1, 1)


@dataclass(frozen=True)
class Author:
    name: str
    discipline: str
    organisation: str
    """Name of an organisation of the demo."""
    is_contact: bool = False


@dataclass(frozen=True, kw_only=True)
class Partner:
    organisation: str
    """Name of an organisation of the site or of the demo."""
    role: str = ""
    since: int | None = None
    """Months ago; None if unknown."""
    until: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    months_ago: int
    title: str
    words: str = ""
    has_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class PhaseSince:
    phase: str
    months_ago: int
    reason: str = ""
    is_expected: bool = False


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Uptake elsewhere: by an organisation of the demo, or by a municipality (slug)."""

    organisation: str = ""
    municipality: str = ""
    state: str
    """verkent, probeert, werkt or gestopt."""
    months_ago: int
    changed: str = ""
    """Difference with the original, or the reason for stopping."""


@dataclass(frozen=True, kw_only=True)
class Practice:
    slug: str
    title: str
    summary: str
    """At most 240 characters."""
    lesson: str = ""
    """At most 160 characters."""
    phase: str
    """idee, proeftuin, geevalueerd, verspreid or gestopt."""
    organisation: str = ""
    """Name of an organisation of the site or of the demo."""
    municipality: str = ""
    """Slug; empty for the whole region."""
    wijken: tuple[str, ...] = ()
    """Names of wijken in that municipality."""
    wijk_to_be_chosen: bool = False
    themes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Slugs of ``knowledge.reference.categories``."""
    occasion: str = ""
    target_group: str = ""
    intermediaries: str = ""
    goal: str = ""
    approach: str = ""
    effort: str = ""
    residents_role: str = ""
    results: str = ""
    failed_what: str = ""
    failed_how: str = ""
    failed_now: str = ""
    execution: str = ""
    conditions: str = ""
    costs: str = ""
    active_elements: str = ""
    experiences: str = ""
    transfer: str = ""
    securing: str = ""
    materials: str = ""
    council_question: str = ""
    evaluation: str = ""
    seeks: str = ""
    thanks: str = ""
    authors: tuple[Author, ...] = ()
    partners: tuple[Partner, ...] = ()
    steps: tuple[Step, ...] = ()
    phases: tuple[PhaseSince, ...] = ()
    inspired_by: tuple[str, ...] = ()
    """Slugs of practices."""
    meetups: tuple[tuple[str, str], ...] = ()
    """Organisation and slug of meetups of the demo that this practice came from or is told at."""
    uptake: tuple[Taken, ...] = ()
    confirmed_days_ago: int = 30
    changes: tuple[tuple[int, str], ...] = ()
    """Lines under “Wat er veranderde”: days ago, and words."""
    is_example: bool = True

    @property
    def running_text(self) -> str:
        """All texts that people read below the title, each field on lines of its own."""
        return "\n".join(text for name in PROSE if (text := getattr(self, name)))


PROSE = tuple(
    field.name
    for field in fields(Practice)
    if field.type is str and field.name not in {"slug", "title", "phase", "organisation", "municipality"}
)
"""Fields of a practice with text for readers."""
