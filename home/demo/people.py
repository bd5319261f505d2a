"""Invented participants, and the demo logins. Any resemblance to real people is a coincidence."""

from home.demo.organisations import (
    DE_EIK,
    KWIKSTAART,
    LINDEN,
    MORGENROOD,
    OVERSTAP,
    RIETVINK,
    RIVIERZICHT,
    ZONNEWIJZER,
)
from home.demo.shapes import Participant

PASSWORD = "demo-wijkverband"  # noqa: S105 - public, and never used outside the demo

ORGANISER = "organisator@example.org"
EDITOR = "redactie@example.org"
ADMINISTRATOR = "beheer@example.org"
PROFESSIONAL = "professional@example.org"

# First name and surname of the four people who can sign in
LOGINS = {
    ORGANISER: ("Olga", "Organisator"),
    EDITOR: ("Reinier", "Redactie"),
    ADMINISTRATOR: ("Bea", "Beheer"),
    PROFESSIONAL: ("Petra", "Professional"),
}

# Medical and social alternate, so that any slice is a mixed group.
PEOPLE = (
    Participant("Anna Jansen", "huisarts", DE_EIK),
    Participant("Bram Bakker", "sociaal werker", ZONNEWIJZER),
    Participant("Carla Smit", "wijkverpleegkundige", MORGENROOD),
    Participant("Daan Visser", "Wmo-consulent"),
    Participant("Els Meijer", "POH-GGZ", DE_EIK),
    Participant("Farah Mulder", "opbouwwerker", ZONNEWIJZER),
    Participant("Gijs Bos", "fysiotherapeut"),
    Participant("Hanna Vos", "woonconsulent", RIETVINK),
    Participant("Ilse Peters", "apotheker"),
    Participant("Joris Hendriks", "jeugdprofessional"),
    Participant("Karin Dekker", "praktijkondersteuner (POH)"),
    Participant("Lotte Brouwer", "schuldhulpverlener", ZONNEWIJZER),
    Participant("Mees Dijkstra", "GGZ-behandelaar", OVERSTAP),
    Participant("Nadia Kok", "cliëntondersteuner"),
    Participant("Otto Schouten", "bewoner", LINDEN),
    Participant("Pim Willems", "huisarts"),
    Participant("Rosa Hoekstra", "mantelzorgmakelaar", RIVIERZICHT),
    Participant("Sanne Koster", "wijkverpleegkundige", MORGENROOD),
    Participant("Teun Prins", "sociaal werker", KWIKSTAART),
    Participant("Umut Blom", "specialist ouderengeneeskunde"),
    Participant("Vera Huisman", "beleidsmedewerker"),
    Participant("Wout Peeters", "Wmo-consulent"),
    Participant("Yara Kuiper", "POH-GGZ"),
    Participant("Zoë Veenstra", "opbouwwerker", RIVIERZICHT),
    Participant("Arie Post", "fysiotherapeut"),
    Participant("Bo Kuijpers", "woonconsulent", RIETVINK),
    Participant("Chris Verhoeven", "ervaringsdeskundige", OVERSTAP),
    Participant("Dewi Martens", "wijkverpleegkundige", MORGENROOD),
    Participant("Emma Scholten", "sociaal werker", ZONNEWIJZER),
    Participant("Freek Willemsen", "huisarts"),
    Participant("Greet Timmermans", "jeugdprofessional"),
    Participant("Hamza Groen", "praktijkondersteuner (POH)", DE_EIK),
    Participant("Iris Gerritsen", "cliëntondersteuner"),
    Participant("Jan Jonker", "GGZ-behandelaar", OVERSTAP),
    Participant("Kim Roos", "schuldhulpverlener"),
    Participant("Luuk van Dam", "apotheker"),
    Participant("Maud Evers", "onderzoeker"),
    Participant("Noor Maas", "mantelzorgmakelaar"),
    Participant("Olaf Verbeek", "wijkverpleegkundige", MORGENROOD),
    Participant("Puck Driessen", "opbouwwerker", ZONNEWIJZER),
    Participant("Remco Kramer", "huisarts"),
    Participant("Sara Wolters", "Wmo-consulent"),
    Participant("Tim van Vliet", "POH-GGZ"),
    Participant("Ursula Schipper", "woonconsulent", RIETVINK),
    Participant("Vince Bosman", "fysiotherapeut"),
    Participant("Wilma Hofman", "sociaal werker", KWIKSTAART),
    Participant("Xander Molenaar", "bewoner", LINDEN),
    Participant("Yvonne Smeets", "verloskundige"),
    Participant("Ali Goossens", "jeugdprofessional"),
    Participant("Britt Aarts", "wijkverpleegkundige"),
    Participant("Cas Sanders", "cliëntondersteuner", KWIKSTAART),
    Participant("Dirk van Loon", "huisarts", DE_EIK),
    Participant("Eva Kuipers", "sociaal werker"),
    Participant("Fleur Jacobs", "praktijkondersteuner (POH)"),
    Participant("Guus Hermans", "Wmo-consulent"),
    Participant("Hilde van Beek", "GGZ-behandelaar", OVERSTAP),
    Participant("Ineke Maes", "opbouwwerker", RIVIERZICHT),
    Participant("Jesse Claes", "ervaringsdeskundige"),
    Participant("Koen Simons", "apotheker"),
    Participant("Lieke Adriaans", "mantelzorgmakelaar"),
)

# Slugs of meetups. The professional is registered for the first date of each.
PROFESSIONAL_COMES_TO = (
    "ouderen-die-zorg-mijden",
    "wijklunch-haagse-beemden",
    "nieuw-in-hoge-vucht",
    "wat-maakt-ons-dorp-gezond",
)
