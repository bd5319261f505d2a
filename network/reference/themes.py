"""Themes in alphabetical order, each with a sentence and a short introduction for the editors to start from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    name: str
    slug: str
    summary: str
    intro: str


THEMES = (
    Theme(
        "Bewegen en leefstijl",
        "bewegen-en-leefstijl",
        "Gezonder leven begint dichtbij: een wandelgroep, een moestuin, iemand die meegaat.",
        "<p>Een advies over bewegen is snel gegeven. Het ook doen is lastig, zeker alleen. Vaak is er in de wijk al iets: een"
        " wandelgroep, een kookclub, een buurtsportcoach. Wie die mensen kent, kan iemand op weg helpen.</p>"
        "<p>Bij dit thema gaat het over de stap van de spreekkamer naar de buurt. En over wat je doet als iemand eerst iets"
        " anders nodig heeft.</p>",
    ),
    Theme(
        "Dementie",
        "dementie",
        "Zo lang mogelijk thuis, met steun voor wie dement is en voor wie ernaast staat.",
        "<p>Dementie begint vaak met kleine dingen. De buurvrouw merkt het, of de medewerker van de apotheek. Dan is het fijn als"
        " je weet wie je kunt bellen.</p>"
        "<p>Hier lees je over vroeg herkennen, over wonen met dementie en over hulp voor de familie.</p>",
    ),
    Theme(
        "Eenzaamheid",
        "eenzaamheid",
        "Niet iedereen die alleen is, is eenzaam. Hoe merk je het, en wat helpt dan wel?",
        "<p>Eenzaamheid zie je niet aan de buitenkant. Mensen praten er ook niet graag over. Toch voelen veel professionals het"
        " als ze ergens binnenkomen.</p>"
        "<p>Bij dit thema zoeken we samen naar een goed gesprek en naar een eerste stap. Een activiteit is soms het antwoord, en"
        " soms juist niet.</p>",
    ),
    Theme(
        "Jeugd en gezin",
        "jeugd-en-gezin",
        "Kinderen groeien op in een gezin en in een buurt. Hulp werkt beter als die elkaar kennen.",
        "<p>Een kind dat niet slaapt, een ouder met zorgen over geld, een school die zich afvraagt wat er speelt. Ieder ziet een"
        " stukje. Samen zie je meer.</p>"
        "<p>Dit thema is voor iedereen die met kinderen, jongeren en hun ouders werkt: van verloskundige tot jeugdprofessional.</p>",
    ),
    Theme(
        "Mantelzorg",
        "mantelzorg",
        "Wie voor een ander zorgt, heeft zelf ook iemand nodig. Hoe zie je dat op tijd?",
        "<p>Mantelzorgers houden veel overeind. Ze noemen zichzelf vaak niet zo: ze zijn gewoon partner, kind of buur. Daardoor"
        " vragen ze pas laat om hulp.</p>"
        "<p>Hier gaat het over herkennen, over even vrij zijn, en over afspraken maken met iedereen die meezorgt.</p>",
    ),
    Theme(
        "Mentale gezondheid",
        "mentale-gezondheid",
        "Somber, gespannen of in de war: wat kan de wijk doen, en wanneer is er behandeling nodig?",
        "<p>Niet elke klacht vraagt om een behandeling. Soms helpt rust, werk, een huis of een luisterend oor. Soms is er wel snel"
        " een behandelaar nodig. Dat onderscheid maak je beter samen.</p>"
        "<p>Bij dit thema ontmoeten huisartsen, POH-GGZ, GGZ, welzijnswerk en ervaringsdeskundigen elkaar.</p>",
    ),
    Theme(
        "Ouderen",
        "ouderen",
        "Prettig ouder worden in je eigen wijk, ook als je wat meer hulp nodig hebt.",
        "<p>Veel ouderen willen in hun eigen huis blijven. Daar is meer voor nodig dan zorg alleen: een passende woning, mensen om"
        " je heen, een winkel die je kunt bereiken.</p>"
        "<p>Dit thema brengt wijkverpleging, huisartsen, welzijn, wonen en ouderen zelf bij elkaar.</p>",
    ),
    Theme(
        "Samenwerken in de wijk",
        "samenwerken-in-de-wijk",
        "Elkaar kennen, elkaar bellen, en weten wat de ander doet.",
        "<p>De ene wereld is medisch, de andere sociaal. Ze hebben hun eigen woorden en hun eigen regels. Vaak gaat er tijd verloren"
        " omdat mensen elkaar niet kennen.</p>"
        "<p>Bij dit thema gaat het over kennismaken en over goede afspraken. En over de bewoner: met wie je praat, en niet over"
        " wie.</p>",
    ),
    Theme(
        "Schulden en bestaanszekerheid",
        "schulden-en-bestaanszekerheid",
        "Zorgen over geld maken ziek. Wie ze op tijd bespreekt, voorkomt veel.",
        "<p>Wie elke dag rekent of er genoeg is, slaapt slecht en stelt zorg uit. Toch komt geld in de spreekkamer weinig ter"
        " sprake. Het voelt te persoonlijk, of je weet niet waar je iemand naartoe kunt sturen.</p>"
        "<p>Hier vind je bijeenkomsten over het gesprek, over de wegen naar hulp en over wat je zelf kunt doen.</p>",
    ),
    Theme(
        "Wonen",
        "wonen",
        "Een goed huis in een fijne buurt: de basis onder gezondheid en hulp.",
        "<p>Wie nergens rustig kan wonen, knapt moeilijk op. Een woonconsulent komt achter veel voordeuren en ziet wat er speelt."
        " Zorg en welzijn weten dat niet altijd te vinden.</p>"
        "<p>Dit thema gaat over passend wonen, over overlast en volle huizen, en over een warm welkom in een nieuwe buurt.</p>",
    ),
)
