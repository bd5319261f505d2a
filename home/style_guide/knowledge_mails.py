"""Every mail of ``knowledge``, rendered from unsaved examples."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from knowledge.identity import acts
from knowledge.models import Contributor


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


WRITERS: dict[str, Callable[[], EmailMessage]] = {"confirm_act": of_confirmation}
"""Functions that render a mail, by the name of its template."""
