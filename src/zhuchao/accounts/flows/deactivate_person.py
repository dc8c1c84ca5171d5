"""Take an account out of use."""

from django.utils import timezone

from zhuchao.accounts.engine import rights
from zhuchao.accounts.flows.end_holding import end_holding
from zhuchao.accounts.store import found, holdings, sessions
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def deactivate_person(*, actor: Actor, person: str, reason: str = "") -> None:
    """The system administrator ends every holding of a person, every log-in, and the account.

    Raises Refused when the actor is not the system administrator or names themselves, the account is
    not in use, or a holding may not end (see ``end_holding``).
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="停用账号")
    with recording(actor) as book:
        row = found.active_person(person)
        if row.code == actor.person_code:
            raise Refused(Refusal("accounts.own-account", "不能停用本人账号", "请由另一名系统管理员办理。"))
        today = timezone.localdate()
        faults: list[Refusal] = []
        for held in holdings.open_holdings(today).filter(person=row, end__isnull=True).select_related("post"):
            try:
                end_holding(actor=actor, person=person, post=held.post.code)
            except Refused as refused:
                faults += refused.refusals
        if faults:
            raise Refused(*faults)
        row.is_active = False
        row.save(update_fields=["is_active"])
        sessions.end_all(row, book.now, "账号已停用")
        changes: dict[str, list[object]] = {
            "is_active": [True, False],
            "reason": [None, reason.strip()[:200]],
        }
        book.audit("停用账号", f"person:{person}", row.name, changes=changes)
