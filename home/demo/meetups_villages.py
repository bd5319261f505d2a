"""Meetups in the smaller municipalities, and online series from which people pick sessions."""

from home.demo.organisations import KWIKSTAART, LINDEN, MORGENROOD, RIETVINK, SPRONG, VELD_EN_VAART, VIJZEL
from home.demo.shapes import FR, MO, SA, TH, TU, WE, Meetup, Venue, When

MEETUPS = (
    Meetup(
        organisation=VIJZEL,
        slug="pillen-in-de-bijkeuken",
        title="Pillen in de bijkeuken: wie kijkt er mee?",
        summary="Oude doosjes, dubbele recepten en een pil die nooit wordt genomen. Wat mag jij daarvan zeggen?",
        body="""
<p>Wie bij mensen thuis komt, ziet wat de apotheek niet ziet. Een la vol doosjes. Een weekdoos die op woensdag nog vol is. Toch belt bijna
niemand ons daarover. Jammer, want meestal is het zo geregeld.</p>
<p>De apotheker legt uit wat je wel en niet kunt melden. Je krijgt een nummer waarop meteen iemand opneemt.</p>
<h2>Drie keer hetzelfde</h2>
<ul><li>Je kiest de ochtend die jou past; de inhoud is gelijk</li>
<li>Neem een voorbeeld mee, zonder naam of adres</li></ul>""",
        kind="kennismaking",
        when=(
            When(2, FR, "08.30", "09.30", people=6),
            When(6, FR, "08.30", "09.30", people=4),
            When(10, FR, "08.30", "09.30"),
        ),
        venue=Venue(
            name="Apotheek De Vijzel, achterkamer",
            street="Vijzelhof 3",
            postcode="4741 VH",
            town="Hoeven",
            parking="Gratis, blauwe zone",
            note="De deur gaat vanzelf open. Er staat iemand om je op te vangen.",
        ),
        municipality="halderberge",
        themes=("ouderen", "samenwerken-in-de-wijk"),
        audience="Thuiszorg, welzijn, wonen en vrijwilligers in Halderberge",
        capacity=12,
        costs="Gratis, met koffie",
        contact="Ilse Peters",
    ),
    Meetup(
        organisation=SPRONG,
        slug="koffie-voor-ouders-van-pubers",
        title="Koffie voor ouders van pubers",
        summary="Een tafel voor ouders die het even niet weten. Er schuift steeds iemand anders uit de hulp aan.",
        body="""
<p>Je kind praat niet meer, of juist alleen nog met de deur. Is dat de leeftijd, of is er iets? Aan deze tafel hoor je van andere
ouders hoe het bij hen gaat. Dat lucht vaak al op.</p>
<h2>Wie schuift er aan?</h2>
<ul><li>De eerste keer: een jeugdprofessional en een wijkagent die hier is opgegroeid</li>
<li>De tweede keer: de POH-GGZ, over slapen en schermen</li>
<li>De derde keer: twee jongeren, die vertellen wat hun ouders goed deden</li></ul>
<p>Werk je met gezinnen? Kom er dan ook bij zitten. Laat je visitekaartje thuis.</p>""",
        kind="bijeenkomst",
        when=(
            When(3, WE, "20.00", "21.30"),
            When(7, WE, "20.00", "21.30"),
            When(11, WE, "20.00", "21.30"),
        ),
        venue=Venue(
            name="Jeugdhuis De Springplank, bar",
            street="Veldoven 18",
            postcode="4714 VO",
            town="Sprundel",
            parking="Gratis, naast het sportveld",
        ),
        municipality="rucphen",
        themes=("jeugd-en-gezin",),
        audience="Ouders uit de hele gemeente, en wie met jongeren werkt",
        registration="none",
        contact="Greet Timmermans",
    ),
    Meetup(
        organisation=VELD_EN_VAART,
        slug="dorpsontbijt-klundert",
        title="Dorpsontbijt: wie is hier nieuw?",
        summary="Om acht uur staat het brood op tafel. Om negen uur ken je zes mensen die je ooit nodig hebt.",
        body="""
<p>In een dorp komt de dokter van elders, de consulent van elders en de thuiszorg soms ook. Wie hier begint, kent niemand. Daarom ontbijten
we twee keer per jaar met wie er nieuw is en wie er al lang rondloopt.</p>
<h2>Zo loopt het</h2>
<ul><li>08.00 uur: brood, thee en een stoel naast een onbekende</li>
<li>08.20 uur: wie ben je, en waar mogen mensen jou voor bellen?</li>
<li>08.50 uur: de kaart van het dorp: wie zit waar?</li></ul>""",
        kind="kennismaking",
        when=(When(5, TU, "08.00", "09.00", people=13), When(15, TU, "08.00", "09.00", people=5)),
        venue=Venue(
            name="Gemeenschapshuis De Stoof",
            street="Korenmaat 2",
            postcode="4791 KM",
            town="Klundert",
            ring_line=True,
            parking="Gratis, op het plein",
            public_transport="Bus, halte Korenmaat, 3 minuten lopen",
        ),
        municipality="moerdijk",
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen die in de dorpen van Moerdijk werkt of vrijwilliger is",
        capacity=25,
        costs="Gratis, het ontbijt ook",
        contact="Wout Peeters",
    ),
    Meetup(
        organisation=VELD_EN_VAART,
        slug="thuis-uit-het-ziekenhuis",
        title="Vrijdag om vier uur thuis uit het ziekenhuis",
        summary="Wat gaat er mis als iemand net voor het weekend thuiskomt? Zet je plek aan tafel klaar, of kijk online mee.",
        body="""
<p>Het bed is nog niet bezorgd. De dochter woont ver weg. De medicijnen liggen bij een apotheek die om vijf uur dichtgaat. Iedereen heeft
het goed geregeld, en toch zit meneer zonder.</p>
<p>We lopen een vrijdagmiddag na, van uur tot uur. Bij elk uur vraagt de gespreksleider: wie wist dit, en wie had het willen weten?</p>
<h2>Online meedoen</h2>
<p>Dat kan. Je ziet de tijdlijn op je scherm en praat mee in een eigen groep. De link krijg je op je eigen pagina.</p>""",
        kind="casuistiek",
        when=(When(9, MO, "15.00", "16.45", people=12),),
        venue=Venue(
            name="Dorpshuis De Appelgaard",
            street="Boomgaarddreef 9",
            postcode="4793 BD",
            town="Fijnaart",
            wheelchair="partly",
            parking="Gratis, voor de deur",
            note="De zaal is goed te bereiken. Het toilet is smal.",
        ),
        online_url="https://example.org/samen/vrijdag-vier-uur",
        municipality="moerdijk",
        themes=("ouderen", "mantelzorg"),
        audience="Wijkverpleging, huisartsen, apothekers, Wmo en mantelzorgers",
        capacity=30,
        contact="Britt Aarts",
        co_organisers=(MORGENROOD, VIJZEL),
    ),
    Meetup(
        organisation=MORGENROOD,
        slug="tillen-zonder-pijn",
        title="Tillen zonder pijn, ook als je geen zorg verleent",
        summary="Je helpt iemand overeind en schiet in je rug. Een fysiotherapeut laat zien hoe het anders kan.",
        body="""
<p>Een woonconsulent, een vrijwilliger of een buur: iedereen geeft weleens een arm. Dat gaat vaak goed, tot iemand valt. In een uur leer je
wat je doet en vooral wat je laat.</p>
<h2>Wat je oefent</h2>
<ul><li>Iemand uit een lage stoel helpen</li>
<li>Een trap op, met iemand die duizelt</li>
<li>Wachten en bellen: ook dat is hulp</li></ul>
<p>Trek iets aan waarin je kunt bukken.</p>""",
        kind="training",
        when=(When(4, TH, "19.00", "20.15", people=14), When(12, TH, "19.00", "20.15", people=3)),
        venue=Venue(
            name="Gymzaal De Wilgenhoek",
            street="Wilgenhoek 1",
            postcode="4655 WH",
            town="Dinteloord",
            parking="Gratis, achter de zaal",
        ),
        municipality="steenbergen",
        themes=("bewegen-en-leefstijl", "ouderen"),
        audience="Vrijwilligers, mantelzorgers, wonen en welzijn",
        capacity=14,
        costs="€ 5 voor de zaal",
        contact="Vince Bosman",
    ),
    Meetup(
        organisation=KWIKSTAART,
        slug="achter-de-schermen",
        title="Achter de schermen bij De Kwikstaart",
        summary="Een makker van de werkplaats laat je zien wat hij maakt. Jij stelt de vragen die je nooit durfde te stellen.",
        body="""
<p>Hoe praat je met iemand die niet praat? Wat doe je als iemand boos wordt? En mag je helpen, of juist niet? De makers geven zelf
antwoord, met woorden, met plaatjes of door het voor te doen.</p>
<p>De groep is klein, want de werkplaats is dat ook. Er zijn daarom drie middagen.</p>
<h2>Goed om te weten</h2>
<ul><li>Zet je telefoon uit; een belletje laat mensen schrikken</li>
<li>Foto’s maken doe je alleen als de maker ja zegt</li></ul>""",
        kind="kennismaking",
        when=(
            When(2, TH, "13.30", "15.00", people=11),
            When(8, TH, "13.30", "15.00", people=5),
            When(14, TH, "13.30", "15.00", people=2),
        ),
        venue=Venue(
            name="Zorgatelier De Kwikstaart, de werkplaats",
            street="Werkplaatsweg 9",
            postcode="4631 WW",
            town="Hoogerheide",
            parking="Gratis, op het erf",
            note="Het kan er hard klinken. Er liggen doppen voor je oren.",
        ),
        municipality="woensdrecht",
        themes=("samenwerken-in-de-wijk",),
        audience="Huisartsen, wijkteams, scholen en buren",
        capacity=8,
        closes_days_before=1,
        contact="Cas Sanders",
    ),
    Meetup(
        organisation=LINDEN,
        slug="moestuin-in-de-winter",
        title="Moestuin in de winter: wat zaaien we samen?",
        summary="De grond is koud, dus maken we plannen. Met erwtensoep, en met wie er in het voorjaar mee wil doen.",
        body="""
<p>Vorig jaar stonden er drie bedden met boontjes. Dit jaar willen we er tien, en een bankje. De huisarts stuurt soms iemand langs die
niet weet wat hij met zijn dagen moet. Die krijgt bij ons een schep.</p>
<h2>Waar we het over hebben</h2>
<ul><li>Wie heeft er de sleutel van de schuur?</li>
<li>Hoe zorg je dat iemand een tweede keer komt?</li>
<li>Wat doe je met vijftig courgettes?</li></ul>""",
        kind="bijeenkomst",
        when=(When(4, SA, "11.00", "13.00", people=8), When(9, SA, "11.00", "13.00", people=3)),
        venue=Venue(
            name="Schuur aan de Bredase Baan",
            street="Akkerpad 4",
            postcode="5131 AP",
            town="Alphen",
            wheelchair="no",
            parking="Gratis, in de berm",
            note="Het pad is van zand en na regen zacht. Bel even, dan leggen we platen neer.",
        ),
        municipality="alphen-chaam",
        themes=("bewegen-en-leefstijl", "eenzaamheid"),
        audience="Bewoners, huisartsen, sociaal werk en wie van modder houdt",
        contact="Otto Schouten",
    ),
    Meetup(
        organisation=RIETVINK,
        slug="wijklunch-raamsdonksveer",
        title="Wijklunch: huur, hulp en huiswerk",
        summary="Drie lunches over gezinnen die krap wonen. Aan tafel zitten wonen, school, jeugd en zorg.",
        body="""
<p>Vijf mensen, drie kamers en één tafel. Daar wordt gegeten, ruzie gemaakt en geleerd voor een toets. Een groter huis is er niet zomaar.
Wat kan er dan wel?</p>
<h2>Per lunch één vraag</h2>
<ul><li>Waar maak je huiswerk als het thuis te druk is?</li>
<li>Wie hoort het als de huur niet meer lukt, en hoe vroeg?</li>
<li>Schimmel op de muur en een kind dat hoest: wie belt wie?</li></ul>""",
        kind="wijklunch",
        when=(
            When(1, WE, "12.00", "13.15", people=12),
            When(6, WE, "12.00", "13.15", people=7),
            When(13, WE, "12.00", "13.15"),
        ),
        venue=Venue(
            name="Brede school De Vlieger, aula",
            street="Staartlint 20",
            postcode="4942 SL",
            town="Raamsdonksveer",
            ring_line=True,
            parking="Gratis, langs de school",
            public_transport="Bus, halte Staartlint, 2 minuten lopen",
        ),
        municipality="geertruidenberg",
        themes=("wonen", "jeugd-en-gezin"),
        audience="Wonen, onderwijs, jeugd, huisartsen en schuldhulp",
        capacity=20,
        costs="Gratis, met tosti’s",
        contact="Ursula Schipper",
    ),
)
