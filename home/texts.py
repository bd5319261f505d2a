"""A page of text as it is written down in the code, with blanks for what only the network knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Part = str | tuple[str, dict]
"""Rich text, or another block of a page: its name and what it holds."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A page of text below the home page."""

    slug: str
    title: str
    lead: str
    body: str
    """Rich text, with ``{name}`` where a blank stands."""
    more: tuple[Part, ...] = ()
    """What follows, without blanks."""
    parent: str = ""
    """Slug of the page of text above it; empty right below the home page."""
    in_footer: bool = True
    blanks: Mapping[str, str] = field(default_factory=dict)
    """What an editor has to fill in, by name, in Dutch."""

    @property
    def html(self) -> str:
        marked = {name: f"<b>[Vul in: {what}]</b>" for name, what in self.blanks.items()}
        return self.body.strip().format_map(marked)

    def filled(self, **answers: str) -> "Text":
        """The same with every blank filled, in rich text."""
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
        """What the page's ``body`` is made from."""
        return stream(*filter(None, [self.html]), *self.more)


def stream(*parts: Part) -> list[dict]:
    """``parts`` as a stream field takes them."""
    named = [("text", part.strip()) if isinstance(part, str) else part for part in parts]
    return [{"type": name, "value": value} for name, value in named]
