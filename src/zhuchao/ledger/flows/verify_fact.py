"""Verify a fact against its evidence."""

from collections.abc import Sequence

from zhuchao.ledger.engine import rights
from zhuchao.ledger.models import State
from zhuchao.ledger.store import recording
from zhuchao.ledger.store.facts import locked_fact
from zhuchao.ledger.store.judging import judged
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def verify_fact(
    *, actor: Actor, kind: str, code: str, evidence: Sequence[str] = (), reason: str = ""
) -> None:
    """Somebody other than the recorder finds a fact (``kind`` its table, ``code``) true on evidence: the
    files it came with, or others named by sha-256.

    Raises Refused when the actor does not see the fact's office or recorded it, there is no evidence, a
    file is not kept, or the fact is verified, voided or corrected already.
    """
    with recording(actor) as book:
        fact = locked_fact(kind, code)
        rights.need_sight(actor, fact.office_code)
        rights.need_second_person(actor, fact.actor_code)
        if not (fact.evidence or evidence):
            raise Refused(
                Refusal(
                    "ledger.no-evidence", "该事实没有佐证，不能核实", "请先上传佐证文件再核实。", "evidence"
                )
            )
        judged(book, fact, State.VERIFIED, reason=reason.strip()[:400], evidence=evidence, verb="核实事实")
