"""``/demo/postvak/``: the demo's mail, which can be read but is never sent."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import get_connection
from django.urls import path

from config.urls import urlpatterns as production
from events.registration import registering, rule
from home import mailbox
from outbox.delivery import FinishedMessage, deliver
from outbox.models import OutgoingMail
from tests import screen
from tests.factories import date_of_a_meetup

urlpatterns = [
    path("demo/postvak/", mailbox.mailbox, name="demo_mailbox"),
    path("demo/postvak/<str:name>/", mailbox.mail, name="demo_mail"),
    path("demo/postvak/<str:name>/html/", mailbox.mail_html, name="demo_mail_html"),
    path("demo/postvak/<str:name>/deel/<int:number>/", mailbox.mail_part, name="demo_mail_part"),
    *production,
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
MAILS = ".wv-mailbox a"


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.DEMO = True
    settings.DEMO_MAIL_DIR = tmp_path / "mail"
    settings.MAIL_TRANSPORT = "outbox.backends.FolderBackend"


def put(
    *,
    subject: str = "Onderwerp",
    text: str = "Tekst",
    html: str = "",
    extra: bytes | None = None,
    sender: str = "Wijkverband <post@x.example>",
) -> str:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, "sanne@example.org", subject
    message["Date"] = "Mon, 01 Mar 2027 12:00:00 +0100"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    if extra is not None:
        message.add_attachment(extra, maintype="application", subtype="octet-stream", filename="x.exe")
    get_connection(settings.MAIL_TRANSPORT).send_messages(
        [FinishedMessage(message.as_bytes(), recipient="sanne@example.org")]
    )
    return max(mail.stem for mail in folder().glob("*.eml"))


def folder() -> Path:
    return Path(settings.DEMO_MAIL_DIR)


@pytest.mark.urls("config.urls")
@pytest.mark.parametrize("url", ["/demo/postvak/", "/demo/postvak/20270301/", "/demo/postvak/20270301/html/"])
def test_mailbox_outside_the_demo_is_not_there(client, site_tree, url):
    assert client.get(url).status_code == 404


def test_mailbox_without_mail_says_so(client, site_tree):
    response = client.get("/demo/postvak/")

    assert (response.status_code, screen.texts(response, ".wv-mailbox li")) == (200, [])
    assert "Nog geen mail" in response.text


def test_mailbox_shows_what_was_sent_last_first(client, site_tree):
    put(subject="Eerste")
    put(subject="Tweede: <b>&amp;</b> é")

    response = client.get("/demo/postvak/")

    assert screen.texts(response, MAILS) == ["Tweede: <b>&amp;</b> é", "Eerste"]
    assert "<b>&amp;</b>" not in response.text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        (
            '"Wijkverband namens Welzijn Zonnewijzer (voorbeeld)" <post@x.example>',
            "Wijkverband namens Welzijn Zonnewijzer (voorbeeld) &lt;post@x.example&gt;",
        ),
        ("post@x.example", "post@x.example"),
    ],
    ids=["a name in quotes", "no name"],
)
def test_mail_shows_who_sent_it_as_a_mail_program_does(client, site_tree, sender, shown):
    name = put(sender=sender)

    assert f"<dd>{shown}</dd>" in client.get(f"/demo/postvak/{name}/").text


def test_mailbox_has_the_whole_mail_of_a_registration(client):
    date = date_of_a_meetup(title="Wijklunch")
    made = rule.confirm(registering.register(date, name="Sanne de Vries", email="sanne@example.org"))
    deliver()
    mails = {subject.split(":")[0]: url for subject, url in screen.links(client.get("/demo/postvak/"), MAILS)}

    mail = client.get(mails["Je plek staat vast"])
    [frame] = screen.parsed(mail).select("iframe")
    attachment = client.get(screen.addresses(mail, ".wv-mail-head .wv-chips a")[0])

    assert set(mails) == {"Bevestig je plek", "Je plek staat vast"}
    assert screen.texts(mail, ".wv-mail-head dd")[1] == "Sanne de Vries <sanne@example.org>"
    assert "Wijklunch" in screen.text(mail, "pre")
    assert "Wijklunch" in client.get(frame["src"]).text
    assert f"UID:{made.date.uid}".encode() in attachment.content.replace(b"\r\n ", b"")
    assert attachment["Content-Type"] == "text/calendar; charset=utf-8"
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0


def test_mailbox_shows_html_that_may_run_nothing(client, site_tree):
    name = put(html="<p>Hoi</p><script>alert(1)</script>")

    page, html = client.get(f"/demo/postvak/{name}/"), client.get(f"/demo/postvak/{name}/html/")

    policy = html["Content-Security-Policy"]
    assert "<script>alert" not in page.text
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    # The surrounding page may measure it (allow-same-origin), but it runs no scripts and submits no forms.
    assert not {"allow-scripts", "allow-forms"} & set(policy.split())
    assert html["X-Frame-Options"] == "SAMEORIGIN"


def test_mailbox_of_a_mail_without_html_has_none(client, site_tree):
    name = put()

    assert screen.parsed(client.get(f"/demo/postvak/{name}/")).select("iframe") == []
    assert client.get(f"/demo/postvak/{name}/html/").status_code == 404


@pytest.mark.parametrize("number", [0, 1, 2, 99])
def test_mailbox_hands_out_calendar_parts_only(client, site_tree, number):
    name = put(extra=b"MZ")

    assert client.get(f"/demo/postvak/{name}/deel/{number}/").status_code == 404


@pytest.mark.parametrize(
    "name", ["..", ".", "%2e%2e", "x", "20270301-000000-000000-zzzzzz", "2027\n", "20270301", "..%2f..%2fsecret", "é"]
)
def test_mailbox_of_a_mail_that_is_not_there_is_a_404(client, site_tree, name):
    folder().mkdir()
    (folder().parent / "secret.eml").write_bytes(b"Subject: zilvervos\r\n\r\n")

    response = client.get(f"/demo/postvak/{name}/")

    assert response.status_code == 404
    assert "zilvervos" not in response.text


def test_mailbox_keeps_the_list_short(client, site_tree):
    folder().mkdir()
    for number in range(mailbox.MOST + 5):
        (folder() / f"20270301-{number:06}.eml").write_bytes(b"Subject: x\r\nTo: a@b.example\r\n\r\n")
    (folder() / ".20270301-half.eml").write_bytes(b"half")

    assert len(screen.texts(client.get("/demo/postvak/"), MAILS)) == mailbox.MOST
