"""Progress of a draft in words: what is there, what is missing, and what has to be there. Never a grade."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge.contribute import filling
from knowledge.contribute.steps import PHASES, STEPS, Step, form_for
from knowledge.models import Draft
from knowledge.practices.completeness import Question, open_questions

LISTED = 5
"""Missing questions that are named; after that there is “and more”."""


@dataclass(frozen=True)
class Progress:
    step: Step
    missing: list[Question]
    is_begun: bool
    wrong: dict[str, str]
    """Words by label, for what keeps the draft from being sent in."""

    @property
    def state(self) -> str:
        if self.wrong:
            return "some"
        if not self.missing and self.is_begun:
            return "done"
        return "some" if self.is_begun else "empty"

    @property
    def state_words(self) -> str:
        words = {"done": _("klaar"), "some": _("begonnen"), "empty": _("nog leeg")}
        return str(words[self.state])

    @property
    def missing_words(self) -> str:
        names = [str(question.name) for question in self.missing]
        if len(names) > LISTED:
            return _("%(names)s en nog %(number)s") % {
                "names": ", ".join(names[:LISTED]),
                "number": len(names) - LISTED,
            }
        return ", ".join(names)


def progress_of(draft: Draft) -> list[Progress]:
    """Return the progress of each step."""
    change = filling.is_change(draft)
    unanswered = open_questions(lambda name: _is_answered(name, draft), next(iter(draft.data.get("phase", [])), ""))
    found = []
    for step in STEPS:
        form = form_for(step, draft.data, is_change=change)
        rows = [row for rows in form.rows for row in rows.forms_for(draft.data, empty=0)]
        wrong = {
            str(one.fields[name].label if name in one.fields else ""): " ".join(map(str, errors))
            for one in (form, *rows)
            for name, errors in one.errors.items()
        }
        asked = {*form.fields, *(rows.name for rows in form.rows)}
        missing = [question for question in unanswered if asked.intersection(question.fields)]
        has_answers = any(_is_answered(name, draft) for name in form.fields) or bool(rows)
        has_files = step is STEPS[-1] and filling.files_of(draft).exists()
        found.append(Progress(step, missing, has_answers or has_files, wrong))
    return found


def _is_answered(name: str, draft: Draft) -> bool:
    if name == "municipality":
        return name in draft.data  # “the whole region” is an answer
    if name == PHASES.name:
        phases = PHASES.forms_for(draft.data, empty=0)
        reached = [row["phase"].value() for row in phases if not row["is_expected"].value()]
        return next(iter(draft.data.get("phase", [])), "") in reached
    return any(value.strip() for value in draft.data.get(name, []))
