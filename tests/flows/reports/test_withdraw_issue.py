"""A withdrawn issue stays visible with its reason."""

import pytest

from zhuchao.reports import flows, selectors
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works_and_keeps_what_was_published(issue, actors):
    code = issue("issued")
    flows.withdraw_issue(actor=actors["centre"], code=code, reason="示例：数据有误")
    its = selectors.issue_file(actors["leader"], code)
    assert its.row.state == "withdrawn" and its.withdrawn_reason == "示例：数据有误" and its.whole
    assert its.docx and its.body["figures"]["B5"]["value"] == 10
    assert [s.step for s in its.history] == ["draft", "checked", "signed", "issued", "withdrawn"]


def test_refuses_without_a_reason_and_twice(issue, actors):
    code = issue()
    with pytest.raises(Refused) as refused:
        flows.withdraw_issue(actor=actors["centre"], code=code, reason=" ")
    assert refused.value.refusals[0].field == "reason"
    flows.withdraw_issue(actor=actors["centre"], code=code, reason="示例理由")
    with pytest.raises(Refused):
        flows.withdraw_issue(actor=actors["centre"], code=code, reason="示例理由")


def test_forbids_a_published_one_to_all_but_the_head_of_the_centre(issue, drafter, actors):
    code = issue("issued")
    for actor in (drafter, actors["leader"], actors["officer"]):
        with pytest.raises(Refused) as refused:
            flows.withdraw_issue(actor=actor, code=code, reason="示例理由")
        assert refused.value.forbidden
