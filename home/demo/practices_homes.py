"""Practices about living somewhere: full houses, new neighbours, a house to try, and people from another country."""

from home.demo.organisations import (
    LINDEN,
    MORGENROOD,
    OVERSTAP,
    RIETVINK,
    RIVIERZICHT,
    SPRONG,
    VELD_EN_VAART,
    ZONNEWIJZER,
)
from home.demo.practice_shapes import Author, Partner, PhaseSince, Practice, Step, Taken

PRACTICES = (
    Practice(
        slug="opruimen-in-jouw-tempo",
        title="Opruimen in jouw tempo",
        summary="Raakt een huis te vol, dan komt er elke week dezelfde persoon. De bewoner kiest wat weg mag, en begint met één plank.",
        lesson="Een container voor de deur is een straf, geen hulp.",
        phase="geevalueerd",
        organisation=RIETVINK,
        municipality="oosterhout",
        wijken=("Oosterheide",),
        themes=("wonen", "mentale-gezondheid"),
        categories=(
            "wonen",
            "psychisch-welzijn",
            "veiligheid",
            "volwassene",
            "oudere",
            "mensen-met-psychische-klachten",
        ),
        occasion="""
Wij ruimden een woning leeg in twee dagen. Het kostte 4.000 euro. Een jaar later was hij weer vol, en de bewoner deed de deur niet meer
open.

De woonconsulent zei: “We hebben zijn spullen weggehaald, en de reden laten staan.”""",
        target_group="Mensen bij wie het huis zo vol is dat het gevaarlijk of eenzaam wordt",
        intermediaries="Woonconsulent, sociaal werker, GGZ-behandelaar, brandweer",
        goal="Een veilig huis waar weer iemand op de koffie kan komen. Netjes hoeft niet.",
        approach="""
1. **Drie keer koffie.** Geen vuilniszak mee. Kijk waar je kunt zitten.
2. **Eerst veilig.** Samen met de brandweer maken we één looppad en een vrije kachel.
3. **Eén plank per week.** De bewoner pakt alles zelf op. “Houden, weggeven, weg” is drie dozen, en er is een vierde: nog niet weten.
4. **Praat over de spullen.** Vaak komt daar een verlies naar boven. Dan denkt de GGZ mee.
5. **Blijf een jaar.** De laatste maanden is het nog een uur per maand.""",
        effort="Twee uur per week per bewoner, ongeveer een jaar lang.",
        residents_role="Twee mensen die het zelf hadden, gaan mee op de derde koffie. Zij mogen dingen zeggen die wij niet mogen zeggen.",
        results="""
We werkten met zestien bewoners. Na een jaar is het bij elf veilig gebleven. Drie stopten halverwege. Bij twee moest er toch een
ontruiming komen.

Een traject kost ongeveer 3.600 euro. Dat is minder dan één keer leegruimen.""",
        failed_what="We stelden een termijn: binnen acht weken moest het pad vrij zijn, anders kwam er een brief.",
        failed_how="De een werkte zich ziek in week zeven en stopte daarna. De ander verhuisde alles naar de schuur. Die stortte bijna in.",
        failed_now="Alleen voor brandgevaar is er een termijn. Voor de rest is er elke week één plank.",
        execution="""
- **Vaste persoon:** twee uur per week per bewoner, hooguit vijf bewoners.
- **Woonconsulent:** een bezoek aan het begin en daarna per kwartaal.
- **GGZ-behandelaar:** een halfuur per maand, om mee te denken.
- **Brandweer:** één bezoek.""",
        conditions="""
De corporatie stuurt geen brieven zolang iemand meewerkt. De vaste persoon kan tegen rommel en tegen stilte. En regel wie er een auto
heeft voor de kringloop.""",
        costs="""
Zo’n 3.600 euro per bewoner per jaar. De corporatie betaalt de helft, de gemeente de andere helft uit de Wmo. De brandweer komt
gratis.""",
        active_elements="""
- Steeds dezelfde persoon.
- De bewoner raakt de spullen aan, wij niet.
- Er is een doos voor twijfel.""",
        experiences="""
De doos “nog niet weten” was eerst een grapje. Hij is nu het belangrijkst. Na een maand is hij vaak leger dan je denkt.

Voor collega’s is het zwaar. Na een halfjaar vroeg iemand om ander werk. We praten er nu elke zes weken over, met soep.""",
        transfer="Je kunt bij ons een middag casuïstiek volgen. Daarna mag je twee keer mee op huisbezoek, als de bewoner dat wil.",
        securing="Corporatie en gemeente tekenden voor drie jaar. Er zijn nu drie mensen die het kunnen.",
        materials="""
- De vier etiketten voor de dozen
- Het blad voor de brandweer
- Vragen die je wel en niet stelt""",
        evaluation="We keken na een jaar bij iedereen binnen, samen met een onderzoeker.",
        seeks="Iemand met een bus, een middag per week",
        thanks="de mannen van de kringloop, die nooit iets vroegen",
        authors=(
            Author("Bo Kuijpers", "woonconsulent", RIETVINK, is_contact=True),
            Author("Eva Kuipers", "sociaal werker", ""),
            Author("Mees Dijkstra", "GGZ-behandelaar", OVERSTAP),
        ),
        partners=(
            Partner(organisation=OVERSTAP, role="Denkt mee", since=18),
            Partner(organisation="De brandweer", role="Eén bezoek, zonder uniform", since=19),
            Partner(
                organisation="Opruimbedrijf",
                role="Containers",
                since=22,
                until=19,
                reason="Zij konden niet op een plank wachten.",
            ),
        ),
        steps=(
            Step(months_ago=23, title="In twee dagen leeg, in een jaar weer vol", has_failed=True),
            Step(months_ago=19, title="Drie keer koffie"),
            Step(
                months_ago=16,
                title="De termijn van acht weken",
                words="Iemand werkte zich ziek. Daarna lag alles stil.",
                has_failed=True,
            ),
            Step(months_ago=5, title="Bij zestien mensen weer binnen gekeken"),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=22),
            PhaseSince(phase="proeftuin", months_ago=19),
            PhaseSince(phase="geevalueerd", months_ago=5, reason="Na een jaar keken we bij iedereen binnen."),
        ),
        inspired_by=("aanbellen-bij-een-maand-huur",),
        meetups=((RIETVINK, "als-een-huis-te-vol-raakt"),),
        uptake=(
            Taken(
                organisation=OVERSTAP,
                state="werkt",
                months_ago=4,
                changed="Wij beginnen vanuit de behandeling, en halen de woonconsulent erbij.",
            ),
            Taken(
                organisation=ZONNEWIJZER,
                state="probeert",
                months_ago=3,
                changed="Met een maatje in plaats van een professional. Elke week is dan lastig.",
            ),
            Taken(organisation=MORGENROOD, state="verkent", months_ago=1),
            Taken(
                municipality="steenbergen",
                state="gestopt",
                months_ago=2,
                changed="Na twee bewoners gestopt: er was niemand die een jaar kon blijven.",
            ),
        ),
        confirmed_days_ago=58,
        changes=((58, "De kosten per bewoner staan er nu in."), (150, "Zestien bewoners een jaar gevolgd.")),
    ),
    Practice(
        slug="wie-belt-er-aan",
        title="Nieuw in de straat: wie belt er aan?",
        summary="Een nieuwe huurder krijgt in de tweede week bezoek van een buur en de woonconsulent. Zij brengen een plant en een lijst met namen.",
        lesson="De tweede week is goed. In de eerste week zijn alle dozen nog dicht.",
        phase="verspreid",
        organisation=RIETVINK,
        municipality="oosterhout",
        wijken=("Dommelbergen",),
        themes=("wonen", "samenwerken-in-de-wijk", "eenzaamheid"),
        categories=("wonen", "mensen-om-je-heen", "volwassene", "nieuwkomers"),
        occasion="Bij klachten over een buur bleek vaak dat men elkaar nooit had gezien. Alleen gehoord.",
        target_group="Nieuwe huurders, en de buren naast hen",
        intermediaries="Woonconsulenten, bewoners, opbouwwerker",
        approach="""
1. **Vraag een buur.** Iemand met een zwak voor nieuwe mensen. Die is er in elk portiek.
2. **Kom in week twee.** Samen, een kwartier, aan de deur of binnen.
3. **Breng een plant en een lijst.** Op de lijst staan drie namen, en geen regels.
4. **Vraag wat iemand kan.** Niet alleen wat hij nodig heeft.""",
        effort="Een halfuur per nieuwe huurder.",
        results="We belden bij 140 huurders aan. Het aantal klachten over herrie ging niet omlaag. Wel bellen buren nu eerst elkaar.",
        failed_what="De welkomstmap: dertig bladzijden in een mooie doos.",
        failed_how="We vonden hem terug in de container, met de strik er nog om.",
        failed_now="Eén plant en drie namen.",
        authors=(Author("Ursula Schipper", "woonconsulent", RIETVINK, is_contact=True),),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=20),
            PhaseSince(phase="geevalueerd", months_ago=8),
            PhaseSince(phase="verspreid", months_ago=5),
        ),
        meetups=((RIETVINK, "welkom-in-dommelbergen"),),
        uptake=(
            Taken(
                organisation=VELD_EN_VAART,
                state="werkt",
                months_ago=5,
                changed="Wij nodigen uit voor het dorpsontbijt.",
            ),
            Taken(organisation=SPRONG, state="probeert", months_ago=2, changed="Bij gezinnen gaat er een kind mee."),
        ),
        confirmed_days_ago=99,
    ),
    Practice(
        slug="kijk-mee-in-een-gewoon-huis",
        title="De proefwoning: kijk mee in een gewoon huis",
        summary="Een gewoon rijtjeshuis met kleine hulpmiddelen. Je probeert ze uit, en hoort wat het kost en wie het regelt.",
        lesson="Laat de prijs eraan hangen. Anders denkt iedereen dat het niets voor hem is.",
        phase="geevalueerd",
        organisation=RIETVINK,
        municipality="geertruidenberg",
        themes=("wonen", "ouderen"),
        categories=("wonen", "veiligheid", "oudere", "mensen-met-een-beperking"),
        occasion="Mensen vroegen pas om een aanpassing na een val. Ze wisten niet dat een lamp met een sensor 18 euro kost.",
        target_group="Ouderen die vooruit willen kijken, en hun kinderen",
        intermediaries="Woonconsulent, ergotherapeut, Wmo-consulent, wijkverpleging",
        approach="""
- De deur is open op woensdagmiddag. Je loopt rond zoals thuis.
- Aan elk ding hangt een kaartje: wat kost het, wie betaalt, wie hangt het op.
- Een oudere leidt je rond. De ergotherapeut is er voor vragen.
- Je kunt iets een week lenen.""",
        effort="Een leeg huis en zes uur per week.",
        results="Er kwamen 310 bezoekers. Een op de vier leende iets. Zestig mensen lieten daarna een aanpassing doen; de meesten betaalden zelf.",
        failed_what="Eerst stond het huis vol met slimme techniek: een spiegel die praat, een vloer die telt.",
        failed_how="Bezoekers vonden het prachtig en kochten niets. “Mooi voor later”, zeiden mensen van 84.",
        failed_now="Alles wat er nu staat, kost minder dan 200 euro. De praatspiegel is weg.",
        costs="Het huis levert een jaar geen huur op. Dat is 7.800 euro. Een winkel leent de spullen uit.",
        authors=(
            Author("Hanna Vos", "woonconsulent", RIETVINK, is_contact=True),
            Author("Guus Hermans", "Wmo-consulent", ""),
        ),
        partners=(Partner(organisation=MORGENROOD, role="Loopt om de week mee", since=12),),
        steps=(
            Step(months_ago=15, title="De praatspiegel", words="Mooi voor later, zei iedereen.", has_failed=True),
            Step(months_ago=11, title="Alles onder de 200 euro"),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=15), PhaseSince(phase="geevalueerd", months_ago=3)),
        inspired_by=("vallen-begint-bij-de-drempel",),
        meetups=((RIETVINK, "kijk-mee-in-de-proefwoning"),),
        uptake=(
            Taken(
                organisation=RIVIERZICHT,
                state="verkent",
                months_ago=2,
                changed="Een bus met de tien populairste dingen, in plaats van een huis.",
            ),
            Taken(organisation=MORGENROOD, state="probeert", months_ago=2, changed="Een kamer in ons kantoor."),
            Taken(municipality="drimmelen", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=47,
    ),
    Practice(
        slug="koffie-voor-wie-hier-komt-werken",
        title="Koffie voor wie hier komt werken",
        summary="Mensen uit andere landen die hier werken, krijgen een plek met koffie en iemand die hun taal spreekt. Op zondag.",
        phase="idee",
        organisation=SPRONG,
        municipality="zundert",
        themes=("wonen", "samenwerken-in-de-wijk"),
        categories=("mensen-om-je-heen", "wonen", "werk-en-leren", "nieuwkomers"),
        occasion="""
Kinderen kwamen op school zonder huisarts, zonder fiets en zonder dat iemand wist waar zij sliepen. Hun ouders werken zes dagen. Wij
zijn open als zij werken.""",
        target_group="Mensen die hier tijdelijk of net komen wonen, met of zonder kinderen",
        goal="Een gezin weet na een maand waar de huisarts zit en wie het kan bellen.",
        approach="""
We willen beginnen met één zondag in de maand. Eerst vragen we aan twintig mensen wat zij misten. Wij denken aan taal en zorg. Misschien
is het iets heel anders, zoals een wasmachine.""",
        failed_what="Dit idee had al een voorganger: een folder in vijf talen, gebracht bij de woningen.",
        failed_how="De beheerder liet ons niet binnen. De stapel bleef bij de poort liggen.",
        failed_now="We gaan via mensen die er zelf wonen. En we beginnen met koffie, niet met een folder.",
        seeks="Iemand die Pools of Roemeens spreekt en van koffiezetten houdt",
        authors=(
            Author("Greet Timmermans", "jeugdprofessional", SPRONG, is_contact=True),
            Author("Xander Molenaar", "bewoner", LINDEN),
        ),
        partners=(Partner(organisation=LINDEN, role="Zaal en koffie", since=1),),
        phases=(PhaseSince(phase="idee", months_ago=2), PhaseSince(phase="proeftuin", months_ago=-3, is_expected=True)),
        inspired_by=("wie-belt-er-aan",),
        meetups=((SPRONG, "welkom-in-zundert"),),
        uptake=(
            Taken(organisation=VELD_EN_VAART, state="verkent", months_ago=1),
            Taken(municipality="rucphen", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=17,
    ),
    Practice(
        slug="het-portiekgesprek",
        title="Het portiekgesprek",
        summary="Wonen en zorg gaan eens per jaar samen één trap op. Bij elke deur dezelfde vraag: wat zou jij hier veranderen?",
        phase="idee",
        organisation=RIETVINK,
        municipality="oosterhout",
        wijken=("Slotjes",),
        themes=("wonen", "samenwerken-in-de-wijk"),
        categories=("wonen", "mensen-om-je-heen"),
        approach="""
In één portiek werken soms vijf organisaties, die elkaar op de trap voorbijlopen. Ons plan: op een dinsdag lopen we met z’n vijven van boven
naar beneden. Zonder map. Wat we horen, hangt een week later beneden aan het bord.

We beginnen met één portiek van twaalf deuren. Lukt dat niet, dan hoor je het hier.""",
        effort="Een middag voor vijf mensen.",
        authors=(Author("Ursula Schipper", "woonconsulent", RIETVINK, is_contact=True),),
        phases=(PhaseSince(phase="idee", months_ago=1),),
        meetups=((RIETVINK, "netwerkborrel-slotjes"),),
        confirmed_days_ago=10,
    ),
)
