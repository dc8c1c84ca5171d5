"""Let somebody log in again before the lock-out is over."""

from axes.models import AccessAttempt

from zhuchao.accounts.engine import rights
from zhuchao.accounts.store import found, post_message
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def lift_lock_out(*, actor: Actor, person: str) -> None:
    """The security administrator forgets the wrong passwords of a person, from every address. The inbox
    of the person says so.

    Raises Refused when the actor is not the security administrator, the account is not in use, or no
    wrong password is kept.
    """
    rights.need(actor, Role.SECURITY_ADMIN, to="解除锁定")
    with recording(actor) as book:
        row = found.active_person(person)
        gone, _ = AccessAttempt.objects.filter(username=row.login).delete()
        if not gone:
            raise Refused(
                Refusal("accounts.not-locked", f"“{row.name}”没有被锁定", "不必解除，请刷新页面。", "person")
            )
        post_message(to=[row.code], kind="security", title="安全管理员解除了您的登录锁定")
        book.audit("解除锁定", f"person:{row.code}", row.name)
