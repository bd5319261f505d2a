"""Practices against loneliness: coffee without a sign, soup in the street, a call in the morning, and a bus that stopped."""

from home.demo.organisations import (
    KWIKSTAART,
    LINDEN,
    MORGENROOD,
    OVERSTAP,
    RIETVINK,
    RIVIERZICHT,
    VELD_EN_VAART,
    ZONNEWIJZER,
)
from home.demo.practice_shapes import Author, Partner, PhaseSince, Practice, Step, Taken

PRACTICES = (
    Practice(
        slug="koffie-zonder-bordje",
        title="Koffie zonder het bordje ‘eenzaam’",
        summary="Een inloop in de opkamer van een boerderij. Er staat geen doelgroep op de deur, wel dat we een vierde man zoeken om te kaarten.",
        lesson="Wie gevraagd wordt om te helpen, komt. Wie geholpen moet worden, blijft thuis.",
        phase="geevalueerd",
        organisation=LINDEN,
        municipality="alphen-chaam",
        themes=("eenzaamheid", "ouderen"),
        categories=("mensen-om-je-heen", "zingeving", "oudere", "volwassene", "mensen-die-eenzaam-zijn"),
        occasion="Op de poster stond: ‘Voel jij je weleens eenzaam? Kom dan!’ Er kwam niemand. Natuurlijk niet.",
        target_group="Iedereen in het dorp. En stiekem vooral wie weinig mensen ziet",
        intermediaries="Bewoners, huisarts, wijkverpleegkundige",
        approach="""
1. **Vraag iets.** Kun jij de aardappels schillen? We hebben nog een vierde man nodig.
2. **Haal op.** De eerste keer komt er iemand langs om samen te lopen.
3. **Vaste stoel, vaste kop.** Die staat klaar, ook als je er niet bent.
4. **Mis je iemand?** Dan ga je kijken.""",
        effort="Twee ochtenden per week, met z’n vieren.",
        residents_role="Alles. De huisarts mag komen kaarten, maar niet over bloeddruk beginnen.",
        results="Er komen achttien vaste mensen. De jongste is 31. Zes van hen zagen daarvoor, zeiden zij later, hele weken niemand.",
        failed_what="We openden elke dag, van negen tot vijf, want dan kon iedereen.",
        failed_how="Wie om elf uur kwam, trof een leeg lokaal. Dat is eenzamer dan thuis. De vrijwilligers waren na twee maanden op.",
        failed_now="Twee ochtenden, en dan is het vol.",
        costs="Koffie: 25 euro per maand, uit een blikje op tafel. De opkamer is gratis.",
        authors=(Author("Xander Molenaar", "bewoner", LINDEN, is_contact=True),),
        partners=(Partner(organisation=MORGENROOD, role="Vertelt wie er weinig mensen ziet, na een ja", since=12),),
        steps=(
            Step(months_ago=18, title="De poster", words="Niemand kwam.", has_failed=True),
            Step(months_ago=17, title="Elke dag open", words="Een leeg lokaal is eenzamer dan thuis.", has_failed=True),
            Step(months_ago=14, title="Twee ochtenden en een vierde man"),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=18), PhaseSince(phase="geevalueerd", months_ago=4)),
        meetups=((LINDEN, "koffie-tegen-eenzaamheid"),),
        uptake=(
            Taken(municipality="baarle-nassau", state="werkt", months_ago=4, changed="In het café, voor openingstijd."),
            Taken(
                organisation=ZONNEWIJZER,
                state="probeert",
                months_ago=3,
                changed="In Princenhage, aan de open tafel. In een stad moet je langer ophalen.",
            ),
            Taken(
                organisation=VELD_EN_VAART,
                state="gestopt",
                months_ago=2,
                changed="De beheerder ging met pensioen en had de enige sleutel.",
            ),
        ),
        confirmed_days_ago=66,
    ),
    Practice(
        slug="soep-voor-de-straat",
        title="Soep voor de straat",
        summary="Mensen met een beperking koken soep en brengen hem rond in de straat. Zij bellen aan, en zij doen het woord.",
        lesson="Wie altijd hulp krijgt, wil ook weleens iets brengen.",
        phase="verspreid",
        organisation=KWIKSTAART,
        municipality="woensdrecht",
        themes=("eenzaamheid", "samenwerken-in-de-wijk"),
        categories=(
            "mensen-om-je-heen",
            "werk-en-leren",
            "mensen-met-een-beperking",
            "mensen-die-eenzaam-zijn",
            "oudere",
        ),
        occasion="De buurt kende ons gebouw, maar niet wie er werkt. En de koks wilden weten wie hun soep at.",
        target_group="Koks en makers met een beperking, en buren die weinig bezoek krijgen",
        intermediaries="Sociaal werkers, cliëntondersteuner, wijkverpleegkundige",
        goal="Twee groepen die vaak hulp krijgen, hebben iets aan elkaar.",
        approach="""
- Elke donderdag koken we dertig liter. Om vier uur gaan we op pad, in tweetallen.
- Een kok belt aan. Een begeleider staat tien meter verder.
- De pan komt terug bij de volgende ronde. Dat is het smoesje om weer aan te bellen.
- Ziet een kok iets vreemds, dan vertelt hij het op de terugweg. Wij bellen de wijkverpleging, na overleg met de buur.""",
        effort="Drie uur per week voor zes koks en twee begeleiders.",
        residents_role="De koks bedachten de route en kozen de soep. Buren betalen met een pan of met een verhaal.",
        results="We komen bij 26 deuren. Drie keer merkte een kok iets op waardoor er op tijd hulp kwam. Vier koks bellen nu ook aan zonder soep.",
        failed_what="In de eerste weken gaven we een kaartje mee over onze organisatie.",
        failed_how="Mensen dachten dat zij iets moesten kopen, en deden niet meer open.",
        failed_now="Alleen soep. Wie wil weten van wie, vraagt het wel.",
        conditions="Koks oefenen eerst bij elkaar aan de deur. En iemand moet de allergieën bijhouden.",
        costs="Zo’n 40 euro per week, uit de verkoop van lunches.",
        active_elements="De kok brengt iets. Daardoor gaat het gesprek niet over zijn beperking.",
        authors=(
            Author("Teun Prins", "sociaal werker", KWIKSTAART),
            Author("Cas Sanders", "cliëntondersteuner", KWIKSTAART, is_contact=True),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=23),
            PhaseSince(phase="geevalueerd", months_ago=12),
            PhaseSince(phase="verspreid", months_ago=6),
        ),
        meetups=((KWIKSTAART, "soep-voor-de-straat"), (KWIKSTAART, "lunch-in-de-keuken")),
        uptake=(
            Taken(
                organisation=LINDEN,
                state="werkt",
                months_ago=6,
                changed="Bewoners koken, de koks van elders kwamen het voordoen.",
            ),
            Taken(
                municipality="steenbergen",
                state="probeert",
                months_ago=3,
                changed="Met pannenkoeken, want daar is een club voor.",
            ),
            Taken(organisation=OVERSTAP, state="probeert", months_ago=2, changed="Onze dagbesteding gaat mee."),
            Taken(organisation=RIETVINK, state="verkent", months_ago=1),
        ),
        confirmed_days_ago=37,
    ),
    Practice(
        slug="de-bus-langs-de-boerderijen",
        title="De bus langs de boerderijen",
        summary="Een busje haalde mensen op van ver weg wonende boerderijen, voor een warme maaltijd. Na een jaar reed het bijna leeg.",
        lesson="Vervoer was niet het probleem. Niemand had gevraagd wat er aan tafel gebeurde.",
        phase="gestopt",
        organisation=MORGENROOD,
        municipality="steenbergen",
        themes=("eenzaamheid", "ouderen"),
        categories=("mensen-om-je-heen", "dagelijks-leven", "oudere", "mensen-die-eenzaam-zijn"),
        occasion="In het buitengebied wonen mensen op drie kilometer van de eerste buur. Wij dachten: als zij hier kunnen komen, komen zij ook.",
        target_group="Ouderen in het buitengebied",
        intermediaries="Vrijwillige chauffeurs, wijkverpleegkundigen",
        approach="Twee keer per week reed een busje een rondje van een uur. In het dorpshuis was er eten voor twintig mensen. Om twee uur bracht de bus iedereen terug.",
        effort="Acht uur per week, vijf chauffeurs en een geleende bus.",
        results="De eerste maand kwamen er veertien mensen, na een jaar nog drie.",
        failed_what="We regelden vervoer, een kok en een zaal. Over wie naast wie zat, dachten we niet na.",
        failed_how="""
De mensen uit het dorp zaten bij elkaar. De mensen van de bus zaten bij de bus. “Ik kan thuis ook alleen eten”, zei een man. “En dan hoef
ik geen das om.” """,
        failed_now="""
Wie al in de buurt komt, zoals de wijkverpleging en de melkrijder, neemt iemand mee naar een buur. Twee aan een tafel werkt beter dan
twintig.""",
        costs="De bus kostte 5.600 euro in een jaar. Per maaltijd was dat aan het eind 31 euro.",
        authors=(Author("Olaf Verbeek", "wijkverpleegkundige", MORGENROOD, is_contact=True),),
        steps=(
            Step(months_ago=30, title="De eerste rit: veertien mensen"),
            Step(
                months_ago=24,
                title="Twee groepen in één zaal",
                words="Niemand had een tafelschikking gemaakt.",
                has_failed=True,
            ),
            Step(months_ago=18, title="Drie mensen, twintig borden", has_failed=True),
            Step(months_ago=17, title="Gestopt", words="De drie eten nu om de beurt bij elkaar."),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=30),
            PhaseSince(phase="gestopt", months_ago=17, reason="De bus reed bijna leeg."),
        ),
        uptake=(
            Taken(
                organisation=RIVIERZICHT,
                state="gestopt",
                months_ago=15,
                changed="Ook onze bus is gestopt. We rijden nu samen met de schoolbus mee, op woensdag.",
            ),
        ),
        confirmed_days_ago=330,
    ),
    Practice(
        slug="elke-ochtend-een-telefoontje",
        title="Elke ochtend een telefoontje",
        summary="Zes mensen bellen elkaar elke ochtend in een kring. Neemt iemand niet op, dan gaat er een buur kijken.",
        phase="idee",
        organisation=KWIKSTAART,
        municipality="baarle-nassau",
        themes=("eenzaamheid", "ouderen"),
        categories=("mensen-om-je-heen", "veiligheid", "oudere", "mensen-die-eenzaam-zijn"),
        occasion="Wie alleen woont en valt, ligt soms lang op de vloer. Eén telefoontje in de ochtend is dan veel waard.",
        approach="""
De eerste belt om acht uur de tweede. Die belt de derde. Om halfnegen is de kring rond en weet iedereen dat iedereen wakker is. Er komt geen
professional aan te pas, behalve als er iemand niet opneemt.

Dit bestaat elders al. Wij willen het proberen met zes mensen, aan twee kanten van de grens.""",
        seeks="Zes mensen die vroeg wakker zijn",
        authors=(Author("Wilma Hofman", "sociaal werker", KWIKSTAART, is_contact=True),),
        partners=(Partner(organisation=LINDEN, role="Zoekt bellers", since=1),),
        phases=(PhaseSince(phase="idee", months_ago=1),),
        meetups=((KWIKSTAART, "netwerkborrel-aan-de-grens"),),
        confirmed_days_ago=8,
    ),
)
