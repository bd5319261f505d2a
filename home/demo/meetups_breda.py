"""Meetups of Welzijn Zonnewijzer in Breda, the organisation of the demo's organiser."""

from home.demo.organisations import DE_EIK, OVERSTAP, ZONNEWIJZER
from home.demo.shapes import MO, TH, TU, WE, Meetup, Venue, When

DE_LINDE = Venue(
    name="Wijkhuis De Lindeboom, grote zaal",
    street="Lindeboomplein 3",
    postcode="4826 LB",
    town="Breda",
    ring_line=True,
    parking="Gratis, achter het wijkhuis",
    public_transport="Bus, halte Lindeboomplein, 2 minuten lopen",
    note="De ingang is aan de kant van het plein. De deur gaat vanzelf open.",
)
HET_BAKEN = Venue(
    name="Buurthuis Het Baken",
    street="Vuurtorenpad 18",
    postcode="4822 VP",
    town="Breda",
    parking="Gratis, voor de deur",
    public_transport="Bus, halte Vuurtorenpad, 4 minuten lopen",
)
DE_PONT = Venue(
    name="Wijkcentrum De Pont, kamer 4",
    street="Veerdwarsstraat 21",
    postcode="4812 VD",
    town="Breda",
    wheelchair="partly",
    parking="Betaald in de straat, gratis met de fiets",
    public_transport="Bus, halte Veerdwarsstraat, 5 minuten lopen",
    note="Kamer 4 is op de begane grond. Het aangepaste toilet is in het gebouw ernaast.",
)

