"""Which city a company opens its next branch in: learned from the dates of branches and their headquarters.

A branch office is no plant, and the pairs are those of a thin sample; what is learned here stands beside the declared
weights as one reason among others, never instead of them.
"""

from zhuchao.learners.expansion.keeping import parts, restored
from zhuchao.learners.expansion.measure import BANDS, Measured, Ranked, evaluate, evaluate_pairs
from zhuchao.learners.expansion.model import Model, fit
from zhuchao.learners.expansion.naming import (
    Coming,
    Going,
    city_of,
    coming,
    facts,
    going,
    why_coming,
    why_going,
)
from zhuchao.learners.expansion.pairs import COLUMNS, Pairs, UnusablePairs, day, pairs_of, read_pairs

__all__ = [
    "BANDS",
    "COLUMNS",
    "Coming",
    "Going",
    "Measured",
    "Model",
    "Pairs",
    "Ranked",
    "UnusablePairs",
    "city_of",
    "coming",
    "day",
    "evaluate",
    "evaluate_pairs",
    "facts",
    "fit",
    "going",
    "pairs_of",
    "parts",
    "read_pairs",
    "restored",
    "why_coming",
    "why_going",
]
