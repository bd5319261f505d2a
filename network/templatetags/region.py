from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def region_name() -> str:
    """What the region of this site is called, also where there is no request, such as in a mail."""
    return settings.REGION
