"""Retention terms of the personal data in ``knowledge``. ``events.privacy.retention`` runs and shows them with its own."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.contribute import attachments, drafts
from knowledge.contribute.links import REVIEW_FOR
from knowledge.models import (
    Contributor,
    ModeratorLink,
    Question,
    Reaction,
    ReactionReport,
    ReviewLink,
    TermSuggestion,
    Uptake,
)
from knowledge.privacy.erasure import erase
from knowledge.reactions.links import WORKS_FOR
from web.personal_data import BATCH, DataKind, deleting, words

KEEP_UNCONFIRMED = timedelta(weeks=1)
KEEP_CONTRIBUTORS = timedelta(weeks=4)
"""Term of somebody of whom nothing is left: no practice, no reaction, nothing under way."""
KEEP_QUESTIONS = timedelta(weeks=4)
KEEP_ENDED_REACTIONS = timedelta(weeks=4)
KEEP_TERM_SUGGESTIONS = timedelta(weeks=4)
KEEP_UNANSWERED = timedelta(weeks=26)
KEEP_ENDED_UPTAKE = timedelta(weeks=4)
KEEP_REPORTS = timedelta(weeks=26)
State = Reaction.State


def unconfirmed(model: type[Model], proof: str, made: str, **more: object) -> Callable[[datetime], QuerySet]:
    """Return the query of what guests sent in and nobody confirmed: the address may be somebody else's."""
    return lambda now: model._default_manager.filter(  # noqa: SLF001  Django documents it
        **{f"{proof}__isnull": True, f"{made}__lte": now - KEEP_UNCONFIRMED}, **more
    )


def ended_uptake(now: datetime) -> QuerySet[Uptake]:
    """Return the statements that were declined or withdrawn before they were ever shown."""
    before = now - KEEP_ENDED_UPTAKE
    ended = Q(declined_at__lte=before) | Q(withdrawn_at__lte=before)
    return Uptake.objects.filter(ended, confirmed_at__isnull=True)


def ended_reactions(now: datetime) -> QuerySet[Reaction]:
    ended = Q(state__in=[State.DECLINED, State.WITHDRAWN, State.REMOVED])
    return Reaction.objects.filter(ended, decided_at__lte=now - KEEP_ENDED_REACTIONS)


def old_term_suggestions(now: datetime) -> QuerySet[TermSuggestion]:
    decided, forgotten = Q(decided_at__lte=now - KEEP_TERM_SUGGESTIONS), Q(confirmed_at__lte=now - KEEP_UNANSWERED)
    return TermSuggestion.objects.filter(decided | forgotten)


def take_contributors(now: datetime) -> int:
    """Erase people of whom nothing is left, with an account too: it makes a new contributor when it needs one."""
    old = Q(created_at__lte=now - KEEP_CONTRIBUTORS)
    unknown = Q(confirmed_at__isnull=True, created_at__lte=now - KEEP_UNCONFIRMED)
    lonely = Contributor.objects.filter(old | unknown).filter(has_nothing_left())
    taken = 0
    for contributor in lonely.order_by("pk")[:BATCH]:
        with transaction.atomic():
            # Whoever acts locks the person too. So lock first, then look again.
            Contributor.objects.select_for_update().filter(pk=contributor.pk).first()
            if lonely.filter(pk=contributor.pk).exists():
                erase(contributor)
                taken += 1
    return taken


def has_nothing_left() -> Q:
    """Return the condition that no row of any table points to the contributor."""
    found = Q()
    for relation in Contributor._meta.get_fields(include_hidden=True):  # noqa: SLF001  Django documents it
        if relation.auto_created and not relation.concrete:
            rows = relation.related_model._default_manager  # type: ignore[union-attr]  # noqa: SLF001  idem
            found &= ~Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))  # type: ignore[union-attr]
    return found


