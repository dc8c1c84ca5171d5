"""Note a log-in; the oldest beyond the limit end."""

from django.db import IntegrityError, transaction

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import LoginSession
from zhuchao.accounts.selectors import session_limits
from zhuchao.accounts.store import found, sessions
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def begin_session(*, actor: Actor, session_key: str, address: str = "", agent: str = "") -> int:
    """Write down that the actor logged in under the browser's ``session_key``; gives how many older
    log-ins ended because of the limit. Noting the same session again changes nothing.

    Raises Refused when nobody is logged in, the account is not in use, or the session has no key or was
    another's.
    """
    rights.need_person(actor, to="登录")
    with recording(actor) as book:
        person = found.active_person(actor.person_code)
        known = LoginSession.objects.filter(session_key=session_key).first()
        if not session_key or (known and (known.person_id != person.pk or known.ended_at)):
            raise Refused(Refusal("accounts.session-key", "登录已失效", "请重新登录。"))
        if known:
            return 0
        try:
            with transaction.atomic():
                LoginSession.objects.create(
                    person=person,
                    session_key=session_key,
                    started_at=book.now,
                    last_seen_at=book.now,
                    address=address[:45],
                    agent=agent[:200],
                )
        except IntegrityError:
            # Two requests of a fresh session arrived together: the other one noted it.
            return 0
        living = list(sessions.living(person))
        most, _, _ = session_limits()
        surplus = [s for s in living if s.session_key != session_key][: max(0, len(living) - most)]
        ended = sessions.end(surplus, book.now, "在别处登录，超过同时登录数")
        changes: dict[str, list[object]] = {"address": [None, address[:45]]}
        book.audit("登录", f"person:{person.code}", person.name, changes=changes)
    return ended
