"""Real initiatives of the region, with what its own programme says of them and nothing more.

No authors, results, dates or uptake: the people who do it write those themselves.
"""

from home.demo.practice_shapes import Partner, Practice

PRACTICES = (
    Practice(
        is_example=False,
        slug="multiprobleem-aanpak-kwetsbare-burgers",
        title="Multiprobleem Aanpak Kwetsbare Burgers",
        summary="Een aanpak voor kwetsbare burgers in Etten-Leur. Hij loopt nu, wordt daarna geëvalueerd en gaat dan naar meer gemeenten.",
        phase="proeftuin",
        municipality="etten-leur",
        categories=("mensen-met-veel-vragen-tegelijk",),
        target_group="Kwetsbare burgers",
        evaluation="De aanpak wordt nog geëvalueerd. Daarna gaat hij naar meer gemeenten.",
    ),
    Practice(
        is_example=False,
        slug="samen-werken-aan-een-gezonde-wijk",
        title="Samen werken aan een gezonde wijk",
        summary="Een nieuw initiatief in Breda. De wijk waar het begint, wordt nog gekozen.",
        phase="idee",
        municipality="breda",
        wijk_to_be_chosen=True,
        themes=("samenwerken-in-de-wijk",),
        categories=("gezondheid",),
    ),
    Practice(
        is_example=False,
        slug="viz-ouderenzorg",
        title="ViZ Ouderenzorg",
        summary="ViZ werkt in Breda aan zorg voor ouderen. Ook komt er een overzicht van het beleid van een aantal gemeenten.",
        phase="proeftuin",
        municipality="breda",
        themes=("ouderen",),
        categories=("oudere",),
        approach="""
Het initiatief heeft twee kanten:

- ViZ Ouderenzorg loopt nu in Breda.
- Er komt een overzicht van het beleid van een aantal gemeenten: wat nu geldt, en wat er nog komt.

ViZ is een samenwerking in de regio Breda. Het staat voor samen schakelen, met de blik op welzijn en op hoe goed je leven is.""",
        partners=(Partner(organisation="ViZ"),),
    ),
    Practice(
        is_example=False,
        slug="maatwerkfabriek",
        title="Maatwerkfabriek",
        summary="De Maatwerkfabriek is van Breda en CZ samen. De lessen gaan naar professionals en naar het werk van elke dag.",
        phase="proeftuin",
        municipality="breda",
        intermediaries="Professionals",
        goal="De lessen delen met professionals, en ze een vaste plek geven in het werk van elke dag.",
        partners=(Partner(organisation="CZ"),),
    ),
    Practice(
        is_example=False,
        slug="proeftuin-gageldonk-en-warande",
        title="Proeftuin Gageldonk en Warande",
        summary="In twee wijken maken zorg, welzijn, wonen en de gemeente samen één geheel van de steun aan bewoners.",
        phase="proeftuin",
        municipality="bergen-op-zoom",
        wijken=("Gageldonk", "Warande"),
        themes=("samenwerken-in-de-wijk",),
        goal="Van losse stukjes naar één geheel van steun, op elk gebied en in elke fase van het leven.",
        approach="""
De proeftuin gaat uit van vier dingen:

1. **Eén geheel.** De steun is niet in stukjes geknipt. Zij gaat over het hele leven.
2. **Eigen kracht.** Er is steun waar iemands eigen kracht tekortschiet. De steun maakt die kracht en het netwerk sterker.
3. **Praten met bewoners.** Dus niet over hen.
4. **Wat het beste past.** Daarvoor gaan de regels van de eigen organisatie aan de kant.

De proeftuin is gemaakt naar het voorbeeld van Ruwaard in Oss. De zorgverzekeraar geeft steun. Het aantal partners groeit.""",
        residents_role="Er wordt gepraat met bewoners, en niet over hen.",
        partners=(
            Partner(organisation="WijZijn Traverse Groep"),
            Partner(organisation="GGZ WNB"),
            Partner(organisation="SDW"),
            Partner(organisation="TWB"),
            Partner(organisation="Huisartsen", role="Eerste lijn"),
            Partner(organisation="Stadlander"),
            Partner(organisation="Gemeente Bergen op Zoom"),
        ),
    ),
)
