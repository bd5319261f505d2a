"""Run every test that this machine can run, and report what was left out and why. ``make test`` calls it.

With ``--complete`` (CI) leaving something out is a failure. With ``--proof`` only the long proofs run, with full
counts. Further arguments go to pytest.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script has only its own folder on the path

from tests.guides.machine import missing as guides_lack  # noqa: E402
from tests.readers import READERS  # noqa: E402

RELEASES_BACK = 15
"""Number of commits that the trial of an upgrade goes back."""


@dataclass
class Stage:
    name: str
    select: str
    environment: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    """Reasons why it cannot run here."""
    workers: int = 2
    paths: tuple[str, ...] = ()
    """Paths of the tests to run; empty for all."""
    guides: tuple[str, ...] = ()
    """Arguments of ``tests.guides``, to run that as root instead of tests."""


# Tests of locks, constraints, transactions and queries. Texts, bytes and pages do not depend on the database.
WHERE_DATABASES_DIFFER = (
    "tests/events/admin/test_answers.py",
    "tests/events/admin/test_registrations.py",
    "tests/events/agenda/test_context.py",
    "tests/events/registration/test_decisions.py",
    "tests/events/privacy/test_erasure.py",
    "tests/events/conference/test_board.py",
    "tests/events/conference/test_enrolment.py",
    "tests/events/conference/test_programme.py",
    "tests/events/conference/test_release.py",
    "tests/events/registration/test_part_races.py",
    "tests/events/registration/test_parts.py",
    "tests/events/feeds/test_tombstones.py",
    "tests/events/feeds/test_versions.py",
    "tests/events/feeds/test_feeds.py",
    "tests/events/dates/test_event_cache.py",
    "tests/events/test_migrations.py",
    "tests/events/self_service/test_lost_links.py",
    "tests/events/agenda/test_month.py",
    "tests/events/publishing/test_move.py",
    "tests/events/publishing/test_move_races.py",
    "tests/events/feeds/test_personal_feed.py",
    "tests/events/feeds/test_retired_personal_feeds.py",
    "tests/events/publishing/test_publish.py",
    "tests/events/registration/test_new_field.py",
    "tests/events/registration/test_queries.py",
    "tests/events/registration/test_rule.py",
    "tests/events/registration/test_model.py",
    "tests/events/registration/test_needs.py",
    "tests/events/registration/test_races.py",
    "tests/events/registration/test_replies_races.py",
    "tests/events/signup/test_questions.py",
    "tests/events/mail/test_reminders.py",
    "tests/events/mail/test_shared_mailbox.py",
    "tests/events/privacy/test_privacy_races.py",
    "tests/events/privacy/test_retention.py",
    "tests/events/registration/test_series.py",
    "tests/events/registration/test_waiting_list.py",
    "tests/freshness/test_changes.py",
    "tests/freshness/test_version.py",
    "tests/network/test_onboarding.py",
    "tests/outbox",
    "tests/proof/test_crowd.py",
    "tests/proof/test_fresh.py",
)


def postgresql() -> str | None:
    """Return the address of a server on which we may create databases, or None."""
    candidates = [
        os.environ.get("DATABASE_URL", ""),
        "postgres:///postgres",
        "postgres://postgres@127.0.0.1:5432/postgres",
    ]
    for address in candidates:
        if not address.startswith("postgres"):
            continue
        try:
            with psycopg.connect(address, connect_timeout=3) as connection:
                question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                if connection.execute(question).fetchone() == (True,):
                    return address
        except psycopg.OperationalError:
            continue
    return None


def redis_server() -> str | None:
    address = os.environ.get("CACHE_URL") or "redis://127.0.0.1:6379/9"
    try:
        redis.Redis.from_url(address, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return None
    return address


def chromium() -> str | None:
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def following_the_guides(name: str, *arguments: str, is_wanted: bool) -> Stage:
    """Return a stage that runs ``tests.guides``. Unless ``is_wanted``, a developer's machine is left alone."""
    if is_wanted:
        missing = [f"no {', '.join(lacks)}"] if (lacks := guides_lack()) else []
    else:
        missing = ["it makes a system user (COMPLETE=1 runs it)"]
    return Stage(name, "", missing=missing, guides=("--packages", sysconfig.get_path("purelib"), *arguments))


