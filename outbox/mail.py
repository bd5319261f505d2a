"""Put a finished message in the outbox."""

from email.message import EmailMessage

from django.utils import timezone

from outbox.models import OutgoingMail
from outbox.tasks import deliver_mail


def queue(message: EmailMessage, *, cause: str, about: str = "") -> bool:
    """Writes ``message`` for sending, in the running transaction. At most one per ``cause``; False when it was there already."""
    if OutgoingMail.objects.filter(cause=cause).exists():
        return False
    mail = OutgoingMail(
        cause=cause,
        about=about,
        recipient=message["To"].addresses[0].addr_spec,
        subject=str(message["Subject"])[:255],
        message=message.as_bytes(),
    )
    # Somebody else may write it this very moment: then theirs is sent, and nothing fails here.
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
    deliver_mail.enqueue()
    return True


def send_again(mail: OutgoingMail) -> None:
    """Gives a mail that was given up its attempts once more. Twice is as good as once."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False)
    if given_up.update(failed_at=None, attempts=0, next_try_at=timezone.now()):
        deliver_mail.enqueue()
