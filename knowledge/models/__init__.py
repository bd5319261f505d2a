from knowledge.models.attachments import Attachment, PracticeFile
from knowledge.models.categories import Category
from knowledge.models.contributors import Authorship, Contributor
from knowledge.models.drafts import Draft
from knowledge.models.life import PublishedChange, Standing
from knowledge.models.policies import PolicyEntry
from knowledge.models.practices import (
    PhaseChange,
    PracticeIndexPage,
    PracticePage,
    PracticePartner,
    PracticeStep,
    Recognition,
)
from knowledge.models.reactions import ModeratorLink, Question, Reaction, ReactionReport, ShownReaction
from knowledge.models.review import ReviewTask
from knowledge.models.searching import EmptySearch, IndexState, SearchedEntry, SearchedPage, SearchFacet, SearchWord
from knowledge.models.submissions import ReviewLink, Submission
from knowledge.models.term_index import TermIndexPage
from knowledge.models.term_suggestions import TermSuggestion
from knowledge.models.terms import TermLink, TermName, TermPage, concepts
from knowledge.models.uptake import RegionMap, Uptake, UptakeLink, UptakeStep

__all__ = [
    "Attachment",
    "Authorship",
    "Category",
    "Contributor",
    "Draft",
    "EmptySearch",
    "IndexState",
    "ModeratorLink",
    "PhaseChange",
    "PolicyEntry",
    "PracticeFile",
    "PracticeIndexPage",
    "PracticePage",
    "PracticePartner",
    "PracticeStep",
    "PublishedChange",
    "Question",
    "Reaction",
    "ReactionReport",
    "Recognition",
    "RegionMap",
    "ReviewLink",
    "ReviewTask",
    "SearchFacet",
    "SearchWord",
    "SearchedEntry",
    "SearchedPage",
    "ShownReaction",
    "Standing",
    "Submission",
    "TermIndexPage",
    "TermLink",
    "TermName",
    "TermPage",
    "TermSuggestion",
    "Uptake",
    "UptakeLink",
    "UptakeStep",
    "concepts",
]
