"""The begrippenlijst: terms with one plain sentence, and with two meanings where the two domains differ."""

import re
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from network.addresses import SitePage, SitePageForm, searched
from network.visibility import open_to_all, seen_by_all
from web.ordering import title_order
from web.plain_text import folded

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


class TermForm(SitePageForm):
    """Page form that keeps the two meanings together, and each name once."""

    def clean(self) -> dict:
        cleaned = super().clean()
        medical, social = (str(cleaned.get(name) or "").strip() for name in ("medical", "social"))
        for name, other, filled in (("medical", "social", social), ("social", "medical", medical)):
            if filled and not str(cleaned.get(name) or "").strip():
                where = _("in het sociaal domein") if other == "social" else _("in de zorg")
                words = _(
                    "Je schreef wel op wat het %(where)s betekent. Vul dit ook in, of laat allebei leeg: dan heeft het woord één"
                    " betekenis."
                )
                self.add_error(name, ValidationError(words, params={"where": where}))
        return cleaned

    def is_valid(self) -> bool:
        """Check the names after the rows themselves, which Wagtail validates only here."""
        return super().is_valid() and self.has_each_name_once()

    def has_each_name_once(self) -> bool:
        title, is_fine = self.cleaned_data["title"], True
        # GGZ and ggz are two abbreviations: each is recognised only as it is written.
        known = {(title, True), (folded(title), False)}
        for form in self.formsets["names"].forms:
            name = form.cleaned_data.get("name", "")
            if not name or form.cleaned_data.get("DELETE"):
                continue
            is_exact = form.cleaned_data.get("kind") == TermName.Kind.ABBREVIATION
            key = (name if is_exact else folded(name), is_exact)
            if key in known:
                form.add_error("name", _("Deze naam staat er al. Haal hem hier weg."))
                is_fine = False
            known.add(key)
        return is_fine


class TermPage(SitePage):
    """A begrip. Its ``title`` is the word; ``names`` are its synonyms and abbreviations."""

    base_form_class = TermForm
    parent_page_types = ["knowledge.TermIndexPage"]
    subpage_types: list[str] = []

    summary = models.CharField(
        _("in één zin"),
        max_length=240,
        help_text=_(
            "Gewone woorden, zodat ook een bewoner het begrijpt. Verschillen de twee werelden? Zeg hier wat ze delen."
        ),
    )
    medical = models.TextField(
        _("in de zorg"),
        max_length=600,
        blank=True,
        help_text=_("Wat een huisarts of verpleegkundige ermee bedoelt. Alleen als dat echt iets anders is."),
    )
    medical_example = models.CharField(
        _("zo hoor je het in de zorg"),
        max_length=160,
        blank=True,
        help_text=_("Een zin zoals iemand hem zegt. Zonder aanhalingstekens. Die komen er vanzelf bij."),
    )
    social = models.TextField(
        _("in het sociaal domein"),
        max_length=600,
        blank=True,
        help_text=_("Wat een sociaal werker of Wmo-consulent ermee bedoelt."),
    )
    social_example = models.CharField(
        _("zo hoor je het in het sociaal domein"),
        max_length=160,
        blank=True,
        help_text=_("Zonder aanhalingstekens. Die komen er vanzelf bij."),
    )
    together = models.TextField(
        _("zo zeg je het samen"),
        max_length=400,
        blank=True,
        help_text=_(
            "Welk woord begrijpt iedereen aan tafel? Eén of twee zinnen. Heeft het woord één betekenis, dan staat dit er als “Goed om te"
            " weten”."
        ),
    )
    source = models.CharField(
        _("bron"),
        max_length=200,
        blank=True,
        help_text=_("Waar staat de betekenis vast? Bijvoorbeeld de naam van een wet. Leeg mag ook."),
    )
    in_text = models.BooleanField(
        _("ook in lopende tekst uitleggen"),
        default=True,
        help_text=_(
            "Aan: waar het woord in een tekst op de site staat, krijgt het een stippellijn en een korte uitleg. Zet het uit bij een"
            " gewoon woord dat vaak iets anders betekent, zoals “plan” of “netwerk”."
        ),
    )

    content_panels = [
        FieldPanel(
            "title",
            heading=_("Begrip"),
            help_text=_("Zoals je het midden in een zin schrijft, dus zonder hoofdletter."),
        ),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("medical"), FieldPanel("medical_example"), FieldPanel("social"), FieldPanel("social_example")],
            heading=_("Twee betekenissen"),
            help_text=_("Bedoelen zorg en sociaal domein er hetzelfde mee? Laat dit dan leeg."),
        ),
        FieldPanel("together"),
        InlinePanel(
            "names",
            heading=_("Andere namen"),
            label=_("naam"),
            help_text=_("Synoniemen en afkortingen. Wie hierop zoekt, vindt dit begrip en alles waar het in staat."),
        ),
        FieldPanel("in_text"),
        InlinePanel("links", heading=_("Lijkt op"), label=_("begrip"), max_num=6),
        FieldPanel("source"),
    ]
    search_fields = [
        *Page.search_fields,
        *searched("summary", "medical", "social", "together"),
        index.SearchField("names_in_words"),
        index.AutocompleteField("names_in_words"),
    ]

    class Meta:
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")

    def get_context(self, request, *args, **kwargs):
        index_page = self.get_parent()
        names = list(self.names.all())
        shown = beside(self.title, names)
        related = open_to_all(TermPage.objects.filter(pk__in=[link.to_id for link in self.links.all()]))
        return {
            **super().get_context(request, *args, **kwargs),
            "index": {"title": index_page.title, "url": index_page.get_url(request)},
            "beside": shown,
            "also": [name.name for name in names if name.name != shown and folded(name.name) != folded(self.title)],
            "related": [
                {"title": page.title, "url": page.get_url(request)}
                for page in sorted(related, key=lambda page: title_order(page.title))
            ],
        }

    @property
    def has_two_meanings(self) -> bool:
        return bool(self.medical and self.social)

    def names_in_words(self) -> str:
        return ", ".join(name.name for name in self.names.all())


