from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from network.weave import SHAPES, address

register = template.Library()


@register.simple_tag
def weave(name: str, shape: str = "omslag", css: str = "", *, now: bool = False) -> SafeString:
    """Render the weave of ``name`` as a decorative image with an empty ``alt``.

    ``now``: load it at once, for images in the first screen; otherwise the browser loads it lazily.
    """
    drawn = SHAPES[shape]
    return format_html(
        '<img class="wv-weave{}" src="{}" width="{}" height="{}" alt=""{}>',
        f" {css}" if css else "",
        address(name, shape),
        drawn.width,
        drawn.height,
        "" if now else mark_safe(' loading="lazy" decoding="async"'),
    )
