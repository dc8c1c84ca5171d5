"""End the time a person holds a post."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import rights
from zhuchao.accounts.models import Holding, Person, Post
from zhuchao.accounts.selectors import every_open_duty
from zhuchao.accounts.store import found, holdings
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def end_holding(*, actor: Actor, person: str, post: str, last_day: date | None = None) -> None:
    """The system or security administrator ends a holding on ``last_day`` (today when not said), which
    still counts.

    Raises Refused when the actor is neither, the person does not hold the post, the day is before the
    first, an open duty of the post would have no holder and was not handed over, or an administrator's
    role would have nobody left.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, to="终止任职")
    with recording(actor) as book:
        today = timezone.localdate()
        last = last_day or today
        row = found.living_post(post, today)
        holder = found.active_person(person)
        held = holdings.open_holdings(today).filter(person=holder, post=row, end__isnull=True).first()
        if held is None:
            raise Refused(
                Refusal("accounts.not-held", f"“{holder.name}”没有任该岗位", "请刷新页面后重试。", "post")
            )
        if last < held.start:
            raise Refused(
                Refusal(
                    "accounts.holding-days", f"止日 {last} 早于起日 {held.start}", "请核对止日。", "last_day"
                )
            )
        _check_nothing_left(row, holder, last)
        holdings.check_admin_left(row, holder, last)
        if Holding.objects.filter(pk=held.pk, end__isnull=True).update(end=last) != 1:
            raise Refused(Refusal("accounts.not-held", "该任职刚刚已被终止", "请刷新页面查看。", "post"))
        title = f"{holder.name}不再任{row.office.name}{row.name}"
        changes: dict[str, list[object]] = {"end": [None, last], "post": [post, None]}
        book.audit("终止任职", f"person:{person}", title, changes=changes)


def _check_nothing_left(post: Post, person: Person, last: date) -> None:
    if holdings.other_holders(post, person, last).exists():
        return
    owed = [d for d in every_open_duty([post.office.code]) if d.post_code == post.code]
    if owed:
        raise Refused(
            Refusal(
                "accounts.open-duties",
                f"“{person.name}”在{post.office.name}{post.name}还有 {len(owed)} 项职责未移交，且无他人在任",
                "请先与接任人员或本单位负责人办理职责交接并双方签字。",
                article="优化营商环境条例第三十一条",
            )
        )
