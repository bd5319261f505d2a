"""Words of people at the kitchen table and in the consulting room, for what the field calls otherwise; and abbreviations.

One meaning a line, as in ``reference``. A name may stand in several lines.
"""

_EVERYDAY = """
huisarts, dokter, praktijkhouder, huisarts in opleiding, HAIO, waarnemend huisarts
doktersassistent, assistente van de dokter, triagist
wijkverpleegkundige, wijkzuster, thuiszorgzuster, verpleegkundige thuis, wijkzorg, verpleging aan huis
huishoudelijke hulp, poetsvrouw, schoonmaakster, werkster, alfahulp, schoonmaakhulp, HBH, hulp in huis, huishoudelijke ondersteuning
Wmo-consulent, klantmanager, Wmo-klantmanager, toegangsmedewerker, Wmo-medewerker, indicatiesteller, consulent van de gemeente
loket, zorgloket, Wmo-loket, sociaal loket, steunpunt, informatiepunt, balie, servicepunt
schoolmaatschappelijk werk, SMW, schoolmaatschappelijk werker
vertrouwenspersoon, PVP, cliëntvertrouwenspersoon
leraar, docent, juf, leerkracht, onderwijzer
winkelier, winkel, middenstand, middenstander
politieagent, wijkagent, agent, politie
medicijn, pillen, weekdoos, pillendoos, medicijndoos, medicatiedoos, baxterrol, baxter, medicijnrol, medicatierol
therapietrouw, medicatietrouw, medicijnen innemen, medicijninname, medicatie-inname, pillen vergeten
medicatieveiligheid, medicatieoverdracht, medicatieoverzicht, medicijnoverzicht, actueel medicatieoverzicht
recept, herhaalrecept, voorschrift, voorschrijven, voorgeschreven
bijwerking, allergische reactie, overgevoelig
steunkousen, compressiekousen, elastische kousen, kousen aantrekken, TEK
katheter, stoma, sonde, infuus
bloedsuiker, glucose, insuline, bloedglucose, suikerwaarde
wond, doorligplek, drukplek, smetplek, ulcus, open been
koorts, verhoging
verkouden, hoest, hoesten, griep
longontsteking, pneumonie, luchtweginfectie, bronchitis
hartaanval, hartinfarct, infarct, angina pectoris, hartritmestoornis
nierziekte, nieren, nierpatiënt, dialyse, nierdialyse
spataderen, trombose, bloedverdunner, trombosedienst
botbreuk, fractuur, gebroken been, gebroken arm, gebroken pols, breuk
vallen, uitglijden, gevallen, onderuit gaan, valtraining, valkliniek, ten val komen
evenwicht, balans, wankel, onvast ter been, slecht ter been
moe, moeheid, vermoeid, vermoeidheid, uitgeput, uitputting
jeuk, huidklachten, eczeem
blaasontsteking, urineweginfectie, cystitis
obstipatie, verstopping, verstopt
overgang, menopauze
overlijden, overleden, overlijdt, doodgaan, sterfgeval
rouw, weduwe, weduwnaar, nabestaanden, gemis, verdriet, rouwbegeleiding, rouwgroep
uitvaart, begrafenis, crematie, uitvaartverzorger
ongeneeslijk, uitbehandeld, ongeneeslijk ziek, niet meer beter worden, terminaal, VPTZ
waken, nachtwake, sterfbed
ziekenhuisopname, spoedopname, crisisopname, acute opname, opgenomen, opname met spoed
ontslag, ontslagen, ontslaan, uit het ziekenhuis, thuiskomen, thuiskomst, transferbureau, transferpunt, ontslag uit het ziekenhuis
nazorg, nacontrole, controleafspraak
eenzaam, alleen zijn, vereenzaamd, weinig contacten, geen aanspraak, niemand hebben, contactarm, er alleen voor staan
alleenwonend, alleenstaand, woont alleen, alleen wonen, zonder partner
bezoekdienst, vriendschappelijk huisbezoek, bezoekvrijwilliger, bezoekvrouw, gezelschapsbezoek
telefooncirkel, belcirkel, telefoonketen, belkring, belronde, goedemorgenservice, belletje elke dag
vervoer, transport, belbus, plusbus, wensbus, taxibus, busje, ouderenvervoer, vrijwilligersvervoer, rolstoelbus
maaltijdservice, tafeltje-dek-je, maaltijden aan huis, warme maaltijd, maaltijdvoorziening, bezorgmaaltijd
samen eten, eettafel, buurtrestaurant, wijkrestaurant, open eettafel, mee-eten, kookclub
samen koken, kookgroep, kookclub, kookworkshop
koffieochtend, koffie-uurtje, koffiemoment, koffie drinken, koffietafel, inloop, soos
geldzorgen, moeilijk rondkomen, eindjes aan elkaar knopen, krap zitten, rood staan, geldgebrek, geldstress, niet kunnen betalen, betalingsproblemen
schulden, openstaande rekening, onbetaalde rekening, deurwaarder, incassobureau, loonbeslag, beslag, problematische schulden
huurachterstand, achterstand huur, huur niet betaald, achterstallige huur, maand huur, betalingsachterstand huur
vaste lasten, stroom afgesloten, afsluiting van gas en licht, energierekening
bijzondere bijstand, noodfonds, noodpot, noodhulp, steunfonds, urgente noden, leenbijstand
vergoeding, vergoed, terugbetaling, declareren
minimaregeling, kindpakket, kwijtschelding, meedoenregeling, stadspas, collectieve zorgverzekering
budgetcursus, geldcursus, budgetmaatje, schuldhulpmaatje, geldloket, geldfit, budgetcoach
arbeidsongeschikt, arbeidsongeschiktheid, WIA, WAO, Wajong, ziektewet, afgekeurd
pensioen, gepensioneerd, AOW, SVB, met pensioen
leerwerkplek, leerwerktraject, stage, stageplek
arbeidsmigrant, buitenlandse werknemer, buitenlandse werker, EU-migrant, uitzendkracht, gastarbeider, Polen, Roemenen, Bulgaren, werken uit andere landen, Oost-Europeanen
statushouder, asielmigrant, vluchteling, Syriër, Eritreeër, nieuwe Nederlander, gevlucht
taalles, NT2, Nederlandse les, taalklas, taalvrijwilliger, taalpunt, taalontmoeting, Nederlandse taal, Nederlands oefenen
anderstalig, spreekt geen Nederlands, taalbarrière, andere taal, eigen taal
laaggeletterd, ongeletterd, slecht lezen, leesproblemen, moeite met lezen, moeite met schrijven
digibeet, digitale vaardigheden, digitaal vaardig, computervaardigheden, niet handig met computers, digitale wereld, digitale post
computer, laptop, tablet, iPad, smartphone, internet, computerles, computercursus
DigiD, berichtenbox, mijnoverheid, inloggen, digitale overheid, IDO, informatiepunt digitale overheid
bibliotheek, leeszaal, bieb
appartementencomplex, flat, portiek, galerij, trappenhuis, flatgebouw, wooncomplex, woongebouw, seniorencomplex
huurder, huurwoning, sociale huur, huurhuis, huren
woningcorporatie, huisbaas, verhuurder, woningbedrijf
huisuitzetting, uithuiszetting, op straat gezet, ontruimd, uitgezet
woningnood, woningzoekende, urgentieverklaring, woningtekort
dakloos, bankslaper, briefadres, buitenslaper, zonder vast adres
hoarding, hoarder, hoarders, verzameldwang, volle woning, vol huis, verzamelwoede, huis vol spullen, vervuilde woning, verwaarloosde woning, opruimcoach
opruimen, ontspullen, uitruimen, leegruimen
woonoverlast, burenruzie, herrie, lawaai, geluidsoverlast, overlast van buren
buren, buurman, buurvrouw, omwonende, straatgenoot
verward persoon, verwarde man, in de war, vreemd gedrag, ontregeld, onbegrepen gedrag
hulp weigeren, zorg weigeren, wil geen hulp, houdt hulp af, mijdt zorg, zorgmijder, achter de voordeur, eropaf
zelfdoding, niet meer willen leven, doodswens, zelfmoordgedachten, levensmoe, einde aan het leven, suïcidale gedachten
somber, down, zwaarmoedig, verdrietig, dip, lusteloos, gedeprimeerd
stress, overspannen, onder druk, druk ervaren
angst, bang, paniekaanval, fobie, piekeren
verslaving, afkicken, ontwenning, drugsverslaafde
drank, te veel drinken, drinkprobleem, drankmisbruik, drankprobleem, alcoholmisbruik, problematisch drinken
roken, rookstop, stoppen met roken, rookverslaving, rookvrij
overgewicht, te dik, afvallen, obees, gewicht verliezen, afslanken
bewegen, gymnastiek, gym, fitness, beweeggroep, beweegprogramma, in beweging komen, meer bewegen
fietsen, duofiets, tandem, fietstocht, fietsclub, rondje fietsen
wandelen, ommetje, blokje om, rondje lopen, wandelclub
moestuin, tuinieren, pluktuin, voedseltuin, groentetuin, buurtmoestuin
zwanger, zwangere vrouw, aanstaande ouders, aanstaande moeders, geboortezorg, zwangerschapszorg, prenatale zorg
verloskundige, verloskundigenpraktijk, geboortecentrum
kraambed, kraamtijd, kraamvrouw, kraamweek, kraamzorg
baby, pasgeboren, newborn, zuigeling
puber, puberteit, tiener, puberend, pubergedrag
opvoeden, opvoedadvies, opvoedhulp, opvoedcursus, oudercursus, opvoedproblemen, opvoedspreekuur
huiswerk, huiswerkbegeleiding, huiswerkklas, bijles, huiswerkhulp, studiehulp
thuiszitter, thuiszitten, schoolweigering, uitvallen op school, schoolziek, leerplicht
kindermishandeling, kindermisbruik, verwaarlozing, onveilig thuis, mishandeld kind, kinderbescherming
huiselijk geweld, klappen, geslagen, partnermishandeling, ruzie thuis, vrouwenopvang, mishandeld
scheiding, gescheiden ouders, complexe scheiding, omgangsregeling, uit elkaar
LVB, verstandelijk gehandicapt, verstandelijke handicap, moeilijk lerend, laag IQ, verstandelijk beperkten
gehandicapt, mensen met een beperking, lichamelijke handicap, rolstoelgebruiker
dagbesteding, activiteitencentrum, dagcentrum, daginvulling, iets te doen
respijtzorg, logeeradres, logeren, logeerweekend, adempauze, op adem komen, vervangende mantelzorg, nachtje weg, even vrij, zorgvakantie
mantelzorger, zorgende partner, zorgt voor haar man, zorgt voor zijn vrouw, zorgen voor een ouder, familie die zorgt
overbelast, zwaarbelast, kan niet meer, niet meer volhouden, op je tandvlees
jonge mantelzorger, kind van zieke ouder, KOPP
hulpmiddel, douchestoel, tillift, plafondlift, hoog-laagbed, toiletverhoger, beugel, looprek, hulpmiddelen
woningaanpassing, aanpassingen in huis, badkamer aanpassen, drempels weg, traplift
domotica, sensor, slimme techniek, beeldzorg, medicijndispenser, zorg op afstand, zorgrobot
alarmering, noodknop, halszender, personenalarmering, alarmopvolging, alarmcentrale
sleutelkluis, sleutelkastje, sleutelkluisje, sleutelbeheer, reservesleutel, huissleutel
overleg, wijkoverleg, afstemming, werkoverleg, zorgoverleg, rondetafelgesprek, afstemmingsoverleg
casus, praktijkvoorbeeld, praktijkgeval, casusbespreking
consultatie, meedenken, raadplegen, raadpleging, meekijken, meekijkconsult, collegiaal advies
kennismaken, elkaar leren kennen, meelopen, meeloopdag, werkbezoek, snuffelstage, meerijden, kijkje in de keuken
warme overdracht, meegaan, samen naartoe gaan, mee naar de afspraak, persoonlijk voorstellen
niet komen opdagen, no-show, niet verschijnen, wegblijven, afspraak vergeten
sociale kaart, telefoonlijst, adressenlijst, belkaart, contactlijst, wie bel ik, smoelenboek, overzicht van hulp, wegwijzer
signaleren, signaal, signalen, niet-pluis, niet-pluisgevoel, opmerken, herkennen, zorgen om iemand
dementie, geheugenverlies, geheugenstoornis, dementerende ouderen, geheugenpoli, alzheimerpatiënt, de weg kwijt
dementievriendelijk, omgaan met dementie
dorp, dorpskern, platteland, buitengebied, kleine kernen, landelijk gebied
dorpsplan, leefbaarheidsplan, dorpsvisie, wijkplan, buurtplan, gebiedsplan
bewonersinitiatief, initiatief van bewoners, zorgcoöperatie, dorpscoöperatie, bewonersgroep
nieuwe bewoner, nieuwe huurder, welkomstbezoek, welkomstgesprek, welkom in de buurt, pas verhuisd, verwelkomen
ervaringsdeskundige, herstelcoach, ex-patiënt, lotgenoot, zelf meegemaakt
wachtlijst, wachttijden, overbruggingszorg, lange wachttijd
leeftijdgenoot, leeftijdsgenoot, generatiegenoot
formulier, aanvraagformulier, papierwerk
vragenlijst, enquête, checklist
spoed, dringend, acuut, met spoed, noodsituatie
gezinsplan, één gezin één plan, plan van het gezin
veel hulpverleners, veel instanties, te veel hulp, langs elkaar heen werken
lunchen, lunch, lunchbijeenkomst
gezond, gezondheid, vitaal, vitaliteit
ouderen, ouderenzorg, hoogbejaard, tachtigers, negentiger, oma, opa, op leeftijd
werkgever, ondernemer
contact, ontmoeten, gezelschap, aanspraak, praatje
helpen, hulp, geholpen, ondersteunen, ondersteuning, bijstaan
praten, gesprek, bespreken, in gesprek, bespreekbaar
bezoek, langsgaan, langskomen, opzoeken, op bezoek
financiën, geld, inkomen, inkomsten, financieel
leerling, scholier, student
grens, grenzen, afbakening, taakverdeling, wie doet wat
kapot, stuk, defect, reparatie
ziek, ziekte, zieke, aandoening, kwaal
online, digitaal, op afstand, via het scherm, videobellen, beeldbellen
winter, kou, verwarming
besluit, beslissing, beschikking
wachtkamer, spreekkamer
tillen, optillen, tilinstructie, ergonomie, werkhouding, tilhulp, transfer van bed naar stoel
rugpijn, spit, last van de rug
slapen, wakker liggen, niet kunnen slapen, nachtrust, doorslapen, inslapen
nek, schouder, nekklachten, schouderklachten
duizelig, draaierig, licht in het hoofd
hoesten, benauwdheid, adem, ademhaling, longen
maagpijn, buikpijn, darmklachten
ogen, zicht, bril, oogarts, staar
oren, gehoorapparaat, hoortoestel, slecht horen, hardhorend
gebit, kunstgebit, tanden poetsen, mondverzorging, tanden
bloedprikken, bloedonderzoek, lab, prikpost
uitslag, testuitslag, onderzoeksuitslag
verwijsbrief, verwijzing naar specialist, specialist
second opinion, tweede mening
vaccinatie, griepprik, coronaprik, rijksvaccinatieprogramma, inenting
kinderziekte, mazelen, kinkhoest
anticonceptie, spiraaltje, condoom, pil vergeten
abortus, ongewenst zwanger, onbedoeld zwanger
vruchtbaarheid, kinderwens, IVF
miskraam, stilgeboren
borstvoeding, flesvoeding, voeding van de baby
huilen, huilbaby, troostbaby
zindelijk, bedplassen
spraak, taalontwikkeling, taalachterstand, stotteren
druk gedrag, onrustig, concentratieproblemen
pesten, gepest, buitengesloten, cyberpesten
mobiel, gamen, schermgebruik, sociale media
vriendschap, vrienden maken
zakgeld, studieschuld, studiefinanciering
zelfstandig wonen, op kamers, eigen woning, eigen huis
pleegkind, pleegouders, pleegzorg
adoptie, geadopteerd
grootouders, opa en oma, kleinkinderen
alleenstaande ouder, bijstandsmoeder, alleenstaande moeder
jongerenhuis, jongerencentrum, jeugdhonk, hangplek
jeugdboa, straatcoach, jongerenoverlast
criminaliteit, drugscrimineel, ondermijning, jonge aanwas
oplichting, babbeltruc, phishing, nepmail, bankfraude, opgelicht
inbraak, diefstal, veiligheid
brand, brandveiligheid, rookmelder, brandweer
rampen, crisisbeheersing, noodpakket, stroomuitval
klimaat, verduurzamen, isoleren, zonnepanelen, duurzaam
energiearmoede, energietoeslag, stookkosten, tocht, koude woning
schimmel, vocht, ongezonde woning, schimmelwoning
lucht, luchtkwaliteit, fijnstof
groen, park, natuur, buiten
dieren, huisdier, hond uitlaten, dierenvoedselbank
muziek, koor, zingen, muziekmiddag
toneel, theater, voorstelling
schilderen, atelier, creatieve middag, kunst, handwerken, breien
kaarten, spelletjes, bingo, biljarten, kaartmiddag
zwemmen, zwembad, zwemles
voetbal, sportclub, walking football, wandelvoetbal, vereniging
yoga, ontspannen, mindfulness, ademhalingsoefening
kapper, pedicure, uiterlijke verzorging
boodschappen, supermarkt, boodschappendienst, winkelen
kleding, kledingbank, tweedehands, kringloopwinkel, ruilwinkel
meubels, inboedel, inrichting
verhuizen, verhuisbedrijf, verhuishulp, kleiner wonen, seniorenmakelaar
klussen, klusser, klusjes, handige man, kleine reparaties
tuinonderhoud, heg knippen, tuinman
schoonhouden, schoonmaken, dweilen, ramen lappen
was, wasmachine, strijken, wasserette
koken, maaltijd, recepten koken
bankzaken, internetbankieren, bankrekening, pinnen
belasting, belastingaangifte, toeslagen aanvragen, formulierenbrigade
rechtsbijstand, advocaat, rechtswinkel, juridische vragen, sociaal raadslieden
testament, levenstestament, volmacht, notaris
curator, bewindvoerder, onder bewind
bezwaar maken, beroep aantekenen, oneens met besluit
klacht indienen, klagen, ombudsman
discriminatie, racisme, vooroordeel
moslim, moskee, islam, ramadan
kerk, pastor, dominee, diaconie, geloof
Turks, Marokkaans, migrantenouderen
tolk, vertalen, tolkentelefoon
woonwagen, woonwagenbewoner
ex-gedetineerde, gevangenis, reclassering, vrijgekomen
veteraan, militair, uitgezonden
sekswerker, prostitutie
mensenhandel, uitbuiting, slavernij
dakloze jongere, zwerfjongere, bankhopper
ziek worden op het werk, verzuim, bedrijfsarts, ziekteverzuim
vacature, personeel, personeelstekort, collega's gezocht
werkdruk, werkplezier, hoge werkdruk
nieuwe collega, inwerken, nieuw in de wijk, net begonnen
scholing, e-learning, bijscholing, lezing, masterclass
netwerken, borrel, netwerkborrel, elkaar ontmoeten
netwerkbijeenkomst, kennismakingsbijeenkomst, kennismaking
ontbijt, samen ontbijten, buurtontbijt
barbecue, buurtfeest, straatfeest, burendag
enquête, vragenlijst, meten, monitor
wetenschap, onderzoek, universiteit, hogeschool, lectoraat
subsidieaanvraag, geld aanvragen, financiering zoeken
bestuursakkoord, raad, college, bestuurlijk
regeldruk, administratielast, bureaucratie
"""

