"""The second step of a log-in."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def verify_totp(*, actor: Actor, token: str) -> str:
    """Check a one-time code; gives the device's id for the session (``django_otp.DEVICE_ID_SESSION_KEY``).
    A code counts once; wrong codes make the next try wait longer and longer.

    Raises Refused when nobody is logged in, no device is in use, or the code is wrong, used or too soon.
    """
    rights.need_person(actor, to="验证动态口令")
    with recording(actor) as book:
        device = (
            TOTPDevice.objects.select_for_update()
            .filter(user__code=actor.person_code, confirmed=True)
            .first()
        )
        if device is None:
            raise Refused(Refusal("accounts.totp-none", "没有启用动态口令", "请先启用动态口令。"))
        allowed, _ = device.verify_is_allowed()
        right = device.verify_token(token.strip())
        if not right:
            book.audit("动态口令错误", f"person:{actor.person_code}", actor.person_name)
    # Outside the transaction: the device's count of wrong codes must stay.
    if not right:
        reason = "动态口令不正确或已用过" if allowed else "错误次数过多，暂不能验证"
        raise Refused(Refusal("accounts.totp-wrong", reason, "请稍候，输入最新的六位数字。", "token"))
    return str(device.persistent_id)
