"""Writing a judgement of a fact."""

from collections.abc import Sequence

from zhuchao import slots
from zhuchao.ledger.engine.standing import may_follow
from zhuchao.ledger.models import Evidence, Fact, State
from zhuchao.ledger.store.book import Book
from zhuchao.ledger.store.facts import present_state, standing_correction
from zhuchao.slots import Slot
from zhuchao.terms.refusal import Refusal, Refused


def judged(book: Book, fact: Fact, state: State, *, reason: str, evidence: Sequence[str], verb: str) -> None:
    """Record the state of a locked fact with its audit row.

    A file may come in the same transaction. Refused when the state may not follow the present one, the fact
    was corrected meanwhile, or a named file is not kept.
    """
    kind = fact._meta.db_table
    if state is State.VOIDED and not fact.may_be_voided:
        raise Refused(
            Refusal("ledger.stays", "该记录不能作废", "如有新的看法，请另行登记，原记录保留。", "judgement")
        )
    now = present_state(kind, fact.code)
    if not may_follow(now, state):
        raise Refused(
            Refusal(
                "ledger.state",
                f"该事实现为“{now.label}”，不能改为“{state.label}”",
                "请刷新页面查看最新状态。",
            )
        )
    if state is not State.VOIDED and (later := standing_correction(fact)) is not None:
        raise Refused(
            Refusal("ledger.already-corrected", f"该事实已由 {later.code} 更正", "请对最新的更正作判断。")
        )
    kept = set(Evidence.objects.filter(sha256__in=evidence).values_list("sha256", flat=True))
    kept |= {brought.sha256 for brought in book.taken(Evidence)}
    if missing := sorted(set(evidence) - kept):
        raise Refused(
            Refusal(
                "ledger.no-such-file",
                f"没有收到佐证文件 {missing[0][:12]}…",
                "请先上传佐证文件。",
                "evidence",
            )
        )
    book.state(kind, fact.code, state, reason=reason, evidence=evidence)
    changes: dict[str, list[object]] = {"state": [now.value, state.value], "reason": [None, reason]}
    book.audit(verb, f"{kind}:{fact.code}", fact.subject, changes=changes, office=fact.office_code)
    # A noun whose rows are worked out from facts brings them up to date (topic fact-judged).
    for _ in slots.ask(Slot.NOTICE, book.actor, kind, fact.subject, topic="fact-judged"):
        pass


def reason_given(reason: str) -> str:
    """The reason without blanks at its ends; Refused when it is empty or over 400 characters."""
    cleaned = reason.strip()
    if not cleaned or len(cleaned) > 400:
        raise Refused(
            Refusal("ledger.reason", "没有填写理由，或理由超过400字", "请用400字以内说明理由。", "reason")
        )
    return cleaned
