"""End an office that owes nothing any more."""

from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.selectors import every_open_duty
from zhuchao.accounts.store import found, holdings, succession
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused


def close_office(*, actor: Actor, code: str, document: str, last_day: date | None = None) -> None:
    """The system administrator ends an office on ``last_day`` (today when not said) with its posts.

    Raises Refused when the actor is not the system administrator, no document is named, the day is to
    come or before the founding, an open duty is neither handed over nor signed for, posts are still
    held, or lower offices exist.
    """
    rights.need(actor, Role.SYSTEM_ADMIN, to="撤销机构")
    with recording(actor) as book:
        today = timezone.localdate()
        last = last_day or today
        office = found.living_office(code, today, field="code")
        document = entries.text(document, field="document", label="依据文件", most=200)
        faults: list[Refusal] = []
        if not office.valid_from <= last <= today:
            faults.append(
                Refusal(
                    "accounts.close-day", f"撤销日 {last} 不在设立日与今天之间", "请核对撤销日。", "last_day"
                )
            )
        if duties := every_open_duty([code]):
            faults.append(
                Refusal(
                    "accounts.open-duties",
                    f"“{office.name}”还有 {len(duties)} 项职责未移交、未签收",
                    "请先办理职责交接，或按文件办理机构合并、拆分。",
                    article="优化营商环境条例第三十一条",
                )
            )
        if held := holdings.open_holdings(last).filter(post__office=office, end__isnull=True).count():
            faults.append(
                Refusal(
                    "accounts.held-posts", f"还有 {held} 人在岗", "请先终止其任职。", article="本系统规则"
                )
            )
        if below := succession.living_children(office, last):
            names = "、".join(o.name for o in below[:5])
            faults.append(
                Refusal("accounts.lower-offices", f"还有下级机构：{names}", "请先撤销或划转下级机构。")
            )
        if faults:
            raise Refused(*faults)
        for post in succession.living_posts(office, last):
            succession.end_post(post, last)
        office.valid_to = last
        office.save(update_fields=["valid_to"])
        changes: dict[str, list[object]] = {"valid_to": [None, last], "document": [None, document]}
        book.audit("撤销机构", f"office:{code}", office.name, changes=changes)
