"""User input in mail headers."""

from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default

from hypothesis import example, given
from hypothesis import strategies as st

from outbox.headers import one_line

AS_HEADERS = st.text(alphabet=st.sampled_from('=?utf-8bqQ_0dDaA \r\n\t\x00\x85\u2028:;,<>()"\\@é😀\udc80'), max_size=60)


@given(words=AS_HEADERS)
@example(words="=?utf-8?q?x=0d=0aBcc:_iedereen?=")
@example(words="=?utf-8?b?eA0KQmNjOiBpZWRlcmVlbg==?=")
@example(words="=" * 3 + "?" * 3 + "utf-8?q?=0a?=")
def test_whatever_somebody_writes_stays_in_its_header(words):
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(words)
    message["From"] = message["To"] = Address(one_line(words), addr_spec="fatima@example.org")
    message.set_content("Hallo")

    read = message_from_bytes(message.as_bytes(), policy=default)

    assert read.keys() == message.keys()
    assert [address.addr_spec for address in read["To"].addresses] == ["fatima@example.org"]
    assert read.get_content().split() == ["Hallo"]
