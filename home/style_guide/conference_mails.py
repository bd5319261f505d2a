"""Mails about a conference, rendered from unsaved examples."""

from collections.abc import Callable
from email.message import EmailMessage
from uuid import UUID

from events.conference import letters
from events.conference.changes import Change, ChangeKind
from events.conference.models import ConferencePage, Release, Speaker
from home.style_guide import examples

CHANGES = [
    Change(ChangeKind.OTHER_ROOM, UUID(int=0), "Samen schakelen: wie belt wie?", "Verfkamer", "Ketelhuis"),
    Change(ChangeKind.CANCELLED, UUID(int=1), "Rouw in de spreekkamer", was="13.45–14.45 uur, Zolder"),
]

PROGRAMME = [
    "10.30–11.30 uur: Samen schakelen: wie belt wie?, Grote zaal (je plek staat vast)",
    "11.45–12.45 uur: Mantelzorg: wie vraagt het?, Garenkamer (wachtlijst, plek 2)",
]


def of_speaker() -> EmailMessage:
    conference = ConferencePage(title="Regionale conferentie 2027", contact_email="conferentie@example.org")
    speaker = Speaker(pk=examples.NOBODY, name="Fatima el Amrani", email="fatima@example.org")
    release = Release(pk=0, conference=conference, number="1.1", words="De Verfkamer is te klein.")
    return letters.to_speaker(speaker, CHANGES[:1], release=release).as_message()


WRITERS: dict[str, Callable[[], EmailMessage]] = {"speaker_programme_changed": of_speaker}
"""Functions that render a mail, by the name of its template."""
