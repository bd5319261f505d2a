"""Subjects that belong together without meaning the same: whoever looks for one in vain is helped by the other.

One subject a line. Read only when too little was found.
"""

_LINES = """
zwanger, verloskundige, kraamzorg, bevalling, baby, kansrijke start
medicijn, apotheek, recept, polyfarmacie, therapietrouw
medicijn, eigen risico
dementie, casemanager dementie, dwaalgedrag, Alzheimercafé
dementie, signaleren
valpreventie, fysiotherapeut, ergotherapeut, woningaanpassing, heupbreuk, evenwicht, angst voor vallen
mantelzorg, respijtzorg, overbelast, jonge mantelzorger, mantelzorgondersteuning
dagbesteding, zorgboerderij, respijtzorg
eenzaam, maatje, inloop, bezoekdienst, telefooncirkel, samen eten
alleenwonend, eenzaam, alarmering
rouw, overlijden, zingeving, uitvaart
overlijden, palliatief, waken, euthanasie
palliatief, wilsverklaring, euthanasie, zingeving
wilsverklaring, reanimatie
ontslag, ziekenhuisopname, eerstelijnsverblijf, revalidatie, overdracht
schuld, geldzorgen, vroegsignalering, bewindvoerder, budgetcoach
geldzorgen, armoede, bijstand, toeslag, bijzondere bijstand, voedselbank, minimaregeling, energiearmoede
huurachterstand, huisuitzetting, woningcorporatie
dakloos, maatschappelijke opvang, huisuitzetting, straatdokter
woningcorporatie, huurder, woonconsulent, huismeester
woonoverlast, verward, buren
verward, crisis, bemoeizorg, GGZ, politie
hoarding, zorgmijder, opruimen
GGZ, psychische klachten, psycholoog, psychiater, POH-GGZ, wachtlijst
psychische klachten, depressie, angst, stress, burn-out, eenzaam
depressie, somber, zelfdoding
zelfdoding, crisis
welzijn op recept, welzijnscoach, leefstijl, bewegen
verslaving, drank, drugs, gokken, gamen
roken, vapen, longziekte
overgewicht, leefstijl, voeding, bewegen, diëtist, diabetes
kind, jeugdhulp, opvoeden, school, jeugdgezondheidszorg
puber, opvoeden, jongerenwerker
schooluitval, thuiszitter, jeugdhulp
kindermishandeling, huiselijk geweld, Veilig Thuis
scheiding, huiselijk geweld
gezin, multiprobleem, jeugdhulp
multiprobleem, één plan, regie, multidisciplinair overleg
laaggeletterd, begrijpelijke taal, taalmaatje, gezondheidsvaardigheden, formulier
digibeet, DigiD, computer, formulier
statushouder, tolk, inburgering, cultuursensitief, taalles
arbeidsmigrant, tolk
LVB, begrijpelijke taal, begeleid wonen
gehandicapt, hulpmiddel, vervoer, dagbesteding
hulpmiddel, woningaanpassing, domotica, Wmo
Wmo, Wmo-consulent, keukentafelgesprek, huishoudelijke hulp, cliëntondersteuner
PGB, ZIN, indicatie, CIZ
wijkteam, sociaal werker, opbouwwerker
wijkverpleegkundige, thuiszorg, huisarts
kennismaken, netwerkbijeenkomst, intervisie
multidisciplinair overleg, casus, intervisie, overleg
sociale kaart, wijkteam
bewonersinitiatief, inwonerparticipatie, dorpsplan, leefbaarheid, wijkbudget
moestuin, tuin, leefbaarheid
privacy, toestemming, dossier
verwijzen, warme overdracht, niet komen opdagen
vrijwilliger, maatje, burenhulp
langer thuis wonen, woningaanpassing, seniorenwoning, verhuizen
werkloos, re-integratie, beschut werk, bijstand
spoedpost, spoed, triage
preventie, vroegsignalering, leefstijl
vervoer, dorp
diabetes, bloedsuiker, voeding
hartfalen, bloeddruk, hartaanval, AED
longziekte, longontsteking
dementie, vergeten
SOLK, moe, pijn
tillen, rugpijn
slapen, stress, geldzorgen
gehandicapt, LVB
gezondheid, preventie
huiswerk, school
burenruzie, buren
nieuwe bewoner, nieuwe collega, kennismaken
oplichting, ouderenmishandeling
energiearmoede, kou
samen eten, koken
ervaringsdeskundige, herstelacademie
wachtlijst, ervaringsdeskundige
LVB, schuld
school, jeugdhulp, opvoeden
tandarts, eigen risico
"""

SUBJECTS: tuple[tuple[str, ...], ...] = tuple(
    tuple(name.strip() for name in line.split(",")) for line in _LINES.strip().splitlines()
)
