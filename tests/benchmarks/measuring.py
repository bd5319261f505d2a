"""Measurement of a figure: two sync workers, wrk with eight connections, and a bare view before and after."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

HERE = Path(sys.executable).parent
PORT, BARE_PORT = 8765, 8766
CONNECTIONS = 8
ROUNDS = 5
DRIFT = 0.15
"""Difference in the bare view, before and after a round, from which the table reports drift."""


@contextmanager
def server(application: str, port: int) -> Iterator[subprocess.Popen]:
    command = [HERE / "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--log-level", "error"]
    process = subprocess.Popen(command)
    try:
        for _ in range(600):
            try:
                ask("/", port=port)
                break
            except OSError:
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def ask(path: str, headers: dict[str, str] | None = None, *, port: int = PORT) -> http.client.HTTPResponse:
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    talk.request("GET", path, headers=headers or {})
    response = talk.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    talk.close()
    return response


def per_second(path: str, *, seconds: int, port: int = PORT, headers: dict[str, str] | None = None) -> float:
    """Return the number of responses per second. Exit if ``path`` fails.

    With If-None-Match the response must be a 304.
    """
    command = ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    expected = 304 if headers and "If-None-Match" in headers else 200
    if (status := ask(path, headers, port=port).status) != expected:
        raise SystemExit(f"{path} answers {status}, not {expected}.")
    address = f"http://127.0.0.1:{port}{path}"
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said and expected == 200:
        raise SystemExit(f"{path} answers with errors:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])


def warm_up(path: str, headers: dict[str, str] | None = None) -> None:
    """Request ``path`` for a second, so that every worker has compiled its templates.

    The first response of a process takes as long as the next hundred together.
    """
    per_second(path, seconds=1, headers=headers)


@dataclass
class Figure:
    share: float
    """Rate as a share of the bare view's."""
    drift: float
    """Relative difference between the bare view before and after."""


class Yardstick:
    """The bare view, measured before and after each round of a figure."""

    def __init__(self, seconds: int, rounds: int = ROUNDS) -> None:
        self.seconds, self.rounds = seconds, rounds
        self.measured: list[float] = []
        self._last = self._bare()

    def _bare(self) -> float:
        value = per_second("/", port=BARE_PORT, seconds=self.seconds)
        self.measured.append(value)
        return value

    def figure(self, measure: Callable[[], float], *, times: int = 1) -> Figure:
        """Return the median of a few rounds, so that a short load on the machine does not affect it.

        ``times`` multiplies the number of rounds, for figures that are more sensitive to load.
        """
        shares, drifts = [], []
        for _ in range(self.rounds * times):
            before, value = self._last, measure()
            self._last = after = self._bare()
            one = (before + after) / 2
            shares.append(value / one)
            drifts.append(abs(before - after) / one)
        return Figure(statistics.median(shares), statistics.median(drifts))


def memory_of_workers(server: subprocess.Popen) -> float:
    """Return the memory of the largest worker, in megabytes."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    sizes = []
    for child in children:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{child}/status").read_text())
        sizes.append(int(found[1]) / 1024 if found else 0.0)
    return max(sizes)


def download(path: str) -> tuple[float, float, int]:
    """Return the seconds until the first and until the last byte of the body, and the number of bytes."""
    talk = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    started = time.perf_counter()
    talk.request("GET", path)
    response = talk.getresponse()
    size = len(response.read(1))
    first = time.perf_counter() - started
    while part := response.read(1 << 16):
        size += len(part)
    talk.close()
    return first, time.perf_counter() - started, size


class Registrant:
    """A client that registers like a person: it opens the form, sends it, follows the link in the mail and confirms.

    It uses a bare socket and a bare database connection, because it shares two processors with what it measures.
    """

    # Id and version, from which the link in the mail is made. The second condition lets the query use the partial
    # index.
    LINK_OF = (
        "SELECT r.id, r.link_version FROM events_registration r JOIN events_person p ON p.id = r.person_id"
        " WHERE p.email = %s AND p.email <> ''"
    )
    TOKEN = re.compile(rb'csrfmiddlewaretoken" value="([^"]+)')
    COOKIE = re.compile(rb"^Set-Cookie: ([^;\r]+)", flags=re.MULTILINE)

    def __init__(self, path: str, date_id: int, discipline: int, name: str) -> None:
        self.path, self.date_id, self.discipline, self.name = path, date_id, discipline, name
        self.finished = 0
        self.database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=0)

    def _send(self, start: str, network: str, cookie: str = "", fields: str = "") -> tuple[int, bytes]:
        head = f"{start} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nConnection: close\r\nX-Forwarded-For: {network}\r\n"
        if fields:
            head += (
                f"Cookie: {cookie}\r\nOrigin: http://127.0.0.1:{PORT}\r\nContent-Length: {len(fields)}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
            )
        with socket.socket() as line:
            line.settimeout(30)
            line.connect(("127.0.0.1", PORT))
            line.sendall(f"{head}\r\n{fields}".encode())
            answer = b"".join(iter(lambda: line.recv(1 << 16), b""))
        return int(answer[9:12]), answer

    def register(self, turn: int) -> None:
        from web.signed_links import sign

        # The rate limit refuses this many registrations from one network.
        network = f"10.{turn % 250}.{turn // 250 % 250}.{hash(self.name) % 250}"
        _status, form = self._send(f"GET {self.path}", network)
        token, cookie = (found[1].decode() for found in (self.TOKEN.search(form), self.COOKIE.search(form)) if found)
        email = f"{self.name}-{turn}@example.org"
        fields = f"csrfmiddlewaretoken={token}&datum={self.date_id}&naam=Gast+{turn}&email={email}"
        fields += f"&organisatie=TWB&discipline={self.discipline}"
        status, answer = self._send(f"POST {self.path}", network, cookie, fields)
        assert status == 302, answer[:3000].decode()
        made = self.database.execute(self.LINK_OF, [email]).fetchone()
        link = f"/aanmelding/{sign('registration', *made)}/bevestigen/"
        status, answer = self._send(f"POST {link}", network, cookie, f"csrfmiddlewaretoken={token}")
        assert status == 302, answer[:3000].decode()
        self.finished += 1


def flows_per_second(path: str, date_id: int, discipline: int, *, seconds: int) -> float:
    """Return the number of whole registrations per second, from form to confirmation, by eight clients."""
    clients = [Registrant(path, date_id, discipline, f"b{number}-{time.time_ns()}") for number in range(CONNECTIONS)]
    begun = time.monotonic()

    def run(client: Registrant) -> None:
        turn = 0
        while time.monotonic() < begun + seconds:
            client.register(turn := turn + 1)
        client.database.close()

    threads = [threading.Thread(target=run, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(client.finished for client in clients) / (time.monotonic() - begun)
