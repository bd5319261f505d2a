"""Form of a practice in the admin."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from network.addresses import SitePageForm


class PracticeAddresses(forms.ModelMultipleChoiceField):
    """Practices by their addresses, one on a line. A list to choose from would have to hold all practices."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        pks = [getattr(one, "pk", one) for one in value]
        slugs = self.queryset.filter(pk__in=pks).order_by("title").values_list("slug", flat=True)
        return "\n".join(f"/praktijken/{slug}/" for slug in slugs)

    def clean(self, value):
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        slugs = {line.partition("?")[0].rstrip("/").rpartition("/")[2][:255]: line for line in lines}
        found = {
            page.slug: page for page in self.queryset.filter(slug__in=[slug.replace("\x00", "") for slug in slugs])
        }
        unknown = [line for slug, line in slugs.items() if slug not in found]
        if unknown:
            words = _("We vinden geen praktijk op dit adres: %(lines)s.")
            raise ValidationError(words % {"lines": ", ".join(line[:100] for line in unknown)})
        return self.queryset.filter(pk__in=[page.pk for page in found.values()])

    def has_changed(self, initial, data) -> bool:
        return (self.prepare_value(initial or []) or "").split() != (data or "").split()


class PracticePageForm(SitePageForm):
    """Choices from public places and themes only, and categories in groups. An idea may be as short as its author likes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("wijken", "themes", "municipality", "organisation"):
            if name in self.fields:
                self.fields[name].queryset = self.fields[name].queryset.live()
        if "wijken" in self.fields:
            self.fields["wijken"].queryset = self.fields["wijken"].queryset.select_related("municipality")
        if "categories" in self.fields:
            field = self.fields["categories"]
            rows = field.queryset.order_by("kind", "sort_order", "name")
            field.choices = [
                (label.capitalize(), [(row.pk, row.name) for row in group])
                for label, group in groupby(rows, key=lambda row: str(row.get_kind_display()))
            ]
        if "inspired_by" in self.fields:
            old = self.fields["inspired_by"]
            self.fields["inspired_by"] = PracticeAddresses(
                old.queryset.exclude(pk=self.instance.pk),
                required=False,
                label=old.label,
                help_text=_("Het adres van elke praktijk waar dit op voortbouwt, elk op een eigen regel."),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        self.check_partners()
        return cleaned

    def check_partners(self) -> None:
        """Ask for a name, and for an end that is not before the beginning."""
        formset = self.formsets.get("partners")
        for form in formset.forms if formset else []:
            if form in formset.deleted_forms or not getattr(form, "cleaned_data", None) or not form.has_changed():
                continue
            row = form.cleaned_data
            if not row.get("organisation") and not (row.get("name") or "").strip():
                form.add_error("organisation", _("Kies een organisatie, of vul een naam in."))
            if row.get("since") and row.get("until") and row["until"] < row["since"]:
                form.add_error("until", _("Het einde ligt voor het begin."))
