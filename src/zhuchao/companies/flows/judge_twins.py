"""An officer looked at a pair of the review queue."""

from zhuchao.companies import selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.merging import Verdict
from zhuchao.companies.store import merging
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def judge_twins(*, actor: Actor, one: str, other: str, verdict: str) -> None:
    """Say of two companies that they are different, or that the pair is looked at later.

    Raises Refused when the actor does not keep the master, the verdict is unknown, or a company is not in the master.
    """
    rights.need_keeper(actor)
    if verdict not in set(Verdict):
        known = "、".join(v.words for v in Verdict)
        raise Refused(Refusal("companies.verdict", "没有这种判断", f"可选：{known}。", "verdict"))
    pair = selectors.twin_pair(actor, one, other)
    with recording(actor) as book:
        merging.judge(book, pair.left, pair.right, Verdict(verdict), office=actor.home_office)
