"""Entering a payment under an agency contract."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import record_agency_payment
from zhuchao.engagements.models import AgencyFact
from zhuchao.ledger.flows import verify_fact, void_fact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def pay(actors, make_contract, pdf):
    """Pay under one contract."""
    code = make_contract()

    def paid(actor="officer", text="凭证一", code=code, **more):
        given = {
            "amount_wan": Decimal("10.50"),
            "paid_on": timezone.localdate(),
            "file": pdf(text),
            "file_name": "凭证.pdf",
        } | more
        return record_agency_payment(actor=actors[actor], code=code, **given)

    paid.contract = code
    return paid


def test_works(actors, pay):
    """It counts as claimed until somebody else verifies it; cost stands under the channel of the contract."""
    fact = pay(voucher_no="记 17")
    found = selectors.contract_file(actors["officer"], pay.contract)
    assert (found.paid_wan, found.verified_wan) == (Decimal("10.50"), Decimal(0))
    kind = AgencyFact._meta.db_table
    evidence = AgencyFact.objects.get(code=fact).evidence
    verify_fact(actor=actors["centre"], kind=kind, code=fact, evidence=evidence, reason="已核对账")
    assert selectors.contract_file(actors["officer"], pay.contract).verified_wan == Decimal("10.50")


def test_channel_results_tell_leads_conversion_and_cost(actors, pay, make_lead, become_project):
    """By channel, in the period and in sight; an office counts its own."""
    won = make_lead(1, source="chamber")
    make_lead(2, source="chamber")
    make_lead(3, source="chamber", actor="other_officer")
    become_project(won)
    pay()
    today = timezone.localdate()
    period = {"since": date(today.year, 1, 1), "until": today}

    def of(name, **more):
        rows = selectors.channel_results(actors[name], **(period | more)).rows
        return next(r for r in rows if r.channel == "chamber")

    mine = of("officer")
    assert (mine.leads, mine.following, mine.intent, mine.others) == (2, 1, 1, 0)
    assert (mine.conversion, mine.cost_wan, mine.wan_per_intent) == (
        Decimal("50.0"),
        Decimal("10.50"),
        Decimal("10.50"),
    )
    theirs = of("other_officer")
    assert (theirs.leads, theirs.cost_wan, theirs.conversion) == (1, Decimal(0), Decimal(0))
    assert (of("leader").leads, of("leader", office="T2").leads) == (3, 1)
    before = of("leader", since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert (before.leads, before.conversion, before.cost_wan) == (0, None, Decimal(0))
    total = selectors.channel_results(actors["leader"], **period).total
    assert (total.leads, total.intent, total.cost_wan) == (3, 1, Decimal("10.50"))
    assert selectors.channel_results(actors["audit_admin"], **period).total.leads == 0


def test_events_count_under_their_channel(actors):
    """What an event cost stands beside what intermediaries were paid."""
    from zhuchao.engagements.models import Event

    today = timezone.localdate()
    given = {
        "kind": "fair",
        "planned_on": today,
        "held_on": today,
        "state": "held",
        "cost_wan": Decimal("8.5"),
    }
    Event.objects.create(title="示例参展", office_code="T1", **given)
    for name, cost in (("officer", Decimal("8.50")), ("other_officer", Decimal(0))):
        rows = selectors.channel_results(actors[name], since=today, until=today).rows
        assert next(r for r in rows if r.channel == "event").cost_wan == cost


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"amount_wan": Decimal(0)}, {"amount_wan"}),
        ({"amount_wan": Decimal("Infinity")}, {"amount_wan"}),
        ({"paid_on": timezone.localdate() + timedelta(days=1)}, {"paid_on"}),
        ({"paid_on": date(2020, 1, 1)}, {"paid_on"}),
        ({"file": None}, {"file"}),
        ({"voucher_no": "9" * 81}, {"voucher_no"}),
    ],
)
def test_refuses_what_is_wrong(pay, change, fields):
    """Sum, day, voucher."""
    with pytest.raises(Refused) as refused:
        pay(**change)
    assert {r.field for r in refused.value.refusals} == fields


def test_refuses_the_same_voucher_twice(actors, pay, make_contract):
    """By its file or by its number, in another contract too, until the first is voided."""
    fact = pay(voucher_no="记 17")
    who = selectors.contract_file(actors["officer"], pay.contract).introducer
    other = make_contract(number="二号", introducer=who)
    with pytest.raises(Refused, match="已登记过付款，见协议"):
        pay(code=other)
    with pytest.raises(Refused, match="已登记过付款"):
        pay(text="另一文件", voucher_no="记17")
    file = AgencyFact.objects.get(code=fact).evidence
    void_fact(
        actor=actors["centre"],
        kind=AgencyFact._meta.db_table,
        code=fact,
        evidence=file,
        reason="金额录错",
    )
    pay(voucher_no="记 17", amount_wan=Decimal(11))
    assert selectors.contract_file(actors["officer"], pay.contract).paid_wan == Decimal("11.00")


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids_who_does_not_keep_the_contract(pay, name):
    """Another office does not learn of it."""
    with pytest.raises(Refused) as refused:
        pay(actor=name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(pay, at_once):
    """Two enter one voucher at the same moment: it counts once."""
    made, told = at_once(lambda name: pay(actor=name), "officer", "office_head")
    assert (len(made), len(told)) == (1, 1)
    assert AgencyFact.objects.filter(what="paid").count() == 1
