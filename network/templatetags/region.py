from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def region_name() -> str:
    """Return the name of this site's region. Works without a request too, such as in a mail."""
    return settings.REGION
