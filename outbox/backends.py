"""Django's mail backends of the site."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.utils import timezone

from outbox.mail import queue_message


class OutboxBackend(BaseEmailBackend):
    """Backend that leaves all mail in the outbox: of allauth, of Wagtail, and of whatever else uses Django's API."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            queue_message(message)
        return len(email_messages)


class FolderBackend(BaseEmailBackend):
    """Transport of the demo: writes each message to a file in a folder, which ``/demo/postvak/`` reads."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.DEMO_MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            now: datetime = timezone.now()
            name = f"{now:%Y%m%d-%H%M%S-%f}-{uuid4().hex[:6]}.eml"
            part = folder / f".{name}"
            part.write_bytes(message.message().as_bytes())
            part.rename(folder / name)  # atomic, so that no reader sees an incomplete file
        return len(email_messages)
