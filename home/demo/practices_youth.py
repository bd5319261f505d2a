"""Practices about children, young people and their parents."""

from home.demo.organisations import (
    DE_EIK,
    KWIKSTAART,
    LINDEN,
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
        slug="naast-de-jongere-die-thuiszit",
        title="Naast de jongere die thuiszit",
        summary="Eén volwassene komt elke week bij een jongere die niet meer naar school gaat. Zonder plan, tot er weer een plan kan zijn.",
        lesson="Praat de eerste maand niet over school. Ook niet een beetje.",
        phase="proeftuin",
        organisation=SPRONG,
        municipality="halderberge",
        themes=("jeugd-en-gezin", "mentale-gezondheid"),
        categories=("werk-en-leren", "psychisch-welzijn", "thuis-en-gezin", "jongere", "gezinnen"),
        occasion="""
Eén jongere kwam bijna een jaar zijn kamer niet uit. In die tijd waren er veertien overleggen. Hij was bij geen daarvan.

Ouders zeggen vaak: “Iedereen vraagt wanneer hij weer naar school gaat. Niemand vraagt hoe het met mijn kind gaat.”""",
        target_group="Jongeren van twaalf tot achttien die langer dan twee maanden thuiszitten",
        intermediaries="Jeugdprofessional, POH-GGZ, leerplichtambtenaar, mentor, huisarts",
        goal="""
De jongere heeft één volwassene buiten het gezin die hij vertrouwt. Daarna zien we samen wat er kan: school, werk of eerst slapen.""",
        approach="""
1. **Eén persoon.** De jongere kiest uit drie foto’s met een verhaaltje.
2. **Elke week, dezelfde dag.** Ook als de deur dichtblijft. Dan zit je in de keuken bij de ouders.
3. **Doe iets.** Een spel, een fiets plakken, een pizza halen. Praten komt later of niet.
4. **De rest wacht.** De leerplichtambtenaar geeft drie maanden rust en zet dat op papier.
5. **Dan pas een tafel.** Met de jongere erbij. Hij maakt de lijst met wie er komt.""",
        effort="Drie uur per week per jongere, een halfjaar lang. Hooguit vier jongeren per persoon.",
        residents_role="""
Drie jongeren die zelf thuiszaten, kozen de foto’s en schreven de verhaaltjes. Ouders hebben een eigen groepsapp. Wij zitten daar niet
in.""",
        results="""
Tien jongeren deden mee. Zes gaan weer naar een school of een leerbaan, soms voor een paar uur. Twee zijn begonnen met een behandeling.
Bij twee is er nog niets veranderd, behalve dat zij weer beneden eten.""",
        failed_what="We begonnen met een groep: acht thuiszitters samen op een boerderij.",
        failed_how="Wie zijn kamer niet uit komt, komt ook niet naar een boerderij. Er kwamen er twee. De bus reed drie keer leeg.",
        failed_now="Eerst thuis, één op één. De boerderij is er nog, voor wie eraan toe is.",
        execution="""
- **Vaste persoon:** drie uur per week per jongere.
- **POH-GGZ of behandelaar:** kijkt eens per twee weken een halfuur mee.
- **Leerplichtambtenaar:** een gesprek aan het begin en een na drie maanden.""",
        conditions="""
School en leerplicht moeten samen durven wachten. Dat staat in een brief aan het gezin. En de vaste persoon blijft, ook als hij van team
wisselt.""",
        costs="""
Een halfjaar kost ongeveer 5.200 euro per jongere. De gemeente betaalt het uit de Jeugdwet. Bij drie jongeren betaalde de school mee.""",
        active_elements="""
- De jongere kiest zelf wie er komt.
- Iemand blijft komen, ook als het niets oplevert.
- Niemand duwt, drie maanden lang.""",
        experiences="""
Het moeilijkst is het voor onszelf. Na vier weken in de keuken denk je: wat doe ik hier? Daarom bellen we elkaar elke vrijdag.

Een vader vond drie maanden rust te zacht. Hij belde later om te zeggen dat hij zijn zoon weer had horen lachen.""",
        transfer="We vertellen het graag aan een tafel met school, leerplicht en jeugd samen. Komt er één niet, dan komen wij ook niet.",
        securing="Vanaf januari is het een vast aanbod van het jeugdteam, voor acht jongeren per jaar. Voor meer is er nog geen geld.",
        materials="""
- De brief van drie maanden rust
- Drie verhaaltjes, als voorbeeld
- Een kaart voor ouders: wat zeg je tegen oma?""",
        evaluation="In april, door een onderzoeker en twee jongeren samen.",
        seeks="Een werkplaats waar iemand twee uur per week mag meedoen",
        thanks="de drie jongeren van de foto’s",
        authors=(
            Author("Joris Hendriks", "jeugdprofessional", SPRONG, is_contact=True),
            Author("Ali Goossens", "jeugdprofessional", SPRONG),
            Author("Hilde van Beek", "GGZ-behandelaar", OVERSTAP),
        ),
        partners=(
            Partner(organisation=OVERSTAP, role="Kijkt mee", since=10),
            Partner(organisation=KWIKSTAART, role="Plek in de werkplaats", since=5),
            Partner(
                organisation="Zorgboerderij",
                role="Groep op woensdag",
                since=11,
                until=9,
                reason="Er kwamen te weinig jongeren.",
            ),
        ),
        steps=(
            Step(months_ago=12, title="Veertien overleggen zonder de jongere"),
            Step(
                months_ago=11, title="Een groep op de boerderij", words="De bus reed drie keer leeg.", has_failed=True
            ),
            Step(months_ago=9, title="De eerste keukentafel"),
            Step(
                months_ago=5,
                title="Een vaste persoon vertrekt",
                words="De jongere ging drie weken niet beneden eten. Nu blijft de persoon, ook na een nieuwe baan.",
                has_failed=True,
            ),
            Step(months_ago=1, title="Tien jongeren, zes met een plek"),
        ),
        phases=(
            PhaseSince(phase="idee", months_ago=12),
            PhaseSince(phase="proeftuin", months_ago=11),
            PhaseSince(phase="geevalueerd", months_ago=-5, is_expected=True, reason="Dan zijn de gesprekken klaar."),
        ),
        inspired_by=("vier-aan-tafel",),
        meetups=((OVERSTAP, "jong-en-vastgelopen"),),
        uptake=(
            Taken(
                organisation=OVERSTAP,
                state="probeert",
                months_ago=3,
                changed="Een ervaringsdeskundige is de vaste persoon.",
            ),
            Taken(organisation=RIVIERZICHT, state="verkent", months_ago=2),
            Taken(
                municipality="rucphen",
                state="werkt",
                months_ago=2,
                changed="Ook voor kinderen van de basisschool. Dan kiest het kind uit twee juffen.",
            ),
        ),
        confirmed_days_ago=19,
        changes=((19, "De uitkomst voor tien jongeren."), (160, "De boerderij is gestopt als groep.")),
    ),
    Practice(
        slug="koffie-voor-ouders-van-pubers",
        title="Koffie voor ouders van pubers",
        summary="Eens per maand een avond zonder aanmelden. Ouders praten met ouders. De professional schenkt koffie en houdt zich in.",
        lesson="Zodra wij uitleg geven, wordt het stil.",
        phase="geevalueerd",
        organisation=SPRONG,
        municipality="rucphen",
        themes=("jeugd-en-gezin",),
        categories=("thuis-en-gezin", "jongere", "gezinnen"),
        occasion="Op de cursus opvoeden kwamen ouders van kleuters. Ouders van pubers dachten dat zij de enigen waren.",
        target_group="Ouders en verzorgers van jongeren vanaf twaalf jaar",
        intermediaries="Jeugdprofessional, wijkagent, POH-GGZ, allemaal als gast",
        approach="""
1. **Niet op school.** Een zaaltje met een kapstok en een kan koffie.
2. **Eén gast per keer.** Die mag pas praten na drie kwartier.
3. **Twee jongeren.** Elke derde keer vertellen zij wat hun ouders goed deden.
4. **Blijf hangen.** De echte vraag komt bij het afwassen.""",
        effort="Drie uur per maand.",
        residents_role="Twee moeders doen het welkom. Zij kennen iedereen, en wij niet.",
        results="Er komen acht tot vijftien ouders. Na een jaar zeiden 17 van de 22 ouders dat zij thuis minder ruzie hebben. Vijf vonden vooral de koffie fijn.",
        failed_what="De flyer heette: ‘Grip op je puber’.",
        failed_how="Wie dat meeneemt, zegt dat hij geen grip heeft. De stapel bleef liggen.",
        failed_now="‘Koffie voor ouders van pubers’. En de moeders appen het rond.",
        costs="Zaal en koffie: 35 euro per avond.",
        authors=(Author("Joris Hendriks", "jeugdprofessional", SPRONG, is_contact=True),),
        phases=(PhaseSince(phase="proeftuin", months_ago=16), PhaseSince(phase="geevalueerd", months_ago=3)),
        meetups=((SPRONG, "koffie-voor-ouders-van-pubers"),),
        uptake=(
            Taken(
                organisation=LINDEN, state="werkt", months_ago=3, changed="Bij iemand thuis, elke maand een ander huis."
            ),
            Taken(
                organisation=VELD_EN_VAART,
                state="probeert",
                months_ago=2,
                changed="Vaders en moeders om en om. Vaders komen eerder als er iets te doen is.",
            ),
            Taken(municipality="geertruidenberg", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=51,
    ),
    Practice(
        slug="de-verloskundige-belt-alvast",
        title="De verloskundige belt alvast",
        summary="Ziet de verloskundige dat een gezin hulp kan gebruiken, dan belt zij de jeugdprofessional. Het gezin zit erbij aan tafel.",
        lesson="Bel waar de ouders bij zijn. Dan hoef je niets te verzwijgen.",
        phase="proeftuin",
        organisation=DE_EIK,
        municipality="steenbergen",
        themes=("jeugd-en-gezin", "samenwerken-in-de-wijk"),
        categories=("zwangerschap-en-geboorte", "kind", "gezinnen"),
        occasion="Tussen de kraamhulp en de eerste schooldag zitten vier jaar. Wat de verloskundige wist, wist op school niemand meer.",
        target_group="Gezinnen die een kind verwachten en het niet makkelijk hebben",
        intermediaries="Verloskundige, kraamzorg, jeugdprofessional, huisarts",
        approach="""
- De verloskundige vraagt bij iedereen: wie helpt jullie straks?
- Is het antwoord niemand, dan bellen we samen, met de luidspreker aan.
- De jeugdprofessional komt vóór de geboorte één keer kennismaken.
- Het gezin houdt een mapje bij. Dat reist mee naar de kraamzorg en het consultatiebureau.""",
        effort="Een kwartier voor het telefoontje, een uur voor de kennismaking.",
        results="Negen gezinnen tot nu toe. Zeven bleven na de geboorte contact houden.",
        failed_what="Wij maakten een lijst met signalen die de verloskundige moest afvinken.",
        failed_how="Zij voelde zich een controleur. Ouders zagen haar vinken en vroegen wat dat betekende.",
        failed_now="Geen lijst. Eén vraag, aan iedereen.",
        authors=(
            Author("Hamza Groen", "praktijkondersteuner (POH)", DE_EIK, is_contact=True),
            Author("Yvonne Smeets", "verloskundige", ""),
        ),
        partners=(Partner(organisation=SPRONG, role="Komt kennismaken", since=6),),
        steps=(
            Step(months_ago=8, title="De lijst met vinkjes", words="Ouders werden er stil van.", has_failed=True),
            Step(months_ago=6, title="Het eerste telefoontje met de luidspreker aan"),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=8),),
        meetups=((DE_EIK, "wijklunch-steenbergen-jeugd"),),
        uptake=(
            Taken(
                organisation=SPRONG,
                state="probeert",
                months_ago=2,
                changed="In Rucphen, met de kraamzorg als eerste beller.",
            ),
        ),
        confirmed_days_ago=31,
    ),
    Practice(
        slug="geld-bespreken-voor-de-baby-er-is",
        title="Geld bespreken voordat de baby er is",
        summary="De verloskundige vraagt bij twintig weken of er zorgen over geld zijn. Wie ja zegt, krijgt een week later bezoek.",
        phase="idee",
        organisation=ZONNEWIJZER,
        municipality="breda",
        wijken=("Belcrum",),
        themes=("schulden-en-bestaanszekerheid", "jeugd-en-gezin"),
        categories=("geld", "zwangerschap-en-geboorte", "gezinnen", "mensen-met-schulden"),
        occasion="De kosten komen voor de kraamtijd, de toeslagen erna. In die maanden ontstaan schulden die jaren blijven.",
        goal="Bij de geboorte staat alles klaar: de toeslagen, het bedje en een naam om te bellen.",
        approach="""
We willen het samen met twee verloskundigen proberen, een halfjaar lang. De vraag komt op een vast moment, zodat niemand zich
uitgekozen voelt. Of ouders het prettig vinden dat juist de verloskundige dit vraagt, weten we nog niet. Dat gaan we hun eerst vragen.""",
        seeks="Een tweede praktijk van verloskundigen",
        authors=(
            Author("Lotte Brouwer", "schuldhulpverlener", ZONNEWIJZER, is_contact=True),
            Author("Yvonne Smeets", "verloskundige", ""),
        ),
        phases=(PhaseSince(phase="idee", months_ago=2), PhaseSince(phase="proeftuin", months_ago=-3, is_expected=True)),
        inspired_by=("schuldhulp-naast-de-spreekkamer",),
        uptake=(
            Taken(
                organisation=DE_EIK,
                state="verkent",
                months_ago=1,
                changed="In Steenbergen, met de verloskundige van de wijklunch.",
            ),
        ),
        confirmed_days_ago=14,
    ),
    Practice(
        slug="huiswerk-in-de-hal",
        title="Huiswerk in de hal van de flat",
        summary="Drie middagen per week stonden er tafels in de hal, met studenten die hielpen. Na een winter zijn we gestopt.",
        lesson="Een plek die van niemand is, wordt ook door niemand opgeruimd.",
        phase="gestopt",
        organisation=RIETVINK,
        municipality="geertruidenberg",
        themes=("jeugd-en-gezin", "wonen"),
        categories=("werk-en-leren", "wonen", "kind", "jongere", "gezinnen"),
        occasion="In gezinnen die krap wonen, is er geen tafel vrij. Kinderen maakten hun huiswerk op de trap.",
        target_group="Kinderen uit de flat, van acht tot veertien jaar",
        intermediaries="Woonconsulent, studenten, vrijwilligers",
        approach="We zetten vier tafels in de hal, hingen een lamp op en vroegen studenten. Van drie tot vijf mocht ieder kind aanschuiven.",
        effort="Zes uur per week, en een huismeester die meewerkt.",
        results="Er kwamen gemiddeld zeven kinderen. Hun rapporten hebben we niet bekeken; dat vonden wij niet aan ons.",
        failed_what="We kozen de hal omdat die gratis was.",
        failed_how="""
Het tochtte. Bewoners wilden er met hun fiets door. In februari stonden de tafels op straat, met een briefje erbij. We hadden de
kinderen wel gevraagd, maar hun buren niet.""",
        failed_now="De bibliotheek heeft nu een tafel. Die is twee straten verder, en er gaan minder kinderen heen. Dat is jammer.",
        conditions="Vraag alle bewoners vooraf, ook wie geen kinderen heeft. En zoek een plek met een verwarming.",
        authors=(Author("Ursula Schipper", "woonconsulent", RIETVINK, is_contact=True),),
        steps=(
            Step(months_ago=14, title="Vier tafels en een lamp"),
            Step(months_ago=10, title="De tafels staan op straat", has_failed=True),
            Step(months_ago=9, title="Gestopt"),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=14),
            PhaseSince(phase="gestopt", months_ago=9, reason="De buren wilden hun hal terug."),
        ),
        meetups=((RIETVINK, "wijklunch-raamsdonksveer"),),
        confirmed_days_ago=240,
    ),
)