MEETUPS = (
    Meetup(
        organisation=ZONNEWIJZER,
        slug="nieuw-in-hoge-vucht",
        title="Nieuw in Hoge Vucht? Maak je rondje",
        summary="Begin je net in Hoge Vucht, of werk je er al jaren? Schud in twee uur meer handen dan in een maand.",
        body="""
<p>Bij je eerste werkdag krijg je een laptop en een sleutel. Je krijgt geen lijst met mensen die je kunt bellen. Die lijst maak je
deze middag zelf.</p>
<p>We doen een kort spel met kaartjes. Op elk kaartje staat een vraag die je echt kunt krijgen. Jij zoekt in de zaal wie het antwoord
weet.</p>
<h2>Zo loopt het</h2>
<ul><li>17.00 uur: binnenlopen, iets te drinken en een bittergarnituur zonder haast</li>
<li>17.30 uur: het kaartjesspel, in drie rondes</li>
<li>18.15 uur: vrij napraten; de opbouwwerkers stellen je aan elkaar voor</li></ul>
<p>Je gaat naar huis met minstens vijf namen en nummers van mensen uit de andere hoek: zorg als je in welzijn werkt, welzijn als je
in de zorg werkt.</p>""",
        kind="netwerkborrel",
        when=(When(1, TH, "17.00", "19.00", people=33),),
        venue=DE_LINDE,
        municipality="breda",
        wijken=("Hoge Vucht",),
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen die in Hoge Vucht werkt, betaald of als vrijwilliger",
        capacity=30,
        contact="Farah Mulder",
    ),
    Meetup(
        organisation=ZONNEWIJZER,
        slug="wijklunch-haagse-beemden",
        title="Wijklunch Haagse Beemden: wie doet wat?",
        summary="Elke keer vertellen twee mensen in tien minuten over hun werk. Daarna eet je samen een broodje.",
        body="""
<p>Een lunch heeft iedereen toch. Waarom dan niet samen? Om de week zetten we een lange tafel klaar. Twee mensen vertellen wat ze doen
in de wijk. De rest vraagt door.</p>
<h2>De vier keren</h2>
<ul><li>De eerste keer: de wijkverpleging en de opbouwwerker</li>
<li>De tweede keer: de fysiotherapeut en de consulent van de Wmo</li>
<li>De derde keer: de apotheek en de schuldhulp</li>
<li>De vierde keer: de school en de POH-GGZ</li></ul>
<h2>Goed om te weten</h2>
<p>Je hoeft niet alle keren te komen. Meld je aan voor de datum die jou past. Eet je iets niet? Geef het door als je je
aanmeldt.</p>""",
        kind="wijklunch",
        when=(
            When(2, TU, "12.00", "13.30", people=14),
            When(4, TU, "12.00", "13.30", people=7),
            When(6, TU, "12.00", "13.30", people=6, cancelled="De keuken van het buurthuis wordt die week verbouwd."),
            When(8, TU, "12.00", "13.30", people=3),
        ),
        venue=HET_BAKEN,
        municipality="breda",
        wijken=("Haagse Beemden",),
        themes=("samenwerken-in-de-wijk",),
        audience="Professionals en vrijwilligers uit Haagse Beemden",
        capacity=20,
        closes_days_before=1,
        costs="Gratis, met soep en brood",
        contact="Bram Bakker",
        co_organisers=(DE_EIK,),
    ),
    Meetup(
        organisation=ZONNEWIJZER,
        slug="ouderen-die-zorg-mijden",
        title="Samen aan tafel: ouderen die zorg mijden",
        summary="“Met mij gaat het goed, hoor.” Drie verhalen uit de wijk, zonder namen. Wat zie jij, en wat zou jij doen?",
        body="""
<p>Je komt bij iemand binnen en je voelt dat het niet goed gaat. Toch wil hij geen hulp. Wat mag je dan doen? En wie kent hem
misschien beter dan jij?</p>
<p>We leggen drie verhalen op tafel. Alle namen en herkenbare dingen zijn eruit. Bij elk verhaal kijken we eerst met een medische
bril en dan met een sociale.</p>
<h2>Zo loopt het</h2>
<ul><li>16.00 uur: kennismaken en afspraken over wat we wel en niet vertellen</li>
<li>16.15 uur: drie verhalen, steeds twintig minuten</li>
<li>17.15 uur: wat neem je mee, en wie bel je morgen?</li></ul>
<p>Er is een huisarts bij, een wijkverpleegkundige en een sociaal werker. De groep is klein, dus iedereen komt aan het woord.</p>""",
        kind="casuistiek",
        when=(When(2, WE, "16.00", "17.30", people=17, undecided=3),),
        needs_approval=True,
        venue=DE_PONT,
        municipality="breda",
        wijken=("Heuvel",),
        themes=("ouderen", "mentale-gezondheid"),
        audience="Huisartsen, wijkverpleging, sociaal werk, wonen en Wmo in Heuvel",
        capacity=16,
        contact="Emma Scholten",
    ),
    Meetup(
        organisation=ZONNEWIJZER,
        slug="geldzorgen-zonder-schaamte",
        title="Praten over geldzorgen, zonder schaamte",
        summary="Een training in twee middagen. Je oefent het gesprek en je leert de wegen naar hulp kennen.",
        body="""
<p>Je ziet een stapel post die dicht is gebleven. Of iemand haalt zijn medicijnen niet op. Vraag je dan naar geld? De meeste mensen
doen het niet, omdat ze niet weten wat ze moeten met het antwoord.</p>
<h2>Middag 1: het gesprek</h2>
<ul><li>Hoe begin je erover, en welke woorden kun je beter laten?</li>
<li>Oefenen met een trainer en een ervaringsdeskundige</li></ul>
<h2>Middag 2: de weg naar hulp</h2>
<ul><li>Wie kan wat doen, en hoe snel?</li>
<li>Je maakt een kaart van de hulp in jouw eigen wijk</li></ul>
<p>De twee middagen horen bij elkaar. Meld je daarom voor allebei aan.</p>""",
        kind="training",
        when=(When(5, MO, "13.00", "16.30", people=11), When(7, MO, "13.00", "16.30", people=11)),
        together=True,
        venue=DE_PONT,
        municipality="breda",
        wijken=("Tuinzigt", "Heuvel"),
        themes=("schulden-en-bestaanszekerheid", "mentale-gezondheid"),
        audience="Iedereen die mensen thuis of in de spreekkamer ziet",
        capacity=18,
        closes_days_before=7,
        costs="€ 25 voor de twee middagen samen",
        contact="Lotte Brouwer",
    ),
    Meetup(
        organisation=ZONNEWIJZER,
        slug="open-tafel-princenhage",
        title="Open tafel in Princenhage",
        summary="Een vraag, een idee, of gewoon trek in koffie? Loop binnen. Er is altijd iemand van zorg en van welzijn.",
        body="""
<p>Soms heb je een vraag die te klein is voor een overleg. Of een idee dat nog nergens thuishoort. Neem het mee naar de open tafel. Je
hoeft je niet aan te melden en er is geen programma.</p>
<h2>Wie tref je?</h2>
<ul><li>Een opbouwwerker die de wijk kent</li>
<li>Een wijkverpleegkundige of een huisarts, om de beurt</li>
<li>Bewoners die iets organiseren</li></ul>
<p>Je bent welkom van begin tot eind, of voor tien minuten tussen twee afspraken door.</p>""",
        kind="bijeenkomst",
        when=(
            When(3, TH, "09.30", "11.30"),
            When(7, TH, "09.30", "11.30"),
            When(11, TH, "09.30", "11.30"),
        ),
        venue=Venue(
            name="Koffiehuis Onder de Toren",
            street="Torenhof 7",
            postcode="4813 TH",
            town="Breda",
            wheelchair="yes",
            parking="Betaald op het plein, het eerste halfuur is gratis",
            public_transport="Bus, halte Torenhof, voor de deur",
        ),
        municipality="breda",
        wijken=("Princenhage",),
        themes=("samenwerken-in-de-wijk", "eenzaamheid"),
        audience="Iedereen die in Princenhage werkt of woont",
        registration="none",
        costs="Gratis, de koffie ook",
        contact="Puck Driessen",
        co_organisers=(OVERSTAP,),
    ),
)
