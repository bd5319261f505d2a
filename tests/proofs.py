"""Full counts for ``make proof``, reduced ones for ``make test``."""

import os

FULL = os.environ.get("PROOF") == "1"


def reduced(full: int, short: int) -> int:
    return full if FULL else short
