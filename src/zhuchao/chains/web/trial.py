"""What a draft moves: counts by link, the district's verdicts before and after, and the companies."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from zhuchao.accounts.selectors import jobs
from zhuchao.chains.engine.moving import MOVES, OFF, ON, SURER
from zhuchao.chains.flows.start_dry_run import JOB, start_dry_run
from zhuchao.chains.selectors import dry_run, moves
from zhuchao.chains.selectors import versions as kept
from zhuchao.chains.selectors.dry_run import DryRun, LinkMoves
from zhuchao.chains.web import districts
from zhuchao.chains.web.districts import District
from zhuchao.chains.web.drafting import crumbs
from zhuchao.chains.web.looks import look
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Tag

TONES = {ON: "green", OFF: "red", SURER: "blue"}
#: The id of the part of the page that asks again while the job runs.
PART = "trial-waiting"


@staff_page
def trial(request: ActorRequest, chain: str) -> HttpResponseBase:
    """The outcome; where it is not computed yet, how far that is. A press starts it."""
    actor = request.actor
    its = kept.draft(actor, chain)
    if request.method == "POST":
        job = start_dry_run(actor=actor, chain=its.chain.code)
        messages.success(request, "已在后台开始试算，算完本页自动打开。" if job else "已按草稿试算。")
        return redirect(request.get_full_path())
    asks_again = request.headers.get("HX-Target") == PART
    if not dry_run.ready(actor, its.chain.code):
        return _waiting(request, its, asks_again)
    if asks_again:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _outcome(request, its)


def _waiting(request: ActorRequest, its: kept.DraftView, asks_again: bool) -> HttpResponse:
    own = jobs(request.actor, kind=JOB, limit=1)
    running = own[0] if own and not own[0].is_over else None
    shown = {
        "title": f"{its.chain.name}·试算",
        "job": running,
        "failed": own[0].error if own and own[0].is_over else "",
        "start": Action("开始试算", request.get_full_path(), "post", primary=True, icon="zoom-question"),
        "breadcrumbs": _way(its),
    }
    return render(request, "chains/_trial_waiting.html" if asks_again else "chains/trial_waiting.html", shown)


def _way(draft: kept.DraftView, *more: tuple[str, str]) -> list[Any]:
    code = draft.chain.code
    last = ("试算", reverse("chains:dry-run", args=[code]) if more else "")
    return crumbs(draft, ("草稿", reverse("chains:draft", args=[code])), last, *more)


def _outcome(request: ActorRequest, draft: kept.DraftView) -> HttpResponse:
    its, district = draft.chain, districts.chosen(request)
    found = dry_run.outcome(request.actor, its.code, district.code)
    shown = {
        "title": f"{its.name}·试算",
        "district": district,
        "districts": districts.choices(district),
        "totals": [
            {
                "label": label,
                "all": found.total(kind),
                "all_url": moves_url(its.code, district, kind=kind),
                "here": found.total(kind, here=True),
                "here_url": moves_url(its.code, district, kind=kind, here="1"),
            }
            for kind, label in MOVES.items()
        ],
        "links": [_line(its.code, x, district) for x in found.moving],
        "still": len(found.links) - len(found.moving),
        "said": verdicts(found, district),
        "caveat": found.caveat,
        "demo": found.demo,
        "publish": Action(
            "去公布", reverse("chains:draft-publish", args=[its.code]), primary=True, icon="send"
        ),
        "breadcrumbs": _way(draft),
    }
    return render(request, "chains/trial.html", shown)


def verdicts(found: DryRun, district: District) -> str:
    """What becomes of the counts of 缺, 弱, 强 in one sentence."""
    changed = [f"{kind} {n} 个变 {m} 个" for kind, (n, m) in found.kinds.items() if n != m]
    if not changed:
        return f"{district.name}缺、弱、强的环节数不变。"
    return f"{district.name}：{'，'.join(changed)}。"


def moves_url(chain: str, district: District, **asked: str) -> str:
    """The companies of some moves, the district kept."""
    query = urlencode(({} if district.home else {"district": district.code}) | asked)
    return f"{reverse('chains:moves', args=[chain])}?{query}"


def _line(chain: str, x: LinkMoves, district: District) -> dict[str, Any]:
    counts = [
        {
            "label": label,
            "all": x.all[kind],
            "here": x.here[kind],
            "url": moves_url(chain, district, link=x.code, kind=kind),
            "here_url": moves_url(chain, district, link=x.code, kind=kind, here="1"),
        }
        for kind, label in MOVES.items()
    ]
    before, after = ({"look": look(g.kind), "gap": g} if g else None for g in (x.before, x.after))
    return {
        "name": x.name,
        "kind": x.kind,
        "counts": counts,
        "before": before,
        "after": after,
        "same": bool(x.before and x.after and x.before.kind is x.after.kind),
    }


@staff_page
def moved(request: ActorRequest, chain: str) -> HttpResponseBase:
    """The companies that move, with the reasons on both sides."""
    actor, district, draft = request.actor, districts.chosen(request), kept.draft(request.actor, chain)
    its = draft.chain
    found = dry_run.outcome(actor, its.code, district.code)

    def fetch(query: Query) -> Page:
        page = moves.find_moves(
            actor,
            its.code,
            link=query.filters.get("link", ""),
            kind=query.filters.get("kind", ""),
            district=district.code if query.filters.get("here") else "",
            text=query.text,
            sort=query.sort,
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(m) for m in page.rows], page.total)

    spec = ListSpec(
        id="chain-moves",
        title=f"{its.name}·草稿使哪些企业变动",
        columns=[
            Column("name", "企业", kind="link", url=_company, note="region"),
            Column("link", "环节", sortable=False),
            Column("kind", "变动", kind="tag", sortable=False),
            Column("why_was", "现在", sortable=False),
            Column("why_now", "按草稿", sortable=False),
            Column("capital_wan", "注册资本", kind="money_wan"),
            Column("reg_date", "成立日期", kind="date", default=False),
        ],
        filters=[
            Filter("link", "环节", choices=[(x.code, x.name) for x in found.moving]),
            Filter("kind", "变动", choices=list(MOVES.items())),
            Filter("here", "范围", choices=[("1", f"只看{district.name}")]),
        ],
        fetch=fetch,
        definitions={
            "现在": "按今天现行的版本：把握度与起作用的词，或为什么不在",
            "按草稿": "草稿如公布：把握度与起作用的词，或为什么不在",
        },
        caveat=found.caveat,
        demo=found.demo,
        counter="家次",
        sort="-capital_wan",
        search_label="企业名称",
        empty_text="没有企业变动。",
    )
    return respond(request, spec, context={"breadcrumbs": _way(draft, ("企业", ""))})


def _company(row: Any) -> str:
    return reverse("companies:detail", args=[row["uscc"]])


def _row(m: moves.Move) -> dict[str, Any]:
    return {
        "uscc": m.uscc,
        "name": m.name,
        "region": m.region,
        "link": m.link_name,
        "kind": Tag(MOVES[m.kind], TONES[m.kind]),
        "why_was": m.why_was,
        "why_now": m.why_now,
        "capital_wan": m.capital_wan,
        "reg_date": m.reg_date,
    }