KINDS = (
    DataKind(
        key="contributors",
        what=_("Wie een praktijk schrijft, iets vraagt of reageert: naam, e-mailadres, discipline en organisatie"),
        term=format_lazy(
            _("zolang er iets van je op de site staat of loopt, en tot {term} nadat we je leerden kennen"),
            term=words(KEEP_CONTRIBUTORS),
        ),
        left=_("de tekst van een praktijk waaraan je meeschreef, zonder je naam"),
        take_away=take_contributors,
    ),
    DataKind(
        key="authorships",
        what=_("Dat je bij een praktijk hoort, en hoe je naam daar staat"),
        term=_("zolang de praktijk er is; je naam haal je er zelf af"),
    ),
    DataKind(
        key="drafts",
        what=_("Wat je opschrijft over een praktijk en nog niet instuurde"),
        term=_("30 dagen nadat je het voor het laatst bewaarde"),
        take_away=drafts.delete_old,
    ),
    DataKind(
        key="attachments",
        what=_("Een bestand dat je bij een praktijk opstuurde"),
        term=_("zolang de praktijk het toont; anders 30 dagen"),
        left=_("het bestand, als de praktijk het toont"),
        take_away=attachments.delete_unused,
    ),
    DataKind(
        key="submissions",
        what=_("Wat je instuurde, en wat de redactie daarvan vond"),
        term=_("zolang de praktijk er is"),
        left=_("wat de redactie besloot, zonder je naam"),
    ),
    DataKind(
        key="unconfirmed_acts",
        what=_("Een vraag, reactie, melding of voorstel voor een begrip dat niemand bevestigde"),
        term=format_lazy(_("{term} na het invullen"), term=words(KEEP_UNCONFIRMED)),
        take_away=deleting(
            unconfirmed(Question, "sent_at", "asked_at"),
            unconfirmed(Reaction, "confirmed_at", "sent_at"),
            unconfirmed(TermSuggestion, "confirmed_at", "sent_at"),
            unconfirmed(Uptake, "proven_at", "stated_at", confirmed_at__isnull=True),
        ),
    ),
    DataKind(
        key="uptakes",
        what=_("Wat je meldt over hoe ver jullie zijn met een praktijk, en de naam van wie daarvan weet"),
        term=format_lazy(
            _("zolang de praktijk er is; afgewezen of teruggenomen {term}"), term=words(KEEP_ENDED_UPTAKE)
        ),
        left=_("wat een organisatie of gemeente meldde, zonder je naam"),
        take_away=deleting(ended_uptake),
    ),
    DataKind(
        key="questions",
        what=_("Een vraag die je stelde over een praktijk"),
        term=format_lazy(_("{term} nadat we hem doorstuurden"), term=words(KEEP_QUESTIONS)),
        take_away=deleting(lambda now: Question.objects.filter(sent_at__lte=now - KEEP_QUESTIONS)),
    ),
    DataKind(
        key="reactions",
        what=_("Een reactie bij een praktijk, met je naam en je werk"),
        term=format_lazy(
            _("zolang ze op de site staat; weggehaald of niet geplaatst {term}"), term=words(KEEP_ENDED_REACTIONS)
        ),
        take_away=deleting(ended_reactions),
    ),
    DataKind(
        key="term_suggestions",
        what=_("Een voorstel voor de begrippenlijst, en wat de redactie daarop antwoordde"),
        term=format_lazy(
            _("{term} na het antwoord; zonder antwoord {longer}"),
            term=words(KEEP_TERM_SUGGESTIONS),
            longer=words(KEEP_UNANSWERED),
        ),
        left=_("het begrip, als het in de lijst komt"),
        take_away=deleting(old_term_suggestions),
    ),
    DataKind(
        key="reports",
        what=_("Een melding van een reactie, met de tekst die gemeld werd"),
        term=format_lazy(_("{term} na het besluit; je e-mailadres tot het besluit"), term=words(KEEP_REPORTS)),
        left=_("dat iemand iets meldde, niet wie"),
        take_away=deleting(lambda now: ReactionReport.objects.filter(decided_at__lte=now - KEEP_REPORTS)),
    ),
    DataKind(
        key="moderator_links",
        what=_("Wie een link kreeg om een reactie na te kijken: nummers, geen namen"),
        term=_("30 dagen"),
        take_away=deleting(
            lambda now: ModeratorLink.objects.filter(made_at__lte=now - WORKS_FOR),
            # Until then it says who decided.
            lambda now: ReviewLink.objects.filter(made_at__lte=now - 2 * REVIEW_FOR),
        ),
    ),
)
