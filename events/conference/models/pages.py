"""Pages of the conference. A session goes live by a release of the programme only, never by itself."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Orderable, Page, PagePermissionTester

from events.links import registration_path
from events.models import EventDate, PlannedDate, Registration
from events.models.page_permissions import EventPagePermissionTester
from events.pages.editor import EventPageForm, event_panels
from events.pages.models import ServedEvent
from network.addresses import SitePage, searched

YEAR = re.compile(r"20\d\d")


class ConferenceIndexPage(SitePage):
    """``/conferentie/``: the coming conference, and those of past years."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["conference.ConferencePage"]
    max_count = 1

    intro = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("conferenties")


class ConferencePage(ServedEvent):
    """``/conferentie/<year>/``: one conference. Its own dates are its days, for which people register."""

    parent_page_types = ["conference.ConferenceIndexPage"]
    subpage_types = ["conference.SessionPage"]

    edit_handler = TabbedInterface(
        [ObjectList(event_panels(), heading=_("Conferentie"))], base_form_class=EventPageForm
    )

    def get_context(self, request, *args, **kwargs) -> dict:
        context: dict = super().get_context(request, *args, **kwargs)
        request.shown_under = request.path
        return context

    class Meta:
        verbose_name = _("conferentie")
        verbose_name_plural = _("conferenties")

    @classmethod
    def own_links(cls, registration: Registration) -> list[tuple[str, str]]:
        """Offer to choose sessions to somebody with a sure place."""
        if registration.state != Registration.State.CONFIRMED or registration.date.is_over:
            return []
        return [(_now("Kies je sessies"), f"{registration_path(registration)}sessies/")]

    def clean(self) -> None:
        super().clean()
        if not YEAR.fullmatch(self.slug or ""):
            raise ValidationError({"slug": _now("Het adres van een conferentie is het jaar, zoals 2027.")})


class SessionPage(ServedEvent):
    """``/conferentie/<year>/<session>/``: a session, with an ``EventDate`` for each time that it is held.

    Its planned dates are no part of its drafts: a release writes them, and publishing the text leaves them alone.
    """

    class Form(models.TextChoices):
        STORY = "verhaal", _("Verhaal")
        TALK = "gesprek", _("Gesprek")
        WORKSHOP = "werksessie", _("Werksessie")
        TRAINING = "training", _("Training")
        WALK = "wandeling", _("Wandeling")
        GAME = "spel", _("Spel")

    class Level(models.TextChoices):
        ANY = "", _("Voor iedereen")
        START = "instap", _("Instap: je hoeft nog niets te weten")
        DEPTH = "verdieping", _("Verdieping: je weet er al iets van")

    parent_page_types = ["conference.ConferencePage"]
    subpage_types: list[str] = []

    form = models.CharField(_("vorm"), max_length=12, choices=Form, default=Form.TALK)
    level = models.CharField(_("niveau"), max_length=12, choices=Level, default=Level.ANY, blank=True)
    take_home = models.TextField(
        _("dit neem je mee"), max_length=600, blank=True, help_text=_("Eén ding per regel, hoogstens drie.")
    )
    track = models.ForeignKey(
        "conference.Track", models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("spoor")
    )
    minutes = models.PositiveSmallIntegerField(
        _("duur in minuten"), null=True, blank=True, help_text=_("Laat leeg voor een hele ronde.")
    )
    needs_projector = models.BooleanField(_("er is een beamer nodig"), default=False)
    needs_open_floor = models.BooleanField(_("er is open ruimte nodig, zonder tafels"), default=False)
    must_be_accessible = models.BooleanField(
        _("moet toegankelijk zijn met een rolstoel"),
        default=False,
        help_text=_("Alleen het team ziet dit. Het wijst een zaal met een trap aan als botsing."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title", heading=_("Titel")),
                    FieldPanel("summary"),
                    MultiFieldPanel([FieldPanel("form"), FieldPanel("level"), FieldPanel("track")], heading=_("Soort")),
                    FieldPanel("take_home"),
                    FieldPanel("body"),
                    # No panel for ``people`` until speakers have their term, own data and erasure.
                    FieldPanel("audience"),
                    FieldPanel("themes"),
                    FieldPanel("municipality"),
                    MultiFieldPanel(
                        [
                            FieldPanel("capacity"),
                            FieldPanel("minutes"),
                            FieldPanel("needs_projector"),
                            FieldPanel("needs_open_floor"),
                            FieldPanel("must_be_accessible"),
                        ],
                        heading=_("De zaal"),
                    ),
                ],
                heading=_("Sessie"),
            )
        ]
    )

    def get_context(self, request, *args, **kwargs) -> dict:
        context: dict = super().get_context(request, *args, **kwargs)
        request.shown_under = request.path
        return context

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        super().full_clean(*args, **kwargs)
        if self.live and not self.is_released():
            raise ValidationError(_now("Een sessie komt op de site als je het programma vrijgeeft."))

    def is_released(self) -> bool:
        """Return whether a release has put the session in the programme, even if a later one took it out."""
        if self.pk is None:
            return False
        return (
            PlannedDate.objects.filter(page=self.pk).exists()
            or EventDate.objects.filter(page=self.pk, part_of__isnull=False).exists()
        )

    def with_content_json(self, content: dict[str, Any]) -> "SessionPage":
        page: SessionPage = super().with_content_json(content)
        page.planned_dates = list(PlannedDate.objects.filter(page=self.pk))
        return page

    def whole_for(self, planned: PlannedDate) -> EventDate | None:
        """Return the day of the conference on which ``planned`` is."""
        days = EventDate.objects.filter(page__in=self.get_ancestors().values("pk")).exclude(
            status=EventDate.Status.REMOVED
        )
        on_day = (day for day in days.order_by("start", "pk") if day.start_local.date() == planned.date)
        return next(on_day, None)

    def permissions_for_user(self, user) -> PagePermissionTester:
        return SessionPermissionTester(user, self)


class SessionPermissionTester(EventPagePermissionTester):
    """Like any event, but the first publication is a release of the programme."""

    def can_publish(self) -> bool:
        return super().can_publish() and self.page.live


class SessionPerson(Orderable):
    """Speaker or moderator of a session. Holds no name: revisions keep copies of this row for ever."""

    class Role(models.TextChoices):
        SPEAKER = "spreker", _("Spreker")
        MODERATOR = "gespreksleider", _("Gespreksleider")

    page = ParentalKey(SessionPage, on_delete=models.CASCADE, related_name="people")
    speaker = models.ForeignKey(
        "conference.Speaker", models.SET_NULL, null=True, related_name="sessions", verbose_name=_("persoon")
    )
    role = models.CharField(_("rol"), max_length=16, choices=Role, default=Role.SPEAKER)

    panels = [FieldPanel("speaker"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("persoon")
