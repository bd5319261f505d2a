"""Words of the field that mean nearly the same, as people in zorg and welzijn use them. A begrip adds what a network adds.

One meaning a line. Inflections, capitals and accents need no name of their own. An abbreviation in capitals that is an
ordinary word too (SO, MEE) is only read as one in capitals, or when it is asked alone.
"""

_LINES = """
huisarts, huisdokter, dokter
arts, dokter, medicus, geneesheer
huisartsenpraktijk, huisartspraktijk, dokterspraktijk, eerstelijnspraktijk
huisartsenpost, spoedpost, HAP, huisartsenspoedpost, doktersdienst
spoedeisende hulp, SEH, eerste hulp, spoedhulp
praktijkondersteuner, POH, praktijkondersteuning, praktijkverpleegkundige
POH-GGZ, praktijkondersteuner ggz, praktijkondersteuner geestelijke gezondheidszorg
doktersassistent, praktijkassistent, doktersassistente
specialist ouderengeneeskunde, SO, ouderenarts, verpleeghuisarts, ouderengeneeskunde
klinisch geriater, geriater, geriatrie, ouderenarts
verpleegkundig specialist, VS
wijkverpleegkundige, wijkzuster, wijkverpleging, thuisverpleging, verpleegkundige in de wijk
thuiszorg, zorg thuis, zorg aan huis, VVT, thuiszorgmedewerker
verpleeghuis, verpleegtehuis, verzorgingshuis, woonzorgcentrum, bejaardentehuis, bejaardenhuis, zorgcentrum, rusthuis
verpleegkundige, zuster, verpleger, verpleegster
verzorgende, ziekenverzorgende, verzorgende ig, VIG
apotheek, apotheker, farmacie, farmaceut
geneesmiddel, medicijn, medicatie, pil, tablet, medicament, farmacotherapie
polyfarmacie, medicatiebeoordeling, veel medicijnen, medicatiereview
slaapmiddel, slaappil, benzodiazepine, slaapmedicatie
pijnstiller, opioïde, pijnmedicatie
fysiotherapeut, fysiotherapie, fysio
ergotherapeut, ergotherapie, ergo
logopedist, logopedie, spraaktherapeut, spraaktherapie, stemtherapeut
diëtist, diëtetiek, voedingsdeskundige
mondhygiënist, mondzorg, tandarts, gebit, tandheelkundige, tandzorg
podotherapeut, pedicure, voetzorg, voeten
verloskundige, vroedvrouw, verloskunde
kraamzorg, kraamverzorgster, kraamhulp
zwanger, zwangerschap, in verwachting, zwangere, aanstaande moeder, prenataal
bevalling, geboorte, bevallen
baby, zuigeling, pasgeborene
consultatiebureau, consultatieburo, jeugdgezondheidszorg, JGZ, jeugdverpleegkundige, jeugdarts
GGD, gemeentelijke gezondheidsdienst
GGZ, geestelijke gezondheidszorg, psychiatrie, geestelijke gezondheid, mentale gezondheid, psychische gezondheid
psychische klachten, psychische problemen, mentale klachten, mentale problemen, psychische nood, psychische aandoening, psychisch, mentaal
psycholoog, therapeut, psychotherapeut, psychotherapie
psychiater, zenuwarts
depressie, depressief, somber, somberheid, neerslachtig, depressieve klachten
angst, angststoornis, paniek, angstklachten
burn-out, overspannen, overspannenheid, opgebrand
stress, spanning, stressklachten
psychose, psychotisch, schizofrenie
trauma, PTSS, posttraumatische stressstoornis
eetstoornis, anorexia, boulimia
EPA, ernstige psychiatrische aandoening
zelfdoding, suïcide, zelfmoord, suïcidaal, suïcidepreventie, zelfmoordpreventie
verward, verward gedrag, onbegrepen gedrag, personen met verward gedrag, overlast, verwarde personen
bemoeizorg, OGGZ, zorgmijder, zorgmijding, outreachend
verslaving, verslaafd, verslaafde, verslavingszorg, middelengebruik, afhankelijkheid
alcohol, drank, alcoholist, alcoholverslaving, alcoholgebruik
drugs, drugsgebruik, verdovende middelen, softdrugs, harddrugs
gokken, gokverslaving, kansspel
gamen, gameverslaving, schermtijd
roken, rookvrij, tabak, sigaret, nicotine, stoppen met roken
vapen, vape, e-sigaret, elektrische sigaret
herstelacademie, zelfregiecentrum, herstelcentrum, herstelgroep, zelfregie
ervaringsdeskundige, ervaringsdeskundigheid, ervaringswerker, ervaringskennis, ervaringsprofessional
lotgenoot, lotgenotencontact, lotgenotengroep, zelfhulpgroep
dementie, alzheimer, dement, geheugenproblemen, vergeetachtig, vergeetachtigheid, ziekte van alzheimer, dementerende
casemanager dementie, dementieconsulent, trajectbegeleider dementie
Alzheimercafé, alzheimer café
delier, acute verwardheid
Parkinson, ziekte van parkinson
beroerte, CVA, hersenbloeding, herseninfarct, TIA, attaque
NAH, niet-aangeboren hersenletsel, hersenletsel
LVB, licht verstandelijke beperking, verstandelijke beperking, zwakbegaafd, verstandelijk beperkt
autisme, ASS, autismespectrumstoornis, autistisch, autist, asperger
ADHD, ADD, aandachtstekort, hyperactief
gehandicapt, beperking, handicap, invalide, mindervalide, lichamelijke beperking
doof, slechthorend, gehoor, doofheid, gehoorverlies
blind, slechtziend, visuele beperking, blindheid
kanker, oncologie, tumor, kankerpatiënt, oncologisch
diabetes, suikerziekte, diabeet, suikerpatiënt, DM2
COPD, longziekte, longaandoening, kortademig, benauwd, longemfyseem, longpatiënt
astma, astmatisch
hartfalen, hartziekte, hart- en vaatziekten, hartpatiënt, hartkwaal, CVRM
AED, hartstilstand, reanimatie, reanimeren, burgerhulpverlener
hoge bloeddruk, hypertensie, bloeddruk
overgewicht, obesitas, te zwaar, zwaarlijvig, dik, gezond gewicht, zwaarlijvigheid
GLI, gecombineerde leefstijlinterventie, leefstijlinterventie
leefstijl, levensstijl, gezonde leefstijl, leefgewoonten
leefstijlcoach, leefstijladviseur
voeding, eten, gezond eten, dieet, maaltijd
ondervoeding, ondervoed, slecht eten
bewegen, sporten, beweging, lichaamsbeweging, sport, fit
buurtsportcoach, sportcoach, beweegcoach, combinatiefunctionaris
wandelen, wandeling, wandelgroep, lopen
vallen, valpreventie, valincident, struikelen, valongeluk, valrisico, valgevaar, struikelgevaar, valpartij
kwetsbare ouderen, kwetsbaarheid, fragiel, broos
oudere, senior, bejaarde, 65-plusser, vijfenzestigplusser, zeventigplusser, vijfenzeventigplusser, tachtigplusser, 75-plusser, 80-plusser, oude mensen, oudere mensen
ouderdom, ouder worden, vergrijzing
jongere, puber, tiener, adolescent, jongvolwassene, jeugd, jeugdige, scholier
kind, kleuter, peuter, kinderen
ouder, vader, moeder, ouderschap
gezin, huishouden, familie
mantelzorg, mantelzorger, naaste, zorgen voor een naaste, familiezorg, naasten
jonge mantelzorger, JMZ
respijtzorg, respijt, logeeropvang, logeerhuis, logeerbed, vervangende zorg, respijthuis
mantelzorgondersteuning, mantelzorgmakelaar, mantelzorgconsulent
mantelzorgwoning, kangoeroewoning
overbelast, overbelasting, overbelaste
vrijwilliger, vrijwilligerswerk, vrijwillige inzet
maatje, buddy, maatjesproject, belmaatje, bezoekmaatje
buddyzorg, maatjescontact
eenzaam, eenzaamheid, isolement, sociaal isolement, vereenzaming
huisbezoek, bezoek thuis, thuisbezoek, aanbellen, huisbezoeken
welzijn op recept, WOR, sociaal recept, social prescribing
welzijnscoach, welzijnsmakelaar, welzijnsadviseur
welzijn, welzijnswerk, welzijnsorganisatie
sociaal werker, maatschappelijk werker, sociaal werk, maatschappelijk werk, AMW, welzijnswerker
opbouwwerker, opbouwwerk, buurtwerker, wijkwerker, buurtverbinder, samenlevingsopbouw
jongerenwerker, jongerenwerk, straathoekwerker
ouderenwerk, ouderenwerker, ouderenadviseur
wijkteam, sociaal wijkteam, buurtteam, sociaal team, dorpsteam, gebiedsteam, toegangsteam
jeugdteam, jeugdhulp, jeugdzorg, jeugdprofessional, jeugdhulpverlening
CJG, centrum voor jeugd en gezin
opvoeden, opvoeding, opvoedingsondersteuning, opvoedvraag, opvoedondersteuning
pedagoog, orthopedagoog, opvoedkundige
scheiding, echtscheiding, scheiden, gescheiden, uit elkaar gaan, vechtscheiding
kindermishandeling, mishandeling
huiselijk geweld, partnergeweld, relationeel geweld, geweld achter de voordeur, meldcode, geweld thuis
Veilig Thuis, meldpunt huiselijk geweld
ouderenmishandeling, financieel misbruik, ouderenmisbruik, financiële uitbuiting
seksueel geweld, seksueel misbruik, aanranding, verkrachting
mensenhandel, uitbuiting
pesten, pesterij, cyberpesten
schooluitval, spijbelen, schoolverzuim, verzuim op school, niet naar school, leerplichtambtenaar, thuiszitter, leerplicht, vroegtijdig schoolverlaten, VSV
schuld, schuldhulpverlening, schulden, schuldhulp, schuldhulpverlener, schuldsanering, WSNP, betalingsachterstand, betaalachterstand, huurachterstand, huurschuld, achterstand, incasso, aanmaning, deurwaarder, in het rood, schuldeiser, MSNP, NVVK
geldzorgen, geldproblemen, financiële problemen, geldnood, rondkomen, financiële zorgen, betaalproblemen
vroegsignalering, vroegsignaleren, vroeg erbij
budgetcoach, budgetbeheer, budgetspreekuur, geldcoach
bewindvoerder, bewindvoering, beschermingsbewind, curatele
armoede, arm, bestaanszekerheid, minima, laag inkomen, weinig geld
bijstand, uitkering, participatiewet, bijstandsgerechtigde, bijstandsuitkering
toeslag, toeslagen, huurtoeslag, zorgtoeslag
voedselbank, voedselpakket, voedselhulp
energiearmoede, energiekosten, energierekening, stookkosten, energiecoach
re-integratie, terug naar werk, werkfit, arbeidsparticipatie, jobcoach, arbeidstoeleiding
werkloos, werkzoekend, zonder werk, werkloosheid, WW, zonder baan, werkzoekende
UWV, uitvoeringsinstituut werknemersverzekeringen
dagbesteding, dagopvang, dagactiviteit, dagverzorging
zorgboerderij, zorgboer, boerderij
beschermd wonen, beschermde woonvorm, begeleid wonen
woonbegeleiding, ambulante begeleiding, woonbegeleider, ambulant begeleider
dakloos, dakloze, thuisloos, zwerver, zonder dak, zonder huis, dakloosheid, buitenslaper, daklozenopvang
maatschappelijke opvang, nachtopvang, opvang
huisuitzetting, ontruiming, uitzetting, uit huis gezet
woningcorporatie, corporatie, verhuurder, woningbouwvereniging, woonstichting, woningstichting, woningbouwcorporatie, sociale verhuurder
woonconsulent, wooncoach, sociaal beheerder
huismeester, wijkbeheerder, complexbeheerder
woning, woonruimte
bewoner, inwoner, burger
langer thuis wonen, zelfstandig wonen, thuis blijven wonen, oud worden thuis
woningaanpassing, huis aanpassen, aanpassing
hulpmiddel, rollator, rolstoel, scootmobiel, traplift
vervoer, regiotaxi, buurtbus, vervoersdienst, automaatje, deeltaxi
domotica, zorgtechnologie, eHealth, digitale zorg, technologie, beeldbellen
digitale vaardigheden, digivaardig, digibeet, digitale hulp, computerhulp, DigiD
laaggeletterd, moeilijk lezen, niet goed lezen, laaggeletterde, laaggeletterdheid, moeite met lezen en schrijven, analfabeet, analfabetisme, niet kunnen lezen, basisvaardigheden
begrijpelijke taal, duidelijke taal, eenvoudige taal, heldere taal, gewone taal, taalniveau b1, klare taal
gezondheidsvaardigheden, gezondheidsgeletterdheid
taalmaatje, taalcoach, taalcafé, taalles, taalhuis, Nederlands leren
inburgering, inburgeren
statushouder, vluchteling, asielzoeker, nieuwkomer, inburgeraar, asielzoekerscentrum, vergunninghouder, ontheemde, AZC
migrant, migratieachtergrond, allochtoon, immigrant
arbeidsmigrant, seizoenarbeider, buitenlandse werknemer
tolk, vertaler, tolkentelefoon, schrijftolk
cultuursensitief, interculturalisatie, cultuurverschil, interculturele zorg
LHBT, LHBTI, LHBTIQ, regenboog, homoseksueel, lesbisch, transgender, roze ouderen, homo
discriminatie, racisme, uitsluiting
rouw, rouwen, verlies, rouwverwerking, nabestaande, verliesverwerking
palliatief, palliatieve zorg, palliatieve sedatie, stervende, sterfbed, laatste dagen, levensbedreigend ziek, terminale zorg, stervensbegeleiding, laatste levensfase, hospice, sterven, terminaal, doodgaan, palliatieve terminale zorg
euthanasie, levenseinde, hulp bij sterven, levenseindezorg
wilsverklaring, behandelwens, proactieve zorgplanning, advance care planning, ACP, levenswensen, behandelgrens
zingeving, geestelijk verzorger, geestelijke verzorging, levensvragen, levensvraag
Wmo, wet maatschappelijke ondersteuning
Wmo-consulent, wmo consulent, consulent wmo
Wlz, wet langdurige zorg, langdurige zorg
Zvw, zorgverzekeringswet
Wvggz, wet verplichte ggz, dwangbehandeling, verplichte zorg
Wzd, wet zorg en dwang
Jeugdwet, wet op de jeugdzorg
PGB, persoonsgebonden budget
ZIN, zorg in natura
CIZ, centrum indicatiestelling zorg
indicatie, indicatiestelling, indiceren
eigen risico, eigen bijdrage
zorgverzekeraar, verzekeraar, zorgkantoor, ziektekostenverzekeraar
IZA, integraal zorgakkoord
GALA, gezond en actief leven akkoord
WOZO, wonen ondersteuning en zorg voor ouderen
AZWA, aanvullend zorg- en welzijnsakkoord
SPUK, specifieke uitkering
positieve gezondheid, spinnenweb, brede kijk op gezondheid
preventie, voorkomen, preventief, preventieakkoord
keukentafelgesprek, onderzoek thuis, keukentafel
cliëntondersteuner, onafhankelijke cliëntondersteuning, cliëntondersteuning, OCO
MEE, mee nl
mentor, mentorschap
cliënt, patiënt, zorgvrager, hulpvrager
hulpverlener, zorgverlener, professional, zorgprofessional, behandelaar, beroepskracht
multidisciplinair overleg, MDO, casusoverleg, casuïstiek, casusbespreking, casuïstiekbespreking, teamoverleg, multidisciplinair
intervisie, leren van elkaar, supervisie
multiprobleem, multiproblematiek, complexe problemen, ingewikkelde problemen, meervoudige problemen, multiprobleemgezin, stapeling van problemen
integrale aanpak, samenwerking, samenwerken, domeinoverstijgend, ketenzorg, ketensamenwerking, netwerkzorg, integraal werken
één plan, gezinsplan, ondersteuningsplan, zorgplan
regie, casusregie, casemanager, regisseur, casemanagement
verwijzen, doorverwijzen, verwijzing, doorverwijzing, doorsturen, toeleiden
overdracht, warme overdracht, overdragen, ontslag, transfer
ziekenhuis, hospitaal, kliniek, polikliniek, poli
ziekenhuisopname, opname, opgenomen
revalidatie, GRZ, geriatrische revalidatiezorg, revalideren
eerstelijns verblijf, ELV, eerstelijnsverblijf
eerste lijn, eerstelijnszorg, eerstelijn, 1e lijn
tweede lijn, tweedelijnszorg, medisch specialistische zorg
anderhalvelijnszorg, anderhalvelijn
gezondheidscentrum, medisch centrum, zorgcentrum
wachtlijst, wachttijd, wachten, overbruggen, wachtenden
triage, triagist, urgentie
privacy, AVG, gegevens delen, gegevensdeling, beroepsgeheim, toestemming, geheimhouding, informatie delen, gegevensuitwisseling
dossier, ECD, EPD, patiëntendossier, cliëntdossier, elektronisch dossier
sociale kaart, wegwijzer, overzicht van organisaties
buurthuis, wijkcentrum, dorpshuis, gemeenschapshuis, wijkgebouw, buurtcentrum, ontmoetingscentrum
inloop, inloopochtend, inloopspreekuur, inloophuis, huiskamer, ontmoetingsplek, ontmoetingsruimte, buurtkamer, buurthuiskamer, ontmoeting, vrije inloop
repaircafé, repareren, reparatiecafé
bewonersinitiatief, burgerinitiatief, buurtinitiatief, inwonersinitiatief, inwonerinitiatief
inwonerparticipatie, burgerparticipatie, bewonersparticipatie, inspraak, meepraten, participatie
leefbaarheid, leefbare wijk, schone wijk, veiligheid in de wijk
moestuin, buurttuin, groente kweken, volkstuin
wijk, buurt
gemeente, gemeentehuis, stadskantoor
gemeenteraad, raadslid, raad
wethouder, bestuurder, college
beleid, beleidsplan, beleidsmedewerker
politie, wijkagent, agent
straatdokter, straatarts, straatverpleegkundige
verzamelwoede, hoarding, vervuiling, woningvervuiling, verzamelaar, problematische verzamelaar, vervuild huis
bijeenkomst, samenkomst, meeting
netwerkbijeenkomst, netwerkborrel, netwerklunch, wijklunch
scholing, training, cursus, opleiding, bijscholing, workshop, deskundigheidsbevordering
webinar, online bijeenkomst, online
conferentie, congres, symposium
subsidie, financiering, bekostiging, fonds, geldpot
kosten, prijs, begroting
cijfers, statistiek, gezondheidsmonitor, gegevens over gezondheid, data, monitor
evaluatie, effect, resultaat, onderzoek
regiobeeld, wijkprofiel, wijkscan
personeelstekort, tekort aan personeel, personeel tekort, te weinig personeel, vacature, arbeidsmarkt, krapte
vaccinatie, inenting, vaccin, prik, inenten
griep, influenza, griepprik
corona, covid, covid-19
hitte, hitteplan, warmte, hittegolf
kou, koude, tocht
chronisch ziek, chronische ziekte, chronische aandoening
pijn, chronische pijn, pijnklachten
slapen, slaapproblemen, slecht slapen, slapeloosheid, slaapstoornis
incontinentie, urineverlies
wond, wondzorg, wondverpleegkundige
SOLK, ALK, onverklaarde klachten, onvoldoende verklaarde klachten
anticonceptie, voorbehoedsmiddel, de pil
soa, geslachtsziekte, seksuele gezondheid
seksualiteit, seks, seksuele voorlichting
kansrijke start, eerste duizend dagen, eerste 1000 dagen
VVE, voorschoolse educatie, voor- en vroegschoolse educatie
kinderopvang, crèche, peuterspeelzaal, BSO
basisschool, school, onderwijs
bibliotheek, bieb
kerk, parochie, diaconie
gevangenis, detentie, ex-gedetineerde, nazorg na detentie
veteraan, oud-militair
muziek, zingen, koor
kunst, cultuur, creatief, kunst op recept
huisdier, hond, dieren
tuin, groen, natuur
koken, kookles, kookcursus
samen eten, eettafel, open tafel, eetpunt, buurtmaaltijd, eetclub, aanschuiftafel, eten met elkaar
bellen, telefoon, telefonisch
werkgever, bedrijf
organisatie, instelling, stichting
vereniging, club, sportclub, sportvereniging
mantelzorgvriendelijk, mantelzorgbeleid
verhuizen, verhuizing, verhuiscoach, doorstromen, doorstroming
seniorenwoning, ouderenhuisvesting, ouderenwoning, levensloopbestendig, levensloopbestendige woning, woonzorgcomplex, aanleunwoning
woongroep, hofje, knarrenhof, gemeenschappelijk wonen, woongemeenschap, geclusterd wonen
ambulance, ambulancezorg, 112
acute zorg, spoedzorg, noodgeval
inval, weekenddienst, avonddienst, ANW
diagnose, diagnostiek
behandeling, behandelen, therapie
klacht, klachten, ontevreden
klachtenfunctionaris, klachtrecht, geschil
bezwaar, beroep, bezwaarschrift
advocaat, rechtsbijstand, juridische hulp, juridisch loket, sociaal raadsman, raadsman, sociaal raadslieden
formulier, formulieren invullen, formulierenhulp, papierwinkel, administratie, papieren
thuisadministratie, administratiehulp, hulp bij administratie
tandpijn, kiespijn, mondproblemen
hoofdpijn, migraine
rugpijn, lage rugpijn, rugklachten
reuma, artrose, gewrichtspijn, gewrichtsklachten
osteoporose, botontkalking
heupbreuk, gebroken heup, heupfractuur
duizelig, duizeligheid, evenwicht, balans
decubitus, doorligwond, doorliggen
dwaalgedrag, dwalen, verdwalen, wegloopgedrag
moeilijk verstaanbaar gedrag, probleemgedrag, onbegrepen gedrag
borderline, persoonlijkheidsstoornis
angst voor vallen, valangst, bang om te vallen
zelfredzaam, zelfredzaamheid, zelfstandig, zelfstandigheid
eigen regie, zelfregie, eigen kracht, zelfmanagement
veerkracht, weerbaar, weerbaarheid
netwerk, sociaal netwerk, omgeving
familiegroep, eigen kracht-conferentie, familieberaad
crisis, crisisdienst, crisisopvang
time-out, respijthuis ggz, herstelbed
beschut werk, sociale werkvoorziening, SW-bedrijf, werkplaats
vluchtelingenwerk, vluchtelingenhulp
Oekraïne, Oekraïner, Oekraïense, ontheemden
Pools, Pool, Roemeen, Bulgaar
analyse, inventarisatie, in kaart brengen
draaiboek, handleiding, stappenplan, werkwijze, protocol, richtlijn
folder, flyer, brochure, bijsluiter
vergadering, overleg, bespreking
burenhulp, buurthulp, noaberschap, nabuurschap, buren helpen elkaar
klusjesman, klusdienst, klussen, klushulp
boodschappen, boodschappendienst, boodschappenhulp
huishoudelijke hulp, hulp in de huishouding, schoonmaak, poetshulp, huishoudhulp, thuishulp
was, wassen, persoonlijke verzorging, ADL
alarmering, personenalarm, alarmknop, alarm
sleutelkluis, sleutelplan
oppas, oppassen, waken, nachtzorg
kledingbank, kringloop, ruilwinkel, weggeefwinkel
zwemles, zwemmen
fietsen, fiets, fietsles
dansen, dans
tuinieren, tuinman
wijkbudget, buurtbudget, bewonersbudget, leefbaarheidsbudget
bewonersplatform, wijkraad, dorpsraad, bewonerscommissie, huurdersvereniging
ouderenbond, KBO, seniorenraad, adviesraad, cliëntenraad, Wmo-raad
zwerfafval, afval, rommel op straat
geluidsoverlast, burenruzie, burenoverlast, buurtbemiddeling
eenoudergezin, alleenstaande ouder, alleenstaande moeder
tienermoeder, jonge moeder, tienerzwangerschap
huilbaby, onrustige baby
ADHD bij kinderen, druk kind, drukte
faalangst, onzeker, zelfvertrouwen
hoogbegaafd, hoogbegaafdheid
pleegzorg, pleegouder, pleegkind, pleeggezin
gezinshuis, woongroep jeugd
uithuisplaatsing, uit huis geplaatst, voogd, gezinsvoogd, gecertificeerde instelling
18 jaar, 18-, volwassen worden, 16-27, overgang naar volwassenheid
dropjongere, risicojongere, hangjongere, hangjeugd
sociale media, social media, online veiligheid, sexting
werven, werving
"""

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(name.strip() for name in line.split(",")) for line in _LINES.strip().splitlines()
)
