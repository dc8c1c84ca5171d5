"""Calling a fact into question."""

import pytest

from zhuchao.ledger import selectors
from zhuchao.ledger.flows import dispute_fact, verify_fact
from zhuchao.ledger.models import State
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
KIND = "accounts_handoverfact"


def test_works(actors, record, evidence):
    """The assessor doubts a verified fact; it may be verified again."""
    code = record(evidence=[evidence()])
    verify_fact(actor=actors["office_head"], kind=KIND, code=code)
    dispute_fact(actor=actors["assessor"], kind=KIND, code=code, reason="与报表不符")
    assert selectors.state_at(actors["officer"], KIND, code) is State.DISPUTED
    verify_fact(actor=actors["centre"], kind=KIND, code=code)
    states = [row.state for row in selectors.judgements(actors["officer"], KIND, code)]
    assert states == ["claimed", "verified", "disputed", "verified"]


@pytest.mark.parametrize("reason", ["", "  ", "长" * 401])
def test_refuses_without_a_reason(actors, record, reason):
    """A doubt says why, in at most 400 characters."""
    with pytest.raises(Refused, match="理由"):
        dispute_fact(actor=actors["centre"], kind=KIND, code=record(), reason=reason)


def test_refuses_twice(actors, record):
    """What is disputed is disputed."""
    code = record()
    dispute_fact(actor=actors["centre"], kind=KIND, code=code, reason="存疑")
    with pytest.raises(Refused, match="有争议"):
        dispute_fact(actor=actors["office_head"], kind=KIND, code=code, reason="存疑")


def test_forbids_another_office(actors, record):
    """One cannot doubt what one may not see."""
    with pytest.raises(Refused) as refused:
        dispute_fact(actor=actors["other_head"], kind=KIND, code=record(), reason="存疑")
    assert refused.value.forbidden
