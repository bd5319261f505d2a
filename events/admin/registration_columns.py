"""Columns of the organiser's list."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from events.admin.state_labels import detailed_state_label
from events.models import EventDate, Registration
from events.models.dates import AMSTERDAM


class ChooseColumn(Column):
    header_template_name = "events/admin/choose_header.html"
    cell_template_name = "events/admin/choose_cell.html"


class NameColumn(Column):
    cell_template_name = "events/admin/name_cell.html"


class MailColumn(Column):
    def get_value(self, instance):
        email = instance.person.email
        if not email:
            return _("geen e-mailadres")
        name, _at, domain = email.rpartition("@")
        return format_html('<a href="mailto:{}">{}<wbr>@{}</a>', email, name, domain)


def columns_for(date: EventDate) -> list[Column]:
    return [
        ChooseColumn("choose", label=gettext_lazy("Kies")),
        NameColumn("person.name", label=gettext_lazy("Naam"), sort_key="person__name", classname="title"),
        Column(
            "state_words",
            label=gettext_lazy("Stand"),
            accessor=lambda registration: detailed_state_label(registration, date),
            sort_key="state",
        ),
        Column("discipline", label=gettext_lazy("Discipline"), accessor=discipline_words),
        Column("booking.organisation", label=gettext_lazy("Organisatie"), sort_key="booking__organisation"),
        MailColumn("email", label=gettext_lazy("E-mail"), classname="wv-mail-column"),
        Column("created_at", label=gettext_lazy("Aangemeld"), accessor=registered_at_words, sort_key="pk"),
    ]


def discipline_words(registration: Registration) -> str:
    discipline = registration.booking.discipline
    return f"{discipline.name} ({discipline.get_domain_display()})" if discipline else ""


def registered_at_words(registration: Registration) -> str:
    """Return the moment; without the year if that is this year's."""
    moment: datetime = registration.created_at.astimezone(AMSTERDAM)
    is_this_year = moment.year == timezone.localdate().year
    return date_format(moment, "j M, G.i" if is_this_year else "j M Y, G.i").lower()
