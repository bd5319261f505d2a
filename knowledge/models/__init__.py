from knowledge.models.categories import Category
from knowledge.models.contributors import Authorship, Contributor
from knowledge.models.life import PublishedChange, Standing
from knowledge.models.practices import (
    PhaseChange,
    PracticeIndexPage,
    PracticePage,
    PracticePartner,
    PracticeStep,
    Recognition,
)
from knowledge.models.reactions import ModeratorLink, Question, Reaction, ReactionReport, ShownReaction
from knowledge.models.term_index import TermIndexPage
from knowledge.models.terms import TermLink, TermName, TermPage, concepts

__all__ = [
    "Authorship",
    "Category",
    "Contributor",
    "ModeratorLink",
    "PhaseChange",
    "PracticeIndexPage",
    "PracticePage",
    "PracticePartner",
    "PracticeStep",
    "PublishedChange",
    "Question",
    "Reaction",
    "ReactionReport",
    "Recognition",
    "ShownReaction",
    "Standing",
    "TermIndexPage",
    "TermLink",
    "TermName",
    "TermPage",
    "concepts",
]
