"""Practices about mental health: thinking along, a walk with somebody, grief after the third month, and the neighbour first."""

from home.demo.organisations import (
    DE_EIK,
    KWIKSTAART,
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
        slug="welzijn-op-recept-met-iemand-die-meegaat",
        title="Welzijn op recept, met iemand die meegaat",
        summary="De huisarts schrijft geen pil voor, maar een gesprek met de welzijnscoach. Die zoekt iets wat past, en gaat de eerste keer mee.",
        lesson="Vraag niet wat iemand leuk vindt, maar wat hij vroeger deed.",
        phase="geevalueerd",
        organisation=DE_EIK,
        municipality="bergen-op-zoom",
        wijken=("Gageldonk",),
        themes=("mentale-gezondheid", "bewegen-en-leefstijl", "eenzaamheid"),
        categories=("psychisch-welzijn", "gezondheid", "mensen-om-je-heen", "volwassene", "mensen-die-eenzaam-zijn"),
        occasion="""
Sommige mensen kwamen elke maand. Moe, pijn, hoofdpijn. Het bloed was goed en de foto ook. Wij stuurden hen naar huis met een advies om
meer te bewegen, en zagen hen een maand later terug.

In de casuïstiek zei een opbouwwerker: “Die meneer stond vroeger elke zaterdag op het veld. Heeft iemand hem dat gevraagd?”""",
        target_group="Volwassenen met klachten waar geen ziekte achter zit, zoals moeheid, pijn of somberheid",
        intermediaries="Huisarts, POH-GGZ, praktijkassistente, welzijnscoach",
        goal="Iemand doet na drie maanden iets wat hij zelf belangrijk vindt, met mensen die hij kent. De klacht hoeft niet weg te zijn.",
        approach="""
1. **Een echt briefje.** De huisarts schrijft het recept met de hand. Dat neemt men serieus.
2. **Binnen een week.** De coach belt zelf. Wachten maakt moedeloos.
3. **Twee gesprekken.** Waar werd je vroeger blij van? Wie kende je toen?
4. **Eén keer mee.** Naar de biljartclub, het koor of de volkstuin. De coach gaat na een halfuur weg.
5. **Na drie maanden bellen.** En de huisarts hoort in twee regels hoe het gaat.""",
        effort="Vier uur per persoon voor de coach. Voor de huisarts twee minuten.",
        residents_role="""
Zes mensen die zelf een recept kregen, gaan nu mee als maatje. Zij zeggen eerlijk welke clubs niet zo open zijn als zij denken.""",
        results="""
In het eerste jaar kregen 83 mensen een recept. Er kwamen 70 bij de coach. Na drie maanden deed iets meer dan de helft nog mee aan iets.

Wie meedeed, kwam gemiddeld twee keer per jaar minder bij de huisarts. Bij de rest veranderde er niets. Ook dat is goed om te weten.""",
        failed_what="We maakten een map met 140 activiteiten in de stad. De huisarts zocht er samen met de patiënt iets uit.",
        failed_how="Dat kostte het hele consult. En van de eerste twintig mensen ging er één ook echt heen. De map was na vier maanden niet meer juist.",
        failed_now="De map is weg. De coach weet van elke club wie de deur opendoet, en belt vooraf.",
        execution="""
- **Welzijnscoach:** twaalf uur per week voor twee praktijken.
- **Maatjes:** zes vrijwilligers, een paar uur per maand.
- **Overleg:** elke zes weken een halfuur, bij de lunch.""",
        conditions="De coach zit op vaste uren in de praktijk en drinkt mee koffie. Zonder gezicht vergeet de huisarts het recept.",
        costs="""
Twaalf uur coach kost ongeveer 29.000 euro per jaar. De gemeente betaalt. Er zijn ook clubs die contributie vragen; daarvoor is er een
potje van 40 euro per persoon.""",
        active_elements="""
- De eerste keer ga je niet alleen.
- Iemand belt binnen een week.
- Je kiest iets van jezelf, en niet uit een lijst.""",
        experiences="""
Een vrouw wilde niet naar een koor. Ze wilde wel de stoelen klaarzetten. Nu zingt ze. Een ander haakte drie keer af en dat mocht.

Voor mensen met een zware depressie is dit niet genoeg. Wij dachten eerst van wel. Nu overlegt de coach met de POH-GGZ voordat zij
begint.""",
        transfer="We hebben één dag uitgewerkt waarop huisarts en coach samen leren. Die geven wij graag.",
        securing="De coach is in dienst bij welzijn en staat in het rooster van de praktijk. Het contract loopt nog twee jaar.",
        materials="""
- Het recept
- De zes vragen van het eerste gesprek
- De brief van twee regels aan de huisarts""",
        evaluation="De praktijk telde zelf, met hulp van een student.",
        seeks="Een maatje dat van vissen houdt",
        thanks="de zes maatjes",
        authors=(
            Author("Els Meijer", "POH-GGZ", DE_EIK, is_contact=True),
            Author("Fleur Jacobs", "praktijkondersteuner (POH)", DE_EIK),
            Author("Puck Driessen", "opbouwwerker", ZONNEWIJZER),
        ),
        partners=(
            Partner(organisation=ZONNEWIJZER, role="Welzijnscoach in dienst", since=19),
            Partner(organisation="Sportclub in de wijk", role="Vaste gastvrouw", since=15),
            Partner(
                organisation="Fitnesscentrum",
                role="Proeflessen",
                since=18,
                until=13,
                reason="Wie niet terugkwam, kreeg toch een rekening.",
            ),
        ),
        steps=(
            Step(months_ago=20, title="De map met 140 activiteiten", words="Eén van de twintig ging.", has_failed=True),
            Step(months_ago=18, title="De coach komt in de praktijk zitten"),
            Step(
                months_ago=13,
                title="Het fitnesscentrum stuurt rekeningen",
                words="Wij betaalden ze, en stopten ermee.",
                has_failed=True,
            ),
            Step(months_ago=4, title="Een jaar geteld"),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=21),
            PhaseSince(phase="proeftuin", months_ago=20),
            PhaseSince(phase="geevalueerd", months_ago=4, reason="Een jaar lang hielden we bij wie er meedeed."),
        ),
        inspired_by=("samen-naar-de-eerste-afspraak",),
        meetups=((DE_EIK, "steeds-weer-terug"), (DE_EIK, "wandel-mee-bergse-plaat")),
        uptake=(
            Taken(
                organisation=MORGENROOD,
                state="werkt",
                months_ago=4,
                changed="De wijkverpleegkundige schrijft het recept.",
            ),
            Taken(organisation=OVERSTAP, state="probeert", months_ago=3, changed="Na een behandeling, als vangnet."),
            Taken(
                organisation=KWIKSTAART,
                state="probeert",
                months_ago=2,
                changed="Onze werkplaats is een van de plekken. Je mag ook alleen kijken.",
            ),
            Taken(municipality="zundert", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=36,
        changes=((36, "Voor wie het niet genoeg is, staat er nu bij."), (120, "De cijfers van een jaar.")),
    ),
    Practice(
        slug="meedenken-zonder-verwijzing",
        title="Meedenken zonder verwijzing",
        summary="Een behandelaar uit de GGZ denkt twintig minuten mee met de huisarts of de sociaal werker. Er komt geen dossier en geen wachtlijst.",
        lesson="Meestal is de vraag niet: wat heeft hij? Maar: mag ik dit zelf blijven doen?",
        phase="verspreid",
        organisation=OVERSTAP,
        municipality="etten-leur",
        wijken=("Banakkers", "Baai"),
        themes=("mentale-gezondheid", "samenwerken-in-de-wijk"),
        categories=("psychisch-welzijn", "volwassene", "mensen-met-psychische-klachten", "professionals"),
        occasion="Mensen stonden vijf maanden op onze wachtlijst en hoorden dan dat zij elders moesten zijn. Dat hadden we in één gesprek kunnen zeggen.",
        target_group="Mensen met psychische klachten die (nog) niet bij de GGZ zijn",
        intermediaries="Huisarts, POH-GGZ, sociaal werker, GGZ-behandelaar",
        approach="""
1. **Bel op dinsdag of vrijdag,** tussen twaalf en een. Een behandelaar neemt op.
2. **Geen naam.** We praten over de situatie, en de bewoner weet het.
3. **Twintig minuten.** Daarna ligt er een advies, of een afspraak met z’n drieën.
4. **Bel na een maand terug.** Dat doen wij.""",
        effort="Twee uur per week voor een behandelaar.",
        results="In een jaar waren er 164 telefoontjes. In 97 gevallen was een verwijzing niet nodig. In 31 gevallen juist wel, en dan sneller.",
        failed_what="Het begon als een mailadres.",
        failed_how="Mensen stuurden hele dossiers op, met naam en al. Wij mochten ze niet lezen en moesten ze wissen.",
        failed_now="Alleen bellen. Wat je niet mailt, kan ook niet verdwalen.",
        costs="Twee uur per week, die wij zelf betalen. Het scheelt ons intakes.",
        transfer="De afspraken staan op één A4. Vraag erom en pas ze aan.",
        authors=(
            Author("Jan Jonker", "GGZ-behandelaar", OVERSTAP, is_contact=True),
            Author("Yara Kuiper", "POH-GGZ", ""),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=25),
            PhaseSince(phase="geevalueerd", months_ago=11),
            PhaseSince(phase="verspreid", months_ago=9),
        ),
        meetups=((OVERSTAP, "eerste-hulp-bij-somberheid"),),
        uptake=(
            Taken(
                organisation=DE_EIK,
                state="werkt",
                months_ago=9,
                changed="Onze POH-GGZ belt. De huisarts luistert mee als het kan.",
            ),
            Taken(
                organisation=SPRONG,
                state="werkt",
                months_ago=6,
                changed="Voor jongeren, met een behandelaar die daar verstand van heeft.",
            ),
            Taken(organisation=RIETVINK, state="probeert", months_ago=3, changed="De woonconsulent mag ook bellen."),
            Taken(
                organisation=ZONNEWIJZER,
                state="gestopt",
                months_ago=5,
                changed="Er was geen behandelaar die vast opnam. Met een wisselend nummer belt niemand.",
            ),
        ),
        confirmed_days_ago=70,
    ),
    Practice(
        slug="eerst-de-buurvrouw-dan-de-agent",
        title="Eerst de buurvrouw, dan de agent",
        summary="Bij onbegrepen gedrag in de straat gaat er binnen twee dagen iemand langs bij de buren. En daarna bij de persoon zelf.",
        lesson="De buren hoeven niets op te lossen. Ze willen weten dat iemand het weet.",
        phase="proeftuin",
        organisation=OVERSTAP,
        municipality="moerdijk",
        themes=("mentale-gezondheid", "wonen"),
        categories=("psychisch-welzijn", "veiligheid", "wonen", "mensen-met-psychische-klachten"),
        occasion="De wijkagent kwam voor de negende keer in één straat. Er was geen strafbaar feit, wel een straat die niet meer sliep.",
        target_group="Mensen met onbegrepen gedrag, en de mensen die naast hen wonen",
        intermediaries="GGZ-behandelaar, ervaringsdeskundige, wijkagent, woonconsulent",
        approach="""
- De melding komt bij één persoon, niet bij drie loketten.
- Een ervaringsdeskundige praat eerst met de buren. Wat zie je, wat doe je dan, wat heb je nodig?
- Daarna gaat zij met de behandelaar naar de persoon zelf, met koffie en zonder uniform.
- Na een week bellen wij de buren terug. Ook als er niets te vertellen is.""",
        effort="Zes uur per situatie, verdeeld over twee mensen.",
        results="We deden dit elf keer. In zeven straten belde daarna niemand meer de politie.",
        failed_what="We hielden een avond voor de hele straat.",
        failed_how="Het ging binnen tien minuten over één bewoner. Die hoorde het de volgende dag bij de bakker.",
        failed_now="Nooit meer een zaal. We gaan aan losse keukentafels zitten.",
        conditions="Spreek met de politie af wat je wel en niet deelt, en vertel de persoon dat je er bent geweest.",
        authors=(
            Author("Hilde van Beek", "GGZ-behandelaar", OVERSTAP),
            Author("Chris Verhoeven", "ervaringsdeskundige", OVERSTAP, is_contact=True),
        ),
        partners=(
            Partner(organisation=VELD_EN_VAART, role="Kent de straten", since=10),
            Partner(organisation="De wijkagent", role="Meldt, en wacht even", since=9),
        ),
        steps=(
            Step(
                months_ago=10,
                title="Een avond voor de hele straat",
                words="Dit hadden we niet moeten doen.",
                has_failed=True,
            ),
            Step(months_ago=8, title="Losse keukentafels"),
            Step(months_ago=2, title="De elfde straat"),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=10),),
        meetups=((OVERSTAP, "onbegrepen-gedrag-moerdijk"),),
        uptake=(
            Taken(organisation=RIETVINK, state="probeert", months_ago=3, changed="De huismeester praat met de buren."),
            Taken(municipality="halderberge", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=45,
    ),
    Practice(
        slug="soep-na-de-derde-maand",
        title="Soep na de derde maand",
        summary="Na een overlijden is er vier weken lang veel hulp. Dan wordt het stil. Wij komen in maand drie, zes en elf.",
        lesson="Zet het in de agenda op de dag van de begrafenis. Anders vergeet iedereen het, ook jij.",
        phase="proeftuin",
        organisation=RIVIERZICHT,
        municipality="altena",
        themes=("mentale-gezondheid", "eenzaamheid", "mantelzorg"),
        categories=(
            "zingeving",
            "mensen-om-je-heen",
            "psychisch-welzijn",
            "laatste-levensfase",
            "mensen-die-eenzaam-zijn",
        ),
        occasion="Iedereen in het dorp weet dat je man dood is. Daarom vraagt niemand ernaar.",
        target_group="Mensen in een klein dorp die iemand verloren",
        intermediaries="Vrijwilligers, huisarts, opbouwwerker, uitvaartverzorger",
        approach="""
1. **De uitvaartverzorger vraagt het.** Mogen wij over drie maanden een keer langskomen? Je mag nee zeggen.
2. **Een vast persoon.** Iemand die je niet goed kent, maar wel van gezicht.
3. **Soep, en één vraag.** Hoe zijn de avonden?
4. **Gaat het niet goed,** dan gaan we samen naar de huisarts.""",
        effort="Drie keer anderhalf uur per persoon.",
        failed_what="Eerst hadden we een rouwgroep, om de week, in de kerkzaal.",
        failed_how="Er kwamen twee mensen. In een dorp ziet iedereen je fiets staan.",
        failed_now="We komen thuis. Wie daarna wel een groep wil, gaat naar het dorp ernaast.",
        authors=(
            Author("Rosa Hoekstra", "mantelzorgmakelaar", RIVIERZICHT, is_contact=True),
            Author("Freek Willemsen", "huisarts", ""),
        ),
        steps=(
            Step(
                months_ago=12,
                title="Een rouwgroep in de kerkzaal",
                words="Twee mensen, en ieders fiets stond buiten.",
                has_failed=True,
            ),
            Step(months_ago=8, title="De eerste pan soep"),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=12),),
        meetups=((RIVIERZICHT, "rouw-in-een-klein-dorp"),),
        uptake=(
            Taken(organisation=LINDEN, state="probeert", months_ago=3, changed="Ook na een scheiding."),
            Taken(
                organisation=VELD_EN_VAART,
                state="werkt",
                months_ago=2,
                changed="De vrouwen van het koor doen het, zonder dat het een naam heeft.",
            ),
        ),
        confirmed_days_ago=80,
    ),
    Practice(
        slug="ik-maak-me-zorgen-om-iemand",
        title="Ik maak me zorgen om iemand: één avond, één zin",
        summary="Een avond voor buren, collega’s en winkeliers. Je gaat naar huis met de zin waarmee jij het gesprek gaat beginnen.",
        lesson="Mensen hebben geen kennis nodig, maar een eerste zin.",
        phase="proeftuin",
        organisation=OVERSTAP,
        municipality="baarle-nassau",
        themes=("mentale-gezondheid", "eenzaamheid"),
        categories=("psychisch-welzijn", "mensen-om-je-heen", "volwassene"),
        occasion="Een kapster zei: ik knip hem al tien jaar en nu zegt hij niets meer. Moet ik daar iets mee?",
        target_group="Mensen met psychische klachten, via de mensen om hen heen",
        intermediaries="Ervaringsdeskundige, GGZ-behandelaar",
        approach="""
- Geen uitleg over ziektes.
- Iedereen schrijft op om wie het gaat. Het blaadje blijft in je zak.
- In tweetallen oefen je de eerste zin. Hardop.
- Een ervaringsdeskundige vertelt welke zin bij hem hielp. En welke niet.
- Er hangt een lijst met wie je belt als het ernstig is.""",
        effort="Een avond, en een halve dag om te zorgen dat de zaal vol zit.",
        failed_what="Op de eerste avond begonnen we met een presentatie over depressie.",
        failed_how="Mensen maakten aantekeningen en zeiden niets. Aan het eind vroeg iemand: maar wat zeg ik dan morgen?",
        failed_now="Met die vraag beginnen we nu.",
        authors=(
            Author("Jesse Claes", "ervaringsdeskundige", OVERSTAP, is_contact=True),
            Author("Jan Jonker", "GGZ-behandelaar", OVERSTAP),
        ),
        phases=(PhaseSince(phase="idee", months_ago=6), PhaseSince(phase="proeftuin", months_ago=4)),
        inspired_by=("kleine-signalen-op-een-kaartje",),
        meetups=((OVERSTAP, "ik-maak-me-zorgen-om-iemand"),),
        uptake=(
            Taken(organisation=KWIKSTAART, state="verkent", months_ago=1, changed="Voor collega’s op de werkvloer."),
        ),
        confirmed_days_ago=22,
    ),
    Practice(
        slug="een-ervaringsdeskundige-in-de-wachtkamer",
        title="Een ervaringsdeskundige in de wachtkamer",
        summary="Wie wacht op zijn eerste gesprek, kan praten met iemand die hier zelf ooit zat te wachten.",
        phase="idee",
        organisation=OVERSTAP,
        municipality="etten-leur",
        wijken=("De Keen",),
        themes=("mentale-gezondheid",),
        categories=("psychisch-welzijn", "volwassene", "mensen-met-psychische-klachten"),
        occasion="Een op de zes mensen komt niet opdagen bij het eerste gesprek. Vaak waren zij er wel, maar liepen zij bij de deur weer weg.",
        approach="Een ervaringsdeskundige zit twee ochtenden in de hal, met koffie. Hij vraagt niets en schrijft niets op. Wil je zwijgen, dan zwijg je samen.",
        seeks="Iemand die wil meedenken over de vergoeding, want gratis is niet eerlijk",
        authors=(Author("Chris Verhoeven", "ervaringsdeskundige", OVERSTAP, is_contact=True),),
        phases=(PhaseSince(phase="idee", months_ago=4),),
        meetups=((OVERSTAP, "borrel-de-keen"),),
        uptake=(Taken(organisation=MORGENROOD, state="verkent", months_ago=2),),
        confirmed_days_ago=130,
    ),
)
