"""Unsaved examples of uptake and policy for the style guide."""

from datetime import date

from django.utils.safestring import mark_safe

from knowledge.models import PracticePage, Uptake
from knowledge.models.uptake import UptakeState
from knowledge.policies.table import Cell, PolicyRow
from knowledge.uptake.outline import Outline, Shape
from knowledge.uptake.spread import Row, Tile
from knowledge.uptake.timeline import Entry
from network.models import OrganisationPage

SINCE = date(2026, 6, 1)


def statement() -> Uptake:
    return Uptake(
        practice=PracticePage(title="Vier aan tafel, niet vijftien"),
        organisation=OrganisationPage(title="Jeugdteam De Sprong", is_example=True),
        state=UptakeState.TRIES,
        since=SINCE,
        changed="Alleen voor gezinnen met kinderen tot twaalf jaar.",
    )


def rows() -> list[Row]:
    told = (
        ("Bergen op Zoom", "Thuiszorg Morgenrood (voorbeeld)", UptakeState.WORKS, "De bewoner kiest wie erbij zit.", "Noor van Dijk"),
        ("Geertruidenberg", "Samenwerkingsverband Ouderenzorgcoördinatoren Rivierzicht (voorbeeld)", UptakeState.TRIES, "", ""),
        ("", "Netwerk Rivierzicht (voorbeeld)", UptakeState.EXPLORES, "We zoeken nog iemand die tijd heeft.", ""),
        ("Moerdijk", "", UptakeState.STOPPED, "Niemand had de twee uur per week.", ""),
    )  # fmt: skip
    return [
        Row(
            anchor=f"voorbeeld-rij-{number}", place=place, place_url="#", party=party, party_url="#", wijk="",
            state=state, state_words=str(state.label), since=SINCE, changed=mark_safe(f"<p>{words}</p>" if words else ""),  # noqa: S308
            contact=contact, municipality_id=number,
        )
        for number, (place, party, state, words, contact) in enumerate(told, start=1)
    ]  # fmt: skip


def tiles() -> tuple[Tile, ...]:
    told = (
        ("Altena", 1, 5, UptakeState.EXPLORES), ("Moerdijk", 2, 2, UptakeState.STOPPED), ("Geertruidenberg", 2, 5, UptakeState.TRIES),
        ("Roosendaal", 4, 2, ""), ("Bergen op Zoom", 4, 1, UptakeState.WORKS),
    )  # fmt: skip
    return tuple(
        Tile(title=title, code="", url="#", row=row, column=column, state=state, is_origin=title == "Roosendaal")
        for title, row, column, state in told
    )


def outline() -> Outline:
    paths = {
        "Altena": ("M60 0l40 0 0 30 -40 0z", "M76 20 84 12"),
        "Roosendaal": ("M0 30l50 0 0 30 -50 0z", ""),
        "Bergen op Zoom": ("M50 30l50 0 0 30 -50 0z", "M71 50 79 42M71 42 79 50M75 40V52M69 46H81"),
    }
    by_title = {tile.title: tile for tile in tiles()}
    return Outline(100, 60, "CBS, 2026", tuple(Shape(by_title[title], *drawn) for title, drawn in paths.items()))


def steps() -> list[Entry]:
    words = mark_safe("<p>Niemand had twee uur per week over.</p>")
    return [
        Entry(date(2026, 9, 1), "Moerdijk is gestopt", words, UptakeState.STOPPED),
        Entry(SINCE, "Jeugdteam De Sprong (voorbeeld) probeert dit", mark_safe(""), UptakeState.TRIES),
    ]


def policy_rows() -> list[PolicyRow]:
    source = {"source_title": "voorbeeldbron", "source_url": "#", "source_on": date(2026, 10, 1), "is_example": True}
    now = Cell("geldt", "Geldt nu", "Huisbezoek bij iedereen die 78 wordt.")
    planned = Cell("gepland", "Gepland", "één dorpsondersteuner per kern.", "voorjaar 2027")
    nothing = Cell("niets", "Niets gepland")
    return [
        PolicyRow("Alphen-Chaam", "#", now, planned, **source),
        PolicyRow("Breda", "#", Cell("geen", "Geen beleid"), nothing, **source),
        PolicyRow("Etten-Leur", "#", Cell("nog-niets", "Nog niets"), Cell("onbekend", "Nog niet bekend"), **source),
        PolicyRow("Moerdijk", "#"),
    ]
