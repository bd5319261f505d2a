"""Introductions of the municipalities in the demo: activities of the season, and the neighbours.

They state no facts about the municipality itself, except its location and what the region's own programme mentions.
"""

from network.models import MunicipalityPage

INTROS = {
    "alphen-chaam": "De bewoners organiseren hier het meest, in een schuur en in een opkamer. Wie er voor zijn werk komt, mag aanschuiven.",
    "altena": "Veel dorpen en lange wegen. Twee keer per jaar komt iedereen op één plek, en daartussen weet je wie je kunt bellen.",
    "baarle-nassau": "Wie hier helpt, werkt soms over een grens heen. Deze winter zijn er een borrel en een avond voor wie zich zorgen maakt om"
    " iemand.",
    "bergen-op-zoom": "In Gageldonk en Warande loopt een proeftuin. Zorg, welzijn, wonen en de gemeente zoeken er samen uit hoe steun één"
    " geheel wordt. Om de hoek nodigt een verzonnen huisarts je uit voor soep en een goed gesprek.",
    "breda": "Hier staat het meest op de agenda: lunches om de week, een training over geld, en een open tafel waar je zo binnenloopt.",
    "drimmelen": "Vrijwilligers en professionals zoeken hier de grens tussen een vriendendienst en hulp. En in de leeszaal leer je wie er"
    " helpt met digitale post.",
    "etten-leur": "Hier loopt de Multiprobleem Aanpak Kwetsbare Burgers. Op de agenda staan lunches in Grauwe Polder en een training over"
    " somberheid.",
    "geertruidenberg": "Wonen is het onderwerp van dit seizoen: van een proefwoning voor ouderen tot lunches over gezinnen die krap wonen.",
    "halderberge": "Een apotheker die meedenkt en een tafel over jongeren die thuiszitten. Online meedoen kan bij een van de twee.",
    "moerdijk": "De dorpen doen het samen. Je ontbijt er met wie er nieuw is, en je zoekt uit wie er na vijven nog de sleutel heeft.",
    "oosterhout": "In Slotjes, Oosterheide en Dommelbergen kijkt de woonconsulent vaak als eerste achter de deur. Zij nodigt de anderen uit.",
    "roosendaal": "De wijkverpleging zet hier de toon, met een kennismaking in Langdonk en een middag over dementie in Tolberg.",
    "rucphen": "Voor ouders is er een tafel met koffie, voor wie met mantelzorgers werkt een uur met verhalen. Kort, en dichtbij huis.",
    "steenbergen": "Je leert er tillen zonder pijn, en je luncht met iedereen die een kind in zijn eerste jaren ziet.",
    "woensdrecht": "De koks en makers van een zorgatelier ontvangen hier de gasten. Je schilt, roert, kijkt mee en stelt je vragen.",
    "zundert": "Bewoners vertellen eerst, professionals daarna. Dat is hier de afspraak, ook als het over werk en wonen gaat.",
}
NEIGHBOURS = {
    "alphen-chaam": ("baarle-nassau", "breda"),
    "altena": ("drimmelen", "geertruidenberg"),
    "baarle-nassau": ("alphen-chaam",),
    "bergen-op-zoom": ("roosendaal", "steenbergen", "woensdrecht"),
    "breda": ("alphen-chaam", "etten-leur", "oosterhout"),
    "drimmelen": ("altena", "geertruidenberg", "moerdijk"),
    "etten-leur": ("breda", "halderberge", "rucphen"),
    "geertruidenberg": ("drimmelen", "oosterhout"),
    "halderberge": ("etten-leur", "moerdijk", "roosendaal"),
    "moerdijk": ("drimmelen", "halderberge", "steenbergen"),
    "oosterhout": ("breda", "drimmelen", "geertruidenberg"),
    "roosendaal": ("bergen-op-zoom", "halderberge", "rucphen"),
    "rucphen": ("etten-leur", "roosendaal", "zundert"),
    "steenbergen": ("bergen-op-zoom", "halderberge", "roosendaal"),
    "woensdrecht": ("bergen-op-zoom",),
    "zundert": ("breda", "etten-leur", "rucphen"),
}


def ensure_introductions() -> int:
    """Write an introduction for each municipality without one; return how many."""
    names = dict(MunicipalityPage.objects.values_list("slug", "title"))
    made = 0
    for page in MunicipalityPage.objects.filter(slug__in=INTROS, intro="", latest_revision=None):
        links = [f'<a href="/gemeenten/{slug}/">{names[slug]}</a>' for slug in NEIGHBOURS[page.slug] if slug in names]
        near = f"<p>Ook dichtbij: {', '.join(links[:-1])}{' en ' if links[1:] else ''}{links[-1]}.</p>" if links else ""
        made += MunicipalityPage.objects.filter(pk=page.pk).update(intro=f"<p>{INTROS[page.slug]}</p>{near}")
    return made
