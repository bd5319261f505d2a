"""Practices about dementia, and about people who care for somebody else."""

from home.demo.organisations import (
    DE_EIK,
    LINDEN,
    MORGENROOD,
    OVERSTAP,
    RIETVINK,
    RIVIERZICHT,
    SPRONG,
    VELD_EN_VAART,
    VIJZEL,
    ZONNEWIJZER,
)
from home.demo.practice_shapes import Author, Partner, PhaseSince, Practice, Step, Taken

PRACTICES = (
    Practice(
        slug="kleine-signalen-op-een-kaartje",
        title="Kleine signalen op een kaartje",
        summary="Een kaartje met zes kleine dingen die je kunt zien bij beginnende dementie. En wie je belt als je ze ziet.",
        lesson="Eén signaal zegt niets. Schrijf op wat je ziet, en niet wat je denkt.",
        phase="verspreid",
        organisation=MORGENROOD,
        municipality="roosendaal",
        wijken=("Tolberg", "Kortendijk"),
        themes=("dementie", "ouderen"),
        categories=("gezondheid", "oudere", "mensen-met-dementie"),
        occasion="""
De hulp in huis, de kapper en de man van de maaltijden zagen het al maanden. De huisarts hoorde het pas na een val. Iedereen dacht: dat
zal een ander wel zeggen.""",
        target_group="Ouderen met beginnende geheugenproblemen, en hun familie",
        intermediaries="Iedereen die bij ouderen thuis komt, ook zonder opleiding in de zorg",
        goal="Het gesprek over vergeten begint een jaar eerder.",
        approach="""
1. **Zes dingen.** Zoals: twee pakken melk van dezelfde week, of een verhaal dat een kwartier later terugkomt.
2. **Drie keer zien.** Eén keer is toeval. Schrijf de datum erbij.
3. **Zeg het eerst aan de persoon zelf.** Op de kaart staat een zin waarmee je kunt beginnen.
4. **Bel de casemanager dementie.** Zij gaat langs, met of zonder huisarts.""",
        effort="Een middag oefenen. Daarna kost het je vijf minuten per keer dat je belt.",
        results="De kaart wordt gebruikt door ruim tachtig mensen. De casemanager kreeg in een jaar 26 telefoontjes, vooral van hulpen in huis.",
        failed_what="Op de eerste kaart stonden twintig signalen en het woord ‘dementie’ in grote letters.",
        failed_how="Iemand liet hem liggen op de keukentafel. De zoon was woedend, en terecht.",
        failed_now="Zes signalen, geen groot woord, en een kaartje dat in je pasjeshouder past.",
        active_elements="Je schrijft op wat je ziet. Of het iets is, hoef jij niet te weten.",
        materials="Het kaartje, in het Nederlands, Turks, Arabisch en Pools",
        authors=(
            Author("Sanne Koster", "wijkverpleegkundige", MORGENROOD, is_contact=True),
            Author("Greet van Oers", "wijkverpleegkundige", MORGENROOD),
        ),
        partners=(
            Partner(organisation=DE_EIK, role="Las mee", since=19),
            Partner(organisation=VIJZEL, role="Deelt het kaartje uit", since=8),
        ),
        steps=(
            Step(months_ago=20, title="Een kaart met twintig signalen", words="Te veel, en te hard.", has_failed=True),
            Step(months_ago=17, title="Zes signalen, in je pasjeshouder"),
            Step(months_ago=8, title="Ook in het Pools", words="Een hulp vertaalde hem zelf."),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=20),
            PhaseSince(phase="geevalueerd", months_ago=9),
            PhaseSince(phase="verspreid", months_ago=7),
        ),
        meetups=((MORGENROOD, "dementie-aan-de-keukentafel"),),
        uptake=(
            Taken(
                organisation=VIJZEL,
                state="werkt",
                months_ago=7,
                changed="Aan de balie. Wij voegden toe: komt drie keer voor hetzelfde recept.",
            ),
            Taken(organisation=RIETVINK, state="werkt", months_ago=5, changed="De huismeester heeft hem ook."),
            Taken(
                organisation=VELD_EN_VAART, state="probeert", months_ago=3, changed="Bij de kapper en het dorpshuis."
            ),
            Taken(municipality="zundert", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=88,
    ),
    Practice(
        slug="de-bakker-weet-het-ook",
        title="De bakker weet het ook",
        summary="Winkels in twee dorpen oefenden hoe je iemand helpt die de weg kwijt is of drie keer betaalt. Met een sticker op de deur.",
        lesson="Oefen met de mensen achter de kassa, in de winkel zelf, voor openingstijd.",
        phase="geevalueerd",
        organisation=RIVIERZICHT,
        municipality="drimmelen",
        themes=("dementie", "mantelzorg"),
        categories=("dagelijks-leven", "mensen-met-dementie", "mantelzorgers"),
        occasion="Soms koopt iemand elke dag een heel brood, terwijl de vriezer al vol zit. De bakker ziet het, maar weet niet wat hij moet doen.",
        target_group="Mensen met dementie die zelf boodschappen doen",
        intermediaries="Winkeliers en hun medewerkers, opbouwwerker",
        goal="Langer zelf naar de winkel kunnen.",
        approach="""
- Een uur oefenen om zeven uur ’s ochtends, met een acteur.
- Eén vraag die altijd mag: kan ik u ergens mee helpen?
- Een nummer achter de kassa, van de casemanager dementie.
- De familie kan afspreken dat de winkel belt.""",
        effort="Een uur per winkel, en elk jaar een keer opnieuw.",
        residents_role="Twee mensen met dementie lazen de tekst. Zij wilden geen sticker met een vergeet-mij-nietje. Het werd een boodschappentas.",
        results="Negen winkels doen mee. Na een jaar konden vijf winkels een voorbeeld noemen waarin het hielp. Twee waren de afspraak vergeten.",
        failed_what="We nodigden alle winkeliers uit voor een avond in het gemeentehuis.",
        failed_how="Er kwamen drie eigenaren. De mensen achter de kassa waren thuis, en daar ging het juist om.",
        failed_now="Wij gaan naar de winkel toe.",
        authors=(Author("Ineke Maes", "opbouwwerker", RIVIERZICHT, is_contact=True),),
        partners=(Partner(organisation="Negen winkels", since=12),),
        phases=(PhaseSince(phase="proeftuin", months_ago=14), PhaseSince(phase="geevalueerd", months_ago=2)),
        inspired_by=("kleine-signalen-op-een-kaartje",),
        uptake=(
            Taken(
                organisation=LINDEN, state="probeert", months_ago=2, changed="Ook de bus en de bibliotheek doen mee."
            ),
            Taken(
                organisation=ZONNEWIJZER,
                state="verkent",
                months_ago=1,
                changed="In een stad kent de kassa je niet. We zoeken uit of het dan ook werkt.",
            ),
        ),
        confirmed_days_ago=40,
    ),
    Practice(
        slug="eerst-de-mantelzorger-dan-het-dossier",
        title="Eerst de mantelzorger, dan het dossier",
        summary="Bij elk eerste bezoek praat de wijkverpleging tien minuten met de mantelzorger alleen. De vraag is: en hoe gaat het met jou?",
        lesson="Vraag het in de gang, met je jas al aan. Daar vertellen mensen het echt.",
        phase="geevalueerd",
        organisation=MORGENROOD,
        municipality="rucphen",
        themes=("mantelzorg",),
        categories=("psychisch-welzijn", "thuis-en-gezin", "mantelzorgers", "volwassene"),
        occasion="Wij vulden een heel dossier in over de zieke. Over de vrouw die er al zes jaar naast lag, stond één vinkje.",
        target_group="Partners, kinderen en buren die voor iemand zorgen",
        intermediaries="Wijkverpleegkundigen, mantelzorgmakelaar",
        goal="Wie zorgt, houdt het langer vol en weet wie hij kan bellen.",
        approach="""
1. **Plan twintig minuten extra.** Zet het in het rooster, anders gebeurt het niet.
2. **Praat apart.** In de keuken, in de tuin of bij de auto.
3. **Drie vragen.** Slaap je? Wie vraagt er naar jou? Wat zou je morgen willen laten vallen?
4. **Bel samen de mantelzorgmakelaar,** als iemand dat wil.""",
        effort="Twintig minuten per nieuwe cliënt.",
        results="Van de vijftig mantelzorgers die we spraken, hadden er 31 nog nooit van de mantelzorgmakelaar gehoord. Negentien belden haar.",
        failed_what="We gaven mensen een test waarmee je kunt meten hoe zwaar je het hebt.",
        failed_how="De uitslag was steeds: zwaar. Dat wisten ze al. “En nu?” vroeg er een.",
        failed_now="Geen test. Wel de vraag wat iemand morgen zou willen laten vallen. Daar kun je iets aan doen.",
        costs="De twintig minuten vallen binnen de indicatie, zolang je opschrijft waarvoor ze waren.",
        authors=(
            Author("Dewi Martens", "wijkverpleegkundige", MORGENROOD, is_contact=True),
            Author("Noor Maas", "mantelzorgmakelaar", ""),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=13), PhaseSince(phase="geevalueerd", months_ago=3)),
        meetups=((MORGENROOD, "mantelzorg-casuistiek-rucphen"),),
        uptake=(
            Taken(
                organisation=RIVIERZICHT,
                state="werkt",
                months_ago=3,
                changed="Onze mantelzorgmakelaar gaat de eerste keer zelf mee.",
            ),
            Taken(
                organisation=DE_EIK,
                state="probeert",
                months_ago=2,
                changed="De praktijkondersteuner vraagt het bij de jaarlijkse controle.",
            ),
            Taken(municipality="woensdrecht", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=55,
    ),
    Practice(
        slug="een-logeerkamer-in-het-dorp",
        title="Een logeerkamer in het dorp",
        summary="Wie thuis zorg krijgt, kan een paar nachten logeren in het dorp zelf. De mantelzorger slaapt dan een keer door.",
        lesson="Logeren lukt pas als je overdag al eens bent komen eten.",
        phase="proeftuin",
        organisation=RIVIERZICHT,
        municipality="altena",
        themes=("mantelzorg", "ouderen", "dementie"),
        categories=("thuis-en-gezin", "gezondheid", "oudere", "mantelzorgers", "mensen-met-dementie"),
        occasion="""
Er is een logeerhuis, op veertig minuten rijden. Een man zei: “Dan rijd ik twee uur per dag om op bezoek te gaan. Daar word ik niet
uitgerust van.”

In het dorp stond een woning leeg die bij het zorgcentrum hoort. Die mochten wij een jaar gebruiken.""",
        target_group="Mensen die thuis zorg krijgen, en wie er voor hen zorgt",
        intermediaries="Mantelzorgmakelaar, wijkverpleegkundigen, vrijwilligers, Wmo-consulent",
        goal="""
Een mantelzorger kan vier keer per jaar een paar nachten vrij zijn, zonder ver te rijden. Zo houdt hij het langer vol.""",
        approach="""
1. **Kom eerst eten.** Drie keer, op een gewone dinsdag. Zo ken je de stoel en de mensen.
2. **Breng je eigen kussen mee.** En je eigen kopje. Het lijkt klein, maar het scheelt een nacht.
3. **Dezelfde zorg.** De wijkverpleging die thuis komt, komt ook hier.
4. **Een vrijwilliger slaapt in de kamer ernaast.** Met de nachtdienst als achterwacht.
5. **Ophalen met koffie.** We vertellen wat goed ging en wat niet.""",
        effort="Zes uur per logeerpartij voor de makelaar, en per nacht een vrijwilliger.",
        residents_role="""
Mantelzorgers maakten de huisregels. Zij schrapten het bezoekuur. Drie van hen zitten in de groep die elke maand beslist hoe het verder
gaat.""",
        results="""
Sinds het begin logeerden zeven mensen, samen 31 nachten. Vijf kwamen terug. Twee niet: voor hen was de nacht te vreemd.

Vier mantelzorgers zeiden dat zij voor het eerst in een jaar doorsliepen. Eén voelde zich vooral schuldig. Daar praten we nu vooraf
over.""",
        failed_what="De eerste twee mensen kwamen meteen slapen, zonder eerst kennis te maken.",
        failed_how="Een van hen stond om drie uur ’s nachts met de jas aan. De vrijwilliger belde de familie, en het logeren was voorbij.",
        failed_now="Eerst drie keer eten. Wie dan nog twijfelt, slaapt niet.",
        execution="""
- **Mantelzorgmakelaar:** vier uur per week.
- **Vrijwilligers:** elf mensen, ieder hooguit twee nachten per maand.
- **Wijkverpleging:** geen extra tijd, wel een ander adres.""",
        conditions="""
Een kamer op de begane grond. Een achterwacht die binnen een kwartier kan komen. Vrijwilligers die weten wat zij niet doen: geen
medicijnen geven en niet tillen.""",
        costs="""
De woning is een jaar gratis. Per nacht kost het ons ongeveer 45 euro aan eten, was en onkosten. De gemeente betaalt uit de Wmo voor wie
daar een besluit voor heeft. Voor de anderen vragen we twintig euro. Daarna is er nog geen geld.""",
        active_elements="""
- Het is in het dorp, dus bezoek loopt even binnen.
- Je kent de mensen al.
- De zorg verandert niet mee.""",
        experiences="Vrijwilligers vinden de nachten zwaarder dan gedacht. Twee stopten. Anderen zeggen dat zij nu pas snappen wat mantelzorg is.",
        transfer="Je mag komen eten op dinsdag. Bel wel even, dan dekken we voor je.",
        securing="Na het jaar willen we huur betalen. Daarvoor is een besluit van de gemeente nodig. Zonder besluit stoppen we in de zomer.",
        materials="""
- De huisregels, op een half A4
- De afspraken met vrijwilligers
- De kaart die je invult voor je eerste nacht""",
        council_question="""
Wij vragen de raad om drie dingen:

- Geef de logeerkamer twee jaar zekerheid, met 18.000 euro per jaar voor huur en onkosten.
- Laat een logeernacht meetellen in de Wmo zonder apart besluit, tot twaalf nachten per jaar.
- Kom zelf een keer eten, op een dinsdag.""",
        evaluation="In maart praat een onderzoeker met alle mantelzorgers en met de vrijwilligers.",
        seeks="Twee vrijwilligers die op vrijdagnacht kunnen",
        thanks="de elf slapers",
        authors=(
            Author("Rosa Hoekstra", "mantelzorgmakelaar", RIVIERZICHT, is_contact=True),
            Author("Zoë Veenstra", "opbouwwerker", RIVIERZICHT),
        ),
        partners=(
            Partner(organisation=MORGENROOD, role="Zorg in de logeerkamer", since=9),
            Partner(organisation="Zorgcentrum in het dorp", role="Geeft de woning en de achterwacht", since=10),
            Partner(
                organisation="Taxi van het dorp",
                role="Haalt en brengt",
                since=9,
                until=4,
                reason="De verzekering dekte de rit niet.",
            ),
        ),
        steps=(
            Step(months_ago=11, title="Zes mantelzorgers zeggen nee tegen veertig minuten rijden"),
            Step(
                months_ago=9,
                title="De eerste nacht gaat mis",
                words="Zij kende niemand. Nu komt iedereen eerst drie keer eten.",
                has_failed=True,
            ),
            Step(months_ago=6, title="De eerste die terugkomt", words="Hij vroeg om dezelfde stoel."),
            Step(months_ago=4, title="De taxi stopt", words="De rit was niet verzekerd.", has_failed=True),
            Step(months_ago=2, title="Dertig nachten"),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=11),
            PhaseSince(phase="proeftuin", months_ago=9, reason="De woning kwam vrij."),
            PhaseSince(phase="geevalueerd", months_ago=-4, is_expected=True, reason="Na de gesprekken in maart."),
        ),
        uptake=(
            Taken(
                organisation=VELD_EN_VAART,
                state="verkent",
                months_ago=2,
                changed="We hebben een leeg huis boven de bakker. De trap is het probleem.",
            ),
            Taken(
                municipality="baarle-nassau",
                state="verkent",
                months_ago=1,
                changed="Samen met de buren over de grens, als dat mag.",
            ),
            Taken(
                organisation=OVERSTAP,
                state="probeert",
                months_ago=1,
                changed="Een logeerbed voor wie even rust nodig heeft. Ook bij ons kom je eerst eten.",
            ),
        ),
        confirmed_days_ago=9,
        changes=((9, "Dertig nachten, en wat we de raad vragen."), (125, "De taxi is gestopt.")),
    ),
    Practice(
        slug="de-grens-op-papier",
        title="De grens op papier: wat doet een vrijwilliger niet?",
        summary="Vrijwilliger, professional en bewoner vullen samen één blad in: dit doe ik wel, dit doe ik niet, en dan bel ik jou.",
        lesson="Het blad gaat niet over regels. Het gaat over wie je mag bellen.",
        phase="verspreid",
        organisation=RIVIERZICHT,
        municipality="drimmelen",
        themes=("mantelzorg", "samenwerken-in-de-wijk"),
        categories=("mensen-om-je-heen", "dagelijks-leven", "oudere", "professionals"),
        occasion="Een vrijwilliger deed boodschappen, daarna de was, daarna de steunkousen. Ze zei nooit nee. Op een dag kwam ze niet meer.",
        target_group="Mensen die hulp krijgen van een vrijwilliger en van een professional",
        intermediaries="Vrijwilligers, wijkverpleegkundigen, sociaal werkers",
        approach="""
1. **Met z’n drieën aan tafel.** Een halfuur, aan het begin.
2. **Drie kolommen.** Dit doe ik. Dit doe ik niet. Dan bel ik.
3. **De bewoner schrijft.** Of zegt wat er moet staan.
4. **Na twee maanden opnieuw.** Bijna altijd schuift er iets.""",
        effort="Een halfuur per koppel, en twee maanden later een kwartier.",
        failed_what="We maakten eerst een protocol van zes bladzijden met de verzekeraar erbij.",
        failed_how="Vrijwilligers schrokken ervan. Twee zeiden: als ik dit moet tekenen, ga ik liever breien.",
        failed_now="Eén blad, met pen, en niemand tekent.",
        materials="Het blad",
        authors=(
            Author("Zoë Veenstra", "opbouwwerker", RIVIERZICHT, is_contact=True),
            Author("Rosa Hoekstra", "mantelzorgmakelaar", RIVIERZICHT),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=22),
            PhaseSince(phase="geevalueerd", months_ago=12),
            PhaseSince(phase="verspreid", months_ago=8),
        ),
        meetups=((RIVIERZICHT, "vrijwilliger-en-professional"),),
        uptake=(
            Taken(organisation=ZONNEWIJZER, state="werkt", months_ago=8, changed="Al onze maatjes beginnen ermee."),
            Taken(
                organisation=LINDEN,
                state="werkt",
                months_ago=6,
                changed="Wij hangen het blad op de wc. Daar leest iedereen het.",
            ),
            Taken(
                organisation=SPRONG,
                state="probeert",
                months_ago=2,
                changed="Voor steungezinnen. Het kind tekent een eigen kolom.",
            ),
        ),
        confirmed_days_ago=210,
    ),
    Practice(
        slug="een-brief-aan-de-mentor",
        title="Een brief aan de mentor",
        summary="Jonge mantelzorgers schrijven hun mentor een korte brief: dit speelt er thuis, en dit hoef je niet te doen.",
        phase="idee",
        organisation=SPRONG,
        municipality="rucphen",
        themes=("mantelzorg", "jeugd-en-gezin"),
        categories=("thuis-en-gezin", "werk-en-leren", "jongere", "mantelzorgers"),
        occasion="Wie thuis zorgt, komt soms te laat op school. De mentor weet niet waarom. Een gesprek willen jongeren vaak niet. Een brief wel.",
        approach="""
De jongere schrijft, wij zitten ernaast. Er staan drie dingen in: wat er is, wat helpt, en wat juist niet. De mentor leest hem en
zegt alleen: ik heb je brief gelezen. Meer hoeft niet.""",
        seeks="Een school die met vijf brieven wil beginnen",
        authors=(Author("Greet Timmermans", "jeugdprofessional", SPRONG, is_contact=True),),
        phases=(PhaseSince(phase="idee", months_ago=3),),
        confirmed_days_ago=95,
    ),
)
