"""Part of the organiser's form about ways in: who may register, and from which moment."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.models import EventPage
from events.models.dates import days_later
from events.pages.widgets import MomentInput
from network.editing import SortedCheckboxes
from network.panels import FoldedPanel

Admission = EventPage.Admission


def ways_in_panel() -> FoldedPanel:
    return FoldedPanel(
        [
            FieldPanel("admission"),
            FieldPanel("admitted_organisations", widget=SortedCheckboxes, classname="wv-columns wv-columns--long"),
            FieldRowPanel([FieldPanel("opens_at", widget=MomentInput), FieldPanel("opens_days_before")]),
        ],
        heading=gettext_lazy("Voor wie, en vanaf wanneer?"),
        icon="lock-open",
    )


class ChoosesWaysIn:
    """Mixin for an event page's form: checks the answers in ``ways_in_panel``. Those left out have their defaults."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in {"admission", "opens_days_before"} & self.fields.keys():
            self.fields[name].required = False

    def clean_opens_days_before(self) -> int:
        return self.cleaned_data["opens_days_before"] or 0

    def clean_admission(self) -> str:
        return self.cleaned_data["admission"] or Admission.EVERYBODY

    def clean(self) -> dict:
        cleaned = super().clean()
        self.check_opening(cleaned)
        is_for_some = cleaned.get("admission") == Admission.ORGANISATIONS
        if self.is_for_publishing and is_for_some and not cleaned.get("admitted_organisations"):
            self.add_error("admitted_organisations", _("Vink aan van welke organisaties mensen zich kunnen aanmelden."))
        return cleaned

    def check_opening(self, cleaned: dict) -> None:
        """Refuse a moment of opening at which registering for every planned date has already ended."""
        days = cleaned.get("closes_days_before") or 0
        plan = self.formsets.get("planned_dates")
        gone = plan.deleted_forms if plan else []  # this validates the rows
        rows = [row.instance for row in plan or [] if row not in gone]
        ends = [days_later(row.start, -days) for row in rows if None not in (row.date, row.start_time, row.end_time)]
        if (opens_at := cleaned.get("opens_at")) and ends and opens_at >= max(ends):
            self.add_error("opens_at", _("Dan is aanmelden al gesloten. Kies een eerder moment, of laat dit leeg."))
        if (before := cleaned.get("opens_days_before")) and before <= days:
            self.add_error("opens_days_before", _("Dan is aanmelden al gesloten. Kies een eerder moment."))
