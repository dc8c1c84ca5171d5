"""Give a person who forgot the password a one-time one."""

from zhuchao.accounts.engine import rights
from zhuchao.accounts.store import found, passwords, post_message, sessions
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def reset_password(*, actor: Actor, person: str) -> str:
    """The system administrator resets a password; gives the one-time password, which must be changed at
    the next log-in. Every log-in of the person ends, and the inbox says who reset it.

    Raises Refused when the actor is not the system administrator, names themselves, or the account is
    not in use.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="重置口令")
    with recording(actor) as book:
        row = found.active_person(person)
        if row.code == actor.person_code:
            raise Refused(
                Refusal(
                    "accounts.own-reset", "不能重置本人口令", "请用“修改口令”，或由另一名系统管理员重置。"
                )
            )
        made = passwords.one_time(row.login)
        passwords.put(row, made, book.now, must_change=True)
        sessions.end_all(row, book.now, "口令已重置")
        post_message(
            to=[row.code],
            kind="security",
            title=f"系统管理员{actor.person_name}重置了您的口令",
            body="如非您本人提出，请立即告知安全管理员。",
        )
        book.audit("重置口令", f"person:{person}", row.name)
    return made
