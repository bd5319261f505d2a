"""Print the performance table: each figure as a share of a bare view in the same run, beside the bar it has to reach.

``--quick``: only 500 dates and 500 practices, and short rounds, for use while developing. ``--only registration``: only the lines with
that word in their name. ``--markdown``: in the format of the docs.
"""

import argparse
import os
import platform
import shutil
import statistics
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg

from tests.benchmarks.measuring import (
    BARE_PORT,
    CONNECTIONS,
    DRIFT,
    PORT,
    ROUNDS,
    Figure,
    Yardstick,
    ask,
    download,
    flows_per_second,
    memory_of_workers,
    per_second,
    server,
    warm_up,
)
from tests.run import postgresql

NAME = "wijkverband_bench"
SMALL, LARGE = 500, 50_000
PRACTICES = {SMALL: 200, LARGE: 20_000}
GROWTH = 1.25
AROUND = {"Cookie": "onbekend=1"}
"""Headers that bypass the page cache."""
SEARCH = "search over 20,000 practices"
LIBRARY, SMALL_LIBRARY = 20_000, 500
SEARCHED = "/zoeken/?q=huisartsen"
EXPORT = "/agenda/kalender.ics?van=2000-01-01&tot=2099-12-31"


@dataclass
class Line:
    """A row of the table. ``bar`` is the minimum of a share, and the maximum of any other figure."""

    name: str
    bar: float
    unit: str = ""
    grows: bool = True
    values: dict[int, float] = field(default_factory=dict)
    drift: float = 0.0

    @property
    def is_share(self) -> bool:
        return not self.unit

    def met(self) -> bool:
        return all(value >= self.bar if self.is_share else value <= self.bar for value in self.values.values())

    def growth(self) -> float | None:
        small, large = self.values.get(SMALL), self.values.get(LARGE)
        if not (self.grows and small and large):
            return None
        return small / large if self.is_share else large / small

    def cells(self) -> list[str]:
        def shown(value: float | None) -> str:
            if value is None:
                return "–"
            return f"{value:.3f}" if self.is_share else f"{value:.0f} {self.unit}"

        growth = self.growth()
        good = self.met() and (growth is None or growth <= GROWTH)
        words = "met" if good else ("grows" if self.met() else "not met")
        if self.drift > DRIFT:
            words += f" (the machine drifted {self.drift:.0%})"
        sign = "≥" if self.is_share else "≤"
        bar = f"{sign} {self.bar:g}{' ' + self.unit if self.unit else ''}"
        grown = "–" if growth is None else f"{growth:.2f}"
        return [self.name, bar, shown(self.values.get(SMALL)), shown(self.values.get(LARGE)), grown, words]


LINES = [
    Line("agenda, uncached", 0.04),
    Line("agenda, kept", 0.5),
    Line("event page, uncached", 0.05),
    Line("event page, kept, places fresh", 0.4),
    Line("practices, uncached", 0.04),
    Line("practices, kept", 0.5),
    Line("practice page, uncached", 0.05),
    Line("practice page, kept", 0.4),
    Line("feed, 200, plain", 0.40),
    Line("feed, 200, gzip", 0.65),
    Line("feed, 304", 0.5),
    Line("feed after one change", 40, "ms", grows=False),
    Line("agenda after one change", 60, "ms", grows=False),
    Line("event page after one change", 60, "ms", grows=False),
    Line(SEARCH, 0.01),
    Line("registration, whole flow", 0.02),
    Line("queries, agenda uncached", 12, "queries", grows=False),
    Line("queries, event page uncached", 12, "queries", grows=False),
    Line("queries, practices uncached", 12, "queries", grows=False),
    Line("queries, practice page uncached", 12, "queries", grows=False),
    Line("queries, registration whole flow", 24, "queries", grows=False),
    Line("memory of a worker", 150, "MB", grows=False),
    Line("export of all dates, first byte", 100, "ms", grows=False),
    Line("export of all dates, whole", 1500, "ms", grows=False),
]


