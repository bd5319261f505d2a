"""The worker's check of links to other sites: what it says of each answer, whom it never asks, and how often."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.cache import cache
from django.utils import timezone

from home.link_report import checking
from home.link_report.fetching import NotPublicError, problem_of, public_address
from home.links.models import OutsideLink
from home.models import ContentPage
from tests.factories import ContentPageFactory, MeetupFactory

Problem = OutsideLink.Problem


class Elsewhere(BaseHTTPRequestHandler):
    """Another site: the path says what it answers, and to which methods."""

    asked: list[tuple[str, str, str]] = []

    def answer(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        what = self.path.strip("/").split("/")[0]
        if what == "endless":
            self.send_response(302)
            self.send_header("Location", "/endless/")
        elif what == "inward":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/beheer/")
        elif what == "no-head":
            self.send_response(404 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(what))
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815  the names of the standard library

    def log_message(self, *args) -> None:
        return


@pytest.fixture
def elsewhere() -> Iterator:
    """Start another site on this machine. Return a resolver that leads every public name there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Elsewhere.asked = []

    def resolve(host: str, port: int) -> tuple[str, int]:
        if host == "weg.example":
            raise socket.gaierror
        if not host.endswith(".example"):
            return public_address(host, port)
        return "127.0.0.1", server.server_address[1]

    yield resolve
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://elders.example/200/", ""),
        ("http://elders.example/no-head/", ""),
        ("http://elders.example/403/", ""),
        ("http://elders.example/429/", ""),
        ("http://elders.example/404/", Problem.GONE),
        ("http://elders.example/410/", Problem.GONE),
        ("http://elders.example/500/", Problem.ERROR),
        ("http://elders.example/endless/", Problem.TOO_MANY_REDIRECTS),
        ("http://elders.example/inward/", Problem.NOT_PUBLIC),
        ("http://weg.example/200/", Problem.UNKNOWN_HOST),
        ("http://elders.example/200/één?q=een twee", ""),
    ],
)
def test_answer_of_another_site_is_understood(elsewhere, address, problem):
    assert problem_of(address, elsewhere) == problem


def test_site_that_does_not_listen_gives_no_answer():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        assert problem_of("http://elders.example/", lambda host, _port: ("127.0.0.1", port)) == Problem.NO_ANSWER


def test_site_without_a_proper_certificate_is_unsafe_or_silent(elsewhere):
    assert problem_of("https://elders.example/200/", elsewhere) in {Problem.UNSAFE, Problem.NO_ANSWER}


def test_other_site_learns_who_asks_and_gets_one_question_for_a_link_that_works(elsewhere, settings):
    settings.SITE_URL, settings.DEFAULT_FROM_EMAIL = "https://wijkverband.example", "Wij <post@wijkverband.example>"

    problem_of("http://elders.example/200/", elsewhere)

    [(method, path, agent)] = Elsewhere.asked
    assert (method, path) == ("HEAD", "/200/")
    assert "+https://wijkverband.example" in agent
    assert "post@wijkverband.example" in agent


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://0.0.0.0/",
        "http://0/", "http://2130706433/", "http://0x7f000001/", "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1%25eth0]/",
        "http://224.0.0.1/", "http://elders.example:6379/", "http://gebruiker:geheim@elders.example/", "ftp://elders.example/", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_private_addresses_are_never_asked(monkeypatch, address):
    def connect(*args, **kwargs):
        raise AssertionError("it connected")

    monkeypatch.setattr(socket, "create_connection", connect)

    assert problem_of(address) in {Problem.NOT_PUBLIC, Problem.UNKNOWN_HOST, Problem.NO_ANSWER}


def test_host_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)

    with pytest.raises(NotPublicError):
        public_address("elders.example", 80)


# -- When --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def check(settings, elsewhere):
    settings.CHECK_LINKS = True
    return lambda: checking.run_due(elsewhere)


def text_with(*addresses: str, **kwargs) -> ContentPage:
    links = "".join(f'<a href="{address}">link</a>' for address in addresses)
    return ContentPageFactory(body=[{"type": "text", "value": f"<p>{links}</p>"}], **kwargs)


@pytest.mark.django_db
def test_links_are_checked_once_a_week_and_one_at_a_time_for_each_host(check, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    text_with("http://een.example/200/", "http://een.example/404/", "http://twee.example/200/", "/agenda/")
    text_with("http://drie.example/200/", live=False)

    assert [check() for _minute in range(3)] == [2, 1, 0]
    hosts = [agent[1] for agent in Elsewhere.asked if agent[0] == "HEAD"]
    assert sorted(hosts) == ["/200/", "/200/", "/404/"]
    time_machine.move_to(now + timedelta(days=6), tick=False)
    assert check() == 1, "only the one that failed"
    time_machine.move_to(now + timedelta(days=7, minutes=5), tick=False)
    assert check() == 2


@pytest.mark.django_db
def test_link_that_is_taken_away_is_forgotten_and_one_that_keeps_failing_failed_since_the_first_time(check):
    page = text_with("http://een.example/404/", "http://twee.example/200/")
    check()
    page.body = [{"type": "text", "value": '<p><a href="http://een.example/404/">link</a></p>'}]
    page.save()
    cache.clear()
    check()

    [link] = OutsideLink.objects.all()
    assert (link.address, link.problem, link.worked_at) == ("http://een.example/404/", Problem.GONE, None)
    checking.check(link, lambda host, port: (_ for _ in ()).throw(TimeoutError()))
    assert OutsideLink.objects.get().failed_since == link.failed_since


@pytest.mark.django_db
def test_secret_link_of_an_online_meeting_is_never_asked_for(check):
    MeetupFactory(attendance="online", online_url="http://een.example/200/")

    check()

    assert Elsewhere.asked == []


@pytest.mark.django_db
def test_nothing_is_asked_when_it_is_turned_off(settings, elsewhere):
    settings.CHECK_LINKS = False
    text_with("http://een.example/200/")

    assert checking.run_due() == 0
    assert not OutsideLink.objects.exists()
