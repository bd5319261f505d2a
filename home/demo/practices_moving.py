"""Practices about moving, smoking and growing vegetables."""

from home.demo.organisations import (
    DE_EIK,
    KWIKSTAART,
    LINDEN,
    MORGENROOD,
    RIETVINK,
    VIJZEL,
    ZONNEWIJZER,
)
from home.demo.practice_shapes import Author, Partner, PhaseSince, Practice, Step, Taken

PRACTICES = (
    Practice(
        slug="vallen-begint-bij-de-drempel",
        title="Vallen voorkomen begint bij de drempel",
        summary="Een fysiotherapeut, een wijkverpleegkundige en een klusser lopen samen één keer door het huis. Zij lossen meteen iets op.",
        lesson="Maak iets af op de dag zelf. Een lijst met advies belandt in de la.",
        phase="verspreid",
        organisation=MORGENROOD,
        municipality="roosendaal",
        wijken=("Groot Kroeven",),
        themes=("ouderen", "bewegen-en-leefstijl", "wonen"),
        categories=("gezondheid", "wonen", "veiligheid", "oudere"),
        occasion="Ouderen kregen van ons een brochure met veertien tips. Bij een huisbezoek lag die onder de poot van een wiebelende stoel.",
        target_group="Zelfstandig wonende ouderen die het afgelopen jaar vielen of bijna vielen",
        intermediaries="Wijkverpleegkundigen, fysiotherapeuten, praktijkondersteuners, vrijwillige klussers",
        goal="Een huis waarin je minder snel valt, en iemand die weer naar buiten durft.",
        approach="""
1. **Vraag waar het bijna misging.** Niet waar het gevaarlijk is. Mensen weten het precies.
2. **Loop de route.** Van bed naar toilet, van stoel naar voordeur. In het donker, als dat kan.
3. **Los één ding op.** De klusser heeft een beugel, een lamp en een rol antisliptape bij zich.
4. **Kies één oefening.** De fysiotherapeut doet hem voor bij het aanrecht.
5. **Kom na zes weken terug.** Zit de beugel nog goed? En wie gaat er mee wandelen?""",
        effort="Een bezoek van een uur met z’n drieën, en een halfuur na zes weken.",
        residents_role="De bewoner loopt voorop en wij volgen. Wil iemand het kleed houden, dan houdt hij het kleed.",
        results="""
We kwamen bij 62 mensen. Na zes weken zat bij 55 van hen de aanpassing er nog. Achttien mensen gingen daarna met de wandelgroep mee. We
weten niet of er minder gevallen wordt: daarvoor is de groep te klein.""",
        failed_what="De eerste tien bezoeken deden we met een lijst van 48 punten.",
        failed_how="Het duurde twee uur. Een bewoner zei: nu ben ik ook bang voor de keuken.",
        failed_now="Geen lijst. Drie routes, één klus, één oefening.",
        conditions="Een klusser met een eigen kist en een verzekering. In een huurhuis vragen we de corporatie vooraf of wij mogen boren.",
        costs="Zo’n 25 euro aan spullen per huis. De corporatie betaalt bij haar huurders. De uren van de fysiotherapeut betaalt een fonds, tot en met volgend jaar.",
        active_elements="""
- Er verandert iets voordat we weggaan.
- De bewoner wijst aan, wij niet.
- We komen terug.""",
        transfer="We hebben een kist ingepakt die je twee weken kunt lenen.",
        materials="De inhoud van de kist, op één A4",
        authors=(
            Author("Carla Smit", "wijkverpleegkundige", MORGENROOD),
            Author("Vince Bosman", "fysiotherapeut", MORGENROOD, is_contact=True),
        ),
        partners=(
            Partner(organisation=RIETVINK, role="Betaalt spullen bij huurders", since=17),
            Partner(organisation="Klussers van de buurt", role="Boren en schroeven", since=20),
        ),
        steps=(
            Step(
                months_ago=21,
                title="De lijst met 48 punten",
                words="Te lang, en mensen werden er bang van.",
                has_failed=True,
            ),
            Step(months_ago=18, title="Drie routes en één klus"),
            Step(months_ago=6, title="De kist gaat op reis"),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=21),
            PhaseSince(phase="geevalueerd", months_ago=9),
            PhaseSince(phase="verspreid", months_ago=6, reason="De kist staat nu op vier plekken."),
        ),
        meetups=((MORGENROOD, "stevig-op-je-benen"), (MORGENROOD, "tillen-zonder-pijn")),
        uptake=(
            Taken(
                organisation=RIETVINK,
                state="werkt",
                months_ago=6,
                changed="De onderhoudsman is de klusser. Hij mag dan zelf beslissen tot 100 euro.",
            ),
            Taken(
                municipality="steenbergen",
                state="werkt",
                months_ago=4,
                changed="Hier doen twee vrijwilligers het bezoek. De fysiotherapeut leert hen één oefening.",
            ),
            Taken(
                organisation=DE_EIK,
                state="probeert",
                months_ago=3,
                changed="De praktijkondersteuner gaat mee in plaats van de wijkverpleging.",
            ),
            Taken(
                organisation=KWIKSTAART,
                state="probeert",
                months_ago=2,
                changed="Onze makers maken drempelhulpen op maat.",
            ),
            Taken(municipality="geertruidenberg", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=64,
    ),
    Practice(
        slug="rookvrij-maar-eerst-rust",
        title="Rookvrij? Maar eerst rust",
        summary="Wie wil stoppen met roken en ook schulden heeft, begint met de schulden. De huisarts houdt de plek in de groep vrij.",
        lesson="Stoppen lukt niet in de maand dat de deurwaarder komt.",
        phase="proeftuin",
        organisation=DE_EIK,
        municipality="bergen-op-zoom",
        wijken=("Warande",),
        themes=("bewegen-en-leefstijl", "schulden-en-bestaanszekerheid"),
        categories=("gezondheid", "geld", "volwassene", "mensen-met-schulden"),
        occasion="Bij onze groep voor stoppen met roken viel de helft af. We vroegen waarom. Acht van de elf noemden stress over geld.",
        target_group="Mensen die willen stoppen met roken en geldzorgen hebben",
        intermediaries="Praktijkondersteuner, schuldhulpverlener",
        approach="""
1. **Eén extra vraag bij de start.** Is er thuis iets wat nu meer aandacht vraagt?
2. **Eerst dat.** De schuldhulpverlener is binnen een week aan tafel.
3. **Je plek blijft.** Elke maand vragen we of het al een goed moment is.
4. **Stoppen doe je samen.** In een groep van zes, met een maatje voor de avonden.""",
        effort="Een halfuur extra per deelnemer.",
        results="De groep is nog klein: negen mensen. Zes zijn al drie maanden gestopt. Te vroeg om te juichen.",
        failed_what="We boden een beloning aan: 50 euro na drie maanden zonder sigaret.",
        failed_how="Voor mensen met schulden was het geld te belangrijk. Iemand durfde niet te zeggen dat hij weer rookte, en bleef weg.",
        failed_now="Geen beloning. Wie weer rookt, krijgt koffie en een nieuwe datum.",
        authors=(
            Author("Karin Dekker", "praktijkondersteuner (POH)", DE_EIK, is_contact=True),
            Author("Pim Willems", "huisarts", ""),
        ),
        partners=(Partner(organisation=ZONNEWIJZER, role="Schuldhulp", since=6),),
        steps=(
            Step(months_ago=7, title="Een beloning van 50 euro", words="Eerlijk zijn werd te duur.", has_failed=True),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=7),),
        inspired_by=("schuldhulp-naast-de-spreekkamer", "welzijn-op-recept-met-iemand-die-meegaat"),
        meetups=((DE_EIK, "roken-eten-schulden"),),
        uptake=(
            Taken(organisation=VIJZEL, state="verkent", months_ago=1),
            Taken(organisation=MORGENROOD, state="verkent", months_ago=1),
        ),
        confirmed_days_ago=27,
    ),
    Practice(
        slug="moestuin-achter-de-schuur",
        title="De moestuin achter de schuur",
        summary="Tien bedden, een bank en een ketel. De huisarts stuurt soms iemand langs. Wie komt, hoeft niet te tuinieren.",
        lesson="Zet de bank neer voordat je gaat spitten.",
        phase="geevalueerd",
        organisation=LINDEN,
        municipality="alphen-chaam",
        themes=("bewegen-en-leefstijl", "eenzaamheid"),
        categories=("gezondheid", "mensen-om-je-heen", "volwassene", "oudere", "mensen-die-eenzaam-zijn"),
        occasion="Er lag een stuk grond braak. En in het dorp zaten mensen binnen die vroeger boer waren.",
        target_group="Iedereen uit het dorp, ook wie even niet kan werken",
        intermediaries="Bewoners, huisarts, fysiotherapeut",
        approach="""
- Dinsdag en zaterdag is er altijd iemand, ook in de winter.
- Je krijgt laarzen en een stukje van een meter. Meer niet.
- Om halfelf staat de ketel op het vuur.
- Wie wegblijft, wordt gebeld. Na één keer, niet na een maand.""",
        effort="Vier bewoners, elk een dagdeel per week.",
        residents_role="Het is van ons. De professionals zijn te gast, en zij schillen mee.",
        results="Er komen 25 mensen, van wie negen via de huisarts. Twee zijn weer aan het werk. Eén zei dat hij voor het eerst weer honger had.",
        failed_what="In het eerste jaar kreeg iedereen een eigen bed van twintig vierkante meter.",
        failed_how="In juni was het onkruid een meter hoog. Mensen schaamden zich en kwamen niet meer.",
        failed_now="Een meter per persoon. De rest is van iedereen samen.",
        costs="Zaad, gereedschap en thee: 600 euro per jaar. De gemeente geeft 400. De rest komt van de pompoenen.",
        authors=(Author("Otto Schouten", "bewoner", LINDEN, is_contact=True), Author("Gijs Bos", "fysiotherapeut", "")),
        phases=(PhaseSince(phase="proeftuin", months_ago=29), PhaseSince(phase="geevalueerd", months_ago=6)),
        meetups=((LINDEN, "moestuin-in-de-winter"),),
        uptake=(
            Taken(
                organisation=KWIKSTAART, state="werkt", months_ago=8, changed="Op ons erf. De koks gebruiken de oogst."
            ),
            Taken(organisation=RIETVINK, state="probeert", months_ago=3, changed="Bakken op hoogte, voor een flat."),
            Taken(
                municipality="zundert",
                state="gestopt",
                months_ago=12,
                changed="De grond werd verkocht. Vraag hoe lang je mag blijven voordat je zaait.",
            ),
        ),
        confirmed_days_ago=175,
    ),
    Practice(
        slug="een-rondje-naast-elkaar",
        title="Een rondje naast elkaar",
        summary="Op een duofiets zit je naast elkaar en hoef je elkaar niet aan te kijken. Dat praat makkelijker.",
        lesson="Plan een rondje van veertig minuten. Het gesprek begint na twintig.",
        phase="geevalueerd",
        organisation=KWIKSTAART,
        municipality="woensdrecht",
        themes=("bewegen-en-leefstijl", "eenzaamheid"),
        categories=("gezondheid", "mensen-om-je-heen", "mensen-met-een-beperking", "volwassene"),
        occasion="Onze makers praten niet graag aan een tafel. Onderweg naar de bouwmarkt hoorden we alles.",
        target_group="Mensen met een beperking, en buren die weinig buiten komen",
        intermediaries="Sociaal werkers, vrijwilligers, fysiotherapeut",
        approach="We hebben twee duofietsen. Een vrijwilliger en een maker rijden samen, of een maker en een buur. De maker stuurt. Praten hoeft niet.",
        effort="Een uur per rit, en een middag per maand voor de banden.",
        results="In een seizoen reden we 190 ritten. De fietsen stonden 41 dagen stil, door regen en lekke banden.",
        failed_what="Eerst moest je een fiets drie dagen vooraf reserveren in een app.",
        failed_how="Wie zin krijgt om te fietsen, heeft dat nu. En drie makers kunnen niet lezen.",
        failed_now="De sleutel hangt aan een spijker. Is hij weg, dan wacht je even.",
        costs="Een duofiets kost tweedehands 3.500 euro. Onderhoud: 300 euro per jaar.",
        authors=(
            Author("Wilma Hofman", "sociaal werker", KWIKSTAART, is_contact=True),
            Author("Arie Post", "fysiotherapeut", ""),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=15), PhaseSince(phase="geevalueerd", months_ago=2)),
        meetups=((KWIKSTAART, "een-rondje-op-de-duofiets"),),
        uptake=(
            Taken(
                organisation=MORGENROOD,
                state="probeert",
                months_ago=2,
                changed="Een wijkverpleegkundige rijdt elke vrijdag met wie er te stil is.",
            ),
            Taken(
                municipality="halderberge",
                state="verkent",
                months_ago=1,
                changed="We zoeken eerst een droge plek voor de fietsen.",
            ),
        ),
        confirmed_days_ago=30,
    ),
)
