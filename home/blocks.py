"""Blocks for pages of text. Each block has one template and one style sheet.

A block never loads anything from a third party: a video is a card that links to the site where it plays.
"""

from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from events.models import EventPage
from home.chosen_dates import chosen_dates
from home.links.blocks import LinkBlock
from home.table_block import CaptionedTableBlock
from network.models.places import TEXT_FEATURES

LETTERS_FEATURES = ["bold", "italic", "link"]
MOST_AGENDAS = 3
YOUTUBE = {"youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com"}


def video_address(address: str) -> None:
    """Raise ValidationError unless ``address`` can be that of a single video."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme != "https":
        raise ValidationError(_("Het adres van een video begint met https://."))
    if host in YOUTUBE:
        names_one = parts.path.strip("/") and (parts.path.rstrip("/") != "/watch" or parse_qs(parts.query).get("v"))
    else:
        names_one = parts.path.strip("/") or parts.query
    if not names_one:
        raise ValidationError(
            _(
                "Dit adres wijst niet naar één video. Open de video zelf en kopieer het adres uit de balk van je browser."
            )
        )


class DescribedImageBlock(ImageBlock):
    """Wagtail's image with its description. Wagtail leaves the label of the image itself in English."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Foto")


class PhotoBlock(blocks.StructBlock):
    photo = DescribedImageBlock(label=_("Foto"))
    caption = blocks.CharBlock(
        label=_("Bijschrift"), max_length=200, required=False, help_text=_("Bijvoorbeeld wie de foto maakte.")
    )

    class Meta:
        label = _("Foto")
        icon = "image"
        template = "blocks/photo.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Wat iemand zei"),
        max_length=400,
        rows=3,
        help_text=_("Zonder aanhalingstekens. Die komen er vanzelf bij."),
    )
    name = blocks.CharBlock(label=_("Wie"), max_length=100, help_text=_("Vraag of de naam erbij mag."))
    role = blocks.CharBlock(label=_("Werk of plaats"), max_length=120, required=False)

    class Meta:
        label = _("Citaat")
        icon = "openquote"
        template = "blocks/quote.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Wat doe je?"),
        max_length=100,
        help_text=_("Begin met een werkwoord. Bijvoorbeeld “Open de link in je mail”."),
    )
    text = blocks.RichTextBlock(label=_("Uitleg"), features=LETTERS_FEATURES, required=False)

    class Meta:
        label = _("Stap")


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Kop"), max_length=100, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("Stappen"), min_num=1, max_num=12)

    class Meta:
        label = _("Stappen")
        icon = "list-ol"
        template = "blocks/steps.html"


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Naam"), max_length=100)
    role = blocks.CharBlock(label=_("Werk"), max_length=120, required=False)
    photo = ImageChooserBlock(
        label=_("Foto"),
        required=False,
        help_text=_("Alleen met toestemming. De naam staat ernaast, dus een beschrijving hoeft niet."),
    )
    email = blocks.EmailBlock(label=_("E-mailadres"), required=False, help_text=_("Iedereen kan dit zien."))
    phone = blocks.CharBlock(
        label=_("Telefoonnummer"), max_length=20, required=False, help_text=_("Iedereen kan dit zien.")
    )

    class Meta:
        label = _("Persoon")


class PeopleBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Kop"), max_length=100, required=False)
    people = blocks.ListBlock(PersonBlock(), label=_("Mensen"), min_num=1, max_num=24)

    class Meta:
        label = _("Mensen")
        icon = "group"
        template = "blocks/people.html"


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(
        label=_("Getal"), max_length=20, help_text=_("Zoals je het schrijft: “1 op de 5” of “12.400”.")
    )
    words = blocks.CharBlock(label=_("Wat is er geteld?"), max_length=120)

    class Meta:
        label = _("Getal")


class FiguresBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Kop"), max_length=100, required=False)
    figures = blocks.ListBlock(FigureBlock(), label=_("Getallen"), min_num=1, max_num=8)
    source = blocks.CharBlock(
        label=_("Bron en jaar"),
        max_length=160,
        help_text=_("Zonder bron zegt een getal niets. Bijvoorbeeld “CBS, 2025”."),
    )
    source_url = blocks.URLBlock(label=_("Adres van de bron"), required=False)

    class Meta:
        label = _("Kerngetallen")
        icon = "table"
        template = "blocks/figures.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Bestand"))
    title = blocks.CharBlock(
        label=_("Wat is het?"), max_length=120, required=False, help_text=_("Leeg: de naam van het bestand.")
    )

    class Meta:
        label = _("Bestand")


class DownloadsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Kop"), max_length=100, required=False)
    documents = blocks.ListBlock(DownloadBlock(), label=_("Bestanden"), min_num=1, max_num=20)

    class Meta:
        label = _("Downloads")
        icon = "download"
        template = "blocks/downloads.html"


