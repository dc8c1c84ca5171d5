"""``zhuchao eval entries``: the three ways on the same cells, and what is said when the registry holds too little."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from zhuchao.chains.selectors.evidence import forecast
from zhuchao.learners.entries import Cube
from zhuchao.site import evaluation

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(evaluation.eval, ("entries", *words))


@pytest.fixture
def registry(monkeypatch):
    """Links that places enter one after the other, the earlier the more there is of the trade already."""
    random = np.random.default_rng(0)
    begins = random.integers(1985, 2012, (60, 30))
    counts = np.stack([random.poisson(0.2 + (begins <= y)) for y in range(1980, 2010)]).astype(np.float32)
    cube = Cube(tuple(range(1980, 2010)), ("示例省",) * 60, counts, lambda p, y: True)
    monkeypatch.setattr(forecast, "cube", lambda found=None: (cube, [str(n) for n in range(60)]))


def test_all_ways_are_measured_on_the_same_cells(registry):
    ran = run("--cut", "1996", "--cut", "2000", "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert [one["cut"] for one in found] == [1996, 2000]
    for one in found:
        assert 0 < one["entered"] < one["cells"]
        assert all(0 <= one[who]["auc"] <= 1 for who in ("learned", "density", "popularity"))


def test_the_table_names_the_ways(registry):
    shown = run("--cut", "2000").output
    assert all(word in shown for word in ("学习预测", "关联密度", "环节热度", "2000 起："))


def test_too_little_is_said(registry):
    ran = run("--cut", "2004")
    assert ran.exit_code != 0
    assert "2004 年以后没有可以检验的进入" in ran.output
