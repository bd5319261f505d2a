"""Components, each with its template and possible states."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django import forms

from events.agenda import month
from events.dates.add_to_calendar import add_links
from events.dates.cards import fact_rows
from events.dates.description import access_of
from events.feeds.subscribing import page_subscription
from home.style_guide import examples, uptake_examples
from knowledge.glossary.explanations import Explanation
from knowledge.models import PracticePage
from knowledge.models.term_index import TermRow
from knowledge.models.uptake import UptakeState
from knowledge.practices.cards import PracticeCard

Context = dict[str, object]


@dataclass(frozen=True)
class Component:
    name: str
    title: str
    template: str
    states: Callable[[], dict[str, Context]] = field(default=lambda: {"": {}})
    """Template context of each state, by the name of the state."""

    wrap: str = ""
    """Enclosing element for a component that cannot stand alone, such as ``ol.wv-programme``."""


class ExampleForm(forms.Form):
    """Form with one field of each kind."""

    naam = forms.CharField(label="Je naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", help_text="We sturen je een link om je plek te bevestigen.")
    discipline = forms.ChoiceField(
        label="Discipline", choices=[("", "Kies je discipline"), ("h", "huisarts")], required=False
    )
    opmerking = forms.CharField(label="Opmerking", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    eten = forms.ChoiceField(
        label="Eet je mee?", choices=[("ja", "Ja, graag"), ("nee", "Nee, dank je")], widget=forms.RadioSelect
    )
    themas = forms.MultipleChoiceField(
        label="Waar werk je aan?", choices=[("o", "Ouderen"), ("j", "Jeugd en gezin")], widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    tonen = forms.BooleanField(
        label="Zet mijn naam op de deelnemerslijst", help_text="Alleen wie ook komt, ziet je naam.", required=False
    )


def form_states() -> dict[str, Context]:
    filled_in = {"goed-naam": "Fatima el Amrani", "goed-eten": "ja", "goed-themas": ["o"], "goed-tonen": "on"}
    shown = ExampleForm(prefix="goed", initial={name.removeprefix("goed-"): value for name, value in filled_in.items()})
    wrong = ExampleForm({"fout-email": "fatima.example.org"}, prefix="fout")
    wrong.is_valid()
    return {"ingevuld": {"form": shown}, "met fouten": {"form": wrong}}


def card_states() -> dict[str, Context]:
    states: dict[str, Context] = {state: {"card": examples.card(state), "heading": "h3"} for state in examples.PLACES}
    states["lange woorden"] = {"card": examples.card(title=examples.LONG, venue_name=examples.LONG[:110])}
    states["zonder plekken"] = {"card": examples.card(), "bare": True}
    return states


def agenda_row_states() -> dict[str, Context]:
    states: dict[str, Context] = {state: {"card": examples.card(state)} for state in examples.PLACES}
    states["zelfde dag"] = {"card": examples.card(), "is_same_day": True}
    states["lange woorden"] = {"card": examples.card(title=examples.LONG, venue_name=examples.LONG[:110])}
    return states


def date_row_states() -> dict[str, Context]:
    return {state: {"date": examples.card(state)} for state in examples.PLACES}


def place_states() -> dict[str, Context]:
    return {
        state: {"places": examples.places(**values), "variant": "large"} for state, values in examples.PLACES.items()
    }


def term_states() -> dict[str, Context]:
    two = TermRow(
        "indicatie", "#", summary="Een reden of een besluit waardoor iemand hulp krijgt.",
        medical="De medische reden om iets te doen.", social="Het besluit dat iemand recht heeft op hulp.",
    )  # fmt: skip
    one = TermRow("specialist ouderengeneeskunde", "#", beside="SO", summary="Arts voor kwetsbare ouderen.")
    return {"één": {"row": one}, "twee": {"row": two}, "afkorting": {"row": TermRow("SO", "#", of=one.title)}}


def practice_states() -> dict[str, Context]:
    card = PracticeCard(
        title="Vier aan tafel, niet vijftien", url="#", weave="Vier aan tafel", phase="proeftuin",
        phase_label="Proeftuin", place="Gageldonk en Warande, Bergen op Zoom",
        lesson="Een vast groepje van vier werkt sneller dan een zaal vol mensen die het goed bedoelen.",
        confirmed="Laatst bevestigd op 12 november 2026", uptake="2 gemeenten werken hiermee, 3 proberen het", uptake_state="werkt",
    )  # fmt: skip
    late = replace(
        card, phase="verspreid", phase_label="Verspreid", confirmed="", late="Niet bevestigd sinds maart 2025"
    )
    return {"bevestigd": {"card": card}, "lang niet bevestigd": {"card": late, "heading": "h3"}}


def explained_states() -> dict[str, Context]:
    two = Explanation(1, "indicatie", "Een reden of een besluit.", "De medische reden.", "Het recht op hulp.", "", "#")
    one = Explanation(2, "POH-GGZ", "Werkt bij de huisarts, voor mensen die ergens mee zitten.", "", "", "", "#")
    return {"": {"explanations": [two, one]}}


def date_states() -> dict[str, Context]:
    return {
        "gewoon": {"card": examples.card()},
        "groot": {"card": examples.card(), "variant": "large"},
        "gaat niet door": {"card": examples.card("geannuleerd")},
    }


def mix_states() -> dict[str, Context]:
    mixes = {
        "paren": (9, 7, 1, 8),
        "meer medisch": (12, 2, 0, 4),
        "alleen sociaal": (0, 6, 0, 2),
        "op schaal": (31, 24, 8, 57),
    }
    return {
        name: {"mix": examples.draw_mix(*mix), "words": "Nog plek", "variant": "large"} for name, mix in mixes.items()
    }


def month_states() -> dict[str, Context]:
    lunch = month.MonthEntry(title="Wijklunch Gageldonk", url="#", time="12.00 uur", change="", is_off=False)
    off = month.MonthEntry(title="Borrel", url="#", time="17.00 uur", change="Geannuleerd", is_off=True)
    days = [
        month.Day(number, f"{number} maart", f"2027-03-{number:02}", number == 3, True, entries, 0, "#")
        for number, entries in enumerate([[], [lunch], [lunch, off], [], [], [], []], start=1)
    ]
    weekdays = [
        {"name": name, "short": name[:2]}
        for name in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    ]
    other_month = {"title": "april 2027", "url": "#"}
    shown = {"title": "maart 2027", "weekdays": weekdays, "weeks": [days], "total": 3, "next": other_month}
    return {"": {"month": shown}}


def notice_states() -> dict[str, Context]:
    return {
        "gewoon": {"text": "Je kijkt naar bijeenkomsten die zijn geweest."},
        "gelukt": {"kind": "success", "text": "Je gegevens zijn gewijzigd."},
        "let op": {"kind": "warning", "text": "We kennen geen gemeente “Nergens”. Kies er een uit de lijst."},
        "gaat niet door": {
            "kind": "danger",
            "title": "Deze bijeenkomst gaat niet door",
            "text": "De zaal staat blank.",
        },
    }


def link_states() -> dict[str, Context]:
    links = [
        {"title": name, "url": "#", "kind": "welzijn", "summary": ""}
        for name in (
            "Welzijn Zonnewijzer",
            "Thuiszorg Morgenrood",
            "Samenwerkingsverband Ouderenzorgcoördinatoren Rivierzicht",
        )
    ]
    woven = [{"title": name, "url": "#", "weave_name": name} for name in ("Gageldonk", "Warande", "Fort-Zeekant")]
    return {"op een rij": {"links": links, "variant": "wide"}, "met weefsel": {"links": woven, "variant": "wide"}}


def region_states() -> dict[str, Context]:
    tiles = [("Moerdijk", 1, 2), ("Breda", 2, 3), ("Roosendaal", 2, 2), ("Alphen-Chaam", 3, 4), ("Tholen", 2, 1)]
    made = [
        {"title": title, "url": "#", "row": row, "column": column, "current": title == "Breda"}
        for title, row, column in tiles
    ]
    return {"Breda gekozen": {"municipalities": made, "label": "Gemeenten op de kaart"}}


COMPONENTS = [
    Component("colours", "Kleuren", "style_guide/colours.html"),
    Component("type", "Letters", "style_guide/type.html"),
    Component("weave", "Weefsel", "style_guide/weave.html"),
    Component("buttons", "Knoppen", "style_guide/buttons.html"),
    Component("tags", "Labels en kiezers", "style_guide/tags.html"),
    Component("date_block", "Datum", "components/date_block.html", date_states),
    Component("event_card", "Bijeenkomst in het programma", "components/event_card.html", card_states, "ol.wv-programme"),
    Component("agenda_row", "Bijeenkomst in de agenda", "components/agenda_row.html", agenda_row_states, "ol.wv-programme"),
    Component("date_row", "Een van meer datums", "components/date_row.html", date_row_states, "ol.wv-date-list"),
    Component("places", "Plekken", "components/places.html", place_states),
    Component("month", "Maand", "components/month.html", month_states),
    Component("mix", "Wie er komt", "components/mix.html", mix_states),
    Component("mix_legend", "Wat de streepjes zeggen", "components/mix_legend.html"),
    Component("add_to_calendar", "In een agenda op het web", "components/add_to_calendar.html",
              lambda: {"": {"links": add_links(examples.card().date)}}),
    Component("facts", "Wanneer, waar, voor wie", "components/facts.html", lambda: {"": {"facts": fact_rows(examples.card().date)}}),
    Component("details_list", "Lijst", "components/details_list.html", lambda: {"": {"details": access_of(examples.meetup())}}),
    Component("privacy_note", "Wat er met gegevens gebeurt", "components/privacy_note.html",
              lambda: {"": {"terms": {"kept": "Vier weken", "unconfirmed": "een dag"}}}),
    Component("notice", "Mededeling", "components/notice.html", notice_states),
    Component("form", "Formulier", "style_guide/form.html", form_states),
    Component("state", "Stand van een aanmelding", "style_guide/state.html"),
    Component("subscribe", "Abonneren", "components/subscribe.html",
              lambda: {"": {"subscribe": page_subscription("Alle bijeenkomsten in Breda", "/gemeenten/breda/")}}),
    Component("share", "Doorsturen", "components/share.html", lambda: {"": {"url": "https://wijkverband.example/", "title": "Wijklunch"}}),
    Component("follow", "Op de hoogte blijven", "components/follow.html",
              lambda: {"": {"title": "Alle bijeenkomsten in Gageldonk, Bergen op Zoom", "url": "#"}}),
    Component("card", "Kaart", "components/card.html",
              lambda: {"": {"link": {"title": "Ouderen", "url": "#", "summary": "Prettig ouder worden in je eigen wijk."}},
                       "zonder tekst": {"link": {"title": "Valpreventiemaatregelenoverleg", "url": "#"}}}, "ul.wv-cards"),
    Component("practice_card", "Praktijk", "components/practice_card.html", practice_states, "ul.wv-practices"),
    Component("phase_sign", "Teken van een fase", "components/phase_sign.html",
              lambda: {str(phase.label): {"phase": phase.value} for phase in PracticePage.Phase}),
    Component("link_list", "Namen", "components/link_list.html", link_states),
    Component("term_row", "Begrip in de lijst", "components/term_row.html", term_states, "div.wv-glossary"),
    Component("explained_terms", "Begrippen in een tekst", "style_guide/terms.html", explained_states),
    Component("pair_sign", "Teken voor twee betekenissen", "components/pair_sign.html"),
    Component("uptake_table", "Wie doet dit ook", "components/uptake_table.html", lambda: {"": {"rows": uptake_examples.rows()}}),
    Component("uptake_map", "Spreiding op de kaart", "components/uptake_map.html",
              lambda: {"tegels": {"tiles": uptake_examples.tiles(), "has_origin": True}, "grenzen": {"outline": uptake_examples.outline()}}),
    Component("uptake_steps", "Hoe het zich verspreidde", "components/uptake_steps.html", lambda: {"": {"steps": uptake_examples.steps()}}),
    Component("uptake_sign", "Teken van verspreiding", "components/uptake_sign.html",
              lambda: {str(state.label): {"state": state.value} for state in UptakeState}),
    Component("policy_table", "Beleid per gemeente", "components/policy_table.html",
              lambda: {"": {"rows": uptake_examples.policy_rows(), "first": "Gemeente", "caption": "Op alfabet."}}),
    Component("region", "Regio", "components/region.html", region_states),
    Component("article", "Tekst", "style_guide/article.html"),
    Component("crumb", "Terug", "components/crumb.html", lambda: {"": {"url": "#", "title": "Agenda"}}),
    Component("empty", "Niets te zien", "style_guide/empty.html"),
]  # fmt: skip
