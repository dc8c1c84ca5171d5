"""核实与存疑线索的事项."""

import datetime
import io

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import answer_lead, judge_fact
from zhuchao.engagements.models import LeadFact
from zhuchao.ledger.models import AuditEvent, ChainLink, Evidence, FactState
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def answered(own_home, actors, make_lead):
    """A lead of 示例街道一 and the code of its first answer, recorded by the officer."""
    code = make_lead()
    answer_lead(actor=actors["officer"], code=code, note="已电话联系")
    return code, LeadFact.objects.get(subject=code, what="answered").code


def letter(text=b""):
    """A small PDF."""
    return {"file": io.BytesIO(b"%PDF-1.7 " + text), "file_name": "示例函.pdf"}


def kept(home):
    """Evidence files in the home."""
    return [p for p in (home / "evidence").rglob("*") if p.is_file()] if (home / "evidence").is_dir() else []


def step(actor, code, fact):
    """The entry as the actor is shown it."""
    return next(s for s in selectors.lead_file(actor, code).history if s.code == fact)


def test_works_with_a_file(actors, answered):
    """One transaction keeps the file and the judgement; the history and the figure say so."""
    code, fact = answered
    links = ChainLink.objects.count()
    assert step(actors["office_head"], code, fact).may == ("verified", "disputed")
    judge_fact(
        actor=actors["office_head"], code=code, fact=fact, judgement="verified", reason="有函", **letter()
    )
    assert ChainLink.objects.count() == links + 1
    shown = step(actors["officer"], code, fact)
    assert (shown.standing, shown.judged_by, shown.judged_reason, shown.may) == (
        "verified",
        "示例office_head",
        "有函",
        ("disputed",),
    )
    assert set(AuditEvent.objects.order_by("-id").values_list("verb", flat=True)[:2]) == {
        "上传佐证",
        "核实事实",
    }
    told = selectors.fact_file(actors["officer"], code, fact).judgements
    assert [(j.standing, [n.name for n in j.files]) for j in told] == [
        ("claimed", []),
        ("verified", ["示例函.pdf"]),
    ]
    later = timezone.localdate() + datetime.timedelta(days=30)
    assert [r.answer_verified for r in selectors.lead_records(actors["centre"], as_of=later)] == [True]


def test_works_in_doubt_and_again(actors, answered):
    """The recorder calls their own entry into question; the centre verifies it on a file."""
    code, fact = answered
    judge_fact(actor=actors["officer"], code=code, fact=fact, judgement="disputed", reason="日期待核")
    shown = step(actors["officer"], code, fact)
    assert (shown.standing, shown.judged_reason, shown.may) == ("disputed", "日期待核", ())
    judge_fact(actor=actors["centre"], code=code, fact=fact, judgement="verified", **letter())
    (file,) = selectors.fact_file(actors["officer"], code, fact).judgements[-1].files
    assert (file.name, file.actor_name) == ("示例函.pdf", "示例centre")


@pytest.mark.parametrize(
    ("judgement", "given", "says"),
    [
        ("verified", {}, "没有佐证"),
        ("disputed", {}, "没有填写理由"),
        ("voided", {"reason": "示例"}, "不在规定的代码内"),
        ("", {}, "没有选择判断"),
        ("verified", {"file": io.BytesIO(b"MZ"), "file_name": "示例.exe"}, "不接受"),
        ("verified", {"file": io.BytesIO(b"no pdf"), "file_name": "示例.pdf"}, "改过扩展名"),
    ],
)
def test_refuses(own_home, actors, answered, judgement, given, says):
    """Told why; nothing of it is written."""
    code, fact = answered
    with pytest.raises(Refused, match=says) as refused:
        judge_fact(actor=actors["office_head"], code=code, fact=fact, judgement=judgement, **given)
    assert not refused.value.forbidden
    assert step(actors["officer"], code, fact).standing == "claimed"
    assert (kept(own_home), Evidence.objects.count()) == ([], 0)


def test_refuses_a_fact_of_another_lead(actors, answered, make_lead):
    """The address names lead and fact; they must belong together."""
    with pytest.raises(Refused, match="没有编号为"):
        judge_fact(
            actor=actors["office_head"], code=make_lead(2), fact=answered[1], judgement="verified", **letter()
        )


def test_refuses_a_second_verification(actors, answered):
    """What is verified stays so until somebody disputes it; the second file is not written down."""
    code, fact = answered
    judge_fact(actor=actors["office_head"], code=code, fact=fact, judgement="verified", **letter())
    with pytest.raises(Refused, match="现为“已核实”"):
        judge_fact(actor=actors["centre"], code=code, fact=fact, judgement="verified", **letter(b"2"))
    assert Evidence.objects.count() == 1


def test_forbids_the_recorder_to_verify(own_home, actors, answered):
    """The verifier is not the recorder, and the file is not kept."""
    code, fact = answered
    assert step(actors["officer"], code, fact).may == ("disputed",)
    with pytest.raises(Refused, match="录入人不能核实") as refused:
        judge_fact(actor=actors["officer"], code=code, fact=fact, judgement="verified", **letter())
    assert refused.value.forbidden
    assert kept(own_home) == []


@pytest.mark.parametrize("name", ["other_officer", "other_head", "department", "system_admin", "audit_admin"])
def test_forbids_those_without_sight(own_home, actors, answered, name):
    """Another office and the administrators have no part in it."""
    code, fact = answered
    for judgement in ("verified", "disputed"):
        with pytest.raises(Refused) as refused:
            judge_fact(
                actor=actors[name], code=code, fact=fact, judgement=judgement, reason="示例", **letter()
            )
        assert refused.value.forbidden
    assert kept(own_home) == []


def test_forbids_the_next_owner_what_the_former_recorded(actors, answered):
    """A lead passed on shows its history; the former office's entries are judged by that office or the centre."""
    from zhuchao.engagements.flows import assign_lead

    code, fact = answered
    assign_lead(actor=actors["office_head"], code=code, office="T2")
    assert step(actors["other_head"], code, fact).may == ()
    assert step(actors["centre"], code, fact).may == ("verified", "disputed")
    with pytest.raises(Refused, match="无权查看") as refused:
        judge_fact(actor=actors["other_head"], code=code, fact=fact, judgement="verified", **letter())
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, answered, at_once):
    """Two verify at once: one judgement is recorded, the other is told."""
    code, fact = answered
    _, told = at_once(
        lambda name: judge_fact(actor=actors[name], code=code, fact=fact, judgement="verified", **letter()),
        "office_head",
        "centre",
    )
    assert len(told) == 1 and "已核实" in str(told[0])
    assert FactState.objects.filter(fact_code=fact, state="verified").count() == 1
