"""Prove that the authenticator works, and use it from now on."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def confirm_totp(*, actor: Actor, token: str) -> str:
    """Confirm the enrolled device with a first code; gives the device's id for the session
    (``django_otp.DEVICE_ID_SESSION_KEY``).

    Raises Refused when nobody is logged in, nothing was enrolled, or the code is wrong.
    """
    rights.need_person(actor, to="启用动态口令")
    with recording(actor) as book:
        device = (
            TOTPDevice.objects.select_for_update()
            .filter(user__code=actor.person_code, confirmed=False)
            .first()
        )
        if device is None:
            raise Refused(Refusal("accounts.totp-none", "没有待确认的动态口令", "请重新登记。"))
        right = device.verify_token(token.strip())
        if right:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            book.audit("启用动态口令", f"person:{actor.person_code}", actor.person_name)
    # Outside the transaction: the device's count of wrong codes must stay.
    if not right:
        raise Refused(
            Refusal("accounts.totp-wrong", "动态口令不正确", "请核对手机时间后输入最新的六位数字。", "token")
        )
    return str(device.persistent_id)
