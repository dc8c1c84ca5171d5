"""Sign a hand-over; with the second signature the duties move."""

from datetime import datetime

from zhuchao.accounts.models import HandOver
from zhuchao.accounts.selectors import duty_books, every_open_duty, open_sides
from zhuchao.accounts.store import hand_overs, tell_post
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

_SIDES = {"give": ("giver", "given_at"), "take": ("taker", "taken_at")}


def sign_hand_over(*, actor: Actor, code: str, side: str = "") -> str:
    """Sign for one side (``give`` or ``take``; the one open to the actor when not said). Nobody signs for
    both. Gives the number of the certificate, empty while the other signature is missing.

    With the second signature every listed duty that is still open moves, one settled meanwhile is marked,
    and the certificate is numbered and frozen. After an order of merger or split the taking side signs
    for receipt. Raises Refused when the actor may not sign for the side, it is signed already, or the
    hand-over was cancelled.
    """
    with recording(actor) as book:
        row = HandOver.objects.select_for_update().filter(code=code).first()
        if row is None or not actor.is_staff:
            raise forbidden("accounts.hand-over-unknown", "没有这份交接单，或您无权查看")
        mine = open_sides(actor, row)
        chosen = side or (mine[0] if mine else "")
        if chosen not in mine:
            raise _no(row, chosen)
        _sign(row, actor, chosen, book.now)
        number = row.number or ""
        if row.state == HandOver.State.DRAWN_UP and row.given_at and row.taken_at:
            still = {
                d.key
                for d in every_open_duty([row.from_office])
                if not row.from_post or d.post_code in (row.from_post, "")
            }
            hand_overs.move(book, row, still, duty_books())
            number = row.number or ""
            for post in sorted({row.from_post, row.to_post} - {""}):
                tell_post(post, kind="hand-over", title=f"职责交接已完成：{number}")
        name, at = _SIDES[chosen]
        changes: dict[str, list[object]] = {
            name: [None, actor.person_code],
            at: [None, book.now],
            "number": [None, number],
            "checksum": [None, row.checksum],
        }
        label = f"{row.from_office_name} → {row.to_office_name}"
        book.audit("签署交接单", f"hand-over:{code}", label, changes=changes, office=row.to_office)
    return number


def _no(row: HandOver, side: str) -> Refused:
    if row.state == HandOver.State.CANCELLED:
        return Refused(Refusal("accounts.hand-over-cancelled", "交接单已撤回", "请重新编制交接单。"))
    signed = {"give": row.given_at, "take": row.taken_at}
    if signed.get(side):
        return Refused(Refusal("accounts.signed-already", "该方已签字", "请等待另一方签字。", "side"))
    return forbidden(
        "accounts.hand-over-sides",
        "您不是该方在任人员或其单位负责人，或已代表另一方签字",
        "请由另一方人员签字；同一人不能代表双方。",
    )


def _sign(row: HandOver, actor: Actor, side: str, now: datetime) -> None:
    name, at = _SIDES[side]
    unsigned = HandOver.objects.filter(pk=row.pk, state=row.state, **{f"{at}__isnull": True})
    changed = unsigned.update(**{name: actor.person_code, f"{name}_name": actor.person_name, at: now})
    if changed != 1:
        raise Refused(Refusal("accounts.signed-already", "该方刚刚已由他人签字", "请刷新页面查看。", "side"))
    row.refresh_from_db()
