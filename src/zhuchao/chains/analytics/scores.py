"""A scheme of points as a column: the same bands as ``chains.engine.scoring.explain``, in tenths of a point."""

from typing import Any

import ibis

from zhuchao.chains.engine.scoring import Criterion, Scheme


def tenths(facts: ibis.Table, scheme: Scheme) -> Any:
    """The score of every row of facts in tenths of a point, a whole number."""
    return sum((_points(facts[c.fact], c) for c in scheme.criteria), start=ibis.literal(0))


def _points(fact: Any, criterion: Criterion) -> Any:
    """Bands come the highest first, so the first that holds is the right one; below all of them nothing."""
    missing = criterion.missing.tenths if criterion.missing else 0
    branches = [(fact.isnull(), missing), *((fact >= b.at_least, b.tenths) for b in criterion.bands)]
    return ibis.cases(*branches, else_=0)
