"""Progress of a draft in words: what is there, what is missing, and what has to be there. Never a grade."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from knowledge.contribute import filling
from knowledge.contribute.steps import STEPS, Step, form_for
from knowledge.models import Draft

LISTED = 5
"""Missing questions that are named; after that there is “and more”."""
NOT_ASKED = {"is_shared", "wijk_to_be_chosen", "is_contact", "credit", "credit_name", "credit_work", "change_note"}
"""Questions of which no answer is an answer."""


@dataclass(frozen=True)
class Progress:
    step: Step
    missing: list[str]
    """Labels of questions without an answer."""
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
        names = [name[:1].lower() + name[1:].rstrip("?") for name in self.missing]
        if len(names) > LISTED:
            return _("%(names)s en nog %(number)s") % {
                "names": ", ".join(names[:LISTED]),
                "number": len(names) - LISTED,
            }
        return ", ".join(names)


def progress_of(draft: Draft) -> list[Progress]:
    """Return the progress of each step."""
    change = filling.is_change(draft)
    found = []
    for step in STEPS:
        form = form_for(step, draft.data, is_change=change)
        rows = [row for rows in form.rows for row in rows.forms_for(draft.data, empty=0)]
        wrong = {
            str(one.fields[name].label if name in one.fields else ""): " ".join(map(str, errors))
            for one in (form, *rows)
            for name, errors in one.errors.items()
        }
        asked = [name for name in form.fields if name not in NOT_ASKED]
        missing = [str(form.fields[name].label) for name in asked if not _is_answered(form, name, draft)]
        has_answers = any(_is_answered(form, name, draft) for name in asked) or bool(rows)
        has_files = step is STEPS[-1] and filling.files_of(draft).exists()
        found.append(Progress(step, missing, has_answers or has_files, wrong))
    return found


def _is_answered(form: forms.Form, name: str, draft: Draft) -> bool:
    if name == "municipality":
        return name in draft.data  # “the whole region” is an answer
    return any(value.strip() for value in draft.data.get(name, []))