class CallToActionBlock(LinkBlock):
    """Call to action: a button to a page of the site, or to another address."""

    heading = blocks.CharBlock(label=_("Kop"), max_length=100)
    text = blocks.TextBlock(label=_("Tekst"), max_length=240, rows=2, required=False)
    button = blocks.CharBlock(
        label=_("Woorden op de knop"),
        max_length=40,
        help_text=_("Begin met een werkwoord. Bijvoorbeeld “Bekijk de agenda”."),
    )

    class Meta:
        label = _("Oproep met knop")
        icon = "arrow-right"
        template = "blocks/call_to_action.html"
        form_layout = ["heading", "text", "button", "page", "address"]


class DoorBlock(LinkBlock):
    title = blocks.CharBlock(label=_("Voor wie of waarover"), max_length=80)
    text = blocks.CharBlock(label=_("In één zin"), max_length=160, required=False)

    class Meta:
        label = _("Deur")
        form_layout = ["title", "text", "page", "address"]


class DoorsBlock(blocks.StructBlock):
    """Links to starting points, one for each kind of visitor."""

    heading = blocks.CharBlock(label=_("Kop"), max_length=100, required=False)
    doors = blocks.ListBlock(DoorBlock(), label=_("Deuren"), min_num=2, max_num=8)

    class Meta:
        label = _("Wegwijzer")
        icon = "grip"
        template = "blocks/doors.html"


class AgendaBlock(blocks.StructBlock):
    """The first upcoming dates of a selection, and a link to all of them. Empty if a chosen page is not public."""

    heading = blocks.CharBlock(
        label=_("Kop"), max_length=100, required=False, help_text=_("Leeg: de keuze in woorden.")
    )
    place = blocks.PageChooserBlock(
        label=_("Gemeente of wijk"), required=False, page_type=["network.MunicipalityPage", "network.WijkPage"]
    )
    theme = blocks.PageChooserBlock(label=_("Thema"), required=False, page_type="network.ThemePage")
    organisation = blocks.PageChooserBlock(label=_("Organisatie"), required=False, page_type="network.OrganisationPage")
    kind = blocks.ChoiceBlock(label=_("Soort"), required=False, choices=EventPage.Kind.choices)
    most = blocks.IntegerBlock(label=_("Hoeveel op zijn hoogst?"), default=3, min_value=1, max_value=10)

    class Meta:
        label = _("Uit de agenda")
        icon = "calendar"
        template = "blocks/agenda.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = (parent_context or {}).get("request")
        pages = [value[name] for name in ("place", "theme", "organisation") if value.get(name)]
        context["chosen"] = chosen_dates(
            pages, kind=value.get("kind") or "", most=value.get("most") or 3, request=request
        )
        return context


class VideoBlock(blocks.StructBlock):
    """A card that links to a video. Embedding it would let third parties see the visitors."""

    title = blocks.CharBlock(label=_("Titel"), max_length=120)
    address = blocks.URLBlock(
        label=_("Adres van de video"), max_length=400, validators=[video_address], help_text=_("Begint met https://.")
    )
    picture = ImageChooserBlock(
        label=_("Eigen plaatje"), required=False, help_text=_("Leeg: een vlak met een speelknop.")
    )
    note = blocks.CharBlock(
        label=_("Hoe lang, en is er ondertiteling?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld “3 minuten, met ondertiteling”."),
    )

    class Meta:
        label = _("Video")
        icon = "media"
        template = "blocks/video.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["host"] = (urlsplit(value.get("address") or "").hostname or "").removeprefix("www.")
        return context


class ContactBlock(blocks.StructBlock):
    """Contact details of the people behind the site, from the site settings."""

    heading = blocks.CharBlock(label=_("Kop"), max_length=100, default=_("Zo bereik je ons"))
    text = blocks.CharBlock(
        label=_("Wat mensen hier kunnen vragen"),
        max_length=240,
        required=False,
        help_text=_("Het adres, het telefoonnummer en de tijden haalt dit blok uit Instellingen van de site."),
    )

    class Meta:
        label = _("Contact")
        icon = "mail"
        template = "blocks/contact.html"


class PageBlocks(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Tekst"), features=TEXT_FEATURES, icon="pilcrow", template="blocks/text.html")
    photo = PhotoBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    people = PeopleBlock()
    figures = FiguresBlock()
    downloads = DownloadsBlock()
    table = CaptionedTableBlock()
    call_to_action = CallToActionBlock()
    doors = DoorsBlock()
    agenda = AgendaBlock()
    video = VideoBlock()
    contact = ContactBlock()

    class Meta:
        required = False
        block_counts = {"agenda": {"max_num": MOST_AGENDAS}}
