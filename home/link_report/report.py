"""``/beheer/reports/links/``: links that lead nowhere, and how to mend them. For those who may edit the whole site."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.link_report.content import FoundLink, links_on_site
from home.links.models import OutsideLink
from home.links.own import leading_nowhere
from network.permissions import works_for_organisations_only

CERTAIN_AFTER = timedelta(hours=20)
"""Time for which a link must fail before it is reported. Other sites have bad moments too. A page that is gone is
reported at once."""


@dataclass(frozen=True)
class BrokenLink:
    holder: str
    edit_url: str
    target: str
    problem: str
    mend: str
    worked_at: datetime | None = None


class BrokenLinks:
    """The broken links of the site, found in a number of queries that does not grow with the number of links."""

    def __init__(self) -> None:
        self.found = list(dict.fromkeys(links_on_site()))

    @cached_property
    def pages(self) -> dict[int, tuple[str, bool]]:
        numbers = {found.link.page for found in self.found if found.link.page}
        return {
            pk: (title, live)
            for pk, title, live in Page.objects.filter(pk__in=numbers).values_list("pk", "title", "live")
        }

    @cached_property
    def documents(self) -> set[int]:
        numbers = {found.link.document for found in self.found if found.link.document}
        return set(get_document_model().objects.filter(pk__in=numbers).values_list("pk", flat=True))

    @cached_property
    def broken_addresses(self) -> set[str]:
        return leading_nowhere({found.link.address for found in self.found if found.link.address})

    @cached_property
    def outside(self) -> dict[str, OutsideLink]:
        return {link.address: link for link in OutsideLink.objects.exclude(problem="")}

    def inside(self) -> list[BrokenLink]:
        return [broken for found in self.found if (broken := self.inside_problem(found))]

    def inside_problem(self, found: FoundLink) -> BrokenLink | None:
        link = found.link
        if link.page:
            title, live = self.pages.get(link.page, ("", False))
            if live:
                return None
            if title:
                words = _("Deze pagina staat niet op de site.")
                return BrokenLink(found.holder, found.edit_url, title, words, _("Publiceer hem, of haal de link weg."))
            words = _("Deze pagina is verwijderd.")
            return BrokenLink(
                found.holder, found.edit_url, _("een pagina"), words, _("Kies een andere pagina, of haal de link weg.")
            )
        if link.document:
            if link.document in self.documents:
                return None
            words = _("Dit bestand is verwijderd.")
            return BrokenLink(
                found.holder, found.edit_url, _("een bestand"), words, _("Kies een ander bestand, of haal de link weg.")
            )
        if link.address in self.broken_addresses:
            words = _("Op deze site staat niets op dit adres.")
            return BrokenLink(
                found.holder,
                found.edit_url,
                link.address,
                words,
                _("Kies de pagina zelf. Dan gaat de link met de pagina mee."),
            )
        return None

    def elsewhere(self) -> list[BrokenLink]:
        broken = []
        for found in self.found:
            link = self.outside.get(found.link.address)
            if link is None or link.failed_since is None:
                continue
            is_certain = link.problem in {link.Problem.GONE, link.Problem.NOT_PUBLIC}
            if is_certain or link.checked_at - link.failed_since >= CERTAIN_AFTER:
                mend = _("Open de link. Zoek het nieuwe adres, of haal de link weg.")
                problem = link.get_problem_display()
                broken.append(BrokenLink(found.holder, found.edit_url, link.address, problem, mend, link.worked_at))
        return broken


class BrokenLinksView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/broken_links.html"
    page_title = gettext_lazy("Links die niet werken")
    header_icon = "link"

    def dispatch(self, request, *args, **kwargs):
        if works_for_organisations_only(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        broken = BrokenLinks()
        return {
            **super().get_context_data(**kwargs),
            "inside": broken.inside(),
            "outside": broken.elsewhere(),
            "checks_outside": settings.CHECK_LINKS,
            "last_checked": OutsideLink.objects.aggregate(last=Max("checked_at"))["last"],
        }
