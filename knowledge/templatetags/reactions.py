from django import template

from freshness.versioned_cache import cached
from knowledge.identity import people
from knowledge.identity.roles import is_maker
from knowledge.models import PracticePage, ShownReaction
from knowledge.reactions.questions import Reach, reach_of
from web.prose import to_html

register = template.Library()
register.filter("prose", to_html, is_safe=True)


@register.simple_tag
def shown_reactions(page: PracticePage) -> list[ShownReaction]:
    """Return the approved reactions to the practice, newest first, in one query."""
    if page.pk is None:
        return []
    return list(ShownReaction.objects.filter(practice=page).select_related("reaction"))


@register.simple_tag(takes_context=True)
def question_reach(context: dict, page: PracticePage) -> Reach | None:
    """Return who reads a question about the practice; None if mail reaches nobody."""
    if page.pk is None:
        return None
    found: Reach | None = cached(context["request"], ("reach", page.pk), lambda: reach_of(page.pk))
    return found


@register.simple_tag(takes_context=True)
def makes_practice(context: dict, page: PracticePage) -> bool:
    """Return whether the visitor is signed in as one of the makers. No query for visitors without a session."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if page.pk is None or user is None or not user.is_authenticated:
        return False
    known = people.shown_as(user)
    return known is not None and known.pk is not None and is_maker(known, page.pk)
