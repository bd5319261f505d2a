"""Meetups for the whole region: online hours, and events too large for one village."""

from home.demo.organisations import DE_EIK, KWIKSTAART, LINDEN, OVERSTAP, RIVIERZICHT, SPRONG, ZONNEWIJZER
from home.demo.shapes import FR, MO, TH, TU, WE, Meetup, Venue, When

MEETUPS = (
    Meetup(
        organisation=RIVIERZICHT,
        slug="online-inloopuur",
        title="Online inloopuur: leg je vraag voor",
        summary="Om de week een halfuur op je scherm. Je vertelt waar je op vastloopt, en een ander denkt mee.",
        body="""
<p>Geen lezing en geen dia’s. Je belt in en zegt in twee zinnen wat je niet weet. Er is altijd wel iemand die het eerder meemaakte.
Luister je liever alleen? Ook goed.</p>
<h2>Afspraken</h2>
<ul><li>We noemen nooit een naam, een straat of een leeftijd</li>
<li>We nemen niets op</li>
<li>Wie een vraag inbrengt, vertelt de volgende keer hoe het afliep</li></ul>""",
        kind="webinar",
        when=(
            # More past dates than the page shows.
            *(When(-weeks, FR, "12.30", "13.00") for weeks in range(27, 0, -2)),
            When(1, FR, "12.30", "13.00", people=9),
            When(3, FR, "12.30", "13.00", people=6),
            When(
                5,
                FR,
                "12.30",
                "13.00",
                people=5,
                cancelled="De gespreksleider is die dag vrij en er is geen vervanger.",
            ),
            When(7, FR, "12.30", "13.00", people=4),
            When(9, FR, "12.30", "13.00"),
        ),
        online_url="https://example.org/samen/inloopuur",
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen uit zorg, welzijn en wonen in de regio",
        contact="Zoë Veenstra",
    ),
    Meetup(
        organisation=ZONNEWIJZER,
        slug="samen-achter-het-scherm",
        title="Samen achter het scherm: hulp bij digitale post",
        summary="Brieven komen in een berichtenbox, en de helft van je cliënten opent die nooit. Kom kijken wat helpt.",
        body="""
<p>Een boete die is verdubbeld. Een toeslag die is gestopt. Vaak begon het met een bericht dat niemand las. In de bibliotheek zitten elke
week vrijwilligers klaar die wel de tijd hebben.</p>
<p>Je loopt een ochtend met hen mee. Je ziet wat zij zien, en je weet daarna wie je kunt sturen.</p>
<h2>Wat neem je mee?</h2>
<ul><li>De tijden en plekken van alle spreekuren</li>
<li>Een briefje in gewone taal dat je iemand kunt meegeven</li></ul>""",
        kind="kennismaking",
        when=(When(5, TH, "09.30", "11.30", people=8), When(10, TH, "09.30", "11.30", people=2)),
        venue=Venue(
            name="Leeszaal De Inktpot",
            street="Kroontjespen 14",
            postcode="4926 KP",
            town="Lage Zwaluwe",
            ring_line=True,
            parking="Gratis, naast de kerk",
        ),
        municipality="drimmelen",
        themes=("schulden-en-bestaanszekerheid", "eenzaamheid"),
        audience="Huisartsenpraktijken, welzijn, Wmo en schuldhulp",
        capacity=10,
        contact="Kim Roos",
        co_organisers=(RIVIERZICHT,),
    ),
    Meetup(
        organisation=OVERSTAP,
        slug="ik-maak-me-zorgen-om-iemand",
        title="Ik maak me zorgen om iemand. Wat nu?",
        summary="Een avond voor wie een collega, een buur of een klant ziet veranderen en niet weet wat hij moet zeggen.",
        body="""
<p>De kapper ziet het, de trainer van het voetbal ook. Iemand wordt stiller, magerder of juist veel drukker. Je wilt je nergens mee
bemoeien. En je wilt ook niet te laat zijn.</p>
<h2>Zo loopt het</h2>
<ul><li>19.30 uur: een verhaal van iemand die blij was dat er iemand iets vroeg</li>
<li>20.00 uur: drie openingszinnen, en oefenen met je buurman</li>
<li>20.45 uur: wie je belt, hier in de gemeente en over de grens</li></ul>""",
        kind="training",
        when=(When(8, TU, "19.30", "21.15", people=10),),
        venue=Venue(
            name="Café De Slagboom, bovenzaal",
            street="Grensstraat 40",
            postcode="5111 GS",
            town="Baarle-Nassau",
            wheelchair="no",
            parking="Gratis, achter de kerk",
            note="De zaal is boven en er is geen lift. Kun je geen trap lopen? Dan wijken we uit naar beneden.",
        ),
        municipality="baarle-nassau",
        themes=("mentale-gezondheid", "eenzaamheid"),
        audience="Winkeliers, trainers, vrijwilligers, zorg en welzijn",
        capacity=14,
        contact="Mees Dijkstra",
    ),
    Meetup(
        organisation=DE_EIK,
        slug="roken-eten-schulden",
        title="Stoppen met roken als je geldzorgen hebt",
        summary="Twee middagen over leefstijl bij mensen die al genoeg aan hun hoofd hebben. In de zaal, of vanaf je bureau.",
        body="""
<p>“Daar begin ik nu niet aan, dokter.” Wie elke week tekortkomt, heeft geen ruimte voor een goed voornemen. Dat zegt de wetenschap, en dat
zegt iedereen die het meemaakt. Wat werkt dan wel?</p>
<h2>Twee keer</h2>
<ul><li>De eerste keer: wat stress doet met kiezen, uitgelegd door een ervaringsdeskundige en een POH</li>
<li>De tweede keer: wat wij hier in de buurt al hebben, van goedkope groente tot een wandelmaatje</li></ul>
<p>Je kunt voor één keer komen. Beide zijn te volgen op je scherm.</p>""",
        kind="bijeenkomst",
        when=(When(3, TH, "15.30", "17.00", people=15), When(6, TH, "15.30", "17.00", people=9)),
        venue=Venue(
            name="Buurthuis De Vuursteen",
            street="Kiezelpad 12",
            postcode="4623 KP",
            town="Bergen op Zoom",
            ring_line=True,
            parking="Gratis, voor de deur",
            public_transport="Bus, halte Kiezelpad, 3 minuten lopen",
        ),
        online_url="https://example.org/samen/leefstijl-en-geld",
        municipality="bergen-op-zoom",
        wijken=("Warande",),
        themes=("bewegen-en-leefstijl", "schulden-en-bestaanszekerheid"),
        audience="Praktijkondersteuners, diëtisten, schuldhulp en sociaal werk",
        capacity=40,
        contact="Fleur Jacobs",
        co_organisers=(ZONNEWIJZER,),
    ),
    Meetup(
        organisation=RIVIERZICHT,
        slug="rouw-in-een-klein-dorp",
        title="Rouw in een klein dorp: iedereen weet het al",
        summary="Na een groot verlies staat de soep voor de deur, en na een maand niemand meer. Hoe houden we het langer vol?",
        body="""
<p>In een dorp hoeft niemand te vertellen wat er is gebeurd. Dat is fijn, en het is zwaar. De huisarts kent het gezin, de juf ook, en de
begrafenisondernemer zit bij hen in het koor.</p>
<p>We bespreken twee situaties die zo zijn veranderd dat je ze niet herkent. Een rouwbegeleider geeft terug wat zij hoort.</p>
<h2>Vooraf</h2>
<p>Is het voor jezelf nog kort geleden? Kom dan gerust, of wacht een keer. Je hoeft het niemand uit te leggen.</p>""",
        kind="casuistiek",
        when=(When(7, MO, "14.00", "15.30", people=7),),
        venue=Venue(
            name="Kerkzaal De Oude Pastorie",
            street="Dijkhuizen 12",
            postcode="4261 DH",
            town="Wijk en Aalburg",
            wheelchair="partly",
            parking="Gratis, op de dijk",
            note="Bij de ingang ligt een hellend vlak. Het is vrij steil.",
        ),
        municipality="altena",
        themes=("mentale-gezondheid", "mantelzorg"),
        audience="Huisartsen, scholen, kerken, thuiszorg en welzijn",
        capacity=18,
        contact="Zoë Veenstra",
    ),
    Meetup(
        organisation=SPRONG,
        slug="welkom-in-zundert",
        title="Uit een ander land, en nu in Zundert",
        summary="Mensen die hier kwamen werken, vertellen wat zij misten. Wie zet er een koffiepot neer?",
        body="""
<p>Ze plukken, pakken en kweken. Na het werk gaan ze naar een kamer die ze delen. Een huisarts vinden lukt vaak niet, en een tandarts
nog minder. Op deze avond praten zij eerst, met een tolk erbij.</p>
<h2>Zo loopt het</h2>
<ul><li>19.00 uur: soep uit drie keukens</li>
<li>19.30 uur: vier verhalen, van vijf minuten elk</li>
<li>20.15 uur: wat kan er volgende maand al anders?</li></ul>""",
        kind="bijeenkomst",
        when=(When(9, WE, "19.00", "21.00", people=9),),
        venue=Venue(
            name="Veilinghal, de kantine",
            street="Bloemkwekerslaan 60",
            postcode="4882 BL",
            town="Zundert",
            parking="Gratis, ruim",
        ),
        municipality="zundert",
        themes=("wonen", "samenwerken-in-de-wijk"),
        audience="Werkgevers, huisartsen, welzijn, bewoners en wie zelf van ver kwam",
        contact="Joris Hendriks",
        co_organisers=(LINDEN,),
    ),
    Meetup(
        organisation=KWIKSTAART,
        slug="een-rondje-op-de-duofiets",
        title="Een rondje op de duofiets",
        summary="Naast elkaar zitten, samen trappen, en onderweg praten over wat er binnen nooit ter sprake komt.",
        body="""
<p>De fietsmaatjes van het atelier rijden met mensen die alleen niet meer durven. Die middag nemen ze jou mee, zodat je weet hoe het
voelt om te worden gereden. Daarna stuur je zelf.</p>
<h2>Zo loopt het</h2>
<ul><li>13.30 uur: koffie, en oefenen op het erf</li>
<li>14.00 uur: in tweetallen door het bos, steeds met iemand van een ander beroep</li></ul>""",
        kind="kennismaking",
        when=(
            When(
                6,
                WE,
                "13.30",
                "15.30",
                people=11,
                cancelled="De duofietsen zijn afgekeurd. De nieuwe komen pas in de zomer.",
            ),
        ),
        venue=Venue(
            name="Zorgatelier De Kwikstaart, bij de stalling",
            street="Werkplaatsweg 9",
            postcode="4631 WW",
            town="Hoogerheide",
            parking="Gratis, op het erf",
        ),
        municipality="woensdrecht",
        themes=("bewegen-en-leefstijl", "eenzaamheid"),
        audience="Fysiotherapeuten, welzijn, dagbesteding en wie weleens een zetje geeft",
        capacity=16,
        contact="Sem Willems",
    ),
)
