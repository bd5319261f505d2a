"""Retention terms of each kind of personal data, and the rules that erase it (GDPR article 5.1.e).

Single source of the terms: the public page, the form and the check of the docs read them from here.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from events.models import (
    Booking,
    DigestChoice,
    DigestSubscriber,
    EventDate,
    Mailing,
    Need,
    Person,
    PersonalFeed,
    Registration,
    RepeatedForm,
    RetentionRun,
)
from events.models.dates import days_later
from events.privacy.erasure import anonymise, set_apart
from knowledge.privacy import retention as knowledge_retention
from outbox.models import OutgoingMail
from web import rate_limits
from web.personal_data import BATCH, NOTHING, DataKind, delete_some, deleting, words

KEEP = timedelta(weeks=4)
"""Term after the end of the date."""
KEEP_POSTPONED = timedelta(weeks=26)
"""Term after the old end of a postponed date; until then people wait for the new one."""
KEEP_UNCONFIRMED = timedelta(weeks=1)
KEEP_NETWORKS = timedelta(days=1)
"""Longest term of the network of an unconfirmed registration. Confirming or ending it removes the network at once."""
KEEP_REPEATED = timedelta(hours=2)
"""Time in which the page after sending the form works."""
KEEP_NEEDS = timedelta(weeks=1)
"""Term after the end of the last date that somebody comes to, also if it is postponed: then they are asked again."""
KEEP_NEEDS_CANCELLED = timedelta(days=1)
"""Time in which a cancellation may still be undone."""
KEEP_MAIL = timedelta(weeks=4)
KEEP_TASKS = timedelta(weeks=1)
KEEP_RETIRED_FEEDS = timedelta(weeks=26)
"""Term after a feed has ended. Its address then still says that it is gone, but not which calendar it was."""
KEEP_UNUSED_ACCOUNTS = timedelta(weeks=4)

__all__ = ["KINDS", "NOTHING", "run_due", "words"]
State = Registration.State


def run_due(now: datetime | None = None) -> int:
    """Erase what is past its term, log how much of each kind, and return the total. Safe to run concurrently."""
    now = now or timezone.now()
    total = 0
    for kind in KINDS:
        if kind.take_away and (number := kind.take_away(now)):
            run, _created = RetentionRun.objects.get_or_create(day=timezone.localdate(now), kind=kind.key)
            RetentionRun.objects.filter(pk=run.pk).update(number=F("number") + number)
            total += number
    return total


def take_registrations(now: datetime) -> int:
    """Anonymise registrations past their term, even of people who come again or have an account."""
    over = Registration.objects.filter(
        person__anonymised_at__isnull=True, date__end__lte=days_later(now, -KEEP.days)
    ).filter(~Q(date__status=EventDate.Status.POSTPONED) | Q(date__end__lte=days_later(now, -KEEP_POSTPONED.days)))
    found = list(over.order_by("pk").values_list("pk", "person")[:BATCH])
    for pk, person_id in found:
        with transaction.atomic():
            # Registering locks the person too: whoever registers again just now is not deleted with that registration.
            Person.objects.select_for_update().filter(pk=person_id).first()
            theirs = over.filter(pk=pk, person=person_id).select_related("booking", "person", "date")
            registration = theirs.select_for_update(of=("self",)).first()
            if registration is None:
                continue
            person, booking = registration.person, registration.booking
            keeps_prefilled = person.user_id and not person.bookings.filter(pk__gt=booking.pk).exists()
            if not person.user_id and not person.registrations.exclude(pk=pk).exists():
                anonymise(person)
                continue
            if keeps_prefilled:  # prefills the account's next form
                Booking.objects.create(person=person, organisation=booking.organisation, discipline=booking.discipline)
            set_apart(registration)
    return len(found)


def take_unconfirmed(now: datetime) -> int:
    """Delete submissions whose address was never confirmed: it may be somebody else's. None has a place or an entry."""
    never = Registration.objects.filter(
        state__in=[State.EXPIRED, State.CANCELLED],
        confirmed_at__isnull=True,
        created_at__lte=days_later(now, -KEEP_UNCONFIRMED.days),
    ).exclude(person__anonymised_at__isnull=False)
    found = list(never.order_by("pk").values_list("pk", flat=True)[:BATCH])
    for pk in found:
        with transaction.atomic():
            registration = never.select_for_update(of=("self",)).filter(pk=pk).select_related("booking").first()
            if registration:
                booking = registration.booking
                registration.delete()
                if not booking.registrations.exists():
                    booking.delete()
    # An account also has the people at its address whom nobody confirmed, with whatever name was typed.
    not_kept = Q(user__isnull=True) | Q(confirmed_at__isnull=True)
    lonely = Person.objects.filter(not_kept, anonymised_at__isnull=True).exclude(
        Exists(Registration.objects.filter(person=OuterRef("pk")))
    )
    for person in lonely.order_by("pk")[:BATCH]:
        with transaction.atomic():
            # Registering locks the person: they may have registered just now.
            kept = Person.objects.select_for_update().filter(pk=person.pk).first()
            if kept and not kept.registrations.exists():
                anonymise(kept)
    return len(found)


