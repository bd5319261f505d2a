from knowledge.models.term_index import TermIndexPage
from knowledge.models.terms import TermLink, TermName, TermPage, concepts

__all__ = ["TermIndexPage", "TermLink", "TermName", "TermPage", "concepts"]
