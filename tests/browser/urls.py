"""The URLs of the site, and those at which tests can see its error pages."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config.urls import handler429
from config.urls import urlpatterns as production

__all__ = ["handler429", "urlpatterns"]

ERRORS = {"403": 403, "403_csrf": 403, "404": 404, "429": 429, "500": 500}
"""Status of each error page, by the name of its template."""


def failing(request: HttpRequest, *, name: str, status: int) -> HttpResponse:
    return render(request, f"{name}.html", status=status)


urlpatterns = [
    *[path(f"fout/{name}/", partial(failing, name=name, status=status)) for name, status in ERRORS.items()],
    *production,
]