class Run:
    def __init__(self, number: int, yard: Yardstick, seconds: int, only: str) -> None:
        from events.models import EventDate
        from events.pages.models import MeetupPage
        from network.models import Discipline
        from tests.benchmarks.country import as_after_a_minute
        from tests.benchmarks.practices import fill_practices

        self.number, self.yard, self.seconds, self.only = number, yard, seconds, only
        self.page = MeetupPage.objects.get(slug="bijeenkomst-7")
        self.path = self.page.get_url() or ""
        self.practice_path = fill_practices(PRACTICES[number]).get_url() or ""
        as_after_a_minute()
        date = EventDate.objects.filter(page=self.page.pk).order_by("-start").first()
        assert date is not None
        EventDate.objects.filter(page=self.page.pk).update(capacity=None)
        self.date_id = date.pk
        self.discipline = Discipline.objects.values_list("pk", flat=True)[0]

    def note(self, name: str, value: float | Figure) -> None:
        line = next(line for line in LINES if line.name == name)
        if isinstance(value, Figure):
            line.drift = max(line.drift, value.drift)
            value = value.share
        line.values[self.number] = value
        print(f"  {self.number:6} {name}: {value:.4g}", flush=True)

    def wants(self, name: str) -> bool:
        return self.only in name

    def rate(self, name: str, path: str, headers: dict[str, str] | None = None) -> None:
        if self.wants(name):
            warm_up(path, headers)
            self.note(name, self.yard.figure(lambda: per_second(path, seconds=self.seconds, headers=headers)))

    def measure(self, process) -> None:
        feed = "/agenda/kalender.ics"
        self.rate("agenda, uncached", "/agenda/", AROUND)
        self.rate("agenda, kept", "/agenda/")
        self.rate("event page, uncached", self.path, AROUND)
        self.rate("event page, kept, places fresh", self.path)
        self.rate("practices, uncached", "/praktijken/", AROUND)
        self.rate("practices, kept", "/praktijken/")
        self.rate("practice page, uncached", self.practice_path, AROUND)
        self.rate("practice page, kept", self.practice_path)
        self.rate("feed, 200, plain", feed)
        self.rate("feed, 200, gzip", feed, {"Accept-Encoding": "gzip"})
        self.rate("feed, 304", feed, {"If-None-Match": ask(feed).headers["ETag"]})
        for name, path, headers in (
            ("feed", feed, {}),
            ("agenda", "/agenda/", AROUND),
            ("event page", self.path, AROUND),
        ):
            if self.wants(f"{name} after one change"):
                self.note(f"{name} after one change", self.after_a_change(path, headers))
        self.fresh_places()
        self.rate(SEARCH, SEARCHED, AROUND)
        flows = f"{self.path}aanmelden/"
        if self.wants("registration"):
            register = partial(flows_per_second, flows, self.date_id, self.discipline)
            register(seconds=1)  # so that every worker has compiled its mail templates, as ``warm_up`` does for pages
            figure = self.yard.figure(lambda: register(seconds=self.seconds), times=3)
            self.note("registration, whole flow", figure)
        self.queries(flows)
        if self.number == LARGE and self.wants("export"):
            times = [download(EXPORT) for _ in range(3)]
            print(f"         an export of {times[0][2] / 1e6:.0f} MB")
            self.note("export of all dates, first byte", min(first for first, _, _ in times) * 1000)
            self.note("export of all dates, whole", min(whole for _, whole, _ in times) * 1000)
        self.note("memory of a worker", memory_of_workers(process))

    def after_a_change(self, path: str, headers: dict[str, str]) -> float:
        """Return the milliseconds of the first request after an edit, as the median of a few edits.

        No cache is valid at that moment.
        """
        taken = []
        for turn in range(7):
            self.page.title = f"Bijeenkomst 7, {turn} keer bewerkt"
            self.page.save()
            started = time.perf_counter()
            response = ask(path, headers)
            taken.append((time.perf_counter() - started) * 1000)
            body = response.body.replace(b"\r\n ", b"").replace(b"\\", b"")  # type: ignore[attr-defined]
            assert f"7, {turn} keer".encode() in body
        return statistics.median(taken)

    def fresh_places(self) -> None:
        """Assert that every place taken shows in the next response, whichever worker sends it."""
        from events.models import EventDate, Registration
        from events.registration import registering, rule

        EventDate.objects.filter(pk=self.date_id).update(
            capacity=Registration.objects.placed().filter(date=self.date_id).count() + 9
        )
        for left in (8, 7, 6):
            rule.confirm(
                registering.register(
                    EventDate.objects.get(pk=self.date_id), name="Gast", email=f"{time.time_ns()}@example.org"
                )
            )
            for _ in range(4):
                assert f"Nog {left} plekken".encode() in ask(self.path).body, "the page is stale"  # type: ignore[attr-defined]
        EventDate.objects.filter(pk=self.date_id).update(capacity=None)

    def queries(self, flows: str) -> None:
        """Count the queries of a request in this process, without the page cache. BEGIN and COMMIT do not count."""
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        from events.links import registration_path
        from events.models import Registration

        def asked(do) -> int:
            do()  # fill the caches that last as long as the process
            with CaptureQueriesContext(connection) as captured:
                do()
            return sum(query["sql"] not in {"BEGIN", "COMMIT"} for query in captured.captured_queries)

        client = Client(headers={"host": f"127.0.0.1:{PORT}"})
        client.cookies.load({"onbekend": "1"})
        if self.wants("queries, agenda uncached"):
            self.note("queries, agenda uncached", asked(lambda: client.get("/agenda/")))
        if self.wants("queries, event page uncached"):
            self.note("queries, event page uncached", asked(lambda: client.get(self.path)))
        if self.wants("queries, practices uncached"):
            self.note("queries, practices uncached", asked(lambda: client.get("/praktijken/")))
        if self.wants("queries, practice page uncached"):
            self.note("queries, practice page uncached", asked(lambda: client.get(self.practice_path)))

        def register() -> None:
            email = f"{time.time_ns()}@example.org"
            assert client.get(flows).status_code == 200
            answers = {"naam": "Gast", "email": email, "organisatie": "TWB", "discipline": self.discipline}
            assert client.post(flows, {"datum": self.date_id, **answers}).status_code == 302
            made = Registration.objects.get(person__email=email)
            assert client.post(f"{registration_path(made)}bevestigen/").status_code == 302

        # One of the queries is made by this script, to find the link that is in the mail.
        if self.wants("queries, registration whole flow"):
            self.note("queries, registration whole flow", asked(register) - 1)


