import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.forms import HiddenInput
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from events.admin.editor import EventCopyForm, EventPageForm, clean_moment, event_panels
from events.admin.telling import RowPanel
from events.admin.widgets import DateInput, TimeInput
from events.models.dates import AMSTERDAM, ChangeCounter, EventDate, wijken_of
from events.permissions import EventPagePermissionTester
from freshness.pages import mark
from network.addresses import SitePage
from network.admin.widgets import SortedSelect
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.photos import WithPhoto
from outbox.addresses import sendable


class AgendaPage(SitePage):
    """``/agenda/``: all that comes, and any selection of it."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = _("agenda")

    def get_context(self, request, *args, **kwargs):
        from events.agenda.pages import agenda_context

        return {**super().get_context(request, *args, **kwargs), **agenda_context(request)}

    def serve(self, request, *args, **kwargs):
        """A selection by a name of before goes on to the same by its name of now."""
        response = super().serve(request, *args, **kwargs)
        moved_to = (getattr(response, "context_data", None) or {}).get("moved_to")
        return redirect(moved_to, permanent=True) if moved_to else response


class EventPage(WithPhoto):
    """What happens, for whom and where. Meetups, conferences and sessions extend it; on its own it can't be made."""

    class Kind(models.TextChoices):
        LUNCH = "wijklunch", _("Wijklunch")
        CASES = "casuistiek", _("Casuïstiek")
        DRINKS = "netwerkborrel", _("Netwerkborrel")
        WEBINAR = "webinar", _("Webinar")
        TRAINING = "training", _("Training")
        INTRODUCTION = "kennismaking", _("Kennismaking")
        OTHER = "bijeenkomst", _("Bijeenkomst")

    class Attendance(models.TextChoices):
        IN_PERSON = "in-person", _("Op een plek")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("Op een plek en online")

    class Registration(models.TextChoices):
        HERE = "here", _("Ja, via deze site")
        NONE = "none", _("Nee, iedereen kan binnenlopen")
        ELSEWHERE = "elsewhere", _("Ja, op een andere site")

    class HandOut(models.TextChoices):
        AT_ONCE = "at-once", _("Meteen aan de eerste op de wachtlijst")
        OFFER = "offer", _("Eerst vragen of die nog kan")

    class Wheelchair(models.TextChoices):
        UNKNOWN = "", _("Weet ik nog niet")
        YES = "yes", _("Ja, overal")
        PARTLY = "partly", _("Deels")
        NO = "no", _("Nee")

    is_creatable = False
    served_with = ("organisation", "municipality")
    base_form_class = EventPageForm
    copy_form_class = EventCopyForm

    # What
    kind = models.CharField(_("soort"), max_length=20, choices=Kind, default=Kind.OTHER)
    summary = models.CharField(
        _("in één zin"), max_length=200, help_text=_("Waarom zou je komen? Deze zin staat boven aan de pagina.")
    )
    body = RichTextField(
        _("wat gaan jullie doen?"),
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"],
        blank=True,
        help_text=_("Bijvoorbeeld het programma, en wat je mee naar huis neemt."),
    )
    # Where
    attendance = models.CharField(_("waar"), max_length=10, choices=Attendance, default=Attendance.IN_PERSON)
    venue_name = models.CharField(
        _("naam van de plek"), max_length=120, blank=True, help_text=_("Bijvoorbeeld “Buurthuis De Linde, zaal 2”.")
    )
    street = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=7, blank=True,
        validators=[RegexValidator(r"^[1-9][0-9]{3} ?[A-Za-z]{2}$", _("Een postcode ziet eruit als 4611 AB."))],
    )  # fmt: skip
    town = models.CharField(_("plaats"), max_length=80, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    online_url = models.URLField(
        _("link naar de online bijeenkomst"), max_length=500, blank=True,
        help_text=_("Alleen wie is aangemeld krijgt deze link."),
    )  # fmt: skip
    # Can I get in?
    wheelchair = models.CharField(
        _("rolstoeltoegankelijk"), max_length=8, choices=Wheelchair, default=Wheelchair.UNKNOWN, blank=True
    )
    ring_line = models.BooleanField(
        _("er is een ringleiding"), default=False, help_text=_("Voor mensen met een hoortoestel.")
    )
    parking = models.CharField(
        _("parkeren"), max_length=200, blank=True, help_text=_("Bijvoorbeeld “Gratis voor de deur”.")
    )
    public_transport = models.CharField(
        _("bus of trein"),
        max_length=200,
        blank=True,
        help_text=_("Bijvoorbeeld “Bus 11, halte Kerkplein, 3 minuten lopen”."),
    )
    access_note = models.CharField(_("nog iets over de toegang"), max_length=300, blank=True)
    # For whom
    audience = models.CharField(
        _("voor wie"), max_length=200, blank=True, help_text=_("Bijvoorbeeld “Iedereen die in Gageldonk werkt”.")
    )
    municipality = models.ForeignKey(
        MunicipalityPage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gemeente"),
        help_text=_("Laat leeg als het voor de hele regio is."),
    )  # fmt: skip
    wijken = ParentalManyToManyField(WijkPage, blank=True, related_name="+", verbose_name=_("wijken"))
    themes = ParentalManyToManyField(ThemePage, blank=True, related_name="+", verbose_name=_("thema's"))
    # Registering
    registration = models.CharField(
        _("moet je je aanmelden?"), max_length=10, choices=Registration, default=Registration.HERE
    )
    registration_url = models.URLField(_("adres van die site"), blank=True)
    capacity = models.PositiveIntegerField(
        _("aantal plekken"), null=True, blank=True, validators=[MinValueValidator(1, _("Vul minstens 1 plek in, of laat dit leeg."))],
        help_text=_("Per datum. Laat leeg als er geen grens is. Is het vol, dan komt er vanzelf een wachtlijst."),
    )  # fmt: skip
    closes_days_before = models.PositiveSmallIntegerField(
        _("aanmelden kan tot"), default=0,
        choices=[(0, _("het begin")), (1, _("1 dag ervoor")), (2, _("2 dagen ervoor")), (7, _("een week ervoor"))],
    )  # fmt: skip
    needs_approval = models.BooleanField(
        _("ik keur aanmeldingen zelf goed"), default=False,
        help_text=_("Wie zich aanmeldt, vraagt een plek. Jij zegt ja of nee in de lijst met aanmeldingen."),
    )  # fmt: skip
    hand_out = models.CharField(
        _("een plek die vrijkomt gaat"), max_length=10, choices=HandOut, default=HandOut.AT_ONCE,
        help_text=_("Vraag je het eerst, dan heeft iemand een dag de tijd. Vlak voor het begin vragen we niets meer."),
    )  # fmt: skip
    remind_week_before = models.BooleanField(_("herinnering een week ervoor"), default=False)
    remind_day_before = models.BooleanField(_("herinnering een dag ervoor"), default=True)
    reminder_words = models.TextField(
        _("jouw woorden in de herinnering"), max_length=600, blank=True,
        help_text=_("Staat boven aan de mail. Bijvoorbeeld “Neem een casus mee”. De dag, de plek en de knop om af te zeggen staan er al in."),
    )  # fmt: skip
    thank_afterwards = models.BooleanField(_("bedankmail de dag erna"), default=False)
    thanks_words = models.TextField(
        _("jouw woorden in de bedankmail"), max_length=600, blank=True,
        help_text=_("Bijvoorbeeld waar de foto's of de verslagen staan. Laat je dit leeg, dan schrijven wij een korte groet."),
    )  # fmt: skip
    mail_organiser = models.BooleanField(
        _("mails aan de contactpersoon"), default=True,
        help_text=_("Als mensen op je antwoord wachten, en een dag ervoor hoeveel er komen. Is er geen contactpersoon, dan gaan ze naar alle collega's."),
    )  # fmt: skip
    costs = models.CharField(_("kosten"), max_length=120, default=_("Gratis"), blank=True)
    contact_name = models.CharField(_("contactpersoon"), max_length=120, blank=True)
    contact_email = models.EmailField(
        _("e-mail van de contactpersoon"),
        validators=[sendable],
        blank=True,
        help_text=_("Antwoorden op onze mails komen hier aan. Het adres staat niet op de site."),
    )
    # Who
    organisation = models.ForeignKey(
        OrganisationPage, models.SET_NULL, null=True, editable=False, related_name="events"
    )
    """The page above; kept by ``save``, never taken from a form or a revision."""

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("bijeenkomst")

    def read_around(self) -> None:
        self.read_wijken()

    def read_wijken(self) -> None:
        """The wijken with their municipalities in one query, for one page in hand; none when they were read."""
        models.prefetch_related_objects([self], wijken_of(""))

    @property
    def organisation_name(self) -> str:
        return self.organisation.display_name if self.organisation else ""

    @property
    def municipality_name(self) -> str:
        return self.municipality.title if self.municipality else ""

    @property
    def wijk_names(self) -> list[tuple[str, str]]:
        """The names of its wijken, each with its municipality, in order of name."""
        wijken = sorted(self.wijken.all(), key=lambda wijk: wijk.title)
        if not all(WijkPage.municipality.is_cached(wijk) for wijk in wijken):
            models.prefetch_related_objects(wijken, "municipality")
        return [(wijk.title, wijk.municipality.title) for wijk in wijken]

    @property
    def weave_name(self) -> str:
        """Its wijk's, so that people see what belongs together; else its municipality's, else its own."""
        wijken = sorted(self.wijken.all(), key=lambda wijk: wijk.title)
        if wijken:
            return wijken[0].full_name
        return self.municipality.title if self.municipality else self.title

    @property
    def asks_first(self) -> bool:
        """Whether who is next in line is asked before they get a place."""
        return self.hand_out == self.HandOut.OFFER

    @property
    def is_online(self) -> bool:
        return self.attendance != self.Attendance.IN_PERSON

    def full_clean(self, *args, **kwargs) -> None:
        self.organisation = self.organisation_above()
        super().full_clean(*args, **kwargs)

    def organisation_above(self) -> OrganisationPage | None:
        """The organisation whose page stands above this one in the tree."""
        if not self.path:
            return None
        steplen = self.steplen
        above = [self.path[:end] for end in range(steplen, len(self.path), steplen)]
        return OrganisationPage.objects.filter(path__in=above).order_by("-depth").first()

    @transaction.atomic
    def save(self, clean=True, user=None, log_action=False, **kwargs) -> None:
        """Also brings the published dates in line with the plan, in the same transaction."""
        from events.dates.publishing import publish_dates

        update_fields = kwargs.get("update_fields")
        shows = update_fields is None or bool({"live", "title", "slug"} & set(update_fields))
        if shows:
            # Before the plan is written: whoever moves a date holds the counter when they come to write it.
            ChangeCounter.hold()
        if update_fields is None:
            self.organisation = self.organisation_above()
        super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if shows:
            publish_dates(self)

    def with_content_json(self, content):
        """A draft or older version as it may come back: with the moves that came after it."""
        page = super().with_content_json(content)
        dates = {date.key: date for date in EventDate.objects.filter(page=self.pk, moves__gt=0)}
        rows = list(page.planned_dates.all()) if dates else []
        for row in rows:
            if row.key in dates and row.is_older_than(dates[row.key]):
                row.follow(dates[row.key])
        if rows:
            page.planned_dates = rows
        return page

    def permissions_for_user(self, user) -> EventPagePermissionTester:
        return EventPagePermissionTester(user, self)

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        return mark(response) if response.context_data["is_asked_for"] else response

    def get_context(self, request, *args, **kwargs):
        from events.agenda.pages import event_context

        request.shown_under = "/agenda/"
        return {**super().get_context(request, *args, **kwargs), **event_context(self, request)}


class MeetupPage(EventPage):
    """A meetup of one organisation, below its page."""

    parent_page_types = ["network.OrganisationPage"]
    subpage_types: list[str] = []
    is_creatable = True

    edit_handler = TabbedInterface(
        [
            ObjectList(event_panels(), heading=_("Bijeenkomst")),
            ObjectList([PublishingPanel()], heading=_("Publiceren"), permission="superuser"),
        ],
        base_form_class=EventPageForm,
    )

    class Meta:
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")


class PlannedDate(Orderable):
    """When, as the editor plans it: part of drafts and revisions, wall-clock time in Amsterdam."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="planned_dates")
    key = models.UUIDField(null=True, blank=True)
    """Carried through drafts as a hidden field, so that the published date stays the same one; ``clean`` and ``save`` make one."""
    moves = models.PositiveSmallIntegerField(default=0, blank=True)
    """How many of the published date's moves this row knows of; hidden in the form like ``key``."""
    date = models.DateField(_("datum"))
    start_time = models.TimeField(_("van"))
    end_time = models.TimeField(_("tot"))

    panels = [
        FieldPanel("key", widget=HiddenInput, classname="w-hidden"),
        FieldPanel("moves", widget=HiddenInput, classname="w-hidden"),
        FieldRowPanel(
            [
                FieldPanel("date", widget=DateInput),
                FieldPanel("start_time", widget=TimeInput),
                FieldPanel("end_time", widget=TimeInput),
            ]
        ),
        RowPanel(template="events/admin/planned_date_people.html"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("datum")

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y}"

    def clean(self) -> None:
        super().clean()
        self.key = self.key or uuid.uuid4()
        if None not in (self.date, self.start_time, self.end_time) and (
            errors := clean_moment(self.date, self.start, self.end)
        ):
            raise ValidationError(errors)

    def save(self, *args, **kwargs) -> None:
        self.key = self.key or uuid.uuid4()
        super().save(*args, **kwargs)

    def is_older_than(self, date: EventDate) -> bool:
        """Whether the row was written before ``date`` was last moved."""
        return (self.moves or 0) < date.moves

    def follow(self, date: EventDate) -> None:
        """Takes over when ``date`` is, so that a draft or an older version does not undo a move unseen."""
        start, end = date.start_local, date.end_local
        self.date, self.start_time, self.end_time, self.moves = start.date(), start.time(), end.time(), date.moves

    @property
    def start(self) -> datetime:
        return datetime.combine(self.date, self.start_time, tzinfo=AMSTERDAM)

    @property
    def end(self) -> datetime:
        return datetime.combine(self.date, self.end_time, tzinfo=AMSTERDAM)


class CoOrganiser(Orderable):
    """Another organisation that takes part; it shows the meetup in its agenda, and may edit it when the owner says so."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="co_organisers")
    organisation = models.ForeignKey(
        OrganisationPage, models.CASCADE, related_name="co_organised", verbose_name=_("organisatie")
    )
    may_edit = models.BooleanField(_("mag de bijeenkomst ook bewerken"), default=False)

    panels = [FieldPanel("organisation", widget=SortedSelect), FieldPanel("may_edit")]

    class Meta(Orderable.Meta):
        verbose_name = _("mede-organisator")
        constraints = [
            models.UniqueConstraint(fields=("page", "organisation"), name="co_organiser_once_per_event"),
        ]
