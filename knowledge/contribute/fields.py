"""Form fields for the steps: those of the model, in words for authors, and with a limit that counts as people do."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models import PracticePage
from network.visibility import open_to_all
from web.numbers import row_id
from web.plain_text import plain

LONGEST_RAW = 20_000
"""Characters that are kept of one field, also when it is too long to be sent in."""
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-\d{1,2})?|(?P<month_first>\d{1,2})[-/](?P<year_last>\d{4})")


def too_long(limit: int) -> str:
    return _("Houd het korter dan %(limit)s tekens.") % {"limit": limit}


def of_model(model: type[models.Model], name: str, *, rows: int = 0, required: bool = False) -> forms.Field:
    """Return the form field of a model field. Text gets its limit for the counter and a message in words."""
    described = model._meta.get_field(name)  # noqa: SLF001  Django documents it
    field: forms.Field = described.formfield(required=required)
    if isinstance(field, forms.CharField):
        limit = described.max_length or LONGEST_RAW
        if rows:
            field.widget = forms.Textarea(attrs={"rows": rows})
        field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, without a word
        field.widget.attrs["data-limit"] = limit
        field.error_messages["max_length"] = too_long(limit)
        field.error_messages["required"] = _("Vul dit in. Eén zin is genoeg.")
    if isinstance(field, forms.ChoiceField):
        field.error_messages["invalid_choice"] = _("Kies iets uit de lijst.")
    return field


class MonthField(forms.DateField):
    """A month, as browsers send it (``2026-03``) and as people type it (``3-2026``)."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-03"})
    default_error_messages = {"invalid": _("Vul een maand in, zoals 2026-03.")}

    def to_python(self, value) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        found = MONTH.fullmatch(str(value).strip())
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        year, month = found["year"] or found["year_last"], found["month"] or found["month_first"]
        try:
            return date(int(year), int(month), 1)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class PageChoice(forms.ModelChoiceField):
    """Choice of a page of the site, by its title."""

    default_error_messages = {"invalid_choice": _("Kies iets uit de lijst.")}

    def to_python(self, value):
        if value not in self.empty_values and row_id(str(value)) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def label_from_instance(self, obj) -> str:
        return str(obj.title)


class PageChoices(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("Kies iets uit de lijst."),
        "invalid_pk_value": _("Kies iets uit de lijst."),
    }

    def clean(self, value):
        if value and not all(row_id(str(one)) for one in value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)

    def label_from_instance(self, obj) -> str:
        return str(getattr(obj, "title", "") or obj)


class PracticeAddress(forms.CharField):
    """Address of a practice on this site, as somebody copies it from their browser."""

    def clean(self, value) -> PracticePage | None:
        typed = super().clean(value)
        if not typed:
            return None
        slug = urlsplit(typed).path.rstrip("/").rpartition("/")[2]
        found = open_to_all(PracticePage.objects.filter(slug=slug)).first() if slug else None
        if found is None:
            raise forms.ValidationError(_("Dit adres kennen we niet. Plak het adres van een praktijk op deze site."))
        return found


def cleaned_values(values: Iterable[str]) -> list[str]:
    """Return what was typed without characters that no format can hold, and not endlessly long."""
    return [plain(value)[:LONGEST_RAW] for value in list(values)[:200]]
