"""Two contributors who turn out to be one person: everything of the one becomes the other's."""

from django.db import IntegrityError, transaction
from django.db.models import Model

from knowledge.models import Authorship, Contributor


@transaction.atomic
def merge(other: Contributor, *, into: Contributor) -> None:
    """Give all rows of ``other`` to ``into`` and delete ``other``. Both belong to one person, who proved both addresses.

    Of two rows that say the same of one person the one of ``into`` stays. Links that were mailed to ``other`` end.
    """
    list(Contributor.objects.select_for_update().filter(pk__in=[other.pk, into.pk]).order_by("pk"))
    for authorship in Authorship.objects.filter(contributor=other):
        _merge_authorship(authorship, into)
    for relation in Contributor._meta.get_fields(include_hidden=True):  # noqa: SLF001  Django documents it
        if relation.auto_created and not relation.concrete:
            field = relation.field.name  # type: ignore[union-attr]
            rows = relation.related_model._default_manager.filter(**{field: other.pk})  # type: ignore[union-attr]  # noqa: SLF001  idem
            for row in rows:
                _give(row, field, into)
    if into.confirmed_at is None:
        into.confirmed_at = other.confirmed_at
        into.save(update_fields=["confirmed_at"])
    other.delete()


def _merge_authorship(authorship: Authorship, into: Contributor) -> None:
    """Keep one authorship of a practice, with the rights and the credit of both."""
    same = Authorship.objects.filter(practice=authorship.practice_id, contributor=into).first()
    if same is None:
        return
    authorship.delete()
    same.is_contact = same.is_contact or authorship.is_contact
    if same.until is not None and authorship.until is None:
        same.until, same.role = None, authorship.role
    if not same.credit_name:
        same.credit_name, same.credit_work = authorship.credit_name, authorship.credit_work
    same.save()


def _give(row: Model, field: str, into: Contributor) -> None:
    """Put ``into`` in the place of somebody in one row, or delete the row if ``into`` has the same one."""
    try:
        with transaction.atomic():
            setattr(row, field, into)
            row.save(update_fields=[field])
    except IntegrityError:
        row.delete()
