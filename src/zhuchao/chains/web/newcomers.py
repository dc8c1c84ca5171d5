"""Companies that may come to our city, by what was learned of past expansions, and the button that learns."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuchao.accounts.selectors import jobs
from zhuchao.chains import selectors
from zhuchao.chains.engine import rights
from zhuchao.chains.flows.start_targeting_training import JOB, TITLE, start_targeting_training
from zhuchao.chains.web import districts
from zhuchao.chains.web.districts import District
from zhuchao.chains.web.waiting import when_ready
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import pressed
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.terms.actor import Actor
from zhuchao.terms.reason import Reason
from zhuchao.terms.refusal import Refusal, Refused

#: The id of the part of the page that asks again while a job learns.
PART = "learning"
#: The value of ``?on=`` for whoever stands on some link of our chains: what the page shows unless told otherwise.
ANY = "any"
NARROWED = "只列归在产业链环节上的企业，去掉“所在环节”的条件可看全部"
DEFINITIONS = {
    "名次": "在曾到外市设分支、还没有到本市的企业中的名次，由历史外拓规律排出；不是打分规则的得分",
    "高于一般": "比一般的候选企业高出的分数，等于各条理由之和；只用来比较先后，不是概率",
    "理由": "学到的规律中每一组依据加减的分数；分支机构不是工厂",
}


@staff_page
def newcomers(request: ActorRequest) -> HttpResponseBase:
    """The list for the city of a district; ``?on=chain`` or ``?on=chain/link`` keeps those there, ``?on=`` names everyone."""
    job = _running(request.actor)
    if request.headers.get("HX-Target") == PART:
        return render(request, "chains/_learning.html", {"job": job}) if job else _again()
    wanted = request.GET.get("on", ANY)
    chain, _, link = ("", "", "") if wanted == ANY else wanted.partition("/")
    district = districts.chosen(request)
    head = selectors.known_of_newcomers(request.actor, district.code)
    show = partial(_listed, head=head, district=district, chain=chain, link=link, everyone=not wanted)
    if not head.can_name:
        return show(request)
    if request.headers.get("HX-Request") and not selectors.ready(request.actor, chain):
        # The waiting page is a whole page, not rows of a list.
        return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
    return when_ready(lambda request, **_: show(request))(request, chain=chain)


def _again() -> HttpResponse:
    return HttpResponse(headers={"HX-Refresh": "true"})


@staff_page
@require_POST
def learn(request: ActorRequest) -> HttpResponse:
    """Queue the learning and go back to the page, which shows how far it is."""
    act = partial(start_targeting_training, actor=request.actor)
    pressed(request, act, "已在后台开始学习，学完后本页自动更新。")
    return redirect("chains:newcomers")


def _listed(
    request: ActorRequest,
    *,
    head: selectors.Newcomers,
    district: District,
    chain: str,
    link: str,
    everyone: bool,
) -> HttpResponseBase:
    actor = request.actor
    found = head

    def fetch(query: Query) -> Page:
        nonlocal found
        found = selectors.newcomers(
            actor,
            district.code,
            chain=chain,
            link=link,
            everyone=everyone,
            text=query.text,
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(row) for row in found.rows], found.total)

    spec = _spec(actor, head, district, fetch, narrowed=not (chain or everyone))
    failed = jobs(actor, kind=JOB, limit=1)
    context = {
        "head": head,
        "found": lambda: found,
        "why_none": selectors.why_no_newcomers(head),
        "job": _running(actor),
        "failed": failed[0].error if failed and failed[0].is_over else "",
        "learn": _learn(actor, head),
        "breadcrumbs": [Crumb("产业链", reverse("chains:overview")), Crumb("可能来本市的企业")],
    }
    return respond(request, spec, template="chains/newcomers.html", context=context)


def _spec(
    actor: Actor, head: selectors.Newcomers, district: District, fetch: Any, *, narrowed: bool
) -> ListSpec:
    def page_of(row: Mapping[str, Any]) -> str:
        if at := row["links"]:
            return districts.target_url(at[0].chain, at[0].link, str(row["uscc"]), district)
        return reverse("companies:detail", args=[row["uscc"]])

    return ListSpec(
        id="newcomers",
        title=f"可能来{head.city}的企业",
        columns=[
            Column("name", "企业", kind="link", url=page_of, sortable=False, note="region"),
            Column("place", "名次", kind="number", sortable=False),
            Column("on", "所在环节", sortable=False),
            Column("why", "主要理由", sortable=False, phone=False),
            Column("band", "位次", kind="tag", sortable=False, default=False),
            Column("reasons", "理由", kind="reasons", sortable=False),
            Column("score", "高于一般", unit="分", kind="number", sortable=False, default=False),
            Column("uscc", "统一社会信用代码", kind="code", sortable=False, default=False),
            Column("capital_wan", "注册资本", kind="money_wan", sortable=False, phone=False),
            Column("reg_date", "成立日期", kind="date", sortable=False, default=False),
        ],
        filters=[
            Filter("on", "所在环节", choices=_links(actor), default=ANY),
            Filter("district", "所看区县", choices=lambda: _counties(district)),
        ],
        fetch=fetch,
        definitions=DEFINITIONS | ({"经过截至": f"{head.known_to:%Y-%m-%d}"} if head.known_to else {}),
        caveat=f"{NARROWED}；{head.caveat}" if narrowed else head.caveat,
        demo=head.demo,
        counter="家",
        size=20,
        search_label="企业名称",
        empty_text=f"{selectors.why_no_newcomers(head)}。",
    )


def _links(actor: Actor) -> list[tuple[str, str]]:
    found = [(ANY, "任一产业链环节")]
    for chain in selectors.chains(actor):
        found.append((chain.code, f"{chain.name}（全链）"))
        found += [(f"{chain.code}/{link.code}", f"{chain.name} · {link.name}") for link in chain.links]
    return found


def _counties(district: District) -> list[tuple[str, str]]:
    return [
        (code, f"{city} · {name}")
        for city, counties in districts.choices(district)
        for code, name in counties
    ]


def _row(row: Any) -> dict[str, Any]:
    its = row.learned
    return {
        "place": its.place,
        "uscc": its.uscc,
        "name": row.name,
        "region": row.region,
        "links": row.links,
        "on": "、".join(f"{x.chain_name}·{x.link_name}" for x in row.links),
        "band": Tag(its.band, "grey"),
        "score": its.score,
        "why": _main(its.reasons),
        "reasons": its.reasons,
        "capital_wan": row.capital_wan,
        "reg_date": row.reg_date,
    }


def _main(reasons: Sequence[Reason]) -> str:
    """The heaviest reason that speaks for this company and not for all of them alike."""
    return next((r.text for r in reasons if r.points > 0 and r.code != "city"), "")


def _running(actor: Actor) -> Any:
    own = jobs(actor, kind=JOB, limit=1)
    return own[0] if own and not own[0].is_over else None


def _learn(actor: Actor, head: selectors.Newcomers) -> Action:
    refusal: Refusal | None = None
    try:
        rights.need_trainer(actor, to=TITLE)
    except Refused as refused:
        (refusal,) = refused.refusals
    again = bool(head.version)
    return Action(
        "用现在的登记库重新学习" if again else "开始学习",
        reverse("chains:learn"),
        "post",
        primary=not again,
        icon="refresh",
        refusal=refusal,
    )
