"""Links from a practice to other pages. A page that not everybody may see is neither linked nor named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from network.addresses import addresses_for
from network.visibility import seen_by_all

INDEX = "/praktijken/"


@dataclass(frozen=True, slots=True)
class LinkedPage:
    title: str
    url: str


def visible_pages(pks: Iterable[int | None], request: HttpRequest) -> dict[int, LinkedPage]:
    """Return the pages among ``pks`` that every visitor may see, in one query."""
    wanted = {pk for pk in pks if pk}
    address_of = addresses_for(request)
    found = Page.objects.filter(seen_by_all(), pk__in=wanted).values_list("pk", "title", "url_path")
    return {pk: LinkedPage(title, address_of(url_path)) for pk, title, url_path in found}
