"""The pages of text that every network starts with: true wherever the site runs, with blanks for what only the network knows.

What they say about the site itself (cookies, what is kept, who sees it) are facts of this code: when that changes, so do they.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Part = str | tuple[str, dict]
"""Rich text, or another block of a page: its name and what it holds."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A page of text below the home page."""

    slug: str
    title: str
    lead: str
    body: str
    """Rich text, with ``{name}`` where a blank stands."""
    more: tuple[Part, ...] = ()
    """What follows, without blanks."""
    blanks: Mapping[str, str] = field(default_factory=dict)
    """What an editor has to fill in, by name, in Dutch."""

    @property
    def html(self) -> str:
        marked = {name: f"<b>[Vul in: {what}]</b>" for name, what in self.blanks.items()}
        return self.body.strip().format_map(marked)

    def filled(self, **answers: str) -> "Text":
        """The same with every blank filled, in rich text."""
        if answers.keys() != self.blanks.keys():
            raise ValueError(f"The blanks of {self.slug} are {', '.join(self.blanks)}.")
        return replace(self, body=self.body.format_map(answers), blanks={})

    def followed_by(self, *more: Part) -> "Text":
        return replace(self, more=(*self.more, *more))

    @property
    def stream(self) -> list[dict]:
        """What the page's ``body`` is made from."""
        return stream(*filter(None, [self.html]), *self.more)


def stream(*parts: Part) -> list[dict]:
    """``parts`` as a stream field takes them."""
    named = [("text", part.strip()) if isinstance(part, str) else part for part in parts]
    return [{"type": name, "value": value} for name, value in named]


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
<li><a href="/themas/">Thema's</a>: wat er speelt in jouw vak.</li>
<li><a href="/organisaties/">Organisaties</a>: wie er meedoen, en wat zij organiseren.</li></ul>
<h2>Wie maken dit?</h2>
<p>De organisaties zelf. Elke organisatie zet haar eigen bijeenkomsten online en past ze zelf aan. De redactie houdt de rest van de site
bij.</p>
<h2>Hoort dit bij jouw werk?</h2>
<p>Kijk in de <a href="/agenda/">agenda</a> en <a href="/hoe-werkt-aanmelden/">meld je aan</a>. Een account heb je niet nodig. Organiseer je
zelf iets? Lees dan hoe je <a href="/bijeenkomst-online-zetten/">een bijeenkomst online zet</a>.</p>""",
)

HOW_TO_REGISTER = Text(
    slug="hoe-werkt-aanmelden",
    title="Hoe werkt aanmelden?",
    lead="Aanmelden duurt een minuut. Je hebt geen account nodig.",
    body="""
<h2>Zo meld je je aan</h2>
<ol><li>Kies een bijeenkomst en vul je naam, je e-mailadres en je werk in.</li>
<li>Je krijgt een mail. Open de link en bevestig dat je komt. We houden een uur lang een plek voor je vast.</li>
<li>Je plek staat vast. In de mail zit de afspraak voor je eigen agenda.</li></ol>
<p>Bij sommige bijeenkomsten loop je gewoon binnen, of meld je je ergens anders aan. Dat staat er dan bij.</p>
<h2>Is het vol?</h2>
<p>Dan kom je op de wachtlijst, in de volgorde waarin mensen zich aanmelden. Komt er een plek vrij, dan krijgt de eerste op de lijst hem
vanzelf. Je krijgt dan meteen een mail. Op je eigen pagina zie je hoeveel mensen er voor je zijn.</p>
<h2>Kun je toch niet?</h2>
<p>Open de link in je mail en kies “Ik kan toch niet”. Je plek gaat naar de volgende. Je hoeft niet te zeggen waarom. Had je te snel
geklikt? Meld je dan gewoon opnieuw aan, als er nog plek is.</p>
<h2>Gaat een bijeenkomst niet door?</h2>
<p>Dan krijg je een mail met de reden, en de afspraak verdwijnt uit je agenda. In de agenda op deze site blijft de datum staan, met
“Geannuleerd” erbij.</p>
<h2>Geen mail gekregen?</h2>
<p>Kijk in de map met ongewenste mail. Staat hij daar ook niet? Meld je dan nog een keer aan met hetzelfde adres. Je raakt je plek
daar niet door kwijt.</p>""",
)

PUT_A_MEETUP_ONLINE = Text(
    slug="bijeenkomst-online-zetten",
    title="Zet een bijeenkomst online",
    lead="Hoort je organisatie bij het netwerk? Dan staat je bijeenkomst in vijf minuten in de agenda.",
    body="""
