"""Print how long a search takes at 200 and at 20,000 practices, on SQLite and PostgreSQL: ``python -m tests.benchmarks.search``.

Times are of the server alone: a request in one process, from the first middleware to the last byte.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.run import postgresql

NAME = "wijkverband_bench_search"
SMALL, LARGE = 200, 20_000
ROUNDS = 10
MEDIAN, P95 = 40, 150
"""Bars, in milliseconds."""


def main() -> None:
    address = postgresql()
    with tempfile.TemporaryDirectory() as folder:
        databases = {"SQLite": f"sqlite:///{folder}/search.sqlite3"}
        if address:
            databases["PostgreSQL"] = f"{address.rpartition('/')[0]}/{NAME}"
            import psycopg

            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
                connection.execute(f'CREATE DATABASE "{NAME}"')
        for name, database in databases.items():
            print(name, flush=True)
            settings = {"DATABASE_URL": database, "VAR_DIR": folder, "CACHE_URL": "", **SETTINGS}
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.search", "measure"], env={**os.environ, **settings}, check=True
            )


SETTINGS = {
    "ALLOWED_HOSTS": "testserver",
    "DEFAULT_FROM_EMAIL": "Wijkverband <post@wijkverband.example>",
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "LOG_LEVEL": "ERROR",
    "SECRET_KEY": "for-measuring-only-" + "b" * 40,
    "SITE_URL": "http://testserver",
}


def measure() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.db import connection
    from django.test import Client

    from tests.benchmarks import library
    from tests.factories import MunicipalityFactory, ThemeFactory, house

    house()
    for number in range(16):
        MunicipalityFactory(title=f"Gemeente {number}")
    for number in range(10):
        ThemeFactory(title=f"Thema {number}")
    client = Client(headers={"cookie": "onbekend=1"})
    for number in (SMALL, LARGE):
        begun = time.perf_counter()
        library.fill(number)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as autovacuum does
        print(f"  {number} practices, indexed in {time.perf_counter() - begun:.0f} s", flush=True)
        for kind, path in (("search", "/zoeken/"), ("suggestions", "/zoeken/voorstellen/")):
            times = []
            for turn in range(ROUNDS + 1):
                for query in library.QUERIES:
                    asked = query if kind == "search" else query[:4]
                    start = time.perf_counter()
                    answer = client.get(path, {"q": asked})
                    if turn:  # the first round warms up
                        times.append((time.perf_counter() - start) * 1000)
                    assert answer.status_code == 200
            times.sort()
            median, late = statistics.median(times), times[int(len(times) * 0.95)]
            good = "met" if median <= MEDIAN and late <= P95 else "not met"
            print(f"    {kind}: median {median:.1f} ms (≤ {MEDIAN}), p95 {late:.1f} ms (≤ {P95}): {good}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        main()
    sys.exit(0)
