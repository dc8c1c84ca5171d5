"""Mark messages as read."""

from collections.abc import Sequence

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import Message
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def mark_read(*, actor: Actor, codes: Sequence[str] | None = None) -> int:
    """Mark one's own messages as read, all of them when none is named; gives how many changed.

    A private convenience: it leaves no audit row. Raises Refused when nobody is logged in or a code is
    not a message of the actor.
    """
    rights.need_person(actor, to="查看消息")
    with recording(actor) as book:
        mine = Message.objects.filter(person__code=actor.person_code)
        if codes is not None:
            wanted = set(codes)
            mine = mine.filter(code__in=wanted)
            if mine.count() != len(wanted):
                raise Refused(Refusal("accounts.unknown-message", "没有这条消息", "请刷新收件箱。", "codes"))
        return mine.filter(read_at__isnull=True).update(read_at=book.now)
