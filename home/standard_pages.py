"""Pages of text that every network starts with, with blanks for facts that only the network knows.

Their statements about the site (cookies, retention, who sees which data) describe this code: change both together.
"""

from home.how_to_pages import (
    FIRST_VISITS,
    HOW_TO_REGISTER,
    NEW_HERE,
    PUT_A_MEETUP_ONLINE,
    SHARE,
    SHARE_A_PRACTICE,
    SUBSCRIBE,
)
from home.texts import Text

ABOUT = Text(
    slug="over",
    title="Over het netwerk",
    lead="Hier vinden mensen uit zorg, welzijn en wonen elkaar, samen met bewoners. In de wijk waar ze werken.",
    body="""
<p>De medische wereld en de sociale wereld liggen vaak ver uit elkaar. Terwijl ze met dezelfde mensen werken, in dezelfde straat. Wie
elkaar kent, belt elkaar eerder. Daarom zijn er bijeenkomsten in de wijk, en daarom is er deze site.</p>
<h2>Wat vind je hier?</h2>
<ul><li><a href="/agenda/">De agenda</a>: alle bijeenkomsten in de regio. Je kiest zelf je gemeente of je thema.</li>
<li><a href="/gemeenten/">Gemeenten en wijken</a>: wat er speelt waar jij werkt.</li>
<li><a href="/themas/">Thema’s</a>: wat er speelt in jouw vak.</li>
<li><a href="/organisaties/">Organisaties</a>: wie er meedoen, en wat zij organiseren.</li></ul>
<h2>Wie maken dit?</h2>
<p>De organisaties zelf. Elke organisatie zet haar eigen bijeenkomsten online en past ze zelf aan. De redactie houdt de rest van de site
bij.</p>
<h2>Wat kost het?</h2>
<p>Deze site gebruiken is gratis. Vraagt een organisatie geld voor een training of een lunch, dan staat dat bij de bijeenkomst.</p>""",
    more=(
        (
            "call_to_action",
            {
                "heading": "Hoort dit bij jouw werk?",
                "text": "Kijk wat er in jouw gemeente op de agenda staat. Een account heb je niet nodig.",
                "button": "Bekijk de agenda",
                "address": "/agenda/",
            },
        ),
    ),
)

PRIVACY = Text(
    slug="privacy",
    title="Privacy",
    lead="We vragen zo min mogelijk, en we zeggen waarvoor.",
    body="""
<h2>Wie is verantwoordelijk?</h2>
<p>{responsible}</p>
<h2>Als je alleen kijkt</h2>
<p>Dan volgen we je niet. De site telt geen bezoekers, toont niets van andere sites en zet geen cookies. Kies je een gemeente op de
voorpagina, dan onthoudt je eigen browser die keuze. Wij krijgen die niet.</p>
<p>Kies je bij een bijeenkomst “Plan je route”, “Google Agenda” of “Outlook”? Dan ga je naar een andere site. Die krijgt van ons alleen wat iedereen
al kan lezen: de titel, de tijd en de plek.</p>
<h2>Als je je aanmeldt voor een bijeenkomst</h2>
<p>Dan vragen we je naam, je e-mailadres, waar je werkt en je discipline. Een opmerking mag erbij, en soms stelt de organisator zelf een
vraag. Dat is nodig om:</p>
<ul><li>je plek of je plaats op de wachtlijst te regelen;</li>
<li>je te laten weten als er iets verandert;</li>
<li>te laten zien hoe de groep is samengesteld.</li></ul>
<p>{basis}</p>
<p>Soms vraagt de organisator wat je eet, of wat je nodig hebt om mee te doen. Dat vul je alleen in als je wilt, en met een eigen toestemming. We bewaren het
versleuteld. De organisator ziet het, een ander krijgt alleen aantallen. Je haalt het zelf weer weg, en 1 week na de bijeenkomst is het gewist.</p>
<h2>Als je op de hoogte wilt blijven</h2>
<p>Dan bewaren we je e-mailadres, wat je volgt, en wat je daarover al hoorde. Pas na jouw ja mailen we je: hoogstens één keer per week. In elke mail stop je
met één klik. Dan wissen we je adres meteen.</p>
<h2>Als je een praktijk deelt, iets vraagt of reageert</h2>
<p>Dan vragen we je naam en je e-mailadres. We mailen je een link: zo weten we dat jij het bent. Daarna gebruiken we je adres om:</p>
<ul><li>je te laten weten wat er met je tekst gebeurt;</li>
<li>je vraag door te sturen aan wie de praktijk maakt, die jou terugmailt;</li>
<li>je één keer per jaar te vragen of een praktijk nog klopt.</li></ul>
<p>Je adres komt nooit op de site. Je naam komt bij een praktijk alleen als jij dat wilt, en bij een reactie die je instuurt. Die haal je
altijd zelf weg.</p>
<h2>Wie ziet je gegevens?</h2>
<p>De organisatie van de bijeenkomst ziet wie er komt. Een organisatie die de bijeenkomst mede beheert, ziet dat ook, net als de redactie
en de beheerder van de site. Dat je komt, staat nooit met je naam op de openbare site. Komen er meer mensen, dan staat er soms hoeveel er uit de medische en
uit de sociale hoek komen. Dat zijn aantallen, zonder namen.</p>
<p>Mails gaan via de mailserver die het netwerk zelf heeft gekozen. {server}</p>
<h2>Als je inlogt</h2>
<p>Dan bewaren we je e-mailadres, en soms je naam. Wie pagina’s beheert, laat in het beheer achter wat hij wanneer heeft
veranderd.</p>
<h2>Cookies</h2>
<p>Er zijn alleen cookies die nodig zijn om de site te laten werken:</p>
<ul><li>Een formulier heeft er een nodig, zodat niemand anders het in jouw naam kan versturen. Die verdwijnt als je je browser sluit.</li>
<li>Log je in, dan houdt een cookie je ingelogd. Die verdwijnt als je uitlogt, en anders vanzelf, meestal na twee weken.</li>
</ul>
<h2>Schrijf niets over bewoners</h2>
<p>Zet geen namen of verhalen van bewoners in een opmerking. Schrijf ook niets over je eigen gezondheid, behalve waar de organisator vraagt wat je nodig hebt.</p>
<h2>Hoe lang bewaren we gegevens?</h2>
<p>4 weken na de bijeenkomst haalt de site vanzelf weg wie je bent: je naam, je adres en wat je invulde. Bevestig je een aanmelding niet,
dan is die na 1 week weg. Kopieën van mails bewaren we 4 weken. Wat blijft, is dat er iemand kwam, en met welke discipline. Een vraag is na 4
weken weg, een reactie als je haar weghaalt. Een tekst die je schreef over een praktijk blijft, zonder je naam als je die weghaalt. Een account
blijft zolang je het hebt. <a href="/privacy/bewaartermijnen/">Bekijk alle termijnen</a>.</p>
<p>{retention}</p>
<h2>Wat zijn je rechten?</h2>
<p>Je mag je gegevens zien, verbeteren, meenemen en wissen. Dat doe je zelf: op de pagina van je aanmelding, of bij “Mijn gegevens” als je een
account hebt. Schreef je alleen een reactie of een vraag? Laat de link dan mailen. Ben je je link kwijt? <a href="/aanmelding/">Laat hem opnieuw mailen</a>. {contact}</p>
<p>Ben je het niet eens met hoe we ermee omgaan? Dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.</p>""",
    blanks={
        "responsible": "de naam en het adres van de organisatie die verantwoordelijk is voor de gegevens op deze site, en hoe je de "
        "functionaris gegevensbescherming bereikt",
        "basis": "op welke grondslag uit de AVG jullie deze gegevens gebruiken",
        "server": "wie de site en de mail voor jullie beheert, in welk land, en of de server een logboek met IP-adressen bijhoudt",
        "retention": "hoe lang jullie accounts, logboeken en back-ups bewaren, en wie ze daarna wist",
        "contact": "waar je daarvoor terechtkunt, en hoe snel je antwoord krijgt",
    },
)

