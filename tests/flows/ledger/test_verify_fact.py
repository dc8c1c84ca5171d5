"""Verifying a fact."""

import pytest

from zhuchao.ledger import selectors
from zhuchao.ledger.flows import verify_fact, void_fact
from zhuchao.ledger.models import AuditEvent, FactState, State
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
KIND = "accounts_handoverfact"


def test_works(actors, record, evidence):
    """Somebody else of the office verifies on the file the fact came with; before that it was claimed."""
    code = record(evidence=[evidence()])
    before = FactState.objects.get(fact_code=code).recorded_at
    verify_fact(actor=actors["office_head"], kind=KIND, code=code)
    assert selectors.state_at(actors["officer"], KIND, code) is State.VERIFIED
    assert selectors.state_at(actors["officer"], KIND, code, known_at=before) is State.CLAIMED
    assert AuditEvent.objects.get(verb="核实事实").changes["state"] == ["claimed", "verified"]


def test_works_with_evidence_of_the_verifier(actors, record, evidence):
    """A fact that came without a file is verified on one brought later."""
    code, sha256 = record(), evidence("centre")
    verify_fact(actor=actors["centre"], kind=KIND, code=code, evidence=[sha256])
    assert selectors.judgements(actors["officer"], KIND, code)[-1].evidence == (sha256,)


def test_refuses_without_evidence(actors, record):
    """No file, no verification."""
    with pytest.raises(Refused, match="没有佐证"):
        verify_fact(actor=actors["office_head"], kind=KIND, code=record())


def test_refuses_a_file_never_received(actors, record):
    """A made-up hash is no evidence."""
    with pytest.raises(Refused, match="没有收到佐证"):
        verify_fact(actor=actors["office_head"], kind=KIND, code=record(), evidence=["0" * 64])


def test_refuses_twice_and_after_voiding(actors, record, evidence):
    """What is verified cannot be verified again; what is voided never."""
    code = record(evidence=[evidence()])
    verify_fact(actor=actors["office_head"], kind=KIND, code=code)
    with pytest.raises(Refused, match="已核实"):
        verify_fact(actor=actors["centre"], kind=KIND, code=code)
    void_fact(actor=actors["office_head"], kind=KIND, code=code, reason="录错")
    with pytest.raises(Refused, match="已作废"):
        verify_fact(actor=actors["centre"], kind=KIND, code=code)


def test_refuses_an_unknown_fact_or_kind(actors):
    """Nothing is invented for a wrong code or table."""
    with pytest.raises(Refused, match="没有编号"):
        verify_fact(actor=actors["centre"], kind=KIND, code="无")
    with pytest.raises(Refused, match="事实类别"):
        verify_fact(actor=actors["centre"], kind="auth_user", code="无")


def test_forbids_the_recorder(actors, record, evidence):
    """The verifier is not the recorder."""
    code = record(actor="office_head", evidence=[evidence()])
    with pytest.raises(Refused, match="录入人") as refused:
        verify_fact(actor=actors["office_head"], kind=KIND, code=code)
    assert refused.value.forbidden


@pytest.mark.parametrize("who", ["other_head", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_without_sight(actors, record, evidence, who):
    """Another office and the administrators have no part in it."""
    code = record(evidence=[evidence()])
    with pytest.raises(Refused) as refused:
        verify_fact(actor=actors[who], kind=KIND, code=code)
    assert refused.value.forbidden
    assert FactState.objects.filter(fact_code=code).count() == 1


@pytest.mark.django_db(transaction=True)
def test_races(actors, record, evidence, at_once):
    """Two press at once: one judgement is recorded, the other is told."""
    code = record(evidence=[evidence()])
    _, told = at_once(
        lambda name: verify_fact(actor=actors[name], kind=KIND, code=code), "office_head", "centre"
    )
    assert len(told) == 1
    assert "已核实" in str(told[0])
    assert FactState.objects.filter(fact_code=code, state="verified").count() == 1
