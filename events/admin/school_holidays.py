from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from events.models import SchoolHoliday
from events.pages.widgets import DateInput


class SchoolHolidayViewSet(ModelViewSet):
    """Admin screens for the school holidays that a series leaves out; for editors of the whole site."""

    model = SchoolHoliday
    icon = "calendar-alt"
    menu_label = _("Schoolvakanties")
    menu_order = 310
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "region", "first_day", "last_day", Column("certainty", label=_("Zekerheid"))]
    list_filter = ["region"]
    ordering = ["first_day"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        FieldPanel("region"),
        FieldRowPanel([FieldPanel("first_day", widget=DateInput), FieldPanel("last_day", widget=DateInput)]),
        FieldPanel("is_advice"),
        FieldPanel("source"),
    ]
