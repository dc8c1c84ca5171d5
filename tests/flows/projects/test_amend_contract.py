"""A contract is amended."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.projects.flows import amend_contract, end_contract
from zhuchao.projects.models import Project
from zhuchao.projects.selectors import contracts
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)
LATER = DAY + timedelta(days=90)


@pytest.fixture
def amend(actors):
    """``amend(code, contract, actor="officer", **given)``: to 15,000 万元."""

    def amended(code, contract, actor="officer", **given):
        values = {"signed_on": LATER, "amount_wan": Decimal(15000)}
        return amend_contract(actor=actors[actor], code=code, contract=contract, **(values | given))

    return amended


def test_works(actors, make_project, sign, amend):
    """The sum is the newest text's, the first one stays beside it; the day of signing is not moved."""
    code = make_project()
    contract = sign(code)
    amend(code, contract, title="补充协议一")
    found = contracts.contracts(actors["officer"], code)[0]
    assert (found.first_wan, found.amount_wan, found.delta_wan) == (12000, 15000, 3000)
    assert len(found.texts) == 2
    row = Project.objects.get(code=code)
    assert (row.signed_on, row.amount_wan) == (DAY, 15000)


def test_works_without_a_sum(make_project, sign, amend):
    """An amendment that leaves the sum leaves it."""
    code = make_project()
    amend(code, sign(code), amount_wan=None, note="延长开工期限")
    assert Project.objects.get(code=code).amount_wan == 12000


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"signed_on": DAY - timedelta(days=1)}, "signed_on"),
        ({"signed_on": timezone.localdate() + timedelta(days=1)}, "signed_on"),
        ({"amount_wan": Decimal(0)}, "amount_wan"),
        ({"currency": "USD", "amount_original": Decimal(1)}, "rate"),
        ({"number": "TAKEN"}, "number"),
        ({"evidence": ["1" * 64]}, "evidence"),
    ],
)
def test_refuses(make_project, sign, amend, given, field):
    """Earlier than the contract, ahead, without a sum, or by another contract's number."""
    code = make_project()
    sign(code, number="TAKEN")
    contract = sign(code)
    with pytest.raises(Refused) as refused:
        amend(code, contract, **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_an_unknown_or_ended_contract(actors, make_project, sign, amend):
    """Another project's contract is none of this one's; an ended one is not amended."""
    code, other = make_project(), make_project(name="示例项目二")
    contract = sign(code)
    with pytest.raises(Refused, match="没有这份合同"):
        amend(other, contract)
    end_contract(actor=actors["officer"], code=code, contract=contract, ended_on=DAY, reason="双方协商")
    with pytest.raises(Refused, match="解除"):
        amend(code, contract)


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(make_project, sign, amend, name):
    """Only the lead office and the centre."""
    code = make_project()
    contract = sign(code)
    with pytest.raises(Refused) as refused:
        amend(code, contract, name)
    assert refused.value.forbidden