class TermName(Orderable):
    """Other name of a term. An abbreviation is recognised only as it is written here, capitals included."""

    class Kind(models.TextChoices):
        SYNONYM = "synoniem", _("synoniem")
        ABBREVIATION = "afkorting", _("afkorting")

    page = ParentalKey(TermPage, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("naam"), max_length=100)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.SYNONYM)
    in_text = models.BooleanField(
        _("ook in lopende tekst uitleggen"),
        default=True,
        help_text=_("Zet dit uit als deze naam vaak iets anders betekent. Zoeken blijft er wel mee werken."),
    )

    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("in_text")]

    class Meta(Orderable.Meta):
        verbose_name = _("andere naam")
        verbose_name_plural = _("andere namen")

    def __str__(self) -> str:
        return self.name

    @property
    def is_abbreviation(self) -> bool:
        return self.kind == self.Kind.ABBREVIATION or looks_abbreviated(self.name)


class TermLink(Orderable):
    """Link to a term that resembles this one or is often confused with it."""

    page = ParentalKey(TermPage, on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(TermPage, models.CASCADE, related_name="+", verbose_name=_("begrip"))

    panels = [PageChooserPanel("to", "knowledge.TermPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("verwant begrip")
        verbose_name_plural = _("verwante begrippen")

    def __str__(self) -> str:
        return str(self.to)


def looks_abbreviated(name: str) -> bool:
    """Return whether a word of ``name`` has two capitals: people write it so and not otherwise."""
    return any(sum(map(str.isupper, word)) > 1 for word in name.split())


def beside(title: str, names: Iterable[TermName]) -> str:
    """Return the name to show after the title: the words behind an abbreviation, or the abbreviation of a long word."""
    if is_abbreviation(title, names):
        return next((name.name for name in names if name.kind == TermName.Kind.SYNONYM and name.in_text), "")
    return next((name.name for name in names if name.kind == TermName.Kind.ABBREVIATION), "")


def is_abbreviation(title: str, names: Iterable[TermName]) -> bool:
    """Return whether the title is an abbreviation: by its capitals, or because it is among them in another spelling."""
    return looks_abbreviated(title) or any(
        name.kind == TermName.Kind.ABBREVIATION and folded(name.name) == folded(title) for name in names
    )


def first_sentence(text: str) -> str:
    return SENTENCE.split(text.strip(), maxsplit=1)[0]


def public_names() -> Iterator[TermName]:
    """Yield the other names of all terms that everybody may see, in the order of the editor. One query."""
    yield from TermName.objects.filter(seen_by_all("page__")).order_by("page", "sort_order", "pk")


def concepts() -> list[tuple[int, tuple[str, ...]]]:
    """Return the id of each term that everybody may see, with all its names: the title first. One query."""
    rows = open_to_all(TermPage.objects.all()).order_by("pk", "names__sort_order", "names__pk")
    found: dict[int, list[str]] = {}
    for pk, title, name in rows.values_list("pk", "title", "names__name"):
        found.setdefault(pk, [title]).extend([name] if name else [])
    return [(pk, tuple(names)) for pk, names in found.items()]
