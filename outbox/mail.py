"""Put a finished message in the outbox."""

from django.utils import timezone

from outbox.headers import one_line
from outbox.letter import Letter
from outbox.models import OutgoingMail


def queue(letter: Letter, *, about: str = "") -> bool:
    """Writes ``letter`` for sending, in the running transaction. At most one per cause; False when it was there already.

    Also when somebody else wrote it this very moment: then theirs is sent, and nothing fails here.
    The worker looks every second; nothing has to wake it.
    """
    mail = OutgoingMail(
        cause=letter.cause,
        about=about,
        recipient=letter.to.email,
        subject=one_line(letter.subject)[:255],
        message=letter.as_bytes(),
    )
    return mail.insert_unless_there()


def send_again(mail: OutgoingMail) -> None:
    """Gives a mail that was given up its attempts once more. Twice is as good as once."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False)
    given_up.update(failed_at=None, attempts=0, next_try_at=timezone.now())
