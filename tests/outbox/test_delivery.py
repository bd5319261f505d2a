from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend as Memory
from django.db import connection, transaction
from django.utils import timezone

from outbox.delivery import CLAIM, LATE, LONGEST_PAUSE, TRY_FOR, ServerAway, deliver
from outbox.letter import Letter, Mailbox
from outbox.mail import is_queued, queue, rewrite, send_again
from outbox.models import OutgoingMail
from outbox.signals import leaves_late
from tests.mail_server import MailServer


class Away(Memory):
    """A mail server that is down."""

    def open(self):
        raise ConnectionRefusedError("nobody home")


class Failing(Memory):
    """A mail server that wants another password."""

    def send_messages(self, messages):
        raise SMTPSenderRefused(530, b"log in first", "post@wijkverband.example")


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


def use(settings, server: MailServer) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port


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
        use(settings, server)
        sent = deliver()
        server.shutdown()

    assert sent == 1
    assert server.taken == [bytes(OutgoingMail.objects.get().message)]


@pytest.mark.django_db
def test_deliver_sends_many_mails_over_one_connection(settings):
    for number in range(5):
        queue(letter(number, cause=str(number)))

    with MailServer() as server:
        use(settings, server)
        assert deliver() == 5
        server.shutdown()

    assert (len(server.taken), server.conversations) == (5, 1)


@pytest.mark.django_db
def test_deliver_goes_on_over_a_new_connection_when_the_server_ends_the_old_one(settings):
    for number in range(5):
        queue(letter(number, cause=str(number)))

    with MailServer(most_in_a_conversation=2) as server:
        use(settings, server)
        deliver()
        deliver(timezone.now() + LONGEST_PAUSE)
        server.shutdown()

    assert len(set(server.taken)) == len(server.taken) == 5
    assert not OutgoingMail.objects.waiting().exists()


