"""Selection of practices: one definition for the list, the sentence above it, the counts and the feed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.models import PracticePage
from knowledge.practices.linked import INDEX
from web.plain_text import plain

MOST_VALUES = 20
MOST_CHARACTERS = 100
MOST_WORDS = 8

PARTS = {
    "fase": gettext_lazy("fase"),
    "gemeente": gettext_lazy("gemeente"),
    "wijk": gettext_lazy("wijk"),
    "thema": gettext_lazy("thema"),
    "leefgebied": gettext_lazy("leefgebied"),
    "levensfase": gettext_lazy("levensfase"),
    "doelgroep": gettext_lazy("doelgroep"),
    "organisatie": gettext_lazy("organisatie"),
}
"""Facets by the name of their parameter, each with its word in a sentence."""
PHASES = {
    PracticePage.Phase.IDEA: gettext_lazy("Ideeën"),
    PracticePage.Phase.TRIAL: gettext_lazy("Proeftuinen"),
    PracticePage.Phase.EVALUATED: gettext_lazy("Geëvalueerde praktijken"),
    PracticePage.Phase.SPREAD: gettext_lazy("Verspreide praktijken"),
    PracticePage.Phase.STOPPED: gettext_lazy("Gestopte praktijken"),
}
Titles = dict[str, dict[str, str]]
"""Titles of the values that visitors may know, by part and slug."""


@dataclass(frozen=True)
class Selection:
    """Filter on practices. Values are slugs; a wijk is ``<gemeente>/<wijk>``.

    Values of one part mean “or”, parts mean “and”. An unknown value selects nothing, so that a feed whose theme was
    renamed does not suddenly hold everything.
    """

    q: str = ""
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Chosen values of each part in use, in the order of ``PARTS``."""
    is_newest_first: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "Selection":
        parts = []
        for part in PARTS:
            given = [cleaned(value) for value in query.getlist(part)[:MOST_VALUES]]
            if values := tuple(dict.fromkeys(value for value in given if value)):
                parts.append((part, values))
        return cls(q=cleaned(query.get("q", "")), parts=tuple(parts), is_newest_first=query.get("volgorde") == "nieuw")

    @classmethod
    def of(cls, **values: str) -> "Selection":
        """Return the selection with one value for each given part."""
        return cls(parts=tuple((part, (values[part],)) for part in PARTS if part in values))

    def chosen(self, part: str) -> tuple[str, ...]:
        return dict(self.parts).get(part, ())

    def with_only(self, part: str, *values: str) -> "Selection":
        """Return the selection with ``values`` as the only ones of ``part``; without any, the part is left out."""
        rest = dict(self.parts) | {part: values}
        return replace(self, parts=tuple((name, rest[name]) for name in PARTS if rest.get(name)))

    def without(self, part: str, value: str) -> "Selection":
        return self.with_only(part, *(other for other in self.chosen(part) if other != value))

    @property
    def words(self) -> list[str]:
        return self.q.split()[:MOST_WORDS]

    @property
    def is_everything(self) -> bool:
        return not self.q and not self.parts

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Query parameters of the selection, in a fixed order."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(part, value) for part, values in self.parts for value in values]
        return [*pairs, ("volgorde", "nieuw")] if self.is_newest_first else pairs

    def url(self, path: str = INDEX, page: int = 1) -> str:
        pairs = [*self.parameters, ("pagina", page)] if page > 1 else self.parameters
        return f"{path}?{urlencode(pairs, safe='/')}" if pairs else path

    def problems(self, titles: Titles) -> list[str]:
        """Return a sentence for each value that is unknown, or that not everybody may see."""
        return [
            _("We kennen geen %(part)s “%(value)s”. Daarom vind je niets.") % {"part": PARTS[part], "value": value}
            for part, values in self.parts
            for value in values
            if value not in titles[part]
        ]

    def sentence(self, titles: Titles) -> str:
        """Return the title of list and feed: “Proeftuinen in Breda over ouderen, voor mantelzorgers”."""

        def names(part: str) -> str:
            return _(" of ").join(titles[part].get(value, f"“{value}”") for value in self.chosen(part))

        phases = [str(PHASES.get(value, f"“{value}”")) for value in self.chosen("fase")]  # type: ignore[call-overload]
        words = _(" of ").join([*phases[:1], *(_lower(phase) for phase in phases[1:])]) or _("Alle praktijken")
        if places := [names(part) for part in ("wijk", "gemeente") if self.chosen(part)]:
            words = _("%(words)s in %(places)s") % {"words": words, "places": _(" of ").join(places)}
        if about := [names(part) for part in ("thema", "leefgebied") if self.chosen(part)]:
            words = _("%(words)s over %(about)s") % {"words": words, "about": _(" en ").join(map(_lower, about))}
        if people := [names(part) for part in ("doelgroep", "levensfase") if self.chosen(part)]:
            words = _("%(words)s voor %(people)s") % {"words": words, "people": _(" en ").join(map(_lower, people))}
        if self.chosen("organisatie"):
            words = _("%(words)s bij %(names)s") % {"words": words, "names": names("organisatie")}
        return _("%(words)s met ‘%(q)s’") % {"words": words, "q": self.q} if self.q else words


def titles_of(values: Iterable[tuple[str, str, str]]) -> Titles:
    """Return the titles of ``(part, slug, title)`` by part, with the phases, which every site has."""
    titles: Titles = {part: {} for part in PARTS}
    titles["fase"] = {phase.value: str(phase.label) for phase in PracticePage.Phase}
    for part, slug, title in values:
        titles[part][slug] = title
    return titles


def region() -> str:
    return _("heel %(region)s") % {"region": settings.REGION}


def _lower(words: str) -> str:
    """Return ``words`` with a small first letter, unless it begins with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def cleaned(raw: str) -> str:
    """Return ``raw`` on one line and cut off, without characters that databases reject."""
    return " ".join(plain(raw).split())[:MOST_CHARACTERS].strip()
