"""Every mail of the site, rendered from unsaved examples."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from events.mail import composing, mailing, messages, to_organisers
from events.mail.date_facts import read_facts
from events.mail.notified import changes_since, notified_fields
from events.mail.words import Kind, moment_words
from events.models import EventDate, Person, Registration
from events.models.attendance import Attendance
from events.pages.models import MeetupPage
from events.self_service import calendar_mail
from home.style_guide import conference_mails, digest_mails, examples, knowledge_mails, reaction_mails
from network import welcome
from outbox.letter import Mailbox
from outbox.rendering import render_mail

State = Registration.State

STATES = {
    Kind.CONFIRM: State.HELD,
    Kind.CONFIRM_WAITING: State.WAITING,
    Kind.CONFIRM_REQUEST: State.REQUESTED,
    Kind.CONFIRM_REMINDER: State.HELD,
    Kind.HOLD_LAPSED: State.EXPIRED,
    Kind.NO_PLACE: State.WAITING,
    Kind.WAITING: State.WAITING,
    Kind.REQUESTED: State.REQUESTED,
    Kind.DECLINED: State.DECLINED,
    Kind.CANCELLED_BY_YOU: State.CANCELLED,
    Kind.CHANGED_DATE: State.CANCELLED,
    Kind.CANCELLED_BY_ORGANISER: State.CANCELLED,
    Kind.OFFERED: State.OFFERED,
    Kind.OFFER_LAPSED: State.WAITING,
}
"""State of the registration when the mail goes out. For all other mails it is confirmed."""

ACCOUNT = {
    "login_code": {"code": "K4P9-TX2M"},
    "email_confirmation": {"code": "K4P9-TX2M"},
    "password_reset_code": {"code": "K4P9-TX2M"},
    "unknown_account": {"email": "fatima@example.org", "signup_url": f"{settings.SITE_URL}/account/signup/"},
    "account_already_exists": {
        "email": "fatima@example.org",
        "password_reset_url": f"{settings.SITE_URL}/account/password/reset/",
    },
}


@dataclass(frozen=True)
class Mail:
    name: str
    subject: str
    text: str
    html: str


def of_registration(kind: Kind) -> EmailMessage:
    online = {"attendance": MeetupPage.Attendance.HYBRID, "online_url": "https://vergader.example.org/wijklunch"}
    page = examples.meetup(**(online if kind in {Kind.REGISTERED, Kind.REMINDER, Kind.ATTENDANCE_CHANGED} else {}))
    status = {Kind.DATE_CANCELLED: EventDate.Status.CANCELLED, Kind.DATE_POSTPONED: EventDate.Status.POSTPONED}.get(
        kind
    )
    about = {"status": status, "reason": "De zaal staat blank."} if status else {}
    if kind == Kind.CHANGED:
        about["location"] = "Buurthuis De Vuursteen"
    date = examples.date_of(page, in_days=-1 if kind == Kind.THANKS else 16, **about)
    somebody = examples.registration(
        date,
        STATES.get(kind, State.CONFIRMED),
        held_until=timezone.now() + timedelta(hours=24),
        placed_at=timezone.now(),
        attendance=Attendance.ONLINE if kind == Kind.ATTENDANCE_CHANGED else "",
    )
    changes = changes_since(notified_before(kind, date), date) if kind in {Kind.MOVED, Kind.CHANGED} else []
    more: dict = {}
    if kind in {Kind.SEVERAL, Kind.CONFIRM_SEVERAL}:
        words = "je plek staat vast" if kind == Kind.SEVERAL else "nog te bevestigen"
        cards = [examples.card(), examples.card(date={"in_days": 37})]
        more = {
            "holds": True,
            "rows": [
                {"card": card, "state": words, "link": f"{settings.SITE_URL}/aanmelding/voorbeeld/"} for card in cards
            ],
        }
    if kind == Kind.SEVERAL:
        more |= messages.about_several(date, has_file=True)
    if kind in {Kind.CONFIRM_REMINDER, Kind.HOLD_LAPSED}:
        more = {"holds": True, "booked_by": "Noor van Dijk"}
    if kind == Kind.COLLEAGUE_LAPSED:
        more = {"colleagues": "Bo Smit"}
    if kind == Kind.CHANGED_DATE:
        more = {"now_on": moment_words(examples.date_of(page, in_days=37))}
    if kind == Kind.PROGRAMME_CHANGED:
        more = {"programme_changes": [change.words for change in conference_mails.CHANGES]}
    if kind == Kind.PROGRAMME_CHOSEN:
        more = {"programme": conference_mails.PROGRAMME}
    if kind in messages.WITH_ALTERNATIVES:
        more = {"alternatives": [examples.card(date={"in_days": 37})]}
    return composing.compose(kind, somebody, cause=f"stijlgids:{kind}", changes=changes, more=more).as_message()


def notified_before(kind: Kind, date: EventDate) -> dict[str, str]:
    """Return a snapshot of ``date`` as announced earlier, on another day or in another place."""
    fields = notified_fields(date)
    if kind == Kind.CHANGED:
        return {**fields, "location": "Buurthuis De Linde"}
    return {**fields, **{name: (getattr(date, name) - timedelta(days=7)).isoformat() for name in ("start", "end")}}


def of_welcome() -> EmailMessage:
    person = User(first_name="Fatima", last_name="el Amrani", email="fatima@example.org")
    by = User(first_name="Olga", last_name="Smit", email="olga@example.org")
    return welcome.compose(person, examples.meetup().organisation, by=by, cause="stijlgids:welcome").as_message()


def of_organiser(kind: to_organisers.OrganiserMailKind) -> EmailMessage:
    date = examples.date_of(examples.meetup(), in_days=1 if kind == to_organisers.OrganiserMailKind.DAY_BEFORE else 16)
    return to_organisers.compose(
        kind,
        date,
        to_organisers.Numbers(
            coming=12, waiting=2, asking=3 if kind == to_organisers.OrganiserMailKind.REQUESTS else 0
        ),
        to=Mailbox("Olga Smit", "olga@example.org"),
        cause=f"stijlgids:{kind}",
    ).as_message()


def of_mailing() -> EmailMessage:
    somebody = examples.registration(examples.date_of(examples.meetup(), in_days=16), State.CONFIRMED)
    words = "We lopen een stuk buiten. Neem een warme jas mee.\n\nHoe je er komt, lees je op www.voorbeeld.nl."
    text = mailing.Text("Neem dinsdag een jas mee", words, Mailbox("Olga Smit", "olga@example.org"))
    shared = mailing.shared_context(somebody.date, text, facts=read_facts(somebody.date))
    return mailing.compose([somebody], text, shared, cause="stijlgids:mailing", written_at=timezone.now()).as_message()


def of_account(name: str) -> EmailMessage:
    context = {"email": "fatima@example.org", "valid_until": timezone.now() + settings.CODE_LIFETIME, **ACCOUNT[name]}
    written = get_adapter().render_mail(f"account/email/{name}", "fatima@example.org", context)
    message = EmailMessage()
    message["Subject"] = written.subject
    message.set_content(written.body)
    for html, _kind in getattr(written, "alternatives", []):
        message.add_alternative(html, subtype="html")
    return message


def of_links() -> EmailMessage:
    one, other = examples.card(), examples.card(title="Nieuw in de wijk? Maak je rondje", date={"in_days": 37})
    rows = [
        {"name": "Fatima el Amrani", "card": card, "state": state, "link": f"{settings.SITE_URL}/aanmelding/voorbeeld/"}
        for card, state in ((one, "je plek staat vast"), (other, "wachtlijst, plek 2"))
    ]
    data = [{"name": "Fatima el Amrani", "link": f"{settings.SITE_URL}/mijn/gegevens/voorbeeld/"}]
    context = {"rows": rows, "data": data, "site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
    text, html = render_mail("links", context)
    message = EmailMessage()
    message["Subject"] = "De links naar je aanmeldingen"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


def of_personal_feed() -> EmailMessage:
    person = Person(name="Fatima el Amrani", email="fatima@example.org")
    return calendar_mail.compose(person, "/mijn/kalender/voorbeeld.ics", cause="stijlgids:personal_feed").as_message()


WRITERS: dict[str, Callable[[], EmailMessage]] = {
    **{kind.value: lambda kind=kind: of_registration(kind) for kind in Kind},
    **{kind.value: lambda kind=kind: of_organiser(kind) for kind in to_organisers.OrganiserMailKind},
    mailing.KIND: of_mailing,
    "links": of_links,
    "personal_feed": of_personal_feed,
    "welcome": of_welcome,
    **conference_mails.WRITERS,
    **digest_mails.WRITERS,
    **knowledge_mails.WRITERS,
    **reaction_mails.WRITERS,
    **{f"account-{name}": lambda name=name: of_account(name) for name in ACCOUNT},
}
"""Functions that render a mail, by the name of its template."""


def example_mail(name: str) -> Mail:
    message = WRITERS[name]()
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    return Mail(name, str(message["Subject"]), text.get_content(), html.get_content() if html else "")


def in_dark(html: str) -> str:
    """Apply the dark mode styles of ``html`` always, also if the browser is in light mode."""
    return html.replace("@media (prefers-color-scheme: dark)", "@media all")
