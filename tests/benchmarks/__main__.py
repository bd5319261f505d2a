"""Prints the table of performance: each figure the share of a bare view in the same run, beside the bar it has to reach."""

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.run import postgresql

HERE = Path(sys.executable).parent
PORT, BARE_PORT = 8765, 8766
SECONDS = 4
NAME = "wijkverband_bench"
CONNECTIONS = 8


@contextmanager
def server(application: str, port: int) -> Iterator[None]:
    """Two sync workers of gunicorn, as every figure of the table was measured."""
    command = [
        str(HERE / "gunicorn"),
        application,
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen([*command, "--keep-alive", "5"])
    try:
        for _ in range(200):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/")
                connection.getresponse().read()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def per_second(path: str, *, port: int = PORT, headers: dict[str, str] | None = None) -> float:
    command = ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s"]
    for name, value in (headers or {}).items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said and "304" not in str(headers):
        raise SystemExit(f"{path} answers with errors:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found, said
    return float(found[1])


def ask(path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    response.read()
    return response


def flows_per_second(path: str, date_id: int, discipline: int) -> float:
    """Whole registrations, from form to confirmed, by eight clients for a while."""
    from django.db import connection

    from events.links import registration_path
    from events.models import Registration

    finished = [0] * CONNECTIONS
    stop = time.monotonic() + SECONDS * 2

    def client(number: int) -> None:
        talk = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)

        def send(method: str, address: str, fields: dict | None = None, cookie: str = "") -> http.client.HTTPResponse:
            headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{PORT}"}
            if fields is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            talk.request(method, address, urlencode(fields) if fields is not None else None, headers)
            response = talk.getresponse()
            response.body = response.read().decode()  # type: ignore[attr-defined]
            return response

        turn = 0
        while time.monotonic() < stop:
            turn += 1
            form = send("GET", path)
            cookie = form.headers["Set-Cookie"].split(";")[0]
            token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', form.body)[1]
            email = f"bench-{number}-{turn}@example.org"
            answers = {"naam": f"Gast {number}-{turn}", "email": email, "organisatie": "TWB", "discipline": discipline}
            sent = send("POST", path, {"csrfmiddlewaretoken": token, "datum": date_id, **answers}, cookie)
            assert sent.status == 302, sent.body[:2000]
            made = Registration.objects.get(person__email=email)
            done = send("POST", f"{registration_path(made)}bevestigen/", {"csrfmiddlewaretoken": token}, cookie)
            assert done.status == 302, done.status
            finished[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CONNECTIONS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(finished) / (time.monotonic() - started)


BARS = {
    "agenda, uncached": 0.04,
    "event page, uncached": 0.05,
    "feed, 200": 0.40,
    "feed, 200, gzipped": 0.65,
    "feed, 304": 0.5,
    "registration, whole flow": 0.03,
}


def measure() -> dict[str, float]:
    from events.models import EventDate, MeetupPage
    from network.models import Discipline

    page = MeetupPage.objects.get(slug="bijeenkomst-7")
    path = page.get_url()
    feed = "/agenda/kalender.ics"
    etag = ask(feed).headers["ETag"]
    gzip_etag = ask(feed, {"Accept-Encoding": "gzip"}).headers["ETag"]
    assert ask(feed, {"If-None-Match": etag}).status == 304
    assert gzip_etag != etag
    date = EventDate.objects.filter(page=page.pk).order_by("-start").first()
    assert date is not None
    EventDate.objects.filter(pk=date.pk).update(capacity=None)
    return {
        "agenda, uncached": per_second("/agenda/"),
        "event page, uncached": per_second(path),
        "feed, 200": per_second(feed),
        "feed, 200, gzipped": per_second(feed, headers={"Accept-Encoding": "gzip"}),
        "feed, 304": per_second(feed, headers={"If-None-Match": etag}),
        "registration, whole flow": flows_per_second(f"{path}aanmelden/", date.pk, Discipline.objects.first().pk),
    }


def bare() -> float:
    with server("tests.benchmarks.bare", BARE_PORT):
        return per_second("/", port=BARE_PORT)


def prepare(address: str) -> None:
    """An empty database and the settings of production on it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{NAME}"')
    base, _, _ = address.rpartition("/")
    os.environ |= {
        "DATABASE_URL": f"{base}/{NAME}",
        "DEFAULT_FROM_EMAIL": "Wijkverband <post@wijkverband.example>",
        "SECRET_KEY": "for-measuring-only-" + "b" * 40,
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "VAR_DIR": str(Path(__file__).resolve().parents[2] / "var" / "bench"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    os.environ.pop("DEMO", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def main() -> None:
    address = postgresql()
    if address is None or shutil.which("wrk") is None:
        raise SystemExit("make bench needs PostgreSQL (DATABASE_URL) and wrk.")
    prepare(address)
    from tests.benchmarks.country import fill, settle

    pages = settle()
    results: dict[int, dict[str, float]] = {}
    measures = [bare()]
    for number in (500, 50_000):
        fill(pages, number)
        with server("config.wsgi", PORT):
            results[number] = measure()
        measures.append(bare())
    one = statistics.mean(measures)
    print(f"\nA bare view: {', '.join(f'{value:.0f}' for value in measures)} requests a second; 1.0 is their mean.\n")
    print(f"{'':28} {'500 dates':>12} {'50,000':>10} {'growth':>8} {'bar':>7}")
    for name, bar in BARS.items():
        small, large = (results[number][name] / one for number in (500, 50_000))
        verdict = "" if min(small, large) >= bar else "  under the bar"
        print(f"{name:28} {small:12.4f} {large:10.4f} {small / large:8.2f} {bar:7.2f}{verdict}")


if __name__ == "__main__":
    main()
