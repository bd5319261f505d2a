"""How long data about people is kept, and the rule that takes it away (AVG article 5.1.e)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.models import Booking, Decision, Person, Registration, RetentionRun
from events.models.registrations import name_key
from outbox.models import OutgoingMail

KEEP = timedelta(weeks=4)
"""After the end of the date: names, addresses and answers. What stays is how many came, by discipline."""
KEEP_MAIL = timedelta(weeks=4)
AT_ONCE = 200


def run_due(now: datetime | None = None) -> int:
    """Anonymises who is past the term and deletes old mail; notes what it did. Returns how many people and mails."""
    now = now or timezone.now()
    people = 0
    over = Person.objects.filter(anonymised_at__isnull=True, user__isnull=True, registrations__isnull=False)
    over = over.exclude(registrations__date__end__gt=now - KEEP)
    for person in over.distinct().order_by("pk")[:AT_ONCE]:
        anonymise(person)
        people += 1
    old = OutgoingMail.objects.filter(created_at__lte=now - KEEP_MAIL)
    mails = old.count()
    if mails:
        old.delete()
    if people or mails:
        RetentionRun.objects.create(ran_at=now, people=people, mails=mails)
    return people + mails


@transaction.atomic
def anonymise(person: Person) -> None:
    """Takes away all that tells who it was; the registrations stay, as numbers with a discipline. Twice is as good as once."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.anonymised_at:
        return
    OutgoingMail.objects.filter(recipient=person.email, sent_at__isnull=False).delete()
    person.name, person.email, person.user = "Iemand", f"gewist-{person.pk}@invalid", None
    person.name_key, person.anonymised_at = name_key(str(person.pk)), timezone.now()
    person.save()
    Booking.objects.filter(person=person).update(organisation="", remark="")
    Decision.objects.filter(registration__person=person).update(reason="", by=None, by_name="")
    # Links that lie about in mailboxes open nothing any more.
    for registration in Registration.objects.filter(person=person):
        registration.link_version += 1
        registration.save(update_fields=["link_version"])
