"""Note a failed log-in for the audit administrator."""

from zhuchao.accounts.models import Person
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def note_failed_login(*, actor: Actor, login: str, address: str = "") -> None:
    """Write down that a log-in failed. A name that nobody has is not kept: people type passwords into
    the wrong field. The log-in page calls this as the machine itself.

    Raises Refused when another calls it, or no name was typed.
    """
    if actor != SYSTEM:
        raise forbidden("accounts.machine-only", "登录失败由系统记录", "不必处理。")
    if not login.strip():
        raise Refused(Refusal("accounts.empty", "没有填写登录名", "请填写登录名。", "login"))
    with recording(actor) as book:
        person = Person.objects.filter(login=login.strip()).first()
        record = f"person:{person.code}" if person else "person:"
        changes: dict[str, list[object]] = {"address": [None, address[:45]]}
        book.audit("登录失败", record, person.name if person else "未知登录名", changes=changes)
