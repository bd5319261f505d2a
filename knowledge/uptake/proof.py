"""Registration of what a guest confirms by a mailed link: a statement of uptake."""

from knowledge.identity import acts
from knowledge.uptake.rule import PROOF

acts.register(PROOF)
