"""Limits on what guests send in: per network, per address, and on the mails that it causes."""

from django.http import HttpRequest

from web.rate_limits import TEN_MINUTES, Attempt, Limit, mail_attempts, mailbox_of, network_of, seconds_to_wait
from web.responses import TooManyRequests

PER_NETWORK = Limit(60, TEN_MINUTES)
"""Limit on acts of one kind from one network. A town hall may share one."""
GUESSES = Limit(60, TEN_MINUTES)


def consume(action: str, request: HttpRequest, *, email: str = "", per_address: Limit | None = None) -> None:
    """Count one act of this kind; raise TooManyRequests above a limit. Call it outside a transaction.

    ``per_address`` is the limit on acts in the name of ``email``.
    """
    attempts = [Attempt(f"knowledge {action}", network_of(request), PER_NETWORK)]
    if email and per_address:
        attempts.append(Attempt(f"knowledge {action}", mailbox_of(email), per_address))
    if seconds := seconds_to_wait(*attempts):
        raise TooManyRequests(seconds)


def may_mail(request: HttpRequest, email: str) -> bool:
    """Count a mail to ``email`` that this request causes, with those of all other routes. False if it gets no more now."""
    return not seconds_to_wait(*mail_attempts(request, email))


def count_guess(request: HttpRequest) -> None:
    """Count a secret that opens nothing."""
    if seconds := seconds_to_wait(Attempt("knowledge guess", network_of(request), GUESSES)):
        raise TooManyRequests(seconds)
