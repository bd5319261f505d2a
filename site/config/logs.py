"""Redaction of log lines: secrets in links, and people's e-mail addresses."""

import logging
import re
import time
from copy import copy

SECRET = re.compile(
    r"(/(?:aanmelding|aanmelden/verstuurd|meedoen|mijn/(?:bevestigen/[^/\s]+|kalender|reactie|beslissen)|op-de-hoogte(?:/bevestigen)?|praktijken/insturen(?:/[a-z]+)?"
    r"|account/password/reset/key)/(?:gegevens/)?)[-\w]{16,}"
)
ADDRESS = re.compile(r"[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


def discreet(line: str) -> str:
    return ADDRESS.sub("…@…", SECRET.sub(r"\1…", line))


class DiscreetFormatter(logging.Formatter):
    """Formatter of every line of the site, the server and the worker: one format, in UTC.

    It redacts. Django logs the URL of every refused page; mail errors contain the recipient.
    """

    converter = staticmethod(time.gmtime)  # Django sets the time zone of its own processes only
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and getattr(record, "status_code", 500) < 500:  # an answer, such as 403, and not an error
            record = copy(record)
            record.exc_info = record.exc_text = None
        return discreet(super().format(record))
