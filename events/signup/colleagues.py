"""Rows of the registration form for colleagues: name, address and discipline of each."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.registration.registering import Colleague
from events.signup import attending
from events.signup.disciplines import DisciplineField, Disciplines
from network.models import Discipline
from web.fields import LINK_IN_NAME, SendableEmailField
from web.names import looks_like_a_link, shown_name

MOST_COLLEAGUES = 5
THEMSELVES = "zelf"
"""Value of the choice that leaves the discipline to the colleague."""


class ColleaguesDisciplineField(DisciplineField):
    """Discipline of a colleague. None if the colleague is to fill it in."""

    def load(self, disciplines: Disciplines | None = None) -> None:
        super().load(disciplines)
        self.choices = lambda: [*self.disciplines.choices, (THEMSELVES, _("Dat vult mijn collega zelf in"))]

    def to_python(self, value) -> Discipline | None:
        return None if value == THEMSELVES else super().to_python(value)


def fields_for(number: int, disciplines: Disciplines | None) -> dict[str, forms.Field]:
    """Return the fields of one row, by name."""
    discipline = ColleaguesDisciplineField(
        label=_("Discipline"),
        required=False,
        error_messages={"invalid_choice": _("Kies een discipline uit de lijst.")},
    )
    discipline.load(disciplines)
    return {
        f"collega_{number}_naam": forms.CharField(
            label=_("Naam"),
            required=False,
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"max_length": _("Een naam mag niet langer zijn dan 120 tekens.")},
        ),
        f"collega_{number}_email": SendableEmailField(
            label=_("E-mailadres"),
            required=False,
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "off"}),
            error_messages={
                "invalid": _("Het adres is nog niet af. Controleer het deel na de @, bijvoorbeeld je@organisatie.nl."),
                "max_length": _("Dit adres is te lang. Controleer het nog eens."),
            },
        ),
        f"collega_{number}_discipline": discipline,
    }


def colleague_in(form: forms.Form, number: int) -> Colleague | None:
    """Return the colleague in a row of ``form``, or None if it is empty or invalid. Adds the error to its field."""
    name_field, email_field, discipline_field = fields = [
        f"collega_{number}_{part}" for part in ("naam", "email", "discipline")
    ]
    attendance_field = f"collega_{number}_{attending.NAME}"
    if any(field in form.errors for field in (*fields, attendance_field)):
        return None
    name, email = shown_name(form.cleaned_data[name_field]), form.cleaned_data[email_field]
    is_chosen = bool(form.data.get(form.add_prefix(discipline_field)))
    if not name and not email:
        return None  # a discipline alone names nobody
    if not name:
        form.add_error(name_field, _("Vul ook de naam van je collega in."))
    elif looks_like_a_link(name):
        form.add_error(name_field, LINK_IN_NAME)
    elif not email:
        form.add_error(email_field, _("Vul ook het e-mailadres van je collega in."))
    elif not is_chosen:
        form.add_error(
            discipline_field, _("Kies wat je collega doet. Weet je het niet? Kies dan de laatste van de lijst.")
        )
    elif attendance_field in form.fields and not form.cleaned_data.get(attendance_field):
        form.add_error(attendance_field, _("Kies of je collega komt of online meedoet."))
    else:
        attendance = form.cleaned_data.get(attendance_field, "")
        return Colleague(name, email, form.cleaned_data[discipline_field], attendance=attendance)
    return None