_ABBREVIATIONS = """
AZC, asielzoekerscentrum
ALS, amyotrofische laterale sclerose
MS, multiple sclerose
RA, reumatoïde artritis
HVZ, hart- en vaatziekten
CVRM, cardiovasculair risicomanagement
DM, diabetes mellitus
OCD, dwangstoornis, dwanghandelingen
BPS, borderline
PTSS, posttraumatische stressstoornis, trauma
IBS, inbewaringstelling, crisismaatregel
OGGZ, openbare geestelijke gezondheidszorg
FACT, FACT-team, wijkteam ggz
BW, beschermd wonen
MO, maatschappelijke opvang
VPT, volledig pakket thuis
MPT, modulair pakket thuis
ZZP, zorgzwaartepakket
ELV, eerstelijnsverblijf
GRZ, geriatrische revalidatiezorg
ACP, advance care planning, proactieve zorgplanning
PaTz, palliatieve thuiszorg
NPT, netwerk palliatieve zorg
GZ-psycholoog, gezondheidszorgpsycholoog
SPV, sociaal psychiatrisch verpleegkundige
VS, verpleegkundig specialist
PA, physician assistant
POH-O, POH ouderen, praktijkondersteuner ouderen
POH-S, POH somatiek, praktijkondersteuner somatiek
JGZ, jeugdgezondheidszorg, consultatiebureau
JMZ, jonge mantelzorger
CJG, centrum voor jeugd en gezin
GI, gecertificeerde instelling
OTS, ondertoezichtstelling, gezinsvoogd
UHP, uithuisplaatsing
RvdK, Raad voor de Kinderbescherming, kinderbescherming
VSV, voortijdig schoolverlaten
RMC, regionaal meldpunt voortijdig schoolverlaten
IB, intern begeleider
SWT, sociaal wijkteam
AMW, algemeen maatschappelijk werk
OCO, onafhankelijke cliëntondersteuning
SHV, schuldhulpverlening
WSNP, wettelijke schuldsanering, schuldsanering
NVVK, schuldhulpverlening
IIT, individuele inkomenstoeslag
PW, participatiewet
WW, werkloosheidswet
SVB, sociale verzekeringsbank
CAK, centraal administratiekantoor
VNG, vereniging van nederlandse gemeenten
VWS, ministerie van volksgezondheid
NZa, nederlandse zorgautoriteit
LHV, landelijke huisartsen vereniging
NHG, nederlands huisartsen genootschap
PGO, persoonlijke gezondheidsomgeving
HIS, huisarts informatiesysteem
RIVM, rijksinstituut voor volksgezondheid
CBS, centraal bureau voor de statistiek
GGD, gemeentelijke gezondheidsdienst
GHOR, geneeskundige hulpverleningsorganisatie
ROS, regionale ondersteuningsstructuur
RMA, regionale samenwerking
VPTZ, vrijwilligers palliatieve terminale zorg
NAH, niet-aangeboren hersenletsel
ASS, autismespectrumstoornis
LVG, licht verstandelijk gehandicapt, LVB
VG, verstandelijk gehandicapt, gehandicaptenzorg
BMI, body mass index, gewicht
AED, defibrillator
BHV, bedrijfshulpverlening
EHBO, eerste hulp bij ongelukken, eerste hulp
ADL, algemene dagelijkse levensverrichtingen, wassen en aankleden
NT2, nederlands als tweede taal
IBO, integraal behandeloverleg
1G1P, één gezin één plan
"""

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(name.strip() for name in line.split(","))
    for line in (_EVERYDAY + _ABBREVIATIONS).strip().splitlines()
    if line
)
