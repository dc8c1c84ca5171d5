"""亲清: declaring an interest in the company."""

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import answer_lead, declare_interest
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """It stands in the lead and beside the person's contacts in the log; the newest counts."""
    code = make_lead()
    answer_lead(actor=actors["officer"], code=code, note="示例答复")
    assert selectors.contact_log(actors["officer"]).rows[0].interest == "未申报"
    declare_interest(actor=actors["officer"], code=code, has=False)
    assert selectors.contact_log(actors["officer"]).rows[0].interest == "无"
    declare_interest(actor=actors["officer"], code=code, has=True, text="配偶在该企业任职")
    row = selectors.contact_log(actors["office_head"]).rows[0]
    assert (row.interest, row.event, row.text) == ("有：配偶在该企业任职", "线索首次答复", "示例答复")
    declared = selectors.lead_file(actors["officer"], code).interests
    assert [(i.person_name, i.has) for i in declared] == [("示例officer", True)]


def test_the_log_is_open_to_superiors_and_to_audit_without_what_was_said(actors, make_lead):
    """Own tree for an office, the district for the centre and leaders; who, when and whom for the auditor."""
    code = make_lead()
    answer_lead(actor=actors["officer"], code=code, note="示例答复")
    declare_interest(actor=actors["officer"], code=code, has=True, text="持股")
    seen = {name: selectors.contact_log(actor).total for name, actor in actors.items()}
    assert {name for name, total in seen.items() if total} == {
        "officer",
        "office_head",
        "centre",
        "leader",
        "assessor",
        "audit_admin",
    }
    row = selectors.contact_log(actors["audit_admin"]).rows[0]
    assert (row.person_name, row.text, row.interest) == ("示例officer", "", "有")


def test_the_log_is_asked_by_day_office_and_company(actors, make_lead):
    """Each narrows."""
    for n, name in ((1, "officer"), (2, "other_officer")):
        answer_lead(actor=actors[name], code=make_lead(n, actor=name), note="示例")
    centre, asked = actors["centre"], selectors.Asked
    today = selectors.contact_log(centre).rows[0].happened_on
    assert selectors.contact_log(centre, asked(office="T1")).total == 1
    assert selectors.contact_log(centre, asked(text="示例2号")).rows[0].office == "T2"
    assert selectors.contact_log(centre, asked(since=today, until=today)).total == 2
    assert selectors.contact_log(centre, asked(until=today.replace(year=today.year - 1))).total == 0
    assert len(selectors.contact_log(centre, offset=1, limit=1).rows) == 1


def test_refuses_an_interest_without_saying_which(actors, make_lead):
    """None needs no words, one does."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        declare_interest(actor=actors["officer"], code=code, has=True, text=" ")
    assert refused.value.refusals[0].field == "text"


def test_forbids_who_does_not_work_on_it(actors, make_lead):
    """Neither another office nor those who only read."""
    code = make_lead()
    for name in ("other_officer", "leader", "audit_admin"):
        with pytest.raises(Refused) as refused:
            declare_interest(actor=actors[name], code=code, has=False)
        assert refused.value.forbidden


def test_meetings_stand_in_the_log_with_what_was_declared_at_them(actors, make_lead):
    """What was declared with the meeting counts; a meeting among ourselves is no contact."""
    from zhuchao.engagements.flows import hold_engagement

    today, officer = timezone.localdate(), actors["officer"]
    given = {"actor": officer, "held_on": today, "summary": "看了车间", "company_name": "示例走访公司"}
    hold_engagement(**given, title="走访", theirs=2, interest="none")
    hold_engagement(**given, title="内部研判", kind="appraisal", interest="none")
    answer_lead(actor=officer, code=make_lead(), note="示例答复")
    log = selectors.contact_log(actors["office_head"])
    assert log.total == 2
    met = next(row for row in log.rows if row.source == "meeting")
    assert (met.event, met.company_name, met.interest, met.text) == (
        "走访",
        "示例走访公司",
        "无",
        "走访：看了车间",
    )
    assert selectors.contact_log(actors["other_officer"]).total == 0
    assert selectors.contact_log(actors["office_head"], selectors.Asked(text="示例走访")).total == 1
