"""Pieces of words that the dictionary has as words too, but of which Dutch makes no compounds."""

NO_PART = frozenset(
    """
    aakse aards aars abele abeler achte achtig achtige adert ageert ages agonist aide airs amens ament anten
    arde arder aren ariër atie atje baar baarder baarse baarste balde balg balt bare barende baring beien bende
    betten blieft bodes boomers borstje brachte brauwen buigend chap chappen dammer deerde deerden delend delijk
    dels denier dere deren derend derende dictie disch doekt doening dogen dolheid dommen domp dradig eerd
    eerders eert egde egen eggen eken electie eling elingen emmeren emmert ende enden endje endjes enen ener
    enken ente entje eren erend erende erig erige erij erkers esje etje ette etters ezelde ezelt fels foelie
    foren gaarde gaarden gelen gels genamen gende genote genotes geren geroest gewijs gieters goog gouwen grafen
    gronds haft hakkers halzend heden heid hese hied houwers iaat ieel iele igen iger igste ijke ijken ijking
    ijkt ijven ingen ings ionair ionaire isch ische isme ismen iteit kalis kante kelend kelende kende kenen
    kenende kere kerend kerende klaps komst komsten kope kransje kundig kundige kundigen kyrie laafde laafden
    laaie laar laars laatjes langers lavend lavende lende lenden lere lettend lievend lijk lijke lijken lijks
    ling lingen logje loos loosheid loze lozen luiders maaiers maats matig matige melen mende mene menie meur
    moot muide muskaat naars naken name nares narij nees nellen neren nessen nissen oden oenen olië omdraai
    omkeer onden onen ooft ooien oonde oonden oont opsom oren pect peelde peelt pelde pelden pelen peller pende
    pere pijen pilde pilt pioen pioenen pleging poelt ponder pozen prise prises raagde raagt raaien ragen rant
    rante ranten raten ratuur reept reepte reide rekjes rekkend rende renster reus reven rieke rije rijft rijkst
    rijkt rijnse rijven rikt rissen rissend rongen rootte roten rouwde rouwden rovend saurus schap schappelijk
    schappelijke schappen scher schuwde seinde sende sering sleden slicht slomp smacht snood snut sols spanne
    speeld stander sten steren sters taan taande taanden tanen teefjes teeg teel teerde teers teit teiten
    telbaar telbare tende teren terend terende terig terige thuizen tigen tigste tijgen tijgt tijk tijken tist
    topt topte tors treek treken tuigjes tukken ture tuurde tuurt uten vaarden vaarder vagant vangers vatting
    veerde vende vieve ving vlakkig vol volle vols vont vormig vormige voud waardig waardige waarts waring wende
    wenk wichtig willig willige williger willigers wisser wissers wurm zaam zame zeel zegster zelen zende
    zichten
    """.split()
)
"""Endings, and rare words that look like one."""

NO_ENDING = frozenset(
    """
    ding dingen ijk sing thuis vesting vestingen
    """.split()
)
"""Words that begin compounds but end none."""

NO_BEGINNING = frozenset(
    """
    aangesp aanhou aanpas aanrij aanvaar aanvul aanwin abbe achter afbet afko aflos afluis afschil afspeel
    afzond aker alge alleens aller ambten armst asje aspi asses atten bakst barm barne baste batte beden beha
    behou bekom belas belui beoefen bestem betrouw beve bijzon blei boerde bood boude brouw bruik buitens busse
    chromo clausu consul daven degel demen dokt door dreige duis egen eigens elft elke ener enigs enkel exploit
    fascine frag galgen geblind geen gemeen gemeens gene gener genera genten gesp gevang gewaar glads glim gouds
    grep groes haam hachel harst hene herover hinden honds hoog hoogs hots ieder ijker ijzen ijzend kaats kanons
    kape karne keurs kine klad kneu koer koet koggen krach krok krui kwar lauwer leis lepe litho luis luiste
    maast malie meeg meem meer mengel milten minde mondjes mong moorde naarder niett nippe onder onderst ontbos
    onthul ontman ontzeg onvrij opbreng opruk opschud opval over peda permit peste pinks pisse plag plunder
    prach prak prest prullen putters ramme rechtst rege reit repe repel ruiden salp schar schel scher schil
    schilde signa simp sinter sjoe smeed smeu smok spette spie spon sprank stol stud stuip stuiven stuka tegen
    tegens tiere toep toepas toezeg typo uite uitgeve uithang uithou uitrek uitt vand vark veras verba verg
    verge verhou vermis verplet vers versper verst vert verwelk verwon vinke vlagt vlijm volde volge vols volst
    voor voorga voors voorzit vosse vrooms wande wasse wasser wat wegge wegs welde wenk wenne wete wijker windes
    zeeg zeer zijder zinde zinge zoge zome zonder zonge
    """.split()
)
"""Beginnings of other words. Some of them end compounds."""

WHOLE = frozenset(
    """
    achteruit activiteit allemaal ambtenaar bedanken bedenken bedragen bedrijf bekijken belangrijk beleven
    belofte beloven bestaan besteden bestellen bestrijden besturen bestuur bestuurder bezoeken bloemetje
    boerderij boodschap burgemeester combinatie combineren document donderdag eigenaar eigenschap evenement
    gemeente gesprek gezamenlijk handhaven helemaal inwoner kantoor kasteel kind kinderen kunstenaar kwaliteit
    kwartier literatuur luisteren maatregel medewerker minister oordeel oorlog oorsprong oorzaak oppervlakte
    organisatie partner persoon praktijk regering samenvatting schilderen schilderij sieraad slachtoffer
    spontaan standaard student studeren televisie transport verantwoordelijk vergelijken vergeten vergeven
    vergroten verhouding verloskundige verspreiden verstand versterken vertalen vertellen vertonen vertrekken
    vertrouwen vrijwillig vrijwilliger waarderen waardering waarschuwen wetenschap zichzelf
    """.split()
)
"""Lemmata of words whose letters come apart wrongly."""
