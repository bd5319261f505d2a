"""Uptake of practices: an organisation or a municipality that explores, tries, uses or has stopped using one."""

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models.contributors import Contributor
from knowledge.models.months import Month
from knowledge.models.practices import PracticePage
from network.models import MunicipalityPage, OrganisationPage, WijkPage
from network.visibility import seen_by_all

LONGEST = 600
"""Most characters in what a party says of its own way."""
OPEN = Q(confirmed_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)
SHOWN = Q(confirmed_at__isnull=False, withdrawn_at__isnull=True)


class UptakeState(models.TextChoices):
    WORKS = "werkt", _("werkt hiermee")
    TRIES = "probeert", _("probeert dit")
    EXPLORES = "verkent", _("verkent dit")
    STOPPED = "gestopt", _("is gestopt")

    @property
    def own_words(self) -> Promise:
        """Words in the mouth of the party itself."""
        return {
            UptakeState.WORKS: _("Wij werken hiermee"),
            UptakeState.TRIES: _("Wij proberen dit"),
            UptakeState.EXPLORES: _("Wij verkennen dit"),
            UptakeState.STOPPED: _("Wij zijn gestopt"),
        }[self]


class Stage(models.TextChoices):
    """Stage of a statement on its way to the page. It follows from the moments in the row."""

    PROOF = "bewijs", _("wacht op bevestiging van het adres")
    PARTY = "partij", _("wacht op de organisatie")
    OWNER = "eigenaar", _("wacht op de makers")
    SHOWN = "getoond", _("staat op de pagina")
    ENDED = "geeindigd", _("is afgewezen of weggehaald")


class UptakeQuerySet(models.QuerySet["Uptake"]):
    def of_party(self, *, organisation_id: int | None, municipality_id: int | None) -> "UptakeQuerySet":
        return self.filter(organisation=organisation_id, municipality=municipality_id)

    def open(self) -> "UptakeQuerySet":
        """Return the statements that wait for somebody."""
        return self.filter(OPEN)

    def shown(self) -> "UptakeQuerySet":
        """Return what a page may show: confirmed by both sides, of a party whose own page everybody may see."""
        by_organisation = Q(municipality__isnull=True) & seen_by_all("organisation__")
        by_municipality = Q(organisation__isnull=True) & seen_by_all("municipality__")
        return self.filter(SHOWN).filter(by_organisation | by_municipality)


