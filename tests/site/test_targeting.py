"""``zhuchao eval targeting``: the agreed keys, and what is said of data that cannot be used."""

import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from zhuchao.site import evaluation

KEYS = [
    "events",
    "mrr",
    "hit_at_10",
    "popularity",
    "same_province_flow",
    "precision_at_50",
    "popularity_precision_at_50",
    "cities",
]


def run(*words):
    return CliRunner().invoke(evaluation.eval, ["targeting", *words])


def test_says_in_chinese_what_is_missing(tmp_path):
    path = tmp_path / "pairs.parquet"
    pq.write_table(pa.table({"branch_city": ["330600"]}), path)
    ran = run("--train", str(path), "--cut", "2010-01-01")
    assert ran.exit_code != 0
    assert "缺少列" in ran.output


@pytest.mark.scale
def test_real_pairs_are_found_better_than_by_counting():
    """The whole file, cut at 2010: the floor is .144 and 38 %, and both plain counts are beaten."""
    data = os.environ.get("ZHUCHAO_SHARED_DATA")
    if not data:
        pytest.skip("ZHUCHAO_SHARED_DATA names no folder")
    path = Path(data) / "expansion_pairs" / "branch_hq_cross_city.parquet"
    ran = run("--train", str(path), "--cut", "2010-01-01", "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.output)
    assert list(found) == KEYS
    assert list(found["popularity"]) == list(found["same_province_flow"]) == ["mrr", "hit_at_10"]
    assert found["mrr"] > max(0.144, found["same_province_flow"]["mrr"], found["popularity"]["mrr"])
    assert found["hit_at_10"] > max(0.38, found["same_province_flow"]["hit_at_10"])
    assert found["precision_at_50"] > found["popularity_precision_at_50"]
