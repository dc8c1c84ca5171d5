"""A company of a list becomes a lead, once, and what becomes of it comes back."""

import pytest

from zhuchao.chains import flows, selectors
from zhuchao.engagements.flows import close_lead, open_lead
from zhuchao.engagements.selectors import lead as lead_of
from zhuchao.terms.refusal import Refused

ASKED = {"chain": "machinery", "link": "泵阀与压缩机", "district": "330603", "top": 5}


@pytest.fixture
def kept(planted, actors):
    """A list of the officer's office."""
    return flows.save_target_list(actor=actors["officer"], **ASKED)


@pytest.mark.django_db
def test_works(kept, actors):
    """The lead belongs to the officer's office, names the list, leaves the ranking, and its end is told."""
    officer = actors["officer"]
    row = selectors.target_list(officer, kept).rows[0]
    code = flows.claim_target(actor=officer, list_code=kept, uscc=row.uscc)
    made = lead_of(officer, code)
    assert (made.office, made.source, made.source_ref) == ("T1", "target-list", kept)
    shown = selectors.target_list(officer, kept).rows[0]
    assert (shown.claimed, shown.lead_code) == (True, code) and "跟进中" in shown.outcome
    ranked = {t.uscc for t in selectors.targets(officer, **(ASKED | {"top": 100})).rows}
    assert row.uscc not in ranked and len(ranked) == 39
    close_lead(actor=officer, code=code, outcome="declined", reason="示例")
    assert selectors.target_list(officer, kept).rows[0].outcome == "已办结：企业无意向"
    assert flows.claim_target(actor=officer, list_code=kept, uscc=row.uscc) != code


@pytest.mark.django_db
def test_works_for_another_office_by_the_centre(kept, actors):
    """The centre may give the company to any office; that office's lead is not told to a third."""
    row = selectors.target_list(actors["centre"], kept).rows[0]
    flows.claim_target(actor=actors["centre"], list_code=kept, uscc=row.uscc, office="T2")
    shown = selectors.target_list(actors["officer"], kept).rows[0]
    assert shown.lead_code == "" and shown.outcome == "由示例街道二跟进中"


@pytest.mark.django_db
def test_refuses(kept, actors):
    """A company followed already (the office is named), and one that is not on the list."""
    rows = selectors.target_list(actors["officer"], kept).rows
    flows.claim_target(actor=actors["officer"], list_code=kept, uscc=rows[0].uscc)
    with pytest.raises(Refused):
        flows.claim_target(actor=actors["officer"], list_code=kept, uscc=rows[0].uscc)
    open_lead(actor=actors["other_officer"], uscc=rows[1].uscc, company_name=rows[1].name, source="visit")
    with pytest.raises(Refused, match="示例街道二"):
        flows.claim_target(actor=actors["officer"], list_code=kept, uscc=rows[1].uscc)
    with pytest.raises(Refused, match="名单上没有"):
        flows.claim_target(actor=actors["officer"], list_code=kept, uscc="x")
    assert selectors.target_list(actors["officer"], kept).head.claimed == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "system_admin", "audit_admin"])
def test_forbids(kept, actors, name):
    """Another office does not see the list; readers and administrators open no leads."""
    row = selectors.target_list(actors["officer"], kept).rows[0]
    with pytest.raises(Refused) as refused:
        flows.claim_target(actor=actors[name], list_code=kept, uscc=row.uscc)
    assert refused.value.forbidden
    assert selectors.target_list(actors["officer"], kept).head.claimed == 0


@pytest.mark.django_db(transaction=True)
def test_races(planted, actors, at_once):
    """Two press at once: one lead, the other is told."""
    centre = actors["centre"]
    kept = flows.save_target_list(actor=centre, **ASKED)
    code = selectors.target_list(centre, kept).rows[0].uscc
    won, told = at_once(
        lambda office: flows.claim_target(actor=centre, list_code=kept, uscc=code, office=office), "T1", "T2"
    )
    assert (len(won), len(told)) == (1, 1)
