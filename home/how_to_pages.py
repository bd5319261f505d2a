"""Pages that explain the site: one for each task, and an introduction for each kind of visitor."""

from home.texts import Part, Text

DOORS = (
    (
        "Ik werk in de wijk",
        "Vind een bijeenkomst en leer mensen uit de andere hoek kennen.",
        "/nieuw-hier/professional/",
    ),
    ("Ik organiseer iets", "Zet je bijeenkomst online en houd geen lijsten meer bij.", "/nieuw-hier/organisator/"),
    ("Ik wil op de hoogte blijven", "Haal de agenda van jouw wijk in je eigen agenda.", "/nieuw-hier/agenda-abonnee/"),
    ("Ik werk bij een gemeente", "Zie wat er in jouw gemeente gebeurt, en wie er meedoen.", "/nieuw-hier/gemeente/"),
)


def doors(heading: str) -> Part:
    rows = [{"title": title, "text": text, "address": address} for title, text, address in DOORS]
    return ("doors", {"heading": heading, "doors": rows})


def steps(heading: str, *pairs: tuple[str, str]) -> Part:
    return (
        "steps",
        {"heading": heading, "steps": [{"title": title, "text": f"<p>{text}</p>"} for title, text in pairs]},
    )


def call(heading: str, text: str, button: str, address: str) -> Part:
    return ("call_to_action", {"heading": heading, "text": text, "button": button, "address": address})


HOW_TO_REGISTER = Text(
    slug="hoe-werkt-aanmelden",
    title="Hoe werkt aanmelden?",
    lead="Aanmelden duurt een minuut. Je hebt geen account nodig.",
    body="",
    more=(
        steps(
            "Zo meld je je aan",
            ("Kies een bijeenkomst", "Vul je naam, je e-mailadres en je werk in."),
            (
                "Open de mail die je krijgt",
                "Bevestig met één klik dat je komt. We houden een uur lang een plek voor je vast.",
            ),
            ("Zet de afspraak in je agenda", "Hij zit bij de mail. Verandert er iets, dan verandert de afspraak mee."),
        ),
        """
<p>Bij sommige bijeenkomsten loop je gewoon binnen. Bij andere meld je je aan op een andere site. Dat staat er dan bij.</p>
<h2>Is het vol?</h2>
<p>Dan kom je op de wachtlijst, in de volgorde van aanmelden. Komt er een plek vrij, dan krijgt de eerste op de lijst hem vanzelf. Soms
vraagt de organisator eerst of je nog kunt. Je krijgt meteen een mail. Op je eigen pagina zie je hoeveel mensen er voor je zijn.</p>
<h2>Kun je toch niet?</h2>
<p>Open de link in je mail en kies “Ik kan toch niet”. Je plek gaat naar de volgende. Je hoeft niet te zeggen waarom. Ben je je plek dan
voorgoed kwijt? Dan vragen we het eerst nog een keer.</p>
<p>Klikte je te snel? De eerste tien minuten kun je met één klik terug, zolang je plek vrij is. Daarna meld je je gewoon opnieuw aan.</p>
<h2>Verandert de dag of de plek?</h2>
<p>Dan krijg je een mail, en de afspraak schuift mee in je agenda. Kun je op de nieuwe dag niet? Meld je dan af met de link in die mail.</p>
<h2>Gaat een bijeenkomst niet door?</h2>
<p>Dan krijg je een mail met de reden. De afspraak verdwijnt uit je agenda. In de agenda op deze site blijft de datum staan, met
“Geannuleerd” erbij.</p>
<h2>Geen mail gekregen?</h2>
<p>Kijk in de map met ongewenste mail. Staat hij daar ook niet? Meld je dan nog een keer aan met hetzelfde adres. Je raakt je plek daar
niet door kwijt.</p>""",
    ),
)

