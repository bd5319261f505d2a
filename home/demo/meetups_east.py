"""Meetups in the east and on the rivers: Oosterhout, Geertruidenberg, Altena, Drimmelen, Zundert, Alphen-Chaam."""

from home.demo.organisations import LINDEN, MORGENROOD, RIETVINK, RIVIERZICHT, ZONNEWIJZER
from home.demo.shapes import FR, MO, TH, TU, WE, Meetup, Venue, When

MEETUPS = (
    Meetup(
        organisation=RIETVINK,
        slug="als-een-huis-te-vol-raakt",
        title="Als een huis te vol raakt",
        summary="Opruimen helpt zelden. Wat dan wel? Casuïstiek over huizen waar bijna niets meer bij past.",
        body="""
<p>De deur gaat nog maar half open. De gang staat vol met dozen. De buren klagen en de brandweer maakt zich zorgen. Toch is een
container voor de deur vaak het begin van een nieuwe stapel.</p>
<p>Een woonconsulent en een POH-GGZ vertellen wat ze samen proberen: langzaam, met de bewoner, en zonder te schrikken.</p>
<h2>Zo loopt het</h2>
<ul><li>14.00 uur: wat maakt het zo moeilijk om iets weg te doen?</li>
<li>14.30 uur: twee verhalen zonder namen, met foto’s van nagebouwde kamers</li>
<li>15.30 uur: wie doet wat, en wie houdt het een jaar vol?</li></ul>""",
        kind="casuistiek",
        when=(When(3, MO, "14.00", "16.00", people=10),),
        venue=Venue(
            name="Wijkpunt De Klimop",
            street="Gevelstraat 55",
            postcode="4902 GS",
            town="Oosterhout",
            parking="Gratis, voor de deur",
            public_transport="Bus, halte Gevelstraat, 1 minuut lopen",
        ),
        municipality="oosterhout",
        wijken=("Oosterheide",),
        themes=("wonen", "mentale-gezondheid"),
        audience="Woonconsulenten, huisartsen, GGZ, sociaal werk en wijkverpleging",
        capacity=20,
        contact="Hanna Vos",
    ),
    Meetup(
        organisation=RIETVINK,
        slug="kijk-mee-in-de-proefwoning",
        title="Kijk mee in een proefwoning voor ouderen",
        summary="Loop door een gewoon huis met kleine hulpmiddelen, en vraag wat het kost en wie het regelt.",
        body="""
<p>Een lamp die vanzelf aangaat. Een douche zonder rand. Een deurbel die je op je telefoon ziet. Met kleine dingen kan iemand vaak nog
jaren in zijn eigen huis blijven.</p>
<p>We lopen in groepjes van zes door de woning. Bij elke kamer staat iemand die er alles van weet.</p>
<h2>Aanmelden</h2>
<p>Voor de rondleidingen gebruiken we de kalender van de proefwoning. De knop brengt je daarheen. Kies zelf een tijd.</p>
<ul><li>De eerste groep begint om 13.00 uur, de laatste om 15.30 uur</li>
<li>Een rondleiding duurt een halfuur</li></ul>""",
        kind="kennismaking",
        when=(When(6, WE, "13.00", "16.00"),),
        venue=Venue(
            name="Proefwoning Het Nieuwe Nest",
            street="Zwaluwpad 4",
            postcode="4941 ZP",
            town="Raamsdonksveer",
            parking="Gratis, bij de sporthal om de hoek",
            public_transport="Bus, halte Zwaluwpad, 5 minuten lopen",
        ),
        municipality="geertruidenberg",
        themes=("ouderen", "wonen"),
        audience="Zorg, welzijn en wonen; neem gerust een bewoner of mantelzorger mee",
        registration="elsewhere",
        registration_url="https://example.org/proefwoning/rondleiding",
        contact="Bo Kuijpers",
    ),
    Meetup(
        organisation=RIETVINK,
        slug="netwerkborrel-slotjes",
        title="Wonen en zorg op één trap: borrel in Slotjes",
        summary="Wie werkt er allemaal in hetzelfde portiek? Ontmoet ze nu eens zonder dossier.",
        body="""
<p>Op één trap komen soms vier organisaties, en geen van de vier weet het van de andere. Deze borrel hangt de trap aan de muur: per
verdieping zet je op wat voor werk je hier doet. Geen namen van bewoners, alleen van jezelf.</p>
<h2>Zo loopt het</h2>
<ul><li>16.30 uur: jouw kaartje op de trap</li>
<li>17.00 uur: wat valt op? Een gesprek van twintig minuten</li>
<li>17.20 uur: borrel</li></ul>""",
        kind="netwerkborrel",
        when=(
            When(10, TH, "16.30", "18.30", people=12, later=7, moved="Op de eerste datum was het portiek al verhuurd."),
        ),
        venue=Venue(
            name="Buurtkamer Het Portiek",
            street="Trapgevel 101",
            postcode="4901 TG",
            town="Oosterhout",
            wheelchair="partly",
            parking="Betaald tot 18.00 uur",
            note="De kamer is op de begane grond. De gang is smal: 80 centimeter.",
        ),
        municipality="oosterhout",
        wijken=("Slotjes",),
        themes=("wonen", "samenwerken-in-de-wijk"),
        audience="Iedereen die in Slotjes bij mensen thuis komt",
        capacity=40,
        costs="Gratis, met een hapje",
        contact="Ursula Schipper",
        co_organisers=(ZONNEWIJZER, MORGENROOD),
    ),
    Meetup(
        organisation=RIVIERZICHT,
        slug="kennismaken-in-altena",
        title="Zorg en welzijn in Altena: wie zit waar?",
        summary="Veel dorpen, lange wegen. In één ochtend maak je kennis met de mensen achter de telefoonnummers.",
        body="""
<p>Van het ene dorp naar het andere ben je zo een halfuur onderweg. Even binnenlopen bij een collega doe je dus niet snel. Daarom komen
we twee keer per jaar met zijn allen op één plek.</p>
<h2>Zo loopt het</h2>
<ul><li>09.30 uur: koffie bij de landkaart; zet een speld waar jij werkt</li>
<li>10.00 uur: snel kennismaken, acht keer vier minuten</li>
<li>11.00 uur: per dorp om tafel: wat missen we hier?</li></ul>
<p>Ben je vrijwilliger bij een eettafel, een vervoersdienst of een kerk? Kom vooral ook. Jij ziet mensen die wij niet zien.</p>""",
        kind="kennismaking",
        when=(When(3, FR, "09.30", "12.00", people=16),),
        venue=Venue(
            name="Dorpshuis De Veerstoep",
            street="Rivierdijk 77",
            postcode="4286 RD",
            town="Almkerk",
            ring_line=True,
            parking="Gratis, ruim genoeg",
            note="Er rijdt een buurtbus. Zet bij je opmerking dat je ermee komt, dan halen we je op bij de halte.",
        ),
        municipality="altena",
        themes=("samenwerken-in-de-wijk", "ouderen"),
        audience="Professionals en vrijwilligers uit alle dorpen van Altena",
        capacity=35,
        contact="Rosa Hoekstra",
    ),
    Meetup(
        organisation=RIVIERZICHT,
        slug="vrijwilliger-en-professional",
        title="Vrijwilliger en professional: waar ligt de grens?",
        summary="Over boodschappen, sleutels en zorgen om de buurman. Met een borrel na.",
        body="""
<p>De vrijwilliger heeft de sleutel. De wijkverpleging heeft het dossier. Wie zegt wat tegen wie? En wat doe je als een vrijwilliger te
veel op zijn schouders neemt?</p>
<h2>Zo loopt het</h2>
<ul><li>16.00 uur: zes stellingen; je loopt naar “eens” of “oneens”</li>
<li>16.45 uur: in drietallen maak je een afspraak die past bij jullie dorp</li>
<li>17.15 uur: borrel</li></ul>""",
        kind="netwerkborrel",
        when=(When(11, TU, "16.00", "18.00", people=7),),
        venue=Venue(
            name="Cultuurschuur De Griend",
            street="Wilgenlaan 15",
            postcode="4921 WL",
            town="Made",
            parking="Gratis, op het grasveld",
            public_transport="Bus, halte Wilgenlaan, 7 minuten lopen",
        ),
        municipality="drimmelen",
        themes=("mantelzorg", "samenwerken-in-de-wijk"),
        audience="Vrijwilligers, sociaal werkers, wijkverpleging en huisartsen",
        capacity=30,
        contact="Ineke Maes",
    ),
    Meetup(
        organisation=LINDEN,
        slug="wat-maakt-ons-dorp-gezond",
        title="Bewoners aan het woord: wat maakt ons dorp gezond?",
        summary="Wij vertellen, jij luistert. Daarna maken we samen één plan dat klein genoeg is om te lukken.",
        body="""
<p>Er is veel over ons geschreven en weinig met ons besproken. Op deze avond draaien we het om. Tien bewoners vertellen in drie minuten
wat hun dag goed maakt, en wat in de weg zit.</p>
<h2>Voor professionals</h2>
<ul><li>Het eerste uur luister je alleen. Dat is moeilijker dan het klinkt</li>
<li>Het tweede uur zeg je wat jij kunt doen, zonder eerst te overleggen</li>
<li>Neem geen folders mee</li></ul>
<p>Er is thee, er zijn koeken, en er is iemand die op de kinderen past.</p>""",
        kind="bijeenkomst",
        when=(
            When(
                5,
                WE,
                "19.30",
                "21.30",
                people=10,
                postponed="Twee van de tien vertellers zijn ziek. We zoeken een nieuwe avond.",
            ),
        ),
        venue=Venue(
            name="Dorpszaal Achter de Linden",
            street="Achter de Linden 1",
            postcode="4881 LA",
            town="Zundert",
            ring_line=True,
            parking="Gratis, op het plein",
        ),
        municipality="zundert",
        themes=("bewegen-en-leefstijl", "samenwerken-in-de-wijk"),
        audience="Bewoners van Zundert en iedereen die er werkt",
        contact="Otto Schouten",
    ),
    Meetup(
        organisation=LINDEN,
        slug="koffie-tegen-eenzaamheid",
        title="Alleen maar koffie? Een plek beginnen tegen eenzaamheid",
        summary="Bewoners die een inloop begonnen, vertellen wat lukte en wat ze nooit meer zouden doen.",
        body="""
<p>Een kan koffie en een open deur. Zo begonnen wij. De eerste weken kwam er niemand, en toen kwam de wijkverpleegkundige langs met een
mevrouw aan haar arm. Dat was het begin.</p>
<h2>Wat je hoort</h2>
<ul><li>Hoe je mensen bereikt die niet op een poster afkomen</li>
<li>Wat je van een professional nodig hebt, en wat juist niet</li>
<li>Wat het kost, en wie een zaal gratis geeft</li></ul>
<p>Daarna gaan we om tafel met wie er zelf een wil beginnen.</p>""",
        kind="kennismaking",
        when=(When(12, TH, "10.00", "12.00", people=5),),
        venue=Venue(
            name="Herberg De Gulle Gast, opkamer",
            street="Kasteellaan 23",
            postcode="4861 KL",
            town="Chaam",
            wheelchair="no",
            parking="Gratis, naast de herberg",
            note="De opkamer ligt vijf treden hoger. Bel ons als dat niet gaat, dan zitten we beneden.",
        ),
        municipality="alphen-chaam",
        themes=("eenzaamheid", "ouderen"),
        audience="Bewoners, vrijwilligers, sociaal werkers en huisartsen",
        capacity=24,
        contact="Xander Molenaar",
        co_organisers=(RIVIERZICHT,),
    ),
)
