"""A photo at the top of a page, with its text alternative."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from network.addresses import SitePage
from network.panels import FoldedPanel

MISSING_WORDS = _(
    "Bij de foto staat nog niet wat erop te zien is. Vul dat in, of vink aan dat hij er alleen voor de sfeer is."
)


class WithPhoto(SitePage):
    photo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("foto"),
        help_text=_("Liggend, minstens 1200 pixels breed. Staan er mensen op? Vraag of het mag."),
    )
    photo_alt = models.CharField(
        _("wat zie je op de foto?"),
        max_length=200,
        blank=True,
        help_text=_(
            "Voor wie de foto niet ziet. Schrijf wat je aan de telefoon zou zeggen, zoals “Acht mensen aan een lange tafel met soep”."
        ),
    )
    photo_is_decorative = models.BooleanField(
        _("de foto is er alleen voor de sfeer"),
        default=False,
        help_text=_("Dan slaat een schermlezer hem over."),
    )

    class Meta:
        abstract = True

    @property
    def lacks_photo_words(self) -> bool:
        return bool(self.photo_id) and not self.photo_alt.strip() and not self.photo_is_decorative


class MissingWordsPanel(Panel):
    """Panel that warns as long as the photo has no text alternative. It does not prevent publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "network/admin/photo_lacks_words.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.lacks_photo_words

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "words": MISSING_WORDS}


def photo_panel(*, folded: bool = False) -> MultiFieldPanel:
    """Return the panel. ``folded``: it is folded as long as there is no photo."""
    return (FoldedPanel if folded else MultiFieldPanel)(
        [MissingWordsPanel(), FieldPanel("photo"), FieldPanel("photo_alt"), FieldPanel("photo_is_decorative")],
        heading=_("Foto"),
        icon="image",
    )
