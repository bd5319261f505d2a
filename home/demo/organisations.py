"""Eleven invented organisations, a few for each corner of the region."""

from home.demo.shapes import Organisation

ZONNEWIJZER = "Welzijn Zonnewijzer"
DE_EIK = "Huisartsenpraktijk De Eik"
MORGENROOD = "Thuiszorg Morgenrood"
RIETVINK = "Wooncorporatie Rietvink"
OVERSTAP = "GGZ-praktijk De Overstap"
LINDEN = "Bewonersgroep Achter de Linden"
RIVIERZICHT = "Netwerk Rivierzicht"
KWIKSTAART = "Zorgatelier De Kwikstaart"
VIJZEL = "Apotheek De Vijzel"
SPRONG = "Jeugdteam De Sprong"
VELD_EN_VAART = "Dorpsnetwerk Veld en Vaart"

ORGANISATIONS = (
    Organisation(
        name=ZONNEWIJZER,
        kind="welzijn",
        municipality="breda",
        summary="Sociaal werk en opbouwwerk in de wijken van Breda.",
        intro="<p>Welzijn Zonnewijzer is een voorbeeld: de organisatie is verzonnen. Zij laat zien hoe een welzijnsorganisatie"
        " haar bijeenkomsten op deze site zet.</p><p>De opbouwwerkers kennen de buurt, de clubs en de mensen die iets willen"
        " doen. Ze schuiven graag aan bij zorg en wonen.</p>",
    ),
    Organisation(
        name=DE_EIK,
        kind="eerste-lijn",
        municipality="bergen-op-zoom",
        summary="Huisartsen, praktijkondersteuners en een POH-GGZ in Gageldonk.",
        intro="<p>Huisartsenpraktijk De Eik is een voorbeeld: de praktijk is verzonnen.</p><p>De praktijk werkt graag met de wijk"
        " samen. Eens in de paar weken zet zij de deur open voor iedereen die in de buurt met mensen werkt.</p>",
    ),
    Organisation(
        name=MORGENROOD,
        kind="thuiszorg",
        municipality="roosendaal",
        summary="Wijkverpleging en hulp thuis in Roosendaal en de dorpen eromheen.",
        intro="<p>Thuiszorg Morgenrood is een voorbeeld: de organisatie is verzonnen.</p><p>De wijkverpleegkundigen komen elke dag"
        " bij mensen thuis. Ze vertellen graag wat ze zien, en horen graag wie er nog meer meekijkt.</p>",
    ),
    Organisation(
        name=RIETVINK,
        kind="wonen",
        municipality="oosterhout",
        summary="Sociale huurwoningen en woonconsulenten met een oog voor de buurt.",
        intro="<p>Wooncorporatie Rietvink is een voorbeeld: de corporatie is verzonnen.</p><p>De woonconsulenten komen achter de"
        " voordeur. Ze zoeken collega’s uit zorg en welzijn om samen op te trekken.</p>",
    ),
    Organisation(
        name=OVERSTAP,
        kind="ggz",
        municipality="etten-leur",
        summary="Behandelaren en ervaringsdeskundigen die naar de wijk toe komen.",
        intro="<p>GGZ-praktijk De Overstap is een voorbeeld: de praktijk is verzonnen.</p><p>Het team denkt mee voordat er een"
        " verwijzing is. Het geeft ook trainingen aan mensen die in de wijk werken.</p>",
    ),
    Organisation(
        name=LINDEN,
        kind="bewoners",
        municipality="zundert",
        summary="Bewoners die hun dorp een beetje gezonder en gezelliger maken.",
        intro="<p>Bewonersgroep Achter de Linden is een voorbeeld: de groep is verzonnen.</p><p>De bewoners nodigen professionals"
        " uit om bij hen langs te komen, in plaats van andersom.</p>",
    ),
    Organisation(
        name=RIVIERZICHT,
        kind="samenwerking",
        municipality="altena",
        summary="Zorg, welzijn en vrijwilligers uit de dorpen aan de rivier.",
        intro="<p>Netwerk Rivierzicht is een voorbeeld: het netwerk is verzonnen.</p><p>In kleine dorpen kent men elkaar, zegt men."
        " Toch weten professionals elkaar niet altijd te vinden. Daar doet dit netwerk iets aan.</p>",
    ),
    Organisation(
        name=KWIKSTAART,
        kind="gehandicaptenzorg",
        municipality="woensdrecht",
        summary="Een werkplaats en een keuken waar mensen met een beperking aan het werk zijn.",
        intro="<p>Zorgatelier De Kwikstaart is een voorbeeld: het atelier is verzonnen.</p><p>De koks en makers ontvangen graag"
        " gasten uit de wijk. De koffie is er sterk en de soep is beroemd, al zeggen ze het zelf.</p>",
    ),
    Organisation(
        name=VIJZEL,
        kind="eerste-lijn",
        municipality="halderberge",
        summary="Een dorpsapotheek waar je ook met een vraag zonder recept terechtkunt.",
        intro="<p>Apotheek De Vijzel is een voorbeeld: de apotheek is verzonnen.</p><p>Aan de balie hoort het team veel. Het wil graag"
        " weten wie er achter de voordeur komt, en wat die daar ziet.</p>",
    ),
    Organisation(
        name=SPRONG,
        kind="overig",
        municipality="rucphen",
        summary="Jeugdprofessionals die liever naast een gezin gaan zitten dan ertegenover.",
        intro="<p>Jeugdteam De Sprong is een voorbeeld: het team is verzonnen.</p><p>De medewerkers werken op scholen, op het veld en"
        " aan keukentafels. Voor ouders houden ze een tafel vrij, zonder afspraak.</p>",
    ),
    Organisation(
        name=VELD_EN_VAART,
        kind="samenwerking",
        municipality="moerdijk",
        summary="Elf dorpen die samen regelen wat één dorp niet alleen kan.",
        intro="<p>Dorpsnetwerk Veld en Vaart is een voorbeeld: het netwerk is verzonnen.</p><p>Er zit een huisarts in, een boer, een"
        " wijkverpleegkundige en de beheerder van een dorpshuis. Ze vergaderen zo min mogelijk.</p>",
    ),
)
