"""Let a person hold a post."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import Holding
from zhuchao.accounts.store import found, holdings, post_message
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def assign_post(
    *, actor: Actor, person: str, post: str, start: date | None = None, end: date | None = None
) -> None:
    """The security administrator assigns a post, and with it its roles, from ``start`` (today when not
    said) to ``end`` (last day; open when not said). Opening an account and empowering it take two people.

    Raises Refused when the actor is not the security administrator or names themselves, the account is
    not in use, the post does not exist then, is held already, the end is before the start, or the roles
    exclude each other over all present and coming holdings.
    """
    rights.need(actor, Role.SECURITY_ADMIN, to="任命岗位")
    if person == actor.person_code:
        raise forbidden("accounts.own-roles", "不能为本人任命岗位", "请由另一名安全管理员办理。")
    with recording(actor) as book:
        first = start or timezone.localdate()
        holder = found.active_person(person)
        row = found.living_post(post, first)
        if end is not None and end < first:
            raise Refused(
                Refusal("accounts.holding-days", f"止日 {end} 早于起日 {first}", "请核对任职起止日。", "end")
            )
        if holdings.open_holdings(first).filter(person=holder, post=row).exists():
            raise Refused(
                Refusal("accounts.already-held", f"“{holder.name}”已任该岗位", "不必重复任命。", "post")
            )
        holdings.check_exclusion(holder, min(first, timezone.localdate()), plus=row.roles)
        Holding.objects.create(person=holder, post=row, start=first, end=end)
        title = f"{row.office.name}{row.name}"
        post_message(to=[person], kind="holding", title=f"您自 {first} 起任{title}")
        changes: dict[str, list[object]] = {"post": [None, post], "start": [None, first], "end": [None, end]}
        book.audit("任命岗位", f"person:{person}", f"{holder.name}任{title}", changes=changes)
