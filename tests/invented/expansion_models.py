"""A ranker of expansions in force, learned in a second from invented branches of companies of the planted district."""

from datetime import date
from typing import Any

import pytest
from expansion_pairs import habits, write

from zhuchao.chains import flows
from zhuchao.learners.expansion import model as models
from zhuchao.terms.actor import Actor

#: Pump makers of the planted district that went to Suzhou; every second one went to our city too.
GONE = 12


def small_trees(patch: pytest.MonkeyPatch) -> None:
    """Some hundred rows need no more."""
    patch.setattr(models, "_ROUNDS", 15)
    patch.setattr(
        models, "_SETTINGS", models._SETTINGS | {"min_data_in_leaf": 5, "num_leaves": 7, "num_threads": 1}
    )


@pytest.fixture
def learned(
    planted: Any, actors: dict[str, Actor], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """The card of the version in force; ``pumps`` are the codes of those that went out, ``stay`` of those not in our city."""
    small_trees(monkeypatch)
    pumps = [r for r in planted.rows if "泵业" in r["name"]][:GONE]
    rows = habits()
    for i, pump in enumerate(pumps):
        rows.append((pump["uscc"], "330100", pump["name"], "320500", date(2008, 1, 1 + i)))
        if i % 2:
            rows.append((pump["uscc"], "330100", pump["name"], "330600", date(2009, 1, 1 + i)))
    card = flows.train_targeting(
        actor=actors["centre"], source=write(tmp_path / "pairs.parquet", rows), licence="示例"
    )
    codes = [p["uscc"] for p in pumps]
    return card | {"pumps": codes, "stay": codes[::2]}
