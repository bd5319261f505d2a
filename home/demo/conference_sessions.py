"""Sessions of the demo's conference. All of them are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Session:
    title: str
    summary: str
    form: str
    take_home: str
    at: tuple[tuple[int, int], ...]
    """Round and room of each run, as numbers in ``ROUNDS`` and ``ROOMS``. Empty: still to be placed."""
    capacity: int | None = None
    level: str = ""
    track: str = ""
    rounds_long: int = 1
    must_be_accessible: bool = False


# Name, start and end
ROUNDS = (
    ("Opening", "09:30", "10:15"),
    ("", "10:30", "11:30"),
    ("", "11:45", "12:45"),
    ("Lunch", "12:45", "13:45"),
    ("", "13:45", "14:45"),
    ("Thee", "14:45", "15:15"),
    ("", "15:15", "16:15"),
    ("Afsluiting", "16:15", "17:00"),
)
# Round, kind and title
BANDS = (
    (0, "plenary", "Wie ken jij aan de overkant?"),
    (3, "break", "Lunch"),
    (5, "break", "Thee"),
    (7, "plenary", "Wat doe je maandag anders?"),
)
# Name, place in the building, places, access and what it has
ROOMS = (
    ("Grote zaal", "begane grond", 350, "yes", {"ring_line": True, "has_projector": True}),
    ("Ketelhuis", "begane grond", 80, "yes", {"ring_line": True, "has_projector": True}),
    ("Weefzaal", "begane grond", 60, "yes", {"has_projector": True, "has_open_floor": True}),
    ("Garenkamer", "eerste verdieping", 40, "yes", {"ring_line": True, "has_projector": True}),
    ("Verfkamer", "eerste verdieping", 30, "partly", {"has_projector": True}),
    ("Zolder", "tweede verdieping", 12, "no", {"has_open_floor": True}),
    ("Marktplein", "de hal", 60, "yes", {"holds_several": True}),
    ("Buiten", "bij de hoofdingang", 20, "partly", {"holds_several": True}),
)
TRACKS = ("Ouderen", "Geld en wonen", "Samen werken")

SESSIONS = (
    Session(
        "Samen schakelen: wie belt wie?",
        "Een huisarts en een sociaal werker laten zien hoe zij elkaar binnen een dag te pakken krijgen.",
        "verhaal",
        "Een belafspraak die je morgen kunt maken.\nTwee vragen die je altijd eerst stelt.",
        ((1, 0), (4, 1)),
        track="Samen werken",
    ),
    Session(
        "Ouderen die zorg mijden",
        "Wat doe je als iemand de deur niet opendoet, en jij je zorgen maakt?",
        "gesprek",
        "Vijf manieren om toch een voet tussen de deur te krijgen.",
        ((1, 1), (6, 2)),
        track="Ouderen",
    ),
    Session(
        "Maatwerk: wat mag er eigenlijk al?",
        "Je neemt je eigen vastgelopen verhaal mee. Samen zoeken we de ruimte in de regels.",
        "werksessie",
        "Een brief waarmee je ruimte vraagt.",
        ((1, 2),),
        level="verdieping",
        rounds_long=2,
        track="Samen werken",
    ),
    Session(
        "Schulden zien voor het misgaat",
        "Signalen van geldzorgen in de spreekkamer en aan de keukentafel.",
        "training",
        "Een kaartje met tien signalen.",
        ((1, 3),),
        level="instap",
        track="Geld en wonen",
    ),
    Session(
        "Eén gezin, zes hulpverleners",
        "We spelen een overleg na, en daarna nog een keer zoals het ook kan.",
        "spel",
        "Een agenda voor een overleg van twintig minuten.",
        ((1, 4),),
        capacity=24,
        track="Samen werken",
    ),
    Session(
        "Rouw in de spreekkamer",
        "Praten over verlies, zonder er een ziekte van te maken.",
        "gesprek",
        "Drie zinnen die ruimte geven.",
        ((1, 5),),
        must_be_accessible=True,
    ),
    Session(
        "Markt: negen praktijken op tafel",
        "Loop langs negen tafels. Aan elke tafel vertelt iemand in vijf minuten wat werkt.",
        "gesprek",
        "Namen en nummers van mensen die het al doen.",
        ((1, 6), (2, 6)),
        level="instap",
    ),
    Session(
        "Wandelgesprek: zorgen om je buurman",
        "Een rondje van drie kwartier. Trek stevige schoenen aan.",
        "wandeling",
        "Wat je wel en niet kunt doen als buur.",
        ((1, 7), (6, 7)),
    ),
    Session(
        "Wat vertellen de wijkcijfers?",
        "Cijfers over gezondheid en wonen naast elkaar, en wat je er wel en niet uit kunt lezen.",
        "verhaal",
        "Een lijst met cijfers die je gratis kunt vinden.",
        ((2, 0),),
    ),
    Session(
        "Een dementievriendelijke straat",
        "De kapper, de bakker en de buschauffeur doen mee. Hoe begon dat?",
        "verhaal",
        "Een stappenplan voor je eigen straat.",
        ((2, 1),),
        track="Ouderen",
    ),
    Session(
        "Mantelzorg: wie vraagt het?",
        "Iedereen denkt dat een ander ernaar vraagt. We verdelen de vraag.",
        "werksessie",
        "Een afspraak over wie wat vraagt.",
        ((2, 3),),
        track="Ouderen",
    ),
    Session(
        "Wonen met begeleiding, maar hoe?",
        "Een woonconsulent en een begeleider over de eerste honderd dagen in een eigen huis.",
        "gesprek",
        "Een lijst voor de eerste week.",
        ((2, 4),),
        track="Geld en wonen",
    ),
    Session(
        "Luisteren zonder oplossing",
        "Een kleine oefengroep. Je hoeft nog niets te weten.",
        "training",
        "Een oefening voor in je eigen team.",
        ((2, 5),),
        level="instap",
    ),
    Session(
        "Langs de moestuin",
        "We lopen naar een buurttuin en praten met wie daar elke week komt.",
        "wandeling",
        "Hoe een tuin een wachtkamer kan zijn.",
        ((2, 7), (4, 7)),
    ),
    Session(
        "Ervaringsdeskundigheid aan tafel",
        "Wat verandert er als iemand meepraat die het zelf heeft meegemaakt?",
        "gesprek",
        "Afspraken over tijd, geld en taal.",
        ((4, 0),),
        track="Samen werken",
    ),
    Session(
        "Multiproblematiek: waar begin je?",
        "Alles hangt met alles samen. Toch moet er iets eerst.",
        "werksessie",
        "Een manier om samen te kiezen.",
        ((4, 2),),
        level="verdieping",
    ),
    Session(
        "Valpreventie zonder folder",
        "Een fysiotherapeut en een opbouwwerker gaan de huizen langs.",
        "verhaal",
        "Wat je in één huisbezoek ziet.",
        ((4, 3),),
        track="Ouderen",
    ),
    Session(
        "De eerste duizend dagen",
        "Rond een geboorte komen veel mensen langs. Wie ziet het geheel?",
        "gesprek",
        "Een kaart van wie er langskomt.",
        ((4, 4),),
    ),
    Session(
        "Slapeloos in de wijk",
        "Slecht slapen is vaak geen medisch probleem. Wat dan wel?",
        "werksessie",
        "Vragen om met een bewoner door te lopen.",
        ((4, 5),),
        level="instap",
    ),
    Session(
        "Speeddaten: medisch zoekt sociaal",
        "In een uur spreek je acht mensen die je nog niet kende.",
        "spel",
        "Acht namen met een nummer.",
        ((4, 6),),
        level="instap",
        track="Samen werken",
    ),
    Session(
        "Van proef naar gewoon werk",
        "Het project is klaar. Wie betaalt het daarna?",
        "gesprek",
        "Een rekensom die een gemeente begrijpt.",
        ((6, 0),),
        level="verdieping",
    ),
    Session(
        "Huisuitzettingen voorkomen",
        "Van de eerste gemiste huur tot een afspraak die houdt.",
        "training",
        "Een tijdlijn met wie wanneer belt.",
        ((6, 1),),
        track="Geld en wonen",
    ),
    Session(
        "Buurtbemiddeling in de flat",
        "Over geluid, geur en een gang vol spullen.",
        "verhaal",
        "Wanneer je bemiddelt, en wanneer niet.",
        ((6, 3),),
        track="Geld en wonen",
    ),
    Session(
        "Hoe praat je over gewicht?",
        "Oefenen met woorden die niemand kleiner maken.",
        "training",
        "Zinnen die je kunt lenen.",
        ((6, 4),),
    ),
    Session(
        "Gezond eten met weinig geld",
        "Koken met wat er is. We proeven ook.",
        "werksessie",
        "Vijf recepten onder drie euro.",
        ((6, 5),),
        track="Geld en wonen",
    ),
    Session(
        "Eenzaamheid: wie klopt er aan?",
        "Over bezoek dat blijft komen, ook als het project stopt.",
        "gesprek",
        "Een plan voor de eerste drie bezoeken.",
        (),
        must_be_accessible=True,
    ),
)
