"""Panels of the editor of a practice, in the order in which its page tells the story."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from network.editing import SortedSelect
from network.photos import photo_panel
from network.widgets import WijkCheckboxes


class MonthInput(forms.DateInput):
    """Native date picker. The day that is chosen does not matter."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class CompletenessPanel(Panel):
    """Panel that says in words what is not written yet. It does not prevent publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "knowledge/admin/completeness.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None


def practice_panels() -> list[Panel]:
    return [
        CompletenessPanel(),
        MultiFieldPanel(
            [
                FieldPanel("title", help_text=_("Kort en herkenbaar. Bijvoorbeeld “Vier aan tafel, niet vijftien”.")),
                FieldPanel("summary"),
                FieldPanel("lesson"),
                FieldPanel("phase"),
                FieldPanel("target_group"),
                FieldPanel("intermediaries"),
                FieldPanel("occasion"),
                FieldPanel("goal"),
                FieldPanel("approach"),
                FieldPanel("effort"),
                FieldPanel("residents_role"),
                FieldPanel("results"),
            ],
            heading=_("Het verhaal"),
            icon="edit",
            help_text=_("Dit leest iemand in tien minuten. Een lijst maak je met - of 1. aan het begin van een regel."),
        ),
        MultiFieldPanel(
            [FieldPanel("failed_what"), FieldPanel("failed_how"), FieldPanel("failed_now")],
            heading=_("Wat niet werkte"),
            icon="warning",
            help_text=_("Hier leren anderen het meest van."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("organisation", widget=SortedSelect),
                FieldPanel("municipality", widget=SortedSelect),
                FieldPanel("wijken", widget=WijkCheckboxes),
                FieldPanel("wijk_to_be_chosen"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple, classname="wv-columns"),
                FieldPanel("categories", widget=forms.CheckboxSelectMultiple, classname="wv-columns"),
            ],
            heading=_("Waar en waarover"),
            icon="site",
        ),
        InlinePanel(
            "phase_changes",
            panels=[
                FieldRowPanel([FieldPanel("phase"), FieldPanel("month", widget=MonthInput)]),
                FieldPanel("is_expected"),
                FieldPanel("reason"),
            ],
            heading=_("Fasen"),
            label=_("fase"),
            icon="history",
            classname="collapsed",
        ),
        InlinePanel(
            "steps",
            panels=[
                FieldPanel("title"),
                FieldPanel("month", widget=MonthInput),
                FieldPanel("words"),
                FieldRowPanel([FieldPanel("has_failed"), FieldPanel("is_expected")]),
            ],
            heading=_("Wat er gebeurde"),
            label=_("stap"),
            icon="list-ul",
            max_num=30,
            classname="collapsed",
        ),
        InlinePanel(
            "partners",
            panels=[
                FieldPanel("organisation", widget=SortedSelect),
                FieldPanel("name"),
                FieldPanel("role"),
                FieldRowPanel([FieldPanel("since", widget=MonthInput), FieldPanel("until", widget=MonthInput)]),
                FieldPanel("reason"),
            ],
            heading=_("Wie doet mee"),
            label=_("partij"),
            icon="group",
            max_num=12,
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("execution"),
                FieldPanel("conditions"),
                FieldPanel("costs"),
                FieldPanel("active_elements"),
                FieldPanel("experiences"),
                FieldPanel("transfer"),
                FieldPanel("securing"),
                FieldPanel("materials"),
            ],
            heading=_("Wil je het zelf doen?"),
            icon="doc-full",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("seeks"), FieldPanel("council_question"), FieldPanel("evaluation")],
            heading=_("Voor de raad, op twee A4"),
            icon="form",
            classname="collapsed",
        ),
        InlinePanel(
            "recognitions",
            panels=[FieldPanel("level"), FieldPanel("url"), FieldPanel("on", widget=MonthInput)],
            heading=_("Erkenning elders"),
            label=_("erkenning"),
            icon="tick",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("inspired_by"), FieldPanel("thanks")],
            heading=_("Geïnspireerd op, met dank aan"),
            icon="link",
            classname="collapsed",
        ),
        photo_panel(folded=True),
        MultiFieldPanel(
            [FieldPanel("is_shared"), FieldPanel("explains_terms"), FieldPanel("is_example")],
            heading=_("Meeschrijven en voorbeeld"),
            icon="cog",
            classname="collapsed",
        ),
        FieldPanel("change_note"),
    ]


def address_panels() -> list[Panel]:
    return [
        MultiFieldPanel([FieldPanel("slug")], heading=_("Op de site")),
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("Voor zoekmachines")),
    ]
