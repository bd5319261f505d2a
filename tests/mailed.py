"""Mails in the outbox, as their recipients read them."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from outbox.models import OutgoingMail


def mails_to(email: str) -> list[EmailMessage]:
    rows = OutgoingMail.objects.filter(recipient=email).order_by("pk")
    return [message_from_bytes(bytes(row.message), EmailMessage, policy=default) for row in rows]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    return message.get_body((kind,)).get_content()


def code_mailed_to(email: str) -> str:
    """Return the code in the last mail to ``email``."""
    found = re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", text_of(mails_to(email)[-1]), re.MULTILINE)
    return found.group(1)


def sign_in_by_code(client, email: str, **data):
    """Sign in with a mailed code. Return the last response."""
    client.post("/account/login/code/", {"email": email, **data})
    return client.post("/account/login/code/confirm/", {"code": code_mailed_to(email), **data})
