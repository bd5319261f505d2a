import uuid
from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page

from events.models.attendance import Attendance, attendance_of
from events.models.dates import ChangeCounter, EventDate, wijken_of
from events.models.page_permissions import EventPagePermissionTester
from events.models.planned_dates import PlannedDate
from knowledge.search.normalising import normalised
from knowledge.search.synonyms import Meanings
from network.addresses import searched
from network.explained_terms import ExplainsTerms
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.photos import WithPhoto
from web.addresses import sendable

if TYPE_CHECKING:
    from events.models.registrations import Registration

event_saved = Signal()
"""Sent by ``EventPage.save`` with the ``page``, inside its transaction and after the rows are written.

``events.publishing.receivers`` listens and brings the published dates in line with the plan. A receiver that raises undoes the
save.
"""


class EventPage(ExplainsTerms, WithPhoto):
    """Event: what, for whom and where. Base class of meetups, and later of conferences and sessions.

    Only the leaf classes in ``events.pages`` are created, edited and served; their panels, form and templates live
    there. Querysets, and keys such as ``EventDate.page``, hold instances of this class.
    """

    class Kind(models.TextChoices):
        LUNCH = "wijklunch", _("Wijklunch")
        CASES = "casuistiek", _("Casuïstiek")
        DRINKS = "netwerkborrel", _("Netwerkborrel")
        WEBINAR = "webinar", _("Webinar")
        TRAINING = "training", _("Training")
        INTRODUCTION = "kennismaking", _("Kennismaking")
        OTHER = "bijeenkomst", _("Bijeenkomst")

    Attendance = Attendance

    class Admission(models.TextChoices):
        EVERYBODY = "everybody", _("Iedereen")
        CODE = "code", _("Alleen wie een code heeft")
        ORGANISATIONS = "organisations", _("Alleen mensen van bepaalde organisaties")

    class Registration(models.TextChoices):
        HERE = "here", _("Ja, via deze site")
        NONE = "none", _("Nee, iedereen kan binnenlopen")
        ELSEWHERE = "elsewhere", _("Ja, op een andere site")

    class HandOut(models.TextChoices):
        AT_ONCE = "at-once", _("Meteen aan de eerste op de wachtlijst")
        OFFER = "offer", _("Eerst vragen of die nog kan")

    class WithoutPlace(models.TextChoices):
        STAY = "stay", _("Laat ze erbij")
        OUT = "out", _("Zeg ze af")

    class Wheelchair(models.TextChoices):
        UNKNOWN = "", _("Weet ik nog niet")
        YES = "yes", _("Ja, overal")
        PARTLY = "partly", _("Deels")
        NO = "no", _("Nee")

    is_creatable = False
    served_with = ("organisation", "municipality")

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
    # Accessibility
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
    # Registration
    registration = models.CharField(
        _("moet je je aanmelden?"), max_length=10, choices=Registration, default=Registration.HERE
    )
    registration_url = models.URLField(_("adres van die site"), blank=True)
    capacity = models.PositiveIntegerField(
        _("aantal plekken"), null=True, blank=True, validators=[MinValueValidator(1, _("Vul minstens 1 plek in, of laat dit leeg."))],
        help_text=_("Per datum. Laat leeg als er geen grens is. Is het vol, dan komt er vanzelf een wachtlijst."),
    )  # fmt: skip
    online_capacity = models.PositiveIntegerField(
        _("aantal plekken online"), null=True, blank=True, validators=[MinValueValidator(1, _("Vul minstens 1 plek in, of laat dit leeg."))],
        help_text=_("Alleen als je op een plek én online mee kunt doen. Laat leeg als er online geen grens is."),
    )  # fmt: skip
    closes_days_before = models.PositiveSmallIntegerField(
        _("aanmelden kan tot"), default=0,
        choices=[(0, _("het begin")), (1, _("1 dag ervoor")), (2, _("2 dagen ervoor")), (7, _("een week ervoor"))],
    )  # fmt: skip
    admission = models.CharField(
        _("wie mag zich aanmelden?"), max_length=15, choices=Admission, default=Admission.EVERYBODY,
        db_default=Admission.EVERYBODY,
        help_text=_("Met een code laat je ook iemand van buiten binnen. Codes maak je na het publiceren, bij de aanmeldingen."),
    )  # fmt: skip
    admitted_organisations = ParentalManyToManyField(
        OrganisationPage, blank=True, related_name="+", verbose_name=_("welke organisaties?"),
        help_text=_("Wie een werkadres van zo'n organisatie heeft, of er in het beheer voor werkt, kan zich aanmelden."),
    )  # fmt: skip
    opens_at = models.DateTimeField(
        _("aanmelden gaat open op"), null=True, blank=True,
        help_text=_("Een dag en een tijd. Laat leeg als mensen zich meteen kunnen aanmelden."),
    )  # fmt: skip
    opens_days_before = models.PositiveSmallIntegerField(
        _("of per datum"), default=0, db_default=0,
        choices=[
            (0, _("meteen")), (7, _("een week ervoor")), (14, _("2 weken ervoor")), (28, _("4 weken ervoor")),
            (56, _("8 weken ervoor")),
        ],
        help_text=_("Handig als het vaker terugkomt: elke datum gaat dan op zijn eigen moment open."),
    )  # fmt: skip
    """Time before the start of each date. If ``opens_at`` is set too, the later moment counts."""
    needs_approval = models.BooleanField(
        _("ik keur aanmeldingen zelf goed"), default=False,
        help_text=_("Wie zich aanmeldt, vraagt een plek. Jij zegt ja of nee in de lijst met aanmeldingen."),
    )  # fmt: skip
    without_place = models.CharField(
        _("wie nog geen plek heeft"),
        max_length=4,
        choices=WithoutPlace,
        default=WithoutPlace.STAY,
        db_default=WithoutPlace.STAY,
    )
    """Answer to what happens to people who wait, when publishing ends what they wait for. Part of the revision, so that
    scheduled publishing, which can't ask, does it too; without an answer nobody loses anything."""
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
    asks_diet = models.BooleanField(
        _("vraag wat mensen eten"), default=False, db_default=False, help_text=_("Alleen als jij voor eten zorgt.")
    )
    asks_access = models.BooleanField(
        _("vraag wat mensen nodig hebben om mee te doen"), default=False, db_default=False,
        help_text=_("Bijvoorbeeld plek voor een rolstoel, of een gebarentolk."),
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
    """Organisation above the page in the tree; set by ``save``, never from a form or a revision."""

    search_tokens = models.TextField(default="", db_default="", editable=False)
    """Words of the texts that the agenda searches, as search reads them, each between spaces. Set by ``save``.

    The agenda does not ask the index of the whole site: its feeds are cached until content changes, and the index comes later.
    """

    search_fields = [*Page.search_fields, *searched("summary", "body")]

    class Meta:
        verbose_name = _("bijeenkomst")

    def read_related(self) -> None:
        self.read_wijken()

    def read_wijken(self) -> None:
        """Prefetch the wijken with their municipalities in one query, unless already done."""
        models.prefetch_related_objects([self], wijken_of(""))

    @classmethod
    def own_links(cls, registration: "Registration") -> list[tuple[str, str]]:  # noqa: ARG003  of leaf classes
        """Return what else somebody can do with ``registration``, as words and address. Leaf classes add theirs."""
        return []

    @property
    def organisation_name(self) -> str:
        return self.organisation.display_name if self.organisation else ""

    @property
    def municipality_name(self) -> str:
        return self.municipality.title if self.municipality else ""

    @property
    def wijk_names(self) -> list[tuple[str, str]]:
        """Names of its wijken, each with its municipality, in order of name."""
        wijken = sorted(self.wijken.all(), key=lambda wijk: wijk.title)
        if not all(WijkPage.municipality.is_cached(wijk) for wijk in wijken):
            models.prefetch_related_objects(wijken, "municipality")
        return [(wijk.title, wijk.municipality.title) for wijk in wijken]

    @property
    def weave_name(self) -> str:
        """Weave name of its wijk, so that people see what belongs together; or of its municipality, or its title."""
        wijken = sorted(self.wijken.all(), key=lambda wijk: wijk.title)
        if wijken:
            return wijken[0].full_name
        return self.municipality.title if self.municipality else self.title

    @property
    def asks_first(self) -> bool:
        """True if a free place is offered to the next in line, who must accept it."""
        return self.hand_out == self.HandOut.OFFER

    @property
    def is_online(self) -> bool:
        return self.attendance != self.Attendance.IN_PERSON

    def attendance_of(self, answer: str) -> str:
        """Return how somebody with that answer to “hier of online?” attends: HYBRID if they may still do either."""
        return attendance_of(self.attendance, answer)

    def full_clean(self, *args, **kwargs) -> None:
        self.organisation = self.organisation_above()
        super().full_clean(*args, **kwargs)

    def organisation_above(self) -> OrganisationPage | None:
        """Return the nearest organisation above this page in the tree."""
        if not self.path:
            return None
        steplen = self.steplen
        above = [self.path[:end] for end in range(steplen, len(self.path), steplen)]
        return OrganisationPage.objects.filter(path__in=above).order_by("-depth").first()

    @transaction.atomic
    def save(self, clean=True, user=None, log_action=False, **kwargs) -> None:
        """Save, set the organisation from the tree, and send ``event_saved`` if public content may differ."""
        update_fields = kwargs.get("update_fields")
        shows = update_fields is None or bool({"live", "title", "slug"} & set(update_fields))
        if shows:
            # Lock the counter before writing the plan, in the same order as moving a date, so that they can't deadlock.
            ChangeCounter.hold()
        if update_fields is None:
            self.organisation = self.organisation_above()
            self.search_tokens = self.tokens_to_search()
        super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if shows:
            event_saved.send(EventPage, page=self)

    def tokens_to_search(self) -> str:
        text = f"{self.title}\n{self.summary}\n{self.venue_name}\n{self.town}"
        # Without meanings: those of the words asked are looked up instead, so that a new begrip needs no new tokens.
        return f" {normalised(text, Meanings())} "

    def with_content_json(self, content):
        """Return a draft or older version, updated with the moves that were made after it.

        A copy has no published dates yet: the stored rows of its plan tell the moves of the original.
        """
        page = super().with_content_json(content)
        moved: dict[uuid.UUID | None, EventDate | PlannedDate] = {
            date.key: date
            for model in (PlannedDate, EventDate)
            for date in model.objects.filter(page=self.pk, moves__gt=0)
        }
        rows = list(page.planned_dates.all()) if moved else []
        knows_places = [row.get("key") for row in content.get("planned_dates", []) if "place" in row]
        for row in rows:
            if row.key in moved and row.is_older_than(moved[row.key]):
                row.follow(moved[row.key])
            elif row.key in moved and str(row.key) not in knows_places:  # written when rows had no place of their own
                row.place = moved[row.key].place
        if rows:
            page.planned_dates = rows
        return page

    def whole_for(self, planned: PlannedDate) -> EventDate | None:
        """Return the date that a published date for ``planned`` is part of; None for an event of its own."""
        return None

    def permissions_for_user(self, user) -> EventPagePermissionTester:
        return EventPagePermissionTester(user, self)
