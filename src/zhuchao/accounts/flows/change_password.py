"""Choose a password of one's own."""

from zhuchao.accounts.engine import rights
from zhuchao.accounts.store import found, passwords, sessions
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def change_password(*, actor: Actor, old: str, new: str, session_key: str = "") -> None:
    """Anybody changes their own password; every log-in but the one named ends.

    Changing it makes the browser's own session hash stale: the page calls
    ``django.contrib.auth.update_session_auth_hash``. Raises Refused when nobody is logged in, the old password is
    wrong, the new one is the old one or breaks a rule.
    """
    rights.need_person(actor, to="修改口令")
    with recording(actor) as book:
        row = found.active_person(actor.person_code)
        if not row.check_password(old):
            raise Refused(Refusal("accounts.wrong-password", "原口令不正确", "请重新填写原口令。", "old"))
        if old == new:
            raise Refused(
                Refusal("accounts.same-password", "新口令与原口令相同", "请换一个口令。", "password")
            )
        passwords.check(new, login=row.login)
        passwords.put(row, new, book.now, must_change=False)
        sessions.end_all(row, book.now, "口令已修改", but=session_key)
        book.audit("修改口令", f"person:{row.code}", row.name)
