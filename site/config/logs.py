"""Redaction of log lines: secrets in links, and people's e-mail addresses."""

import logging
import re

SECRET = re.compile(r"(/(?:aanmelding|mijn/kalender|account/password/reset/key)/(?:gegevens/)?)[-\w]{16,}")
ADDRESS = re.compile(r"[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


def discreet(line: str) -> str:
    return ADDRESS.sub("…@…", SECRET.sub(r"\1…", line))


class DiscreetFormatter(logging.Formatter):
    """Formatter that redacts. Django logs the URL of every refused page; mail errors contain the recipient."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))
