"""Put a draft in force from a day on."""

from datetime import date

from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.selectors import versions
from zhuchao.chains.store import publish_version
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

NO_REASON = Refusal("chains.reason", "没有写修改说明", "请写明改了什么、为什么。", "reason")


def publish_chain(*, actor: Actor, chain: str, on: date, reason: str, seen: int | None = None) -> int:
    """The draft becomes the next version, in force from ``on``; gives its number.

    Raises Refused for whoever does not keep chains, when there is no draft, it says nothing new or has faults, the
    reason is missing, ``on`` is past or before a version already published, or somebody was faster
    or changed the draft since the revision ``seen``.
    """
    rights.need_editor(actor)
    with recording(actor) as book:
        draft = versions.draft(actor, chain, seen)
        earliest = max(timezone.localdate(), versions.last_day(draft.chain.code))
        wrong = versions.faults_of(actor, draft.chain)
        if on < earliest:
            said = f"生效日期 {on} 早于 {earliest}"
            wrong.append(Refusal("chains.effective", said, "已过去的日子按当时的版本判断，不能倒改。", "on"))
        if not reason.strip():
            wrong.append(NO_REASON)
        if not versions.changes(actor, draft):
            wrong.append(Refusal("chains.same", "草稿与现有版本一样", "请先修改环节。"))
        if wrong:
            raise Refused(*wrong)
        return publish_version(book, draft.chain, draft.revision, draft.base, on, reason.strip()[:400])
