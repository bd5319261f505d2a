"""Practices about working together: a small group, a village that plans, a first appointment, a morning in a car."""

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
        slug="vier-aan-tafel",
        title="Vier aan tafel, niet vijftien",
        summary="Een gezin met veel vragen kiest zelf vier mensen. Die komen elke week kort bij elkaar, met het gezin erbij.",
        lesson="Laat het gezin kiezen wie er aan tafel zit, ook als jij iemand anders had gekozen.",
        phase="verspreid",
        organisation=DE_EIK,
        municipality="bergen-op-zoom",
        wijken=("Gageldonk", "Warande"),
        themes=("samenwerken-in-de-wijk", "jeugd-en-gezin"),
        categories=("thuis-en-gezin", "gezondheid", "geld", "mensen-met-veel-vragen-tegelijk", "gezinnen"),
        occasion="""
Een moeder legde haar agenda op de balie. Er stonden in één week negen afspraken in, met negen mensen die haar wilden helpen. “Wanneer
moet ik dan nog werken?” vroeg ze.

Toen we gingen bellen, bleek dat we elkaar niet kenden. De huisarts wist niet dat er schuldhulp liep. De jeugdprofessional wist niet
dat oma ziek was. Ieder had een plan, en geen plan paste op het andere.""",
        target_group="Gezinnen die hulp krijgen van vier of meer organisaties",
        intermediaries="Huisarts of POH-GGZ, wijkverpleegkundige, sociaal werker, woonconsulent, jeugdprofessional",
        goal="""
Het gezin heeft weer overzicht en weet wie het kan bellen. Er komt niet meer hulp, maar minder. We zijn klaar als het gezin zegt: het
gaat zo wel.""",
        approach="""
1. **Eerst een uur luisteren.** Een van ons gaat langs, zonder formulier. De enige vraag is: wat moet er als eerste anders?
2. **Het gezin kiest vier mensen.** Dat mag ook de meester van school zijn, of een tante.
3. **Elke week een halfuur.** Aan de keukentafel of in het buurthuis, altijd met het gezin erbij. Wie niet kan, belt in.
4. **De rest krijgt één regel.** Alle anderen lezen in een mailtje wat er is afgesproken. Het gezin leest dat eerst.
5. **Op tijd stoppen.** Na een maand rust belt de vaste persoon nog één keer. Dan is het klaar.""",
        effort="Twee uur per week voor de vaste persoon, een halfuur voor de drie anderen. De eerste maand is het dubbel.",
        residents_role="""
Het gezin kiest de mensen, de plek en het tempo. Twee moeders die eerder meededen, praten mee als er een nieuw groepje begint. Zij
haalden het woord “casus” uit onze brieven.""",
        results="""
In anderhalf jaar deden veertien gezinnen mee. Bij acht is de hulp gestopt omdat het beter ging. Vier groepjes lopen nog. Eén gezin
verhuisde en één wilde liever gewoon zijn eigen sociaal werker houden.

De huisarts zag deze gezinnen minder vaak met spoed. Dat is een indruk; we hebben het niet geteld.""",
        failed_what="De eerste drie keer zaten we met vijftien mensen in de vergaderzaal van de praktijk.",
        failed_how="""
Niemand voelde zich de eigenaar. De vader zei de tweede keer niets meer en de derde keer kwam hij niet. Wij spraken af dat we
“zouden afstemmen”. Niemand wist later wat dat was.""",
        failed_now="Vier mensen, nooit meer. Komt er iemand bij, dan gaat er iemand af. Het gezin wijst aan wie.",
        execution="""
- **Vaste persoon:** twee uur per week per gezin. Meestal de sociaal werker of de wijkverpleegkundige.
- **De drie anderen:** een halfuur per week, plus de reistijd.
- **Iemand die het einde bewaakt:** een uur per maand voor alle groepjes samen.

Doe niet meer dan drie gezinnen tegelijk als je begint.""",
        conditions="""
Je directeur zegt vooraf hardop: als een regel van ons in de weg zit, mag je hem overslaan en achteraf uitleggen. Zonder die zin
begint niemand.

Het gezin tekent zelf welke vier mensen iets van elkaar mogen weten. Dat blad ligt bij het gezin thuis.""",
        costs="""
Per gezin gaat er in een halfjaar ongeveer negentig uur in zitten. De helft komt uit gewone uren. De andere helft betalen drie
organisaties samen uit een potje. Reken vooraf uit of je dat hebt.""",
        active_elements="""
- Het gezin kiest.
- Elke week, ook als er niets te melden is.
- Een klein groepje, zodat niemand zich kan verstoppen.
- Iemand die durft te zeggen: zijn we hier nog nodig?""",
        experiences="""
Het halfuur per week leek voor de huisarts te veel. Nu komt de POH-GGZ in haar plaats, en dat gaat net zo goed. De woonconsulent zei
na een jaar: ik ben minder tijd kwijt dan aan die ene ontruiming.

Lastig blijft de vakantie. In augustus viel een groepje stil en dat merkten we te laat.""",
        transfer="Loop twee keer met ons mee voordat je begint. Het eerste halfjaar nemen we de telefoon op als je vastloopt.",
        securing="""
De drie organisaties hebben het potje voor twee jaar vastgelegd. Nieuwe collega’s lopen in hun eerste maand een keer mee. Wat er
gebeurt als iedereen tegelijk van baan wisselt, weten we niet.""",
        materials="""
- De kaart voor het eerste uur, met één vraag erop
- Het blad waarop een gezin zijn vier mensen kiest
- Een voorbeeld van de mail van één regel""",
        evaluation="Maud Evers sprak in het voorjaar met negen gezinnen en twaalf professionals.",
        seeks="Een schuldhulpverlener die op dinsdag een uur kan aanschuiven",
        thanks="veertien gezinnen die ons leerden om korter te praten",
        authors=(
            Author("Anna Jansen", "huisarts", DE_EIK),
            Author("Els Meijer", "POH-GGZ", DE_EIK, is_contact=True),
            Author("Carla Smit", "wijkverpleegkundige", MORGENROOD),
        ),
        partners=(
            Partner(organisation=MORGENROOD, role="Wijkverpleging, vaak de vaste persoon", since=22),
            Partner(organisation=ZONNEWIJZER, role="Sociaal werk", since=22),
            Partner(organisation=RIETVINK, role="Vragen over huur en wonen", since=15),
            Partner(
                organisation="De wijkagent",
                role="Aan tafel",
                since=20,
                until=17,
                reason="Bewoners vertelden minder. Nu belt de agent vooraf.",
            ),
        ),
        steps=(
            Step(
                months_ago=23,
                title="De agenda van een moeder",
                words="Negen afspraken in een week. Daar begon het mee.",
            ),
            Step(
                months_ago=22,
                title="Vijftien mensen in een zaal",
                words="Drie keer geprobeerd, drie keer mislukt.",
                has_failed=True,
            ),
            Step(
                months_ago=20,
                title="Het eerste groepje van vier",
                words="Een gezin in Gageldonk koos zelf. De meester zat erbij.",
            ),
            Step(
                months_ago=16,
                title="Een groepje valt stil in de vakantie",
                words="Niemand belde. Nu spreken we een vervanger af.",
                has_failed=True,
            ),
            Step(
                months_ago=9,
                title="Gesprekken met negen gezinnen",
                words="Zij wilden dat de mail van één regel eerst naar hen ging.",
            ),
            Step(
                months_ago=5,
                title="Eerste groepje buiten de stad",
                words="In Oosterhout, met de woonconsulent als vaste persoon.",
            ),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=23),
            PhaseSince(phase="proeftuin", months_ago=20, reason="Het eerste gezin deed mee."),
            PhaseSince(phase="geevalueerd", months_ago=8, reason="Gesprekken met gezinnen en professionals."),
            PhaseSince(phase="verspreid", months_ago=5, reason="Twee andere gemeenten werken er nu mee."),
        ),
        inspired_by=("proeftuin-gageldonk-en-warande",),
        meetups=((DE_EIK, "een-gezin-zes-hulpverleners"),),
        uptake=(
            Taken(
                organisation=RIETVINK,
                state="werkt",
                months_ago=5,
                changed="De woonconsulent is bij ons de vaste persoon, ook als er geen huurschuld is.",
            ),
            Taken(
                organisation=ZONNEWIJZER,
                state="werkt",
                months_ago=4,
                changed="Wij begonnen met één huisarts in Heuvel, en met één gezin tegelijk.",
            ),
            Taken(
                organisation=SPRONG,
                state="probeert",
                months_ago=3,
                changed="Alleen gezinnen met kinderen tot twaalf jaar. De school is altijd een van de vier.",
            ),
            Taken(
                organisation=OVERSTAP,
                state="probeert",
                months_ago=2,
                changed="Een ervaringsdeskundige zit erbij, als vijfde stoel.",
            ),
            Taken(
                organisation=RIVIERZICHT,
                state="verkent",
                months_ago=1,
                changed="We zoeken nog een wijkverpleegkundige die tijd heeft.",
            ),
            Taken(
                organisation=VELD_EN_VAART,
                state="gestopt",
                months_ago=3,
                changed="Na vijf maanden gestopt. Niemand had de twee uur per week echt vrij. Reken dat eerst na.",
            ),
        ),
        confirmed_days_ago=18,
        changes=(
            (18, "Er kwam een stap bij: wie belt het gezin na een maand?"),
            (140, "De uren per gezin zijn ingevuld."),
            (300, "Voor het eerst geplaatst."),
        ),
    ),
    Practice(
        slug="het-dorp-schrijft-het-plan",
        title="Het dorp schrijft het plan, wij schrijven mee",
        summary="Bewoners maken zelf een plan voor een gezond dorp, klein genoeg om te lukken. De professionals zijn te gast en doen één ding.",
        lesson="Vraag niet wat er moet komen. Vraag wat er al is en bijna stopt.",
        phase="proeftuin",
        organisation=LINDEN,
        municipality="zundert",
        themes=("bewegen-en-leefstijl", "samenwerken-in-de-wijk"),
        categories=("gezondheid", "mensen-om-je-heen", "dagelijks-leven"),
        occasion="Er lag een plan voor ons dorp. Het was mooi en wij kenden het niet.",
        target_group="Alle bewoners van één dorp",
        intermediaries="Bewoners, en als gast: huisarts, fysiotherapeut, buurtsportcoach, beleidsmedewerker",
        goal="Aan het eind van het jaar zijn er drie dingen anders. Meer niet.",
        approach="""
1. **Aan de lange tafel.** Bewoners praten, professionals luisteren een uur. Dat is langer dan je denkt.
2. **Wat is er al?** Op de muur komt alles wat er gebeurt. Wat dreigt te stoppen, krijgt een rode stip.
3. **Kies drie dingen.** Elk met een naam van een bewoner erbij.
4. **De gast doet één ding.** Een sleutel regelen, een vergunning, een lamp op het pad.
5. **Elke maand een halfuur.** Bij het hek, staand.""",
        effort="Vier avonden in een jaar, en per gast één klus.",
        residents_role="Wij zijn de baas. De beleidsmedewerker notuleert.",
        results="Twee van de drie dingen zijn er: de lamp op het pad en de vrijdagsoep. Het derde, een bus naar het zwembad, kwam er niet.",
        failed_what="De eerste avond stond er een adviesbureau voor de groep, met gele briefjes.",
        failed_how="Wij plakten braaf. Na twee weken kregen wij een verslag terug met woorden die niemand had gezegd.",
        failed_now="We schrijven zelf, met stift, op behang. Het behang hangt nog.",
        costs="Behang, stiften en soep: 85 euro. De lamp betaalde de gemeente.",
        council_question="""
Wij vragen de raad:

- Geef elk dorp 1.500 euro per jaar die bewoners zelf verdelen, zonder aanvraag.
- Laat een ambtenaar één avond per kwartaal bij ons aan tafel zitten, om te luisteren.""",
        evaluation="Wij doen het zelf, in mei, bij het hek.",
        authors=(
            Author("Otto Schouten", "bewoner", LINDEN, is_contact=True),
            Author("Xander Molenaar", "bewoner", LINDEN),
            Author("Vera Huisman", "beleidsmedewerker", VELD_EN_VAART),
        ),
        partners=(
            Partner(organisation=DE_EIK, role="Gast, met één klus", since=8),
            Partner(organisation="Adviesbureau", since=11, until=10, reason="Hun woorden waren niet de onze."),
        ),
        steps=(
            Step(
                months_ago=11,
                title="Gele briefjes",
                words="Het verslag ging over een ander dorp, zo leek het.",
                has_failed=True,
            ),
            Step(months_ago=8, title="Behang aan de muur"),
            Step(months_ago=4, title="De lamp op het pad brandt"),
            Step(months_ago=2, title="De bus rijdt niet", words="Te weinig kinderen, te veel regels.", has_failed=True),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=11),
            PhaseSince(phase="geevalueerd", months_ago=-6, is_expected=True),
        ),
        inspired_by=("samen-werken-aan-een-gezonde-wijk",),
        meetups=((LINDEN, "wat-maakt-ons-dorp-gezond"),),
        uptake=(
            Taken(
                organisation=VELD_EN_VAART,
                state="probeert",
                months_ago=3,
                changed="Elf dorpen, elf rollen behang. Drie dorpen zijn begonnen.",
            ),
            Taken(
                municipality="alphen-chaam",
                state="werkt",
                months_ago=4,
                changed="Eén ding per jaar in plaats van drie.",
            ),
            Taken(
                organisation=ZONNEWIJZER,
                state="verkent",
                months_ago=1,
                changed="We zoeken een straat die het wil proberen. Een wijk is te groot.",
            ),
        ),
        confirmed_days_ago=21,
    ),
    Practice(
        slug="samen-naar-de-eerste-afspraak",
        title="Samen naar de eerste afspraak",
        summary="De wijkverpleegkundige geeft geen foldertje mee, maar gaat de eerste keer zelf mee naar welzijn, schuldhulp of het loket.",
        lesson="Een kwartier meelopen scheelt drie keer niet op komen dagen.",
        phase="proeftuin",
        organisation=MORGENROOD,
        municipality="roosendaal",
        wijken=("Langdonk", "Kortendijk"),
        themes=("samenwerken-in-de-wijk", "schulden-en-bestaanszekerheid"),
        categories=("dagelijks-leven", "geld", "volwassene", "oudere"),
        occasion="""
Wij verwezen vaak door. We hoorden er nooit meer iets van. Toen we twintig mensen nabelden, waren er zes aangekomen. De anderen durfden
niet, of waren de brief kwijt.""",
        target_group="Mensen die thuiszorg krijgen en ook een andere vraag hebben",
        intermediaries="Wijkverpleegkundigen, sociaal werkers, schuldhulpverleners",
        goal="Wie we doorverwijzen, komt ook echt aan.",
        approach="""
1. **Vraag of iemand wil.** Niet: hier is een nummer. Wel: zal ik de eerste keer meegaan?
2. **Bel samen.** De bewoner belt, wij zitten ernaast.
3. **Ga mee, en zeg weinig.** Na tien minuten ga je weg.
4. **Bel na een week.** Hoe was het? Ga je nog een keer?""",
        effort="Ongeveer een uur per bewoner, één keer.",
        results="Van de eerste achttien mensen kwamen er zestien voor een tweede gesprek.",
        failed_what="In het begin deden wij het woord, want wij kenden het verhaal al.",
        failed_how="Een bewoner zei na afloop: jullie hadden het gezellig samen. Zij kwam niet terug.",
        failed_now="Wij stellen alleen voor. De bewoner vertelt zelf, ook als dat langer duurt.",
        costs="De uren vallen nog buiten de indicatie. Het team betaalt ze uit de pot voor scholing, tot de zomer.",
        authors=(
            Author("Dewi Martens", "wijkverpleegkundige", MORGENROOD, is_contact=True),
            Author("Petra Professional", "wijkverpleegkundige", MORGENROOD),
        ),
        partners=(Partner(organisation=ZONNEWIJZER, role="Houdt elke week twee plekken vrij", since=8),),
        steps=(
            Step(months_ago=8, title="Twintig mensen nagebeld", words="Zes van de twintig waren aangekomen."),
            Step(months_ago=6, title="Wij praatten, de bewoner niet", has_failed=True),
            Step(months_ago=3, title="Achttien keer meegelopen"),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=8),
            PhaseSince(
                phase="geevalueerd", months_ago=-6, is_expected=True, reason="Dan hebben we veertig mensen gevolgd."
            ),
        ),
        meetups=((MORGENROOD, "kennismaken-wijkverpleging-langdonk"),),
        uptake=(
            Taken(
                organisation=VIJZEL,
                state="verkent",
                months_ago=1,
                changed="Wij willen het doen bij mensen die hun medicijnen laten liggen.",
            ),
            Taken(
                organisation=RIETVINK,
                state="probeert",
                months_ago=2,
                changed="De woonconsulent gaat mee naar de schuldhulp, niet naar de zorg.",
            ),
        ),
        confirmed_days_ago=33,
    ),
    Practice(
        slug="een-ochtend-in-andermans-auto",
        title="Een ochtend in andermans auto",
        summary="Je rijdt één ochtend mee met iemand uit een ander vak. Daarna rijdt die ander met jou mee. Dat is het hele idee.",
        phase="idee",
        organisation=RIVIERZICHT,
        municipality="drimmelen",
        themes=("samenwerken-in-de-wijk",),
        categories=("professionals",),
        approach="""
Wij zoeken tien duo’s: een wijkverpleegkundige en een Wmo-consulent, een huisarts en een opbouwwerker. Tussen twee adressen door praat je
in de auto. Bewoners zeggen vooraf of ze het goed vinden dat er iemand meekomt.

We weten nog niet of werkgevers er een ochtend voor geven. Dat vragen we deze winter.""",
        effort="Twee ochtenden per persoon.",
        seeks="Een huisarts met een lege bijrijdersstoel",
        authors=(Author("Ineke Maes", "opbouwwerker", RIVIERZICHT, is_contact=True),),
        phases=(PhaseSince(phase="idee", months_ago=2),),
        confirmed_days_ago=50,
    ),
)
