"""Mails that we write by hand: the standard library's parser reads them as it reads those of its own writer."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.headers import one_line
from outbox.letter import Letter, Mailbox, Part

ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=100)
WORDS = st.one_of(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=120), ASCII)


def read(letter: Letter) -> EmailMessage:
    message = message_from_bytes(letter.as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert not any(part.defects for part in message.walk())
    return message


def letter(**changes) -> Letter:
    fields = {
        "subject": "Bevestig je plek",
        "to": Mailbox("Sanne", "sanne@example.org"),
        "text": "Hallo",
        "html": "<p>",
    }
    return Letter(cause="confirm:1", **{**fields, **changes})


def mailbox(letter: Letter) -> tuple[str, str]:
    """Return the name and the address of the recipient, as the standard library's old parser reads them.

    The new one keeps the space between two encoded words of a name (RFC 2047 6.2), which mail programs do not.
    """
    name, email = parseaddr(re.sub(r"\r\n ", " ", message_from_bytes(letter.as_bytes())["To"]))
    return str(make_header(decode_header(name))), email


@given(WORDS, WORDS)
def test_names_and_subjects_come_across_whole(name, subject):
    written = letter(to=Mailbox(name, "sanne@example.org"), subject=subject)

    message = read(written)
    assert [one.addr_spec for one in message["To"].addresses] == ["sanne@example.org"]
    assert mailbox(written) == (one_line(name), "sanne@example.org")
    assert str(message["Subject"]) == one_line(subject)


@given(st.text(st.characters(exclude_categories=["C"], include_characters="\n\t"), max_size=400))
def test_texts_come_across_whole(text):
    message = read(letter(text=text, html=f"<p>{text}"))

    lines = text.splitlines()
    assert message.get_body(("plain",)).get_content().splitlines() == (lines or [""])
    assert message.get_body(("html",)).get_content().splitlines() == f"<p>{text}".splitlines()


@pytest.mark.parametrize(
    "wicked", ["a\r\nBcc: b@example.org", "a\nBcc: b@example.org", "a\x00\x0bBcc: b", "a\u2028Bcc: b"]
)
def test_no_value_adds_a_header_or_holds_what_may_not_stand_in_one(wicked):
    raw = letter(subject=wicked, to=Mailbox(wicked, "sanne@example.org"), reply_to=Mailbox(wicked, "a@b.nl")).as_bytes()
    head = raw.partition(b"\r\n\r\n")[0]

    assert message_from_bytes(raw, policy=default)["Bcc"] is None
    assert not any(octet < 32 and octet not in b"\r\n" for octet in head)


@pytest.mark.parametrize(
    "name", ["", "Jan", 'Jan "O\'Neil" \\ Smit', "Zoë Bos", "=?utf-8?q?Bcc?=", "Ünal " * 24, "Jan " * 30]
)
def test_lines_are_short_and_end_as_they_should(name):
    raw = letter(to=Mailbox(name, "sanne@example.org"), subject=f"Over {name}").as_bytes()

    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 200
    assert mailbox(letter(to=Mailbox(name, "sanne@example.org")))[0] == one_line(name)


def test_is_built_like_the_standard_library_does():
    written = letter(
        alternatives=[Part(b"BEGIN:VCALENDAR\r\n", 'text/calendar; charset="utf-8"; method=REQUEST')],
        files=[Part(b"BEGIN:VCALENDAR\r\n", "application/ics", "bijeenkomst.ics")],
    )
    model = EmailMessage()
    model.set_content("Hallo")
    model.add_alternative("<p>", subtype="html")
    model.add_alternative("BEGIN:VCALENDAR\r\n", subtype="calendar", params={"method": "REQUEST"})
    model.add_attachment(b"BEGIN:VCALENDAR\r\n", maintype="application", subtype="ics", filename="bijeenkomst.ics")

    def shape(message) -> list:
        parts = [
            (part.get_content_type(), part.get_filename(), part.get_content_disposition()) for part in message.walk()
        ]
        return [
            *parts,
            next(
                part["Content-Type"].params.get("method")
                for part in message.walk()
                if part.get_content_subtype() == "calendar"
            ),
        ]

    message = read(written)
    assert shape(message) == shape(model)
    assert [part.get_content() for part in message.iter_attachments()] == [b"BEGIN:VCALENDAR\r\n"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["MIME-Version"] == "1.0"


def test_same_cause_is_the_same_message():
    one, other = read(letter()), read(letter(subject="Anders"))

    assert (
        one["Message-ID"]
        == other["Message-ID"]
        != read(Letter(cause="x", subject="", to=Mailbox("", "a@b.nl"), text="", html=""))["Message-ID"]
    )
