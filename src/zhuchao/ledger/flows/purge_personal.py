"""Forget personal data while the chain still holds."""

from datetime import date, datetime, time

from django.utils import timezone

from zhuchao.ledger.store import personal, recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def purge_personal(*, actor: Actor, reason: str, record: str = "", before: date | None = None) -> int:
    """The security administrator forgets the personal values of a record (``noun:code``), or all that
    were recorded before a day; gives how many. Audit rows keep their digests, which without the purged
    salt lead back to nothing (个人信息保护法第十九条、第四十七条).

    Raises Refused when the actor is not the security administrator, no reason is given, neither or both
    of record and day are named, or there is nothing to forget.
    """
    if not actor.has(Role.SECURITY_ADMIN):
        raise forbidden("ledger.only-security-admin", "个人信息由安全管理员清除", "请联系安全管理员。")
    reason = reason.strip()[:200]
    if not reason:
        raise Refused(Refusal("ledger.reason", "没有填写理由", "请说明清除的理由。", "reason"))
    if bool(record) == (before is not None):
        raise Refused(
            Refusal("ledger.purge-what", "请指定一个记录或一个截止日，二者取一", "请重新选择。", "record")
        )
    with recording(actor) as book:
        if before is not None:
            moment = timezone.make_aware(datetime.combine(before, time.min))
            gone, what = personal.purge_before(moment), f"personal-before:{before}"
        else:
            gone, what = personal.purge(record), record
        if not gone:
            raise Refused(Refusal("ledger.purge-nothing", "没有可清除的个人信息", "不必处理。", "record"))
        changes: dict[str, list[object]] = {"values": [gone, 0], "reason": [None, reason]}
        book.audit("清除个人信息", what, "个人信息", changes=changes)
    return gone
