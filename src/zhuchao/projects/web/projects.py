"""The list of projects, and the same by stage."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.accounts.selectors import offices
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.selectors import chains
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.projects import selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import ProjectView, Wanted
from zhuchao.projects.web.tags import stage_tag, state_tag
from zhuchao.terms.actor import Actor

DEFINITIONS = {
    "阶段": "按该类项目的阶段路线，材料齐全的最远一个阶段；有日期而缺材料的阶段不算到达",
    "合同金额": "首份未解除的正式合同按最新文本的金额，补充协议以新代旧；框架、意向、再次签约不另加；外币按签约日汇率折算",
    "到位资金": "计入招商口径的凭证金额；贷款、土地价款、财政资金不计",
    "本阶段期限": "见规则库“各阶段逾期提醒天数”；注册以后至开工前按合同约定开工日",
}
_CHOICES = {"klass": "classes", "nature": "natures", "form": "forms", "stage": "stages"}
_FLAGS = {"silent": "久无动态", "overdue": "本阶段逾期", "unstarted": "已签约未开工", "mine": "等我办理"}


def wanted_of(filters: dict[str, str], text: str = "") -> Wanted:
    """What the address asks for."""
    names = ("klass", "nature", "form", "stage", "state", "grade", "chain", "link", "import_code", "uscc")
    given: dict[str, Any] = {name: filters.get(name, "") for name in names}
    given |= {flag: bool(filters.get(flag)) for flag in _FLAGS}
    return Wanted(text=text, office_code=filters.get("office", ""), **given)


@staff_page
def projects(request: ActorRequest) -> HttpResponseBase:
    """Projects the actor may see, filtered and paged by the selector."""
    here = request.get_full_path()
    base = reverse("projects:list")
    tabs = [
        ("全部可见", base),
        ("等我办理", f"{base}?mine=1"),
        ("本阶段逾期", f"{base}?overdue=1"),
        ("久无动态", f"{base}?silent=1"),
        ("已签约未开工", f"{base}?unstarted=1"),
    ]
    actions = [
        Action("按阶段看", reverse("projects:kanban"), icon="layout-kanban"),
        Action("登记项目", reverse("projects:open"), primary=True, icon="plus"),
    ]
    if not rights.may_open(request.actor, request.actor.home_office):
        actions.pop()
    context = {"tabs": [(t, u, _same(u, here)) for t, u in tabs], "actions": actions}
    return respond(request, spec(request.actor), template="projects/list.html", context=context)


def _same(url: str, here: str) -> bool:
    return sorted(parse_qsl(urlsplit(url).query)) == sorted(parse_qsl(urlsplit(here).query))


def filters_for(actor: Actor, known: Callable[[], Sequence[Chain]]) -> list[Filter]:
    """The filters of the list and of the kanban."""

    def of_offices() -> Sequence[tuple[str, str]]:
        return [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]

    labels = {"klass": "类别", "nature": "性质", "form": "合作方式", "stage": "阶段"}
    return [
        *(
            Filter(flag, "范围" if flag == "mine" else label, choices=[("1", label)])
            for flag, label in _FLAGS.items()
        ),
        *(
            Filter(key, labels[key], choices=list(selectors.choices(kind).items()))
            for key, kind in _CHOICES.items()
        ),
        Filter("state", "状态", choices=[("active", "推进中"), ("shelved", "搁置"), ("ended", "终止")]),
        Filter("grade", "等级", choices=[(g, g) for g in selectors.choices("grades")]),
        Filter("chain", "产业链", choices=lambda: [(c.code, c.name) for c in known()]),
        Filter("link", "环节", choices=lambda: list(links_of(known()).items())),
        Filter("office", "牵头单位", choices=of_offices),
    ]


def links_of(known: Sequence[Chain]) -> dict[str, str]:
    """Every link as ``chain.link`` with the names of both."""
    return {f"{c.code}.{each.code}": f"{c.name}·{each.name}" for c in known for each in c.links}


def spec(actor: Actor) -> ListSpec:
    """The list for this actor."""
    known = cache(lambda: chains(actor))

    def fetch(query: Query) -> Page:
        found = selectors.find_projects(
            actor,
            wanted_of(query.filters, query.text),
            sort=query.sort,
            offset=query.offset,
            limit=query.size,
        )
        named, links = {c.code: c.name for c in known()}, links_of(known())
        return Page([_row(r) | _placed(r, named, links) for r in found.rows], found.total)

    return ListSpec(
        id="projects",
        title="项目",
        columns=_COLUMNS,
        filters=filters_for(actor, known),
        fetch=fetch,
        empty_text="还没有项目。可从线索转来，或点右上角“登记项目”，已有台账的可以导入。",
        definitions=DEFINITIONS,
        sort="due",
        counter="个",
        search_label="项目、投资方、编号、项目代码或信用代码",
        row_key="code",
    )


_COLUMNS = [
    Column(
        "name",
        "项目",
        kind="link",
        url=lambda r: reverse("projects:detail", args=[r["code"]]),
        note="code",
    ),
    Column("company_name", "投资方", note="form_name"),
    Column("office_code", "牵头单位", note="post_name"),
    Column("stage", "阶段", kind="tag", sortable=False, note="days"),
    Column("state", "状态", kind="tag", sortable=False),
    Column("amount_wan", "合同金额", kind="money_wan"),
    Column("verified_wan", "已核实到位", kind="money_wan"),
    Column("arrived_wan", "到位资金", kind="money_wan", sortable=False, default=False),
    Column("due", "本阶段期限", kind="date"),
    Column("last_contact_on", "最近动态", kind="date", default=False),
    Column("klass_name", "类别", sortable=False, default=False),
    Column("nature_name", "性质", sortable=False, default=False),
    Column("chain_name", "产业链", sortable=False, default=False),
    Column("link_name", "环节", sortable=False, default=False),
    Column("grade", "等级", default=False),
    Column("signed_on", "首次签约日", kind="date", default=False),
    Column("opened_on", "入库日", kind="date", default=False),
]


def _placed(r: ProjectView, chains_named: Mapping[str, str], links: Mapping[str, str]) -> dict[str, Any]:
    """The chain and the link it fills by their names."""
    link = links.get(f"{r.chain}.{r.link}", r.link).rpartition("·")[2]
    return {"chain_name": chains_named.get(r.chain, r.chain), "link_name": link}


def _row(r: ProjectView) -> dict[str, Any]:
    return {
        "code": r.code,
        "name": r.name,
        "company_name": r.company_name,
        "form_name": r.form_name,
        "office_code": r.office_name,
        "post_name": r.post_name,
        "stage": stage_tag(r),
        "days": f"{r.days} 天",
        "state": state_tag(r),
        "amount_wan": r.amount_wan,
        "verified_wan": r.verified_wan,
        "arrived_wan": r.arrived_wan,
        "due": r.due,
        "last_contact_on": r.last_contact_on,
        "klass_name": r.klass_name,
        "nature_name": r.nature_name,
        "grade": r.grade,
        "signed_on": r.signed_on,
        "opened_on": r.opened_on,
    }


@staff_page
def kanban(request: ActorRequest) -> HttpResponseBase:
    """Pursued projects by stage; the sums are over all the actor may see."""
    given = {k: str(v) for k, v in request.GET.items() if k != "stage"}
    columns = selectors.kanban(request.actor, wanted_of(given, given.get("q", "")))
    chosen = request.GET.get("stage") or next((c.stage for c in columns if c.count), columns[0].stage)
    shown = [
        {
            "column": c,
            "url": f"{reverse('projects:list')}?{urlencode(given | {'stage': c.stage, 'state': 'active'})}",
            "tab": f"?{urlencode(given | {'stage': c.stage})}",
            "current": c.stage == chosen,
            "more": c.count - len(c.cards),
        }
        for c in columns
    ]
    context = {
        "title": "项目按阶段",
        "columns": shown,
        "breadcrumbs": [Crumb("项目", reverse("projects:list")), Crumb("按阶段")],
    }
    return render(request, "projects/kanban.html", context)
