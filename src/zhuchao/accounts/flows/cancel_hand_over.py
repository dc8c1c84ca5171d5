"""Take back a hand-over that is not signed by both sides."""

from zhuchao.accounts.engine import entries
from zhuchao.accounts.models import HandOver
from zhuchao.accounts.selectors import leads
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def cancel_hand_over(*, actor: Actor, code: str, reason: str) -> None:
    """Whoever drew it up, or a head of either office, takes a list back; its duties can be listed again.

    Raises Refused when the actor is none of these, no reason is given, or the duties have moved.
    """
    with recording(actor) as book:
        row = HandOver.objects.select_for_update().filter(code=code).first()
        if row is None or not (
            actor.is_staff
            and (
                row.drawn_up_by == actor.person_code
                or leads(actor, row.from_office)
                or leads(actor, row.to_office)
            )
        ):
            raise forbidden("accounts.hand-over-sides", "交接单由编制人或双方单位负责人撤回")
        reason = entries.text(reason, field="reason", label="撤回原因", most=200)
        waiting = HandOver.objects.filter(pk=row.pk, state=HandOver.State.DRAWN_UP)
        if waiting.update(state=HandOver.State.CANCELLED) != 1:
            raise Refused(
                Refusal("accounts.hand-over-over", "交接单已完成或已撤回", "如需变更，请另行编制交接单。")
            )
        changes: dict[str, list[object]] = {"state": [row.state, "cancelled"], "reason": [None, reason]}
        label = f"{row.from_office_name} → {row.to_office_name}"
        book.audit("撤回交接单", f"hand-over:{code}", label, changes=changes, office=row.from_office)
