"""Tables with data of people: whose a row is, what its person sees of it, and which term it has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models import (
    Attachment,
    Authorship,
    Contributor,
    Draft,
    Question,
    Reaction,
    ReactionReport,
    ShownReaction,
    Submission,
    TermSuggestion,
    Uptake,
)

Facts = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Table with data of people. ``kind`` is the key of its term in ``knowledge.privacy.retention.KINDS``."""

    model: type[Model]
    of: Callable[[Contributor], Q]
    """Return the condition of the rows that are about this person, or by them."""
    kind: str
    title: Callable[[Any], str]
    facts: Callable[[Any], Facts]
    joined: tuple[str, ...] = ()
    """Relations to read along."""

    def rows(self, contributor: Contributor) -> QuerySet:
        found: QuerySet = self.model._default_manager.filter(self.of(contributor))  # noqa: SLF001  Django documents it
        return found.select_related(*self.joined).order_by("pk").distinct()


def by(*names: str) -> Callable[[Contributor], Q]:
    """Return a condition on rows of which one of the fields ``names`` is the person."""

    def condition(contributor: Contributor) -> Q:
        found = Q(pk__in=[])
        for name in names:
            found |= Q(**{name: contributor.pk})
        return found

    return condition


def fields(**labels: str | Promise) -> Callable[[Any], Facts]:
    """Return a function that gives the named fields of a row by their labels: choices in words, yes and no as “ja”."""

    def facts(row: Any) -> Facts:
        return {str(label): _shown(row, name) for name, label in labels.items()}

    return facts


def _shown(row: Any, name: str) -> Any:
    in_words = getattr(row, f"get_{name}_display", None)
    value = in_words() if in_words else getattr(row, name)
    return (_("ja") if value else "") if isinstance(value, bool) else value


def of_draft(row: Draft) -> Facts:
    # Every answer, because all of it is the person's own text.
    typed = {key: " · ".join(value for value in values if value.strip()) for key, values in row.data.items()}
    known = fields(
        typed_name=_("Je naam"), created_at=_("Gemaakt op"), saved_at=_("Bewaard op"), confirmed_at=_("Bevestigd op")
    )
    return known(row) | typed


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        model=Authorship, of=by("contributor"), kind="authorships", joined=("practice",),
        title=lambda row: _("Je hoort bij “%(title)s”") % {"title": row.practice.title},
        facts=fields(
            role=_("Rol"), is_contact=_("Vragen gaan naar jou"), credit_name=_("Je naam op de pagina"),
            credit_work=_("Erbij op de pagina"), since=_("Sinds"), until=_("Tot"),
        ),
    ),
    Holding(
        model=Draft, of=by("contributor"), kind="drafts",
        title=lambda row: _("Concept: %(title)s") % {"title": row.title}, facts=of_draft,
    ),
    Holding(
        model=Attachment, of=by("draft__contributor"), kind="attachments",
        title=lambda row: _("Bestand: %(title)s") % {"title": row.title},
        facts=fields(created_at=_("Opgestuurd op"), size=_("Grootte in bytes")),
    ),
    Holding(
        model=Submission, of=by("contributor"), kind="submissions", joined=("practice",),
        title=lambda row: _("Ingestuurd: %(title)s") % {"title": row.practice.title},
        facts=fields(
            state=_("Stand"), submitted_at=_("Ingestuurd op"), decided_at=_("Besloten op"),
            words=_("Wat de redactie vroeg"),
        ),
    ),
    Holding(
        model=Uptake, of=by("stated_by", "contact", "agreed_by", "confirmed_by", "declined_by", "withdrawn_by"),
        kind="uptakes", joined=("practice", "organisation", "municipality"),
        title=lambda row: _("%(party)s bij “%(title)s”") % {"party": row.party_name, "title": row.practice.title},
        facts=fields(
            typed_name=_("Je naam"), contact_name=_("Naam van de contactpersoon op de pagina"), state=_("Stand"),
            changed=_("Wat jullie anders doen"), stated_at=_("Gemeld op"), agreed_at=_("Akkoord van de organisatie"),
            confirmed_at=_("Bevestigd door de makers"), declined_words=_("Waarom niet"),
            withdrawn_at=_("Weggehaald op"),
        ),
    ),
    Holding(
        model=Question, of=by("contributor"), kind="questions", joined=("practice",),
        title=lambda row: _("Vraag over “%(title)s”") % {"title": row.practice.title},
        facts=fields(
            typed_name=_("Je naam"), words=_("Je vraag"), asked_at=_("Gesteld op"), sent_at=_("Verstuurd"),
        ),
    ),
    Holding(
        model=Reaction, of=by("contributor"), kind="reactions", joined=("practice",),
        title=lambda row: _("Reactie bij “%(title)s”") % {"title": row.practice.title},
        facts=fields(
            typed_name=_("Je naam"), work=_("Wat je doet, en waar"), words=_("Je reactie"), state=_("Stand"),
            sent_at=_("Ingestuurd op"), confirmed_at=_("Bevestigd op"), decided_at=_("Besloten op"),
            decided_words=_("Waarom niet"),
        ),
    ),
    Holding(
        model=TermSuggestion, of=by("contributor"), kind="term_suggestions",
        title=lambda row: _("Voorstel voor de begrippenlijst: %(word)s") % {"word": row.word},
        facts=fields(
            typed_name=_("Je naam"), word=_("Begrip"), words=_("Wat je schreef"), state=_("Stand"),
            sent_at=_("Ingestuurd op"), confirmed_at=_("Bevestigd op"), decided_at=_("Besloten op"),
            decided_words=_("Antwoord"),
        ),
    ),
    Holding(
        model=ShownReaction, of=by("answered_by"), kind="reactions", joined=("practice",),
        title=lambda row: _("Antwoord bij “%(title)s”") % {"title": row.practice.title},
        facts=fields(answer_name=_("Je naam"), answer=_("Je antwoord"), answered_at=_("Geantwoord op")),
    ),
    Holding(
        model=ReactionReport, of=lambda contributor: Q(email=contributor.email) & ~Q(email=""), kind="reports",
        joined=("practice",),
        title=lambda row: _("Melding bij “%(title)s”") % {"title": row.practice.title},
        facts=fields(email=_("E-mailadres"), reason=_("Wat er mis was"), reported_at=_("Gemeld op")),
    ),
)  # fmt: skip
