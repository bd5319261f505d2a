"""The sixteen municipalities of Regio West-Brabant, with the wijken that we know.

Codes are those of Statistics Netherlands (CBS). An unknown code stays empty for an editor to fill in; never guess one.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wijk:
    name: str
    code: str = ""


@dataclass(frozen=True)
class Municipality:
    name: str
    slug: str
    code: str
    row: int
    """Row on the schematic map of five by five tiles, counted from 1 at the top."""
    column: int
    wijken: tuple[Wijk, ...] = ()


def _wijken(*names: str) -> tuple[Wijk, ...]:
    return tuple(Wijk(name) for name in names)


MUNICIPALITIES = (
    Municipality("Alphen-Chaam", "alphen-chaam", "GM1723", 4, 5),
    Municipality("Altena", "altena", "GM1959", 1, 5),
    Municipality("Baarle-Nassau", "baarle-nassau", "GM0744", 5, 5),
    Municipality(
        "Bergen op Zoom", "bergen-op-zoom", "GM0748", 4, 1,
        _wijken(
            "Bergse Plaat", "Borgvliet", "Fort-Zeekant", "Gageldonk", "Halsteren", "Lepelstraat", "Meilust", "Noordgeest",
            "Warande",
        ),
    ),
    Municipality(
        "Breda", "breda", "GM0758", 3, 4,
        _wijken(
            "Bavel", "Belcrum", "Brabantpark", "Haagse Beemden", "Heuvel", "Hoge Vucht", "Princenhage", "Teteringen",
            "Tuinzigt",
        ),
    ),
    Municipality("Drimmelen", "drimmelen", "GM1719", 2, 4),
    Municipality(
        "Etten-Leur", "etten-leur", "GM0777", 3, 3,
        _wijken("Baai", "Banakkers", "De Keen", "Grauwe Polder", "Schoenmakershoek"),
    ),
    Municipality("Geertruidenberg", "geertruidenberg", "GM0779", 2, 5),
    Municipality("Halderberge", "halderberge", "GM1655", 3, 2),
    Municipality("Moerdijk", "moerdijk", "GM1709", 2, 2),
    Municipality(
        "Oosterhout", "oosterhout", "GM0826", 3, 5,
        _wijken("Dommelbergen", "Oosterheide", "Slotjes", "Strijen", "Vrachelen"),
    ),
    Municipality(
        "Roosendaal", "roosendaal", "GM1674", 4, 2,
        (
            Wijk("Centrum", "WK167400"),
            Wijk("Groot Kroeven", "WK167404"),
            Wijk("Heerle", "WK167412"),
            Wijk("Industriegebieden", "WK167408"),
            Wijk("Kortendijk", "WK167406"),
            Wijk("Langdonk", "WK167405"),
            Wijk("Moerstraten", "WK167413"),
            Wijk("Nispen", "WK167410"),
            Wijk("Noord", "WK167402"),
            Wijk("Oost", "WK167401"),
            Wijk("Tolberg", "WK167407"),
            Wijk("West", "WK167403"),
            Wijk("Wouw", "WK167411"),
            Wijk("Wouwse Plantage", "WK167414"),
        ),
    ),
    Municipality("Rucphen", "rucphen", "GM0840", 4, 3),
    Municipality("Steenbergen", "steenbergen", "GM0851", 3, 1),
    Municipality("Woensdrecht", "woensdrecht", "GM0873", 5, 1),
    Municipality("Zundert", "zundert", "GM0879", 4, 4),
)  # fmt: skip
