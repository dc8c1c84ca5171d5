"""Give what is still to be done after meetings to another office, when duties are handed over."""

from collections.abc import Sequence

from zhuchao.engagements import selectors
from zhuchao.engagements.store import meetings as store
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def reassign_follow_ups(*, actor: Actor, codes: Sequence[str], office: str, post: str = "") -> None:
    """Part of a hand-over that both sides signed, or of an order on offices; all or none.

    Raises Refused for an actor who has no part in it, or when one of them was done meanwhile.
    """
    rows = selectors.open_follow_ups(codes)
    ordering = actor.has(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.CENTRE)
    if not ordering and not all(actor.sees_office(r.office_code) or actor.sees_office(office) for r in rows):
        raise forbidden("engagements.reassign-right", "您不是这些事项的移交方或接收方")
    if missing := set(codes) - {row.code for row in rows}:
        raise Refused(
            Refusal(
                "engagements.not-open",
                f"有 {len(missing)} 项会后事项已办结，不能移交",
                "请刷新移交清单后重新办理。",
            )
        )
    with recording(actor) as book:
        for row in rows:
            store.move_follow_up(book, row, office=office, post=post)
