"""Practices about meeting each other: a lunch, a card with names, half an hour online, and a meeting that was too big."""

from home.demo.organisations import (
    DE_EIK,
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
        slug="lunch-om-en-om",
        title="Wijklunch: om en om aan tafel",
        summary="Eens per maand eten zorg, welzijn en wonen samen. Je zit altijd naast iemand uit een andere hoek, en je krijgt één minuut.",
        lesson="Eén minuut per persoon lijkt te kort. Juist daardoor onthoud je wat iemand zegt.",
        phase="verspreid",
        organisation=ZONNEWIJZER,
        municipality="breda",
        wijken=("Hoge Vucht", "Haagse Beemden"),
        themes=("samenwerken-in-de-wijk",),
        categories=("professionals",),
        occasion="""
Wij vroegen tien mensen uit zorg, welzijn en wonen wie zij in hun wijk kenden uit een ander vak. De meesten noemden één naam. Twee
noemden er geen.

Een huisarts zei: “Ik zou best willen bellen, maar ik weet niet eens hoe jullie heten.”""",
        target_group="Bewoners van de wijk, die merken dat hun hulpverleners elkaar kennen",
        intermediaries="Iedereen die in de wijk werkt, betaald of als vrijwilliger",
        goal="Iedereen in de wijk kent vijf mensen uit een ander vak goed genoeg om ze te bellen.",
        approach="""
1. **Vaste dag, vaste plek.** Elke eerste dinsdag, van twaalf tot halftwee. Wie niet kan, slaat over.
2. **Kaartjes op de stoelen.** Rood is zorg, blauw is welzijn en wonen. Je zit nooit naast je eigen kleur.
3. **Eén minuut, één vraag.** Waar mogen mensen jou voor bellen? Een kookwekker bewaakt de tijd.
4. **Dan pas de soep.** Met eten op je schoot praat je niet.
5. **De lijst.** Na afloop krijgt iedereen de namen en nummers van wie dat goed vindt.""",
        effort="Drie uur per maand voor twee mensen, een zaal en ongeveer vier euro per eter.",
        residents_role="""
Bewoners koken de soep, tegen betaling. Twee keer per jaar is de lunch van hen: dan vertellen zij in één minuut waar professionals hén
voor mogen bellen. Die keren zijn het drukst.""",
        results="""
We telden na een jaar opnieuw. De tien mensen van het begin noemden nu gemiddeld zes namen. Er komen per keer twintig tot dertig
mensen, van wie steeds een derde nieuw is.

Er zijn dingen ontstaan die niemand had bedacht. De apotheek en het sociaal werk bellen elkaar nu als iemand zijn medicijnen laat
liggen.""",
        failed_what="We nodigden bij de derde lunch een spreker uit, met een scherm en een verhaal van veertig minuten.",
        failed_how="De spreker was goed. Maar niemand praatte met een ander, en de huisartsen moesten weg voordat de soep kwam.",
        failed_now="Geen sprekers, geen scherm. Wie iets wil vertellen, doet dat in één minuut, net als de rest.",
        execution="""
- Een opbouwwerker nodigt uit en regelt de zaal: twee uur per maand.
- Een tweede persoon ontvangt en bewaakt de wekker: een uur per maand.
- De lijst met namen bijhouden kost een kwartier.""",
        conditions="Een zaal op loopafstand van de huisarts. Kom je met de auto, dan kom je niet. De lunch moet echt om halftwee klaar zijn.",
        costs="""
Soep en brood kosten vier euro per persoon. De zaal is gratis, want het wijkhuis doet mee. Welzijn betaalt het eerste jaar; daarna leggen
vijf organisaties elk honderd euro per jaar in.""",
        active_elements="""
- Je zit naast iemand die je niet kent.
- Iedereen is even lang aan het woord, ook de bestuurder.
- Het is elke maand, zodat een keer missen niet erg is.""",
        experiences="""
De eerste keer lachten mensen om de kookwekker. De tweede keer vroegen ze waar hij was. Nieuwe collega’s zeggen dat zij na één lunch
meer mensen kenden dan na een jaar op kantoor.

De schoolleider komt niet. Op dat tijdstip staat hij op het plein.""",
        transfer="Kom een keer mee-eten. Neem de kaartjes mee naar huis en begin met acht mensen. Meer is niet nodig.",
        securing="De vijf organisaties zetten de lunch op hun lijst voor nieuwe medewerkers. Twee mensen kunnen hem leiden, zodat er altijd één is.",
        materials="""
- De kaartjes om te printen
- De uitnodiging, in vier zinnen
- Het recept van de soep, voor dertig mensen""",
        evaluation="Wij telden zelf, aan het begin en na een jaar.",
        seeks="Een school die een andere tijd wil proberen",
        thanks="de soepkoks van het wijkhuis",
        authors=(
            Author("Farah Mulder", "opbouwwerker", ZONNEWIJZER, is_contact=True),
            Author("Bram Bakker", "sociaal werker", ZONNEWIJZER),
        ),
        partners=(
            Partner(organisation=DE_EIK, role="Nodigt de huisartsen uit", since=14),
            Partner(organisation=OVERSTAP, role="Schuift aan", since=11),
            Partner(
                organisation="Basisschool in de wijk",
                role="Schuift aan",
                since=18,
                until=10,
                reason="Rond twaalf uur is er op school niemand vrij.",
            ),
        ),
        steps=(
            Step(months_ago=19, title="Tien mensen, dertien namen", words="Zo weinig mensen kenden elkaar."),
            Step(
                months_ago=16,
                title="Een spreker met een scherm",
                words="Goed verhaal, verkeerde plek.",
                has_failed=True,
            ),
            Step(months_ago=7, title="Opnieuw geteld", words="Van één naam naar zes."),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=18),
            PhaseSince(phase="geevalueerd", months_ago=7, reason="Na twaalf lunches vroegen we dezelfde tien mensen."),
            PhaseSince(phase="verspreid", months_ago=4, reason="In vier gemeenten eten ze nu om en om."),
        ),
        meetups=(
            (ZONNEWIJZER, "eerst-kennismaken-in-hoge-vucht"),
            (ZONNEWIJZER, "wijklunch-haagse-beemden"),
            (ZONNEWIJZER, "nieuw-in-hoge-vucht"),
        ),
        uptake=(
            Taken(
                organisation=OVERSTAP,
                state="werkt",
                months_ago=6,
                changed="In Grauwe Polder leggen we per keer één vraag op tafel. Dat helpt stille mensen.",
            ),
            Taken(
                organisation=RIETVINK,
                state="werkt",
                months_ago=5,
                changed="Bij ons eten ook huurders mee, om de andere keer.",
            ),
            Taken(
                organisation=VELD_EN_VAART,
                state="werkt",
                months_ago=9,
                changed="Het is een ontbijt geworden. Om acht uur kan iedereen.",
            ),
            Taken(
                organisation=KWIKSTAART,
                state="probeert",
                months_ago=2,
                changed="Onze koks vertellen eerst. Dan durft de rest ook.",
            ),
            Taken(
                municipality="steenbergen",
                state="verkent",
                months_ago=1,
                changed="We denken aan een lunch over jonge kinderen.",
            ),
            Taken(
                organisation=LINDEN,
                state="gestopt",
                months_ago=4,
                changed="Twaalf uur is in een dorp geen tijd: dan eet iedereen thuis. Wij doen nu koffie om tien uur.",
            ),
        ),
        confirmed_days_ago=42,
        changes=((42, "Er staat nu bij waarom de school niet komt."), (210, "De telling na een jaar kwam erbij.")),
    ),
    Practice(
        slug="de-belkaart-van-het-dorp",
        title="De belkaart: één A4 met wie je waarvoor belt",
        summary="Elf dorpen maakten samen één blad met namen, nummers en tijden. Voor professionals, en voor wie in het dorp als eerste iets ziet.",
        lesson="Zet er mensen op en geen loketten. En gooi de kaart weg als hij een halfjaar oud is.",
        phase="geevalueerd",
        organisation=VELD_EN_VAART,
        municipality="moerdijk",
        themes=("samenwerken-in-de-wijk",),
        categories=("dagelijks-leven", "professionals"),
        occasion="""
De beheerder van het dorpshuis zag dat een bezoeker steeds magerder werd. Ze zocht een uur naar een nummer. Toen kreeg ze een
keuzemenu.""",
        target_group="Bewoners met een vraag die niet kan wachten, maar ook geen 112 is",
        intermediaries="Beheerders van dorpshuizen, huisartsen, wijkverpleging, Wmo-consulenten",
        goal="Wie zich zorgen maakt om iemand, heeft binnen vijf minuten een mens aan de lijn.",
        approach="""
1. **Vraag wie er nu al belt.** Wij begonnen bij dorpshuizen, kappers en de bakker.
2. **Zet er acht namen op.** Meer leest niemand. Naast elke naam staat waarvoor je belt en wanneer.
3. **Bel elk nummer zelf.** Twee van de acht klopten niet.
4. **Elk halfjaar een nieuwe kleur.** Hangt er nog een gele? Dan is hij oud.""",
        effort="Twee dagen om te maken, en daarna een halve dag per halfjaar.",
        results="De kaart hangt op 34 plekken. In drie maanden kwamen er 21 telefoontjes door, vooral bij de wijkverpleging.",
        failed_what="De eerste kaart zetten we alleen op de website van het netwerk.",
        failed_how="Niemand vond hem. En toen een consulent van baan wisselde, stond haar oude nummer er nog vijf maanden.",
        failed_now="Papier, op een plek waar mensen staan te wachten. De datum staat er groot op.",
        conditions="Iedereen op de kaart neemt echt op, of belt dezelfde dag terug. Wie dat niet kan, gaat eraf.",
        costs="Drukwerk: 60 euro per keer. De uren zijn de grootste kosten.",
        authors=(
            Author("Wout Peeters", "Wmo-consulent", VELD_EN_VAART, is_contact=True),
            Author("Britt Aarts", "wijkverpleegkundige", VELD_EN_VAART),
        ),
        partners=(Partner(organisation=MORGENROOD, role="Staat op de kaart", since=13),),
        steps=(
            Step(months_ago=15, title="De kaart op de website", words="Bijna niemand keek.", has_failed=True),
            Step(months_ago=12, title="De eerste gele kaart hangt"),
            Step(months_ago=6, title="De groene kaart", words="Twee namen gingen eraf, één kwam erbij."),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=15),
            PhaseSince(phase="geevalueerd", months_ago=5, reason="Drie maanden lang hielden we bij wie er belde."),
        ),
        meetups=((VELD_EN_VAART, "dorpsontbijt-klundert"),),
        uptake=(
            Taken(
                organisation=LINDEN,
                state="werkt",
                months_ago=4,
                changed="Wij zetten er ook twee bewoners op die willen meelopen naar een afspraak.",
            ),
            Taken(
                organisation=RIVIERZICHT,
                state="probeert",
                months_ago=2,
                changed="Eén kaart per dorp in plaats van één voor allemaal.",
            ),
            Taken(municipality="baarle-nassau", state="verkent", months_ago=1),
        ),
        confirmed_days_ago=75,
    ),
    Practice(
        slug="een-vraag-een-halfuur-online",
        title="Eén vraag, een halfuur, online",
        summary="Om de week een halfuur op je scherm. Eén persoon legt een vraag voor. De anderen vragen door, en pas daarna geven zij raad.",
        lesson="Verbied raad in de eerste tien minuten. Dan komt de echte vraag.",
        phase="geevalueerd",
        organisation=RIVIERZICHT,
        themes=("samenwerken-in-de-wijk",),
        categories=("professionals",),
        occasion="In Altena rijd je zo een halfuur voor een overleg van een uur. En wie alleen werkt, heeft niemand om even iets te vragen.",
        target_group="Bewoners, via professionals die beter weten wat zij kunnen doen",
        intermediaries="Iedereen in West-Brabant die vastloopt met een vraag",
        approach="""
1. **Eén vraag.** Zonder naam, zonder woonplaats.
2. **Tien minuten vragen stellen.** Wie raad geeft, zet zijn eigen geluid uit.
3. **Tien minuten raad.** Ieder één ding.
4. **Wat ga je morgen doen?** Twee weken later horen we hoe het ging.""",
        effort="Een halfuur per keer, en een kwartier voorbereiding voor de gastvrouw.",
        results="Na dertien keer waren er 88 deelnemers uit elf gemeenten. Van de dertien vragers deden er tien de volgende dag iets anders.",
        failed_what="Eerst hadden we drie vragen per keer, in een uur.",
        failed_how="De derde vraag kwam nooit aan bod. En na een halfuur zag je mensen hun mail doen.",
        failed_now="Eén vraag, en op tijd klaar. Ook als het net spannend wordt.",
        conditions="Niets opnemen en niets opschrijven. Ook geen automatisch verslag.",
        authors=(
            Author("Zoë Veenstra", "opbouwwerker", RIVIERZICHT, is_contact=True),
            Author("Nadia Kok", "cliëntondersteuner", ""),
        ),
        phases=(PhaseSince(phase="proeftuin", months_ago=9), PhaseSince(phase="geevalueerd", months_ago=2)),
        meetups=((RIVIERZICHT, "online-inloopuur"), (RIVIERZICHT, "webinar-samen-beslissen")),
        uptake=(
            Taken(
                organisation=OVERSTAP,
                state="werkt",
                months_ago=3,
                changed="Alleen voor ervaringsdeskundigen, elke maand.",
            ),
            Taken(
                organisation=DE_EIK,
                state="probeert",
                months_ago=1,
                changed="Aan het eind van de ochtend, in de koffiekamer. Dus toch niet online.",
            ),
        ),
        confirmed_days_ago=24,
    ),
    Practice(
        slug="het-grote-wijkoverleg",
        title="Eén groot overleg per maand voor de hele wijk",
        summary="Wij wilden alle organisaties uit de wijk elke maand om één tafel. Na een jaar zijn we gestopt. Dit leerden we ervan.",
        lesson="Een overleg zonder vraag trekt mensen die overleggen. Begin met de vraag.",
        phase="gestopt",
        organisation=OVERSTAP,
        municipality="etten-leur",
        wijken=("Grauwe Polder",),
        themes=("samenwerken-in-de-wijk",),
        categories=("professionals",),
        occasion="Iedereen klaagde dat hij van niets wist. Dus dachten wij: dan vertellen we elkaar alles.",
        intermediaries="Professionals uit zorg, welzijn, wonen, school en gemeente",
        goal="Elke maand weten wat er in de wijk speelt.",
        approach="""
We kwamen elke laatste donderdag bij elkaar, twee uur lang. Er was een agenda, een voorzitter en een verslag. Elke organisatie vertelde
het nieuws. Daarna was er tijd voor een vraag.""",
        effort="Twee uur per maand voor achttien mensen. Dat is bijna één werkweek.",
        failed_what="Achttien organisaties, een agenda met negen punten en een rondje nieuws.",
        failed_how="""
Na een halfuur keek de helft op zijn telefoon. De huisartsen kwamen na drie keer niet meer. Aan de vraag van de wijkverpleegkundige,
waar het om ging, kwamen we vier keer niet toe.

Na een jaar vroegen we wie er door dit overleg een ander had gebeld. Dat waren er twee.""",
        failed_now="We eten eens in de vijf weken samen, met één vraag op tafel. Nieuws gaat in een mailtje. Wie een casus heeft, belt drie mensen.",
        experiences="Stoppen was lastig. Mensen waren bang dat het leek alsof ze niet wilden samenwerken. Toen één iemand het zei, was iedereen opgelucht.",
        authors=(
            Author("Mees Dijkstra", "GGZ-behandelaar", OVERSTAP, is_contact=True),
            Author("Hilde van Beek", "GGZ-behandelaar", OVERSTAP),
        ),
        partners=(
            Partner(organisation=ZONNEWIJZER, role="Voorzitter", since=24, until=11, reason="Het overleg is gestopt."),
            Partner(
                organisation=MORGENROOD,
                role="Deelnemer",
                since=24,
                until=14,
                reason="Geen tijd meer om alleen te luisteren.",
            ),
        ),
        steps=(
            Step(months_ago=24, title="De eerste keer: een volle zaal"),
            Step(
                months_ago=19,
                title="De huisartsen komen niet meer",
                words="Twee uur zonder patiënt konden zij niet uitleggen.",
                has_failed=True,
            ),
            Step(months_ago=11, title="Gestopt, met taart", words="Iedereen schreef op wat hij wél wilde bewaren."),
        ),
        phases=(
            PhaseSince(phase="proeftuin", months_ago=24),
            PhaseSince(
                phase="gestopt",
                months_ago=11,
                reason="Het kostte een werkweek per maand en bracht twee telefoontjes op.",
            ),
        ),
        meetups=((OVERSTAP, "wijklunch-grauwe-polder"),),
        uptake=(
            Taken(
                organisation=RIETVINK,
                state="gestopt",
                months_ago=9,
                changed="Wij hadden hetzelfde overleg in Oosterheide. Na dit verhaal zijn wij ook gestopt.",
            ),
        ),
        confirmed_days_ago=120,
    ),
)
