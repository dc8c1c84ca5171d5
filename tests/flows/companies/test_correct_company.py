"""Putting right what the master says."""

import datetime
from decimal import Decimal

import pytest

from zhuchao.companies import selectors
from zhuchao.companies.flows import add_company, correct_company
from zhuchao.companies.models import CompanyFact
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(actors, own_home, code):
    """A company written down by 示例街道一; its code."""
    return add_company(actor=actors["officer"], uscc=code(60), name="示例甲公司", capital_wan=Decimal(100))


def test_works(actors, held):
    """Only what differs changes; the version grows; before and after stand in fact and audit."""
    same_and_new = {
        "name": "示例甲公司",
        "capital_wan": Decimal("100.00"),
        "scope": " 织造 ",
        "county_code": "柯桥",
        "reg_date": datetime.date(2020, 2, 2),
    }
    changed = correct_company(actor=actors["other_officer"], uscc=held, version=1, changes=same_and_new)
    assert changed == ["county_code", "reg_date", "scope"]
    view = selectors.company(actors["officer"], held)
    assert (view.version, view.scope, view.county_code, view.capital_wan) == (
        2,
        "织造",
        "330603",
        Decimal(100),
    )
    fact = CompanyFact.objects.get(what="corrected")
    assert fact.value["changes"]["scope"] == ["", "织造"]
    assert fact.value["changes"]["reg_date"] == [None, "2020-02-02"]
    assert AuditEvent.objects.get(verb="更正企业信息").office_code == "T2"
    assert "经营范围：未填 → 织造" in selectors.company_history(actors["officer"], held)[-1].text


def test_works_with_a_name_that_was_mistyped(actors, held):
    """It is found by the right name at once and has no former one."""
    correct_company(actor=actors["officer"], uscc=held, version=1, changes={"name": "示例乙公司"})
    assert selectors.find_companies(actors["officer"], selectors.Wanted(text="例乙")).total == 1
    assert selectors.company(actors["officer"], held).former == ()


def test_refuses_an_older_version(actors, held):
    """Who saw version 1 does not overwrite version 2."""
    correct_company(actor=actors["officer"], uscc=held, version=1, changes={"note": "甲"})
    with pytest.raises(Refused, match="已被他人修改，现为第2版"):
        correct_company(actor=actors["other_officer"], uscc=held, version=1, changes={"note": "乙"})
    assert selectors.company(actors["officer"], held).note == "甲"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({}, "companies.nothing-changed"),
        ({"name": "示例甲公司"}, "companies.nothing-changed"),
        ({"version": 9}, "companies.field"),
        ({"uscc": "9"}, "companies.field"),
        ({"name": ""}, "companies.name"),
        ({"county_code": "某某"}, "companies.place"),
        ({"capital_wan": "many"}, "companies.capital-wan"),
    ],
)
def test_refuses(actors, held, changes, rule):
    """Nothing changes."""
    with pytest.raises(Refused) as refused:
        correct_company(actor=actors["officer"], uscc=held, version=1, changes=changes)
    assert [r.rule for r in refused.value.refusals] == [rule]
    assert selectors.company(actors["officer"], held).version == 1


def test_refuses_a_company_that_is_not_in_the_master(actors, own_home, code):
    """It is told how to get it there."""
    with pytest.raises(Refused, match="企业主档里没有"):
        correct_company(actor=actors["officer"], uscc=code(61), version=1, changes={"note": "甲"})


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, held, name):
    """They change nothing."""
    with pytest.raises(Refused) as refused:
        correct_company(actor=actors[name], uscc=held, version=1, changes={"note": "甲"})
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, held, at_once):
    """Two correct the same version at once: one succeeds, the other is told, nothing is lost silently."""

    def press(name):
        correct_company(actor=actors[name], uscc=held, version=1, changes={"note": name})
        return name

    made, told = at_once(press, "officer", "other_officer")
    assert [t.refusals[0].rule for t in told] == ["companies.changed-meanwhile"]
    assert selectors.company(actors["officer"], held).note == made[0]
