from django import template

from network import permissions

register = template.Library()


@register.filter
def is_organiser(user) -> bool:
    """Whether somebody edits for organisations and nothing else: then the admin shows less."""
    return user.is_authenticated and permissions.works_for_organisations_only(user)
