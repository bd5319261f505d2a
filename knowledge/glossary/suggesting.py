"""Suggestions for the begrippenlijst: sent in by anybody, read by editors, and answered. The only writer of their state."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from knowledge.glossary import letters
from knowledge.identity import acts
from knowledge.models import Contributor, TermIndexPage, TermPage, TermSuggestion
from web.excerpts import shortened

State = TermSuggestion.State
THANKS_PATH = "/begrippen/voorstellen/bedankt/"
MOST_IN_SUMMARY = 240


class AlreadyDecided(Exception):  # noqa: N818  an outcome, not an error
    """Refusal of a second decision. ``suggestion`` has the first one."""

    def __init__(self, suggestion: TermSuggestion) -> None:
        super().__init__(suggestion.pk)
        self.suggestion = suggestion


def suggest(
    contributor: Contributor, *, name: str, word: str, words: str, about: TermPage | None, is_proven: bool
) -> TermSuggestion:
    """Store a suggestion. Tell the editors if the address ``is_proven``, else mail the link that proves it.

    Call it in a transaction.
    """
    row = TermSuggestion.objects.create(contributor=contributor, typed_name=name, word=word, words=words, about=about)
    if is_proven:
        confirm(row)
    else:
        acts.ask_to_confirm(ACT, row)
    return row


def confirm(row: TermSuggestion) -> str:
    """Pass the suggestion on to the editors, once. Return the path to go to. Call it in a transaction."""
    unproven = TermSuggestion.objects.filter(pk=row.pk, confirmed_at__isnull=True)
    if unproven.update(confirmed_at=timezone.now()):
        letters.tell_editors(row)
    return THANKS_PATH


@transaction.atomic
def accept(pk: int, *, by: User, words: str = "") -> TermSuggestion:
    """Make a draft of the suggestion, unless it is about an existing term, and tell the person who sent it in.

    Raises AlreadyDecided.
    """
    row = _locked(pk)
    if row.about is None:
        row.term = _draft_of(row, by=by)
    return _decide(row, State.ACCEPTED, by=by, words=words)


@transaction.atomic
def decline(pk: int, *, by: User, words: str) -> TermSuggestion:
    """Answer that the list does not take it over, with the reason. Raises AlreadyDecided."""
    return _decide(_locked(pk), State.DECLINED, by=by, words=words)


def _locked(pk: int) -> TermSuggestion:
    row = TermSuggestion.objects.select_for_update(of=("self",)).select_related("contributor", "about").get(pk=pk)
    if not row.is_waiting:
        raise AlreadyDecided(row)
    return row


def _decide(row: TermSuggestion, state: TermSuggestion.State, *, by: User, words: str) -> TermSuggestion:
    row.state, row.decided_at, row.decided_by, row.decided_words = state, timezone.now(), by, words
    row.save()
    letters.tell_decision(row)
    return row


def _draft_of(row: TermSuggestion, *, by: User) -> TermPage:
    index = TermIndexPage.objects.get()
    summary = shortened(" ".join(row.words.split()), MOST_IN_SUMMARY)
    page = TermPage(title=row.word, summary=summary, live=False, owner=by)
    index.add_child(instance=page)
    page.save_revision(user=by)
    return page


def find(pk: int) -> TermSuggestion | None:
    return TermSuggestion.objects.select_related("contributor").filter(pk=pk).first()


def explain(row: acts.Waiting) -> str:
    return _("Je stelde een begrip voor, voor de begrippenlijst.")


ACT = acts.Act(
    name="begrip",
    find=find,
    explain=explain,
    subject=gettext_lazy("Bevestig je voorstel voor de begrippenlijst"),
    button=gettext_lazy("Stuur mijn voorstel door"),
    confirm=confirm,
    template="knowledge/term_suggestion_summary.html",
)
acts.register(ACT)
