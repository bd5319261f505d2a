"""Pages of text defined in code, with blanks for facts that only the network knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Part = str | tuple[str, dict]
"""Rich text, or another block as its name and value."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A page of text below the home page."""

    slug: str
    title: str
    lead: str
    body: str
    """Rich text, with ``{name}`` for each blank."""
    more: tuple[Part, ...] = ()
    """Parts that follow ``body``, without blanks."""
    parent: str = ""
    """Slug of the parent page of text; empty directly below the home page."""
    in_footer: bool = True
    blanks: Mapping[str, str] = field(default_factory=dict)
    """Descriptions, in Dutch, of the facts that an editor has to fill in, by name."""

    @property
    def html(self) -> str:
        marked = {name: f"<b>[Vul in: {what}]</b>" for name, what in self.blanks.items()}
        return self.body.strip().format_map(marked)

    def filled(self, **answers: str) -> "Text":
        """Return a copy with all blanks filled in with ``answers``, which are rich text.

        Raise ValueError unless the answers match the blanks.
        """
        if answers.keys() != self.blanks.keys():
            raise ValueError(f"The blanks of {self.slug} are {', '.join(self.blanks)}.")
        return replace(self, body=self.body.format_map(answers), blanks={})

    def followed_by(self, *more: Part) -> "Text":
        return replace(self, more=(*self.more, *more))

    @property
    def address(self) -> str:
        return f"/{self.parent}/{self.slug}/" if self.parent else f"/{self.slug}/"

    @property
    def stream(self) -> list[dict]:
        """Value for the page's ``body``."""
        return stream(*filter(None, [self.html]), *self.more)


def stream(*parts: Part) -> list[dict]:
    """Return ``parts`` as the value of a stream field."""
    named = [("text", part.strip()) if isinstance(part, str) else part for part in parts]
    return [{"type": name, "value": value} for name, value in named]
