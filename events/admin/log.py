"""Log of organisers' decisions, in sentences."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Decision
from events.models.dates import AMSTERDAM

MOST_IN_LOG = 200


def log_line(decision: Decision) -> dict[str, str]:
    """Return the time, the decision and its details in words. Names are gone after their retention period."""
    moment = decision.made_at.astimezone(AMSTERDAM)
    return {"moment": date_format(moment, "j M Y, G.i").lower(), "what": _what(decision), "more": _more(decision)}


def _what(decision: Decision) -> str:
    sentences = {
        Decision.Kind.APPROVED: _("%(by)s keurde %(person)s goed."),
        Decision.Kind.DECLINED: _("%(by)s keurde %(person)s niet goed."),
        Decision.Kind.PROMOTED: _("%(by)s liet %(person)s voorgaan."),
        Decision.Kind.ADDED: _("%(by)s zette %(person)s op de lijst."),
        Decision.Kind.CANCELLED: _("%(by)s meldde %(person)s af."),
        Decision.Kind.CORRECTED: _("%(by)s verbeterde de gegevens van %(person)s."),
    }
    who = {"by": decision.by_name or _("Een organisator"), "person": decision.registration.person.name}
    return sentences[Decision.Kind(decision.kind)] % who


def _more(decision: Decision) -> str:
    parts = []
    if decision.extra_place:
        parts.append(_("Op een extra plek."))
    if decision.overtook:
        words = ngettext("%(number)s persoon was eerder.", "%(number)s mensen waren eerder.", decision.overtook)
        parts.append(words % {"number": decision.overtook})
    if decision.reason:
        parts.append(f"“{decision.reason}”")
    return " ".join(parts)
