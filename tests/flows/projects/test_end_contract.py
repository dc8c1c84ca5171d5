"""A contract is dissolved."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.projects.flows import end_contract
from zhuchao.projects.models import ContractFact, Project
from zhuchao.projects.selectors import contracts
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)
LATER = DAY + timedelta(days=90)


@pytest.fixture
def dissolve(actors):
    """``dissolve(code, contract, actor="officer", **given)``."""

    def dissolved(code, contract, actor="officer", **given):
        values = {"ended_on": LATER, "reason": "投资方资金困难"}
        return end_contract(actor=actors[actor], code=code, contract=contract, **(values | given))

    return dissolved


def test_works(actors, make_project, sign, dissolve):
    """The contract shows when it ended; the project stays signed, in its cohort and pursued."""
    code = make_project()
    dissolve(code, sign(code))
    assert contracts.contracts(actors["officer"], code)[0].ended_on == LATER
    row = Project.objects.get(code=code)
    assert (row.signed_on, row.state) == (DAY, "active")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ended_on": DAY - timedelta(days=1)}, "ended_on"),
        ({"ended_on": timezone.localdate() + timedelta(days=1)}, "ended_on"),
        ({"reason": " "}, "reason"),
        ({"evidence": ["1" * 64]}, "evidence"),
    ],
)
def test_refuses(make_project, sign, dissolve, given, field):
    """Before the contract, ahead, without a reason."""
    code = make_project()
    contract = sign(code)
    with pytest.raises(Refused) as refused:
        dissolve(code, contract, **given)
    assert [r.field for r in refused.value.refusals] == [field]


def test_refuses_twice(make_project, sign, dissolve):
    """What is dissolved is dissolved."""
    code = make_project()
    contract = sign(code)
    dissolve(code, contract)
    with pytest.raises(Refused, match="解除"):
        dissolve(code, contract)


@pytest.mark.parametrize("name", ["other_officer", "assessor"])
def test_forbids(make_project, sign, dissolve, name):
    """Only the lead office and the centre."""
    code = make_project()
    contract = sign(code)
    with pytest.raises(Refused) as refused:
        dissolve(code, contract, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(make_project, sign, dissolve, at_once):
    """Two press at once: one is told."""
    code = make_project()
    contract = sign(code)
    made, told = at_once(lambda n: dissolve(code, contract, n), "officer", "centre")
    assert len(made) == len(told) == 1
    assert ContractFact.objects.filter(what="ended").count() == 1
