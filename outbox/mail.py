"""Put a finished message in the outbox."""

from django.db import connections, router
from django.utils import timezone

from outbox.headers import one_line
from outbox.letter import Letter
from outbox.models import OutgoingMail


def queue(letter: Letter, *, about: str = "") -> bool:
    """Writes ``letter`` for sending, in the running transaction. At most one per cause; False when it was there already.

    The worker looks every second; nothing has to wake it.
    """
    mail = OutgoingMail(
        cause=letter.cause,
        about=about,
        recipient=letter.to.email,
        subject=one_line(letter.subject)[:255],
        message=letter.as_bytes(),
    )
    return _add(mail)


def _add(mail: OutgoingMail) -> bool:
    """False when somebody else wrote it, be it this very moment: then theirs is sent, and nothing fails here.

    One statement, and it says whether it wrote; Django's own way of ignoring a conflict does not.
    """
    connection = connections[router.db_for_write(OutgoingMail)]
    fields = [field for field in OutgoingMail._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    quote = connection.ops.quote_name
    columns, marks = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(field.pre_save(mail, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(OutgoingMail._meta.db_table)} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608, SLF001
            values,
        )
        return cursor.rowcount == 1


def send_again(mail: OutgoingMail) -> None:
    """Gives a mail that was given up its attempts once more. Twice is as good as once."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, failed_at__isnull=False)
    given_up.update(failed_at=None, attempts=0, next_try_at=timezone.now())
