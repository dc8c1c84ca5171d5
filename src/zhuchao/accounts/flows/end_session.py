"""End a log-in: log out, or end one of one's own elsewhere."""

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import LoginSession
from zhuchao.accounts.store import sessions
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def end_session(*, actor: Actor, session_key: str = "", code: str = "") -> None:
    """End the log-in of the browser's ``session_key``, or the one that ``my_sessions`` lists as ``code``.

    One's own, or anybody's for the security administrator. Raises Refused when nobody is logged in, the
    log-in is another's, or is over already.
    """
    rights.need_person(actor, to="退出")
    with recording(actor) as book:
        named = {"session_key": session_key} if session_key else {"pk": int(code) if code.isdigit() else 0}
        row = LoginSession.objects.select_related("person").filter(**named).first()
        if row is not None and row.person.code != actor.person_code and not actor.has(Role.SECURITY_ADMIN):
            raise forbidden("accounts.own-session", "只能结束本人的登录", "请联系安全管理员。")
        own = row is not None and row.person.code == actor.person_code
        why = "本人退出" if own else "安全管理员结束"
        if row is None or not sessions.end([row], book.now, why):
            raise Refused(Refusal("accounts.session-over", "该登录已结束", "请刷新页面。"))
        book.audit("退出" if own else "结束他人登录", f"person:{row.person.code}", row.person.name)
