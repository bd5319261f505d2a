"""Fifty places and eighty people, sixteen at a time, over HTTP.

Places are held for the first twenty-five; the others wait until they confirm. When all have confirmed, exactly fifty
have a place, and thirty wait in the order in which they came.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from itertools import count
from queue import Empty, SimpleQueue

import pytest

from events.models import EventDate, Registration
from events.registration.holds import IN_ALL, most_held
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, MeetupFactory
from tests.proof.promises import broken
from tests.proof.visitor import Visitor, own_page_in
from tests.proofs import reduced
from tests.screen import without_secret

TRIALS = reduced(20, 1)
QUOTA, ATTEMPTS, CLIENTS = reduced(50, 10), reduced(80, 20), 16

State = Registration.State


def in_order(date: EventDate) -> list[Registration]:
    return list(date.registrations.order_by("pk").select_related("person"))


def links(date: EventDate) -> dict[str, str]:
    """Return each person's own page by e-mail address, from the mail that asks to confirm."""
    causes = {
        f"{kind}:{made.pk}": made.person.email for made in in_order(date) for kind in ("confirm", "confirm_waiting")
    }
    return {
        mail.recipient: own_page_in(message_from_bytes(bytes(mail.message), policy=default))
        for mail in OutgoingMail.objects.filter(cause__in=causes)
    }


def at_once(job, visitors: list[Visitor], work: list) -> list:
    """Call ``job`` for all ``work``, with the visitors in parallel.

    Each visitor takes the next piece when its last one is answered.
    """
    left: SimpleQueue = SimpleQueue()
    for piece in work:
        left.put(piece)

    def go(visitor: Visitor) -> list:
        done = []
        with suppress(Empty):
            while True:
                done.append(job(visitor, left.get_nowait()))
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [answer for answers in pool.map(go, visitors) for answer in answers]


def trial(installation, number: int) -> None:
    page = MeetupFactory(capacity=QUOTA, dates=[20])
    date, path = page.dates.get(), page.get_url()
    visitors = [Visitor(installation.port, address=f"10.{number}.0.{client + 1}") for client in range(CLIENTS)]
    asked: dict[str, tuple[int, int, str]] = {}
    moments = count(1)  # only the order matters; ``next`` is atomic

    def come(visitor: Visitor, guest: int) -> None:
        email, started = f"gast{guest}@trial{number}.example.org", next(moments)
        answer = visitor.register(path, date=date.pk, name=f"Gast {guest}", email=email)
        assert answer.status == 302, answer
        asked[email] = (started, next(moments), answer.location)

    def confirm(visitor: Visitor, link: str) -> None:
        answer = visitor.press(link, "bevestigen")
        assert (answer.status, answer.location.partition("?")[2]) == (302, "gelukt=bevestigd")

    at_once(come, visitors, list(range(ATTEMPTS)))

    came = in_order(date)
    held = most_held(QUOTA, IN_ALL)
    assert [made.state for made in came] == [State.HELD] * held + [State.WAITING] * (ATTEMPTS - held)
    locations = {without_secret(location) for _, _, location in asked.values()}
    assert len(locations) == 1, "the answer tells who got what"
    # A person whose registration was answered before another one was sent is ahead of it.
    latest_start = 0
    for made in came:
        started, answered, _ = asked[made.person.email]
        assert answered > latest_start, f"{made.person.email} was answered before somebody asked who stands before them"
        latest_start = max(latest_start, started)

    own_pages = links(date)
    assert len(own_pages) == ATTEMPTS
    at_once(confirm, visitors, sorted(own_pages.values()))

    confirmed = in_order(date)
    assert [made.state for made in confirmed[:held]] == [State.CONFIRMED] * held
    in_line = [made for made in confirmed if made.state == State.WAITING]
    assert len(in_line) == ATTEMPTS - QUOTA
    assert sum(made.state == State.CONFIRMED for made in confirmed) == QUOTA
    for place, made in enumerate(in_line, start=1):
        if place in {1, 2, ATTEMPTS - QUOTA}:
            shown = visitors[place % CLIENTS].ask("GET", own_pages[made.person.email])
            assert f"plek {place}</" in shown.body


@pytest.mark.race
def test_exactly_as_many_as_there_are_places_over_http(installation, say, record_property):
    DisciplineFactory()
    installation.start_web()
    installation.wait_for_web()

    for number in range(TRIALS):
        trial(installation, number)
        say(f"  trial {number + 1} of {TRIALS}: {QUOTA} placed, {ATTEMPTS - QUOTA} waiting in order")

    assert broken() == [], "\n".join(broken())
    assert "Traceback" not in installation.complaints(), installation.complaints()
    record_property(
        "proven",
        f"exactly {QUOTA} of {ATTEMPTS} placed and the others in order in {TRIALS} of {TRIALS} trials, {CLIENTS} clients, 8 workers",
    )
