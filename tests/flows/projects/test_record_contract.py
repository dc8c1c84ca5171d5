"""A contract is signed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.figures import selectors as figures
from zhuchao.ledger.flows import void_fact
from zhuchao.projects import flows
from zhuchao.projects.flows import leave_project
from zhuchao.projects.models import ContractFact, Project
from zhuchao.projects.selectors import contracts
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


def test_works(actors, make_project, sign):
    """The contract names itself; the project's first signing and sum follow."""
    code = make_project()
    fact = sign(code, title="示例投资合同")
    row = Project.objects.get(code=code)
    assert (row.signed_on, row.amount_wan) == (DAY, 12000)
    found = contracts.contracts(actors["officer"], code)
    assert [(c.contract, c.first, c.title) for c in found] == [(fact, True, "示例投资合同")]


def test_works_with_a_framework(actors, make_project, sign):
    """A framework or a letter of intent is kept and is no signing."""
    code = make_project()
    sign(code, what="framework", number="")
    sign(code, what="intent", number="", amount_wan=None)
    row = Project.objects.get(code=code)
    assert (row.signed_on, row.amount_wan) == (None, None)
    assert len(contracts.contracts(actors["officer"], code)) == 2


def test_works_with_a_second_phase(actors, make_project, sign):
    """A second formal contract adds no sum (D1); the first signing stays the first, also when it was entered later."""
    code = make_project()
    second = sign(code, amount_wan=Decimal(3000), signed_on=DAY + timedelta(days=200))
    first = sign(code)
    row = Project.objects.get(code=code)
    assert (row.signed_on, row.amount_wan) == (DAY, 12000)
    found = contracts.contracts(actors["officer"], code)
    assert [(c.contract, c.first) for c in found] == [(first, True), (second, False)]


@pytest.mark.parametrize(
    ("then", "wan"),
    [
        (("framework",), 12000),
        (("amendment",), 9000),
        (("formal",), 12000),
        (("formal", "amendment"), 9000),
        (("formal", "ended"), 30000),
        (("ended",), 12000),
    ],
)
def test_the_list_and_the_figure_say_one_sum(actors, make_project, sign, then, wan):
    """Whatever was signed after the first contract, the row and 计划总投资 take the sum of the same contract."""
    code = make_project()
    first = sign(code)
    for days, what in enumerate(then, start=1):
        on = DAY + timedelta(days=days)
        if what == "amendment":
            flows.amend_contract(
                actor=actors["officer"], code=code, contract=first, signed_on=on, amount_wan=Decimal(9000)
            )
        elif what == "ended":
            flows.end_contract(
                actor=actors["officer"], code=code, contract=first, ended_on=on, reason="另行签约"
            )
        else:
            sign(code, what=what, amount_wan=Decimal(30000), signed_on=on)
    assert Project.objects.get(code=code).amount_wan == wan
    total = figures.compute("planned_total", actors["centre"], period=Period(DAY), as_of=timezone.localdate())
    assert total.value == Decimal(wan) / 10000


def test_works_in_a_foreign_currency(make_project, sign):
    """The sum is converted at the rate of the contract's day, and both are kept (B7)."""
    code = make_project()
    sign(code, currency="USD", amount_wan=None, amount_original=Decimal(3000), rate=Decimal("7.1821"))
    fact = ContractFact.objects.get(subject=code)
    assert (fact.amount_wan, fact.amount_original, fact.value["rate"]) == (
        Decimal("21546.30"),
        3000,
        "7.1821",
    )


def test_works_again_with_the_number_of_a_voided_one(actors, make_project, sign):
    """A number entered by mistake is free once the entry is voided."""
    code = make_project()
    fact = sign(code, number="A1")
    void_fact(actor=actors["officer"], kind="projects_contractfact", code=fact, reason="录错项目")
    sign(code, number="A1")
    assert Project.objects.get(code=code).amount_wan == 12000


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": "amendment"}, "what"),
        ({"number": " "}, "number"),
        ({"amount_wan": None}, "amount_wan"),
        ({"amount_wan": Decimal(-1)}, "amount_wan"),
        ({"amount_wan": Decimal("1e12")}, "amount_wan"),
        ({"currency": "EUR", "amount_original": Decimal(5), "rate": Decimal(-1)}, "rate"),
        ({"currency": "EUR", "rate": Decimal(8)}, "amount_original"),
        ({"signed_on": timezone.localdate() + timedelta(days=1)}, "signed_on"),
        ({"evidence": ["0" * 64]}, "evidence"),
        ({"event_code": "EV-nowhere"}, "event_code"),
    ],
)
def test_refuses(make_project, sign, given, field):
    """Each part of a contract has its rule and its field."""
    with pytest.raises(Refused) as refused:
        sign(make_project(), **given)
    assert [r.field for r in refused.value.refusals] == [field]
    assert not ContractFact.objects.exists()


def test_refuses_a_number_that_is_taken(make_project, sign):
    """One number, one contract in the district; whose it is only where the actor may know."""
    sign(make_project(), number="示例招〔2025〕A号")
    other = make_project("other_officer", name="示例项目二")
    with pytest.raises(Refused) as refused:
        sign(other, "other_officer", number=" 示例招〔2025〕Ａ号")
    assert "其他单位的项目" in str(refused.value)
    with pytest.raises(Refused) as refused:
        sign(other, "centre", number="示例招〔2025〕a号")
    assert "示例智能装备项目" in str(refused.value)


def test_refuses_after_the_end(actors, make_project, sign):
    """An ended project signs nothing more."""
    code = make_project()
    leave_project(what="ended", actor=actors["office_head"], code=code, reason="land", happened_on=DAY)
    sign(code)
    with pytest.raises(Refused) as refused:
        sign(code, signed_on=DAY + timedelta(days=1))
    assert [r.rule for r in refused.value.refusals] == ["projects.ended"]


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "department", "system_admin"])
def test_forbids(make_project, sign, name):
    """Only the lead office and the centre."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        sign(code, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(make_project, sign, at_once):
    """The same number on two projects at once: one wins, the other is told."""
    codes = {"officer": make_project(), "other_officer": make_project("other_officer", name="示例项目二")}
    made, told = at_once(lambda n: sign(codes[n], n, number="Z9"), "officer", "other_officer")
    assert len(made) == len(told) == 1
    assert ContractFact.objects.filter(number="Z9").count() == 1
