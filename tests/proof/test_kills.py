"""``kill -9`` for the web server and the worker, repeatedly, while people register and mail is sent.

Afterwards nothing that was answered is lost, every promise holds, and every mail has arrived: once, or twice if it was
in flight at a kill.
"""

import http.client
import random
import threading
import time
from collections import Counter, defaultdict
from email import message_from_bytes

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events.mail.messages import is_question
from events.models import EventDate, Registration
from events.publishing.move import cancel_date, restore_date
from events.registration.registering import register
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, MeetupFactory, UserFactory, date_of_a_meetup
from tests.mail_server import MailServer
from tests.proof.installation import Installation
from tests.proof.promises import broken
from tests.proof.visitor import Answer, Visitor, own_page_in
from tests.proofs import reduced

KILLS, VISITORS, AUDIENCE = reduced(20, 1), reduced(6, 3), reduced(60, 10)

State = Registration.State


class Guest(threading.Thread):
    """A client that registers one person after another, confirms and cancels.

    It retries until there is an answer, as people do.
    """

    def __init__(self, number: int, *, port: int, pages: list[tuple[str, int]], post: "Post") -> None:
        super().__init__(daemon=True)
        self.visitor = Visitor(port, address=f"10.1.{number}.1")
        self.chance, self.number, self.pages, self.post = random.Random(number), number, pages, post
        self.answered: dict[str, str] = {}
        """The last action of each person that was answered."""
        self.answers, self.unanswered = 0, 0
        self.enough = threading.Event()
        self.trouble = ""

    def run(self) -> None:
        try:
            while not self.enough.is_set():
                self.visitor.address = f"10.1.{self.number}.{len(self.answered) // 100 + 1}"
                self.next()
        except Exception as error:  # noqa: BLE001  the test reports it and fails
            self.trouble = repr(error)

    def next(self) -> None:
        wishes = [email for email, did in self.answered.items() if did == "aanmelden" and email in self.post.own_pages]
        comes = [email for email, did in self.answered.items() if did == "bevestigen"]
        what = self.chance.choice(["aanmelden", "aanmelden", "bevestigen", "bevestigen", "afmelden"])
        if what == "bevestigen" and wishes:
            self.press(wishes[0], what)
        elif what == "afmelden" and len(comes) > 3:
            self.press(self.chance.choice(comes), what)
        else:
            number = len(self.answered)
            path, date = self.chance.choice(self.pages)
            email = f"gast{number}@bezoek{self.number}.example.org"
            self.until_answered(lambda: self.visitor.register(path, date=date, name=f"Gast {number}", email=email))
            self.answered[email] = "aanmelden"

    def press(self, email: str, action: str) -> None:
        self.until_answered(lambda: self.visitor.press(self.post.own_pages[email], action))
        self.answered[email] = action

    def until_answered(self, ask) -> Answer:
        while True:
            try:
                answer = ask()
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
                time.sleep(0.05)
                continue
            assert answer.status == 302, (answer.status, answer.body[:1000])
            self.answers += 1
            return answer


class Post(threading.Thread):
    """A reader of arriving mail that collects the links in it."""

    def __init__(self, server: MailServer) -> None:
        super().__init__(daemon=True)
        self.server, self.read = server, 0
        self.own_pages: dict[str, str] = {}
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.wait(0.1):
            for message in self.server.messages(self.read):
                self.read += 1
                self.own_pages[message["To"].addresses[0].addr_spec] = own_page_in(message)


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server
        server.shutdown()


@pytest.fixture
def installation(journal, tmp_path, mail_server):
    made = Installation(tmp_path / "installation", mail_port=mail_server.port)
    yield made
    made.stop()


def under_way() -> set[str]:
    """Return the ``cause`` of each mail in flight: claimed by a worker, and not marked as sent."""
    claimed = OutgoingMail.objects.filter(sent_at=None, attempts__gt=0)
    return set(claimed.values_list("cause", flat=True))


def off_or_on_again(date: EventDate) -> None:
    """Cancel the date, or restore it if it is cancelled. Both give the worker many people to mail."""
    date.refresh_from_db()
    if date.is_cancelled:
        restore_date(date)
    else:
        cancel_date(date, reason="De zaal is dicht.")


def until_busy(guests: list[Guest], server: MailServer) -> None:
    """Wait until everybody could do something and mail is being sent: killing an idle process proves nothing."""

    def answers() -> int:
        return sum(guest.answers for guest in guests)

    wanted, mails, started = answers() + 2 * VISITORS, len(server.taken), time.monotonic()
    while (answers() < wanted or len(server.taken) == mails) and time.monotonic() < started + 60:
        time.sleep(0.02)


