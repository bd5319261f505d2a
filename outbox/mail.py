"""Put a finished message in the outbox."""

from email.message import EmailMessage

from outbox.models import OutgoingMail
from outbox.tasks import deliver_mail


def queue(message: EmailMessage, *, cause: str) -> bool:
    """Writes ``message`` for sending, in the running transaction. At most one per ``cause``; False when it was there already."""
    _, created = OutgoingMail.objects.get_or_create(
        cause=cause,
        defaults={
            "recipient": message["To"].addresses[0].addr_spec,
            "subject": str(message["Subject"])[:255],
            "message": message.as_bytes(),
        },
    )
    if created:
        deliver_mail.enqueue()
    return created
