"""The forecast of entries trained from the registry."""

import numpy as np
import pytest

from zhuchao.chains.flows.train_entries import train_entries
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_refuses_too_little(planted, actors):
    """The planted district has one prefecture and one year."""
    with pytest.raises(Refused, match="没有足够的进入"):
        train_entries(actor=actors["centre"], until=2008)


def test_forbids(planted, actors):
    """Only the centre or the system administrator."""
    with pytest.raises(Refused) as refused:
        train_entries(actor=actors["officer"], until=2008)
    assert refused.value.forbidden


def test_works(planted, actors, monkeypatch):
    """Put in force with its windows, and the evidence no longer says that nobody trained."""
    import importlib

    from zhuchao.chains.selectors.evidence import counted, forecast
    from zhuchao.learners import kept
    from zhuchao.learners.entries import Cube

    assert "尚未训练" in forecast.forecast(counted.counted(), "330600", "浙江", counted.evidence_rule()).why
    random = np.random.default_rng(0)
    begins = random.integers(1985, 2012, (60, 30))
    counts = np.stack([random.poisson(0.2 + (begins <= y)) for y in range(1980, 2010)]).astype(np.float32)
    cube = Cube(tuple(range(1980, 2010)), ("示例省",) * 60, counts, lambda p, y: True)
    for module in ("flows.train_entries", "selectors.evidence.forecast"):
        target = importlib.import_module(f"zhuchao.chains.{module}")
        monkeypatch.setattr(target, "cube", lambda found=None: (cube, [str(n) for n in range(60)]))
    card = train_entries(actor=actors["centre"], until=2008)
    assert card["cuts"] == [1996, 2000, 2004] and card["cells"] >= 100
    assert kept.version_in_force(forecast.MODEL) == card["version"]
    said = forecast.forecast(counted.counted(), "330600", "浙江", counted.evidence_rule())
    assert "尚未训练" not in said.why