def settled() -> bool:
    waits = OutgoingMail.objects.due(timezone.now()).exists()
    return not waits and not DBTaskResult.objects.ready().exists()


def assert_nothing_lost(guests: list[Guest]) -> None:
    states = defaultdict(set)
    for made in Registration.objects.select_related("person"):
        states[made.person.email].add(made.state if made.confirmed_at else f"{made.state}, not confirmed")
    fits = {
        "aanmelden": ({"held, not confirmed"}, {"waiting, not confirmed"}),
        "bevestigen": ({"confirmed"}, {"waiting"}),
        "afmelden": ({"cancelled"},),
    }
    lost = [
        (email, did, states[email])
        for guest in guests
        for email, did in guest.answered.items()
        if states[email] not in fits[did]
    ]
    assert lost == []


def message_id(mail: OutgoingMail) -> str:
    return message_from_bytes(bytes(mail.message))["Message-ID"]


@pytest.mark.race
def test_nothing_is_lost_when_web_server_and_worker_are_killed(
    installation, mail_server, settings, say, record_property
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    DisciplineFactory()
    pages = [MeetupFactory(capacity=capacity, dates=[20]) for capacity in (30, 60)]
    date = date_of_a_meetup(dates=[30])
    for number in range(AUDIENCE):
        user = UserFactory(email=f"lid{number}@example.org")
        register(date, name=user.get_full_name(), email=user.email, user=user)
    post = Post(mail_server)
    where = [(page.get_url(), page.dates.get().pk) for page in pages]
    guests = [Guest(number, port=installation.port, pages=where, post=post) for number in range(VISITORS)]
    chance, at_a_kill = random.Random(1), set()

    installation.start_web()
    for thread in (post, *guests):
        thread.start()
    for turn in range(KILLS):
        installation.start_worker()
        installation.wait_for_web()
        off_or_on_again(date)
        until_busy(guests, mail_server)
        time.sleep(chance.uniform(0, 1))
        for victim in chance.sample(["web", "worker"], 2):
            if victim == "web":
                installation.kill_web()
                installation.start_web()
            else:
                installation.kill_worker()
                at_a_kill |= under_way()
            time.sleep(chance.uniform(0, 0.3))
        answered = sum(len(guest.answered) for guest in guests)
        say(f"  kill {turn + 1} of {KILLS}: {answered} people registered, {len(mail_server.taken)} mails arrived")
    installation.start_worker()
    installation.wait_for_web()
    for guest in guests:
        guest.enough.set()
    for guest in guests:
        guest.join(60)
    started = time.monotonic()
    while not settled() and time.monotonic() < started + 120:
        time.sleep(0.2)
    post.enough.set()
    installation.stop()
    installation.run("-m", "tests.proof.later", "11")

    assert [guest.trouble for guest in guests if guest.trouble or guest.is_alive()] == []
    assert_nothing_lost(guests)
    assert broken() == [], "\n".join(broken())
    date.refresh_from_db()
    kind = "date_cancelled" if date.is_cancelled else "date_restored"
    heard = OutgoingMail.objects.filter(cause__startswith=f"{kind}:", cause__endswith=f":{date.sequence}")
    assert heard.count() == AUDIENCE
    arrived = Counter(message["Message-ID"] for message in mail_server.messages())
    names = {message_id(mail): mail.cause for mail in OutgoingMail.objects.all()}
    questions = {message_id(mail) for mail in OutgoingMail.objects.all() if is_question(mail)}
    assert {names[name] for name in names.keys() - arrived.keys()} == set()
    twice = {names[name]: number for name, number in arrived.items() if number > 1}
    assert twice.keys() <= at_a_kill
    assert set(twice.values()) <= {2}
    # Twice the same mail, unless it is a question that left late the second time and so says a new deadline.
    copies = Counter(message_from_bytes(raw)["Message-ID"] for raw in set(mail_server.taken))
    assert {name for name, different in copies.items() if different > 1} <= questions
    said = installation.log.read_text(errors="replace").splitlines()
    assert [line for line in said if "locked" in line or "deadlock" in line] == []
    record_property(
        "proven",
        f"{KILLS} kills of the server and of the worker: {sum(len(guest.answered) for guest in guests)} answered submissions stored "
        f"({sum(guest.unanswered for guest in guests)} requests cut off), {len(names)} mails arrived, {len(twice)} of them twice",
    )
