"""Entering an agency contract."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.models import AgencyContract, AgencyFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_contract):
    """Terms, fee and the text it rests on are a fact."""
    found = selectors.contract_file(actors["officer"], make_contract())
    assert (found.fee_wan, found.paid_wan, found.state_name, found.channel_name) == (
        Decimal("30.00"),
        Decimal(0),
        "履行中",
        "商会协会",
    )
    fact = AgencyFact.objects.get(subject=found.code)
    assert (fact.what, fact.amount_wan, len(fact.evidence)) == ("signed", Decimal("30.00"), 1)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"number": " ", "fee_terms": ""}, {"number", "fee_terms"}),
        ({"channel": "visit"}, {"channel"}),
        ({"fee_wan": Decimal(-1)}, {"fee_wan"}),
        ({"fee_wan": Decimal("1.234")}, {"fee_wan"}),
        ({"fee_wan": Decimal("NaN")}, {"fee_wan"}),
        ({"signed_on": timezone.localdate() + timedelta(days=1)}, {"signed_on"}),
        ({"ends_on": timezone.localdate() - timedelta(days=900)}, {"ends_on"}),
        ({"file": None}, {"file"}),
    ],
)
def test_refuses_what_is_wrong(make_contract, change, fields):
    """Each field is named; nothing is written."""
    with pytest.raises(Refused) as refused:
        make_contract(**change)
    assert {r.field for r in refused.value.refusals} == fields
    assert not AgencyContract.objects.exists()


@pytest.mark.parametrize("channel", ["chamber", "intermediary", "outpost", "enterprise"])
def test_works_for_a_contract_of_earlier_years(actors, make_contract, channel):
    """Signed in 2021 and entered now: judged by the list of channels of that day."""
    day = date(2021, 5, 1)
    code = make_contract(channel=channel, signed_on=day, starts_on=day)
    assert selectors.contract_file(actors["officer"], code).signed_on == day


def test_refuses_a_day_that_no_rule_reaches_back_to(make_contract):
    """The rule and the field are named."""
    with pytest.raises(Refused) as refused:
        make_contract(signed_on=date(2019, 5, 1), starts_on=date(2019, 5, 1))
    assert [(r.rule, r.field) for r in refused.value.refusals] == [("channels.agency", "signed_on")]


def test_refuses_a_number_that_is_known_and_an_unknown_introducer(actors, make_contract):
    """A contract is entered once."""
    who = selectors.contract_file(actors["officer"], make_contract()).introducer
    with pytest.raises(Refused, match="的协议已登记"):
        make_contract(introducer=who)
    with pytest.raises(Refused, match="没有您可查看的该引荐人"):
        make_contract(introducer="nobody", number="二号")


@pytest.mark.parametrize("name", ["leader", "assessor", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(make_contract, make_introducer, name):
    """And officers, for another office."""
    who = make_introducer()
    for actor, more in ((name, {}), ("officer", {"office": "T2"})):
        with pytest.raises(Refused) as refused:
            make_contract(actor=actor, introducer=who, **more)
        assert refused.value.forbidden
