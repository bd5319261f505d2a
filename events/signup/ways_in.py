"""The question on the form where an event is not for everybody, and its check beside the field."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from events import rate_limits
from events.dates.for_whom import for_whom
from events.models import EventPage
from events.models.invitations import LONGEST
from events.registration import admission, invitations
from web.plain_text import plain

Admission = EventPage.Admission
LONGEST_TYPED = 2 * LONGEST
"""Longest text in the field: a code with spaces and dashes."""


@dataclass(frozen=True)
class WaysIn:
    """Admission to an event, as its form asks and says it."""

    page_id: int
    admission: str
    words: str
    """For whom the form is; empty if it is for everybody."""

    @property
    def is_for_all(self) -> bool:
        return self.admission == Admission.EVERYBODY

    def field(self) -> forms.CharField | None:
        if self.is_for_all:
            return None
        is_optional = self.admission == Admission.ORGANISATIONS
        return forms.CharField(
            label=gettext_lazy("Heb je een code?") if is_optional else gettext_lazy("Je code"),
            required=not is_optional,
            max_length=LONGEST_TYPED,
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
            ),
            help_text=gettext_lazy("Werk je ergens anders, maar kreeg je een code? Vul hem hier in.")
            if is_optional
            else gettext_lazy("Hoofdletters en streepjes maken niet uit."),
            error_messages={
                "required": gettext_lazy("Vul de code in die je van de organisator kreeg."),
                "max_length": gettext_lazy("Deze code is te lang. Kijk hem nog eens na."),
            },
        )


def ways_in(page: EventPage) -> WaysIn:
    return WaysIn(page.pk, page.admission, for_whom(page))


def problems_with(
    ways: WaysIn, request: HttpRequest, answers: dict, page: Callable[[], EventPage], user: User | None
) -> dict[str, str]:
    """Return what keeps the people in ``answers`` out, by the name of the field; and count a wrong code as a guess.

    Advisory: everything is checked again under the lock. Raises TooManyRequests after many guesses.
    """
    if ways.is_for_all:
        return {}
    typed = plain(answers.get("code", "")).strip()
    emails = {"email": answers["email"], **{field: one.email for field, one in answers["collegas_per_veld"].items()}}
    members: frozenset[str] = frozenset()
    if ways.admission == Admission.ORGANISATIONS:
        members = admission.members(page(), list(emails.values()), user)
    others = [field for field, email in emails.items() if email.lower() not in members]
    if others and not typed:
        words = _("Van dit adres weten we niet dat het van zo'n organisatie is. Vul een werkadres in, of een code.")
        return dict.fromkeys(others, words)
    if not others:
        return {}
    code = invitations.find(ways.page_id, typed)
    if code is None:
        rate_limits.consume("guess", request=request)
    reason = invitations.why_unusable(code, len(others))
    return {"code": reason} if reason else {}
