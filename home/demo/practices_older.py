"""Practices about growing old at home: pills, Friday afternoons, keys, and a small group that thinks ahead."""

from home.demo.organisations import (
    DE_EIK,
    LINDEN,
    MORGENROOD,
    OVERSTAP,
    RIVIERZICHT,
    VELD_EN_VAART,
    VIJZEL,
    ZONNEWIJZER,
)
from home.demo.practice_shapes import Author, Partner, PhaseSince, Practice, Step, Taken

PRACTICES = (
    Practice(
        slug="samen-de-weekdoos-vullen",
        title="Samen de weekdoos vullen",
        summary="Wie bij ouderen thuis komt, belt de apotheek als er iets niet klopt met de pillen. Er neemt altijd meteen iemand op.",
        lesson="Een eigen nummer zonder keuzemenu deed meer dan drie scholingen over pillen.",
        phase="geevalueerd",
        organisation=VIJZEL,
        municipality="halderberge",
        themes=("ouderen", "samenwerken-in-de-wijk", "mantelzorg"),
        categories=("gezondheid", "dagelijks-leven", "oudere", "mantelzorgers"),
        occasion="""
Een hulp in de huishouding vond een la met zestig doosjes. Ze wist niet of dat erg was. Ze durfde de apotheek niet te bellen, want “dat
is voor zusters”.

Wij vroegen het na. Van de twaalf hulpen hadden er negen weleens zoiets gezien. Niemand had gebeld.""",
        target_group="Ouderen die thuis wonen en elke dag meer dan vijf soorten pillen hebben",
        intermediaries="Hulpen in de huishouding, wijkverpleegkundigen, mantelzorgers, apothekers",
        goal="Wie iets geks ziet met medicijnen, vertelt dat dezelfde dag. De apotheek lost het op, samen met de huisarts.",
        approach="""
1. **Een uur in de bijkeuken.** We laten zien wat een weekdoos is, en wat je wel en niet mag aanraken.
2. **Eén nummer.** Op een magneet voor de koelkast. Geen menu, wel een mens.
3. **Drie vragen.** Wat zie je, sinds wanneer, en mag ik mevrouw zelf even spreken?
4. **De apotheek gaat kijken.** Binnen drie dagen, met de wijkverpleging erbij als die er al komt.
5. **Laat weten hoe het afliep.** Een berichtje is genoeg. Zonder dat belt iemand geen tweede keer.""",
        effort="Een uur uitleg per groep. Daarna ongeveer twee uur per week voor de apotheek.",
        residents_role="""
Wij bellen niet over mensen, maar met mensen. De bewoner krijgt de telefoon als eerste. Twee oudere klanten maakten de uitleg mee;
zij vonden onze eerste folder “een bijsluiter over een bijsluiter”.""",
        results="""
In een halfjaar kwamen er 47 telefoontjes. In 29 gevallen paste de apotheker of de huisarts iets aan. Vaak waren het dubbele doosjes. Bij
elf mensen bleek er iets heel anders te spelen: geld, slecht zien, of een partner die stilletjes was gestopt met helpen.""",
        failed_what="We begonnen met een formulier van twee kanten dat je kon opsturen.",
        failed_how="In twee maanden kwamen er drie terug. Op één ervan stond alleen: “Bel mij maar.”",
        failed_now="Dat doen we dus. Het formulier is weg. De apotheker schrijft zelf op wat hij hoort.",
        execution="""
- **Apotheker:** een uur per week thuis kijken.
- **Assistent:** een uur per week aan de telefoon.
- **Wie bij mensen thuis komt:** vijf minuten per telefoontje.""",
        conditions="""
Iemand neemt op. Ook op maandag om negen uur. De bewoner weet dat er gebeld wordt, tenzij het echt niet anders kan. De huisarts moet
vooraf ja hebben gezegd, want hij krijgt de vragen daarna.""",
        costs="De zorgverzekeraar betaalt het bezoek thuis niet altijd. De magneten kostten 180 euro. De rest zijn onze eigen uren.",
        active_elements="""
- Een mens neemt op.
- Je hoort hoe het afliep.
- Ook wie geen diploma in de zorg heeft, telt mee.""",
        experiences="""
De hulpen zeggen dat zij zich nu serieus genomen voelen. De huisarts was eerst bang voor extra werk. Na drie maanden zei hij dat het
juist minder was, omdat de vragen nu vooraf komen.

Op vrijdagmiddag lukt het terugbellen nog niet goed.""",
        transfer="Kom een ochtend kijken. Je mag de magneet namaken met je eigen nummer erop.",
        securing="Het nummer staat in het rooster van de apotheek, net als de balie. Het hangt dus niet aan één persoon.",
        materials="""
- De magneet
- Het verhaal van een uur, met foto’s van laden en dozen
- De drie vragen op een kaartje""",
        evaluation="Na een halfjaar telden we zelf alle telefoontjes.",
        seeks="Een tweede apotheek die het nummer om de week wil overnemen",
        thanks="de hulpen die als eersten durfden te bellen",
        authors=(
            Author("Ilse Peters", "apotheker", VIJZEL, is_contact=True),
            Author("Sanne Koster", "wijkverpleegkundige", MORGENROOD),
        ),
        partners=(
            Partner(organisation=MORGENROOD, role="Gaat mee kijken", since=13),
            Partner(organisation="Hulp in de huishouding, drie bureaus", role="Bellen als zij iets zien", since=12),
        ),
        steps=(
            Step(months_ago=14, title="De la met zestig doosjes"),
            Step(
                months_ago=13,
                title="Een formulier van twee kanten",
                words="Drie terug in twee maanden.",
                has_failed=True,
            ),
            Step(months_ago=10, title="De magneet met één nummer"),
            Step(months_ago=4, title="47 telefoontjes geteld"),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=14),
            PhaseSince(phase="proeftuin", months_ago=13),
            PhaseSince(phase="geevalueerd", months_ago=4, reason="Na een halfjaar telden we alle telefoontjes."),
        ),
        inspired_by=("de-belkaart-van-het-dorp",),
        meetups=((VIJZEL, "samen-een-weekdoos-vullen"), (VIJZEL, "pillen-in-de-bijkeuken")),
        uptake=(
            Taken(
                organisation=MORGENROOD, state="werkt", months_ago=6, changed="Ook onze eigen hulpen hebben de magneet."
            ),
            Taken(
                organisation=RIVIERZICHT, state="probeert", months_ago=3, changed="Twee apotheken nemen om de week op."
            ),
            Taken(
                organisation=DE_EIK, state="probeert", months_ago=2, changed="Bij ons neemt de praktijkondersteuner op."
            ),
            Taken(municipality="drimmelen", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=25,
        changes=((25, "Er staat nu bij wat er op vrijdag misgaat."), (115, "De telling van een halfjaar kwam erbij.")),
    ),
    Practice(
        slug="vrijdag-thuis-en-de-koelkast-is-vol",
        title="Vrijdag thuis, en de koelkast is vol",
        summary="Wie op vrijdag uit het ziekenhuis komt, vindt thuis licht, eten, een bed en zijn medicijnen. Eén persoon loopt dat na.",
        lesson="Vraag niet of alles geregeld is. Vraag wie er vanavond om zes uur is.",
        phase="proeftuin",
        organisation=VELD_EN_VAART,
        municipality="moerdijk",
        themes=("ouderen", "mantelzorg", "samenwerken-in-de-wijk"),
        categories=("gezondheid", "thuis-en-gezin", "oudere", "mantelzorgers"),
        occasion="""
Op vrijdagmiddag gaat het vaak mis. Het ziekenhuis wil de kamer leeg. De apotheek sluit om vijf uur. De dochter staat in de file. Ieder
deed zijn werk, en toch zat er iemand in het donker.""",
        target_group="Ouderen die alleen wonen en uit het ziekenhuis komen",
        intermediaries="Wijkverpleegkundigen, apotheker, transferverpleegkundigen, vrijwilligers uit het dorp",
        goal="Niemand komt op vrijdag thuis in een koud huis.",
        approach="""
- Het ziekenhuis belt op donderdag, niet op vrijdag. Ook als het nog niet zeker is.
- De wijkverpleegkundige loopt vijf vragen na: sleutel, bed, pillen, eten, wie is er vanavond.
- Een vrijwilliger zet de verwarming aan en een pan soep in de koelkast.
- Zaterdag om tien uur belt er iemand.""",
        effort="Anderhalf uur per thuiskomst, gedeeld door drie mensen.",
        results="Tot nu toe elf keer gedaan. Negen keer was alles op tijd. Twee keer waren de medicijnen er niet.",
        failed_what="Wij vroegen de familie om een lijst in te vullen in het ziekenhuis.",
        failed_how="Op dat moment kan niemand een lijst invullen. Hij bleef leeg of raakte kwijt.",
        failed_now="De wijkverpleegkundige stelt de vragen zelf, aan de telefoon. De familie luistert mee als dat kan.",
        seeks="Een tweede apotheek die op vrijdag tot zes uur kan bezorgen",
        authors=(
            Author("Britt Aarts", "wijkverpleegkundige", VELD_EN_VAART, is_contact=True),
            Author("Luuk van Dam", "apotheker", ""),
        ),
        partners=(
            Partner(organisation=VIJZEL, role="Bezorgt op vrijdag", since=4),
            Partner(organisation=MORGENROOD, role="Komt de eerste avond", since=6),
        ),
        steps=(
            Step(months_ago=7, title="Een vrijdagmiddag nagelopen, van uur tot uur"),
            Step(months_ago=6, title="Een lijst voor de familie", words="Kwam nooit ingevuld terug.", has_failed=True),
            Step(
                months_ago=3,
                title="Twee keer geen pillen",
                words="De bezorger wist niet van de afspraak.",
                has_failed=True,
            ),
            Step(months_ago=1, title="Het ziekenhuis belt nu op donderdag"),
        ),
        phases=(PhaseSince(phase="idee", months_ago=8), PhaseSince(phase="proeftuin", months_ago=6)),
        meetups=((VELD_EN_VAART, "thuis-uit-het-ziekenhuis"),),
        uptake=(
            Taken(
                organisation=MORGENROOD,
                state="probeert",
                months_ago=2,
                changed="In Wouw, met de vrijwilligers van het dorpshuis.",
            ),
            Taken(
                organisation=RIVIERZICHT,
                state="verkent",
                months_ago=1,
                changed="Bij ons is het ziekenhuis verder weg. Donderdag bellen is dan nog belangrijker.",
            ),
        ),
        confirmed_days_ago=12,
    ),
    Practice(
        slug="een-sleutelplan-voor-het-dorp",
        title="Eén sleutelplan voor het hele dorp",
        summary="Wij wilden bij alle alleenwonende ouderen een sleutelkluisje, met één lijst van wie erin mag. Na acht maanden zijn we gestopt.",
        lesson="Techniek lost niet op dat je niet weet wie je midden in de nacht wilt zien.",
        phase="gestopt",
        organisation=VELD_EN_VAART,
        municipality="moerdijk",
        themes=("ouderen", "wonen"),
        categories=("veiligheid", "wonen", "oudere"),
        occasion="Bij een alarm in de nacht stond de verpleegkundige twintig minuten voor een dichte deur.",
        target_group="Alleenwonende ouderen met een alarmknop",
        intermediaries="Wijkverpleging, vrijwilligers, de alarmcentrale",
        approach="We kochten zestig kluisjes en maakten één lijst met codes. De lijst lag bij drie mensen. Bij een alarm belde de centrale een van hen.",
        effort="Een dag om op te hangen, en daarna vooral veel bellen.",
        results="Er hingen 22 kluisjes. Vijf keer werd er een gebruikt.",
        failed_what="Eén lijst met alle codes, en drie mensen die altijd bereikbaar moesten zijn.",
        failed_how="""
Na een maand klopten vier codes niet meer. Een van de drie ging met vakantie en niemand wist wie er dan was. En veel ouderen wilden het
niet. “Mijn buurvrouw heeft de sleutel al veertig jaar”, zei er een. Daar hadden wij niet naar gevraagd.""",
        failed_now="""
We vragen nu eerst: wie heeft je sleutel al? Dat is bijna altijd iemand. Met die buur maken we een afspraak. Een kluisje is er alleen
voor wie echt niemand heeft.""",
        conditions="Een lijst met codes is een lijst met voordeuren. Regel dat beter dan wij.",
        costs="Zestig kluisjes kostten 2.100 euro. Er liggen er nog 38 op zolder. Je mag ze komen halen.",
        authors=(Author("Wout Peeters", "Wmo-consulent", VELD_EN_VAART, is_contact=True),),
        steps=(
            Step(months_ago=17, title="Zestig kluisjes besteld"),
            Step(
                months_ago=13,
                title="Vier codes kloppen niet",
                words="De lijst was na een maand al oud.",
                has_failed=True,
            ),
            Step(months_ago=9, title="Gestopt", words="We gingen langs bij de 22 en vroegen wie de sleutel al had."),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=17),
            PhaseSince(phase="gestopt", months_ago=9, reason="De meeste ouderen hadden al een buur met een sleutel."),
        ),
        meetups=((VELD_EN_VAART, "sleutels-en-alarm"),),
        uptake=(
            Taken(
                organisation=MORGENROOD,
                state="gestopt",
                months_ago=7,
                changed="Ook wij stopten met de lijst. De kluisjes blijven, zonder lijst.",
            ),
        ),
        confirmed_days_ago=200,
    ),
    Practice(
        slug="praten-voordat-het-misgaat",
        title="Praten voordat het misgaat",
        summary="Eens per zes weken bespreken huisarts, wijkverpleging, welzijn en de specialist ouderengeneeskunde vijf ouderen, voordat er nood is.",
        lesson="Bespreek vijf mensen goed, en geen vijftien half.",
        phase="verspreid",
        organisation=DE_EIK,
        municipality="bergen-op-zoom",
        wijken=("Fort-Zeekant", "Borgvliet"),
        themes=("ouderen", "samenwerken-in-de-wijk"),
        categories=("gezondheid", "oudere", "mantelzorgers"),
        occasion="Bij elke opname met spoed zeiden we: dit zagen we aankomen. Maar niemand had het hardop gezegd.",
        target_group="Ouderen bij wie iemand een niet-pluisgevoel heeft",
        intermediaries="Huisarts, praktijkondersteuner, wijkverpleegkundige, sociaal werker, specialist ouderengeneeskunde",
        goal="Op tijd weten wat iemand zelf belangrijk vindt, en wie er dan komt.",
        approach="""
1. **Iedereen mag iemand noemen.** Ook de assistente aan de balie.
2. **Vraag het eerst.** De praktijkondersteuner gaat langs. Mogen we over u praten, en wat moeten we dan weten?
3. **Vijf mensen in een uur.** Een MDO zonder beeldscherm. Een van ons schrijft.
4. **Drie afspraken per persoon, hooguit.** Met een naam en een datum erbij.
5. **Terug naar de keukentafel.** De praktijkondersteuner vertelt wat er is besproken.""",
        effort="Een uur per zes weken voor vijf mensen, en een huisbezoek vooraf.",
        residents_role="Wie dat wil, zit er zelf bij. Dat doet ongeveer een op de vier. De anderen geven een zin mee die wij voorlezen.",
        results="In een jaar bespraken we 41 ouderen. Bij 33 kwam er iets bij dat geen zorg was, zoals een kaartclub of een andere stoel.",
        failed_what="We namen alle 75-plussers van de praktijk door, op volgorde van de lijst.",
        failed_how="Na drie keer waren we bij de letter D. Met de meesten was niets aan de hand.",
        failed_now="Alleen wie door iemand genoemd is. Een gevoel is genoeg.",
        conditions="De bewoner zegt vooraf ja. Zegt hij nee, dan praten we niet over hem.",
        costs="De huisarts en de wijkverpleging kunnen hun uren declareren. Voor welzijn betaalt de gemeente vier uur per keer.",
        authors=(
            Author("Hamza Groen", "praktijkondersteuner (POH)", DE_EIK, is_contact=True),
            Author("Umut Blom", "specialist ouderengeneeskunde", ""),
            Author("Dirk van Loon", "huisarts", DE_EIK),
        ),
        partners=(
            Partner(organisation=MORGENROOD, role="Wijkverpleging", since=26),
            Partner(organisation=ZONNEWIJZER, role="Welzijn", since=20),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=27),
            PhaseSince(phase="geevalueerd", months_ago=14),
            PhaseSince(phase="verspreid", months_ago=10),
        ),
        inspired_by=("proeftuin-gageldonk-en-warande",),
        uptake=(
            Taken(
                organisation=MORGENROOD,
                state="werkt",
                months_ago=10,
                changed="De wijkverpleging nodigt uit in plaats van de huisarts.",
            ),
            Taken(
                organisation=RIVIERZICHT,
                state="werkt",
                months_ago=7,
                changed="Online, want de specialist komt van ver.",
            ),
            Taken(
                organisation=VIJZEL,
                state="probeert",
                months_ago=3,
                changed="De apotheker leest vooraf mee. Dat scheelt tien minuten.",
            ),
            Taken(organisation=OVERSTAP, state="verkent", months_ago=2),
            Taken(municipality="alphen-chaam", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=150,
    ),
    Practice(
        slug="bezoek-van-een-leeftijdgenoot",
        title="Bezoek van een leeftijdgenoot",
        summary="Ouderen van rond de tachtig krijgen één keer bezoek van iemand van hun eigen leeftijd. Geen vragenlijst, wel een gesprek.",
        phase="idee",
        organisation=MORGENROOD,
        municipality="steenbergen",
        themes=("ouderen", "eenzaamheid"),
        categories=("mensen-om-je-heen", "oudere"),
        occasion="Een wijkverpleegkundige van dertig hoort andere dingen dan iemand van tachtig. Daar willen we iets mee doen.",
        approach="Zes bezoekers krijgen een middag uitleg. Daarna gaan ze bij tien mensen langs. Wat iemand niet wil delen, blijft tussen die twee.",
        seeks="Zes mensen van boven de zeventig met een fiets",
        authors=(Author("Olaf Verbeek", "wijkverpleegkundige", MORGENROOD, is_contact=True),),
        phases=(PhaseSince(phase="idee", months_ago=1), PhaseSince(phase="proeftuin", months_ago=-4, is_expected=True)),
        uptake=(Taken(organisation=LINDEN, state="verkent", months_ago=1),),
        confirmed_days_ago=20,
    ),
)
