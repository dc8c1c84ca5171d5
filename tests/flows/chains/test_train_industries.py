"""Training: a version in force, with its card; corrections are learnt; without it the declared words judge."""

import pytest
from django.utils import timezone

from zhuchao.chains import flows, selectors
from zhuchao.chains.engine.labelled import LabelledCompany
from zhuchao.chains.models import PlacementCorrection
from zhuchao.chains.selectors.industry import verdict
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
WORDS = {"医药生物": "药品胶囊片剂疫苗", "计算机": "软件网络数据系统", "汽车": "汽车底盘车轮座椅"}


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("示例", encoding="utf-8")
    return path


def companies():
    return [
        LabelledCompany((f"{n}{i}",), f"甲{n}{i}公司", f"{w}生产", label)
        for n, (label, letters) in enumerate(WORDS.items())
        for i in range(8)
        for w in [letters[2 * (i % 4) : 2 * (i % 4) + 2]]
    ]


def test_works(actors, source):
    officer = actors["officer"]
    before = selectors.judge(officer, "甲公司", "药品、胶囊生产")
    assert (before.industry, before.confidence, before.by) == ("医药生物", None, verdict.BY_WORDS)
    card = flows.train_industries(actor=actors["centre"], rows=companies(), source=source, licence="非商业")
    after = selectors.judge(officer, "甲公司", "药品、胶囊生产")
    assert (after.leading, after.version) == ("医药生物", card["version"])
    assert 0 < after.confidence <= 1
    assert sum(s.points for s in after.shares) == pytest.approx(after.lead, abs=0.002)
    assert (after.industry == "") == (after.confidence < after.threshold)
    assert any(s.text.startswith("经营范围中的规则库用词（药品") for s in after.shares)
    (kept,) = selectors.trained_models(officer)
    assert (kept["rows"], kept["licence"], kept["in_force"]) == (24, "非商业", True)
    assert len(kept["source_sha256"]) == 64


def test_works_with_what_officers_corrected(actors, source):
    """The correction replaces the row of the same company and teaches a word that no row has."""
    for n in range(12):
        PlacementCorrection.objects.create(
            uscc=f"9{n}",
            name=f"乙{n}公司",
            scope="激光测距生产",
            kind="industry",
            chosen="汽车",
            reason="走访",
            corrected_at=timezone.now(),
        )
    twin = LabelledCompany(("90",), "乙0公司", "激光测距生产", "计算机")
    card = flows.train_industries(actor=actors["centre"], rows=[*companies(), twin], source=source)
    assert (card["rows"], card["corrections"]) == (36, 12)
    assert selectors.judge(actors["officer"], "丙公司", "激光测距生产").leading == "汽车"


def test_works_on_when_the_words_changed_since(actors, source, monkeypatch):
    flows.train_industries(actor=actors["centre"], rows=companies(), source=source)
    monkeypatch.setattr("zhuchao.chains.engine.industry.DeclaredWords.fingerprint", "other")
    assert selectors.judge(actors["officer"], "甲公司", "药品").by == verdict.STALE


def test_refuses_too_little(actors, source):
    with pytest.raises(Refused, match="不足以训练"):
        flows.train_industries(actor=actors["centre"], rows=companies()[:3], source=source)
    assert selectors.trained_models(actors["officer"]) == []


@pytest.mark.parametrize("who", ["officer", "leader", "department", "audit_admin"])
def test_forbids(actors, source, who):
    with pytest.raises(Refused) as refused:
        flows.train_industries(actor=actors[who], rows=companies(), source=source)
    assert refused.value.forbidden
