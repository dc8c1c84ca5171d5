"""A second person says whether a fact of a project is true; the project's row follows."""

import io
from datetime import date

import pytest

from zhuchao.ledger.models import ChainLink, Evidence
from zhuchao.projects import selectors
from zhuchao.projects.flows import add_paper, judge_fact
from zhuchao.projects.models import PaperFact, Project, StageFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)
STAGE = StageFact._meta.db_table


@pytest.fixture
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def reached(own_home, make_project, advance):
    """A project at 意向 and the code of the fact that says so, recorded by the officer."""
    code = make_project()
    advance(code, "intent", DAY)
    return code, StageFact.objects.get(subject=code, what="intent").code


def letter():
    """A small PDF."""
    return {"file": io.BytesIO(b"%PDF-1.7 "), "file_name": "示例函.pdf"}


def judge(actors, reached, name, judgement, **given):
    code, fact = reached
    judge_fact(actor=actors[name], code=code, kind=STAGE, fact=fact, judgement=judgement, **given)


def standing(actors, reached):
    """What is thought of the fact now."""
    return selectors.step(actors["officer"], reached[0], STAGE, reached[1])


def test_works_with_a_file(actors, reached):
    """One transaction keeps the file and the judgement."""
    links = ChainLink.objects.count()
    judge(actors, reached, "office_head", "verified", reason="示例：有函", **letter())
    assert ChainLink.objects.count() == links + 1
    found = standing(actors, reached)
    assert (found.standing, found.judged_by, found.judged_reason) == (
        "verified",
        "示例office_head",
        "示例：有函",
    )
    assert len(found.files) == 1


def test_works_on_the_papers_own_file(actors, own_home, make_project, paper):
    """A paper is verified on the file it is."""
    code = make_project()
    add_paper(actor=actors["officer"], code=code, paper=paper("minutes", DAY))
    fact = PaperFact.objects.get(subject=code)
    judge_fact(
        actor=actors["office_head"], code=code, kind=fact._meta.db_table, fact=fact.code, judgement="verified"
    )
    assert selectors.step(actors["officer"], code, fact._meta.db_table, fact.code).standing == "verified"


def test_works_in_doubt_and_void(actors, reached):
    """The recorder may doubt and void the own entry; a voided stage counts no longer."""
    judge(actors, reached, "officer", "disputed", reason="示例：日期待核")
    assert standing(actors, reached).standing == "disputed"
    judge(actors, reached, "officer", "voided", reason="示例：误录")
    assert standing(actors, reached).standing == "voided"
    assert Project.objects.get(code=reached[0]).stage == "lead"


@pytest.mark.parametrize(
    ("judgement", "given", "says"),
    [
        ("verified", {}, "没有佐证"),
        ("disputed", {}, "没有填写理由"),
        ("voided", {}, "没有填写理由"),
        ("doubted", {"reason": "示例"}, "不在规定的代码内"),
        ("verified", {"file": io.BytesIO(b"MZ"), "file_name": "示例.exe"}, "不接受"),
    ],
)
def test_refuses(actors, reached, judgement, given, says):
    """Told why; nothing of it is written."""
    kept = Evidence.objects.count()
    with pytest.raises(Refused, match=says) as refused:
        judge(actors, reached, "office_head", judgement, **given)
    assert not refused.value.forbidden
    assert standing(actors, reached).standing == "claimed"
    assert Evidence.objects.count() == kept


def test_refuses_a_fact_of_another_project_or_table(actors, reached, make_project):
    """The address names project, table and fact; they must belong together."""
    other = make_project(name="示例另一个项目")
    with pytest.raises(Refused, match="没有这条记录"):
        judge(actors, (other, reached[1]), "office_head", "verified", **letter())
    with pytest.raises(Refused, match="没有这类记录"):
        judge_fact(
            actor=actors["office_head"],
            code=reached[0],
            kind="engagements_leadfact",
            fact=reached[1],
            judgement="disputed",
            reason="示例",
        )


def test_forbids_the_recorder_to_verify(actors, reached):
    """The verifier is not the recorder, and the file is not kept."""
    kept = Evidence.objects.count()
    with pytest.raises(Refused, match="录入人不能核实") as refused:
        judge(actors, reached, "officer", "verified", **letter())
    assert refused.value.forbidden
    assert Evidence.objects.count() == kept


@pytest.mark.parametrize("name", ["other_officer", "other_head", "department", "system_admin", "audit_admin"])
def test_forbids_those_without_sight(actors, reached, name):
    """Another office and the administrators have no part in it."""
    for judgement in ("verified", "disputed", "voided"):
        with pytest.raises(Refused) as refused:
            judge(actors, reached, name, judgement, reason="示例", **letter())
        assert refused.value.forbidden
