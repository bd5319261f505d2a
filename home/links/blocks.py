"""Blocks that link to a page of the site, or to another address."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.links.own import leads_nowhere, page_of, path_of

OWN_ADDRESS = re.compile(r"^/(?!/)[^\s\\]*$")


def own_or_web_address(address: str) -> None:
    """Accept only addresses like ``/agenda/`` and ``https://…``, so that no ``javascript:`` gets through."""
    if not OWN_ADDRESS.match(address):
        try:
            URLValidator(schemes=["https", "http"])(address)
        except ValidationError as error:
            raise ValidationError(
                _("Dit is geen webadres. Schrijf het als https://voorbeeld.nl of, op deze site, als /agenda/.")
            ) from error


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """Return where the link goes; empty if its page is gone or not on the site."""
        page = self.get("page")
        if page:
            return page.url or "" if page.live else ""
        return self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """A link to a chosen page, or else to an address.

    A page can be renamed and moved, and Wagtail counts what refers to it. So an address that is the address of a page
    becomes that page.
    """

    page = blocks.PageChooserBlock(label=_("Pagina"), required=False)
    address = blocks.CharBlock(
        label=_("Of een adres"),
        max_length=400,
        required=False,
        validators=[own_or_web_address],
        help_text=_(
            "Als het geen pagina van deze site is, of als er een keuze in staat, zoals /agenda/?gemeente=breda."
        ),
    )

    class Meta:
        value_class = LinkValue

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        page, address = cleaned["page"], cleaned["address"]
        if page and address:
            refuse("address", _("Kies een pagina of vul een adres in, niet allebei."))
        if not page and not address:
            refuse("page", _("Waar gaat deze link heen? Kies een pagina of vul een adres in."))
        if address:
            page = page_of(address)
            if page:
                cleaned["page"], cleaned["address"] = page, ""
            elif path_of(address) and leads_nowhere(address):
                refuse("address", _("Op deze site staat niets op dit adres. Kijk het na, of kies een pagina."))
        return cleaned


def refuse(field: str, words: str) -> None:
    raise StructBlockValidationError(block_errors={field: ValidationError(words)})
