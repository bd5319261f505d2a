"""Form in which a party tells how far it is with a practice."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.identity.forms import WhoForm
from knowledge.models import Contributor, Uptake
from knowledge.models.uptake import LONGEST, UptakeState
from knowledge.uptake.parties import Party, choices, parties_of, party_from
from knowledge.uptake.rule import Statement
from network.models import WijkPage
from network.visibility import open_to_all
from web.ordering import title_order
from web.plain_text import plain

FIRST_YEAR = 1990
HINTS = {
    UptakeState.EXPLORES: gettext_lazy("We lezen, bellen en kijken of het bij ons past."),
    UptakeState.TRIES: gettext_lazy("We zijn begonnen, klein en met een einddatum."),
    UptakeState.WORKS: gettext_lazy("Het hoort bij ons gewone werk."),
    UptakeState.STOPPED: gettext_lazy("Zeg hieronder waarom. Daar leert een ander van."),
}
"""Hints of the four answers, in the order in which the form offers them."""


class UptakeForm(WhoForm):
    """Form about one practice. A signed-in ``contributor`` sees the parties that they speak for first."""

    field_order = ("namens", "stand", "maand", "jaar", "wijk", "anders", "naam", "email", "bel", "website")

    namens = forms.ChoiceField(
        label=gettext_lazy("Namens wie?"),
        error_messages={
            "required": gettext_lazy("Kies een organisatie of gemeente."),
            "invalid_choice": gettext_lazy("Kies een organisatie of gemeente uit de lijst."),
        },
    )
    stand = forms.ChoiceField(
        label=gettext_lazy("Wat past het best?"),
        choices=[(state.value, state.own_words) for state in HINTS],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies wat het best past."),
            "invalid_choice": gettext_lazy("Kies een van de vier."),
        },
    )
    maand = forms.TypedChoiceField(
        label=gettext_lazy("Maand"),
        coerce=int,
        choices=[("", gettext_lazy("Kies")), *MONTHS.items()],
        error_messages={
            "required": gettext_lazy("Kies een maand."),
            "invalid_choice": gettext_lazy("Kies een maand uit de lijst."),
        },
    )
    jaar = forms.TypedChoiceField(
        label=gettext_lazy("Jaar"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Kies een jaar."),
            "invalid_choice": gettext_lazy("Kies een jaar uit de lijst."),
        },
    )
    wijk = forms.ChoiceField(
        label=gettext_lazy("In één wijk of dorp?"),
        required=False,
        help_text=gettext_lazy("Sla dit over als het in de hele gemeente is."),
        error_messages={"invalid_choice": gettext_lazy("Kies een wijk uit de lijst.")},
    )
    anders = forms.CharField(
        label=gettext_lazy("Wat doen jullie anders?"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("Eén of twee zinnen, hoogstens 600 tekens. Noem geen namen van bewoners."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": gettext_lazy("Houd het korter dan %(limit_value)s tekens.")},
    )
    bel = forms.BooleanField(
        label=gettext_lazy("Mijn naam mag erbij staan"),
        required=False,
        help_text=gettext_lazy("Dan weten anderen naar wie zij kunnen vragen. Je e-mailadres komt nooit op de site."),
    )

    def __init__(self, *args, contributor: Contributor | None, **kwargs) -> None:
        super().__init__(*args, contributor=contributor, **kwargs)
        organisations, municipalities = choices()
        own = {party.key for party in parties_of(contributor)} if contributor else set()
        mine = [choice for choice in (*organisations, *municipalities) if choice[0] in own]
        groups = (
            (_("Jullie"), mine),
            (_("Organisaties"), [choice for choice in organisations if choice[0] not in own]),
            (_("Gemeenten"), [choice for choice in municipalities if choice[0] not in own]),
        )
        self.fields["namens"].choices = [("", _("Kies je organisatie of gemeente")), *(one for one in groups if one[1])]
        if len(mine) == 1:
            self.fields["namens"].initial = mine[0][0]
        this_year = timezone.localdate().year
        self.fields["jaar"].choices = [
            ("", _("Kies")),
            *((year, year) for year in range(this_year, FIRST_YEAR - 1, -1)),
        ]
        self.wijken = {
            page.pk: page
            for page in open_to_all(WijkPage.objects.filter(municipality__isnull=False)).select_related("municipality")
        }
        in_order = sorted(
            self.wijken.values(), key=lambda page: (title_order(page.municipality.title), title_order(page.title))
        )
        grouped: dict[str, list] = {}
        for page in in_order:
            grouped.setdefault(page.municipality.title, []).append((page.pk, page.title))
        self.fields["wijk"].choices = [("", _("De hele gemeente")), *grouped.items()]
        if not grouped:
            del self.fields["wijk"]

    @property
    def states(self) -> list[dict]:
        """Choices of the field ``stand``, each with its hint and its sign."""
        return [
            {"choice": choice, "state": state.value, "hint": hint}
            for choice, (state, hint) in zip(self["stand"], HINTS.items(), strict=True)
        ]

    def clean_anders(self) -> str:
        return plain(self.cleaned_data["anders"]).strip()

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["party"] = party_from(cleaned.get("namens") or "")
        if "namens" in cleaned and cleaned["namens"] and cleaned["party"] is None:
            self.add_error("namens", self.fields["namens"].error_messages["invalid_choice"])
        if cleaned.get("maand") and cleaned.get("jaar"):
            cleaned["since"] = date(cleaned["jaar"], cleaned["maand"], 1)
            if cleaned["since"] > timezone.localdate():
                self.add_error("maand", _("Kies een maand die al begonnen is."))
        if cleaned.get("stand") == UptakeState.STOPPED and not cleaned.get("anders") and "anders" not in self.errors:
            self.add_error("anders", _("Schrijf in een zin waarom jullie stopten. Daar leert een ander van."))
        self._check_wijk(cleaned)
        return cleaned

    def _check_wijk(self, cleaned: dict) -> None:
        """Refuse a wijk of another municipality than that of the party."""
        wijk = self.wijken.get(int(cleaned.get("wijk") or 0))
        party: Party | None = cleaned["party"]
        if wijk and party and party.municipality_id and wijk.municipality_id != party.municipality_id:
            self.add_error("wijk", _("Deze wijk ligt in een andere gemeente."))
        cleaned["wijk_id"] = wijk.pk if wijk else None

    def statement(self, *, name: str) -> Statement:
        answers = self.cleaned_data
        return Statement(
            state=answers["stand"],
            since=answers["since"],
            changed=answers["anders"],
            wijk_id=answers["wijk_id"],
            name=name,
            is_contact=answers["bel"],
        )


def initial_of(uptake: Uptake) -> dict:
    """Return the answers that fill the form with what was stated before."""
    party = Party(organisation_id=uptake.organisation_id, municipality_id=uptake.municipality_id)
    return {
        "namens": party.key,
        "stand": uptake.state,
        "maand": uptake.since.month,
        "jaar": uptake.since.year,
        "wijk": uptake.wijk_id,
        "anders": uptake.changed,
        "bel": bool(uptake.contact_name),
    }