def past_mailings(now: datetime) -> QuerySet:
    """Return what organisers wrote to people of whom no name is kept any more."""
    kept = EventDate.objects.filter(
        Q(end__gt=days_later(now, -KEEP.days))
        | Q(status=EventDate.Status.POSTPONED, end__gt=days_later(now, -KEEP_POSTPONED.days))
    )
    return Mailing.objects.exclude(Exists(kept.filter(mailings=OuterRef("pk"))))


def past_needs(now: datetime) -> QuerySet:
    """Return needs that nobody has to know any more: the date was a week ago, they do not come, or the event stopped asking."""
    comes = Q(state__in=Registration.LIVE) | Q(cancelled_at__gt=now - KEEP_NEEDS_CANCELLED)
    asks = Q(date__page__asks_diet=True) | Q(date__page__asks_access=True)
    needed = Registration.objects.filter(comes, asks, date__end__gt=days_later(now, -KEEP_NEEDS.days))
    return Need.objects.exclude(Exists(needed.filter(booking=OuterRef("booking"))))


def take_networks(now: datetime) -> int:
    """Forget the networks of registrations that nothing ends, because their date is postponed or cancelled."""
    late = Registration.objects.filter(created_at__lte=now - KEEP_NETWORKS).exclude(network="")
    return late.update(network="") if late.exists() else 0  # updating nothing would empty caches too


def take_unused_accounts(now: datetime) -> int:
    """Delete accounts whose address was never verified: it may be somebody else's."""
    unused = User.objects.filter(
        ~Q(emailaddress__verified=True),
        last_login__isnull=True,
        date_joined__lte=days_later(now, -KEEP_UNUSED_ACCOUNTS.days),
        groups__isnull=True,
        is_staff=False,
        is_superuser=False,
        people__isnull=True,
    )
    found = list(unused.order_by("pk")[:BATCH])
    for user in found:
        user.delete()
    return len(found)


def take_digests(now: datetime) -> int:
    """Delete wishes that nobody confirmed, and mailboxes without any: the address may be somebody else's."""
    unconfirmed = DigestChoice.objects.filter(confirmed_at__isnull=True)
    taken = delete_some(unconfirmed.filter(asked_at__lte=days_later(now, -KEEP_UNCONFIRMED.days)))
    delete_some(DigestSubscriber.objects.filter(choices__isnull=True))
    return taken


def take_counters(now: datetime) -> int:
    return rate_limits.delete_old(now.timestamp())


