"""People who answer for a practice: its contact and its makers, and the editors of the site."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.permissions import policy_registry

from accounts.models import User
from knowledge.models import Authorship, Contributor, PracticeIndexPage, PracticePage
from network.permissions import works_for_organisations_only


def contact_tie(practice_id: int) -> Authorship | None:
    """Return the authorship of the person who answers questions, if mail can reach one."""
    return (
        Authorship.objects.current()
        .filter(practice=practice_id, is_contact=True, contributor__in=Contributor.objects.confirmed())
        .exclude(contributor__email="")
        .select_related("contributor")
        .first()
    )


def contact_of(practice_id: int) -> Contributor | None:
    """Return the person who answers questions. Without one, editors answer for the practice."""
    tie = contact_tie(practice_id)
    return tie.contributor if tie else None


def makers() -> QuerySet[Authorship]:
    """Return the authorships with rights: of people who wrote a practice and did not leave."""
    return Authorship.objects.current().filter(role=Authorship.Role.AUTHOR)


def is_maker(contributor: Contributor | None, practice_id: int) -> bool:
    """Return whether the person writes the practice now."""
    return contributor is not None and makers().filter(practice=practice_id, contributor=contributor).exists()


def is_editor(user: User | AnonymousUser) -> bool:
    """Return whether ``user`` is one of ``editors``. Costs no query for organisers: the request knows what they may edit."""
    return not works_for_organisations_only(user) and editors().filter(pk=user.pk).exists()


def editors() -> QuerySet[User]:
    """Return the active users who may publish practices. Functional managers only if there is nobody else."""
    index = PracticeIndexPage.objects.first()
    if index is None:
        return User.objects.none()
    policy = policy_registry.get_by_type(PracticePage)
    found = policy.users_with_any_permission_for_instance(["publish"], index, include_superusers=False)
    if not found.exists():
        found = policy.users_with_any_permission_for_instance(["publish"], index)
    return found.order_by("pk")
