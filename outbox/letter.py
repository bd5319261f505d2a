"""Serialisation of a mail from plain values to bytes (RFC 5322, MIME).

Written by hand, because the standard library's ``EmailMessage`` parses every header and folds every line in Python.
That took a fifth of the time of a registration. ``tests/outbox/test_letter.py`` parses the output with the standard
library.
"""

from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from outbox.headers import one_line
from web.addresses import sendable_or_nothing
from web.plain_text import plain

HOST = settings.SITE_URL.split("://")[-1].split(":")[0]
LINE = 76


@dataclass(frozen=True)
class Mailbox:
    name: str
    email: str


@dataclass(frozen=True)
class Part:
    """Part besides the text: an invitation as an alternative to it, or an attached file."""

    body: bytes
    content_type: str
    """Content type with its parameters, except the file name."""
    filename: str = ""


def sender(name: str = "") -> Mailbox:
    """Return the site's own mailbox, shown as ``name`` if it writes on somebody's behalf."""
    own_name, email = _parsed(settings.DEFAULT_FROM_EMAIL)
    return Mailbox(name or own_name or settings.WAGTAIL_SITE_NAME, email)


_parsed = lru_cache(maxsize=8)(parseaddr)


@dataclass(kw_only=True)
class Letter:
    """One mail to one mailbox, as text and HTML. ``cause`` determines its Message-ID."""

    cause: str
    subject: str
    to: Mailbox
    text: str
    html: str
    sender: Mailbox = field(default_factory=sender)
    reply_to: Mailbox | None = None
    alternatives: list[Part] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    """Further headers, in ASCII and without line breaks."""
    written_at: datetime = field(default_factory=timezone.now)

    def as_bytes(self) -> bytes:
        # Keyed: causes hold ids of rows, and a reader of two mails must not see how many came between.
        digest = salted_hmac("outbox.letter", self.cause, algorithm="sha256").hexdigest()
        headers = [
            header("Subject", self.subject),
            address("From", self.sender),
            address("To", self.to),
            *([address("Reply-To", self.reply_to)] if self.reply_to else []),
            f"Date: {format_datetime(self.written_at)}",
            f"Message-ID: <{digest[:40]}@{HOST}>",
            "Auto-Submitted: auto-generated",
            *(fold(f"{name}: {value}") for name, value in self.headers.items()),
            "MIME-Version: 1.0",
        ]
        texts = [quoted(self.text, "text/plain"), quoted(self.html, "text/html"), *map(encoded, self.alternatives)]
        whole = multipart("alternative", texts, digest[:24])
        if self.files:
            whole = multipart("mixed", [whole, *map(encoded, self.files)], digest[24:48])
        return "\r\n".join(headers).encode() + b"\r\n" + whole

    def as_message(self) -> EmailMessage:
        """Parse the mail as a mail program does, for display."""
        message = BytesParser(EmailMessage, policy=SMTP).parsebytes(self.as_bytes())
        assert isinstance(message, EmailMessage)
        return message


def header(name: str, value: str) -> str:
    """Return a header, folded."""
    value = one_line(value)
    if value.isascii():
        return fold(f"{name}: {value}")
    folded = Header(value, "utf-8", maxlinelen=LINE, header_name=name).encode(linesep="\r\n")
    return f"{name}: {folded}"


def fold(line: str) -> str:
    """Fold an ASCII header at 76 characters where possible (RFC 5322 2.2.3), never right after its name."""
    name, first, *words = line.split(" ")
    lines = [f"{name} {first}"]
    for word in words:
        if len(lines[-1]) + len(word) < LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(f" {word}")
    return "\r\n".join(lines)


def address(name: str, mailbox: Mailbox) -> str:
    words, email = one_line(mailbox.name), one_line(sendable_or_nothing(mailbox.email) or mailbox.email)
    if not words:
        return f"{name}: {email}"
    if words.isascii():
        escaped = words.replace("\\", "\\\\").replace('"', '\\"')
        words = f'{name}: "{escaped}"'
    else:
        words = header(name, words)
    fits = len(words.rpartition("\n")[2]) + len(email) + 3 <= LINE
    return f"{words} <{email}>" if fits else f"{words}\r\n <{email}>"


def quoted(text: str, content_type: str) -> bytes:
    head = f'Content-Type: {content_type}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head.encode() + b"".join(map(_quoted_line, plain(text).removesuffix("\n").split("\n")))


# Mails of one kind share nearly all their lines.
@lru_cache(maxsize=2048)
def _quoted_line(line: str) -> bytes:
    return b2a_qp(f"{line}\r\n".encode(), istext=True)


def encoded(part: Part) -> bytes:
    headers = [f"Content-Type: {part.content_type}", "Content-Transfer-Encoding: base64"]
    if part.filename:
        headers.append(f'Content-Disposition: attachment; filename="{part.filename}"')
    body = encodebytes(part.body).replace(b"\n", b"\r\n")
    return "\r\n".join([*headers, "", ""]).encode() + body


def multipart(kind: str, parts: list[bytes], mark: str) -> bytes:
    """Join ``parts`` with a boundary made from ``mark``.

    The boundary occurs in no part, because neither of the two encodings produces “=_”.
    """
    boundary = f"=_{mark}"
    start = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n'.encode()
    between = f"\r\n--{boundary}\r\n".encode()
    return start + b"".join(between + part for part in parts) + f"\r\n--{boundary}--\r\n".encode()
