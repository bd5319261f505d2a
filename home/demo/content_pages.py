"""The pages of text of the demo: the standard ones, where needed in words that say that this is a demo."""

from dataclasses import replace

from home.standard_pages import ABOUT, ACCESSIBILITY, CONTACT, HOW_TO_REGISTER, PRIVACY, PUT_A_MEETUP_ONLINE

PAGES = (
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
net als alle bijeenkomsten en alle mensen die je hier tegenkomt.</p>"""),
    HOW_TO_REGISTER,
    PUT_A_MEETUP_ONLINE,
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
        contact="Dit is een demo, er zit niemand achter een postbus. Een netwerk dat de site gebruikt, zet hier zijn eigen adres en "
        "telefoonnummer."
    ),
)  # fmt: skip
