"""Messages after publishing a meetup: what its organiser should know or do next."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events.models import EventPage, InvitationCode, Registration
from network.models import OrganisationDomain

State = Registration.State
MOST_NAMES = 5


def in_line(page: EventPage) -> list[int]:
    """Return the ids of the registrations that wait for a place. Ask before publishing."""
    waiting = Registration.objects.filter(date__page=page.pk).in_line_for_sure()
    return list(waiting.values_list("pk", flat=True))


def say_who_got_a_place(request: HttpRequest, waited: list[int]) -> None:
    """Name the people among ``waited`` who got a place, or were offered one, because there are more places."""
    found = Registration.objects.filter(pk__in=waited, state__in=[State.CONFIRMED, State.OFFERED]).order_by("pk")
    names: dict[str, list[str]] = {}
    for state, name in found.values_list("state", "person__name"):
        names.setdefault(state, []).append(name)
    if placed := names.get(State.CONFIRMED):
        words = _("Van de wachtlijst kregen een plek, met een mail: %(names)s.")
        messages.success(request, words % {"names": shown(placed)})
    if offered := names.get(State.OFFERED):
        words = _("Van de wachtlijst kregen een plek aangeboden, met een mail: %(names)s.")
        messages.success(request, words % {"names": shown(offered)})


def shown(names: list[str]) -> str:
    """Return the names in a sentence; of many only the first, and how many more there are."""
    left = len(names) - MOST_NAMES
    listed = [*names[:MOST_NAMES], _("%(number)s anderen") % {"number": left}] if left > 1 else names
    return get_text_list(listed, _("en"))


def say_what_ways_in_lack(request: HttpRequest, page: EventPage) -> None:
    """Warn if nobody, or hardly anybody, could register as things are."""
    if page.registration != EventPage.Registration.HERE:
        return
    if page.admission == EventPage.Admission.CODE and not InvitationCode.objects.filter(page=page.pk).exists():
        words = _("Alleen wie een code heeft, kan zich aanmelden. Er is nog geen code.")
        link = (reverse("events_codes", args=[page.pk]), _("Maak een code"))
        messages.warning(request, format_html('{} <a href="{}">{}</a>', words, *link))
    if page.admission == EventPage.Admission.ORGANISATIONS:
        organisations = list(page.admitted_organisations.all())
        known = set(
            OrganisationDomain.objects.filter(organisation__in=organisations).values_list("organisation", flat=True)
        )
        if unknown := [one.title for one in organisations if one.pk not in known]:
            words = _(
                "Van %(names)s kennen we geen werkadressen. Wie daar werkt, komt alleen binnen met een code, of als die er"
                " in het beheer voor werkt. De beheerder van de site kan het maildomein toevoegen."
            )
            messages.warning(request, words % {"names": shown(unknown)})
