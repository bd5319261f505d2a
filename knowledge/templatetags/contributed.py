from django import template

from knowledge.contribute.attachments import file_name
from knowledge.models import PracticePage

register = template.Library()


@register.simple_tag(takes_context=True)
def practice_files(context: dict, page: PracticePage) -> list[dict]:
    """Return the files of ``page`` with their addresses. A preview has none: they work behind the writer's link only."""
    request = context["request"]
    url = "" if getattr(request, "is_preview", False) else page.get_url(request) or ""
    rows = page.files.select_related("attachment") if page.pk else page.files.all()
    return [
        {
            "title": row.attachment.title,
            "extension": row.attachment.extension,
            "size": row.attachment.size,
            "url": f"{url}bestand/{row.attachment.pk}/{file_name(row.attachment)}" if url else "",
        }
        for row in rows
    ]
