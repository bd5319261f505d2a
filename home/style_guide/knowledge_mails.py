"""Every mail of ``knowledge``, rendered from unsaved examples."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from django.conf import settings

from home.style_guide import uptake_examples
from knowledge.contribute import letters
from knowledge.identity import acts
from knowledge.models import Contributor
from knowledge.uptake import letters as uptake_letters
from outbox.letter import Mailbox


@dataclass
class WaitingExample:
    pk: int = 0
    typed_name: str = "Fatima el Amrani"
    contributor: Contributor = field(
        default_factory=lambda: Contributor(name="Fatima el Amrani", email="fatima@example.org")
    )


def of_confirmation() -> EmailMessage:
    return acts.compose(
        WaitingExample(),
        cause="stijlgids:confirm_act",
        subject="Bevestig je reactie",
        words="Je schreef een reactie bij “Samen eten in de buurt”.",
        button="Bevestig mijn reactie",
        path="/mijn/bevestigen/reactie/voorbeeld/",
    ).as_message()


def of_review() -> EmailMessage:
    """Return the fullest of the letters about contributing; all have one template."""
    words = letters.Words(
        subject="Nakijken: Samen aan tafel met één gezin",
        heading="Wil je dit nakijken?",
        paragraphs=["Lotte Bruin stuurde “Samen aan tafel met één gezin” in. Het staat nog niet op de site."],
        facts=[
            ("Van", "Lotte Bruin, jeugdprofessional, Jeugdteam De Sprong (voorbeeld)"),
            ("Eerder", "eerste inzending"),
        ],
        quote="Kijk jij hier even naar? Jij kent de wijk beter.",
        link=f"{settings.SITE_URL}/praktijken/insturen/nakijken/voorbeeld/",
        action="Lees het en beslis",
        rows=[("Vier aan tafel, niet vijftien", f"{settings.SITE_URL}/praktijken/", "Bergen op Zoom · Proeftuin")],
        rows_heading="Dit lijkt erop",
        after="De link werkt 30 dagen, en alleen voor jou. Openen verandert niets.",
    )
    to = Mailbox("Sara Mertens", "sara@example.org")
    return letters.compose(words, to=to, cause="stijlgids:contribute").as_message()


def of_uptake() -> EmailMessage:
    return uptake_letters.compose(
        uptake_examples.statement(),
        uptake_letters.words_for_owner(uptake_examples.statement(), is_reminder=False),
        to=Contributor(name="Noor van Dijk", email="noor@example.org"),
        path="/meedoen/voorbeeld/",
        cause="stijlgids:uptake",
    ).as_message()


WRITERS: dict[str, Callable[[], EmailMessage]] = {
    "confirm_act": of_confirmation,
    "uptake": of_uptake,
    "contribute": of_review,
}
"""Functions that render a mail, by the name of its template."""