def prepare(address: str) -> None:
    """Create an empty database, and configure the settings of production for it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{NAME}"')
    base, _, _ = address.rpartition("/")
    os.environ |= {
        "ALLOWED_HOSTS": "127.0.0.1",
        "CACHE_URL": "",
        "DATABASE_URL": f"{base}/{NAME}",
        "DEFAULT_FROM_EMAIL": "Wijkverband <post@wijkverband.example>",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "for-measuring-only-" + "b" * 40,
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "TRUSTED_PROXIES": "1",  # so that eight clients can act as eight networks
        "VAR_DIR": str(Path(__file__).resolve().parents[2] / "var" / "bench"),
    }
    os.environ.pop("DEMO", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def table(*, markdown: bool) -> str:
    rows = [["", "bar", "500 dates", "50,000", "growth", ""], *(line.cells() for line in LINES if line.values)]
    if markdown:
        rows.insert(1, ["---"] * 6)
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def machine() -> str:
    found = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} × {found[0] if found else platform.machine()}, Python {platform.python_version()}, load {load}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    address = postgresql()
    if address is None or shutil.which("wrk") is None:
        raise SystemExit("make bench needs PostgreSQL (DATABASE_URL) and wrk.")
    begun = time.monotonic()
    print(f"On {machine()}")
    prepare(address)
    from django.db import transaction

    from tests.benchmarks.country import fill, settle
    from tests.benchmarks.library import fill as fill_library

    with transaction.atomic():
        pages = settle()
    if options.only in SEARCH:
        fill_library(SMALL_LIBRARY if options.quick else LIBRARY)
    print(f"  settled after {time.monotonic() - begun:.0f} s", flush=True)
    with server("tests.benchmarks.bare", BARE_PORT):
        yard = Yardstick(seconds=1, rounds=1 if options.quick else ROUNDS)
        for number in (SMALL,) if options.quick else (SMALL, LARGE):
            fill(pages, number)
            with server("config.wsgi", PORT) as process:
                Run(number, yard, 1 if options.quick else 2, options.only).measure(process)
    bare = yard.measured
    print(
        f"\nA bare view: {min(bare):.0f} to {max(bare):.0f} answers a second; 1.0 is the mean of one before and one after."
    )
    print(
        f"Each share is the median of {yard.rounds} rounds. gunicorn with 2 sync workers, PostgreSQL, {CONNECTIONS} clients."
    )
    print(f"{time.monotonic() - begun:.0f} seconds.\n")
    print(table(markdown=options.markdown))


if __name__ == "__main__":
    main()
