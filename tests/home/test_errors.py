"""Pages for what is nobody's fault: a full disk, a database that is away or not yet migrated."""

import errno
import re
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from events.models import Booking, Registration
from home import errors
from outbox.models import OutgoingMail
from tests.factories import DisciplineFactory, MeetupFactory

FORM = {"naam": 'Sanne "de" Vries <x>', "email": "sanne@example.org", "organisatie": "TWB", "website": ""}


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@contextmanager
def full_disk():
    """Let the database refuse a new mail as on a full disk. It is the last write of a registration."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            pages, free = (cursor.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "freelist_count"))
            cursor.execute("CREATE TABLE filler (x)")
            cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [free * 4096])
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        else:
            cursor.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$"
            )
            cursor.execute("CREATE TRIGGER full_disk BEFORE INSERT ON outbox_outgoingmail EXECUTE FUNCTION full_disk()")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA max_page_count = 1000000000")
            cursor.execute("DROP TABLE filler")
        else:
            cursor.execute("DROP FUNCTION full_disk CASCADE")


def submission(**changes) -> tuple[str, dict]:
    page = MeetupFactory(dates=[20])
    answers = FORM | {"datum": page.dates.get().pk, "discipline": DisciplineFactory().pk} | changes
    return f"{page.get_url()}aanmelden/", answers


def page_for(error: Exception, request: HttpRequest) -> HttpResponse:
    try:
        raise error  # noqa: TRY301  Django calls it while an exception is handled
    except Exception:  # noqa: BLE001
        return errors.server_error(request)


@pytest.mark.django_db(transaction=True)
def test_registration_on_a_full_disk_stores_nothing_and_keeps_what_was_typed(client):
    path, answers = submission()

    with full_disk():
        response = client.post(path, answers)

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "no-store" in response["Cache-Control"]
    assert f'<form method="post" action="{path}">' in response.text
    kept = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', response.text))
    assert kept["naam"] == "Sanne &quot;de&quot; Vries &lt;x&gt;"
    assert kept.keys() == answers.keys() | {"csrfmiddlewaretoken"}
    assert (Registration.objects.count(), Booking.objects.count(), OutgoingMail.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_form_that_was_kept_can_be_sent_again():
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    path, answers = submission()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', visitor.get(path).text)[1]
    with full_disk():
        shown = visitor.post(path, answers | {"csrfmiddlewaretoken": token})
    kept = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', shown.text))

    response = visitor.post(path, kept | {"naam": "Sanne"})

    assert (shown.status_code, response.status_code) == (503, 302)
    assert Registration.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("locked"), 503), (InterfaceError("closed"), 503), (OSError(errno.ENOSPC, "full"), 503),
        (OSError(errno.EDQUOT, "quota"), 503), (OSError(errno.ENOENT, "no file"), 500), (ValueError("a bug"), 500),
        (IntegrityError("a bug"), 500), (ProgrammingError("a bug"), 500),
    ],
)  # fmt: skip
def test_only_what_passes_is_called_temporary(rf, error, status):
    assert page_for(error, rf.get("/")).status_code == status


@pytest.mark.django_db
def test_code_before_its_migration_is_temporary(rf):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'outbox' AND name = '0002_about'")
    assert page_for(ProgrammingError("column does not exist"), rf.get("/")).status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "checked"), [("/account/login/", True), ("/beheer/pages/3/edit/", True), ("/agenda/", False)]
)
def test_passwords_admin_and_forged_forms_are_not_repeated(rf, path, checked):
    request = rf.post(path, {"login": "sanne@example.org", "password": "geheim-geheim"})
    request.csrf_processing_done = checked

    response = page_for(OperationalError("locked"), request)

    assert response.status_code == 503
    assert "geheim" not in response.text
    assert "sanne" not in response.text
