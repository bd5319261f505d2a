"""Question about addresses on the registration form that look mistyped. It refuses nothing: sending once more is enough."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from events.signup.forms import RegistrationForm
from web.typing_errors import suggestion

SEEN, TAKE = "gezien", "gebruik"
"""Names of the hidden fields with addresses that were asked about, and of the button that takes a suggestion."""


@dataclass(frozen=True)
class Doubt:
    """Address that may be mistyped. ``whose`` is the name of the colleague; empty for the address of the sender."""

    field: str
    whose: str
    typed: str
    meant: str


def with_suggestion(data: QueryDict) -> QueryDict:
    """Return ``data`` with the suggestion in the field that the visitor pressed the button for."""
    field = data.get(TAKE, "")
    meant = suggestion(data.get(field, "")) if field in _address_fields(data) else ""
    if not meant:
        return data
    changed = data.copy()
    changed[field] = meant
    return changed


def doubts_in(form: RegistrationForm) -> list[Doubt]:
    """Return what to ask before ``form``, which is valid, is taken. Nothing is asked twice, unless one was changed."""
    seen = set() if form.data.get(TAKE) else set(form.data.getlist(SEEN))
    found = []
    for field in _address_fields(form.fields):
        typed = form.cleaned_data.get(field, "")
        if typed not in seen and (meant := suggestion(typed)):
            whose = form.cleaned_data[field.replace("email", "naam")] if field != "email" else ""
            found.append(Doubt(field, whose, typed, meant))
    return found


def _address_fields(names: Iterable[str]) -> list[str]:
    return [name for name in names if name == "email" or (name.startswith("collega_") and name.endswith("_email"))]
