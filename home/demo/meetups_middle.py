"""Meetups in the middle: Roosendaal, Rucphen, Etten-Leur, Halderberge and Moerdijk."""

from home.demo.organisations import DE_EIK, LINDEN, MORGENROOD, OVERSTAP, ZONNEWIJZER
from home.demo.shapes import FR, MO, TH, TU, WE, Meetup, Venue, When

DE_BANK = Venue(
    name="Huis van de buurt De Bank",
    street="Spaarpotlaan 5",
    postcode="4872 SL",
    town="Etten-Leur",
    parking="Gratis, voor de deur",
    public_transport="Bus, halte Spaarpotlaan, 2 minuten lopen",
)

MEETUPS = (
    Meetup(
        organisation=MORGENROOD,
        slug="kennismaken-wijkverpleging-langdonk",
        title="Maak kennis met de wijkverpleging van Langdonk",
        summary="Wie zijn wij, wat doen we wel en niet, en hoe snel kunnen we er zijn?",
        body="""
<p>“Kan de wijkverpleging even kijken?” Die vraag krijgen we vaak. Soms kan het vandaag nog, soms zijn wij niet de juiste. Kom horen hoe
het zit, dan scheelt dat jou en ons een paar telefoontjes.</p>
<h2>Wat krijg je?</h2>
<ul><li>Een uitleg in gewone taal over wat wij mogen en wie dat betaalt</li>
<li>De nummers van het team, met gezichten erbij</li>
<li>Ruimte voor jouw voorbeelden: wat ging er mis, en hoe had het gekund?</li></ul>
<p>We doen dit bewust kort. Om half elf sta je weer buiten.</p>""",
        kind="kennismaking",
        when=(
            When(
                2,
                MO,
                "09.00",
                "10.30",
                people=9,
                place="Wijkhuis De Perelaar, Boomgaardhof 30, Roosendaal",
                moved="Onze eigen huiskamer is te klein voor iedereen die komt.",
            ),
        ),
        venue=Venue(
            name="Thuiszorg Morgenrood, de huiskamer",
            street="Dageraadstraat 16",
            postcode="4707 DS",
            town="Roosendaal",
            parking="Gratis, achter het gebouw",
            public_transport="Bus, halte Dageraadstraat, 3 minuten lopen",
        ),
        municipality="roosendaal",
        wijken=("Langdonk", "Kortendijk"),
        themes=("samenwerken-in-de-wijk", "ouderen"),
        audience="Huisartsen, sociaal werkers, woonconsulenten en Wmo-consulenten",
        capacity=15,
        contact="Sanne Koster",
    ),
    Meetup(
        organisation=MORGENROOD,
        slug="dementie-aan-de-keukentafel",
        title="Dementie herkennen aan de keukentafel",
        summary="Een middag over kleine signalen: wat zie je, wat zeg je, en wie haal je erbij?",
        body="""
<p>De post ligt in de koelkast. Het verhaal begint voor de derde keer. Je bent er voor iets anders, maar je ziet het wel. Deze middag leer
je wat je met zulke signalen doet, ook als je geen dokter bent.</p>
<h2>Het programma</h2>
<ul><li>13.00 uur: wat er verandert in het hoofd, en wat je daarvan merkt in huis</li>
<li>14.00 uur: oefenen met een acteur die een echtpaar speelt</li>
<li>15.15 uur: wie kan wat doen in Tolberg, en hoe zet je de eerste stap?</li></ul>
<p>Je krijgt een kaart mee met tien signalen en vijf zinnen die helpen.</p>""",
        kind="training",
        when=(When(5, TH, "13.00", "16.00", people=12),),
        venue=Venue(
            name="Wijkhuis De Perelaar",
            street="Boomgaardhof 30",
            postcode="4708 BH",
            town="Roosendaal",
            ring_line=True,
            parking="Gratis, onder het gebouw",
            note="De lift zit links van de ingang.",
        ),
        municipality="roosendaal",
        wijken=("Tolberg",),
        themes=("dementie", "ouderen"),
        audience="Iedereen die bij ouderen thuis komt",
        capacity=20,
        closes_days_before=2,
        costs="€ 12,50 voor het lesmateriaal",
        contact="Carla Smit",
    ),
    Meetup(
        organisation=MORGENROOD,
        slug="mantelzorg-casuistiek-rucphen",
        title="En hoe gaat het met jou? Casuïstiek over mantelzorg",
        summary="Drie mantelzorgers die het net volhouden. Wat hadden wij een jaar eerder kunnen doen?",
        body="""
<p>We vragen altijd hoe het met moeder gaat. Aan de dochter die elke avond rijdt, vragen we het zelden. Tot zij uitvalt, en dan is er
ineens veel nodig.</p>
<p>Een mantelzorgmakelaar en een wijkverpleegkundige brengen drie verhalen mee. Ze zijn zo veranderd dat niemand zich erin herkent.</p>
<h2>Na deze middag weet je</h2>
<ul><li>welke vragen je aan een mantelzorger stelt</li>
<li>wie in de gemeente voor even rust kan zorgen</li>
<li>hoe je samen afspreekt wie er oplet</li></ul>""",
        kind="casuistiek",
        when=(When(8, TH, "15.00", "16.30", people=6),),
        venue=Venue(
            name="Dorpshuis De Schuur van Toon",
            street="Hooizolder 8",
            postcode="4715 HZ",
            town="Rucphen",
            wheelchair="partly",
            parking="Gratis, rondom het dorpshuis",
            note="Voor het toilet is er één trede. We leggen een oprijplank neer.",
        ),
        municipality="rucphen",
        themes=("mantelzorg",),
        audience="Wijkverpleging, huisartsen, sociaal werk en Wmo in Rucphen",
        capacity=16,
        contact="Dewi Martens",
        co_organisers=(ZONNEWIJZER,),
    ),
    Meetup(
        organisation=OVERSTAP,
        slug="eerste-hulp-bij-somberheid",
        title="Eerste hulp bij somberheid",
        summary="Je leert luisteren zonder op te lossen. En je leert wanneer je er iemand bij haalt.",
        body="""
<p>Iemand zegt dat het allemaal niet meer hoeft. Je schrikt. Wat zeg je dan? In deze training oefen je dat, rustig en met mensen die
het vaker hebben gedaan.</p>
<h2>Wat we doen</h2>
<ul><li>Het verschil zien tussen verdriet, somberheid en depressie</li>
<li>Oefenen met open vragen, ook de moeilijke</li>
<li>Afspreken wie je belt: overdag, 's avonds en in het weekend</li></ul>
<p>Een behandelaar en een ervaringsdeskundige geven de training samen. We beginnen en eindigen met een rondje, zodat niemand met een
zwaar hoofd naar huis gaat.</p>""",
        kind="training",
        when=(When(4, MO, "13.30", "17.00", people=11),),
        venue=DE_BANK,
        municipality="etten-leur",
        wijken=("Banakkers",),
        themes=("mentale-gezondheid",),
        audience="Iedereen die met mensen werkt; je hoeft geen zorgverlener te zijn",
        capacity=18,
        closes_days_before=1,
        contact="Chris Verhoeven",
    ),
    Meetup(
        organisation=OVERSTAP,
        slug="wijklunch-grauwe-polder",
        title="Wijklunch Grauwe Polder: een vraag per keer",
        summary="Drie lunches, drie vragen uit de wijk. Neem je trommel mee, wij zorgen voor soep.",
        body="""
<p>Een lunch met één vraag, meer is het niet. Iemand uit de wijk brengt de vraag in. Wie mee-eet, denkt mee. Na een uur is er een
antwoord, of in elk geval een volgende stap.</p>
<h2>De vragen</h2>
<ul><li>De eerste keer: waar kan iemand overdag heen die niet werkt?</li>
<li>De tweede keer: hoe welkom is iemand die net uit een kliniek komt?</li>
<li>De derde keer: wat doen wij in de zomer, als de helft weg is?</li></ul>""",
        kind="wijklunch",
        when=(
            When(3, TU, "12.15", "13.15", people=10),
            When(8, TU, "12.15", "13.15", people=6),
            When(13, TU, "12.15", "13.15"),
        ),
        venue=DE_BANK,
        municipality="etten-leur",
        wijken=("Grauwe Polder",),
        themes=("samenwerken-in-de-wijk", "mentale-gezondheid"),
        audience="Professionals, vrijwilligers en bewoners van Grauwe Polder",
        capacity=22,
        costs="Gratis; neem zelf brood mee",
        contact="Mees Dijkstra",
    ),
    Meetup(
        organisation=OVERSTAP,
        slug="jong-en-vastgelopen",
        title="Jong en vastgelopen: wie gaat er naast zitten?",
        summary="Casuïstiek over jongeren die thuiszitten. Je doet mee aan tafel in Oudenbosch, of online.",
        body="""
<p>Ze zijn zeventien, ze gaan niet naar school en de deur van hun kamer blijft dicht. De huisarts ziet ze niet, de jeugdprofessional
komt er niet in, en op de wachtlijst wordt het niet beter.</p>
<p>Een jonge ervaringsdeskundige vertelt wat bij hem de deur opende. Daarna bespreken we twee verhalen, zonder namen.</p>
<h2>Aan tafel of online</h2>
<ul><li>In Oudenbosch is er plaats voor 25 mensen; online is er geen grens</li>
<li>Bij het aanmelden kies je of je komt of online meedoet. Dat kun je later nog wisselen</li>
<li>De link staat op je eigen pagina zodra je plek vaststaat</li></ul>""",
        kind="casuistiek",
        when=(When(7, WE, "15.30", "17.00", people=9),),
        venue=Venue(
            name="Jongerenplek De Zolder, beneden",
            street="Torenkamerstraat 2",
            postcode="4731 TS",
            town="Oudenbosch",
            parking="Gratis, langs de straat",
            public_transport="Bus, halte Torenkamerstraat, 4 minuten lopen",
            note="De zaal is beneden, al heet de plek De Zolder.",
        ),
        online_url="https://example.org/samen/jong-en-vastgelopen",
        municipality="halderberge",
        themes=("jeugd-en-gezin", "mentale-gezondheid"),
        audience="Jeugd, onderwijs, huisartsen, GGZ en ouders",
        capacity=25,
        contact="Jesse Claes",
        co_organisers=(DE_EIK,),
    ),
    Meetup(
        organisation=OVERSTAP,
        slug="onbegrepen-gedrag-moerdijk",
        title="Bel je de politie of bel je de buurvrouw?",
        summary="Iemand staat te schreeuwen op straat. Met de wijk oefenen we de eerste vijf minuten.",
        body="""
<p>Iemand is in de war en de straat wordt onrustig. Vaak is er niemand in gevaar, maar iedereen schrikt. Wie kan er naast gaan staan?
Wanneer heb je wel hulp met spoed nodig?</p>
<h2>Zo loopt het</h2>
<ul><li>19.00 uur: wat gebeurt er in het hoofd van iemand die in de war is?</li>
<li>19.30 uur: vier situaties naspelen, met ruimte om het over te doen</li>
<li>20.30 uur: een afspraak voor onze eigen straat</li>
<li>21.30 uur: wie wil, loopt mee met de ronde van de wijkagent. Na middernacht is er soep</li></ul>
<p>Er wordt niemand gedwongen om te spelen. Kijken en meedenken is ook goed.</p>""",
        kind="casuistiek",
        when=(When(14, FR, "19.00", "0.30", people=4),),
        venue=Venue(
            name="Gemeenschapshuis De Dukdalf",
            street="Havenmeester 11",
            postcode="4761 HM",
            town="Zevenbergen",
            ring_line=True,
            parking="Gratis, langs het water",
        ),
        municipality="moerdijk",
        themes=("mentale-gezondheid", "wonen"),
        audience="Bewoners, woonconsulenten, winkeliers, zorg en welzijn",
        capacity=30,
        contact="Hilde van Beek",
        co_organisers=(LINDEN,),
    ),
)
