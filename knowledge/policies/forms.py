from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.models import PolicyEntry
from knowledge.models.policies import PolicyNow, PolicyPlanned
from web.plain_text import plain


class PolicyForm(forms.ModelForm):
    """Answer of a municipality about one theme. Text that does not belong to the answer is refused, not dropped."""

    source_url = forms.URLField(
        label=gettext_lazy("Adres van de bron"), required=False, max_length=300, assume_scheme="https"
    )

    class Meta:
        model = PolicyEntry
        fields = (
            "now", "now_words", "planned", "planned_words", "planned_when", "source_title", "source_url", "source_on",
        )  # fmt: skip
        widgets = {
            "now": forms.RadioSelect,
            "now_words": forms.Textarea(attrs={"rows": 3}),
            "planned": forms.RadioSelect,
            "planned_words": forms.Textarea(attrs={"rows": 3}),
            "source_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["now"].choices = PolicyNow.choices
        self.fields["planned"].choices = PolicyPlanned.choices
        self.fields["now_words"].help_text = _("In één of twee zinnen, zoals je het een inwoner vertelt.")
        self.fields["planned_when"].help_text = _("Bijvoorbeeld “voorjaar 2027”.")
        self.fields["source_title"].help_text = _("Bijvoorbeeld “Beleidsplan Wmo 2026–2030”.")
        self.fields["source_on"].help_text = _("De datum van het stuk, of de dag waarop je dit invult.")

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("now_words", "planned_words", "planned_when", "source_title"):
            if name in cleaned:
                cleaned[name] = " ".join(plain(cleaned[name]).split())
        self._check(cleaned, "now", PolicyNow.IN_FORCE, "now_words", _("Schrijf op wat er geldt."))
        self._check(cleaned, "planned", PolicyPlanned.PLANNED, "planned_words", _("Schrijf op wat er gepland is."))
        if cleaned.get("planned_when") and cleaned.get("planned") not in {PolicyPlanned.PLANNED, None}:
            self.add_error("planned_when", _("Er is niets gepland. Maak dit leeg, of kies hierboven iets anders."))
        if cleaned.get("source_on") and cleaned["source_on"] > timezone.localdate():
            self.add_error("source_on", _("Deze datum is nog niet geweest."))
        return cleaned

    def _check(self, cleaned: dict, name: str, needing: str, words: str, missing: str) -> None:
        """Require text with the answer that needs it, and refuse it with the others."""
        if name not in cleaned or words not in cleaned:
            return
        if cleaned[name] == needing and not cleaned[words]:
            self.add_error(words, missing)
        elif cleaned[name] != needing and cleaned[words]:
            self.add_error(words, _("Dit hoort bij een ander antwoord. Maak dit leeg, of kies hierboven iets anders."))
