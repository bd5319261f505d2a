"""Tying meetups and practices together. Editors of a meetup do it on their side, editors of a practice on theirs."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from events.admin.access import crumbs, page_for
from events.models import EventPage, LearnedAt
from knowledge.models import PracticePage
from network.visibility import open_to_all
from web.numbers import row_id
from web.plain_text import plain

MOST_FOUND = 10
LONGEST_WORDS = 100


class LearnedView(WagtailAdminTemplateMixin, TemplateView):
    """Screen with what is tied to one page, a search for more, and a button for each. Offers public pages only."""

    template_name = "events/admin/learned.html"
    header_icon = "link"
    page: Page

    def get_page_subtitle(self):
        return self.page.title

    def offered(self) -> QuerySet:
        """Return the pages on the other side that may be tied."""
        raise NotImplementedError

    def tied(self) -> list[Page]:
        """Return the pages on the other side that are tied and that everybody may see."""
        raise NotImplementedError

    def tie(self, other_id: int) -> None:
        raise NotImplementedError

    def untie(self, other_id: int) -> None:
        raise NotImplementedError

    @cached_property
    def words(self) -> str:
        return " ".join(plain(self.request.GET.get("q", "")).split())[:LONGEST_WORDS]

    def found(self) -> list[Page]:
        pages = self.offered()
        for word in self.words.split():
            pages = pages.filter(title__icontains=word)
        return list(pages.order_by("title")[:MOST_FOUND]) if self.words else []

    def get_context_data(self, **kwargs):
        tied = self.tied()
        found = [page for page in self.found() if page.pk not in {other.pk for other in tied}]
        return super().get_context_data(tied=tied, found=found, words=self.words, page=self.page, **kwargs)

    def post(self, request, *args, **kwargs):
        if number := row_id(request.POST.get("tie", "")):
            get_object_or_404(self.offered(), pk=number)
            self.tie(number)
            messages.success(request, _("Gekoppeld. Het staat nu op beide pagina's."))
        elif number := row_id(request.POST.get("untie", "")):
            self.untie(number)
            messages.success(request, _("Losgemaakt. Het staat op geen van beide pagina's meer."))
        return HttpResponseRedirect(request.path)


class MeetupPracticesView(LearnedView):
    """Practices of a meetup. Requires permission to edit the meetup."""

    page_title = gettext_lazy("Praktijken")
    extra_context = {
        "heading": gettext_lazy("Wat leerden jullie hier?"),
        "lead": gettext_lazy("Koppel de praktijken die hier vandaan komen, of waar het over gaat. Ze staan dan op de pagina van de bijeenkomst, en de bijeenkomst staat bij de praktijk."),
        "label": gettext_lazy("Zoek een praktijk op haar titel"),
        "nothing": gettext_lazy("Er is nog geen praktijk gekoppeld."),
    }  # fmt: skip

    def dispatch(self, request, *args, **kwargs):
        self.page = page_for(request.user, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return crumbs((self.page.title, edit), (self.get_page_title(), ""))

    def offered(self) -> QuerySet:
        return open_to_all(PracticePage.objects.all())

    def tied(self) -> list[Page]:
        return list(self.offered().filter(learned_at__page=self.page.pk).order_by("title"))

    def tie(self, other_id: int) -> None:
        LearnedAt.objects.get_or_create(practice_id=other_id, page_id=self.page.pk)

    def untie(self, other_id: int) -> None:
        LearnedAt.objects.filter(practice__in=self.offered().filter(pk=other_id), page=self.page.pk).delete()


class PracticeMeetupsView(LearnedView):
    """Meetups of a practice. Requires permission to edit the practice."""

    page_title = gettext_lazy("Bijeenkomsten")
    extra_context = {
        "heading": gettext_lazy("Waar is deze praktijk verteld?"),
        "lead": gettext_lazy("Koppel de bijeenkomsten waar dit vandaan komt, of waar je de makers ontmoet."),
        "label": gettext_lazy("Zoek een bijeenkomst op haar titel"),
        "nothing": gettext_lazy("Er is nog geen bijeenkomst gekoppeld."),
    }

    def dispatch(self, request, *args, **kwargs):
        # By ``id``, as in ``page_for``.
        self.page = get_object_or_404(PracticePage, id=kwargs["page_id"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": edit, "label": self.page.title}, {"url": "", "label": self.get_page_title()}]

    def offered(self) -> QuerySet:
        return open_to_all(EventPage.objects.all())

    def tied(self) -> list[Page]:
        return list(self.offered().filter(learned__practice=self.page.pk).order_by("title"))

    def tie(self, other_id: int) -> None:
        LearnedAt.objects.get_or_create(practice_id=self.page.pk, page_id=other_id)

    def untie(self, other_id: int) -> None:
        LearnedAt.objects.filter(practice=self.page.pk, page__in=self.offered().filter(pk=other_id)).delete()
