"""Eight processes do everything that can be done to registrations; the promises hold at every moment."""

import json
from collections import Counter
from email import message_from_bytes

import pytest

from events.models import EventPage
from outbox.models import OutgoingMail
from tests.factories import MeetupFactory, UserFactory
from tests.proof.promises import broken
from tests.proof.somebody import MEMBERS, ORGANISER
from tests.proofs import reduced

PROCESSES = 8
ROUNDS, OPERATIONS = reduced(10, 1), reduced(200, 96)


@pytest.mark.race
def test_whatever_eight_processes_do_every_promise_holds(installation, say, record_property):
    MeetupFactory(capacity=12, dates=[20])
    MeetupFactory(capacity=12, dates=[21], hand_out=EventPage.HandOut.OFFER)
    MeetupFactory(capacity=8, dates=[22, 29])
    MeetupFactory(capacity=8, dates=[23], needs_approval=True)
    UserFactory(email=ORGANISER)
    for number in range(20):
        UserFactory(email=f"{MEMBERS}{number}@example.org", last_name=f"Jansen {number}")
    done: Counter = Counter()

    for turn in range(ROUNDS):
        how = ["--processes", str(PROCESSES), "--operations", str(OPERATIONS), "--seed", str(turn)]
        said = installation.run("-m", "tests.proof.crowd", *how, *(["--settle"] if turn == ROUNDS - 1 else []))
        report = json.loads(said)
        done += Counter(report["done"])
        assert report["failed"] == [], f"{len(report['failed'])} failed:\n\n" + "\n\n".join(report["failed"][:3])
        assert broken() == [], "\n".join(broken())
        say(f"  round {turn + 1} of {ROUNDS}: {sum(done.values())} operations")

    sent = Counter(
        message_from_bytes(path.read_bytes())["Message-ID"] for path in (installation.folder / "mail").iterdir()
    )
    assert set(sent.values()) == {1}
    assert {message_from_bytes(bytes(mail.message))["Message-ID"] for mail in OutgoingMail.objects.all()} <= sent.keys()
    record_property(
        "proven",
        f"{PROCESSES} processes, {sum(done.values())} operations of {len(done)} kinds, {len(sent)} mails: every promise held",
    )