PUT_A_MEETUP_ONLINE = Text(
    slug="bijeenkomst-online-zetten",
    title="Zet een bijeenkomst online",
    lead="Hoort je organisatie bij het netwerk? Dan staat je bijeenkomst in vijf minuten in de agenda.",
    body="""
<h2>Wat heb je nodig?</h2>
<p>Een account bij een organisatie die meedoet. Heb je dat nog niet? Vraag het aan een collega of aan de redactie. Collega’s van één
organisatie kunnen elkaars bijeenkomsten aanpassen. Die van een ander niet.</p>""",
    more=(
        steps(
            "Zo doe je het",
            ("Log in", 'Ga naar <a href="/beheer/">het beheer</a> en kies “Nieuwe bijeenkomst”.'),
            ("Wat?", "Een titel, en één zin die vertelt waarom iemand zou komen."),
            ("Wanneer?", "Een of meer datums, elk met een begin en een eind."),
            ("Waar?", "De plek, en hoe je er binnenkomt. Schrijf ook op wat lastig is, zoals een drempel."),
            ("Voor wie?", "De gemeente, de wijken en de thema’s. Zo vinden mensen je bijeenkomst."),
            ("Hoeveel plekken?", "Is er geen grens? Laat het dan leeg."),
            ("Publiceer", "Bekijk eerst het voorbeeld. Daarna staat de bijeenkomst meteen in de agenda."),
        ),
        """
<h2>En daarna?</h2>
<ul><li>Je ziet in het beheer wie er komt. De lijst kun je ook opslaan voor een rekenblad.</li>
<li>Is het vol, dan werkt de wachtlijst vanzelf.</li>
<li>Verander je de tijd of de plek? Wie is aangemeld, krijgt bericht.</li>
<li>Gaat een datum niet door? Annuleer hem met een reden. Iedereen hoort het.</li></ul>
<h2>Drie tips voor een goede tekst</h2>
<ul><li>Schrijf zoals je praat. Een titel mag een vraag zijn.</li>
<li>Zeg wat iemand mee naar huis neemt.</li>
<li>Leg afkortingen uit. De helft van je lezers komt uit de andere hoek.</li></ul>""",
    ),
)

SHARE_A_PRACTICE = Text(
    slug="deel-een-praktijk",
    title="Deel een praktijk",
    lead="Wat werkt bij jullie, en wat juist niet? Schrijf het op. Een ander kan er morgen mee beginnen.",
    body="""
<p>Je hebt geen account nodig. Een naam en één zin zijn genoeg om te beginnen. Ook een idee mag, en een proef die mislukte.</p>""",
    more=(
        steps(
            "Zo gaat het",
            (
                "Geef het een naam",
                "Vertel in één zin voor wie het is en wat er gebeurt. Lijkt er al iets op? Dan zie je dat meteen.",
            ),
            ("Vertel verder", "In vijf korte stappen. Wat je niet weet, sla je over. Alles wat je typt bewaren we."),
            ("Bevestig je adres", "Je krijgt een mail. Met de knop ga je verder op elk apparaat, 30 dagen lang."),
            ("Stuur het in", "Een redacteur leest mee. Je ziet wie dat is, en je krijgt een mail."),
            ("Het staat erop", "Of de redacteur heeft nog een vraag. Dan pas je het aan en stuur je het opnieuw in."),
        ),
        """
<h2>Wat schrijf je op?</h2>
<ul><li>Begin met wat niet lukte. Dat is voor een ander het meest waard.</li>
<li>Schrijf zoals je praat, en leg afkortingen uit.</li>
<li>Noem geen namen van bewoners of patiënten, en niets waaraan een ander hen herkent.</li></ul>
<h2>Bestanden</h2>
<p>Je kunt tien bestanden meesturen: pdf, Word, Excel, PowerPoint of een foto. Elk bestand is hooguit 10 MB. In Word-bestanden blijft de
naam van de schrijver staan.</p>
<h2>Wie schreef het?</h2>
<p>Jij beslist of je naam op de pagina komt. Wie meeschreef, krijgt een mail en beslist dat zelf. Ga je er niet meer over? Draag de
praktijk dan over met de link in je mail. Je e-mailadres staat nooit op de site.</p>
<h2>Klopt het nog?</h2>
<p>Een keer per jaar vragen we dat. Je antwoordt met één klik. Verandert er eerder iets? Pas het dan aan. De oude tekst blijft staan tot
een redacteur de nieuwe heeft gelezen.</p>
<p><a href="/praktijken/insturen/">Deel jouw praktijk</a>. De eerste stap duurt twee minuten.</p>""",
    ),
)