<h2>Wat heb je nodig?</h2>
<p>Een account bij een organisatie die meedoet. Heb je dat nog niet, vraag het dan aan een collega of aan de redactie. Collega's van één
organisatie kunnen elkaars bijeenkomsten aanpassen. Die van een ander niet.</p>
<h2>Zo doe je het</h2>
<ol><li><a href="/beheer/">Log in bij het beheer</a> en kies “Nieuwe bijeenkomst”.</li>
<li><b>Wat</b>: een titel, en één zin die vertelt waarom iemand zou komen.</li>
<li><b>Wanneer</b>: een of meer datums, elk met een begin en een eind.</li>
<li><b>Waar</b>: de plek, en hoe je er binnenkomt. Schrijf ook op wat lastig is, zoals een drempel.</li>
<li><b>Voor wie</b>: de gemeente, de wijken en de thema's. Zo vinden mensen je bijeenkomst.</li>
<li><b>Aanmelden</b>: het aantal plekken. Is er geen grens, laat het dan leeg.</li>
<li>Bekijk het voorbeeld en zet de bijeenkomst online.</li></ol>
<h2>En daarna?</h2>
<ul><li>Je ziet in het beheer wie er komt. De lijst kun je ook opslaan voor een rekenblad.</li>
<li>Is het vol, dan werkt de wachtlijst vanzelf. Je hoeft niets bij te houden.</li>
<li>Verander je de tijd of de plek? Wie is aangemeld, krijgt bericht.</li>
<li>Gaat een datum niet door? Annuleer hem met een reden. Iedereen krijgt bericht, en in de agenda staat dat hij vervalt.</li></ul>
<h2>Drie tips voor een goede tekst</h2>
<ul><li>Schrijf zoals je praat. Een titel mag een vraag zijn.</li>
<li>Zeg wat iemand mee naar huis neemt.</li>
<li>Leg afkortingen uit. De helft van je lezers komt uit de andere hoek.</li></ul>""",
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
<h2>Als je je aanmeldt voor een bijeenkomst</h2>
<p>Dan vragen we je naam, je e-mailadres, waar je werkt en je discipline. Een opmerking mag erbij. Dat is nodig om:</p>
<ul><li>je plek of je plaats op de wachtlijst te regelen;</li>
<li>je te laten weten als er iets verandert;</li>
<li>te laten zien hoe de groep is samengesteld.</li></ul>
<p>{basis}</p>
<h2>Wie ziet je gegevens?</h2>
<p>De organisatie van de bijeenkomst ziet wie er komt. Een organisatie die de bijeenkomst mede beheert, ziet dat ook, net als de redactie
en de beheerder van de site. Je naam staat nooit op de openbare site. Komen er meer mensen, dan staat er soms hoeveel er uit de medische en
uit de sociale hoek komen. Dat zijn aantallen, zonder namen.</p>
<p>Mails gaan via de mailserver die het netwerk zelf heeft gekozen. {server}</p>
<h2>Als je inlogt</h2>
<p>Dan bewaren we je e-mailadres, en soms je naam. Wie pagina's beheert, laat in het beheer achter wat hij wanneer heeft
veranderd.</p>
<h2>Cookies</h2>
<p>Er zijn alleen cookies die nodig zijn om de site te laten werken:</p>
<ul><li>Een formulier heeft er een nodig, zodat niemand anders het in jouw naam kan versturen. Die verdwijnt als je je browser sluit.</li>
<li>Log je in, dan houdt een cookie je ingelogd. Die verdwijnt als je uitlogt, en anders vanzelf, meestal na twee weken.</li>
</ul>
<h2>Schrijf niets over bewoners</h2>
<p>Zet geen namen of verhalen van bewoners in een opmerking. Schrijf daar ook niets over je eigen gezondheid.</p>
<h2>Hoe lang bewaren we gegevens?</h2>
<p>Vier weken na de bijeenkomst haalt de site vanzelf weg wie je bent: je naam, je adres en wat je invulde. Ook de mails aan jou gaan dan
weg. Wat blijft is hoeveel mensen er kwamen, en wat voor werk zij doen. Heb je een account, dan blijven je gegevens zolang je het hebt.</p>
<p>{retention}</p>
<h2>Wat zijn je rechten?</h2>
<p>Je mag je gegevens zien, laten verbeteren en laten wissen. {contact}</p>
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
<p>Bij elke bijeenkomst is plaats voor wat je over de toegang moet weten: of je er met een rolstoel komt, of er een ringleiding is, waar je
kunt parkeren en welke bus er stopt. Mis je iets? Vraag het aan de contactpersoon.</p>
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
    blanks={"contact": "het e-mailadres en het telefoonnummer van jullie redactie, en wanneer die bereikbaar is"},
)

STANDARD_PAGES = (ABOUT, HOW_TO_REGISTER, PUT_A_MEETUP_ONLINE, PRIVACY, ACCESSIBILITY, CONTACT)
