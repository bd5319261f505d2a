"""Trials on a machine that was installed by the guide, while five people a second register."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes

from tests.guides.machine import ELSEWHERE, Machine, free_port
from tests.guides.registering import MAKE_MEETUP, STORED, Registering
from tests.mail_server import MailServer

AWAY, AFTER = 12, 12
"""Seconds that a part is away, and that are waited after it."""


def shell(machine: Machine, code: str) -> str:
    script = machine.folder / "script.py"
    script.write_text(code)
    return machine.run(f"""wijkverband shell --command "exec(open('{script}').read())" """, where=ELSEWHERE)


@contextmanager
def crowd(machine: Machine) -> Iterator[Registering]:
    page, date = re.search(r"MEETUP (\S+) (\d+)", shell(machine, MAKE_MEETUP)).groups()
    with Registering(machine.https, page, int(date)) as people:
        yield people


def stored(machine: Machine) -> set[str]:
    return set(
        re.search(r"STORED(.*)", machine.run(f'wijkverband shell --command "{STORED}"', where=ELSEWHERE))[1].split()
    )


def report(people: Registering) -> None:
    for phase, answers in people.answers.items():
        print(f"    {phase}: {dict(answers)}, the longest took {people.longest[phase]:.1f} s", flush=True)
    for odd in people.odd[:2]:
        print(odd)


def may_be_missed(machine: Machine) -> None:
    """Take Redis, the mail server, the worker and PostgreSQL away in turn, and bring them back."""
    redis_port = free_port()
    mail = MailServer()
    settings = machine.folder / "etc/wijkverband.env"
    text = re.sub(
        r"^EMAIL_URL=.*$", f"EMAIL_URL=smtp://127.0.0.1:{mail.port}", settings.read_text(), flags=re.MULTILINE
    )
    settings.write_text(f"{text}CACHE_URL=redis://127.0.0.1:{redis_port}/0\n")

    def start_redis() -> subprocess.Popen:
        return machine.begin(
            "redis-server", "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "", "--dir", str(machine.folder)
        )

    redis = start_redis()
    machine.run("systemctl restart wijkverband.service wijkverband-worker.service")
    machine.wait()

    def away(people: Registering, what: str, take: Callable[[], object], give: Callable[[], object]) -> None:
        people.phase = f"without {what}"
        take()
        time.sleep(AWAY)
        give()
        people.phase = f"{what} is back"
        time.sleep(AFTER)

    with crowd(machine) as people:
        time.sleep(AFTER)
        away(people, "Redis", redis.kill, start_redis)
        away(
            people,
            "the worker",
            lambda: machine.run("systemctl stop wijkverband-worker"),
            lambda: machine.run("systemctl start wijkverband-worker"),
        )
        port = mail.port
        away(people, "the mail server", lambda: (mail.shutdown(), mail.server_close()), lambda: None)
        revived = MailServer(port)
        away(people, "PostgreSQL", lambda: machine.database_server.send_signal(2), machine.start_database)
    report(people)
    lost = set(people.acknowledged) - stored(machine)
    assert not lost, f"acknowledged and lost: {lost}"
    for phase, answers in people.answers.items():
        allowed = {"302", "503 with Retry-After"} if "PostgreSQL" in phase else {"302"}
        assert set(answers) <= allowed, (phase, answers)
    for _ in range(600):
        arrived = {message_from_bytes(raw)["To"] for server in (mail, revived) for raw in server.taken}
        unheard = set(people.acknowledged) - arrived
        if not unheard:
            break
        time.sleep(0.2)
    assert not unheard, f"no mail for {len(unheard)} of {len(people.acknowledged)}"
    print(
        f"    {len(people.acknowledged)} registrations were acknowledged; all are stored, and their mails arrived",
        flush=True,
    )


def upgrade(machine: Machine) -> None:
    """Upgrade from ``machine.ref`` to the code of now."""
    machine.publish()
    with crowd(machine) as people:
        time.sleep(AFTER)
        people.phase = "during the upgrade"
        machine.follow("bijwerken.md", start="# Bijwerken", end="## Terug naar")
        people.phase = "after the upgrade"
        machine.wait()
        time.sleep(AFTER)
    report(people)
    lost = set(people.acknowledged) - stored(machine)
    assert not lost, f"acknowledged and lost: {lost}"
    for phase, answers in people.answers.items():
        assert set(answers) <= {"302", "503 with Retry-After"}, (phase, answers)