SUBSCRIBE = Text(
    slug="abonneren",
    title="De agenda in je eigen agenda",
    lead="Je doet het één keer. Daarna komt elke nieuwe bijeenkomst vanzelf in je eigen agenda.",
    body="""
<p>Je kunt je abonneren op alles, of op een deel: je gemeente, je wijk, een thema of één organisatie. Verandert er iets, dan verandert het
bij jou ook. Gaat iets niet door, dan zie je dat.</p>""",
    more=(
        steps(
            "Zo werkt het",
            (
                "Kies wat je wilt volgen",
                'Maak in <a href="/agenda/">de agenda</a> een keuze, of open de pagina van een gemeente, wijk of thema.',
            ),
            (
                "Ga naar “Zet deze agenda in je eigen agenda”",
                "Het staat onder de lijst, of ernaast.",
            ),
            (
                "Kies je programma",
                "Outlook, Google Agenda, of de agenda van je iPhone, iPad of Mac. Bij de andere kopieer je het adres.",
            ),
            ("Zeg ja", "Je programma vraagt of je de agenda wilt toevoegen. Meer is het niet."),
        ),
        """
<h2>Hoe snel zie je iets nieuws?</h2>
<p>Dat bepaalt je programma. Outlook kijkt een paar keer per dag. Google Agenda kijkt soms pas na een dag. Op een iPhone, iPad of Mac kies
je het zelf. Heb je je ergens voor aangemeld? Dan mailen we je ook als er iets verandert. Daar hoef je dus niet op te wachten.</p>
<h2>Zien anderen dat?</h2>
<p>Nee. We weten niet wie er een abonnement heeft. Je hoeft er geen naam of adres voor te geven.</p>
<h2>Wil je het niet meer?</h2>
<p>Haal de agenda weg in je eigen programma. Bij ons hoef je niets te doen.</p>
<h2>Liever een mail?</h2>
<p>Dat kan ook. Kies je wijk, je thema of een organisatie, en <a href="/op-de-hoogte/">vul je adres in</a>. Is er iets nieuws, dan krijg je op maandag
één mail. Is er niets nieuws, dan niet.</p>""",
    ),
)

SHARE = Text(
    slug="delen",
    title="Vertel het verder",
    lead="De meeste mensen komen omdat een collega het zei. Zo maak je dat makkelijk.",
    body="""
<h2>Stuur de link</h2>
<p>Elke bijeenkomst heeft een eigen adres. Plak het in een mail of in een groepsapp. Er komt een plaatje mee met de titel en de dag.</p>
<h2>Deel een keuze uit de agenda</h2>
<p>Kies in <a href="/agenda/">de agenda</a> een gemeente en een thema. Kopieer daarna het adres uit de balk van je browser. Wie het opent, ziet
dezelfde keuze. Handig voor een nieuwsbrief of een teamoverleg.</p>
<h2>Hang het op</h2>
<p>Druk de pagina van een bijeenkomst af. Je krijgt een poster op A4, met een code die je met je telefoon opent. Ook de agenda kun je
afdrukken. Dat wordt een lijst voor naast het koffieapparaat.</p>
<h2>Zet het op je eigen site</h2>
<p>Heeft jouw organisatie een site of een intranet? Zet daar een link naar jullie eigen pagina. Die is altijd bij, dus je hoeft hem
nooit meer aan te passen.</p>""",
    in_footer=False,
)

NEW_HERE = Text(
    slug="nieuw-hier",
    title="Nieuw hier?",
    lead="In één minuut weet je wat je hier kunt doen.",
    body="""
<p>Op deze site staan bijeenkomsten voor iedereen die in de wijk werkt: in de zorg, in het welzijnswerk, bij wonen en bij de gemeente.
Bewoners doen ook mee. De organisaties zetten hun bijeenkomsten er zelf op. Jij kiest waar je naartoe gaat.</p>""",
    more=(doors("Waar kom je voor?"),),
)

