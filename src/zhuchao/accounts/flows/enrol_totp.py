"""Begin to use one-time codes."""

from django.contrib.auth.models import AbstractBaseUser
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts.engine import rights
from zhuchao.accounts.store import found
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def enrol_totp(*, actor: Actor) -> str:
    """Make a new secret for the actor's authenticator; gives its ``otpauth://`` address for the QR code.
    It counts only after ``confirm_totp``; an unconfirmed older one is thrown away.

    Raises Refused when nobody is logged in or a confirmed device exists.
    """
    rights.need_person(actor, to="启用动态口令")
    with recording(actor) as book:
        person: AbstractBaseUser = found.active_person(actor.person_code)
        mine = TOTPDevice.objects.filter(user=person)
        if mine.filter(confirmed=True).exists():
            raise Refused(Refusal("accounts.totp-there", "动态口令已启用", "如需更换手机，请先停用再启用。"))
        mine.delete()
        device = TOTPDevice.objects.create(user=person, name="动态口令", confirmed=False)
        book.audit("登记动态口令", f"person:{actor.person_code}", actor.person_name)
    return str(device.config_url)
