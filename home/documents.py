"""Documents at the address that they had before their file was replaced by one of another name."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as serve_document


def serve(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a document, or redirect an older name to the current one, for those who may read it."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    if document.filename == document_filename:
        return serve_document(request, document_id, document_filename)
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(refused := check(document, request), HttpResponse):
            return refused
    return redirect(document.url)
