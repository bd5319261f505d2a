"""View restrictions that go along with a page: nobody sees a copy or a moved page who could not see it before.

Wagtail leaves out what a page inherits, and drops what it has itself if the destination has any restriction.
"""

from collections.abc import Iterable

from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import pre_page_move


def restrictions_at(path: str) -> list[PageViewRestriction]:
    """Return the restrictions on the page at ``path`` and the pages above it."""
    above = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    return list(PageViewRestriction.objects.filter(page__path__in=above).prefetch_related("groups"))


def restrict(page: Page, wanted: Iterable[PageViewRestriction], known: Iterable[PageViewRestriction]) -> None:
    """Put on ``page`` each restriction of ``wanted`` that ``known`` does not contain."""
    holds = {meaning_of(restriction) for restriction in known}
    for restriction in wanted:
        if meaning_of(restriction) in holds:
            continue
        holds.add(meaning_of(restriction))
        made = PageViewRestriction(
            page=page, restriction_type=restriction.restriction_type, password=restriction.password
        )
        made.save()
        made.groups.set(restriction.groups.all())


def meaning_of(restriction: PageViewRestriction) -> tuple:
    return restriction.restriction_type, restriction.password, frozenset(group.pk for group in restriction.groups.all())


def keep_copy_private(copy: Page, source: Page) -> None:
    """Restrict a new copy like its source. Wagtail itself copies the source's own restrictions to an open destination."""
    known = restrictions_at(copy.path)
    wanted = [one for one in restrictions_at(source.path) if known or one.page_id != source.pk]
    restrict(copy, wanted, known)


@receiver(pre_page_move)
def keep_moved_page_private(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs) -> None:
    """Put on the page what it inherits now and will not inherit there, before it moves."""
    own = [one for one in restrictions_at(instance.path) if one.page_id == instance.pk]
    restrict(instance, restrictions_at(parent_page_before.path), [*own, *restrictions_at(parent_page_after.path)])
