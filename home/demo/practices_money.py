"""Practices about money: debt help next to the surgery, one month of rent, post on a screen, and a pot that ran dry."""

from home.demo.organisations import (
    DE_EIK,
    KWIKSTAART,
    LINDEN,
    OVERSTAP,
    RIETVINK,
    RIVIERZICHT,
    SPRONG,
    VIJZEL,
    ZONNEWIJZER,
)
from home.demo.practice_shapes import Author, Partner, PhaseSince, Practice, Step, Taken

PRACTICES = (
    Practice(
        slug="schuldhulp-naast-de-spreekkamer",
        title="Schuldhulp naast de spreekkamer",
        summary="Twee ochtenden per week zit er een schuldhulpverlener bij de huisarts op de gang. Wie slecht slaapt van geldzorgen, loopt zo door.",
        lesson="De gang is tien meter. Die tien meter maken het verschil met een verwijsbrief.",
        phase="verspreid",
        organisation=ZONNEWIJZER,
        municipality="breda",
        wijken=("Tuinzigt", "Heuvel"),
        themes=("schulden-en-bestaanszekerheid", "mentale-gezondheid", "samenwerken-in-de-wijk"),
        categories=("geld", "psychisch-welzijn", "volwassene", "mensen-met-schulden", "mensen-met-psychische-klachten"),
        occasion="""
Een POH-GGZ hield een maand bij waar gesprekken over gingen. Bij een op de drie kwam na tien minuten geld ter sprake. Zij gaf dan een
folder van de schuldhulpverlening mee.

We vroegen na hoeveel van die mensen er bij ons waren aangekomen. Het waren er twee.""",
        target_group="Mensen met klachten als slecht slapen, spanning of hoofdpijn, bij wie geld een rol speelt",
        intermediaries="Huisarts, POH-GGZ, praktijkassistente, schuldhulpverlener",
        goal="""
Wie vandaag over geld begint, zit vandaag tegenover iemand die er iets aan kan doen. En de huisarts hoeft niet te weten hoe een
regeling werkt.""",
        approach="""
1. **Eén vraag in de spreekkamer.** “Veel mensen slapen slecht van geldzorgen. Speelt dat bij u?” De huisarts stelt hem aan iedereen, dus
niet alleen aan wie er arm uitziet.
2. **De deur ernaast.** De huisarts of de POH-GGZ loopt mee. De afspraak maak je niet aan de balie.
3. **Eerst de rust.** Is er morgen stroom? Ligt er een brief van een deurwaarder? Dat gaat voor.
4. **Post op tafel.** Een boodschappentas met dichte enveloppen is prima. Wij maken ze samen open.
5. **Terug naar de huisarts.** In één zin, en alleen als de bewoner dat goed vindt.""",
        effort="Twee ochtenden per week voor een schuldhulpverlener, en een kamer die dan echt vrij is.",
        residents_role="""
Een man die zelf schulden had, zat de eerste twee maanden in de wachtkamer. Hij vroeg mensen wat zij van het bord op de deur vonden. Op
zijn advies staat er geen “schuldhulp” meer op, maar “geldvragen”.""",
        results="""
In een jaar kwamen er 118 mensen binnen. Van hen had 64 procent nog nooit hulp gezocht. Na drie maanden waren 71 mensen begonnen met een
regeling of een betaalplan.

De huisartsen schrijven dat zij minder vaak iets voor de slaap meegeven. Dat zegt ook iets over de huisartsen zelf; we hebben het niet
vergeleken met een andere praktijk.""",
        failed_what="We hingen een poster op met een nummer, en zetten het spreekuur op vrijdagmiddag. Toen was er een kamer vrij.",
        failed_how="""
In zes weken kwam er één persoon. Zij kwam voor haar bloeddruk en had zich in de deur vergist. Vrijdagmiddag bleek ook het moment waarop
niemand meer kan bellen met een bank of een verhuurder.""",
        failed_now="Dinsdag- en donderdagochtend, als de huisarts er zelf ook is. Niemand komt voor een poster. Men komt omdat de dokter meeloopt.",
        execution="""
- **Schuldhulpverlener:** twee ochtenden van vier uur, plus vier uur uitzoekwerk.
- **Huisarts en POH-GGZ:** één vraag per gesprek, en een minuut om mee te lopen.
- **Assistente:** houdt de kamer vrij. Dat is het moeilijkst van alles.

Begin met drie maanden. Dan weet je of er mensen komen.""",
        conditions="""
- De kamer heeft een deur die dicht kan.
- De schuldhulpverlener mag zelf beslissen over een noodbedrag van 150 euro.
- Wat iemand hier vertelt, komt niet in het dossier van de huisarts, tenzij hij dat wil.""",
        costs="""
De uren kosten samen ongeveer 31.000 euro per jaar. De gemeente betaalt twee derde. De zorgverzekeraar betaalt de rest uit een budget
voor samenwerken, tot het eind van volgend jaar. De kamer is gratis.""",
        active_elements="""
- Iemand die je vertrouwt, loopt met je mee.
- Je hoeft het verhaal maar één keer te vertellen.
- De eerste dag wordt er al iets geregeld, hoe klein ook.""",
        experiences="""
“Ik dacht dat ik voor pillen kwam”, zei een bezoeker. Dat hoorden we vaker.

De huisartsen moesten wennen aan de vraag. Eén stelde hem drie maanden niet. Nu zegt ze dat zij er juist tijd mee wint. De
schuldhulpverlener leerde om geen regeling uit te leggen in het eerste gesprek.""",
        transfer="Je mag een ochtend meekijken. De training “Praten over geldzorgen” is een goed begin voor de hele praktijk.",
        securing="""
De gemeente nam de ochtenden op in het contract voor schuldhulpverlening. Het deel van de verzekeraar is nog niet zeker. Valt dat weg, dan
houden we één ochtend over.""",
        materials="""
- De vraag, op een kaartje naast het scherm
- Het bord voor op de deur
- Een rekenblad voor de uren""",
        council_question="""
Wij vragen de raad om de tweede ochtend ook na volgend jaar te betalen. Dat kost 10.500 euro per jaar. Zonder dat geld gaat het spreekuur in
Heuvel dicht.""",
        evaluation="Een onderzoeker volgde in het eerste jaar dertig bezoekers. Het verslag is er sinds september.",
        seeks="Een derde huisartsenpraktijk, liefst met een kamer op de begane grond",
        thanks="de man van het bord op de deur",
        authors=(
            Author("Lotte Brouwer", "schuldhulpverlener", ZONNEWIJZER, is_contact=True),
            Author("Kim Roos", "schuldhulpverlener", ZONNEWIJZER),
            Author("Tim van Vliet", "POH-GGZ", ""),
        ),
        partners=(
            Partner(organisation="Twee huisartsenpraktijken", role="Geven een kamer", since=21),
            Partner(organisation=RIETVINK, role="Belt terug over huurschuld, dezelfde dag", since=14),
            Partner(
                organisation="Een bank",
                role="Vast nummer",
                since=18,
                until=12,
                reason="De vaste medewerker ging weg en niemand nam het over.",
            ),
        ),
        steps=(
            Step(months_ago=22, title="Een op de drie gesprekken gaat over geld"),
            Step(
                months_ago=21,
                title="Een poster en de vrijdagmiddag",
                words="In zes weken kwam er één persoon, per ongeluk.",
                has_failed=True,
            ),
            Step(months_ago=19, title="Dinsdag en donderdag, de dokter loopt mee"),
            Step(months_ago=12, title="De bank is weg", words="Het vaste nummer hing aan één mens.", has_failed=True),
            Step(months_ago=8, title="Een tweede praktijk, in Heuvel"),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=22),
            PhaseSince(phase="proeftuin", months_ago=21),
            PhaseSince(phase="geevalueerd", months_ago=9, reason="Dertig bezoekers zijn een jaar gevolgd."),
            PhaseSince(phase="verspreid", months_ago=6, reason="In drie andere gemeenten zit er nu iemand op de gang."),
        ),
        meetups=((ZONNEWIJZER, "geldzorgen-zonder-schaamte"), (DE_EIK, "webinar-slaap-stress-en-geld")),
        uptake=(
            Taken(
                organisation=DE_EIK,
                state="werkt",
                months_ago=6,
                changed="Eén ochtend, in de kamer van de POH-GGZ. Zij werkt dan thuis.",
            ),
            Taken(
                organisation=OVERSTAP,
                state="werkt",
                months_ago=5,
                changed="Bij ons zit er ook een ervaringsdeskundige bij.",
            ),
            Taken(
                organisation=VIJZEL,
                state="probeert",
                months_ago=3,
                changed="In de spreekkamer van de apotheek. Op marktdag.",
            ),
            Taken(
                organisation=RIVIERZICHT,
                state="probeert",
                months_ago=2,
                changed="De schuldhulpverlener rijdt langs vier dorpen, elke week een ander.",
            ),
            Taken(municipality="etten-leur", state="verkent", months_ago=1),
            Taken(
                municipality="rucphen",
                state="gestopt",
                months_ago=2,
                changed="Er was maar één kamer, en die was nodig voor de griepprik. Daarna begon het niet meer.",
            ),
        ),
        confirmed_days_ago=15,
        changes=(
            (15, "Er staat nu bij wat er gebeurt als het geld stopt."),
            (85, "Het verslag van de onderzoeker is verwerkt."),
            (260, "De bank doet niet meer mee."),
        ),
    ),
    Practice(
        slug="aanbellen-bij-een-maand-huur",
        title="Aanbellen bij één maand achterstand",
        summary="Staat er één maand huur open? Dan belt de woonconsulent aan, samen met een sociaal werker. Niet om te innen, maar om te vragen.",
        lesson="Kom zonder brief en zonder tablet. Een lege hand helpt.",
        phase="verspreid",
        organisation=RIETVINK,
        municipality="oosterhout",
        wijken=("Slotjes", "Oosterheide"),
        themes=("schulden-en-bestaanszekerheid", "wonen"),
        categories=("geld", "wonen", "volwassene", "mensen-met-schulden", "gezinnen"),
        occasion="Vroeger stuurden we drie brieven, en daarna een deurwaarder. De brieven lagen dicht in de gang als we binnenkwamen.",
        target_group="Huurders met een eerste achterstand",
        intermediaries="Woonconsulenten, sociaal werkers, schuldhulpverleners",
        goal="Niemand verliest zijn huis door een schuld die klein begon.",
        approach="""
1. **Bel aan binnen vijf weken.** Met z’n tweeën, rond etenstijd.
2. **Vraag hoe het gaat.** De huur komt pas daarna.
3. **Spreek één ding af.** Bijvoorbeeld: morgen bellen we samen de toeslagen.
4. **Geen deurwaarder zolang we praten.** Dat staat zwart op wit.""",
        effort="Gemiddeld anderhalf uur per huishouden.",
        results="In een jaar belden we 210 keer aan. Bij 131 huishoudens kwam het goed met een afspraak. Er waren vier ontruimingen; het jaar ervoor waren het er elf.",
        failed_what="Eerst ging de woonconsulent alleen.",
        failed_how="Mensen zagen de verhuurder. Zij deden niet open, of beloofden iets wat zij niet konden betalen.",
        failed_now="De sociaal werker staat vooraan en stelt zich voor. De woonconsulent zegt wat er níét gaat gebeuren.",
        conditions="De afdeling die de huur int, moet echt stoppen met brieven. Bij ons ging dat de eerste maanden mis.",
        costs="Twee dagen per week sociaal werk. Een ontruiming kost meer.",
        authors=(
            Author("Hanna Vos", "woonconsulent", RIETVINK, is_contact=True),
            Author("Eva Kuipers", "sociaal werker", ""),
        ),
        partners=(Partner(organisation=ZONNEWIJZER, role="Denkt mee over schuldhulp", since=16),),
        steps=(
            Step(months_ago=24, title="Alleen de woonconsulent", words="De deur bleef dicht.", has_failed=True),
            Step(months_ago=21, title="Met z’n tweeën, rond etenstijd"),
            Step(
                months_ago=20,
                title="De brieven gingen gewoon door",
                words="Het systeem stuurde ze zelf. Dat stond nergens uit.",
                has_failed=True,
            ),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=24),
            PhaseSince(phase="geevalueerd", months_ago=10),
            PhaseSince(phase="verspreid", months_ago=7),
        ),
        meetups=((RIETVINK, "wijklunch-raamsdonksveer"),),
        uptake=(
            Taken(
                municipality="geertruidenberg",
                state="werkt",
                months_ago=7,
                changed="Een vrijwilliger van de thuisadministratie gaat mee.",
            ),
            Taken(
                organisation=OVERSTAP,
                state="probeert",
                months_ago=3,
                changed="Wij gaan mee als er ook psychische klachten zijn.",
            ),
            Taken(organisation=SPRONG, state="verkent", months_ago=2),
        ),
        confirmed_days_ago=110,
    ),
    Practice(
        slug="samen-achter-het-scherm",
        title="Samen achter het scherm",
        summary="In de leeszaal openen een vrijwilliger en een bewoner samen de digitale post. De consulent zit aan de tafel ernaast.",
        lesson="Laat de muis bij de bewoner. Altijd.",
        phase="proeftuin",
        organisation=ZONNEWIJZER,
        municipality="drimmelen",
        themes=("schulden-en-bestaanszekerheid", "eenzaamheid"),
        categories=("geld", "dagelijks-leven", "volwassene", "oudere", "mensen-met-schulden"),
        occasion="De helft van onze cliënten opende de berichtenbox nooit. Daar zat wel een brief in over de toeslag die zou stoppen.",
        target_group="Mensen die moeite hebben met brieven op een scherm",
        intermediaries="Vrijwilligers, sociaal werkers, Wmo-consulent",
        approach="""
- Elke donderdag van halftien tot halftwaalf, zonder afspraak.
- De bewoner logt zelf in. De vrijwilliger kijkt pas daarna mee.
- Is het ingewikkeld, dan schuif je een tafel op naar de consulent.
- Om elf uur is er koffie. Sommigen komen daar inmiddels voor.""",
        effort="Twee uur per week voor drie vrijwilligers en een sociaal werker.",
        results="Per ochtend komen er zes tot negen mensen. Wat het hen oplevert, zoeken we nog uit.",
        failed_what="We gaven een cursus van zes lessen over de overheid op internet.",
        failed_how="Na les twee waren er nog vier van de veertien. Zij wilden geen les. Zij hadden een brief.",
        failed_now="Geen les. Je begint met jouw eigen brief.",
        conditions="Vrijwilligers typen nooit een wachtwoord van een ander. Ook niet als het sneller gaat.",
        authors=(Author("Puck Driessen", "opbouwwerker", ZONNEWIJZER, is_contact=True),),
        partners=(Partner(organisation="De leeszaal", role="Computers en koffie", since=7),),
        steps=(
            Step(
                months_ago=9,
                title="Een cursus van zes lessen",
                words="Veertien begonnen, vier maakten hem af.",
                has_failed=True,
            ),
            Step(months_ago=7, title="De eerste donderdag"),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=9),
            PhaseSince(phase="geevalueerd", months_ago=-5, is_expected=True),
        ),
        inspired_by=("schuldhulp-naast-de-spreekkamer",),
        meetups=((ZONNEWIJZER, "samen-achter-het-scherm"),),
        uptake=(
            Taken(organisation=KWIKSTAART, state="probeert", months_ago=2, changed="Met plaatjes naast elke stap."),
            Taken(municipality="altena", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=28,
    ),
    Practice(
        slug="medicijnen-niet-opgehaald",
        title="Medicijnen niet opgehaald? Vraag waarom",
        summary="Ligt een recept na een week nog op de plank, dan belt de apotheek. Niet met een herinnering, maar met een vraag.",
        lesson="Bij een op de drie was het geld. Zonder te vragen hadden wij gedacht: vergeten.",
        phase="proeftuin",
        organisation=VIJZEL,
        municipality="halderberge",
        themes=("schulden-en-bestaanszekerheid", "samenwerken-in-de-wijk"),
        categories=("gezondheid", "geld", "volwassene", "mensen-met-schulden"),
        occasion="Elke maand ruimden wij een krat met niet-opgehaalde zakjes op. Niemand vroeg zich af van wie ze waren.",
        target_group="Mensen die hun medicijnen laten liggen",
        intermediaries="Apotheker, apothekersassistenten, schuldhulpverlener",
        approach="""
1. **Bel op dag zeven.** De assistente die het zakje maakte, belt zelf.
2. **Vraag open.** “Uw medicijnen liggen er nog. Is er iets waardoor het niet lukt?”
3. **Wees stil.** Dat is het lastigste deel.
4. **Is het geld?** Dan bellen we samen met de schuldhulpverlening. De huisarts hoort het alleen als het voor de behandeling nodig is.""",
        effort="Een uur per week voor de assistenten.",
        results="Van 96 mensen die we belden, noemden 33 geld: vooral het eigen risico. Achttien maakten een afspraak met schuldhulp.",
        failed_what="In de eerste maand stuurden we een sms.",
        failed_how="Het leek op een rekening. Twee mensen kwamen boos aan de balie en de rest kwam niet.",
        failed_now="We bellen. Neemt iemand niet op, dan nog één keer, op een ander uur.",
        authors=(
            Author("Koen Simons", "apotheker", VIJZEL, is_contact=True),
            Author("Ilse Peters", "apotheker", VIJZEL),
        ),
        partners=(Partner(organisation=ZONNEWIJZER, role="Schuldhulp op afroep", since=5),),
        phases=(PhaseSince(phase="proeftuin", months_ago=7),),
        inspired_by=("schuldhulp-naast-de-spreekkamer",),
        meetups=((VIJZEL, "pillen-in-de-bijkeuken"),),
        uptake=(
            Taken(organisation=DE_EIK, state="verkent", months_ago=1),
            Taken(organisation=RIVIERZICHT, state="probeert", months_ago=1),
        ),
        confirmed_days_ago=60,
    ),
    Practice(
        slug="de-noodpot",
        title="De noodpot van 250 euro",
        summary="Elke professional mocht zonder formulier tot 250 euro uitgeven om nood te stoppen. Na een jaar was de pot leeg en zijn we gestopt.",
        lesson="Het geld werkte. Dat niemand wist hoe de pot weer vol kwam, werkte niet.",
        phase="gestopt",
        organisation=ZONNEWIJZER,
        municipality="breda",
        wijken=("Hoge Vucht",),
        themes=("schulden-en-bestaanszekerheid",),
        categories=("geld", "dagelijks-leven", "mensen-met-schulden", "gezinnen"),
        occasion="Een kapotte wasmachine duurde elf weken en vier formulieren. De aanvraag kostte meer dan de machine.",
        target_group="Huishoudens met een acuut probleem",
        intermediaries="Sociaal werkers, wijkverpleegkundigen, woonconsulenten",
        approach="""
Twaalf mensen kregen een pasje. Zij mochten zelf beslissen, tot 250 euro per keer. Achteraf schreven zij twee regels: wat was er aan de
hand, en wat heb je gekocht?""",
        effort="Bijna niets: twee regels per keer.",
        results="We gaven 58 keer iets uit, samen 9.400 euro. Meestal was het een wasmachine, een bed of een fiets om naar het werk te gaan.",
        failed_what="We begonnen met giften van drie fondsen, en dachten dat de gemeente het daarna zou overnemen.",
        failed_how="""
Dat had niemand beloofd. De gemeente wilde vooraf een toets op inkomen, en dan was het weer een formulier. Een fonds vroeg om foto’s van
de spullen. Wij wilden geen van beide.""",
        failed_now="Voor spullen gaan wij nu naar het fonds zelf, met één brief van vijf regels. Dat duurt een week. Beter dan elf, slechter dan één dag.",
        conditions="Spreek vóór de eerste euro af wie de pot in jaar twee vult.",
        costs="9.400 euro in een jaar, en 40 uur om alles netjes te verantwoorden.",
        authors=(
            Author("Emma Scholten", "sociaal werker", ZONNEWIJZER, is_contact=True),
            Author("Lotte Brouwer", "schuldhulpverlener", ZONNEWIJZER),
        ),
        steps=(
            Step(months_ago=26, title="Twaalf pasjes uitgedeeld"),
            Step(
                months_ago=17,
                title="Het fonds wil foto’s",
                words="Mensen moesten poseren met een wasmachine. Dat deden wij niet.",
                has_failed=True,
            ),
            Step(months_ago=14, title="De pot is leeg", has_failed=True),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=26),
            PhaseSince(phase="gestopt", months_ago=14, reason="Er kwam geen geld meer bij."),
        ),
        uptake=(
            Taken(
                organisation=SPRONG,
                state="gestopt",
                months_ago=10,
                changed="Wij hadden 100 euro per keer, alleen voor kinderen. Ook leeg.",
            ),
            Taken(
                organisation=LINDEN,
                state="probeert",
                months_ago=4,
                changed="Het dorp vult de pot zelf, met een rommelmarkt.",
            ),
            Taken(
                municipality="oosterhout",
                state="verkent",
                months_ago=2,
                changed="We zoeken eerst uit wie de pot in jaar twee betaalt.",
            ),
        ),
        confirmed_days_ago=300,
    ),
)
