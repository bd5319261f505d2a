from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend as Memory
from django.db import connection, transaction
from django.utils import timezone

from outbox.delivery import CLAIM, MOST_ATTEMPTS, deliver
from outbox.letter import Letter, Mailbox
from outbox.mail import is_queued, queue
from outbox.models import OutgoingMail
from tests.mail_server import MailServer


class Refusing(Memory):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody home")


class Choosy(Memory):
    """A mail server that refuses some mails."""

    def send_messages(self, messages):
        if "Brief 1" in messages[0].subject:
            raise ValueError("no such mailbox")
        return super().send_messages(messages)


def letter(number: int = 1, *, cause: str = "a") -> Letter:
    return Letter(
        cause=cause,
        subject=f"Brief {number}: één café",
        to=Mailbox("Zoë Bos", "zoe@example.org"),
        text="Hallo Zoë",
        html="<p>Hallo",
    )


@pytest.mark.django_db
def test_queue_keeps_one_mail_a_cause():
    assert not is_queued("confirm:1")

    queue(letter(1, cause="confirm:1"))
    queue(letter(2, cause="confirm:1"))

    assert is_queued("confirm:1")
    assert OutgoingMail.objects.get().recipient == "zoe@example.org"


@pytest.mark.django_db
def test_queue_belongs_to_the_transaction():
    with transaction.atomic():
        queue(letter(1, cause="confirm:1"))
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_deliver_sends_what_was_written_once():
    queue(letter(1, cause="a"))
    queue(letter(2, cause="b"))

    assert deliver() == 2
    assert deliver() == 0

    sent = [message.message() for message in django_mail.outbox]
    expected = [letter(1, cause="a").as_message(), letter(2, cause="b").as_message()]
    assert [str(message["Message-ID"]) for message in sent] == [str(message["Message-ID"]) for message in expected]
    assert [message["Subject"] for message in sent] == ["Brief 1: één café", "Brief 2: één café"]
    assert [message.recipients() for message in django_mail.outbox] == [["zoe@example.org"]] * 2


@pytest.mark.django_db
def test_deliver_hands_a_mail_server_the_very_bytes_that_were_stored(settings):
    queue(letter(1, cause="a"))

    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        sent = deliver()
        server.shutdown()

    assert sent == 1
    assert server.taken == [bytes(OutgoingMail.objects.get().message)]


@pytest.mark.django_db
def test_deliver_tries_again_later_and_gives_up_in_the_end(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    queue(letter(1, cause="a"))

    pauses = []
    for _ in range(MOST_ATTEMPTS):
        assert deliver() == 0
        assert deliver() == 0, "not before its time"
        mail = OutgoingMail.objects.get()
        pauses.append(mail.next_try_at - timezone.now())
        time_machine.shift(mail.next_try_at - timezone.now())

    mail = OutgoingMail.objects.get()
    assert (mail.attempts, mail.failed_at is not None, mail.sent_at) == (MOST_ATTEMPTS, True, None)
    assert mail.error == "ConnectionRefusedError: nobody home"
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]


class Unknown(Memory):
    """A mail server that does not know the recipient."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"zoe@example.org": (self.code, b"no")})


class UnknownForGood(Unknown):
    code = 550


class UnknownForNow(Unknown):
    code = 451


@pytest.mark.django_db
@pytest.mark.parametrize(("server", "given_up"), [(UnknownForGood, True), (UnknownForNow, False)])
def test_deliver_gives_up_at_once_when_the_address_is_refused_for_good(settings, server, given_up):
    settings.EMAIL_BACKEND = f"{__name__}.{server.__name__}"
    queue(letter(1, cause="a"))

    deliver()

    assert (OutgoingMail.objects.get().failed_at is not None) is given_up


@pytest.mark.django_db
def test_deliver_one_that_fails_does_not_hold_up_the_others(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    queue(letter(1, cause="a"))
    queue(letter(2, cause="b"))

    assert deliver() == 1

    assert OutgoingMail.objects.get(cause="b").sent_at is not None
    assert OutgoingMail.objects.get(cause="a").error == "ValueError: no such mailbox"


@pytest.mark.django_db
def test_deliver_takes_over_from_a_worker_that_died(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    queue(letter(1, cause="a"))
    # The state left by a worker that claimed the mail and was killed.
    OutgoingMail.objects.update(attempts=1, next_try_at=timezone.now() + CLAIM)

    assert deliver() == 0
    time_machine.shift(CLAIM)
    assert deliver() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_deliver_by_several_workers_at_once_sends_each_mail_once():
    for number in range(30):
        queue(letter(number, cause=str(number)))

    def work(_) -> int:
        try:
            return deliver()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        sent = sum(pool.map(work, range(6)))

    assert sent == len(django_mail.outbox) == 30
