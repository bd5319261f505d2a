"""Acts of guests that wait for proof of their address: a question, a reaction, a draft, an uptake.

Each act has its own link, because the address of somebody who is known already is easily typed by others. Each kind of
act is registered once, when the app is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.utils.functional import Promise

from knowledge.models import Contributor
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.rendering import render_mail
from web.signed_links import read_secret, sign


class Waiting(Protocol):
    """Row that waits for proof. ``typed_name`` is what the guest called themselves for this act."""

    pk: Any
    contributor: Contributor
    typed_name: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """Kind of act. ``name`` is in addresses and signatures: lower case, and never changed."""

    name: str
    find: Callable[[int], Waiting | None]
    """Return the row with this id, confirmed or not; None if it is gone. Selects the contributor too."""
    explain: Callable[[Waiting], str]
    """Return one sentence without anything the guest typed, for the mail and the page: “Je stelde een vraag over …”."""
    subject: str | Promise
    button: str | Promise
    confirm: Callable[[Waiting], str]
    """Let the act take effect, in the caller's transaction, and return the path to go to. Idempotent."""
    template: str = ""
    """Template included on the page above the button, with ``row``, to show what would be confirmed."""


ACTS: dict[str, Act] = {}


def register(act: Act) -> None:
    ACTS[act.name] = act


def path_to_confirm(act: Act, row: Waiting) -> str:
    secret = sign(f"knowledge.{act.name}", row.pk, row.contributor.link_version)
    return f"/mijn/bevestigen/{act.name}/{secret}/"


def is_signed(act: Act, secret: str) -> bool:
    return read_secret(f"knowledge.{act.name}", secret) is not None


def row_from(act: Act, secret: str) -> Waiting | None:
    """Return the row behind ``secret``; None if it is forged, replaced, or if the row is gone."""
    found = read_secret(f"knowledge.{act.name}", secret)
    row = act.find(found[0]) if found else None
    return row if row is not None and found is not None and row.contributor.link_version == found[1] else None


def ask_to_confirm(act: Act, row: Waiting, *, again: str = "") -> None:
    """Queue the mail with the link, once per row and ``again``. Call it in the transaction that makes the row."""
    cause = f"confirm-act:{act.name}:{row.pk}:{row.contributor.link_version}" + (f":{again}" if again else "")
    letter = compose(row, cause=cause, subject=str(act.subject), words=act.explain(row), button=str(act.button),
                     path=path_to_confirm(act, row))  # fmt: skip
    mail.queue(letter, about=f"contributor:{row.contributor.pk}")


def compose(row: Waiting, *, cause: str, subject: str, words: str, button: str, path: str) -> Letter:
    """Return the mail with the link. Of what a stranger typed it holds the name only."""
    context = {
        "person_name": row.typed_name,
        "explanation": words,
        "link": f"{settings.SITE_URL}{path}",
        "button": button,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail("confirm_act", context)
    return Letter(cause=cause, subject=subject, to=Mailbox(row.typed_name, row.contributor.email), text=text, html=html)
