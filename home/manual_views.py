"""``/beheer/hulp/``: the manual for organisers. Everyone with access to the admin may read it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from home import manual


def page(request: HttpRequest, slug: str = manual.FIRST) -> HttpResponse:
    text = manual.chapter(slug)
    if text is None:
        raise Http404
    chapters = manual.chapters()
    title = chapters.get(slug) or _("Hulp")
    return render(
        request,
        "home/admin/manual.html",
        {"page_title": title, "header_icon": "help", "text": text, "chapters": chapters, "current": slug},
    )


def picture(request: HttpRequest, name: str) -> FileResponse:
    path = manual.PICTURES / name
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/webp", headers={"Cache-Control": "private, max-age=3600"})