def plan(*, proof: bool, complete: bool) -> list[Stage]:
    database, cache, browser = postgresql(), redis_server(), chromium()
    sqlite: dict[str, str] = {}
    production = {"DATABASE_URL": database or "", "CACHE_URL": cache or ""}
    in_browser = {"CHROMIUM": browser or ""}
    no_database = [] if database else ["no PostgreSQL answers (start one, or set DATABASE_URL)"]
    no_cache = [] if cache else ["no Redis answers (start one, or set CACHE_URL)"]
    no_browser = [] if browser else ["no Chromium found (install it, or set CHROMIUM)"]
    may_follow_guides = complete or (proof and os.geteuid() == 0)
    if proof:
        # One test at a time: tests of races need the whole machine.
        return [
            Stage("the proofs on SQLite", "proof or race", sqlite, workers=0),
            Stage("the proofs on PostgreSQL and Redis", "proof or race", production, no_database + no_cache, workers=0),
            following_the_guides("the guides for administrators, with SQLite", "sqlite", is_wanted=may_follow_guides),
            following_the_guides(
                "parts that go away while people register", "postgresql", "--outages", is_wanted=may_follow_guides
            ),
            following_the_guides(
                f"an upgrade from {RELEASES_BACK} commits back while people register",
                *("postgresql", "--upgrade-from", f"HEAD~{RELEASES_BACK}"),
                is_wanted=may_follow_guides,
            ),
        ]
    if database and not cache:
        del production["CACHE_URL"]
        on_production = "the suite on PostgreSQL"
    else:
        on_production = "the suite on PostgreSQL and Redis"
    stages = [
        Stage("the suite on SQLite", "not browser", sqlite),
        Stage(on_production, "not browser", production, no_database, paths=WHERE_DATABASES_DIFFER),
        Stage("the browser tests on SQLite", "browser", sqlite | in_browser, no_browser, paths=("tests/browser",)),
        Stage(
            "the main job in a browser on PostgreSQL",
            "main_job",
            production | in_browser,
            no_database + no_browser,
            workers=0,
            paths=("tests/browser",),
        ),
    ]
    name = "the guides for administrators, with PostgreSQL"
    stages.append(following_the_guides(name, "postgresql", is_wanted=may_follow_guides))
    stages += [
        Stage(f"reading our calendars with {name}", "", missing=[why])
        for name, (_read, missing) in READERS.items()
        if (why := missing())
    ]
    if database and not cache:
        stages.append(Stage("the same with Redis as the cache", "", missing=no_cache))
    return stages


def run(stage: Stage, arguments: list[str], *, report: Path | None) -> int:
    """Run the tests of ``stage`` and return the exit code.

    ``report``, if given, makes the proofs run with full counts; they write their results to it.
    """
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}}
    environment |= stage.environment
    if stage.guides:
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n", f"PATH={os.environ['PATH']}"]
        print(f"\n── {stage.name} " + "─" * (96 - len(stage.name)), flush=True)
        command = [*as_root, sys.executable, "-m", "tests.guides", *stage.guides]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if report:
        environment |= {"PROOF": "1", "PROOF_REPORT": str(report)}
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-m", stage.select]
    if stage.workers:
        command += ["-n", str(stage.workers), "--dist", "worksteal"]
    print(f"\n── {stage.name} " + "─" * (96 - len(stage.name)), flush=True)
    return subprocess.run([*command, *stage.paths, *arguments], cwd=ROOT, env=environment, check=False).returncode


def table(report: Path) -> list[str]:
    """Return a line for each result, with its duration.

    Tests without figures of their own are counted together: they are the races of the suite.
    """
    notes = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
    lines = [
        f"      {round(note['seconds']):4} s  {'' if note['passed'] else 'FAILED  '}{note['proven'] or note['name']}"
        for note in notes
        if note["proven"] or not note["passed"]
    ]
    others = [note["seconds"] for note in notes if note["passed"] and not note["proven"]]
    return [*lines, f"      {round(sum(others)):4} s  {len(others)} tests with threads"] if others else lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complete", action="store_true", help="fail when something has to be left out")
    parser.add_argument("--proof", action="store_true", help="the long proofs, with full counts")
    options, arguments = parser.parse_known_args()

    lines, failed, left_out = [], [], []
    for stage in plan(proof=options.proof, complete=options.complete):
        if stage.missing:
            left_out.append(f"  left out  {stage.name}: {'; '.join(stage.missing)}")
            continue
        started = time.monotonic()
        report = Path(tempfile.mkdtemp(prefix="wijkverband-proof-")) / "report" if options.proof else None
        code = run(stage, arguments, report=report)
        seconds = round(time.monotonic() - started)
        if code:
            failed.append(stage.name)
        lines.append(f"  {'FAILED  ' if code else 'passed  '}  {stage.name} ({seconds // 60}:{seconds % 60:02})")
        if report and not stage.guides:
            lines += table(report)
            shutil.rmtree(report.parent)

    print("\nIn short:", *lines, *(left_out or ["  nothing was left out"]), sep="\n", flush=True)
    if left_out and options.complete:
        print("Something was left out, and here nothing may be.")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
