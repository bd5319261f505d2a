"""Consequences of publishing a practice in the admin: a first confirmation, and a line on what changed.

What authors send in is recorded by ``knowledge.contribute.rule``.
"""

from knowledge.models import PracticePage, PublishedChange, Standing


def note_publication(page: PracticePage) -> None:
    """Record the publication of ``page``. The same words about a change are written once."""
    _standing, is_first = Standing.objects.get_or_create(practice=page, defaults={"is_confirmed": False})
    if is_first or not page.change_note.strip():
        return
    last = PublishedChange.objects.filter(practice=page).first()
    if last is None or last.words != page.change_note:
        PublishedChange.objects.create(practice=page, words=page.change_note)
