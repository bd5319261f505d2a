"""Tables with data of people: whose a row is, what its person sees of it, and which term it has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

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


def by(*fields: str) -> Callable[[Contributor], Q]:
    """Return a condition on rows of which one of ``fields`` is the person."""

    def condition(contributor: Contributor) -> Q:
        found = Q(pk__in=[])
        for name in fields:
            found |= Q(**{name: contributor.pk})
        return found

    return condition


def of_authorship(row: Authorship) -> Facts:
    return {
        _("Rol"): row.get_role_display(),
        _("Vragen gaan naar jou"): _("ja") if row.is_contact else "",
        _("Je naam op de pagina"): row.credit_name,
        _("Erbij op de pagina"): row.credit_work,
        _("Sinds"): row.since,
        _("Tot"): row.until,
    }


def of_draft(row: Draft) -> Facts:
    # Every answer, because all of it is the person's own text.
    typed = {key: " · ".join(value for value in values if value.strip()) for key, values in row.data.items()}
    return {
        _("Je naam"): row.typed_name,
        _("Gemaakt op"): row.created_at,
        _("Bewaard op"): row.saved_at,
        _("Bevestigd op"): row.confirmed_at,
        **typed,
    }


def of_submission(row: Submission) -> Facts:
    return {
        _("Stand"): row.get_state_display(),
        _("Ingestuurd op"): row.submitted_at,
        _("Besloten op"): row.decided_at,
        _("Wat de redactie vroeg"): row.words,
    }


def of_question(row: Question) -> Facts:
    return {
        _("Je naam"): row.typed_name,
        _("Je vraag"): row.words,
        _("Gesteld op"): row.asked_at,
        _("Verstuurd"): row.sent_at,
    }


def of_reaction(row: Reaction) -> Facts:
    return {
        _("Je naam"): row.typed_name,
        _("Wat je doet, en waar"): row.work,
        _("Je reactie"): row.words,
        _("Stand"): row.get_state_display(),
        _("Ingestuurd op"): row.sent_at,
        _("Bevestigd op"): row.confirmed_at,
        _("Besloten op"): row.decided_at,
        _("Waarom niet"): row.decided_words,
    }


def of_term_suggestion(row: TermSuggestion) -> Facts:
    return {
        _("Je naam"): row.typed_name,
        _("Begrip"): row.word,
        _("Wat je schreef"): row.words,
        _("Stand"): row.get_state_display(),
        _("Ingestuurd op"): row.sent_at,
        _("Bevestigd op"): row.confirmed_at,
        _("Besloten op"): row.decided_at,
        _("Antwoord"): row.decided_words,
    }


def of_uptake(row: Uptake) -> Facts:
    return {
        _("Je naam"): row.typed_name,
        _("Naam van de contactpersoon op de pagina"): row.contact_name,
        _("Stand"): row.get_state_display(),
        _("Wat jullie anders doen"): row.changed,
        _("Gemeld op"): row.stated_at,
        _("Akkoord van de organisatie"): row.agreed_at,
        _("Bevestigd door de makers"): row.confirmed_at,
        _("Waarom niet"): row.declined_words,
        _("Weggehaald op"): row.withdrawn_at,
    }


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        model=Authorship, of=by("contributor"), kind="authorships", joined=("practice",),
        title=lambda row: _("Je hoort bij “%(title)s”") % {"title": row.practice.title}, facts=of_authorship,
    ),
    Holding(
        model=Draft, of=by("contributor"), kind="drafts",
        title=lambda row: _("Concept: %(title)s") % {"title": row.title}, facts=of_draft,
    ),
    Holding(
        model=Attachment, of=by("draft__contributor"), kind="attachments",
        title=lambda row: _("Bestand: %(title)s") % {"title": row.title},
        facts=lambda row: {_("Opgestuurd op"): row.created_at, _("Grootte in bytes"): row.size},
    ),
    Holding(
        model=Submission, of=by("contributor"), kind="submissions", joined=("practice",),
        title=lambda row: _("Ingestuurd: %(title)s") % {"title": row.practice.title}, facts=of_submission,
    ),
    Holding(
        model=Uptake, of=by("stated_by", "contact", "agreed_by", "confirmed_by", "declined_by", "withdrawn_by"),
        kind="uptakes", joined=("practice", "organisation", "municipality"),
        title=lambda row: _("%(party)s bij “%(title)s”") % {"party": row.party_name, "title": row.practice.title},
        facts=of_uptake,
    ),
    Holding(
        model=Question, of=by("contributor"), kind="questions", joined=("practice",),
        title=lambda row: _("Vraag over “%(title)s”") % {"title": row.practice.title}, facts=of_question,
    ),
    Holding(
        model=Reaction, of=by("contributor"), kind="reactions", joined=("practice",),
        title=lambda row: _("Reactie bij “%(title)s”") % {"title": row.practice.title}, facts=of_reaction,
    ),
    Holding(
        model=TermSuggestion, of=by("contributor"), kind="term_suggestions",
        title=lambda row: _("Voorstel voor de begrippenlijst: %(word)s") % {"word": row.word}, facts=of_term_suggestion,
    ),
    Holding(
        model=ShownReaction, of=by("answered_by"), kind="reactions", joined=("practice",),
        title=lambda row: _("Antwoord bij “%(title)s”") % {"title": row.practice.title},
        facts=lambda row: {
            _("Je naam"): row.answer_name, _("Je antwoord"): row.answer, _("Geantwoord op"): row.answered_at,
        },
    ),
    Holding(
        model=ReactionReport, of=lambda contributor: Q(email=contributor.email) & ~Q(email=""), kind="reports",
        joined=("practice",),
        title=lambda row: _("Melding bij “%(title)s”") % {"title": row.practice.title},
        facts=lambda row: {
            _("E-mailadres"): row.email, _("Wat er mis was"): row.reason, _("Gemeld op"): row.reported_at,
        },
    ),
)  # fmt: skip
