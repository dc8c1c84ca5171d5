"""An officer's word on a company: it shows, it is learnt, the newest holds."""

import pytest

from zhuchao.chains import flows, selectors
from zhuchao.chains.selectors.industry.corrections import corrected_companies
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(planted, actors):
    return selectors.targets(actors["officer"], "machinery", "泵阀与压缩机", "330603", 1).rows[0]


def test_works_for_an_industry(company, actors):
    before = selectors.judged_company(actors["officer"], company.uscc).industry
    flows.correct_placement(actor=actors["officer"], uscc=company.uscc, reason="实地走访", industry="环保")
    after = selectors.judged_company(actors["leader"], company.uscc).industry
    assert before.shown != "环保"
    assert after.industry == "环保"
    assert "实地走访" in after.by
    flows.correct_placement(actor=actors["centre"], uscc=company.uscc, reason="年报", industry="汽车")
    assert [(c.name, c.label) for c in corrected_companies()] == [(company.name, "汽车")]
    assert [c.chosen for c in selectors.corrections(actors["officer"], company.uscc)] == ["汽车"]


def test_works_for_a_link_both_ways(company, actors):
    officer, on = actors["officer"], {"uscc": company.uscc, "chain": "machinery", "link": "泵阀与压缩机"}
    assert [p.link_name for p in selectors.placements_of(officer, company.uscc)] == ["泵阀与压缩机"]
    flows.correct_placement(actor=officer, reason="只做贸易", on=False, **on)
    assert selectors.placements_of(officer, company.uscc) == []
    flows.correct_placement(actor=officer, reason="新上产线", **on)
    assert [p.confidence_name for p in selectors.placements_of(officer, company.uscc)] == ["人工更正"]


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"industry": "没有的行业", "reason": "x"}, "chains.correct-industry"),
        ({"industry": "环保", "reason": " "}, "chains.correct-reason"),
        ({"chain": "machinery", "link": "泵阀与压缩机", "reason": "x"}, "chains.correct-same"),
        ({"chain": "machinery", "link": "没有", "reason": "x"}, "chains.unknown-link"),
    ],
)
def test_refuses(company, actors, asked, rule):
    with pytest.raises(Refused) as refused:
        flows.correct_placement(actor=actors["officer"], uscc=company.uscc, **asked)
    assert refused.value.refusals[0].rule == rule
    assert selectors.corrections(actors["officer"]) == []


def test_refuses_a_company_nobody_knows(planted, actors):
    with pytest.raises(Refused, match="没有这家企业"):
        flows.correct_placement(
            actor=actors["officer"], uscc="91330603MA0000000X", reason="x", industry="环保"
        )


@pytest.mark.parametrize("who", ["leader", "assessor", "system_admin", "audit_admin"])
def test_forbids(company, actors, who):
    with pytest.raises(Refused) as refused:
        flows.correct_placement(actor=actors[who], uscc=company.uscc, reason="x", industry="环保")
    assert refused.value.forbidden


def test_works_for_a_class_of_the_national_standard(company, actors):
    officer = actors["officer"]
    before = selectors.judged_company(officer, company.uscc)
    flows.correct_placement(actor=officer, uscc=company.uscc, reason="走访", gbt="1713")
    after = selectors.judged_company(officer, company.uscc)
    assert after.gbt.industry == "1713 棉印染精加工" != before.gbt.shown
    assert after.industry == before.industry
    flows.correct_placement(actor=officer, uscc=company.uscc, reason="年报", gbt="蔬菜种植")
    assert [c.label for c in corrected_companies("gbt")] == ["0141 蔬菜种植"]
    with pytest.raises(Refused, match="没有“没有的小类”"):
        flows.correct_placement(actor=officer, uscc=company.uscc, reason="x", gbt="没有的小类")