FIRST_VISITS = (
    Text(
        slug="professional",
        parent=NEW_HERE.slug,
        title="Je werkt in de wijk",
        lead="Huisarts, opbouwwerker, wijkverpleegkundige of consulent: hier tref je de mensen die je anders alleen mailt.",
        body="""
<h2>Wat heb je eraan?</h2>
<p>Je leert wie er nog meer bij jouw mensen komt. De volgende keer bel je iemand die je kent. Dat scheelt tijd, en het is leuker.</p>""",
        more=(
            steps(
                "Zo begin je",
                (
                    "Kies je gemeente",
                    'Op <a href="/">de voorpagina</a> zie je meteen de eerste drie bijeenkomsten bij jou in de buurt.',
                ),
                ("Kijk wat je in een uur kunt doen", "Een lunch duurt kort. Een casus bespreken kost een middag."),
                (
                    "Meld je aan",
                    "Dat duurt een minuut en kan zonder account. Kun je toch niet? Dan geef je je plek met één klik door.",
                ),
            ),
            call(
                "Ga je mee?",
                "Je ziet erbij hoeveel plek er is, en wie er komen: medisch en sociaal.",
                "Bekijk de agenda",
                "/agenda/",
            ),
        ),
        in_footer=False,
    ),
    Text(
        slug="organisator",
        parent=NEW_HERE.slug,
        title="Je organiseert iets",
        lead="Een lunch, een borrel of een training: je zet hem zelf online, in vijf minuten.",
        body="""
<h2>Wat doet de site voor je?</h2>
<ul><li>Mensen melden zich aan en krijgen vanzelf een mail.</li>
<li>Is het vol, dan houdt de site de wachtlijst bij.</li>
<li>Verzet je de datum? Iedereen hoort het, en hun agenda schuift mee.</li>
<li>Na vier weken zijn de namen en adressen weer weg.</li></ul>
<h2>Wat doe je zelf?</h2>
<p>Je schrijft waarom iemand zou komen. Je kiest een plek waar iedereen binnen kan. En je zegt dag als ze er zijn.</p>""",
        more=(
            call(
                "Zo zet je het online",
                "Stap voor stap, met tips voor een tekst die mensen laat komen.",
                "Lees hoe het gaat",
                "/bijeenkomst-online-zetten/",
            ),
        ),
        in_footer=False,
    ),
    Text(
        slug="agenda-abonnee",
        parent=NEW_HERE.slug,
        title="Je wilt op de hoogte blijven",
        lead="Je hoeft deze site nooit meer te openen om te weten wat er komt.",
        body="""
<p>Kies wat je wilt volgen: je wijk, je gemeente of een onderwerp. Met een paar klikken staat dat in Outlook, Google Agenda of op je
telefoon. Daarna gaat alles vanzelf. Iets nieuws komt erbij. Iets wat verschuift, schuift bij jou ook.</p>
<p>Liever een mail? Dan hoor je op maandag wat er nieuw is. Hoogstens één keer per week, en stoppen kan met één klik. <a href="/op-de-hoogte/">Houd
me op de hoogte</a></p>
<p>Geen account, geen reclame.</p>""",
        more=(
            call("Begin met je eigen wijk", "Het kost je nog geen minuut.", "Lees hoe je je abonneert", "/abonneren/"),
        ),
        in_footer=False,
    ),
    Text(
        slug="gemeente",
        parent=NEW_HERE.slug,
        title="Je werkt bij een gemeente",
        lead="Zie in één oogopslag wat er in jouw wijken gebeurt, wie er meedoen en waar nog niets is.",
        body="""
<h2>Wat staat er op jullie pagina?</h2>
<p>Elke gemeente heeft een eigen pagina met de agenda, de wijken en de organisaties. Daar hoef je niets voor te doen. Wat organisaties
online zetten, komt er vanzelf bij.</p>
<h2>Wat kun je er zelf mee?</h2>
<ul><li>Zet een link op de site van de gemeente of op het intranet.</li>
<li>Abonneer je team op de agenda van jullie gemeente.</li>
<li>Organiseer zelf iets, of doe mee met een ander.</li>
<li>Kijk bij de buren: wat doen zij met hetzelfde thema?</li></ul>
<h2>Hoe zit het met privacy en toegang?</h2>
<p>De site vraagt weinig en bewaart kort. Hij volgt niemand. Onder aan elke pagina lees je er meer over.</p>""",
        more=(
            call(
                "Zoek jullie gemeente op", "Kies haar op de kaart of in de lijst.", "Naar de gemeenten", "/gemeenten/"
            ),
        ),
        in_footer=False,
    ),
)
