from django_tasks import task

from events.mail import messages, words
from events.models import EventDate, Person


@task()
def rewrite_some(date_ids: list[int], unseen: bool) -> None:
    from events.dates.changes import rewrite_all

    rewrite_all(EventDate.objects.filter(pk__in=date_ids), unseen=unseen)


@task()
def tell_everybody(date_id: int, kind: str, sequence: int, before: dict[str, str] | None) -> int:
    date = EventDate.objects.with_pages().get(pk=date_id)
    if date.page is None or date.sequence != sequence:
        return 0  # gone, or changed again since: then a later task tells how it is now
    return messages.tell(date, words.Kind(kind), sequence, before)


@task()
def mail_links(person_ids: list[int]) -> bool:
    """By number: the queue keeps no addresses. Also queued for nobody, so that asking takes as long for an unknown address."""
    from events.own.lost_links import send_links

    email = Person.objects.filter(pk__in=person_ids).values_list("email", flat=True).first()
    return bool(email) and send_links(email)
