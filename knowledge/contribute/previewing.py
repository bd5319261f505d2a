"""Preview of a version that is not on the site: the page's own template, on a page that is not saved."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.models import Page

from knowledge.models import PracticeIndexPage, PracticePage
from web.responses import private


def page_response(request: HttpRequest, page: PracticePage) -> HttpResponse:
    """Return ``page`` as it would look, for one pair of eyes. Neither cached nor indexed."""
    if page.pk is None:
        index = PracticeIndexPage.objects.get()
        page.slug = page.slug or "voorbeeld"
        page.depth = index.depth + 1
        page.path = Page._get_children_path_interval(index.path)[1]  # noqa: SLF001  as Wagtail's own previews do
        page.set_url_path(index)
    request.is_preview = True  # type: ignore[attr-defined]
    context = page.get_context(request)
    response = TemplateResponse(request, page.get_template(request), context)
    return private(response.render())
