"""End a post that nobody holds and that owes nothing."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import rights
from zhuchao.accounts.selectors import every_open_duty
from zhuchao.accounts.store import found, holdings, succession
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def end_post(*, actor: Actor, code: str, last_day: date | None = None) -> None:
    """The system administrator ends a post on ``last_day`` (today when not said).

    Raises Refused when the actor is not the system administrator, the day is to come or before the
    post's first, somebody holds the post beyond it, or a duty of the post is open.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="撤销岗位")
    with recording(actor) as book:
        today = timezone.localdate()
        last = last_day or today
        post = found.living_post(code, today, field="code")
        faults: list[Refusal] = []
        if not post.valid_from <= last <= today:
            faults.append(
                Refusal(
                    "accounts.close-day", f"撤销日 {last} 不在设立日与今天之间", "请核对撤销日。", "last_day"
                )
            )
        if holdings.open_holdings(last).filter(post=post, end__isnull=True).exists():
            faults.append(Refusal("accounts.held-posts", "该岗位还有人在任", "请先终止其任职。"))
        if owed := [d for d in every_open_duty([post.office.code]) if d.post_code == code]:
            faults.append(
                Refusal(
                    "accounts.open-duties",
                    f"该岗位还有 {len(owed)} 项职责未移交",
                    "请先办理职责交接。",
                    article="优化营商环境条例第三十一条",
                )
            )
        if faults:
            raise Refused(*faults)
        succession.end_post(post, last)
        changes: dict[str, list[object]] = {"valid_to": [None, post.valid_to]}
        book.audit("撤销岗位", f"post:{code}", f"{post.office.name}{post.name}", changes=changes)
