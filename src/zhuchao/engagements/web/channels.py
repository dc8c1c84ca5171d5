"""渠道成效, what came by each channel and what it cost; and 政企交往记录, who dealt with which company when."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.accounts.selectors import offices
from zhuchao.engagements import selectors
from zhuchao.engagements.selectors import Asked, ChannelResult, ContactView
from zhuchao.frame.decorators import ActorRequest, page, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action
from zhuchao.terms.actor import STAFF_ROLES, Actor, Role

DEFINITIONS = {
    "线索": "期间内登记、您可查看且由您可查看的单位负责的线索；共享的线索只计在责任单位",
    "跟进中": "其中到期间末日还没有办结的",
    "达成意向": "其中到期间末日已办结且结果为达成意向的",
    "转化率": "达成意向 ÷ 线索",
    "费用": "期间内按委托招商协议支付、未作废的付款，计入协议所属渠道；期间内已举行活动的费用计入会展活动；不含人员开支",
    "其中已核实": "付款中由录入人以外的人核实过的部分",
    "每项意向费用": "费用 ÷ 达成意向",
}


@staff_page
def results(request: ActorRequest) -> HttpResponseBase:
    """Every channel in a period; each number leads to its rows."""
    context = {
        "actions": [
            Action("引荐人", reverse("engagements:introducers"), icon="users-group"),
            Action("委托招商协议", reverse("engagements:contracts"), icon="file-certificate"),
        ]
    }
    return respond(request, _results(request.actor), template="engagements/introducers.html", context=context)


def _period(query: Query) -> tuple[date, date]:
    """The days asked for, which the frame has checked; this year up to today when not said."""
    today = timezone.localdate()
    since, until = query.filters.get("period_from", ""), query.filters.get("period_to", "")
    first = date.fromisoformat(since) if since else today.replace(month=1, day=1)
    return first, date.fromisoformat(until) if until else max(today, first)


def _results(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        since, until = _period(query)
        office = query.filters.get("office", "")
        found = selectors.channel_results(actor, since=since, until=until, office=office)
        rows = [_result(r, since, until, office) for r in (*found.rows, found.total)]
        return Page(rows[query.offset : query.offset + query.size], len(rows))

    return ListSpec(
        id="channel-results",
        title="渠道成效",
        columns=_RESULTS,
        filters=[
            Filter("period", "期间", kind="date_range"),
            Filter("office", "单位", choices=_offices(actor)),
        ],
        fetch=fetch,
        counter="行",
        search_label="",
        row_key="channel",
        caveat="未选期间时为本年 1 月 1 日至今天。",
        definitions=DEFINITIONS,
        empty_text="还没有线索。",
    )


def _result(r: ChannelResult, since: date, until: date, office: str) -> dict[str, Any]:
    return {
        "channel": r.channel,
        "name": r.channel_name,
        "period": f"{since} 至 {until}",
        "leads": r.leads,
        "following": r.following,
        "intent": r.intent,
        "others": r.others,
        "conversion": r.conversion,
        "cost_wan": r.cost_wan,
        "verified_wan": r.verified_wan,
        "wan_per_intent": r.wan_per_intent,
        "asked": {
            "source": r.channel,
            "opened_from": f"{since}",
            "opened_to": f"{until}",
            "office": office,
        },
    }


def _leads(**more: str) -> Callable[[Any], str]:
    """The leads that were counted."""

    def address(row: Any) -> str:
        asked = {k: v for k, v in {**row["asked"], **more}.items() if v}
        return f"{reverse('engagements:leads')}?{urlencode(asked)}"

    return address


def _contracts(row: Any) -> str:
    return f"{reverse('engagements:contracts')}?{urlencode({'channel': row['channel']})}"


_RESULTS = [
    Column("name", "渠道", sortable=False),
    Column("leads", "线索", "条", kind="number", sortable=False, url=_leads()),
    Column("following", "跟进中", "条", kind="number", sortable=False),
    Column("intent", "达成意向", "条", kind="number", sortable=False, url=_leads(outcome="intent")),
    Column("others", "其他办结", "条", kind="number", sortable=False),
    Column("conversion", "转化率", "%", kind="number", sortable=False),
    Column("cost_wan", "费用", "万元", kind="number", sortable=False, url=_contracts),
    Column("verified_wan", "其中已核实", "万元", kind="number", sortable=False),
    Column("wan_per_intent", "每项意向费用", "万元", kind="number", sortable=False),
    Column("period", "期间", sortable=False, default=False),
]


@page(*sorted(STAFF_ROLES), Role.AUDIT_ADMIN)
def contact_log(request: ActorRequest) -> HttpResponseBase:
    """Who dealt with which company when; the audit administrator reads it without what was said."""
    return respond(request, _log(request.actor))


def _log(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        given = query.filters
        asked = Asked(
            since=date.fromisoformat(given["day_from"]) if given.get("day_from") else None,
            until=date.fromisoformat(given["day_to"]) if given.get("day_to") else None,
            office=given.get("office", ""),
            text=query.text,
        )
        found = selectors.contact_log(actor, asked, offset=query.offset, limit=query.size)
        return Page([_contact(r, actor.is_staff) for r in found.rows], found.total)

    filters = [Filter("day", "发生日", kind="date_range")]
    if actor.is_staff:
        filters.append(Filter("office", "单位", choices=_offices(actor)))
    return ListSpec(
        id="contact-log",
        title="政企交往记录",
        columns=_LOG if actor.is_staff else [c for c in _LOG if c.key != "text"],
        filters=filters,
        fetch=fetch,
        counter="次",
        search_label="企业名称或信用代码",
        row_key="code",
        definitions={
            "往来": "线索的首次答复、反馈和进展报告，已举行的走访、电话、洽谈、踏看、座谈；内部的研判会不列",
            "利益关系": "经办人登记该次往来时的申报；没有的，取其在该线索上最近一次申报",
        },
        empty_text="还没有往来。答复、反馈和报告线索后会自动列在这里，不需另行登记。",
    )


_LOG = [
    Column("happened_on", "日期", kind="date", sortable=False),
    Column("company_name", "企业", sortable=False, note="uscc"),
    Column("office", "单位", sortable=False, note="person_name"),
    Column("event", "往来", sortable=False, url=lambda r: str(r["url"])),
    Column("text", "内容", sortable=False),
    Column("interest", "利益关系", sortable=False),
    Column("recorded_at", "录入日", kind="date", sortable=False, default=False),
]


#: The page of the record that a contact is told by.
_PAGES = {"lead": "engagements:lead", "meeting": "engagements:engagement"}


def _contact(r: ContactView, show: bool) -> dict[str, Any]:
    return {
        "code": r.code,
        "happened_on": r.happened_on,
        "company_name": r.company_name,
        "uscc": r.uscc,
        "office": r.office_name,
        "person_name": r.person_name,
        "event": r.event,
        "text": r.text,
        "interest": r.interest,
        "recorded_at": timezone.localdate(r.recorded_at),
        "url": reverse(_PAGES[r.source], args=[r.record]) if show else "",
    }


def _offices(actor: Actor) -> Callable[[], Sequence[tuple[str, str]]]:
    return lambda: [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]
