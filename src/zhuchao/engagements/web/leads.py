"""The list of leads."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.accounts.selectors import offices
from zhuchao.engagements import selectors
from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.selectors import LeadView
from zhuchao.engagements.web.tags import clock_tag, state_tag, step_tag
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor

DEFINITIONS = {
    "下一步": "跟进中的线索依次为首次答复、研判、反馈、报告进展；研判为不宜跟进的反馈后应办结；期限见规则库",
    "期限": "下一步按期的最后一天：答复、研判、反馈按工作日，自登记次日起算；报告进展按日历天，自上次报告起算",
    "久未跟进": "跟进中而下次报告期限已过",
    "渠道": "线索由何而来；同一渠道的成效见“渠道成效”",
    "来源地": "企业从哪里来",
    "首次答复": "登记线索后给企业的第一次答复，与答复期限相比",
    "责任单位": "跟进该企业的单位及岗位；同一企业同时只由一个单位跟进（首报首谈）",
}


@staff_page
def leads(request: ActorRequest) -> HttpResponseBase:
    """Leads the actor may see, filtered and paged by the selector."""
    actor = request.actor
    tabs = [
        ("全部可见", reverse("engagements:leads")),
        ("等我办理", f"{reverse('engagements:leads')}?mine=1"),
        ("本单位跟进中", f"{reverse('engagements:leads')}?office={actor.home_office}&state=open"),
        ("逾期未答复", f"{reverse('engagements:leads')}?standing={ClockState.OVERDUE.value}"),
        ("久未跟进", f"{reverse('engagements:leads')}?silent=1"),
    ]
    here = request.get_full_path()
    context: dict[str, Any] = {
        "tabs": [(label, url, _same(url, here)) for label, url in tabs],
        "actions": [Action("登记线索", reverse("engagements:open"), primary=True, icon="plus")],
    }
    return respond(request, spec(actor), template="engagements/leads.html", context=context)


def _day(text: str) -> date | None:
    """A day the frame has checked already."""
    return date.fromisoformat(text) if text else None


def _provinces() -> list[tuple[str, str]]:
    return [(place.code, place.name) for place in regions.children("")]


def _same(url: str, here: str) -> bool:
    return sorted(parse_qsl(urlsplit(url).query)) == sorted(parse_qsl(urlsplit(here).query))


def spec(actor: Actor) -> ListSpec:
    """The list for this actor."""

    def fetch(query: Query) -> Page:
        found = selectors.find_leads(
            actor,
            text=query.text,
            state=query.filters.get("state", ""),
            office=query.filters.get("office", ""),
            standing=query.filters.get("standing", ""),
            source=query.filters.get("source", ""),
            introducer=query.filters.get("introducer", ""),
            place=query.filters.get("place", ""),
            outcome=query.filters.get("outcome", ""),
            opened_from=_day(query.filters.get("opened_from", "")),
            opened_to=_day(query.filters.get("opened_to", "")),
            silent=bool(query.filters.get("silent")),
            step=query.filters.get("step", ""),
            mine=bool(query.filters.get("mine")),
            sort=query.sort,
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    return ListSpec(
        id="leads",
        title="线索",
        columns=_COLUMNS,
        filters=_filters(actor),
        fetch=fetch,
        empty_text="还没有线索。可从产业链的目标企业“转为线索”，或点右上角“登记线索”。",
        definitions=DEFINITIONS,
        sort="next_due",
        search_label="企业名称、信用代码或线索编号",
        row_key="code",
    )


def _filters(actor: Actor) -> list[Filter]:
    def of_offices() -> Sequence[tuple[str, str]]:
        return [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]

    return [
        Filter("mine", "范围", choices=[("1", "等我办理")]),
        Filter("step", "下一步", choices=[(s.value, s.value) for s in Step]),
        Filter("state", "状态", choices=[("open", "跟进中"), ("closed", "已办结")]),
        Filter("standing", "首次答复", choices=[(s.value, s.value) for s in ClockState]),
        Filter("silent", "报告", choices=[("1", "久未跟进")]),
        Filter("source", "渠道", choices=lambda: list(selectors.words("sources").items())),
        Filter("introducer", "引荐人", choices=lambda: selectors.introducer_choices(actor)),
        Filter("place", "来源地", choices=_provinces),
        Filter("outcome", "办结结果", choices=lambda: list(selectors.outcome_words().items())),
        Filter("opened", "登记日", kind="date_range"),
        Filter("office", "责任单位", choices=of_offices),
    ]


_COLUMNS = [
    Column(
        "company_name",
        "企业",
        kind="link",
        url=lambda r: reverse("engagements:lead", args=[r["code"]]),
        note="uscc",
    ),
    Column("next_step", "下一步", kind="tag", sortable=False),
    Column("next_due", "期限", kind="date"),
    Column("office_code", "责任单位", note="post_name"),
    Column("clock", "首次答复", kind="tag", sortable=False),
    Column("state", "状态", kind="tag", default=False),
    Column("source_name", "渠道", sortable=False, note="introducer_name"),
    Column("source_place_name", "来源地", sortable=False, default=False),
    Column("report_due", "下次报告期限", kind="date", default=False),
    Column("active_on", "最近跟进日", kind="date", default=False),
    Column("verdict_name", "研判", sortable=False),
    Column("opened_on", "登记日", kind="date"),
    Column("outcome_name", "办结结果", sortable=False),
    Column("answer_due", "首次答复期限", kind="date", default=False),
    Column("answered_on", "答复日", kind="date", default=False),
    Column("closed_on", "办结日", kind="date", default=False),
    Column("code", "线索编号", kind="code", sortable=False, default=False),
]


def _row(lead: LeadView) -> dict[str, Any]:
    return {
        "code": lead.code,
        "uscc": lead.uscc,
        "company_name": lead.company_name,
        "next_step": step_tag(lead),
        "next_due": lead.next_due,
        "post_name": lead.post_name,
        "clock": clock_tag(lead.clock),
        "answer_due": lead.answer_due,
        "state": state_tag(lead.state, lead.state_name),
        "office_code": lead.office_name,
        "source_name": lead.source_name,
        "introducer_name": lead.introducer_name,
        "source_place_name": lead.source_place_name,
        "report_due": lead.report_due if lead.state == "open" else None,
        "active_on": lead.active_on,
        "verdict_name": lead.verdict_name,
        "opened_on": lead.opened_on,
        "outcome_name": lead.outcome_name,
        "answered_on": lead.answered_on,
        "closed_on": lead.closed_on,
    }
