"""Training of GB/T 4754 classes: untrained the names in a scope judge; then a version does, with its card."""

import class_rows
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from zhuchao.chains import flows, selectors
from zhuchao.chains.models import PlacementCorrection
from zhuchao.chains.selectors.industry import gbt
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path


@pytest.fixture
def registry(tmp_path):
    return class_rows.write(tmp_path / "rows.parquet")


def test_untrained_the_only_class_a_scope_names_is_said(actors):
    said = selectors.judge_class(actors["officer"], "甲公司", "从事模具的制造；机床销售")
    assert (said.industry, said.confidence, said.by) == ("3525 模具制造", None, gbt.BY_NAMES)
    assert [s.text for s in said.shares] == ["从事模具的制造"]
    several = selectors.judge_class(actors["officer"], "甲公司", "模具制造；物业管理")
    assert (several.shown, several.leading, several.runner_up) == (
        "无法判断",
        "3525 模具制造",
        "7020 物业管理",
    )
    assert selectors.judge_class(actors["officer"], "甲公司", "").shown == "无法判断"


def test_works(actors, registry):
    card = flows.train_classes(actor=actors["centre"], sources=[registry], licence="非商业")
    assert (card["judged_rows"] + card["rows"], card["corrections"]) == (180, 0)
    assert card["figures"]["accuracy"] > 0.9
    said = selectors.judge_class(actors["officer"], "乙公司", "冲压件；注塑件；数控加工")
    assert (said.leading, said.version) == ("3525 模具制造", card["version"])
    assert 0 < said.confidence <= 1
    assert (said.industry == "") == (said.confidence < said.threshold)
    assert sum(s.points for s in said.shares) == pytest.approx(said.lead, abs=0.01)
    unsure = selectors.judge_class(actors["officer"], "乙公司", "稻谷种植；冲压件；保洁；菜苗")
    assert (unsure.industry, unsure.by) == ("0111 稻谷种植", gbt.UNSURE)
    (kept,) = selectors.trained_models(actors["officer"])
    assert (kept["model"], kept["licence"], kept["in_force"]) == ("gbt", "非商业", True)
    assert len(kept["source_sha256"]["rows.parquet"]) == 64


def test_works_with_what_officers_corrected(actors, registry):
    """The correction teaches what no row says, and the row of the same company teaches nothing."""
    for n in range(20):
        PlacementCorrection.objects.create(
            uscc=f"物业管理{n}",
            name=f"丙{n}公司",
            scope="激光测距；测距仪",
            kind="gbt",
            chosen="3525 模具制造",
            reason="走访",
            corrected_at=timezone.now(),
        )
    card = flows.train_classes(actor=actors["centre"], sources=[registry], with_figures=False)
    assert (card["corrections"], card["figures"]) == (20, {})
    assert selectors.judge_class(actors["officer"], "丁公司", "激光测距；测距仪").leading == "3525 模具制造"


def test_refuses_files_it_cannot_use(actors, tmp_path):
    path = tmp_path / "few.parquet"
    pq.write_table(pa.table({"uscc": ["1"], "name": ["甲"]}), path)
    with pytest.raises(Refused, match="缺少列：scope"):
        flows.train_classes(actor=actors["centre"], sources=[path])
    pq.write_table(pa.table({"uscc": ["1"], "name": ["甲"], "scope": ["布"]}), path)
    with pytest.raises(Refused, match="没有足够的"):
        flows.train_classes(actor=actors["centre"], sources=[path])
    assert selectors.trained_models(actors["officer"]) == []


@pytest.mark.parametrize("who", ["officer", "leader", "department", "audit_admin"])
def test_forbids(actors, registry, who):
    with pytest.raises(Refused) as refused:
        flows.train_classes(actor=actors[who], sources=[registry])
    assert refused.value.forbidden
