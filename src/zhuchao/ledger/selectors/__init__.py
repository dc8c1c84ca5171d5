"""What is read from the ledger: facts as known at a moment, evidence, the audit trail, the chain."""

from zhuchao.ledger.selectors.audit import (
    AuditPage,
    AuditRow,
    audit_event,
    audit_events,
    record_history,
    sees_audit,
    verbs,
)
from zhuchao.ledger.selectors.chain import Verdict, chain_length, verify_chain, verify_chain_for
from zhuchao.ledger.selectors.evidence import (
    EvidenceNote,
    evidence_notes,
    kept_files,
    open_evidence,
    verify_files,
)
from zhuchao.ledger.selectors.facts import (
    StateRow,
    judgements,
    known_facts,
    newest_judgements,
    standing_facts,
    state_at,
)
from zhuchao.ledger.selectors.head import head_on_file
from zhuchao.ledger.selectors.histories import History, history
from zhuchao.ledger.selectors.judged import Judgement, judgements_told

__all__ = [
    "AuditPage",
    "AuditRow",
    "EvidenceNote",
    "History",
    "Judgement",
    "StateRow",
    "Verdict",
    "audit_event",
    "audit_events",
    "chain_length",
    "evidence_notes",
    "head_on_file",
    "history",
    "judgements",
    "judgements_told",
    "kept_files",
    "known_facts",
    "newest_judgements",
    "open_evidence",
    "record_history",
    "sees_audit",
    "standing_facts",
    "state_at",
    "verbs",
    "verify_chain",
    "verify_chain_for",
    "verify_files",
]
