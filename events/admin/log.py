"""Log of what organisers decided about people and wrote to them, in sentences."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Decision, EventDate, Mailing
from events.models.dates import AMSTERDAM

MOST_IN_LOG = 200


def log_of(date: EventDate) -> list[dict[str, str]]:
    """Return the decisions about people at this date and the mails written to them, latest first."""
    decisions = Decision.objects.filter(registration__date=date.pk).select_related("registration__person")
    mailings = Mailing.objects.filter(dates=date.pk)
    lines = [(decision.made_at, log_line(decision)) for decision in decisions.order_by("-pk")[:MOST_IN_LOG]]
    lines += [(mailing.sent_at, mailing_line(mailing)) for mailing in mailings.order_by("-pk")[:MOST_IN_LOG]]
    return [line for _moment, line in sorted(lines, key=lambda line: line[0], reverse=True)[:MOST_IN_LOG]]


def mailing_line(mailing: Mailing) -> dict[str, str]:
    words = ngettext(
        "%(by)s schreef “%(subject)s” aan %(number)s persoon.",
        "%(by)s schreef “%(subject)s” aan %(number)s mensen.",
        mailing.number,
    )
    facts = {"by": mailing.by_name or _("Een organisator"), "subject": mailing.subject, "number": mailing.number}
    return {
        "moment": _moment_words(mailing.sent_at),
        "what": words % facts,
        "more": "",
        "url": reverse("events_mailing", args=[mailing.pk]),
    }


def _moment_words(moment: datetime) -> str:
    return date_format(moment.astimezone(AMSTERDAM), "j M Y, G.i").lower()


def log_line(decision: Decision) -> dict[str, str]:
    """Return the time, the decision and its details in words. Names are gone after their retention period."""
    return {"moment": _moment_words(decision.made_at), "what": _what(decision), "more": _more(decision), "url": ""}


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
