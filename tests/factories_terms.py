"""Factories of the begrippenlijst."""

import factory

from knowledge.models import TermIndexPage, TermName, TermPage
from tests.factories import PageFactory, below, house


def begrippenlijst() -> TermIndexPage:
    """Return the page of the begrippenlijst, created when a test first asks for it."""
    found = TermIndexPage.objects.first()
    return found or below(house().home, TermIndexPage(title="Begrippen", slug="begrippen"))


class TermFactory(PageFactory):
    """A begrip with ``synonyms`` and ``abbreviations``."""

    class Meta:
        model = TermPage

    parent = factory.LazyFunction(begrippenlijst)
    title = factory.Sequence("begrip {}".format)
    summary = "Wat het betekent."

    @classmethod
    def _create(cls, model_class, *args, synonyms=(), abbreviations=(), **kwargs):
        names = [
            *(TermName(name=name) for name in synonyms),
            *(TermName(name=name, kind=TermName.Kind.ABBREVIATION) for name in abbreviations),
        ]
        return super()._create(model_class, *args, children={"names": names}, **kwargs)
