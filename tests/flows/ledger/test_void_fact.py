"""Voiding a fact, and corrections."""

import datetime

import pytest

from zhuchao.accounts.models import HandOverFact
from zhuchao.ledger import selectors
from zhuchao.ledger.flows import verify_fact, void_fact
from zhuchao.ledger.models import FactState
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
KIND = "accounts_handoverfact"


def known(actor, **more):
    return set(selectors.known_facts(actor, HandOverFact, **more).values_list("code", flat=True))


def test_works(actors, record):
    """A voided fact no longer counts, but did when it was known."""
    code = record()
    then = FactState.objects.get(fact_code=code).recorded_at
    void_fact(actor=actors["officer"], kind=KIND, code=code, reason="重复录入")
    assert known(actors["officer"]) == set()
    assert known(actors["officer"], known_at=then) == {code}
    assert known(actors["officer"], known_at=then - datetime.timedelta(seconds=1)) == set()


def test_works_on_a_correction(actors, record):
    """A correction takes the place of the fact; voided, the first stands again."""
    first = record(value={"amount_wan": "100"})
    second = record(value={"amount_wan": "120"}, replaces=first)
    assert known(actors["officer"]) == {second}
    assert known(actors["officer"], corrected=True) == {first, second}
    then = FactState.objects.get(fact_code=second).recorded_at
    void_fact(actor=actors["office_head"], kind=KIND, code=second, reason="更正有误")
    assert known(actors["officer"]) == {first}
    assert known(actors["officer"], known_at=then) == {second}


def test_refuses_a_second_correction_of_the_same_fact(actors, record):
    """Corrections form a chain, not a fan; nor may they change the subject or revive what is voided."""
    first = record()
    second = record(replaces=first)
    with pytest.raises(Refused, match="已由"):
        record(replaces=first)
    with pytest.raises(Refused, match="同一主体"):
        record(replaces=second, subject="示例-2")
    third = record(replaces=second)
    void_fact(actor=actors["officer"], kind=KIND, code=third, reason="错")
    with pytest.raises(Refused, match="已作废"):
        record(replaces=third)


def test_refuses_to_judge_what_was_corrected(actors, record, evidence):
    """The newest correction is judged, not what it replaced."""
    first = record(evidence=[evidence()])
    record(replaces=first)
    with pytest.raises(Refused, match="更正"):
        verify_fact(actor=actors["office_head"], kind=KIND, code=first)


def test_refuses_without_a_reason_and_twice(actors, record):
    """Voiding says why, and is for good."""
    code = record()
    with pytest.raises(Refused, match="理由"):
        void_fact(actor=actors["officer"], kind=KIND, code=code, reason=" ")
    void_fact(actor=actors["officer"], kind=KIND, code=code, reason="错")
    with pytest.raises(Refused, match="已作废"):
        void_fact(actor=actors["officer"], kind=KIND, code=code, reason="错")


@pytest.mark.parametrize("who", ["assessor", "other_head", "system_admin"])
def test_forbids_those_not_in_charge(actors, record, who):
    """Neither an assessor nor another office nor an administrator voids."""
    with pytest.raises(Refused) as refused:
        void_fact(actor=actors[who], kind=KIND, code=record(), reason="错")
    assert refused.value.forbidden


def test_facts_are_seen_by_office(actors, record):
    """Each office its own; the centre all; administrators none."""
    one, two = record(), record(actor="other_officer", office="T2")
    assert known(actors["officer"]) == {one}
    assert known(actors["other_officer"]) == {two}
    assert known(actors["centre"]) == {one, two}
    assert known(actors["audit_admin"]) == known(actors["system_admin"]) == set()
    assert selectors.state_at(actors["audit_admin"], KIND, one) is None
