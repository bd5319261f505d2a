"""All that we hold of a person, for themselves (GDPR articles 15 and 20)."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from events.digests.held import about_digests, addresses_of
from events.models import Person, PersonalFeed, Registration
from events.models.dates import AMSTERDAM
from events.registration.needs import Needs, needs_of
from knowledge.models import Contributor
from knowledge.privacy.own_data import about_contributor
from network.models import OrganisationPage
from outbox.models import OutgoingMail
from web.personal_data import Section, section


def what_we_hold(people: list[Person], contributors: list[Contributor], user: User | None = None) -> list[Section]:
    found = [about_account(user)] if user else []
    found += [about_person(person) for person in people]
    # Mails to an address are listed once.
    listed = {person.email for person in people}
    found += [about_contributor(one, with_mails=one.email not in listed) for one in contributors]
    addresses = listed | {one.email for one in contributors}
    return found + about_digests(addresses | addresses_of(user) if user else addresses)


def as_json(sections: list[Section]) -> dict:
    """Return ``sections`` in machine-readable form: labels as keys, times in ISO 8601."""
    return {
        "gemaakt op": timezone.now().isoformat(),
        "gegevens": [_section_as_json(section) for section in sections],
    }


def _section_as_json(section: Section) -> dict:
    facts = {
        label: value.isoformat() if isinstance(value, datetime) else value for label, value in section["facts"].items()
    }
    parts = [_section_as_json(part) for part in section["parts"]]
    return {"wat": section["title"], **facts, **({"onderdelen": parts} if parts else {})}


def in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(value.astimezone(AMSTERDAM), "j F Y, G.i")
    return str(value)


def about_account(user: User) -> Section:
    addresses = EmailAddress.objects.filter(user=user).order_by("-primary", "pk")
    organisations = OrganisationPage.objects.filter(group__user=user).order_by("title")
    factors = [factor.get_type_display() for factor in Authenticator.objects.filter(user=user)]
    return section(
        _("Je account"),
        {
            _("Naam"): user.get_full_name(),
            _("E-mailadressen"): ", ".join(address.email for address in addresses) or user.email,
            _("Gemaakt op"): user.date_joined,
            _("Laatst ingelogd"): user.last_login,
            _("Je werkt voor"): ", ".join(organisation.title for organisation in organisations),
            _("Extra beveiliging"): ", ".join(map(str, factors)),
        },
        about_feeds(PersonalFeed.objects.filter(user=user)),
    )


def about_person(person: Person) -> Section:
    registrations = (
        Registration.objects.filter(person=person)
        .select_related("date__page", "booking__discipline", "booking__booked_by", "booking__need")
        .prefetch_related("decisions", "mailings", "booking__answers__question")
        .order_by("date__start", "pk")
    )
    parts = [about_registration(registration) for registration in registrations]
    if person.email:
        # In a shared mailbox these include mails to others; whoever reads the mailbox has them anyway.
        parts += [
            section(_("Mail: %(subject)s") % {"subject": mail.subject}, {_("Verstuurd"): mail.sent_at})
            for mail in OutgoingMail.objects.filter(recipient=person.email).order_by("pk")
        ]
    parts += [
        section(_("Nog een keer ingevuld"), {_("Op"): repeated.created_at})
        for repeated in person.repeated_forms.order_by("pk")
    ]
    parts += about_feeds(PersonalFeed.objects.filter(person=person))
    facts = {_("Naam"): person.name, _("E-mailadres"): person.email, _("Adres bevestigd"): person.confirmed_at}
    return section(_("Aangemeld als %(name)s") % {"name": person.name}, facts, parts)


def about_feeds(feeds) -> list[Section]:
    """Return when each program last fetched the personal feed. Leaves out its secret address, which the owner has."""
    return [
        section(
            _("Je eigen agenda"),
            {
                _("Gemaakt op"): feed.created_at,
                _("Opgezegd op"): feed.ended_at,
                **{fetch.get_program_display(): fetch.fetched_at for fetch in feed.fetches.all()},
            },
        )
        for feed in feeds.prefetch_related("fetches").order_by("pk")
    ]


def about_needs(needs: Needs) -> Section:
    return section(
        _("Wat je nodig hebt"),
        {
            _("Eten"): ", ".join(needs.diet_words),
            _("Toegang"): ", ".join(needs.access_words),
            _("Je woorden"): needs.words,
            _("Je toestemming"): needs.consent,
        },
    )


def about_registration(registration: Registration) -> Section:
    date, booking = registration.date, registration.booking
    title = date.page.title if date.page else _("Een bijeenkomst die niet meer op de site staat")
    decisions = [
        section(decision.get_kind_display().capitalize(), {_("Op"): decision.made_at, _("Reden"): decision.reason})
        for decision in registration.decisions.all()
    ]
    written = [
        section(
            _("Mail van de organisator: %(subject)s") % {"subject": mailing.subject},
            {_("Op"): mailing.sent_at, _("Tekst"): mailing.words},
        )
        for mailing in registration.mailings.all()
    ]
    # With the question as it was when they answered it.
    answers = {answer.question.label: answer.words for answer in booking.answers.all()}
    needs = needs_of(booking)
    needed = [about_needs(needs)] if needs else []
    answered = [section(_("Je antwoorden op vragen van de organisator"), answers)] if answers else []
    return section(
        # A series has one for each day, and the page shows them collapsed.
        f"{title}, {date_format(date.start_local, 'j F Y')}",
        {
            _("Wanneer"): date.start,
            _("Stand"): registration.get_state_display(),
            _("Aangemeld"): registration.created_at,
            _("Aangemeld door"): booking.booked_by.name if booking.booked_by else "",
            _("Bevestigd"): registration.confirmed_at,
            _("Plek sinds"): registration.placed_at,
            _("Afgemeld"): registration.cancelled_at,
            _("Organisatie"): booking.organisation,
            _("Discipline"): booking.discipline.name if booking.discipline else "",
            _("Opmerking"): booking.remark,
            _("Anderen die komen, zien je sinds"): registration.shown_since,
            _("Afdruk van het netwerk"): registration.network,
        },
        answered + needed + decisions + written,
    )
