from django_tasks import task

from events import messages
from events.models import EventDate


@task()
def rewrite_some(date_ids: list[int], unseen: bool) -> None:
    from events.changes import rewrite_all

    rewrite_all(EventDate.objects.filter(pk__in=date_ids), unseen=unseen)


@task()
def tell_everybody(date_id: int, kind: str, sequence: int, before: dict[str, str] | None) -> int:
    date = EventDate.objects.with_pages().get(pk=date_id)
    if date.page is None or date.sequence != sequence:
        return 0  # gone, or changed again since: then a later task tells how it is now
    return messages.tell(date, messages.Kind(kind), sequence, before)
