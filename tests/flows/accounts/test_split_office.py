"""Splitting an office: each duty, post and lower office to exactly one successor."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_office, split_office
from zhuchao.accounts.models import HandOver, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(actors, promises):
    """Three duties, two posts and a lower office of T2, planned onto two new offices."""
    for code in ("A", "B"):
        create_office(
            actor=actors["system_admin"], code=code, name=f"示例新设{code}", kind="town", parent="D"
        )
    create_office(actor=actors["system_admin"], code="T21", name="示例社区", kind="outpost", parent="T2")
    promises.add("1", "T2", "P-other_officer")
    promises.add("2", "T2", "P-other_officer")
    promises.add("3", "T2")
    return {
        "code": "T2",
        "successors": ["A", "B"],
        "duties": {"promise:1": "A", "promise:2": "B", "promise:3": "B"},
        "posts": {"P-other_officer": "A", "P-other_head": "B"},
        "children": {"T21": "B"},
        "document": "示例编办〔2026〕4号",
    }


def test_works(actors, district, promises, plan):
    """A duty stays with its people where both go the same way, else the new office decides."""
    split_office(actor=actors["system_admin"], **plan)
    carried = Post.objects.get(continues__code="P-other_officer")
    assert promises.where("1") == ("A", carried.code)
    assert promises.where("2") == ("B", "")
    assert promises.where("3") == ("B", "")
    assert selectors.office(actors["centre"], "T21").parent == "B"
    assert district.actor("other_head").home_office == "B"
    assert HandOver.objects.filter(kind="split", state="done").count() == 3
    assert len(selectors.successions(actors["centre"], "T2")) == 2
    # What T2 did stays open to both successors.
    assert "T2" in district.actor("other_officer").office_codes
    assert "T2" in district.actor("other_head").office_codes


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"duties": {"promise:1": "A"}}, "2 项职责没有指定"),
        ({"posts": {}}, "2 项岗位没有指定"),
        ({"children": {}}, "1 项下级机构没有指定"),
        ({"duties": {"promise:1": "A", "promise:2": "B", "promise:3": "T1"}}, "非承接机构"),
        (
            {"duties": {"promise:1": "A", "promise:2": "B", "promise:3": "B", "promise:9": "B"}},
            "不属于本机构",
        ),
        ({"successors": ["A"]}, "两个以上"),
        ({"successors": ["A", "T2"]}, "两个以上"),
        ({"document": ""}, "依据文件"),
    ],
)
def test_refuses(actors, refuses, promises, plan, change, why):
    """A plan that leaves out, adds or misplaces anything; nothing moves."""
    refuses(split_office, match=why, actor=actors["system_admin"], **(plan | change))
    assert promises.calls == []
    assert selectors.office(actors["centre"], "T2").valid_to is None


def test_refuses_with_every_fault_at_once(actors, refuses, plan):
    """The form shows all that is missing."""
    told = refuses(split_office, actor=actors["system_admin"], **(plan | {"duties": {}, "posts": {}}))
    assert {r.field for r in told.refusals} == {"duties", "posts"}


def test_the_planner_sees_no_titles(actors, promises, plan, refuses):
    """The system administrator plans by code; the titles are business data."""
    seen = selectors.open_duties(actors["system_admin"], "T2")
    assert {d.title for d in seen} == {"（业务内容不显示）"}
    assert {d.code for d in seen} == {"1", "2", "3"}
    assert {d.title for d in selectors.open_duties(actors["other_head"], "T2")} == {
        "示例承诺1",
        "示例承诺2",
        "示例承诺3",
    }
    assert selectors.open_duties(actors["officer"], "T2") == []
    told = refuses(split_office, actor=actors["system_admin"], **(plan | {"duties": {}}))
    assert "示例承诺" not in str(told)


def test_forbids(actors, refuses, plan):
    """Not the head of the office, not another administrator."""
    for who in ("other_head", "security_admin", "audit_admin"):
        refuses(split_office, forbidden=True, actor=actors[who], **plan)
