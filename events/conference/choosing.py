"""Choice of sessions that a visitor wants to see: read from the address, and said as a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.conference.models import Room, SessionPage
from events.conference.programme import Entry, Programme
from events.dates.places import Places
from web.numbers import row_id
from web.plain_text import folded

MOST_OF_WORD = 100
HAS_ROOM = {"open", "unlimited", "walk_in"}
PLURALS = {
    SessionPage.Form.STORY: gettext_lazy("Verhalen"),
    SessionPage.Form.TALK: gettext_lazy("Gesprekken"),
    SessionPage.Form.WORKSHOP: gettext_lazy("Werksessies"),
    SessionPage.Form.TRAINING: gettext_lazy("Trainingen"),
    SessionPage.Form.WALK: gettext_lazy("Wandelingen"),
    SessionPage.Form.GAME: gettext_lazy("Spellen"),
}
VIEWS = {
    "": gettext_lazy("Per ronde en zaal"),
    "spoor": gettext_lazy("Per spoor"),
    "zaal": gettext_lazy("Per zaal"),
    "nu": gettext_lazy("Nu en straks"),
}
ACCESS = {
    "": gettext_lazy("met of zonder trap"),
    "rolstoel": gettext_lazy("zonder trap of drempel"),
    "ringleiding": gettext_lazy("met ringleiding"),
}
PLACES = {"": gettext_lazy("vol of niet"), "vrij": gettext_lazy("waar nog plek is")}
PARTS = ("form", "track", "room", "round", "free", "access", "q")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class Choice:
    """Part of the programme. Unknown values in the address are left out, so that an old link still shows something."""

    form: str = ""
    track: str = ""
    room: int | None = None
    round: int | None = None
    free: bool = False
    access: str = ""
    q: str = ""
    view: str = ""

    @classmethod
    def read(cls, query: QueryDict, programme: Programme) -> "Choice":
        room, number = row_id(query.get("zaal", "")), row_id(query.get("ronde", ""))
        track = query.get("spoor", "")
        return cls(
            form=query.get("soort", "") if query.get("soort") in SessionPage.Form.values else "",
            track=track if track in {slug for _pk, slug, _name in programme.tracks} else "",
            room=room if room in {one.id for one in programme.rooms} else None,
            round=number if number in {one.number for one in programme.rounds} else None,
            free=query.get("plek") == "vrij",
            access=query.get("toegang", "") if query.get("toegang") in ACCESS else "",
            q=" ".join(query.get("q", "")[:MOST_OF_WORD].replace("\0", " ").split()),
            view=query.get("weergave", "") if query.get("weergave") in VIEWS else "",
        )

    @property
    def is_everything(self) -> bool:
        return self == Choice(view=self.view)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        given = [
            ("soort", self.form),
            ("spoor", self.track),
            ("zaal", self.room and str(self.room)),
            ("ronde", self.round and str(self.round)),
            ("plek", "vrij" if self.free else ""),
            ("toegang", self.access),
            ("q", self.q),
            ("weergave", self.view),
        ]
        return [(name, value) for name, value in given if value]

    @property
    def query(self) -> str:
        return f"?{urlencode(self.parameters)}" if self.parameters else ""

    def keeps(self, programme: Programme, places: Mapping[int, Places]) -> Callable[[Entry], bool]:
        """Return a test on runs of sessions."""
        track = next((pk for pk, slug, _name in programme.tracks if slug == self.track), None)
        wanted = next((one.id for one in programme.rounds if one.number == self.round), None)
        word = folded(self.q)

        def fits(entry: Entry) -> bool:
            return (
                (not self.form or entry.form == self.form)
                and (track is None or entry.track == track)
                and (self.room is None or (entry.room is not None and entry.room.id == self.room))
                and (wanted is None or wanted in entry.rounds)
                and (not self.free or _is_free(entry, places))
                and (not self.access or _is_accessible(entry, self.access))
                and (not word or word in folded(f"{entry.title} {entry.summary} {entry.by}"))
            )

        return fits

    def sentence(self, programme: Programme) -> str:
        """Return the choice as a sentence: “Werksessies over ouderen in de Zolder, waar nog plek is”."""
        forms = str(PLURALS[SessionPage.Form(self.form)]) if self.form else _("Alle sessies")
        track = next((name for _pk, slug, name in programme.tracks if slug == self.track), "")
        over = _(" over %(track)s") % {"track": lowered(track)} if track else ""
        room = next((one.name for one in programme.rooms if one.id == self.room), "")
        where = _(" in %(room)s") % {"room": room} if room else ""
        number = _(", ronde %(number)s") % {"number": self.round} if self.round else ""
        free = f", {PLACES['vrij']}" if self.free else ""
        access = f", {ACCESS[self.access]}" if self.access else ""
        word = _(", met “%(word)s”") % {"word": self.q} if self.q else ""
        return f"{forms}{over}{where}{number}{free}{access}{word}"

    def options(self, programme: Programme) -> dict[str, list[Option]]:
        def of(pairs, chosen: str) -> list[Option]:
            return [Option(value, str(label), value == chosen) for value, label in pairs]

        forms = [("", _("Alle sessies")), *((form.value, PLURALS[form]) for form in SessionPage.Form)]
        tracks = [("", _("alle sporen")), *((slug, lowered(name)) for _pk, slug, name in programme.tracks)]
        rooms = [("", _("alle zalen")), *((str(one.id), one.name) for one in programme.rooms)]
        rounds = [("", _("elke ronde")), *((str(one.number), _("ronde %d") % one.number) for one in programme.rounds)]
        return {
            "forms": of(forms, self.form),
            "tracks": of(tracks, self.track),
            "rooms": of(rooms, str(self.room or "")),
            "rounds": of(rounds, str(self.round or "")),
            "places": of(PLACES.items(), "vrij" if self.free else ""),
            "access": of(ACCESS.items(), self.access),
        }

    def nearby(self, programme: Programme, places: Mapping[int, Places], most: int = 3) -> list[tuple[str, str, int]]:
        """Return choices with fewer words that do fit something: sentence, query and number of sessions."""
        found: list[tuple[str, str, int]] = []
        for name in reversed(PARTS):
            if getattr(self, name) == getattr(Choice(), name):
                continue
            wider = replace(self, **{name: getattr(Choice(), name)})
            number = wider.number_of_sessions(programme, places)
            if number and not wider.is_everything:
                found.append((wider.sentence(programme), wider.query, number))
        whole = Choice(view=self.view)
        number = whole.number_of_sessions(programme, places)
        return [*found[: most - 1], (_("Het hele programma"), whole.query, number)]

    def number_of_sessions(self, programme: Programme, places: Mapping[int, Places]) -> int:
        fits = self.keeps(programme, places)
        return len({entry.session for entry in programme.sessions if fits(entry)})


def lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def sessions_words(number: int) -> str:
    return ngettext("%(number)s sessie", "%(number)s sessies", number) % {"number": number}


def _is_free(entry: Entry, places: Mapping[int, Places]) -> bool:
    found = places.get(entry.date.pk) if entry.date else None
    return found is not None and found.state in HAS_ROOM


def _is_accessible(entry: Entry, access: str) -> bool:
    if entry.room is None or entry.elsewhere:
        return False
    return entry.room.ring_line if access == "ringleiding" else entry.room.wheelchair == Room.Wheelchair.YES
