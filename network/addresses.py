"""Page addresses: reserved slugs, dates in the query string, and the base class of all pages."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet
from wagtail.search import index

from freshness.pages import mark_public
from network.editing import TOP, PhotoForm
from network.privacy import keep_copy_private, restrictions_at
from network.visibility import seen_by_all
from web.numbers import row_id

RESERVED_EVERYWHERE = frozenset(
    {
        "aanmelden", "beleid", "bestand", "feed", "insturen", "kaart", "kalender", "meedoen", "programma", "reactie", "schedule", "scherm",
        "stand", "voorstellen", "vraag",
    }
)  # fmt: skip
RESERVED_AT_TOP = frozenset(
    {
        "aanmelding", "account", "api", "beheer", "deelbeeld", "demo", "deur", "django-admin", "documents", "documenten", "healthz", "media",
        "metrics", "mijn", "op-de-hoogte", "readyz", "robots", "sitemap", "static", "stijlgids", "weefsel", "wie-is-wie", "zoeken",
    }
)  # fmt: skip


def asks_for_date(request: HttpRequest) -> bool:
    """Return True if the address names a date (``?datum=``), valid or not."""
    return "datum" in request.GET


def asked_date(request: HttpRequest) -> int | None:
    """Return the date id in the address, or None if it is missing or malformed."""
    return row_id(request.GET.get("datum", ""))


def refuse_reserved(slug: str, *, depth: int | None) -> None:
    """Raise ValidationError if the site itself answers at ``slug`` for a page at ``depth``."""
    if is_reserved(slug, depth=depth):
        raise ValidationError(
            _("Het adres “%(slug)s” gebruikt de site zelf al. Kies een ander adres."), params={"slug": slug}
        )


def is_reserved(slug: str, *, depth: int | None) -> bool:
    return slug in RESERVED_EVERYWHERE or (depth is not None and depth <= TOP and slug in RESERVED_AT_TOP)


def addresses_for(request: HttpRequest) -> Callable[[str], str]:
    """Return a function that maps a ``url_path`` to what ``get_url`` would return, for many pages at once."""
    roots = Site.get_site_root_paths()
    current = Site.find_for_request(request) if len(roots) > 1 else None
    top = reverse("wagtail_serve", args=("",))

    def address_of(url_path: str) -> str:
        found = [root for root in roots if url_path.startswith(root.root_path)]
        if not found:
            return ""
        root = next((root for root in found if current and root.site_id == current.pk), found[0])
        path = top + quote(url_path[len(root.root_path) :])
        at_home = len(roots) == 1 or (current is not None and root.site_id == current.pk)
        return path if at_home else f"{root.root_url}{path}"

    return address_of


def page_at(request: HttpRequest, path: str, **annotations: Any) -> Page:
    """Return the specific page that the visitor sees at ``path`` (no leading slash), in two queries.

    Raises Http404 for drafts and for pages that this visitor may not see. ``is_open_to_all`` on the page tells whether every visitor
    may see it. ``annotations`` are added to the first query and set on the page.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    pages = Page.objects.live().filter(url_path=f"{site.root_page.url_path}{path}")
    page = pages.annotate(is_open_to_all=seen_by_all(), **annotations).first()
    if page is None:
        raise Http404
    if not page.is_open_to_all and not all(
        restriction.accept_request(request) for restriction in page.get_view_restrictions()
    ):
        raise Http404
    specific: Page = page.specific
    for name in ("is_open_to_all", *annotations):
        setattr(specific, name, getattr(page, name))
    return specific


def searched(*names: str) -> list[index.BaseField]:
    """Return the search fields for text: as whole words, and as the beginnings of words, which the admin searches."""
    return [kind(name) for name in names for kind in (index.SearchField, index.AutocompleteField)]


class SitePageForm(PhotoForm):
    """Page form that tells a new page its future depth, so that a reserved slug is refused as a form error."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.depth is None and self.parent_page is not None:
            self.instance.depth_to_be = self.parent_page.depth + 1


class SiteCopyForm(CopyForm):
    """Copy form without aliases. A copy of a page that is not for everybody starts as a draft."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("publish_copies") and restrictions_at(self.page.path):
            words = _("Deze pagina is niet voor iedereen. Maak eerst een concept, en publiceer dat daarna.")
            self.add_error("publish_copies", words)
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        try:
            refuse_reserved(cleaned.get("new_slug", ""), depth=parent.depth + 1)
        except ValidationError as error:
            self.add_error("new_slug", error)
        return cleaned


class SitePageQuerySet(PageQuerySet):
    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Delete all or nothing. Treebeard counts the children of the parent first, and the deletion may be refused."""
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class SitePage(Page):
    """Base class of all our pages. Refuses a slug that collides with an address of the site."""

    objects = PageManager.from_queryset(SitePageQuerySet)()

    base_form_class = SitePageForm
    copy_form_class = SiteCopyForm
    depth_to_be: int | None = None

    @property
    def weave_name(self) -> str:
        """Name from which ``network.weave`` draws this page's weave."""
        return self.title

    class Meta:
        abstract = True

    served_with: tuple[str, ...] = ()
    """Relations that the template shows, fetched together with the page when it is served."""

    def read_related(self) -> None:
        """Prefetch the to-many relations that the template shows. Called once; the page is then cached."""

    copied_from: Page | None = None
    """Page that this one is a new copy of; None once it is saved."""

    is_open_to_all = False
    """True if a query has already checked that every visitor may see the page."""

    def __init__(self, *args, **kwargs) -> None:
        if args and args[0] and not kwargs:
            # Loaded from the database, so there are no child rows to pass on; looking for them would take longer than
            # all the rest.
            models.Model.__init__(self, *args)
        else:
            super().__init__(*args, **kwargs)

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        # Any number can be asked for as a date, so don't cache this here: a page that has the date marks the response
        # itself.
        return response if asks_for_date(request) else mark_public(response)

    def get_view_restrictions(self):
        """Return the restrictions in one query, from the path.

        Wagtail walks up the tree for the sake of aliases, which this site does not use.
        """
        if self.is_open_to_all:
            return PageViewRestriction.objects.none()
        above = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=above)

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """Append a number to a reserved slug, so that a title such as “Programma” gets a usable address."""
        if is_reserved(base_slug, depth=self.depth or self.depth_to_be):
            base_slug = f"{base_slug}-1"
        return super()._get_autogenerated_slug(base_slug)

    def copy_all_child_relations(self, target, *args, **kwargs):
        """Copy the child rows. Every copy of a page passes here, which tells it what it is a copy of."""
        target.copied_from = self
        return super().copy_all_child_relations(target, *args, **kwargs)

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        source = self.copied_from if self.pk is None else None
        super().save(*args, **kwargs)
        if source:
            self.copied_from = None
            keep_copy_private(self, source)

    def clean(self) -> None:
        super().clean()
        if self.alias_of_id and self.pk is None:
            # An alias would stay open when the original is restricted, and have dates and registrations of its own.
            raise ValidationError(_("Deze site maakt geen aliassen. Maak een kopie."))
        try:
            refuse_reserved(self.slug, depth=self.depth or self.depth_to_be)
        except ValidationError as error:
            raise ValidationError({"slug": error}) from error
