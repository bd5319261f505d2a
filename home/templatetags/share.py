from django import template
from django.conf import settings

from home import share_image

register = template.Library()


@register.inclusion_tag("components/share_meta.html", takes_context=True)
def share_meta(context: dict, address: str) -> dict:
    """Return the context of the social media tags for the page at ``address``: title, description and picture."""
    page, card = context["page"], context.get("card")
    selection = context.get("selection")
    description = (getattr(page, name, "") for name in ("search_description", "summary", "lead"))
    return {
        # A shared date keeps its own URL, even where the canonical URL is that of the whole meetup.
        "address": f"{address}{share_image.question_for(card)}",
        "title": selection["sentence"]
        if selection
        else getattr(page, "headline", "") or getattr(page, "full_name", "") or page.title,
        "description": next(filter(None, description), ""),
        "image": f"{settings.SITE_URL}{share_image.image_url(page, card)}",
        "width": share_image.WIDTH,
        "height": share_image.HEIGHT,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
