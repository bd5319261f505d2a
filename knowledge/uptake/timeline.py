"""History of the uptake of a practice, month by month, newest first."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from knowledge.models import Uptake, UptakeStep
from knowledge.models.uptake import UptakeState
from web.prose import to_html


@dataclass(frozen=True)
class Entry:
    """Line of the timeline. ``sign`` is the state, for ``components/uptake_sign.html``."""

    month: date
    title: str
    words: SafeString
    sign: str

    @property
    def has_failed(self) -> bool:
        return self.sign == UptakeState.STOPPED


def steps(practice_id: int) -> list[Entry]:
    """Return the confirmed steps of every party that the page shows, newest first. One query.

    Only earlier steps have their words: those of today are in the table.
    """
    shown = Uptake.objects.shown().filter(practice=practice_id)
    found = (
        UptakeStep.objects.filter(uptake__in=shown.values("pk"))
        .select_related("uptake__organisation", "uptake__municipality")
        .order_by("-month", "-pk")
    )
    return [Entry(step.month, _title(step), _words(step), step.state) for step in found]


def _words(step: UptakeStep) -> SafeString:
    now = step.uptake
    return to_html("" if (step.state, step.month) == (now.state, now.since) else step.words)


def _title(step: UptakeStep) -> str:
    templates = {
        UptakeState.WORKS: _("%(party)s werkt hiermee"),
        UptakeState.TRIES: _("%(party)s probeert dit"),
        UptakeState.EXPLORES: _("%(party)s verkent dit"),
        UptakeState.STOPPED: _("%(party)s is gestopt"),
    }
    return templates[UptakeState(step.state)] % {"party": step.uptake.party_name}
