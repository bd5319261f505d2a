"""Forms with which an organiser makes a series of dates, and changes many of them."""

from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.cards import time_words
from events.models import PlannedDate
from events.models.planned_dates import moment_errors, span
from events.pages.widgets import DateInput, TimeInput
from events.planning import days_off
from events.planning.changing import Change, Scope, chosen, to_come
from events.planning.series import Wish, ordinals
from events.recurrence import MOST, Every, Rule, ordinal_of
from web.plain_text import plain

OFTEN = [
    ("week-1", gettext_lazy("Elke week")),
    ("week-2", gettext_lazy("Elke 2 weken")),
    ("week-3", gettext_lazy("Elke 3 weken")),
    ("week-4", gettext_lazy("Elke 4 weken")),
    ("month-1", gettext_lazy("Elke maand")),
    ("month-2", gettext_lazy("Elke 2 maanden")),
    ("month-3", gettext_lazy("Elke 3 maanden")),
]
WEEKDAYS = [
    (0, gettext_lazy("maandag")),
    (1, gettext_lazy("dinsdag")),
    (2, gettext_lazy("woensdag")),
    (3, gettext_lazy("donderdag")),
    (4, gettext_lazy("vrijdag")),
    (5, gettext_lazy("zaterdag")),
    (6, gettext_lazy("zondag")),
]
BAD_DAY = gettext_lazy("Schrijf de dag als 2027-07-02.")
BAD_TIME = gettext_lazy("Schrijf de tijd als 12:00.")
BAD_CHOICE = {"invalid_choice": gettext_lazy("Kies iets uit de lijst.")}


