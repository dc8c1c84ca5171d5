"""One way to say what is thought of a fact, for every noun."""

import io

import pytest

from zhuchao.ledger import selectors
from zhuchao.ledger.flows import judge_fact
from zhuchao.ledger.models import AuditEvent, ChainLink, Evidence
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
KIND = "accounts_handoverfact"


@pytest.fixture
def judge(actors, settings, tmp_path):
    """``judge(code, judgement, actor="office_head", **given)``, in a home of its own."""
    settings.ZHUCHAO_HOME = tmp_path

    def said(code, judgement, name="office_head", **given):
        judge_fact(actor=actors[name], kind=KIND, code=code, judgement=judgement, **given)

    return said


def letter(content=b"%PDF-1.7 ", name="示例函.pdf"):
    return {"file": io.BytesIO(content), "file_name": name}


@pytest.mark.parametrize(
    ("judgement", "given", "verb"),
    [
        ("verified", letter(), "核实事实"),
        ("disputed", {"reason": "示例：日期不符"}, "质疑事实"),
        ("voided", {"reason": "示例：误录"}, "作废事实"),
    ],
)
def test_works(actors, record, judge, judgement, given, verb):
    """File, judgement and audit row are one transaction."""
    code, links = record(), ChainLink.objects.count()
    judge(code, judgement, **given)
    assert selectors.state_at(actors["officer"], KIND, code) == judgement
    assert AuditEvent.objects.filter(verb=verb).count() == 1
    assert ChainLink.objects.count() == links + 1
    told = selectors.judgements_told(actors["officer"], KIND, code)
    assert [j.standing for j in told] == ["claimed", judgement]
    assert [f.name for f in told[-1].files] == (["示例函.pdf"] if "file" in given else [])


@pytest.mark.parametrize(
    ("judgement", "given", "says"),
    [
        ("verified", {}, "没有佐证"),
        ("disputed", {"reason": " "}, "没有填写理由"),
        ("doubted", {"reason": "示例"}, "请从核实、存疑、作废中选择"),
        ("", {}, "没有选择判断"),
        ("voided", {"reason": "示例", "among": ("verified", "disputed")}, "请从核实、存疑中选择"),
        ("verified", letter(b"MZ", "示例.exe"), "不接受"),
    ],
)
def test_refuses(actors, record, judge, judgement, given, says):
    """Told why; neither file nor judgement stays."""
    code = record()
    with pytest.raises(Refused, match=says):
        judge(code, judgement, **given)
    assert selectors.state_at(actors["officer"], KIND, code) == "claimed"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("name", ["officer", "other_head", "system_admin"])
def test_forbids(record, judge, name):
    """The recorder, another office and administrators do not verify, and their file is not kept."""
    code = record()
    with pytest.raises(Refused) as refused:
        judge(code, "verified", name, **letter())
    assert refused.value.forbidden
    assert not Evidence.objects.exists()
