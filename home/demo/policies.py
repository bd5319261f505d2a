"""Invented policy of municipalities, to show the page. It says nothing about the real policy of any of them."""

from dataclasses import dataclass
from datetime import date

SEASONS = ("winter", "voorjaar", "zomer", "najaar")


@dataclass(frozen=True, kw_only=True)
class Policy:
    municipality: str
    theme: str
    now_words: str = ""
    """Policy in force. Empty if there is none, or nothing yet (``is_starting``)."""
    is_starting: bool = False
    planned_words: str = ""
    seasons: int = 1
    """Seasons until the plan."""
    has_nothing_planned: bool = True
    """False if nothing is known about plans."""
    days_ago: int = 60

    @property
    def now(self) -> str:
        if self.now_words:
            return "geldt"
        return "nog-niets" if self.is_starting else "geen"

    @property
    def planned(self) -> str:
        if self.planned_words:
            return "gepland"
        return "niets" if self.has_nothing_planned else "onbekend"

    def planned_when(self, today: date) -> str:
        """Return the season of the plan, such as “voorjaar 2027”; empty without a plan."""
        if not self.planned_words:
            return ""
        count = today.year * 4 + today.month % 12 // 3 + self.seasons + (today.month == 12) * 4
        return f"{SEASONS[count % 4]} {count // 4}"


OLDER, MONEY, LONELY, YOUTH, DEMENTIA, CARERS = (
    "ouderen", "schulden-en-bestaanszekerheid", "eenzaamheid", "jeugd-en-gezin", "dementie", "mantelzorg",
)  # fmt: skip

POLICIES = (
    Policy(municipality="alphen-chaam", theme=OLDER, now_words="Huisbezoek bij iedereen die 78 wordt.",
           planned_words="één dorpsondersteuner per kern.", days_ago=60),
    Policy(municipality="altena", theme=OLDER, now_words="Vervoer naar de dagbesteding is gratis.", days_ago=200),
    Policy(municipality="bergen-op-zoom", theme=OLDER, now_words="Vaste wijkverpleegkundige in elke wijk.",
           planned_words="valtraining in vijf buurthuizen.", seasons=3, days_ago=27),
    Policy(municipality="breda", theme=OLDER, now_words="Ouderenadviseur in elk wijkcentrum.",
           planned_words="de raad beslist over verlengen.", days_ago=70),
    Policy(municipality="etten-leur", theme=OLDER, planned_words="keukentafelgesprek met zorg en welzijn samen.", days_ago=53),
    Policy(municipality="halderberge", theme=OLDER, is_starting=True, has_nothing_planned=False, days_ago=18),
    Policy(municipality="moerdijk", theme=OLDER, planned_words="proef met een dorpsloket.", seasons=2, days_ago=150),
    Policy(municipality="oosterhout", theme=OLDER, now_words="Beweegles in de flat, zonder verwijzing.", days_ago=220),
    Policy(municipality="roosendaal", theme=OLDER, now_words="Welzijn op recept bij elke huisarts.",
           planned_words="uitbreiden naar apotheken.", seasons=2, days_ago=28),
    Policy(municipality="rucphen", theme=OLDER, days_ago=90),
    Policy(municipality="zundert", theme=OLDER, now_words="Koffieochtend met een wijkverpleegkundige.", days_ago=260),
    Policy(municipality="breda", theme=MONEY, now_words="Een maatje bij de eerste brief van een schuldeiser.", days_ago=45),
    Policy(municipality="oosterhout", theme=MONEY, now_words="Spreekuur over geld in drie huisartsenpraktijken.",
           planned_words="ook in de bibliotheek.", days_ago=33),
    Policy(municipality="roosendaal", theme=MONEY, is_starting=True, planned_words="één nummer voor alle vragen over geld.",
           seasons=2, days_ago=40),
    Policy(municipality="woensdrecht", theme=MONEY, days_ago=110),
    Policy(municipality="drimmelen", theme=LONELY, now_words="Elk dorp heeft een huiskamer die vier dagen open is.", days_ago=80),
    Policy(municipality="geertruidenberg", theme=LONELY, is_starting=True, planned_words="telefooncirkel met vrijwilligers.",
           days_ago=22),
    Policy(municipality="steenbergen", theme=LONELY, now_words="Bezoek thuis na het overlijden van een partner.", days_ago=95),
    Policy(municipality="bergen-op-zoom", theme=YOUTH, now_words="Eén vaste hulpverlener per gezin.",
           planned_words="meekijken op alle basisscholen.", seasons=2, days_ago=35),
    Policy(municipality="halderberge", theme=YOUTH, days_ago=130),
    Policy(municipality="baarle-nassau", theme=CARERS, now_words="Drie dagen vervangende hulp per jaar.", days_ago=75),
    Policy(municipality="moerdijk", theme=CARERS, is_starting=True, has_nothing_planned=False, days_ago=15),
    Policy(municipality="etten-leur", theme=DEMENTIA, now_words="Casemanager vanaf het eerste gesprek.",
           planned_words="een wandelroute met rustpunten.", days_ago=48),
)  # fmt: skip
