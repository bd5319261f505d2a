"""Full counts for ``make proof``, reduced ones for ``make test``; and what a proof has to say for itself in the table at the end."""

import json
import os
from pathlib import Path

FULL = os.environ.get("PROOF") == "1"
REPORT = os.environ.get("PROOF_REPORT", "")
"""The file in which ``tests/run.py`` wants one line for each test that ran."""


def reduced(full: int, short: int) -> int:
    return full if FULL else short


def note(name: str, *, passed: bool, seconds: float, proven: str) -> None:
    """``proven`` is what a test recorded under that name: in numbers, what it showed."""
    if REPORT:
        with Path(REPORT).open("a") as report:
            report.write(json.dumps({"name": name, "passed": passed, "seconds": seconds, "proven": proven}) + "\n")
