"""Limits on registering and self-service: per network, per address and per booking."""

from collections.abc import Sequence

from django.http import HttpRequest

from web.plain_text import folded
from web.rate_limits import (
    HOUR,
    TEN_MINUTES,
    Attempt,
    Limit,
    longest_wait,
    mail_attempts,
    mailbox_of,
    network_of,
    seconds_to_wait,
    take_back,
    waits,
)
from web.responses import TooManyRequests

PER_NETWORK = {
    "register": Limit(300, TEN_MINUTES),
    "resend": Limit(60, TEN_MINUTES),
    "guess": Limit(60, TEN_MINUTES),
    "follow": Limit(60, TEN_MINUTES),
}
"""Limits per network. Generous: a whole town hall can share one IP address, and register within a minute of a mail."""
PER_ADDRESS = {"register": Limit(30, HOUR), "resend": Limit(3, HOUR), "renew": Limit(5, HOUR), "follow": Limit(5, HOUR)}
PER_BOOKING = {"own": Limit(40, HOUR), "renew": Limit(5, HOUR)}
"""Limits per booking on actions of its owner, because they send mails or create registrations. “renew” is here too, for
people without an address."""
PER_SENT_FORM = {"again": Limit(4, HOUR), "mend": Limit(4, HOUR)}
"""Limits on what the sender of a form does on the page after it. Each causes a mail."""
UNCONFIRMED = Limit(6, HOUR)
"""Limit on registrations at one mailbox that have to be confirmed. A practice may register that many people at once.
It counts what was asked, not what is stored, so that it does not reveal who is registered."""
SECOND_CLICK = Limit(1, 300)
"""Asking the same thing again in this time counts as a double click."""
MAILING = {"resend", "renew", "follow"}
"""Actions that mail the address."""


def is_allowed(action: str, *, request: HttpRequest | None = None, email: str = "", booking: int | None = None) -> bool:
    """Count one attempt against every given key; return False if any limit is exceeded."""
    return not seconds_to_wait(*_attempts(action, request, email, booking))


def consume(action: str, *, request: HttpRequest | None = None, email: str = "", booking: int | None = None) -> None:
    """Like ``is_allowed``, but raise TooManyRequests when a limit is exceeded."""
    if seconds := seconds_to_wait(*_attempts(action, request, email, booking)):
        raise TooManyRequests(seconds)


def consume_of_sent(action: str, key: str) -> None:
    """Count an action of the sender of a form. ``key`` is as in ``SentForm.limit_key``. Raise TooManyRequests."""
    if seconds := seconds_to_wait(Attempt(action, key, PER_SENT_FORM[action])):
        raise TooManyRequests(seconds)


def may_register(request: HttpRequest, people: Sequence[tuple[str, str]], *, about: object, own: bool) -> bool:
    """Count the registration of ``people`` (name, address) for ``about``, and a mail to each that asks to confirm it.

    The first of them fills in the form; with ``own``, that is a signed-in user, who need not confirm. Return False if
    a mailbox has had too many mails. A double click causes none. Raise TooManyRequests if another limit is exceeded.
    """
    same = [Attempt("same", f"{mailbox_of(email)} {folded(name)} {about}", SECOND_CLICK) for name, email in people]
    others = [one for _name, email in people for one in _attempts("register", request, email, None)]
    mails = [one for _name, email in people[own:] for one in _asking(request, email)]
    seconds = waits([*same, *others, *mails])  # in one query; what should not count is taken back, and that is rare
    again, first_mail = seconds[: len(same)], len(same) + len(others)
    if exceeded := max(seconds[len(same) : first_mail]):
        take_back(*mails)
        raise TooManyRequests(exceeded)
    if not any(again):
        return not longest_wait(mails, seconds[first_mail:])
    take_back(*mails)
    asked = [email for (_name, email), repeated in list(zip(people, again, strict=True))[own:] if not repeated]
    return not seconds_to_wait(*(one for email in asked for one in _asking(request, email)))


def _asking(request: HttpRequest, email: str) -> list[Attempt]:
    """Return the attempts that a mail to ``email`` counts as that asks to confirm it."""
    return [Attempt("unconfirmed", mailbox_of(email), UNCONFIRMED), *mail_attempts(request, email)]


def may_mail(action: str, request: HttpRequest, email: str) -> bool:
    """Count a mail to ``email`` for ``action``, not against the network. Return False if it gets no more now."""
    return not seconds_to_wait(*_mailing(action, request, email))


def _attempts(action: str, request: HttpRequest | None, email: str, booking: int | None) -> list[Attempt]:
    attempts = []
    if request is not None and action in PER_NETWORK:
        attempts.append(Attempt(action, network_of(request), PER_NETWORK[action]))
    if email and request is not None and action in MAILING:
        attempts += _mailing(action, request, email)
    elif email:
        attempts.append(Attempt(action, folded(email), PER_ADDRESS[action]))
    if booking is not None:
        attempts.append(Attempt(action, f"booking {booking}", PER_BOOKING[action]))
    return attempts


def _mailing(action: str, request: HttpRequest, email: str) -> list[Attempt]:
    # Per network too, so that a stranger elsewhere does not keep the owner of the address from asking.
    from_here = Attempt(action, f"{network_of(request)} {folded(email)}", PER_ADDRESS[action])
    return [from_here, *mail_attempts(request, email)]
