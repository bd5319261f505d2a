"""Pages of text of the demo: the standard ones, some reworded to say that this is a demo."""

from dataclasses import replace

from wagtail.models import Site

from home.models import SiteSettings
from home.standard_pages import ABOUT, ACCESSIBILITY, CONTACT, PRIVACY, STANDARD_PAGES

REWORDED = (
    replace(
        ABOUT,
        lead="In West-Brabant werken zorg, welzijn, wonen en bewoners samen in de wijk. Deze site helpt je om elkaar te vinden.",
    ).followed_by("""
<h2>Waar we in geloven</h2>
<ul><li>Eén geheel van steun, in plaats van losse stukjes.</li>
<li>Steun waar iemands eigen kracht tekortschiet, en zo dat die kracht groeit.</li>
<li>Praten met bewoners, en niet over hen.</li>
<li>Wat het beste past, gaat voor de regels van de eigen organisatie.</li></ul>
<h2>Dit is een demo</h2>
<p>Je kijkt naar een proefversie. De gemeenten en wijken bestaan echt. Organisaties met “(voorbeeld)” achter hun naam zijn verzonnen,
net als alle bijeenkomsten en alle mensen die je hier tegenkomt. Bij een praktijk die verzonnen is, staat “Voorbeeld”.</p>"""),
    PRIVACY.filled(
        responsible="Dit is een demo, met alleen verzonnen gegevens. Vul dus ook niets in dat echt is. Bij een echt netwerk staat hier wie "
        "verantwoordelijk is.",
        basis="Een netwerk noemt hier ook op welke grond het dat doet.",
        server="In deze demo gaat er geen mail de deur uit. Je leest hem in het <a href=\"/demo/postvak/\">postvak van de demo</a>.",
        retention="Een netwerk noemt hier ook hoe lang het accounts en back-ups bewaart.",
        contact="Een netwerk noemt hier waar je daarvoor terechtkunt.",
    ),
    ACCESSIBILITY.filled(
        statement="Een netwerk dat deze site in gebruik neemt, laat hem onderzoeken en publiceert daarna zijn eigen verklaring. Voor deze "
        "demo is er geen.",
        contact="In deze demo zit er niemand achter een postbus. Een netwerk zet hier zijn eigen adres.",
    ),
    CONTACT.filled(
        contact="Dit is een demo, er zit niemand achter een postbus. Zo ziet het eruit als een netwerk zijn eigen adres invult."
    ),
)  # fmt: skip

PAGES = tuple(next((text for text in REWORDED if text.slug == wanted.slug), wanted) for wanted in STANDARD_PAGES)


def ensure_contact() -> int:
    """Fill in contact details of a fictitious editorial team, unless there are any.

    Return 1 if they were filled in, else 0.
    """
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.contact_email or settings.contact_phone:
        return 0
    settings.contact_email = "redactie@example.org"
    settings.contact_phone = "0800 000 00 00"
    settings.contact_hours = "Op werkdagen van 9.00 tot 12.00 uur"
    settings.save()
    return 1
