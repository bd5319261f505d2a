import logging

import pytest
from django.test import Client
from gunicorn.config import Config

from config.access_log import DiscreetLogger
from config.logs import DiscreetFormatter
from events.links import registration_path
from tests.factories import RegistrationFactory


def written(record: logging.LogRecord) -> str:
    return DiscreetFormatter("{levelname}: {message}", style="{").format(record)


@pytest.mark.django_db
def test_log_of_a_refused_page_keeps_its_secret(caplog):
    path = registration_path(RegistrationFactory())

    Client().get(f"{path}afmelden/")
    Client(enforce_csrf_checks=True).post(f"{path}afmelden/")

    lines = [written(record) for record in caplog.records]
    assert lines[0] == "WARNING: Method Not Allowed: /aanmelding/…/afmelden/"
    assert len(lines) == 2
    assert not [line for line in lines if path.split("/")[2] in line]


def test_log_of_a_failing_mail_server_keeps_the_address():
    error = OSError({"sanne.de-vries@gemeente.example.nl": (550, b"no such user")})
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Mail %s not sent: %s", (7, error), (OSError, error, None))

    line = written(record)

    assert "Mail 7 not sent" in line
    assert "sanne" not in line
    assert "OSError" in line


@pytest.mark.django_db
def test_log_of_the_server_itself_keeps_the_secret(tmp_path):
    secret = registration_path(RegistrationFactory()).split("/")[2]
    log = DiscreetLogger(Config())
    log.cfg.set("errorlog", str(tmp_path / "errors"))
    log.setup(log.cfg)

    log.warning("Invalid HTTP request line: 'GET /aanmelding/%s/\xff'", secret)
    log.error("Error handling request POST /aanmelding/%s/bevestigen/", secret)

    lines = (tmp_path / "errors").read_text().splitlines()
    assert [line.partition("/aanmelding/")[2] for line in lines] == ["…/ÿ'", "…/bevestigen/"]