ACCESSIBILITY = Text(
    slug="toegankelijkheid",
    title="Toegankelijkheid",
    lead="Iedereen moet deze site kunnen gebruiken, en elke bijeenkomst kunnen vinden waar hij binnen kan.",
    body="""
<h2>De site</h2>
<p>De software van deze site is gemaakt met de richtlijnen WCAG 2.2, niveau AA, als doel. Je hoort alles te kunnen
doen met het toetsenbord en met een schermlezer, ook als de tekst groot staat. De site werkt ook zonder scripts.</p>
<h2>De verklaring</h2>
<p>{statement}</p>
<h2>De bijeenkomsten</h2>
<p>Bij elke bijeenkomst is plaats voor wat je over de toegang moet weten: kom je er met een rolstoel, is er een ringleiding,
waar kun je parkeren? Ook welke bus er stopt, staat erbij. Mis je iets? Vraag het aan de contactpersoon.</p>
<h2>Werkt er iets niet?</h2>
<p>Laat het ons weten. Vertel wat je wilde doen en waar het misging. {contact}</p>""",
    blanks={
        "statement": "of de site al is onderzocht, wat daar uitkwam, en waar jullie toegankelijkheidsverklaring staat. Zet het adres van "
        "de verklaring ook bij Instellingen van de site",
        "contact": "waar iemand een probleem meldt, en hoe snel hij antwoord krijgt",
    },
)

CONTACT = Text(
    slug="contact",
    title="Contact",
    lead="Een vraag over een bijeenkomst, over je aanmelding of over de site? Zo kom je bij de juiste persoon.",
    body="""
<h2>Over een bijeenkomst</h2>
<p>Bij een bijeenkomst staat wie je iets kunt vragen. Ben je aangemeld, antwoord dan op de mail die je kreeg. Je antwoord komt bij die
persoon terecht.</p>
<h2>Over je aanmelding</h2>
<p>Open de link in je mail. Daar zie je hoe het ervoor staat, en daar kun je je ook afmelden. Lees ook
<a href="/hoe-werkt-aanmelden/">hoe aanmelden werkt</a>.</p>
<h2>Wil je meedoen met je organisatie?</h2>
<p>Dat kan. Lees eerst <a href="/bijeenkomst-online-zetten/">hoe je een bijeenkomst online zet</a>.</p>
<h2>Over de site</h2>
<p>{contact}</p>""",
    more=(("contact", {"heading": "Zo bereik je de redactie", "text": ""}),),
    blanks={
        "contact": "hoe snel jullie redactie antwoordt. Het e-mailadres, het telefoonnummer en de tijden zet je bij Instellingen van de "
        "site; die staan dan hieronder"
    },
)

STANDARD_PAGES = (
    NEW_HERE,
    ABOUT,
    HOW_TO_REGISTER,
    SUBSCRIBE,
    PUT_A_MEETUP_ONLINE,
    SHARE_A_PRACTICE,
    SHARE,
    PRIVACY,
    ACCESSIBILITY,
    CONTACT,
    *FIRST_VISITS,
)
