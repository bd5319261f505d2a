from wagtail import hooks

from knowledge.models import PracticePage
from knowledge.practices.published import note_publication


@hooks.register("after_publish_page")
def note_published_practice(request, page):
    if isinstance(page, PracticePage):
        note_publication(page)
