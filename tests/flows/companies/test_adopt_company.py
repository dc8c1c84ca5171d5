"""Taking a company from the registry into the master."""

from decimal import Decimal

import pytest

from zhuchao.companies import selectors
from zhuchao.companies.flows import adopt_company
from zhuchao.companies.models import Company, CompanyFact
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, registry, code):
    """Every field comes over, for the actor's office; fact and audit are written."""
    adopt_company(actor=actors["officer"], uscc=f" {code(1).lower()} ")
    view = selectors.company(actors["leader"], code(1))
    assert (view.name, view.region, view.office) == ("浙江示例甲纺织有限公司", "浙江省绍兴市柯桥区", "T1")
    assert (view.capital_wan, str(view.reg_date), view.scope) == (
        Decimal(1200),
        "2005-03-01",
        "织造、印染加工",
    )
    assert (view.from_registry, view.version, view.address) == (True, 1, "示例路1号")
    fact = CompanyFact.objects.get(subject=code(1))
    assert (fact.what, fact.office_code) == ("adopted", "T1")
    event = AuditEvent.objects.get(verb="纳入企业主档")
    assert (event.record, event.office_code) == (f"company:{code(1)}", "T1")


def test_works_with_what_the_registry_lacks(actors, registry, code):
    """An empty scope and address stay empty."""
    adopt_company(actor=actors["centre"], uscc=code(3))
    view = selectors.company(actors["centre"], code(3))
    assert (view.scope, view.address, view.capital_wan) == ("", "", Decimal(50))


def test_refuses_twice(actors, registry, code):
    """The second is told that it is there."""
    adopt_company(actor=actors["officer"], uscc=code(1))
    with pytest.raises(Refused, match="已在企业主档中") as refused:
        adopt_company(actor=actors["other_officer"], uscc=code(1))
    assert refused.value.refusals[0].rule == "companies.already-there"
    assert not refused.value.forbidden
    assert CompanyFact.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "rule", "says"),
    [("123", "companies.uscc", "应为18位"), ("none", "companies.not-in-registry", "登记库里没有")],
)
def test_refuses_a_wrong_or_unknown_code(actors, registry, code, wrong, rule, says):
    """Nothing is written."""
    with pytest.raises(Refused, match=says) as refused:
        adopt_company(actor=actors["officer"], uscc=code(999) if wrong == "none" else wrong)
    assert [r.rule for r in refused.value.refusals] == [rule]
    assert not Company.objects.exists()


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, registry, code, name):
    """Leaders, assessors and administrators keep no master."""
    with pytest.raises(Refused) as refused:
        adopt_company(actor=actors[name], uscc=code(1))
    assert refused.value.forbidden
    assert not Company.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_races(actors, registry, code, at_once):
    """Two offices press at once: the company is there once, the slower is told."""
    _, told = at_once(
        lambda name: adopt_company(actor=actors[name], uscc=code(1)), "officer", "other_officer"
    )
    assert [t.refusals[0].rule for t in told] == ["companies.already-there"]
    assert Company.objects.count() == CompanyFact.objects.count() == 1
