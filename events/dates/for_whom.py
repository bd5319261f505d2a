"""Sentence that says for whom registering is. ``registration.admission`` is the rule."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from events.models import EventPage


def for_whom(page: EventPage) -> str:
    """Return “Alleen voor mensen van A en B”; empty if everybody may register."""
    if page.registration != EventPage.Registration.HERE:
        return ""
    if page.admission == EventPage.Admission.CODE:
        return _("Alleen met een code, die je van de organisator krijgt")
    if page.admission == EventPage.Admission.ORGANISATIONS:
        names = sorted(one.display_name for one in page.admitted_organisations.all())
        return _("Alleen voor mensen van %(names)s") % {"names": get_text_list(names, _("en"))}
    return ""