KINDS = (
    DataKind(
        key="registrations",
        what=_("Wie zich aanmeldde: naam, e-mailadres, werk, antwoorden, en wat een organisator erover besloot"),
        term=format_lazy(
            _("{term} na de bijeenkomst; als hij is uitgesteld, {longer}"),
            term=words(KEEP),
            longer=words(KEEP_POSTPONED),
        ),
        left=_("dat er iemand kwam, en met welke discipline"),
        take_away=take_registrations,
    ),
    DataKind(
        key="needs",
        what=_("Wat je nodig hebt bij het eten of om mee te doen: versleuteld"),
        term=format_lazy(_("{term} na de bijeenkomst; kom je niet, 1 dag"), term=words(KEEP_NEEDS)),
        take_away=deleting(past_needs),
    ),
    DataKind(
        key="unconfirmed",
        what=_("Een aanmelding die niemand bevestigde"),
        term=format_lazy(_("{term} na het invullen"), term=words(KEEP_UNCONFIRMED)),
        take_away=take_unconfirmed,
    ),
    DataKind(
        key="mailings",
        what=_("Een mail die een organisator zelf schreef aan mensen die zich aanmeldden, en wie hem kreeg"),
        term=format_lazy(
            _("{term} na de bijeenkomst; als hij is uitgesteld, {longer}"),
            term=words(KEEP),
            longer=words(KEEP_POSTPONED),
        ),
        take_away=deleting(past_mailings),
    ),
    DataKind(
        key="networks",
        what=_("Vanaf welk netwerk iemand zich aanmeldde: een onleesbare afdruk, zodat niemand alle plekken vastzet"),
        term=_("tot het adres bevestigd is, hoogstens 1 dag"),
        take_away=take_networks,
    ),
    DataKind(
        key="repeated_forms",
        what=_("Wat je invulde terwijl je al was aangemeld: versleuteld, zodat je het adres nog kunt verbeteren"),
        term=_("2 uur na het invullen"),
        take_away=deleting(lambda now: RepeatedForm.objects.filter(created_at__lte=now - KEEP_REPEATED)),
    ),
    *knowledge_retention.KINDS,
    DataKind(
        key="mails",
        what=_("Een kopie van de mails die we stuurden, ook van de mail met je links"),
        term=format_lazy(_("{term} na het schrijven"), term=words(KEEP_MAIL)),
        take_away=deleting(lambda now: OutgoingMail.objects.filter(created_at__lte=days_later(now, -KEEP_MAIL.days))),
    ),
    DataKind(
        key="feeds",
        what=_("Je eigen agenda: het geheime adres, en wanneer welk programma hem ophaalde"),
        term=format_lazy(
            _("zolang we een aanmelding of account van je hebben; een opgezegd adres {term}"),
            term=words(KEEP_RETIRED_FEEDS),
        ),
        left=format_lazy(_("dat er een agenda-adres was, niet van wie: {term}"), term=words(KEEP_RETIRED_FEEDS)),
        take_away=deleting(
            lambda now: PersonalFeed.objects.filter(ended_at__lte=days_later(now, -KEEP_RETIRED_FEEDS.days))
        ),
    ),
    DataKind(
        key="digests",
        what=_("Dat je op de hoogte wilt blijven: je e-mailadres, wat je volgt, en wat je daarover hoorde"),
        term=format_lazy(_("tot je stopt; wat je niet bevestigt {term}"), term=words(KEEP_UNCONFIRMED)),
        take_away=take_digests,
    ),
    DataKind(
        key="accounts",
        what=_("Een account: naam, e-mailadres, hoe je inlogt, en waar je werkt"),
        term=_("zolang je het hebt; je kunt het zelf wissen"),
    ),
    DataKind(
        key="unused_accounts",
        what=_("Een account waarvan niemand het adres bevestigde"),
        term=format_lazy(_("{term} na het aanmaken"), term=words(KEEP_UNUSED_ACCOUNTS)),
        take_away=take_unused_accounts,
    ),
    DataKind(
        key="sessions",
        what=_("Dat je bent ingelogd, en een inlogcode die je vroeg"),
        term=format_lazy(
            _("tot je uitlogt, hoogstens {term}"), term=words(timedelta(seconds=settings.SESSION_COOKIE_AGE))
        ),
        take_away=deleting(lambda now: Session.objects.filter(expire_date__lte=now)),
    ),
    DataKind(
        key="tasks",
        what=_("Werk op de achtergrond: nummers, geen namen"),
        term=format_lazy(_("{term} nadat het klaar is"), term=words(KEEP_TASKS)),
        take_away=deleting(
            lambda now: DBTaskResult.objects.finished().filter(finished_at__lte=days_later(now, -KEEP_TASKS.days))
        ),
    ),
    DataKind(
        key="counters",
        what=_("Tellers tegen misbruik: een onleesbare afdruk van je netwerk of adres"),
        term=_("hoogstens 1 dag"),
        take_away=take_counters,
    ),
    DataKind(
        key="history",
        what=_("Wie in het beheer een pagina veranderde"),
        term=_("zolang de pagina er is"),
        left=_("als je je account wist: dat iemand een pagina veranderde, niet wie"),
    ),
)
