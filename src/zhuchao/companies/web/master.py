"""The list of the district's company master."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.selectors import CompanyView
from zhuchao.companies.web.refusals import no_keeper
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.terms.actor import Actor

ORIGINS = (("registry", "登记库"), ("hand", "手工登记"))
DEFINITIONS = {
    "企业主档": "本区打过交道、由各单位纳入或登记的企业；同一字段与登记库不一致时以主档为准",
    "来源": "“登记库”指纳入时取自登记数据；“手工登记”指登记库里没有、由单位录入",
    "注册资本": "认缴资本，单位万元",
    "登记单位": "把该企业纳入主档的单位",
}


@staff_page
def companies(request: ActorRequest) -> HttpResponseBase:
    """The master: everybody who works with business records reads it."""
    actor = request.actor
    add = Action("手工登记企业", reverse("companies:add"), icon="plus", refusal=no_keeper(actor))
    find = Action("从登记库查找", reverse("companies:search"), primary=True, icon="search")
    context: dict[str, Any] = {
        "actions": [find] if add.refusal else [add, find],
        "breadcrumbs": [Crumb("企业库", reverse("companies:search")), Crumb("企业主档")],
    }
    return respond(request, spec(actor), template="companies/list.html", context=context)


def spec(actor: Actor) -> ListSpec:
    """The list for this actor."""

    def fetch(query: Query) -> Page:
        asked = query.filters
        wanted = selectors.Wanted(
            text=query.text,
            kind=asked.get("kind", ""),
            county=asked.get("county", ""),
            office=asked.get("office", ""),
            origin=asked.get("origin", ""),
            capital_from=asked.get("capital_from", ""),
            capital_to=asked.get("capital_to", ""),
            since=asked.get("founded_from", ""),
            until=asked.get("founded_to", ""),
        )
        found = selectors.find_companies(
            actor, wanted, sort=query.sort, offset=query.offset, limit=query.size
        )
        return Page([_row(c) for c in found.rows], found.total)

    return ListSpec(
        id="companies",
        title="企业主档",
        columns=_COLUMNS,
        filters=[
            Filter("kind", "类型", choices=selectors.kinds()),
            Filter("county", "所在区县", choices=lambda: selectors.counties_of_master(actor)),
            Filter("office", "登记单位", choices=lambda: selectors.offices_of_master(actor)),
            Filter("origin", "来源", choices=ORIGINS),
            Filter("capital", "注册资本", kind="number_range", unit="万元"),
            Filter("founded", "成立日期", kind="date_range"),
        ],
        fetch=fetch,
        empty_text="没有符合条件的企业。可从登记库查找后“纳入企业主档”，登记库里没有的可手工登记。",
        definitions=DEFINITIONS,
        counter="家",
        sort="-created_at",
        search_label="企业名称、曾用名或信用代码",
        row_key="uscc",
    )


_COLUMNS = [
    Column(
        "name",
        "企业",
        kind="link",
        url=lambda r: reverse("companies:detail", args=[r["uscc"]]),
        note="uscc",
    ),
    Column("kind", "类型"),
    Column("county_code", "所在地"),
    Column("reg_date", "成立日期", kind="date"),
    Column("capital_wan", "注册资本", kind="money_wan"),
    Column("origin", "来源", sortable=False),
    Column("office_name", "登记单位", sortable=False),
    Column("created_at", "纳入日期", kind="date"),
    Column("changed_at", "最近改动", kind="date", default=False),
    Column("industry_code", "行业代码", kind="code", sortable=False, default=False),
    Column("address", "地址", sortable=False, default=False),
    Column("note", "备注", sortable=False, default=False),
]


def _row(company: CompanyView) -> dict[str, Any]:
    return {
        "uscc": company.uscc,
        "name": company.name,
        "kind": company.kind_name,
        "county_code": company.region,
        "reg_date": company.reg_date,
        "capital_wan": company.capital_wan,
        "origin": "登记库" if company.from_registry else "手工登记",
        "office_name": company.office_name,
        "created_at": timezone.localdate(company.created_at),
        "changed_at": timezone.localdate(company.changed_at),
        "industry_code": company.industry_code,
        "address": company.address,
        "note": company.note,
    }
