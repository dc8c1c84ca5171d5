"""Money arrives by voucher."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.ledger.flows import verify_fact, void_fact
from zhuchao.projects.flows import leave_project
from zhuchao.projects.models import MoneyFact, Project
from zhuchao.projects.selectors import money
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)


def test_works(actors, make_project, pay):
    """The voucher stands; the project's money goes up, verified only once somebody else looked."""
    code = make_project()
    fact = pay(code)
    row = Project.objects.get(code=code)
    assert (row.arrived_wan, row.verified_wan) == (500, 0)
    verify_fact(actor=actors["office_head"], kind="projects_moneyfact", code=fact)
    assert money.money_view(actors["officer"], code).verified_wan == 500


def test_works_abroad(actors, make_project, pay):
    """Foreign money is converted at the rate of its day, which is kept."""
    code = make_project()
    pay(code, currency="USD", amount_wan=None, amount_original=Decimal(100), rate=Decimal("7.1586"))
    row = MoneyFact.objects.get(subject=code)
    assert (row.amount_wan, row.amount_original, row.value["rate"]) == (Decimal("715.86"), 100, "7.1586")


def test_works_coded_apart(actors, make_project, pay):
    """A loan is written down and counts in the statistical and the contract view only."""
    code = make_project()
    pay(code)
    pay(code, what="loan", voucher_no="DK-1", amount_wan=Decimal(300))
    views = {v.view: v.arrived_wan for v in money.money_views(actors["officer"], code)}
    assert views == {"promotion": 500, "statistics": 800, "contract": 800}
    assert Project.objects.get(code=code).arrived_wan == 500


def test_works_as_a_correction(actors, make_project, pay, voucher_file):
    """A correction takes the place of the voucher it names, its file again."""
    code, sha256 = make_project(), voucher_file()
    first = pay(code, evidence=[sha256])
    pay(code, evidence=[sha256], amount_wan=Decimal(450), replaces=first)
    assert Project.objects.get(code=code).arrived_wan == 450


def test_works_again_once_the_first_is_voided(actors, make_project, pay, voucher_file):
    """What was voided does not stand in the way."""
    code, sha256 = make_project(), voucher_file()
    first = pay(code, evidence=[sha256])
    void_fact(actor=actors["officer"], kind="projects_moneyfact", code=first, reason="录错项目")
    pay(code, evidence=[sha256])
    assert len(money.vouchers_of(actors["officer"], code)) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"what": "love"}, "what"),
        ({"payer": " "}, "payer"),
        ({"payee": ""}, "payee"),
        ({"amount_wan": None}, "amount_wan"),
        ({"amount_wan": Decimal(0)}, "amount_wan"),
        ({"amount_wan": Decimal("NaN")}, "amount_wan"),
        ({"evidence": []}, "evidence"),
        ({"evidence": ["0" * 64]}, "evidence"),
        ({"currency": "ABC"}, "currency"),
        ({"currency": "USD", "amount_original": Decimal(10)}, "rate"),
        ({"currency": "USD", "amount_original": Decimal(10), "rate": Decimal(0)}, "rate"),
        ({"paid_on": timezone.localdate() + timedelta(days=1)}, "paid_on"),
        ({"what": "equity"}, "what"),
    ],
)
def test_refuses(actors, make_project, pay, given, field):
    """Every part of a voucher has its rule; a lease is not paid for in equity."""
    with pytest.raises(Refused) as refused:
        pay(make_project(), **given)
    assert [r.field for r in refused.value.refusals] == [field]
    assert not MoneyFact.objects.exists()


def test_refuses_what_the_deal_form_does_not_accept(actors, make_project, pay):
    """Money arrives in a convertible bond by the bond, not by equipment (S75)."""
    code = make_project(form="convertible", klass="capital")
    with pytest.raises(Refused, match="可转债"):
        pay(code, what="equipment")
    pay(code, what="convertible")


@pytest.mark.parametrize("same", ["voucher", "file"])
def test_refuses_the_same_voucher_twice(actors, make_project, pay, voucher_file, same):
    """The same voucher is told with its project where that may be seen, and as another office's where not."""
    sha256 = voucher_file()
    first = make_project()
    pay(first, evidence=[sha256])
    other = make_project("other_officer", name="示例项目二")
    given = {"evidence": [sha256], "voucher_no": "JZ002"} if same == "file" else {"voucher_no": "ｊｚ001"}
    with pytest.raises(Refused) as refused:
        pay(other, "other_officer", **given)
    assert "其他单位的项目" in str(refused.value)
    assert "示例智能装备项目" not in str(refused.value)
    with pytest.raises(Refused) as refused:
        pay(other, "centre", **given)
    assert "示例智能装备项目" in str(refused.value)
    assert str(DAY) in str(refused.value)


def test_refuses_after_the_end(actors, make_project, pay):
    """An ended project takes late entries of days before its end only."""
    code = make_project()
    leave_project(what="ended", actor=actors["office_head"], code=code, reason="funds", happened_on=DAY)
    pay(code)
    with pytest.raises(Refused) as refused:
        pay(code, paid_on=DAY + timedelta(days=1), voucher_no="JZ003")
    assert refused.value.refusals[0].rule == "projects.ended"


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "department", "audit_admin"])
def test_forbids(actors, make_project, pay, name):
    """Only the lead office and the centre."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        pay(code, name, evidence=["0" * 64])
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, make_project, pay, voucher_file, at_once):
    """The same voucher on two projects at once: one wins, the other is told."""
    codes = {"officer": make_project(), "other_officer": make_project("other_officer", name="示例项目二")}
    evidence = {name: [voucher_file(f"示例进账单 {name}", name)] for name in codes}
    made, told = at_once(lambda n: pay(codes[n], n, evidence=evidence[n]), "officer", "other_officer")
    assert len(made) == len(told) == 1
    assert MoneyFact.objects.count() == 1
