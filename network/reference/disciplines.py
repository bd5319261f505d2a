"""Disciplines per domain, in the order of the registration form."""

DISCIPLINES = {
    "medisch": (
        "huisarts",
        "praktijkondersteuner (POH)",
        "POH-GGZ",
        "wijkverpleegkundige",
        "apotheker",
        "fysiotherapeut",
        "specialist ouderengeneeskunde",
        "GGZ-behandelaar",
        "verloskundige",
        "psycholoog",
        "diëtist",
        "ergotherapeut",
    ),
    "sociaal": (
        "sociaal werker",
        "opbouwwerker",
        "Wmo-consulent",
        "jeugdprofessional",
        "woonconsulent",
        "schuldhulpverlener",
        "cliëntondersteuner",
        "mantelzorgmakelaar",
    ),
    "overig": (
        "beleidsmedewerker",
        "ervaringsdeskundige",
        "bewoner",
        "bestuurder",
        "onderzoeker",
        "vrijwilliger",
        "wijkagent",
        "anders",
    ),
}
