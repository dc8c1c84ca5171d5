"""What a person can do with facts, evidence and personal data: one verb, one file."""

from zhuchao.ledger.flows.add_evidence import add_evidence
from zhuchao.ledger.flows.dispute_fact import dispute_fact
from zhuchao.ledger.flows.judge_fact import judge_fact
from zhuchao.ledger.flows.note_export import note_export
from zhuchao.ledger.flows.purge_personal import purge_personal
from zhuchao.ledger.flows.verify_fact import verify_fact
from zhuchao.ledger.flows.void_fact import void_fact

__all__ = [
    "add_evidence",
    "dispute_fact",
    "judge_fact",
    "note_export",
    "purge_personal",
    "verify_fact",
    "void_fact",
]
