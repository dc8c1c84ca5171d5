"""Note that a log-in is in use, or end it when it was idle for too long."""

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import LoginSession
from zhuchao.accounts.selectors import SessionState, session_state
from zhuchao.accounts.store import sessions
from zhuchao.ledger.store import if_free, recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def touch_session(*, actor: Actor, session_key: str) -> SessionState:
    """Called on every request of somebody logged in: one query while the session is fresh, a write once
    a minute. Gives ``ALIVE`` when the request may go on and ``UNKNOWN`` when the session was never begun.

    Raises Refused when nobody is logged in, or the session was ended or idle for too long (it is then
    ended here): the page logs the person out and shows why.
    """
    rights.need_person(actor, to="继续操作")
    state = session_state(actor, session_key)
    if state in (SessionState.ALIVE, SessionState.UNKNOWN):
        return state
    mine = LoginSession.objects.filter(
        session_key=session_key, person__code=actor.person_code, ended_at__isnull=True
    )
    if state is SessionState.STALE:
        # Somebody who only reads must not wait for a long import to end: the next minute writes it down.
        seen = 1
        with if_free(), recording(actor) as book:
            seen = mine.update(last_seen_at=book.now)
        if seen:
            return SessionState.ALIVE
    if state is SessionState.IDLE:
        with recording(actor) as book:
            if sessions.end(mine.all(), book.now, "长时间没有操作"):
                book.audit("超时退出", f"person:{actor.person_code}", actor.person_name)
    raise Refused(Refusal("accounts.session-over", "登录已结束", "请重新登录。"))
