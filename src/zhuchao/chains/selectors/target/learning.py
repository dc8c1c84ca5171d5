"""What the ranker of expansions learns from when no file is given: the branches of the registry in force."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from zhuchao.chains.analytics import outward as analytics
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.lake import note
from zhuchao.warehouse import engines

if TYPE_CHECKING:
    from zhuchao.learners.expansion import Pairs

#: Share of the branches, the newest, that a check holds back.
_HELD_BACK = 0.2
_EPOCH = date(1970, 1, 1)


def of_registry() -> "Pairs":
    """Dated branches in other cities with their headquarters.

    Raises UnusablePairs when there are none, Refused when nothing was imported yet.
    """
    from zhuchao.learners import expansion

    return expansion.pairs_of(engines.run(analytics.to_learn_from(tables.pairs(), tables.registry())))


def held_back_from(pairs: "Pairs") -> date:
    """The first day of the newest fifth of the branches."""
    return _EPOCH + timedelta(days=int(np.quantile(pairs.opened, 1 - _HELD_BACK)))


def registry_named() -> str:
    """How a card names the registry as its source."""
    said = note()
    return f"登记库第 {said.version} 版（截至 {said.as_of:%Y-%m}）{'，示例数据' if said.demo else ''}"
