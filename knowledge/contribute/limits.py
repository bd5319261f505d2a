"""Limits on contributing: per network, per mailbox and per draft."""

from django.http import HttpRequest

from knowledge.models import Draft, PracticePage
from web.rate_limits import (
    DAY,
    HOUR,
    TEN_MINUTES,
    Attempt,
    Limit,
    mail_attempts,
    mailbox_of,
    network_of,
    seconds_to_wait,
)
from web.responses import TooManyRequests

BEGUN_FROM_NETWORK = Limit(20, HOUR)
BEGUN_AT_ADDRESS = Limit(5, DAY)
"""Drafts begun with one address. Counts what was asked, not what is stored, so that it tells nothing about an address."""
SAVED = Limit(400, TEN_MINUTES)
"""Saves of one draft. The script saves every four seconds at most, perhaps in two windows."""
UPLOADED = Limit(60, HOUR)
ACTS = Limit(60, HOUR)
LINKS = Limit(5, HOUR)


def consume_begin(request: HttpRequest, email: str, *, is_own: bool) -> None:
    """Count a new draft and the mail it causes. Raise TooManyRequests. ``is_own`` is a verified address."""
    attempts = [Attempt("draft", network_of(request), BEGUN_FROM_NETWORK)]
    if not is_own:
        attempts.append(Attempt("draft", mailbox_of(email), BEGUN_AT_ADDRESS))
    _consume(*attempts, *mail_attempts(request, email))


def consume_save(draft: Draft) -> None:
    _consume(Attempt("draft save", str(draft.pk), SAVED))


def consume_act(practice: PracticePage) -> None:
    _consume(Attempt("practice act", str(practice.pk), ACTS))


def consume_upload(request: HttpRequest, draft: Draft) -> None:
    _consume(Attempt("draft upload", str(draft.pk), UPLOADED), Attempt("draft upload", network_of(request), UPLOADED))


def consume_mail(request: HttpRequest, email: str) -> None:
    _consume(Attempt("draft link", mailbox_of(email), LINKS), *mail_attempts(request, email))


def _consume(*attempts: Attempt) -> None:
    if seconds := seconds_to_wait(*attempts):
        raise TooManyRequests(seconds)
