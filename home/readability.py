"""Readability of Dutch texts: Flesch's formula with the weights for Dutch by W.H. Douma (1960).

206,835 - 0,93 × words per sentence - 77 × syllables per word. Roughly: above 80 is very easy, 60 to 80 is plain (B1 is
here), below 50 is hard. The formula measures form only: it counts long words and long sentences, and cannot tell
whether a text is clear.
"""

import ast
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from home.demo.municipalities import INTROS
from home.demo.practices import PRACTICES
from home.demo.season import MEETUPS
from home.standard_pages import STANDARD_PAGES
from network.reference.themes import THEMES

WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…:])[”’\"')]*\s+|\n+")
VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyäëïöüáéíóúàèâêîô]", re.IGNORECASE)
TRANSLATED = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b.*?%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
LONG = 20
"""Maximum number of words in a sentence at level B1."""
LEAST = 4
"""Minimum number of words for a text in a template or module to be measured."""


@dataclass(frozen=True)
class Score:
    words: int
    sentences: int
    syllables: int

    @property
    def value(self) -> float:
        if not self.words:
            return 100.0
        return 206.835 - 0.93 * self.words / self.sentences - 77 * self.syllables / self.words


@dataclass(frozen=True)
class Source:
    """A text that people read, and its location."""

    kind: str
    name: str
    text: str

    @property
    def score(self) -> Score:
        return measure(self.text)


def syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(word)))


def sentences_of(text: str) -> list[list[str]]:
    """Return the words of each sentence. A line of its own counts as a sentence."""
    found = (WORD.findall(part) for part in SENTENCE_END.split(text))
    return [words for words in found if words]


def measure(text: str) -> Score:
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in sentence]
    return Score(len(words), max(1, len(sentences)), sum(syllables(word) for word in words))


def long_sentences(text: str) -> list[str]:
    return [" ".join(words) for words in sentences_of(text) if len(words) > LONG]


# -- Sources -----------------------------------------------------------------------------------------------------------


def plain(rich_text: str) -> str:
    """Convert rich text to plain lines, one for each paragraph, list item and heading."""
    # A heading is not a sentence, but people read it as one.
    lines = re.sub(r"</(?:p|li|h\d|ul|ol|div)>|<br ?/?>", "\n", " ".join(rich_text.split()))
    return html.unescape(re.sub(r"<[^>]+>", "", lines))


def in_template(source: str) -> str:
    """Return the translatable texts of a template, with a name in place of each variable."""
    source = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", "", source, flags=re.DOTALL)
    pieces = ["".join(found) for found in TRANSLATED.findall(source)]
    pieces += [part for piece in BLOCK.findall(source) for part in re.split(r"\{%\s*plural\s*%\}", piece)]
    return read_as_sentences(plain(re.sub(r"\{\{.*?\}\}", "Naam", piece)) for piece in pieces)


def in_module(source: str) -> str:
    """Return the texts passed to gettext."""
    strings = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT:
            strings += [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return read_as_sentences(re.sub(r"%\(\w+\)[sd]|%[sd]", "Naam", text) for text in strings)


def read_as_sentences(pieces: Iterable[str]) -> str:
    """Join the pieces that are long enough to read as a sentence. Buttons and labels have no meaningful score."""
    return "\n".join(piece.strip() for piece in pieces if len(WORD.findall(piece)) >= LEAST)


def in_markdown(source: str) -> str:
    source = re.sub(r"```.*?```", "", source, flags=re.DOTALL)
    source = re.sub(r"^ {4}.*$|^\|.*$|!\[[^\]]*\]\([^)]*\)", "", source, flags=re.MULTILINE)
    source = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", source)
    source = re.sub(r"`[^`]*`", "Naam", source)
    # Lines of a paragraph are joined; list items and headings stay apart.
    source = re.sub(r"\n(?=\s*(?:[-*#]|\d+\.)\s)", "\n\n", source)
    return "\n".join(" ".join(part.split()) for part in source.split("\n\n") if part.strip())


def sources(root: Path) -> Iterator[Source]:
    for text in STANDARD_PAGES:
        yield Source("pagina", text.address, f"{text.title}\n{text.lead}\n{words_of_stream(text.stream)}")
    for theme in THEMES:
        yield Source("thema", theme.slug, f"{theme.summary}\n{plain(theme.intro)}")
    for meetup in MEETUPS:
        yield Source("demo", meetup.slug, f"{meetup.title}\n{meetup.summary}\n{plain(meetup.body)}")
    for practice in PRACTICES:
        yield Source("demo", practice.slug, f"{practice.title}\n{practice.running_text}")
    for slug, intro in INTROS.items():
        yield Source("demo", f"gemeente {slug}", intro)
    for path in sorted(root.glob("templates/**/*.html")) + sorted(root.glob("templates/**/*.txt")):
        kind = "mail" if "mail" in path.parts else "scherm"
        yield Source(kind, str(path.relative_to(root / "templates")), in_template(path.read_text()))
    for app in ("accounts", "network", "events", "home"):
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield Source("veld of melding", str(path.relative_to(root)), in_module(path.read_text()))
    for path in sorted(
        [*root.glob("docs/organisatoren/*.md"), *root.glob("docs/redactie/*.md"), *root.glob("docs/beheer/*.md")]
    ):
        yield Source("handleiding", str(path.relative_to(root)), in_markdown(path.read_text()))


def words_of_stream(value: object) -> str:
    """Return all texts in the blocks of a page, at any depth."""
    if isinstance(value, dict):
        return "\n".join(words_of_stream(part) for key, part in value.items() if key not in {"type", "address", "id"})
    if isinstance(value, list):
        return "\n".join(words_of_stream(part) for part in value)
    return plain(value) if isinstance(value, str) else ""
