"""Secret links of digests: to confirm one choice, and to see, change and stop all choices of a mailbox.

They have no version of their own: who stops and starts again gets new rows, and so new links.
"""

from events.models import DigestChoice, DigestSubscriber
from web.signed_links import read_secret, sign

VERSION = 0


def manage_path(subscriber: DigestSubscriber) -> str:
    return f"/op-de-hoogte/{sign('digest', subscriber.pk, VERSION)}/"


def confirm_path(choice: DigestChoice) -> str:
    return f"/op-de-hoogte/bevestigen/{sign('digest choice', choice.pk, VERSION)}/"


def subscriber_id_from(secret: str) -> int | None:
    """Return the id in ``secret``; None if it is forged. The subscriber may have stopped since."""
    found = read_secret("digest", secret)
    return found[0] if found else None


def choice_id_from(secret: str) -> int | None:
    """Like ``subscriber_id_from``, for a choice."""
    found = read_secret("digest choice", secret)
    return found[0] if found else None
