from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from knowledge.models.categories import Category
from knowledge.models.months import Month
from knowledge.models.practice_form import PracticePageForm
from knowledge.models.practice_panels import address_panels, practice_panels
from network.addresses import SitePage, searched
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.photos import WithPhoto


class PracticeIndexPage(SitePage):
    """``/praktijken/``: every practice and initiative, and any selection of them."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["knowledge.PracticePage"]
    max_count = 1

    intro = models.TextField(_("inleiding"), max_length=400, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, *searched("intro")]

    class Meta:
        verbose_name = _("praktijken")


def prose(label: str, max_length: int, **kwargs) -> models.TextField:
    """Return a field for text of several lines in the light markup of ``web.prose``. ``max_length`` is in characters."""
    return models.TextField(label, max_length=max_length, blank=True, **kwargs)


class PracticePage(WithPhoto):
    """A practice: what works, for whom, what it asks and what did not work. An initiative is one still being tried.

    Two layers: the *short* fields make a page of ten minutes, the *deep* ones are for people who start themselves. All
    but title and summary may be empty; what is missing is told to the authors only.
    """

    class Phase(models.TextChoices):
        IDEA = "idee", _("Idee")
        TRIAL = "proeftuin", _("Proeftuin")
        EVALUATED = "geevalueerd", _("Geëvalueerd")
        SPREAD = "verspreid", _("Verspreid")
        STOPPED = "gestopt", _("Gestopt")

    parent_page_types = ["knowledge.PracticeIndexPage"]
    subpage_types: list[str] = []
    served_with = ("municipality", "organisation", "standing")

    # Short layer
    summary = models.CharField(_("in één zin"), max_length=240, help_text=_("Voor wie is het, en wat gebeurt er?"))
    lesson = models.CharField(
        _("wat leerden jullie?"), max_length=160, blank=True,
        help_text=_("De les in één zin. Die staat op kaartjes en op de voorpagina."),
    )  # fmt: skip
    phase = models.CharField(_("fase"), max_length=11, choices=Phase, default=Phase.IDEA)
    occasion = prose(_("aanleiding"), 1200, help_text=_("Waarom begonnen jullie?"))
    target_group = models.CharField(
        _("voor wie is het bedoeld?"), max_length=200, blank=True, help_text=_("De mensen om wie het gaat.")
    )
    intermediaries = models.CharField(
        _("wie voert het uit?"), max_length=200, blank=True,
        help_text=_("De professionals of vrijwilligers die ermee werken."),
    )  # fmt: skip
    goal = prose(_("wat willen jullie bereiken?"), 800)
    approach = prose(_("zo doen we het"), 3000)
    effort = models.CharField(
        _("wat vraagt het?"), max_length=240, blank=True,
        help_text=_("Tijd, mensen en geld, zodat iemand weet waar zij aan begint."),
    )  # fmt: skip
    residents_role = prose(_("rol van inwoners"), 1200)
    results = prose(_("wat leverde het op?"), 2000)
    failed_what = prose(_("wat werkte niet: wat deden jullie?"), 800)
    failed_how = prose(_("wat gebeurde er?"), 800)
    failed_now = prose(_("wat doen jullie nu?"), 800)
    # Deep layer
    execution = prose(_("uitvoering: wie en hoeveel tijd"), 3000)
    conditions = prose(_("randvoorwaarden"), 2000)
    costs = prose(_("kosten en financiering"), 2000)
    active_elements = prose(_("wat maakt dat het werkt"), 2000)
    experiences = prose(_("ervaringen in de praktijk"), 2000)
    transfer = prose(_("overdragen"), 2000, help_text=_("Hoe leert een ander dit van jullie?"))
    securing = prose(_("borgen"), 2000, help_text=_("Hoe gaat het verder als het geld op is?"))
    materials = prose(_("materialen"), 1200)
    # For a council
    council_question = prose(_("wat vragen jullie de raad?"), 900)
    evaluation = models.CharField(_("evaluatie"), max_length=300, blank=True, help_text=_("Wanneer, en door wie?"))
    seeks = models.CharField(
        _("waar zoeken jullie nog iemand voor?"), max_length=200, blank=True,
        help_text=_("Bijvoorbeeld “Een POH-GGZ voor twee uur per week”."),
    )  # fmt: skip
    # Where and about what
    municipality = models.ForeignKey(
        MunicipalityPage, models.SET_NULL, null=True, blank=True, related_name="practices", verbose_name=_("gemeente"),
        help_text=_("Laat leeg als het in de hele regio gebeurt."),
    )  # fmt: skip
    wijken = ParentalManyToManyField(WijkPage, blank=True, related_name="practices", verbose_name=_("wijken"))
    wijk_to_be_chosen = models.BooleanField(_("de wijk wordt nog gekozen"), default=False)
    themes = ParentalManyToManyField(ThemePage, blank=True, related_name="practices", verbose_name=_("thema's"))
    categories = ParentalManyToManyField(
        Category, blank=True, related_name="practices", verbose_name=_("leefgebied, levensfase en doelgroep")
    )
    organisation = models.ForeignKey(
        OrganisationPage, models.SET_NULL, null=True, blank=True, related_name="practices",
        verbose_name=_("organisatie die het trekt"),
    )  # fmt: skip
    is_shared = models.BooleanField(_("collega's van deze organisatie mogen meeschrijven"), default=False)
    inspired_by = ParentalManyToManyField(
        "self", symmetrical=False, blank=True, related_name="inspired", verbose_name=_("geïnspireerd op")
    )
    thanks = models.CharField(
        _("met dank aan"), max_length=200, blank=True, help_text=_("Geen namen van bewoners of patiënten.")
    )
    is_example = models.BooleanField(
        _("voorbeeld"), default=False, help_text=_("De praktijk is verzonnen. Dat staat er dan bij.")
    )
    explains_terms = models.BooleanField(_("leg begrippen uit in de tekst"), default=True)
    change_note = models.CharField(
        _("wat verandert er?"), max_length=200, blank=True,
        help_text=_("Eén zin voor lezers. Die komt onder aan de pagina, met de datum."),
    )  # fmt: skip

    base_form_class = PracticePageForm
    content_panels = practice_panels()
    promote_panels = address_panels()
    search_fields = [
        *Page.search_fields,
        *searched(
            "summary", "lesson", "occasion", "target_group", "intermediaries", "goal", "approach", "effort",
            "residents_role", "results", "failed_what", "failed_how", "failed_now", "execution", "conditions", "costs",
            "active_elements", "experiences", "transfer", "securing", "materials", "seeks",
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("praktijk")
        verbose_name_plural = _("praktijken")
        indexes = [models.Index(fields=("phase",), name="practice_by_phase")]

    @property
    def is_initiative(self) -> bool:
        """True while it is still being tried: the page then tells the course, the partners and the log first."""
        return self.phase in {self.Phase.IDEA, self.Phase.TRIAL}

    @property
    def failure(self) -> list[tuple[str, str]]:
        """Answers to “what did not work”, each with its question; empty ones are left out."""
        answers = (
            (_("Wat we deden"), self.failed_what),
            (_("Wat er gebeurde"), self.failed_how),
            (_("Wat we nu doen"), self.failed_now),
        )
        return [(str(question), answer) for question, answer in answers if answer.strip()]


class PhaseChange(models.Model):
    """Phase that a practice reached or expects to reach, with the reason. Part of the page and its revisions."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="phase_changes")
    phase = models.CharField(_("fase"), max_length=11, choices=PracticePage.Phase)
    month = Month(_("maand"), help_text=_("De dag maakt niet uit."))
    is_expected = models.BooleanField(_("verwacht"), default=False)
    reason = models.CharField(_("waarom?"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("fase")
        ordering = ("month", "pk")

    def __str__(self) -> str:
        return f"{self.get_phase_display()}, {self.month:%Y-%m}"


class PracticeStep(models.Model):
    """Line in the log of a practice: what happened, failures included. Part of the page and its revisions."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="steps")
    month = Month(_("maand"), help_text=_("De dag maakt niet uit."))
    title = models.CharField(_("wat gebeurde er?"), max_length=80)
    words = models.CharField(_("in een of twee zinnen"), max_length=300, blank=True)
    has_failed = models.BooleanField(_("dit lukte niet"), default=False)
    is_expected = models.BooleanField(_("verwacht"), default=False)

    class Meta:
        verbose_name = _("stap")
        ordering = ("month", "pk")

    def __str__(self) -> str:
        return self.title


class PracticePartner(Orderable):
    """Organisation that takes part, from a month until a month. One that stops stays, with the reason."""

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        OrganisationPage, models.CASCADE, null=True, blank=True, related_name="partnerships",
        verbose_name=_("organisatie"),
    )  # fmt: skip
    name = models.CharField(
        _("of: naam"), max_length=120, blank=True, help_text=_("Voor een partij zonder pagina op deze site.")
    )
    role = models.CharField(_("wat doen zij?"), max_length=120, blank=True)
    since = Month(_("sinds"), null=True, blank=True)
    until = Month(_("tot"), null=True, blank=True)
    reason = models.CharField(_("waarom gestopt?"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("partner")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.organisation.display_name if self.organisation else self.name

    @property
    def is_named(self) -> bool:
        return bool(self.organisation_id or self.name.strip())


class Recognition(models.Model):
    """Recognition by a body elsewhere: level, link and date only. The site never awards one."""

    class Level(models.TextChoices):
        WELL_DESCRIBED = "goed-beschreven", _("Goed Beschreven")
        WELL_FOUNDED = "goed-onderbouwd", _("Goed Onderbouwd")
        FIRST = "eerste-aanwijzingen", _("Eerste aanwijzingen voor effectiviteit")
        GOOD = "goede-aanwijzingen", _("Goede aanwijzingen voor effectiviteit")
        STRONG = "sterke-aanwijzingen", _("Sterke aanwijzingen voor effectiviteit")

    practice = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="recognitions")
    level = models.CharField(_("niveau"), max_length=20, choices=Level)
    url = models.URLField(_("waar staat dat?"), max_length=300)
    on = models.DateField(_("datum"))

    class Meta:
        verbose_name = _("erkenning elders")
        ordering = ("-on", "pk")

    def __str__(self) -> str:
        return str(self.get_level_display())
