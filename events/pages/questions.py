"""Part of the organiser's form about questions of her own to people who register."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.models.questions import LEAST_CHOICES, LONGEST_CHOICE, MOST_CHOICES, MOST_QUESTIONS, WITH_CHOICES
from network.panels import FoldedInlinePanel, FoldedPanel
from web.plain_text import folded

ROWS = "planned_questions"


def questions_panel() -> FoldedInlinePanel:
    return FoldedInlinePanel(
        ROWS,
        panels=[
            FieldPanel("key", widget=forms.HiddenInput, classname="w-hidden"),
            FieldPanel("label"),
            FieldPanel("kind"),
            FieldPanel("choices", widget=forms.Textarea(attrs={"rows": 4})),
            FieldPanel("required"),
            FieldRowPanel([FieldPanel("help"), FieldPanel("asked_of")]),
        ],
        heading=gettext_lazy("Wat wil je van mensen weten?"),
        label=gettext_lazy("vraag"),
        icon="help",
        max_num=MOST_QUESTIONS,
        help_text=gettext_lazy(
            "Naam, e-mailadres, organisatie en discipline vragen we al. Vraag alleen wat je echt nodig hebt, en niets over"
            " gezondheid."
        ),
    )


def needs_panel() -> FoldedPanel:
    return FoldedPanel(
        [FieldPanel("asks_diet"), FieldPanel("asks_access")],
        heading=gettext_lazy("Vraag naar eten en toegang"),
        icon="help",
        help_text=gettext_lazy(
            "Dit kan over gezondheid of geloof gaan. Mensen geven er daarom apart toestemming voor. We bewaren het versleuteld,"
            " en wissen het een week na de datum. Jij ziet aantallen, bijvoorbeeld voor de cateraar."
        ),
    )


class PlansQuestions:
    """Mixin for an event page's form: a question that is published can be answered, and is there once."""

    def __init__(self, data=None, *args, **kwargs) -> None:
        if data is not None and f"{ROWS}-TOTAL_FORMS" not in data:  # a form that was opened before there were questions
            data = data.copy()
            data |= {
                f"{ROWS}-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
            }
        super().__init__(data, *args, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.is_for_publishing and ROWS in self.formsets:
            formset = self.formsets[ROWS]
            gone = formset.deleted_forms  # this validates the rows
            check([form for form in formset.forms if form not in gone and hasattr(form, "cleaned_data")])
        return cleaned


def check(rows: list) -> None:
    """Add errors to rows that cannot be asked."""
    seen: set[str] = set()
    for form in rows:
        row, choices = form.instance, form.instance.choice_list
        if (words := folded(row.label)) in seen and words:
            form.add_error("label", _("Deze vraag staat er al. Schrijf hem anders op, of haal er een weg."))
        seen.add(words)
        if row.kind not in WITH_CHOICES:
            continue
        if len(choices) < LEAST_CHOICES:
            form.add_error("choices", _("Zet er minstens twee keuzes in, elk op een eigen regel."))
        elif len(choices) > MOST_CHOICES:
            form.add_error("choices", _("Houd het bij %(most)s keuzes.") % {"most": MOST_CHOICES})
        elif long := next((one for one in choices if len(one) > LONGEST_CHOICE), ""):
            words = _("“%(choice)s…” is te lang. Houd een keuze korter dan %(most)s tekens.")
            form.add_error("choices", words % {"choice": long[:30], "most": LONGEST_CHOICE})
