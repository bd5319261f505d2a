"""All begrippen that a network starts with."""

from knowledge.reference.terms import Term
from knowledge.reference.terms_people import PEOPLE_TERMS
from knowledge.reference.terms_practice import PRACTICE_TERMS
from knowledge.reference.terms_rules import RULES_TERMS
from knowledge.reference.terms_shared import SHARED_TERMS

TERMS: tuple[Term, ...] = (*SHARED_TERMS, *PEOPLE_TERMS, *RULES_TERMS, *PRACTICE_TERMS)
