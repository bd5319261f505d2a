from django import template

from network import permissions

register = template.Library()


@register.filter
def is_organiser(user) -> bool:
    """Return True if the user edits for organisations and nothing else. The admin then shows less."""
    return user.is_authenticated and permissions.works_for_organisations_only(user)
