"""Full counts for ``make proof`` and reduced ones for ``make test``, and the report of what each proof showed."""

import json
import os
from pathlib import Path

FULL = os.environ.get("PROOF") == "1"
REPORT = os.environ.get("PROOF_REPORT", "")
"""File in which ``tests/run.py`` expects one line for each test that ran."""


def reduced(full: int, short: int) -> int:
    return full if FULL else short


def note(name: str, *, passed: bool, seconds: float, proven: str) -> None:
    """Add a test to the report. ``proven`` is what the test recorded under that name: the figures that it showed."""
    if REPORT:
        with Path(REPORT).open("a") as report:
            report.write(json.dumps({"name": name, "passed": passed, "seconds": seconds, "proven": proven}) + "\n")
