"""Real organisations that take part in the region: name, kind and, if applicable, municipality.

The organisations write the rest of their pages themselves.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Organisation:
    name: str
    kind: str
    """A value of ``OrganisationPage.Kind``."""
    municipality: str = ""
    """Slug; empty for an organisation that covers the whole region."""


ORGANISATIONS = (
    Organisation("CZ", "zorgverzekeraar"),
    Organisation("Gemeente Bergen op Zoom", "gemeente", "bergen-op-zoom"),
    Organisation("GGZ WNB", "ggz"),
    Organisation("Regio West-Brabant", "samenwerking"),
    Organisation("SDW", "gehandicaptenzorg"),
    Organisation("Stadlander", "wonen"),
    Organisation("TWB", "thuiszorg"),
    Organisation("ViZ", "samenwerking"),
    Organisation("WijZijn Traverse Groep", "welzijn"),
)
