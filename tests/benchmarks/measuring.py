"""How one figure is measured: a server with two sync workers, wrk with eight connections, a bare view before and after."""

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(sys.executable).parent
PORT, BARE_PORT = 8765, 8766
CONNECTIONS = 8
DRIFT = 0.15
"""How far the bare view may differ before and after a figure; then it is measured anew."""
ATTEMPTS = 3


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
    """Answers a second; stops when one of them is a mistake. A request for a 304 has to get one."""
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
    """So that every worker has its templates compiled: the first answer of a process takes as long as a hundred after it."""
    per_second(path, seconds=1, headers=headers)


@dataclass
class Figure:
    share: float
    """Of the bare view."""
    drift: float
    """How much the bare view itself differed, before and after."""


class Yardstick:
    """The bare view, measured before and after each figure."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self.measured: list[float] = []
        self._last = self._bare()

    def _bare(self) -> float:
        value = per_second("/", port=BARE_PORT, seconds=self.seconds)
        self.measured.append(value)
        return value

    def figure(self, measure: Callable[[], float]) -> Figure:
        """The best-measured of a few attempts: the first during which the machine stayed the same."""
        attempts = []
        for _ in range(ATTEMPTS):
            before, value = self._last, measure()
            self._last = after = self._bare()
            one = (before + after) / 2
            attempts.append(Figure(value / one, abs(before - after) / one))
            if attempts[-1].drift <= DRIFT:
                break
        return min(attempts, key=lambda figure: figure.drift)


def memory_of_workers(server: subprocess.Popen) -> float:
    """Megabytes of the largest worker."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    sizes = []
    for child in children:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{child}/status").read_text())
        sizes.append(int(found[1]) / 1024 if found else 0.0)
    return max(sizes)


def download(path: str) -> tuple[float, float, int]:
    """Seconds until the first byte of the body and until the last, and the number of bytes."""
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
    """Registers as people do: opens the form, sends it, follows the link in the mail and says yes.

    Over a bare socket: the standard library's client takes a sixth of what the whole flow takes, from the same two processors.
    """

    def __init__(self, path: str, date_id: int, discipline: int, name: str) -> None:
        self.path, self.date_id, self.discipline, self.name = path, date_id, discipline, name
        self.finished = 0
        self.network = ""

    def _send(self, method: str, address: str, fields: dict | None = None, cookie: str = "") -> tuple[int, bytes, str]:
        host = f"127.0.0.1:{PORT}"
        lines = [
            f"{method} {address} HTTP/1.1",
            f"Host: {host}",
            "Connection: close",
            f"X-Forwarded-For: {self.network}",
        ]
        if cookie:
            lines += [f"Cookie: {cookie}", f"Origin: http://{host}"]
        sent = ""
        if fields is not None:
            sent = urlencode(fields)
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(sent)}"]
        with socket.socket() as line:
            line.settimeout(30)
            line.connect(("127.0.0.1", PORT))
            line.sendall("\r\n".join([*lines, "", sent]).encode())
            received = b"".join(iter(lambda: line.recv(1 << 16), b""))
        head, _, body = received.partition(b"\r\n\r\n")
        given = re.search(rb"^Set-Cookie: ([^;\r]+)", head, flags=re.MULTILINE)
        return int(head[9:12]), body, given[1].decode() if given else ""

    def _made(self, email: str) -> tuple[int, int]:
        """Number and version, which the link in the mail is made of; past the models, since it is no part of what is measured."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT r.id, r.link_version FROM events_registration r JOIN events_person p ON p.id = r.person_id"
                " WHERE p.email = %s AND p.email <> ''",  # which is what the index is of
                [email],
            )
            return cursor.fetchone()

    def register(self, turn: int) -> None:
        from events.registration.links import sign

        # One network may not register this many.
        self.network = f"10.{turn % 250}.{turn // 250 % 250}.{hash(self.name) % 250}"
        _status, form, cookie = self._send("GET", self.path)
        token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)', form)[1].decode()  # type: ignore[index]
        email = f"{self.name}-{turn}@example.org"
        fields = {
            "csrfmiddlewaretoken": token,
            "datum": self.date_id,
            "naam": f"Gast {self.name} {turn}",
            "email": email,
        }
        fields |= {"organisatie": "TWB", "discipline": self.discipline}
        status, body, _cookie = self._send("POST", self.path, fields, cookie)
        assert status == 302, body[:3000].decode()
        link = f"/aanmelding/{sign('registration', *self._made(email))}/bevestigen/"
        status, body, _cookie = self._send("POST", link, {"csrfmiddlewaretoken": token}, cookie)
        assert status == 302, body[:3000].decode()
        self.finished += 1


def flows_per_second(path: str, date_id: int, discipline: int, *, seconds: int) -> float:
    """Whole registrations a second, from form to confirmed, by eight clients."""
    from django.db import connection

    begun = time.monotonic()

    def run(client: Registrant) -> None:
        turn = 0
        while time.monotonic() < begun + seconds:
            client.register(turn := turn + 1)
        connection.close()

    clients = [Registrant(path, date_id, discipline, f"b{number}-{time.time_ns()}") for number in range(CONNECTIONS)]
    threads = [threading.Thread(target=run, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(client.finished for client in clients) / (time.monotonic() - begun)
