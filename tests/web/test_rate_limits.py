"""Counters of the rate limits: where they are, what they hold, and how long."""

import time

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from home.scheduled_jobs import run_due
from tests.factories import noon
from web.models import AttemptCount
from web.rate_limits import HOUR, Attempt, Limit, forget, mail_attempts, seconds_to_wait, take_back

pytestmark = pytest.mark.django_db
LIMIT = Limit(2, HOUR)


def attempt(key: str = "kim@example.org", action: str = "try") -> Attempt:
    return Attempt(action, key, LIMIT)


def test_limit_outlasts_what_fills_the_caches():
    assert [seconds_to_wait(attempt()) for _ in range(2)] == [0, 0]

    for cache in map(caches.__getitem__, caches.settings):
        cache.clear()

    assert seconds_to_wait(attempt()) > 0


def test_window_starts_with_the_first_attempt(time_machine):
    time_machine.move_to(noon(0), tick=False)
    seconds_to_wait(attempt(), attempt())
    time_machine.shift(HOUR - 1)
    assert seconds_to_wait(attempt()) == 1

    time_machine.shift(1)

    assert [seconds_to_wait(attempt()) for _ in range(3)] == [0, 0, HOUR]


def test_keys_and_actions_are_counted_apart():
    for _ in range(3):
        seconds_to_wait(attempt())

    assert seconds_to_wait(attempt("bo@example.org")) == seconds_to_wait(attempt(action="other")) == 0


def test_refused_attempt_does_not_count_against_other_limits():
    for _ in range(10):
        seconds_to_wait(attempt(), attempt("strict"), attempt("strict"))

    assert seconds_to_wait(attempt()) == 0
    assert seconds_to_wait(attempt()) > 0


def test_attempt_that_was_taken_back_or_forgotten_leaves_room():
    seconds_to_wait(attempt(), attempt())
    take_back(attempt())
    assert [seconds_to_wait(attempt()) > 0 for _ in range(2)] == [False, True]

    forget(attempt())

    assert seconds_to_wait(attempt()) == 0


def test_counters_hold_no_address_and_go_when_their_window_has_ended(time_machine):
    time_machine.move_to(noon(0), tick=False)
    seconds_to_wait(*mail_attempts(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"), "kim@example.org"))
    held = " ".join(AttemptCount.objects.values_list("key", flat=True))
    assert "192.0.2" not in held
    assert "kim" not in held

    time_machine.shift(HOUR)
    run_due()
    assert AttemptCount.objects.get().ends_at > time.time()
    time_machine.shift(23 * HOUR)
    run_due()

    assert not AttemptCount.objects.exists()
