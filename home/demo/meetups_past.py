"""Nine meetups in past months. They have no participants, because nobody can register for the past."""

from home.demo.organisations import (
    DE_EIK,
    KWIKSTAART,
    MORGENROOD,
    OVERSTAP,
    RIETVINK,
    RIVIERZICHT,
    VELD_EN_VAART,
    VIJZEL,
    ZONNEWIJZER,
)
from home.demo.shapes import FR, MO, TH, TU, WE, Meetup, Venue, When

MEETUPS = (
    Meetup(
        organisation=ZONNEWIJZER,
        slug="eerst-kennismaken-in-hoge-vucht",
        title="Eerst kennismaken: wijklunch in Hoge Vucht",
        summary="De eerste lunch van het seizoen. Je vertelde in één minuut waar mensen jou voor mogen bellen.",
        body="""
<p>Aan een lange tafel zaten zorg, welzijn en wonen om en om. Iedereen kreeg één minuut en één vraag: waar mogen ze jou voor
bellen?</p>
<h2>Hoe ging het?</h2>
<ul><li>De ene minuut was te kort, en dat was precies goed</li>
<li>De namenlijst hangt in het wijkhuis, naast de koffie</li></ul>""",
        kind="wijklunch",
        when=(When(-2, TU, "12.00", "13.30"),),
        venue=Venue(
            name="Wijkhuis De Lindeboom, grote zaal",
            street="Lindeboomplein 3",
            postcode="4826 LB",
            town="Breda",
            ring_line=True,
            parking="Gratis, achter het wijkhuis",
        ),
        municipality="breda",
        wijken=("Hoge Vucht",),
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen die in Hoge Vucht werkt",
        capacity=30,
        costs="Gratis, met soep",
        contact="Farah Mulder",
    ),
    Meetup(
        organisation=DE_EIK,
        slug="steeds-weer-terug",
        title="Steeds weer terug: casuïstiek over moeheid en pijn",
        summary="De uitslag is goed en toch voelt iemand zich ziek. Wat kan de wijk dan doen?",
        body="""
<p>Iemand komt voor de vijfde keer met moeheid en pijn. Het bloed is goed, de foto is goed. We bespraken twee verhalen zonder namen, met
een medische en een sociale blik.</p>
<h2>Hoe ging het?</h2>
<ul><li>We zijn geëindigd met meer vragen dan antwoorden</li>
<li>Er is een vervolg: de bijeenkomst over één gezin en zes hulpverleners</li></ul>""",
        kind="casuistiek",
        when=(When(-4, WE, "12.30", "14.00"),),
        venue=Venue(
            name="Buurthuis De Vuursteen",
            street="Kiezelpad 12",
            postcode="4623 KP",
            town="Bergen op Zoom",
            ring_line=True,
            parking="Gratis, voor de deur",
        ),
        municipality="bergen-op-zoom",
        wijken=("Gageldonk",),
        themes=("mentale-gezondheid", "bewegen-en-leefstijl"),
        audience="Huisartsen, fysiotherapeuten, POH-GGZ en sociaal werk",
        capacity=24,
        contact="Anna Jansen",
    ),
    Meetup(
        organisation=MORGENROOD,
        slug="stevig-op-je-benen",
        title="Stevig op je benen: een ochtend tegen vallen",
        summary="Fysiotherapeuten, wijkverpleging en ouderen oefenden samen hoe je valt en weer opstaat.",
        body="""
<p>Wie bang is om te vallen, gaat minder bewegen. En wie minder beweegt, valt eerder. Die ochtend oefenden we op matten, met muziek en
met ouderen die het zelf hadden meegemaakt.</p>
<h2>Hoe ging het?</h2>
<ul><li>De oefeningen zijn na te doen in elke huiskamer</li>
<li>De opkomst viel tegen: een maandag om negen uur is vroeg</li></ul>""",
        kind="training",
        when=(When(-6, MO, "09.00", "11.30"),),
        venue=Venue(
            name="Gymzaal De Springplank",
            street="Matrasweg 6",
            postcode="4702 MW",
            town="Roosendaal",
            parking="Gratis, achter de zaal",
        ),
        municipality="roosendaal",
        wijken=("Groot Kroeven",),
        themes=("bewegen-en-leefstijl", "ouderen"),
        audience="Ouderen en iedereen die met hen werkt",
        capacity=20,
        contact="Olaf Verbeek",
    ),
    Meetup(
        organisation=RIVIERZICHT,
        slug="webinar-samen-beslissen",
        title="Samen beslissen over hulp",
        summary="Een webinar over het gesprek waarin de bewoner zelf kiest, en wij onze mond houden.",
        body="""
<p>We bedoelen het goed, en toch kiezen we vaak voor een ander. In dit webinar keken we naar nagespeelde gesprekken. Telkens was de vraag:
op welk moment nam de hulpverlener het over?</p>
<h2>Hoe ging het?</h2>
<ul><li>In de chat kwamen mooie voorbeelden langs van een goede open vraag</li>
<li>Het geluid viel twee keer weg; de volgende keer testen we eerder</li></ul>""",
        kind="webinar",
        when=(When(-8, TH, "19.30", "20.30"),),
        online_url="https://example.org/webinar/samen-beslissen",
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen in West-Brabant die plannen maakt met bewoners",
        contact="Zoë Veenstra",
    ),
    Meetup(
        organisation=OVERSTAP,
        slug="borrel-de-keen",
        title="Borrel in De Keen: het seizoen begint",
        summary="Een gewone borrel, met één ongewone regel: niemand mocht praten met een collega.",
        body="""
<p>Wie met een collega werd betrapt, haalde de drankjes. Zo sprak iedereen met mensen die hij nog niet kende.</p>
<h2>Hoe ging het?</h2>
<ul><li>Het werkte zo goed dat we het vaker doen</li>
<li>De zaal was te klein en te warm</li></ul>""",
        kind="netwerkborrel",
        when=(When(-10, TH, "17.00", "19.00"),),
        venue=Venue(
            name="Speeltuingebouw De Wip",
            street="Wipwapstraat 2",
            postcode="4877 WS",
            town="Etten-Leur",
            wheelchair="partly",
            parking="Gratis, langs de speeltuin",
        ),
        municipality="etten-leur",
        wijken=("De Keen",),
        themes=("samenwerken-in-de-wijk",),
        audience="Iedereen die in De Keen werkt",
        capacity=25,
        contact="Jan Jonker",
    ),
    Meetup(
        organisation=RIETVINK,
        slug="welkom-in-dommelbergen",
        title="Welkom in Dommelbergen: wie belt er aan?",
        summary="Over het eerste gesprek met nieuwe huurders, en wie daar het best bij kan zijn.",
        body="""
<p>Een nieuwe sleutel, een leeg huis en niemand die je kent. Een warm welkom maakt veel verschil. We bedachten samen wie er in de eerste
maand aanbelt, en waarvoor.</p>
<h2>Hoe ging het?</h2>
<ul><li>Er ligt een voorstel voor een welkomstkaart met drie gezichten</li>
<li>De bewoners wilden vooral weten wie de hond uitlaat in de buurt</li></ul>""",
        kind="kennismaking",
        when=(When(-13, TU, "15.00", "16.30"),),
        venue=Venue(
            name="Wijkpunt De Dommelhoek",
            street="Heuvelrug 34",
            postcode="4904 HR",
            town="Oosterhout",
            parking="Gratis, voor de deur",
        ),
        municipality="oosterhout",
        wijken=("Dommelbergen",),
        themes=("wonen", "samenwerken-in-de-wijk"),
        audience="Wonen, welzijn en wijkverpleging in Dommelbergen",
        capacity=20,
        contact="Hanna Vos",
    ),
    Meetup(
        organisation=VELD_EN_VAART,
        slug="sleutels-en-alarm",
        title="Wie heeft de sleutel als het alarm gaat?",
        summary="Over kastjes naast de deur, buren met een reservesleutel en wat er ’s nachts misgaat.",
        body="""
<p>Om drie uur ’s nachts ging er een alarm af en kon niemand naar binnen. Die avond zocht een volle zaal uit hoe dat kwam. De brandweer bracht
een deur mee die al eens was geforceerd.</p>
<h2>Hoe ging het?</h2>
<ul><li>Elf straten hebben nu een lijst van wie er een sleutel heeft</li>
<li>De vrijwilligers willen niet ’s nachts gebeld worden, en dat is nu afgesproken</li></ul>""",
        kind="bijeenkomst",
        when=(When(-3, TH, "19.30", "21.00"),),
        venue=Venue(
            name="Gemeenschapshuis De Stoof",
            street="Korenmaat 2",
            postcode="4791 KM",
            town="Klundert",
            ring_line=True,
            parking="Gratis, op het plein",
        ),
        municipality="moerdijk",
        themes=("wonen", "ouderen"),
        audience="Bewoners, thuiszorg en wonen",
        contact="Vera Huisman",
    ),
    Meetup(
        organisation=VIJZEL,
        slug="samen-een-weekdoos-vullen",
        title="Samen een weekdoos vullen",
        summary="Mantelzorgers en thuiszorg namen hun vragen mee naar de apotheek. Het werd een uur vol aha.",
        body="""
<p>Mag een pil gebroken worden? En wat als iemand hem uitspuugt? De apotheker bleef na sluitingstijd open en legde alles op de toonbank.</p>
<h2>Hoe ging het?</h2>
<ul><li>De vraag die het vaakst kwam: wie belt de huisarts als een recept niet klopt?</li>
<li>Er komt een vervolg in drie ochtenden, over pillen in de bijkeuken</li></ul>""",
        kind="kennismaking",
        when=(When(-7, TU, "17.30", "18.30"),),
        venue=Venue(
            name="Apotheek De Vijzel",
            street="Vijzelhof 3",
            postcode="4741 VH",
            town="Hoeven",
            parking="Gratis, blauwe zone",
        ),
        municipality="halderberge",
        themes=("mantelzorg", "ouderen"),
        audience="Mantelzorgers en thuiszorg in Halderberge",
        capacity=15,
        contact="Ilse Peters",
    ),
    Meetup(
        organisation=KWIKSTAART,
        slug="soep-voor-de-straat",
        title="Soep voor de straat",
        summary="De koks zetten een pan op de stoep. Vijfendertig buren kwamen een kom halen, en bleven staan.",
        body="""
<p>Het begon als een grap: als de buren niet naar ons komen, brengen wij de soep naar hen. Twee pannen later stond de hele straat buiten.</p>
<h2>Hoe ging het?</h2>
<ul><li>Drie buren komen nu op dinsdag helpen snijden</li>
<li>Iemand van de gemeente vroeg wat het kostte: achtenveertig euro</li></ul>""",
        kind="bijeenkomst",
        when=(When(-5, FR, "16.00", "18.00"),),
        venue=Venue(
            name="Op de stoep bij De Kwikstaart",
            street="Werkplaatsweg 9",
            postcode="4631 WW",
            town="Hoogerheide",
            parking="Gratis, op het erf",
        ),
        municipality="woensdrecht",
        themes=("eenzaamheid", "samenwerken-in-de-wijk"),
        audience="De buren",
        registration="none",
        contact="Teun Prins",
    ),
)
