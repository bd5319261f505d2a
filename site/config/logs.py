"""What a log must not hold: the secrets of links, and people's addresses."""

import logging
import re

SECRET = re.compile(r"(/(?:aanmelding|mijn/kalender|account/password/reset/key)/(?:gegevens/)?)[-\w]{16,}")
ADDRESS = re.compile(r"[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


def discreet(line: str) -> str:
    return ADDRESS.sub("…@…", SECRET.sub(r"\1…", line))


class DiscreetFormatter(logging.Formatter):
    """Django logs the address of each page that it refuses, and a mail server's error names the recipient."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))
