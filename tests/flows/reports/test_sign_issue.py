"""A head who did not draft signs."""

import pytest

from zhuchao.reports import flows, selectors
from zhuchao.terms.refusal import Refused


@pytest.mark.django_db
def test_works(issue, actors):
    its = selectors.issue_file(actors["centre"], issue("signed"))
    assert its.row.state == "signed" and its.signed_by_name == "示例centre"


@pytest.mark.django_db
def test_refuses_a_draft(issue, actors):
    with pytest.raises(Refused) as refused:
        flows.sign_issue(actor=actors["centre"], code=issue())
    assert refused.value.refusals[0].rule == "reports.step"


@pytest.mark.django_db
def test_forbids_the_drafter_and_whoever_is_no_head(issue, actors, drafter, ask):
    with pytest.raises(Refused) as refused:
        flows.sign_issue(actor=drafter, code=issue("checked"))
    assert refused.value.forbidden
    own = flows.draft_issue(actor=actors["centre"], ask=ask())
    flows.check_issue(actor=actors["centre"], code=own)
    with pytest.raises(Refused) as refused:
        flows.sign_issue(actor=actors["centre"], code=own)
    assert refused.value.refusals[0].rule == "reports.not-drafter"


@pytest.mark.django_db(transaction=True)
def test_races_sign_and_withdraw_and_one_wins(issue, actors, at_once):
    code = issue("checked")

    def press(what):
        if what == "sign":
            return flows.sign_issue(actor=actors["centre"], code=code)
        return flows.withdraw_issue(actor=actors["centre"], code=code, reason="示例理由")

    made, told = at_once(press, "sign", "sign", "withdraw")
    state = selectors.issue_file(actors["centre"], code).row.state
    assert state in ("signed", "withdrawn") and len(made) + len(told) == 3
    assert len(told) >= 1
