"""Search over the whole registry: name, fragment of two characters, credit code, address, scope."""

from time import perf_counter
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.companies import selectors
from zhuchao.companies.selectors import Hit
from zhuchao.companies.web.marking import marked, snippet
from zhuchao.companies.web.refusals import no_keeper
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.found import found_elsewhere
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor

FIELDS = (("name", "企业名称"), ("scope", "经营范围"), ("address", "地址"), ("uscc", "信用代码"))
DEFINITIONS = {
    "匹配说明": "命中的是名称、曾用写法、信用代码、地址还是经营范围，以及排在前面的缘由",
    "注册资本": "登记时的认缴资本，单位万元；明显的单位错误不采用",
    "所在地": "按现行行政区划代码",
}


@staff_page
def search(request: ActorRequest) -> HttpResponseBase:
    """The search page: empty it explains itself, with words it lists what was found, best first."""
    actor = request.actor
    note = selectors.lake_note(actor)
    timing: dict[str, float] = {}
    spec = _spec(actor, note.caveat, note.demo, timing)
    context: dict[str, Any] = {
        "lake": note,
        "timing": timing,
        "asked": request.GET.get("q", "").strip(),
        "elsewhere": found_elsewhere(actor, request.GET.get("q", "")),
        "field": request.GET.get("field", ""),
        "fields": FIELDS,
        "breadcrumbs": [Crumb("企业库", reverse("companies:search")), Crumb("企业查询")],
        "actions": []
        if no_keeper(actor)
        else [Action("手工登记企业", reverse("companies:add"), icon="plus")],
    }
    return respond(request, spec, template="companies/search.html", context=context)


def _spec(actor: Actor, caveat: str, demo: bool, timing: dict[str, float]) -> ListSpec:
    def fetch(query: Query) -> Page:
        if not query.text:
            return Page((), 0)
        began = perf_counter()
        found = selectors.search(
            actor,
            query.text,
            field=query.filters.get("field", "") or "all",
            top=query.size,
            offset=query.offset,
        )
        timing["ms"] = round((perf_counter() - began) * 1000)
        return Page([_row(hit, query.text) for hit in found.hits], found.total, found.capped)

    return ListSpec(
        id="company-search",
        title="企业查询",
        columns=[
            Column(
                "name",
                "企业",
                kind="link",
                sortable=False,
                url=lambda r: reverse("companies:detail", args=[r["uscc"]]),
                note="snippet",
            ),
            Column("region", "所在地", sortable=False),
            Column("reg_date", "成立日期", kind="date", sortable=False),
            Column("capital_wan", "注册资本", kind="money_wan", sortable=False),
            Column("why", "匹配说明", sortable=False),
            Column("uscc", "统一社会信用代码", kind="code", sortable=False),
        ],
        filters=[Filter("field", "查找范围", choices=FIELDS)],
        fetch=fetch,
        definitions=DEFINITIONS,
        caveat=caveat,
        demo=demo,
        counter="家",
        search_label="企业名称（两个字即可）、信用代码、地址或经营范围里的词",
        empty_text="没有找到。可少写几个字、换一个说法，或把查找范围改为经营范围、地址。",
    )


def _row(hit: Hit, text: str) -> dict[str, Any]:
    return {
        "uscc": hit.uscc,
        "name": marked(hit.name, text),
        "snippet": marked(snippet(hit.snippet, text), text) if hit.snippet else "",
        "region": hit.region or regions.full_name(hit.county_code or ""),
        "reg_date": hit.reg_date,
        "capital_wan": hit.capital_wan,
        "why": hit.why,
    }
