"""``/beheer/hulp/``: the manuals for organisers and editors. Everyone with access to the admin may read them."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from home import manual
from network.permissions import works_for_organisations_only


def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show a chapter. Without a slug that is the first page of the reader's own manual."""
    books = {"organisatoren": _("Voor organisatoren")}
    if not works_for_organisations_only(request.user):
        books = {manual.FOR_EDITORS: _("Voor de redactie"), **books}
    slug = slug or next(iter(books))
    text = manual.chapter(slug)
    if text is None:
        raise Http404
    shelf = [(book, title, manual.chapters(book)) for book, title in books.items()]
    titles = {slug: title for book, title, chapters in shelf for slug, title in {book: title, **chapters}.items()}
    name = titles.get(slug) or _("Hulp")
    context = {
        "page_title": name, "header_title": name, "header_icon": "help", "text": text, "shelf": shelf, "current": slug,
    }  # fmt: skip
    return render(request, "home/admin/manual.html", context)


def picture(request: HttpRequest, name: str) -> FileResponse:
    path = manual.picture(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/webp", headers={"Cache-Control": "private, max-age=3600"})
