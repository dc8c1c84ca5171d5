"""A fitted ranker as plain arrays and texts, and back: no pickles."""

from collections.abc import Mapping
from typing import Any

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from zhuchao.learners.expansion.model import Model
from zhuchao.learners.expansion.pairs import Pairs
from zhuchao.learners.expansion.state import distances, state

#: ``file`` is left out: a kept model has one source, and NumPy keeps no array of that name.
_NUMBERS = ("parent", "city", "opened", "home", "founded", "capital")
_TEXTS = ("cities", "uscc", "name", "home_code")


def parts(model: Model) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """What ``kept.keep`` takes: the pairs as arrays, the day and both sets of trees as text."""
    pairs = model.pairs
    arrays = {name: np.asarray(getattr(pairs, name)) for name in (*_NUMBERS, *_TEXTS)}
    trees = {"to_city": model.to_city.model_to_string(), "to_company": model.to_company.model_to_string()}
    return arrays, {"day": model.known.day, **trees}


def restored(arrays: Mapping[str, NDArray[Any]], plain: Mapping[str, Any]) -> Model:
    """The model that was taken apart."""
    fields: dict[str, Any] = {name: arrays[name] for name in _NUMBERS}
    fields["file"] = np.zeros(len(fields["parent"]), np.int64)
    fields |= {name: tuple(arrays[name].tolist()) for name in _TEXTS}
    pairs = Pairs(**fields)
    rankers = {name: lgb.Booster(model_str=str(plain[name])) for name in ("to_city", "to_company")}
    return Model(pairs, state(pairs, int(plain["day"])), distances(pairs), **rankers)
