"""Guards on facts that are written."""

from zhuchao.ledger.models import Fact, FactState, State, fact_model
from zhuchao.terms.refusal import Refusal, Refused


def locked_fact(kind: str, code: str) -> Fact:
    """The fact, locked until the transaction ends, so that two judgements queue.

    Raises Refused when there is no such table or no such fact in it.
    """
    model = fact_model(kind)
    if model is None:
        raise Refused(
            Refusal("ledger.unknown-kind", f"没有名为“{kind}”的事实类别", "请从事实所在页面重新进入。")
        )
    fact = model._default_manager.select_for_update().filter(code=code).first()
    if fact is None:
        raise Refused(
            Refusal("ledger.unknown-fact", f"没有编号为“{code}”的事实", "请从事实所在页面重新进入。")
        )
    return fact


def present_state(kind: str, code: str) -> State:
    """The newest recorded state; claimed when none was recorded."""
    newest = FactState.objects.filter(kind=kind, fact_code=code).order_by("-id").first()
    return State(newest.state) if newest else State.CLAIMED


def standing_correction(fact: Fact) -> Fact | None:
    """The fact that replaces this one and was not voided itself."""
    kind = fact._meta.db_table
    for later in type(fact)._default_manager.filter(replaces=fact.code).order_by("-id"):
        if present_state(kind, later.code) != State.VOIDED:
            return later
    return None


def check_replaceable(fact: Fact) -> None:
    """Refused unless the fact named by ``replaces`` stands and is about the same subject."""
    kind = fact._meta.db_table
    old = locked_fact(kind, fact.replaces)
    if old.subject != fact.subject:
        raise Refused(
            Refusal("ledger.other-subject", "更正的事实与原事实不属同一主体", "请在原事实所在页面发起更正。")
        )
    if present_state(kind, old.code) == State.VOIDED:
        raise Refused(Refusal("ledger.voided", "原事实已作废，不能更正", "请直接录入新的事实。"))
    if (later := standing_correction(old)) is not None:
        raise Refused(
            Refusal("ledger.already-corrected", f"原事实已由 {later.code} 更正", "请对最新的更正再作更正。")
        )
