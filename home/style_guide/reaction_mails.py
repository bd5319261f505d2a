"""Mails about questions, reactions and reports, rendered from unsaved examples."""

from collections.abc import Callable
from email.message import EmailMessage

from knowledge.models import Contributor, PracticePage, Question, Reaction, ReactionReport, ShownReaction
from knowledge.reactions import letters
from outbox.letter import Mailbox


def _reaction(**changed) -> Reaction:
    values = {
        "pk": 0,
        "typed_name": "Mees de Wit",
        "work": "woonconsulent, Wooncorporatie Rietvink (voorbeeld)",
        "words": REACTION,
    }
    writer = Contributor(name="Mees de Wit", email="mees@example.org")
    return Reaction(practice=_practice(), contributor=writer, **{**values, **changed})


def _practice() -> PracticePage:
    return PracticePage(title="Vier aan tafel, niet vijftien", slug="voorbeeld", url_path="/home/praktijken/voorbeeld/")


def of_question() -> EmailMessage:
    asker = Contributor(name="Fatima el Amrani", email="fatima@example.org")
    words = "Wij willen dit ook proberen in Heuvel.\n\nHoe kregen jullie de huisarts mee?"
    question = Question(practice=_practice(), contributor=asker, typed_name=asker.name, words=words)
    to = Mailbox("Noor van Dijk", "noor@example.org")
    return letters.question_letter(question, to=to, cause="stijlgids:question").as_message()


def of_reaction_to_decide() -> EmailMessage:
    to = Mailbox("Noor van Dijk", "noor@example.org")
    path = "/mijn/beslissen/voorbeeld/"
    return letters.letter_to_moderator(_reaction(), path, to, cause="stijlgids:reaction").as_message()


def of_decision(state: Reaction.State, words: str = "") -> EmailMessage:
    reaction = _reaction(state=state, decided_words=words)
    shown = ShownReaction(
        reaction=reaction, answer="Herkenbaar. Bij ons belt de wijkagent vooraf.", answer_name="Noor van Dijk"
    )
    return letters.decision_letter(reaction, shown, cause=f"stijlgids:{state}").as_message()


def of_answer() -> EmailMessage:
    shown = ShownReaction(
        reaction=_reaction(), answer="Herkenbaar. Bij ons belt de wijkagent vooraf.", answer_name="Noor van Dijk"
    )
    return letters.answer_letter(shown, cause="stijlgids:answer").as_message()


def _report(**changed) -> ReactionReport:
    said = {"reported_name": "Mees de Wit", "reported_words": REACTION, "email": "sem@example.org"}
    return ReactionReport(practice=_practice(), **{**said, **changed})


def of_report() -> EmailMessage:
    to = Mailbox("Sara Mertens", "sara@example.org")
    path = "/mijn/beslissen/voorbeeld/"
    return letters.letter_to_editor(_report(), path, to, cause="stijlgids:report").as_message()


def of_outcome() -> EmailMessage:
    words = "De reactie noemde iemand bij naam. Dat hoort hier niet."
    report = _report(outcome=ReactionReport.Outcome.REMOVED, decided_words=words)
    return letters.outcome_letter(report, cause="stijlgids:outcome").as_message()


REACTION = "Wij wilden eerst ook de wijkagent erbij. Dat hebben we **na één keer** laten vallen."
State = Reaction.State
WRITERS: dict[str, Callable[[], EmailMessage]] = {
    "note": of_question,
    "note-reaction": of_reaction_to_decide,
    "note-approved": lambda: of_decision(State.APPROVED),
    "note-declined": lambda: of_decision(State.DECLINED, "Dit gaat over een andere praktijk. Schrijf het gerust daar."),
    "note-removed": lambda: of_decision(State.REMOVED, "Je noemde iemand bij naam."),
    "note-answer": of_answer,
    "note-report": of_report,
    "note-outcome": of_outcome,
}
"""Functions that render a mail, by the name of its template, with a suffix if one template makes several."""
