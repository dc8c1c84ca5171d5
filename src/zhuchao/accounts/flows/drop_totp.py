"""Stop using one-time codes."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts.engine import rights
from zhuchao.accounts.selectors import needs_second_factor
from zhuchao.accounts.store import found, post_message
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def drop_totp(*, actor: Actor, password: str = "", person: str = "") -> None:
    """Drop one's own device with one's password; the security administrator drops that of a ``person``
    who lost the phone, and the inbox says so.

    Raises Refused when nobody is logged in, another's device is named without that right, the password
    is wrong, the role needs a second factor, or nothing is in use.
    """
    rights.need_person(actor, to="停用动态口令")
    own = person in ("", actor.person_code)
    if not own:
        rights.need(actor, Role.SECURITY_ADMIN, to="停用他人的动态口令")
    with recording(actor) as book:
        row = found.active_person(actor.person_code if own else person)
        if own and not row.check_password(password):
            raise Refused(Refusal("accounts.wrong-password", "口令不正确", "请重新填写口令。", "password"))
        if own and needs_second_factor(actor.roles):
            raise Refused(
                Refusal(
                    "accounts.totp-needed", "您的角色必须使用动态口令", "如需更换手机，请联系安全管理员。"
                )
            )
        gone, _ = TOTPDevice.objects.filter(user__code=row.code).delete()
        if not gone:
            raise Refused(Refusal("accounts.totp-none", "没有启用动态口令", "不必停用。"))
        if not own:
            post_message(to=[row.code], kind="security", title="安全管理员停用了您的动态口令")
        book.audit("停用动态口令", f"person:{row.code}", row.name)
