from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from network.models import Discipline


class DisciplineViewSet(ModelViewSet):
    """Admin screens for the disciplines that a registration form offers; for editors of the whole site."""

    model = Discipline
    icon = "tag"
    menu_label = _("Disciplines")
    menu_order = 300
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "domain", "sort_order"]
    list_filter = ["domain"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("domain"), FieldPanel("sort_order")]
