"""Freeing a company nobody reports on."""

import pytest

from zhuchao.accounts.selectors import inbox
from zhuchao.engagements import selectors
from zhuchao.engagements.flows import release_lapsed_claim, report_lead
from zhuchao.engagements.models import Lead, LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead, age):
    """The company is free, the fact says for how long nothing came, the head of the office is told."""
    code = make_lead()
    age(code, 61)
    release_lapsed_claim(actor=actors["centre"], code=code, reason="示例：催办两次未报告")
    found = selectors.lead(actors["centre"], code)
    assert (found.state, found.outcome_name) == ("closed", "长期未报告，首报首谈失效")
    assert LeadFact.objects.get(subject=code, what="released").value["idle_days"] == 61
    assert "首报首谈已释放" in inbox(actors["office_head"]).rows[0].title
    assert make_lead(actor="other_officer")


def test_the_second_office_is_told_since_when_and_that_it_lapsed(actors, make_lead, age):
    """The refusal of a double approach names the way out."""
    code = make_lead()
    with pytest.raises(Refused) as held:
        make_lead(actor="other_officer")
    opened = Lead.objects.get(code=code).opened_on
    assert f"自 {opened} 起正由“示例街道一”跟进" in str(held.value)
    assert "共享" in held.value.refusals[0].next_step
    age(code, 61)
    with pytest.raises(Refused) as lapsed:
        make_lead(actor="other_officer")
    assert "促进中心释放" in lapsed.value.refusals[0].next_step


def test_refuses_while_the_claim_holds(actors, make_lead, age):
    """The sixtieth day still holds; a report makes it hold anew."""
    code = make_lead()
    age(code, 60)
    with pytest.raises(Refused, match="有效至"):
        release_lapsed_claim(actor=actors["centre"], code=code, reason="示例")
    age(code, 90)
    report_lead(actor=actors["officer"], code=code, note="示例")
    with pytest.raises(Refused, match="有效至"):
        release_lapsed_claim(actor=actors["centre"], code=code, reason="示例")


def test_refuses_without_a_reason(actors, make_lead, age):
    """It stands in the history."""
    code = make_lead()
    age(code, 61)
    with pytest.raises(Refused, match="没有填写释放原因"):
        release_lapsed_claim(actor=actors["centre"], code=code, reason=" ")


@pytest.mark.parametrize("name", ["officer", "office_head", "other_head", "leader"])
def test_forbids_all_but_the_centre(actors, make_lead, age, name):
    """Neither the owner nor who waits for the company."""
    code = make_lead()
    age(code, 61)
    with pytest.raises(Refused) as refused:
        release_lapsed_claim(actor=actors[name], code=code, reason="示例")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races_with_a_report(actors, make_lead, age, at_once):
    """Released or reported on, never both."""
    code = make_lead()
    age(code, 61)

    def press(name):
        if name == "centre":
            release_lapsed_claim(actor=actors[name], code=code, reason="示例")
        else:
            report_lead(actor=actors[name], code=code, note="示例")

    made, told = at_once(press, "centre", "officer")
    assert (len(made), len(told)) == (1, 1)
    assert LeadFact.objects.filter(subject=code, what__in=["released", "reported"]).count() == 1
