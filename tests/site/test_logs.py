import logging
import re
import time

import pytest
from django.test import Client
from gunicorn.config import Config

from config.access_log import DiscreetLogger
from config.logs import DiscreetFormatter
from events.links import registration_path
from tests.factories import OrganisationFactory, RegistrationFactory, organiser_of


def written(record: logging.LogRecord) -> str:
    return DiscreetFormatter().format(record)


@pytest.mark.django_db
def test_log_of_a_refused_page_keeps_its_secret(caplog):
    path = registration_path(RegistrationFactory())

    Client().get(f"{path}afmelden/")
    Client(enforce_csrf_checks=True).post(f"{path}afmelden/")

    lines = [written(record) for record in caplog.records]
    assert lines[0].endswith(" WARNING django.request: Method Not Allowed: /aanmelding/…/afmelden/")
    assert len(lines) == 2
    assert not [line for line in lines if path.split("/")[2] in line]


@pytest.mark.django_db
def test_log_of_a_page_that_is_not_theirs_is_one_line(client, caplog, site_tree):
    client.force_login(organiser_of(OrganisationFactory()))

    refused = client.get("/beheer/settings/home/sitesettings/", headers={"X-Requested-With": "XMLHttpRequest"})

    assert refused.status_code == 403
    lines = [written(record) for record in caplog.records]
    assert len(lines) == 1
    assert "\n" not in lines[0]


def test_log_of_an_error_keeps_its_traceback():
    record = logging.LogRecord("x", logging.ERROR, "", 1, "Fout", (), (OSError, OSError("vol"), None))
    record.status_code = 500

    assert "OSError: vol" in written(record)


def test_log_of_a_failing_mail_server_keeps_the_address():
    error = OSError({"sanne.de-vries@gemeente.example.nl": (550, b"no such user")})
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Mail %s not sent: %s", (7, error), (OSError, error, None))

    line = written(record)

    assert "Mail 7 not sent" in line
    assert "sanne" not in line
    assert "OSError" in line


@pytest.fixture
def server_log(tmp_path):
    """Return the log of gunicorn, which writes to the file ``errors``."""
    log = DiscreetLogger(Config())
    log.cfg.set("errorlog", str(tmp_path / "errors"))
    log.setup(log.cfg)
    yield log
    for handler in log.error_log.handlers:
        handler.close()


@pytest.mark.django_db
def test_log_of_the_server_itself_keeps_the_secret(tmp_path, server_log):
    secret = registration_path(RegistrationFactory()).split("/")[2]

    server_log.warning("Invalid HTTP request line: 'GET /aanmelding/%s/\xff'", secret)
    server_log.error("Error handling request POST /aanmelding/%s/bevestigen/", secret)

    lines = (tmp_path / "errors").read_text().splitlines()
    assert [line.partition("/aanmelding/")[2] for line in lines] == ["…/ÿ'", "…/bevestigen/"]


def test_server_and_site_write_one_format_and_one_clock(tmp_path, monkeypatch, server_log):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    record = logging.LogRecord("events", logging.INFO, "", 1, "Hello", (), None)
    record.created, record.msecs = 1_798_761_600.25, 250

    server_log.info("Hello")
    monkeypatch.undo()
    time.tzset()

    assert written(record) == "2027-01-01T00:00:00.250Z INFO events: Hello"
    line = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO gunicorn.error: Hello\n"
    assert re.fullmatch(line, (tmp_path / "errors").read_text())