class SeriesForm(forms.Form):
    first = forms.DateField(
        label=gettext_lazy("Eerste dag"), widget=DateInput,
        error_messages={"required": gettext_lazy("Kies de eerste dag."), "invalid": BAD_DAY},
    )  # fmt: skip
    start_time = forms.TimeField(
        label=gettext_lazy("Van"), widget=TimeInput,
        error_messages={"required": gettext_lazy("Vul in hoe laat het begint."), "invalid": BAD_TIME},
    )  # fmt: skip
    end_time = forms.TimeField(
        label=gettext_lazy("Tot"), widget=TimeInput,
        error_messages={"required": gettext_lazy("Vul in tot hoe laat het duurt."), "invalid": BAD_TIME},
    )  # fmt: skip
    often = forms.ChoiceField(label=gettext_lazy("Hoe vaak?"), choices=OFTEN, error_messages=BAD_CHOICE)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Op welke dagen?"), choices=WEEKDAYS, coerce=int, required=False, error_messages=BAD_CHOICE,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies je niets? Dan is het op de weekdag van de eerste dag."),
    )  # fmt: skip
    ordinal = forms.TypedChoiceField(
        label=gettext_lazy("Bij elke maand: welke week?"), coerce=int, empty_value=None, required=False, error_messages=BAD_CHOICE,
        help_text=gettext_lazy("Bijvoorbeeld de eerste donderdag van de maand."),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Tot en met"), widget=DateInput, required=False, error_messages={"invalid": BAD_DAY}
    )
    number = forms.IntegerField(
        label=gettext_lazy("Of: hoeveel keer?"), required=False, min_value=1, max_value=MOST,
        error_messages={
            "min_value": gettext_lazy("Vul minstens 1 in."),
            "max_value": gettext_lazy("Je maakt er hooguit %(most)s tegelijk.") % {"most": MOST},
            "invalid": gettext_lazy("Vul een getal in."),
        },
    )  # fmt: skip
    without_school_holidays = forms.BooleanField(required=False)
    without_public_holidays = forms.BooleanField(label=gettext_lazy("Niet op feestdagen"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ordinal"].choices = [("", _("Dezelfde als de eerste dag"))] + [
            (number, _("De %(nth)s") % {"nth": words}) for number, words in ordinals().items()
        ]
        regions = ", ".join(days_off.regions())
        school = _("Niet in de schoolvakanties van regio %(region)s") if regions else _("Niet in de schoolvakanties")
        self.fields["without_school_holidays"].label = school % {"region": regions}

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        first, until, number = cleaned.get("first"), cleaned.get("until"), cleaned.get("number")
        if first and {"start_time", "end_time"} <= cleaned.keys():
            for field, words in moment_errors(first, *span(first, cleaned["start_time"], cleaned["end_time"])).items():
                self.add_error("first" if field == "date" else field, words)
        if not (until or number or {"until", "number"} & self.errors.keys()):
            self.add_error("until", _("Kies tot wanneer, of vul in hoeveel keer het is."))
        elif first and until and until < first:
            self.add_error("until", _("Deze dag ligt voor de eerste dag. Kijk ze nog eens na."))
        return cleaned

    @property
    def skips(self) -> list[forms.BoundField]:
        return [self["without_school_holidays"], self["without_public_holidays"]]

    @property
    def wish(self) -> Wish:
        """Series that a valid form asks for."""
        given = self.cleaned_data
        every, interval = given["often"].split("-")
        first: date = given["first"]
        return Wish(
            rule=Rule(
                every=Every(every),
                first=first,
                weekdays=tuple(given["weekdays"]) or (first.weekday(),),
                interval=int(interval),
                ordinal=given["ordinal"] or ordinal_of(first),
            ),
            start_time=given["start_time"],
            end_time=given["end_time"],
            until=given["until"],
            number=given["number"],
            without_public_holidays=given["without_public_holidays"],
            without_school_holidays=given["without_school_holidays"],
        )


class ChangeDatesForm(forms.Form):
    start = forms.ChoiceField(
        label=gettext_lazy("Welke datum?"),
        error_messages={
            "invalid_choice": gettext_lazy("Deze datum staat niet meer in het formulier. Kies een andere.")
        },
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Wat verander je?"), widget=forms.RadioSelect, initial=Scope.LATER.value, error_messages=BAD_CHOICE,
        choices=[
            (Scope.ONE.value, gettext_lazy("Alleen deze datum")),
            (Scope.LATER.value, gettext_lazy("Deze en alle latere")),
            (Scope.ALL.value, gettext_lazy("Alle datums die nog komen")),
        ],
    )  # fmt: skip
    start_time = forms.TimeField(
        label=gettext_lazy("Nieuwe begintijd"), widget=TimeInput, required=False, error_messages={"invalid": BAD_TIME}
    )
    end_time = forms.TimeField(
        label=gettext_lazy("Nieuwe eindtijd"), widget=TimeInput, required=False, error_messages={"invalid": BAD_TIME}
    )
    place = forms.CharField(label=gettext_lazy("Andere plek"), max_length=200, required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Ander aantal plekken"), required=False, min_value=1, max_value=2**31 - 1,
        error_messages={"min_value": gettext_lazy("Vul minstens 1 plek in, of laat dit leeg.")},
    )  # fmt: skip
    online_url = forms.URLField(
        label=gettext_lazy("Andere online link"), max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Dit adres klopt niet. Plak het helemaal, met https:// ervoor.")},
    )  # fmt: skip
    back = forms.MultipleChoiceField(
        label=gettext_lazy("Weer zoals bij de hele bijeenkomst"), required=False, error_messages=BAD_CHOICE,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("place", gettext_lazy("de plek")),
            ("capacity", gettext_lazy("het aantal plekken")),
            ("online_url", gettext_lazy("de online link")),
        ],
    )  # fmt: skip

    NONE = {"place": "", "capacity": 0, "online_url": ""}

    def __init__(self, *args, rows: list[PlannedDate], is_online: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["start"].choices = [
            (str(row.key), f"{date_format(row.date, 'l j F Y')}, {time_words(row.start, row.end)}")
            for row in to_come(rows)
        ]
        if not is_online:
            del self.fields["online_url"]
            self.fields["back"].choices = self.fields["back"].choices[:2]

    def clean_place(self) -> str:
        return " ".join(plain(self.cleaned_data["place"]).split())

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        given = [name for name in ("start_time", "end_time", *self.NONE) if cleaned.get(name)]
        if not (given or cleaned.get("back") or self.errors):
            self.add_error(None, _("Vul in wat er verandert: de tijd, de plek, het aantal plekken of de link."))
        for name in set(given) & set(cleaned.get("back") or []):
            self.add_error(
                name,
                _("Je vulde dit in, en vinkte aan dat het weer zoals bij de bijeenkomst is. Kies een van de twee."),
            )
        if not self.errors:
            self.check_times()
        return cleaned

    def check_times(self) -> None:
        changed = (self.change.to(row) for row in self.chosen)
        if wrong := next((row for row in changed if row.errors()), None):
            day = date_format(wrong.date, "j F Y")
            words = next(iter(wrong.errors().values()))
            self.add_error("end_time", _("Op %(day)s kan dit niet. %(why)s") % {"day": day, "why": words})

    @property
    def chosen(self) -> list[PlannedDate]:
        row = next(row for row in self.rows if str(row.key) == self.cleaned_data["start"])
        return chosen(self.rows, row.key, Scope(self.cleaned_data["scope"]))

    @property
    def change(self) -> Change:
        """Change that a valid form asks for."""
        given, back = self.cleaned_data, self.cleaned_data["back"]
        own = {name: none if name in back else given.get(name) or None for name, none in self.NONE.items()}
        return Change(start_time=given["start_time"], end_time=given["end_time"], **own)