@pytest.mark.django_db
def test_deliver_while_the_server_is_away_counts_against_no_mail_and_sends_all_when_it_is_back(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    server = settings.MAIL_TRANSPORT
    settings.MAIL_TRANSPORT = f"{__name__}.Away"
    for number in range(50):
        queue(letter(number, cause=str(number)))

    for _ in range(3 * 60):
        time_machine.shift(timedelta(minutes=1))
        with pytest.raises(ServerAway):
            deliver()
    settings.MAIL_TRANSPORT = server

    assert deliver() == 50


@pytest.mark.django_db
def test_deliver_that_finds_the_server_failing_tries_one_mail_and_leaves_the_others_alone(settings):
    settings.MAIL_TRANSPORT = f"{__name__}.Failing"
    for number in range(3):
        queue(letter(number, cause=str(number)))

    with pytest.raises(ServerAway):
        deliver()

    tried = OutgoingMail.objects.filter(next_try_at__isnull=False)
    assert [(mail.cause, mail.attempts) for mail in tried] == [("0", 0)]
    assert OutgoingMail.objects.due(timezone.now()).count() == 2


@pytest.mark.django_db
def test_deliver_gives_up_after_days_without_a_server(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    settings.MAIL_TRANSPORT = f"{__name__}.Away"
    queue(letter(1, cause="a"))

    given_up = []
    for pause in (timedelta(0), TRY_FOR - timedelta(minutes=1), timedelta(minutes=1)):
        time_machine.shift(pause)
        with pytest.raises(ServerAway):
            deliver()
        given_up.append(OutgoingMail.objects.given_up().exists())

    assert given_up == [False, False, True]
    assert OutgoingMail.objects.get().error == "ConnectionRefusedError: nobody home"


@pytest.mark.django_db
def test_mail_tried_again_after_it_was_given_up_has_all_its_days_once_more(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    settings.MAIL_TRANSPORT = f"{__name__}.UnknownForNow"
    queue(letter(1, cause="a"))
    pauses = tried_until_given_up(time_machine)

    assert send_again(OutgoingMail.objects.given_up()) == 1
    assert send_again(OutgoingMail.objects.given_up()) == 0
    again = tried_until_given_up(time_machine)

    assert again == pauses


@pytest.mark.django_db
def test_deliver_tries_a_mail_that_is_refused_for_now_with_growing_pauses_for_days(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    settings.MAIL_TRANSPORT = f"{__name__}.UnknownForNow"
    queue(letter(1, cause="a"))

    pauses = tried_until_given_up(time_machine)

    assert [pause // timedelta(minutes=1) for pause in pauses[:7]] == [1, 2, 4, 8, 16, 30, 30]
    assert TRY_FOR <= sum(pauses, timedelta()) < TRY_FOR + LONGEST_PAUSE


def tried_until_given_up(time_machine) -> list[timedelta]:
    """Deliver until the only mail is given up; return the pauses between the attempts."""
    pauses = []
    while True:
        assert deliver() == 0
        mail = OutgoingMail.objects.get()
        if mail.failed_at:
            return pauses
        assert deliver() == 0, "not before its time"
        pauses.append(mail.next_try_at - timezone.now())
        time_machine.shift(pauses[-1])


@pytest.mark.django_db
def test_new_mail_leaves_at_once_whatever_the_clock_of_the_web_server(time_machine):
    now = timezone.now()
    time_machine.move_to(now + timedelta(minutes=7), tick=False)
    queue(letter(1, cause="a"))

    time_machine.move_to(now, tick=False)

    assert deliver() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("left", "sent"), [(timedelta(seconds=1), 1), (timedelta(0), 0)])
def test_mail_that_means_nothing_any_more_is_not_sent_and_not_on_the_list(time_machine, left, sent):
    time_machine.move_to(timezone.now(), tick=False)
    queue(letter(1, cause="a"), expires_at=timezone.now() + timedelta(hours=1))
    time_machine.shift(timedelta(hours=1) - left)

    assert deliver() == sent

    mail = OutgoingMail.objects.get()
    assert (mail.was_too_late, bool(mail.sent_at)) == (not sent, bool(sent))
    assert not OutgoingMail.objects.given_up().exists()
    assert not OutgoingMail.objects.waiting().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("waits", "told"), [(LATE, True), (LATE - timedelta(seconds=1), False)])
def test_mail_that_leaves_late_is_made_true_first(time_machine, waits, told):
    def tell_the_truth(mail, **kwargs) -> None:
        rewrite(mail, letter(2, cause=mail.cause))

    time_machine.move_to(timezone.now(), tick=False)
    queue(letter(1, cause="a"))
    time_machine.shift(waits)
    leaves_late.connect(tell_the_truth)
    try:
        deliver()
    finally:
        leaves_late.disconnect(tell_the_truth)

    [sent] = django_mail.outbox
    assert sent.subject.startswith("Brief 2" if told else "Brief 1")


@pytest.mark.django_db
def test_given_up_counts_no_mail_that_a_later_one_made_up_for():
    for about, later in (("registration:1", "registration:1"), ("registration:2", "registration:3")):
        queue(letter(1, cause=f"{about}-first"), about=about)
        OutgoingMail.objects.filter(about=about).update(failed_at=timezone.now(), error="x")
        queue(letter(2, cause=f"{about}-second"), about=later)
    deliver()

    assert [mail.about for mail in OutgoingMail.objects.given_up()] == ["registration:2"]


@pytest.mark.django_db
def test_oldest_waiting_is_the_one_written_first_whenever_it_is_tried_next(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    queue(letter(1, cause="a"))
    first = timezone.now()
    # As when the mail server is away: no attempt counts.
    OutgoingMail.objects.update(next_try_at=first + timedelta(days=1), error="ConnectionRefusedError")
    time_machine.shift(timedelta(hours=2))
    queue(letter(2, cause="b"))

    assert OutgoingMail.objects.oldest_waiting() == first
    OutgoingMail.objects.update(sent_at=timezone.now())
    assert OutgoingMail.objects.oldest_waiting() is None


@pytest.mark.django_db
def test_oldest_waiting_counts_a_mail_whose_workers_died_and_none_that_was_refused(settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    settings.MAIL_TRANSPORT = f"{__name__}.UnknownForNow"
    queue(letter(1, cause="refused"))
    deliver()
    time_machine.shift(timedelta(hours=2))
    queue(letter(2, cause="lost"))
    lost = timezone.now()

    settings.MAIL_TRANSPORT = f"{__name__}.Killed"
    for _ in range(4):  # each claims a mail, and is killed before it knows the outcome
        with pytest.raises(KeyboardInterrupt):
            deliver()
        time_machine.shift(CLAIM)
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {2, 3}

    assert OutgoingMail.objects.oldest_waiting() == lost


class Killed(Memory):
    """A mail server during whose answer the worker is killed."""

    def send_messages(self, messages):
        raise KeyboardInterrupt


class Unknown(Memory):
    """A mail server that does not know the recipient."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"zoe@example.org": (self.code, b"no")})


class UnknownForGood(Unknown):
    code = 550


class UnknownForNow(Unknown):
    code = 451


class NotThisText(Memory):
    """A mail server that takes no mail with this text."""

    def send_messages(self, messages):
        raise SMTPDataError(554, b"5.7.1 rejected")


@pytest.mark.django_db
@pytest.mark.parametrize(("server", "given_up"), [(UnknownForGood, True), (UnknownForNow, False), (NotThisText, True)])
def test_deliver_gives_up_at_once_when_the_mail_is_refused_for_good(settings, server, given_up):
    settings.MAIL_TRANSPORT = f"{__name__}.{server.__name__}"
    queue(letter(1, cause="a"))

    deliver()

    assert (OutgoingMail.objects.get().failed_at is not None) is given_up


@pytest.mark.django_db
def test_deliver_one_that_fails_does_not_hold_up_the_others(settings):
    settings.MAIL_TRANSPORT = f"{__name__}.Choosy"
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


@pytest.mark.django_db
def test_stored_address_with_special_letters_is_mailed_at_its_own_domain(mailoutbox):
    OutgoingMail.objects.create(cause="x", recipient="jan@faß.de", message=b"Subject: x\r\n\r\nx\r\n")

    deliver()

    assert [message.to for message in mailoutbox] == [["jan@xn--fa-hia.de"]]
