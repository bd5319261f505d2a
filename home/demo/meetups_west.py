"""Meetups in the west: Bergen op Zoom, Steenbergen and Woensdrecht. Includes a webinar for the whole region."""

from home.demo.organisations import DE_EIK, KWIKSTAART, LINDEN, MORGENROOD, OVERSTAP
from home.demo.shapes import FR, SA, TH, TU, WE, Meetup, Venue, When

DE_VUURSTEEN = Venue(
    name="Buurthuis De Vuursteen",
    street="Kiezelpad 12",
    postcode="4623 KP",
    town="Bergen op Zoom",
    ring_line=True,
    parking="Gratis, voor de deur",
    public_transport="Bus, halte Kiezelpad, 3 minuten lopen",
    note="Begane grond. Er is een rustige kamer als je even weg wilt van de drukte.",
)

MEETUPS = (
    Meetup(
        organisation=DE_EIK,
        slug="een-gezin-zes-hulpverleners",
        title="Eén gezin, zes hulpverleners: wie houdt het overzicht?",
        summary="We tekenen samen wie er allemaal komt, wie wat weet en wie er mag stoppen.",
        body="""
<p>Maandag de jeugdprofessional, dinsdag de wijkverpleging, woensdag iemand over de huur. Ieder doet zijn best. En het gezin vertelt
voor de zesde keer hetzelfde verhaal.</p>
<p>Aan de hand van een verzonnen gezin tekenen we op een groot vel wie er komt en waarom. Dan komt de lastige vraag: wie belt wie, en
wie doet een stap terug?</p>
<h2>Zo loopt het</h2>
<ul><li>12.30 uur: soep, en een rondje met naam en werk</li>
<li>12.45 uur: tekenen in groepjes van vier, medisch en sociaal door elkaar</li>
<li>13.35 uur: drie afspraken die je morgen al kunt proberen</li></ul>""",
        kind="casuistiek",
        when=(When(1, TU, "12.30", "14.00", people=17),),
        venue=DE_VUURSTEEN,
        municipality="bergen-op-zoom",
        wijken=("Gageldonk", "Warande"),
        themes=("jeugd-en-gezin", "samenwerken-in-de-wijk"),
        audience="Iedereen die in Gageldonk of Warande met gezinnen werkt",
        capacity=24,
        costs="Gratis, met soep en brood",
        contact="Anna Jansen",
    ),
    Meetup(
        organisation=DE_EIK,
        slug="wandel-mee-bergse-plaat",
        title="Van recept naar rondje: wandel mee",
        summary="Een uur wandelen langs het water met mensen die bewegen voorschrijven en mensen die het begeleiden.",
        body="""
<p>“U zou meer moeten bewegen.” Het is waar, en het werkt bijna nooit. Wat werkt dan wel? Dat bespreken we waar het hoort: buiten,
onder het lopen.</p>
<p>Elke tien minuten wissel je van gesprekspartner. Je krijgt een vraag mee op een kaartje. Onderweg komen we langs drie plekken waar
mensen uit de buurt samen bewegen.</p>
<h2>Goed om te weten</h2>
<ul><li>We lopen vier kilometer in een rustig tempo, over verharde paden</li>
<li>Er is ook een kortere ronde van een kilometer, met bankjes</li>
<li>Bij harde regen drinken we koffie en praten we binnen</li></ul>""",
        kind="bijeenkomst",
        when=(When(6, SA, "10.00", "11.30", people=8),),
        venue=Venue(
            name="Paviljoen De Strandloper",
            street="Zeewierkade 1",
            postcode="4617 ZK",
            town="Bergen op Zoom",
            parking="Gratis, naast het paviljoen",
            note="De kortere ronde is goed te doen met een rolstoel of een rollator.",
        ),
        municipality="bergen-op-zoom",
        wijken=("Bergse Plaat",),
        themes=("bewegen-en-leefstijl",),
        audience="Zorg, welzijn, sport en bewoners",
        costs="Gratis",
        contact="Karin Dekker",
    ),
    Meetup(
        organisation=DE_EIK,
        slug="webinar-slaap-stress-en-geld",
        title="Slaap, stress en geldzorgen: wat vraag je in tien minuten?",
        summary="Een avond online over de vraag achter de klacht. Met een huisarts, een schuldhulpverlener en jouw vragen.",
        body="""
<p>Iemand vraagt om slaappillen. Na drie vragen blijkt dat de huur niet betaald is. Hoe kom je in een kort gesprek bij wat er echt
speelt? En hoe rond je het goed af als je maar tien minuten hebt?</p>
<h2>Het programma</h2>
<ul><li>19.30 uur: welkom, en drie nagespeelde gesprekken</li>
<li>20.00 uur: wat de schuldhulpverlener graag van de huisarts hoort, en andersom</li>
<li>20.25 uur: jouw vragen</li></ul>
<p>Je kunt meedoen zonder camera. Zodra je plek vaststaat, vind je de link op je eigen pagina. Er komt ondertiteling in beeld.</p>""",
        kind="webinar",
        when=(When(4, WE, "19.30", "20.45", people=38),),
        online_url="https://example.org/webinar/slaap-stress-geld",
        themes=("mentale-gezondheid", "schulden-en-bestaanszekerheid"),
        audience="Iedereen in West-Brabant die mensen spreekt over hun gezondheid of hun geld",
        capacity=150,
        contact="Els Meijer",
        co_organisers=(OVERSTAP,),
    ),
    Meetup(
        organisation=DE_EIK,
        slug="wijklunch-steenbergen-jeugd",
        title="Wijklunch Steenbergen: van wieg tot schoolplein",
        summary="Verloskundige, huisarts, school en jeugdprofessional aan één tafel. Wie ziet wat het eerst?",
        body="""
<p>Een kind heeft in zijn eerste jaren met veel mensen te maken. Die mensen zien elkaar zelden. Deze lunch brengt ze bij elkaar, in de
volgorde waarin een kind ze tegenkomt.</p>
<h2>Zo loopt het</h2>
<ul><li>12.15 uur: broodjes en een tafelschikking op leeftijd van het kind</li>
<li>12.30 uur: elke tafel vertelt wat zij het eerst merkt</li>
<li>13.15 uur: op welk moment hadden we elkaar willen bellen?</li></ul>
<p>Na afloop krijg je de lijst met namen en nummers van iedereen die dat goed vindt.</p>""",
        kind="wijklunch",
        when=(When(16, TH, "12.15", "13.45", people=5),),
        venue=Venue(
            name="Ontmoetingshuis De Kersentuin",
            street="Bloesemstraat 40",
            postcode="4651 BS",
            town="Steenbergen",
            parking="Gratis, aan de overkant",
            public_transport="Bus, halte Bloesemstraat, 6 minuten lopen",
        ),
        municipality="steenbergen",
        themes=("jeugd-en-gezin",),
        audience="Wie in Steenbergen met jonge kinderen en hun ouders werkt",
        capacity=24,
        costs="Gratis, met een broodje",
        contact="Hamza Groen",
    ),
    Meetup(
        organisation=KWIKSTAART,
        slug="lunch-in-de-keuken",
        title="Eet mee in de keuken van De Kwikstaart",
        summary="De koks vertellen wat werk voor hen betekent. Jij schilt, roert en eet mee.",
        body="""
<p>Onze koks hebben een beperking en een vak. Ze koken elke dag voor dertig mensen. Vandaag koken ze met jou, en ondertussen vertellen
ze wat hen hielp om hier te komen. En wat niet hielp.</p>
<h2>Zo loopt het</h2>
<ul><li>11.00 uur: schort voor, en aan het werk in duo’s</li>
<li>12.15 uur: aan tafel</li>
<li>12.45 uur: in gesprek over werk, thuis wonen en goede hulp</li></ul>
<p>Je hoeft niet te kunnen koken. Wel graag dichte schoenen aan.</p>""",
        kind="wijklunch",
        when=(When(4, FR, "11.00", "13.30", people=7),),
        venue=Venue(
            name="Zorgatelier De Kwikstaart, de keuken",
            street="Werkplaatsweg 9",
            postcode="4631 WW",
            town="Hoogerheide",
            parking="Gratis, op het erf",
            note="De werkbladen zijn in hoogte te verstellen.",
        ),
        municipality="woensdrecht",
        themes=("samenwerken-in-de-wijk",),
        audience="Huisartsen, wijkverpleging, Wmo, welzijn en buren",
        capacity=12,
        closes_days_before=2,
        costs="€ 7,50 voor de lunch",
        contact="Teun Prins",
    ),
    Meetup(
        organisation=KWIKSTAART,
        slug="netwerkborrel-aan-de-grens",
        title="Netwerkborrel: wie kent wie aan de grens?",
        summary="Een kleine gemeente, twee landen en veel buren. Maak kennis met de mensen die er werken.",
        body="""
<p>In een kleine gemeente komt de hulp vaak van buiten. Dan is het extra fijn om elkaar eens te zien zonder dat er haast is. We
beginnen met een vraag aan de muur: wat zou jij hier morgen regelen als het mocht?</p>
<h2>Zo loopt het</h2>
<ul><li>16.30 uur: binnenlopen en een antwoord op de muur plakken</li>
<li>17.00 uur: drie mensen vertellen in vijf minuten wat ze doen</li>
<li>17.20 uur: borrel, met hapjes van onze eigen koks</li></ul>""",
        kind="netwerkborrel",
        when=(When(15, TH, "16.30", "18.30", people=6),),
        venue=Venue(
            name="Dorpshuis De Tweesprong",
            street="Grenspaal 2",
            postcode="5111 GP",
            town="Baarle-Nassau",
            wheelchair="partly",
            parking="Gratis, op het plein",
            note="De zaal is gelijkvloers. Bij de voordeur ligt een drempel van drie centimeter.",
        ),
        municipality="baarle-nassau",
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen die in Baarle-Nassau werkt in zorg, welzijn, wonen of onderwijs",
        capacity=40,
        costs="Gratis, het eerste drankje is van ons",
        contact="Wilma Hofman",
        co_organisers=(LINDEN, MORGENROOD),
    ),
)