class Uptake(models.Model):
    """Statement of one party about one practice: how far it is, since when, and what it does differently.

    The words are the party's own; the owner of the practice only confirms or declines them. An organisation of the kind
    “gemeente” is stored as its municipality. Outside revisions: withdrawing takes effect at once.
    """

    State = UptakeState

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="uptakes", verbose_name=_("praktijk"))
    organisation = models.ForeignKey(
        OrganisationPage, models.CASCADE, null=True, blank=True, related_name="uptakes", verbose_name=_("organisatie")
    )
    municipality = models.ForeignKey(
        MunicipalityPage, models.CASCADE, null=True, blank=True, related_name="uptakes", verbose_name=_("gemeente")
    )
    wijk = models.ForeignKey(
        WijkPage, models.SET_NULL, null=True, blank=True, related_name="uptakes", verbose_name=_("wijk")
    )
    state = models.CharField(_("stand"), max_length=8, choices=UptakeState)
    since = Month(_("sinds"))
    changed = models.TextField(_("wat doen jullie anders?"), max_length=LONGEST, blank=True)
    contact = models.ForeignKey(Contributor, models.SET_NULL, null=True, blank=True, related_name="+")
    contact_name = models.CharField(_("naam op de pagina"), max_length=120, blank=True)
    """Name that readers see, empty without consent. Here and not at the contributor, whose table no page may show."""

    stated_by = models.ForeignKey(Contributor, models.SET_NULL, null=True, related_name="uptakes")
    typed_name = models.CharField(max_length=120, blank=True)
    """Name under which it was stated, which proves nothing about the owner of the address."""
    stated_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveSmallIntegerField(default=1)
    """Number of the text. A decision names it, so that nobody confirms words that they have not read."""
    proven_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the address of the person who stated it was proven."""
    agreed_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the party itself said yes. Equals ``proven_at`` if one of its own people stated it."""
    agreed_by = models.ForeignKey(Contributor, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the owner of the practice said yes, or an editor in the owner's place."""
    confirmed_by = models.ForeignKey(Contributor, models.SET_NULL, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(Contributor, models.SET_NULL, null=True, blank=True, related_name="+")
    declined_words = models.CharField(_("waarom niet?"), max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Contributor, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    """Moment at which the side that it waits for was asked."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    """Moment from which editors may answer too, because nobody did."""

    objects = UptakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding van verspreiding")
        verbose_name_plural = _("meldingen van verspreiding")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, municipality__isnull=True)
                | Q(organisation__isnull=True, municipality__isnull=False),
                name="uptake_has_one_party",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(agreed_at__isnull=False, declined_at__isnull=True),
                name="uptake_is_confirmed_after_agreement",
            ),
            *(
                models.UniqueConstraint(
                    fields=("practice", party), condition=SHOWN, name=f"uptake_shown_once_per_{party}"
                )
                for party in ("organisation", "municipality")
            ),
            *(
                models.UniqueConstraint(
                    fields=("practice", party),
                    condition=OPEN & Q(agreed_at__isnull=False),
                    name=f"uptake_waits_once_per_{party}",
                )
                for party in ("organisation", "municipality")
            ),
            *(
                models.UniqueConstraint(
                    fields=("practice", party, "stated_by"),
                    condition=OPEN & Q(proven_at__isnull=False, agreed_at__isnull=True),
                    name=f"uptake_proposed_once_per_{party}",
                )
                for party in ("organisation", "municipality")
            ),
        ]
        indexes = [models.Index(fields=("asked_at",), condition=OPEN, name="uptake_that_waits")]

    def __str__(self) -> str:
        return f"{self.party_name}, {self.practice}"

    @property
    def party(self) -> OrganisationPage | MunicipalityPage:
        party = self.organisation or self.municipality
        assert party is not None
        return party

    @property
    def party_name(self) -> str:
        return self.organisation.display_name if self.organisation else str(self.municipality)

    @property
    def contributor(self) -> Contributor | None:
        """Person whose address has to be proven, as ``knowledge.identity.acts`` calls them."""
        return self.stated_by

    @property
    def stage(self) -> Stage:
        if self.withdrawn_at or self.declined_at:
            return Stage.ENDED
        if self.confirmed_at:
            return Stage.SHOWN
        if self.agreed_at:
            return Stage.OWNER
        return Stage.PARTY if self.proven_at else Stage.PROOF


class UptakeStep(models.Model):
    """Line in the history of an uptake: a state that was confirmed, with the party's words of that time."""

    uptake = models.ForeignKey(Uptake, models.CASCADE, related_name="steps")
    state = models.CharField(_("stand"), max_length=8, choices=UptakeState)
    month = Month(_("maand"))
    words = models.TextField(_("in eigen woorden"), max_length=LONGEST, blank=True)

    class Meta:
        verbose_name = _("stap in de verspreiding")
        ordering = ("month", "pk")
        constraints = [models.UniqueConstraint(fields=("uptake", "state", "month"), name="uptake_step_once_a_month")]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.month:%Y-%m}"


class UptakeLink(models.Model):
    """Secret link of one person to one statement, in the role in which they were mailed. The secret is not stored."""

    class Role(models.TextChoices):
        OWN = "zelf", _("wie het meldde")
        PARTY = "partij", _("de organisatie")
        OWNER = "eigenaar", _("de makers")
        EDITOR = "redactie", _("de redactie")

    uptake = models.ForeignKey(Uptake, models.CASCADE, related_name="links")
    role = models.CharField(max_length=8, choices=Role)
    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="uptake_links")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("uptake", "role", "contributor"), name="uptake_link_once_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.uptake_id}"


class RegionMap(models.Model):
    """Boundaries of the municipalities, which replace the tiles of the map. At most one row.

    Made from an uploaded file, which is not kept: only the simplified outlines are.
    """

    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    shapes = models.JSONField(default=dict)
    """By CBS code: ``{"path": SVG path data, "x": …, "y": …}``, where x and y are the place of the sign."""
    credit = models.CharField(
        _("bron van de grenzen"), max_length=160, help_text=_("Komt onder de kaart. Bijvoorbeeld “CBS, PDOK, 2026”.")
    )
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("kaart met grenzen")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="region_map_is_one")]

    def __str__(self) -> str:
        return self.credit
