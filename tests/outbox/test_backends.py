"""Mail that others write with Django's API goes through the outbox."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail
from django.db import transaction

from outbox.delivery import deliver
from outbox.models import OutgoingMail
from tests.mailed import mails_to, text_of

pytestmark = pytest.mark.django_db


def test_mail_of_others_waits_in_the_outbox_and_is_sent_by_the_worker():
    send_mail("Één café in Breda", "Tot ziens in Etten-Leur", None, ["noor@example.org", "sam@example.org"])
    assert mail.outbox == []

    assert deliver() == 2

    assert [message.to for message in mail.outbox] == [["noor@example.org"], ["sam@example.org"]]


def test_mail_of_others_has_the_headers_of_our_own():
    message = EmailMessage("Café", "Tot ziens", "Wijkverband <post@x.example>", ["noor@example.org"])
    message.extra_headers["Expires"] = "Mon, 30 Nov 2026 12:00:00 +0000"

    message.send()

    [stored] = mails_to("noor@example.org")
    row = OutgoingMail.objects.get()
    assert (row.subject, row.expires_at, row.is_secret) == ("Café", datetime(2026, 11, 30, 12, tzinfo=UTC), True)
    assert stored["Message-ID"].endswith("@testserver>")
    assert stored["Auto-Submitted"] == "auto-generated"
    assert text_of(stored).strip() == "Tot ziens"
    assert "Date" in stored


def test_mail_of_a_change_that_is_undone_is_never_sent():
    with transaction.atomic():
        send_mail("Café", "Tot ziens", None, ["noor@example.org"])
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
