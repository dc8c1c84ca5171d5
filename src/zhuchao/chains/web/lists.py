"""Saved target lists: the list of lists, one list exactly as saved, save and claim."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuchao.chains import flows, selectors
from zhuchao.chains.selectors import ListView, RowView
from zhuchao.chains.web import districts, learned, rows
from zhuchao.chains.web.looks import version
from zhuchao.engagements.selectors import may_open
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import pressed
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

LIST_DEFINITIONS = {
    "名单家数": "保存时列入的企业家数，之后不变",
    "已转线索": "其中已由某个单位转为线索的家数",
    "数据截至": "保存时登记库所到的日期",
    "规则版本": "保存时的打分规则版本",
}
ROW_DEFINITIONS = {
    "得分": "各条理由得分之和；规则版本见名单",
    "结果": "该企业的线索后来怎样；其他单位的线索只显示由谁跟进",
}


@staff_page
def target_lists(request: ActorRequest) -> HttpResponseBase:
    """The lists the actor may see, the newest first."""
    actor = request.actor

    def fetch(query: Query) -> Page:
        found = selectors.find_target_lists(
            actor,
            text=query.text,
            chain=query.filters.get("chain", ""),
            sort=query.sort,
            offset=query.offset,
            limit=query.size,
        )
        return Page([_head_row(kept) for kept in found.rows], found.total)

    spec = ListSpec(
        id="target-lists",
        title="已存目标名单",
        columns=[
            Column("link_name", "环节", kind="link", url=_list_url, note="chain_name"),
            Column("district_name", "所看区县", sortable=False),
            Column("size", "名单家数", unit="家", kind="number", sortable=False),
            Column("claimed", "已转线索", unit="家", kind="number", sortable=False),
            Column("as_of", "数据截至", kind="date"),
            Column("office_code", "保存单位"),
            Column("saved_by", "保存人", sortable=False),
            Column("saved_at", "保存时间", kind="date"),
            Column("rule_version", "规则版本", sortable=False, default=False),
        ],
        filters=[
            Filter("chain", "产业链", choices=lambda: [(c.code, c.name) for c in selectors.chains(actor)])
        ],
        fetch=fetch,
        definitions=LIST_DEFINITIONS,
        empty_text="还没有保存的名单。打开产业链图谱，点一个缺或弱的环节，再点“保存名单”。",
        counter="份",
        sort="-saved_at",
        search_label="产业链、环节或保存人",
    )
    crumbs = [Crumb("产业链", reverse("chains:overview")), Crumb("已存目标名单")]
    return respond(request, spec, context={"breadcrumbs": crumbs})


def _list_url(row: Any) -> str:
    return reverse("chains:list", args=[row["code"]])


def _head_row(kept: ListView) -> dict[str, Any]:
    return {
        "code": kept.code,
        "link_name": kept.link_name,
        "chain_name": kept.chain_name,
        "district_name": kept.district_name,
        "size": kept.size,
        "claimed": kept.claimed,
        "as_of": kept.as_of,
        "office_code": kept.office_name,
        "saved_by": kept.saved_by,
        "saved_at": kept.saved_at,
        "rule_version": version(kept.rule_version),
    }


@staff_page
def target_list(request: ActorRequest, code: str) -> HttpResponseBase:
    """One list exactly as saved, with what became of each company."""
    actor = request.actor
    found = selectors.target_list(actor, code)
    head = found.head
    refusal = claim_right(actor)
    listed = [_target(row, head, refusal) for row in found.rows]
    said = learned.beside(listed, head.district)
    context = {
        "head": head,
        **learned.context(request, said, reverse("chains:list", args=[code])),
        "rule_version": version(head.rule_version),
        "targets": learned.ordered(request, listed, said),
        "link_url": reverse("chains:link", args=[head.chain, head.link])
        + districts.district_of(head.district).query,
        "breadcrumbs": [
            Crumb("产业链", reverse("chains:overview")),
            Crumb("已存目标名单", reverse("chains:lists")),
            Crumb(head.link_name),
        ],
    }
    return respond(request, _spec(found), template="chains/list.html", context=context)


def _spec(found: selectors.SavedList) -> ListSpec:
    head = found.head
    shown = [_export_row(row) for row in found.rows]

    def fetch(query: Query) -> Page:
        return Page(shown[query.offset : query.offset + query.size], len(shown))

    return ListSpec(
        id="target-list",
        title=f"目标名单·{head.link_name}（{head.district_name}）",
        columns=[
            Column("rank", "名次", kind="number"),
            Column("name", "企业"),
            Column("uscc", "统一社会信用代码", kind="code"),
            Column("region", "所在地"),
            Column("capital_wan", "注册资本", kind="money_wan"),
            Column("reg_date", "成立日期", kind="date"),
            Column("score", "得分", unit="分", kind="number"),
            Column("reasons", "理由", kind="reasons"),
            Column("outcome", "结果"),
        ],
        fetch=fetch,
        definitions=ROW_DEFINITIONS | {"规则版本": head.rule_version, "数据截至": head.as_of.isoformat()},
        caveat=head.caveat,
        demo=head.demo,
    )


def _export_row(row: RowView) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "name": row.name,
        "uscc": row.uscc,
        "region": row.region,
        "capital_wan": row.capital_wan,
        "reg_date": row.reg_date,
        "score": row.score,
        "reasons": row.reasons,
        "outcome": row.outcome or ("其他单位正在跟进" if row.taken else ""),
    }


def claim_right(actor: Actor) -> Refusal | None:
    """Why the actor cannot turn targets into leads; None when they can."""
    if may_open(actor):
        return None
    return Refusal("leads.open-right", "您的岗位不登记线索", "请招商单位或促进中心转为线索。")


def _target(row: RowView, head: ListView, refusal: Refusal | None) -> dict[str, Any]:
    district = districts.district_of(head.district)
    shown = rows.row(
        row.rank, row, page=lambda uscc: districts.target_url(head.chain, head.link, uscc, district)
    )
    followed = bool(row.outcome) and row.claimed and row.taken
    if row.outcome:
        shown["status"] = row.outcome
        shown["status_url"] = reverse("engagements:lead", args=[row.lead_code]) if row.lead_code else ""
    if followed:
        return shown
    if row.taken:
        refusal = Refusal("leads.one-owner", "该企业正由其他单位跟进", "请待其办结后再登记。", "", "首报首谈")
    url, fields = reverse("chains:claim", args=[head.code]), (("uscc", row.uscc),)
    shown["action"] = Action("转为线索", url, "post", refusal=refusal, fields=fields)
    return shown


@staff_page
@require_POST
def save(request: ActorRequest) -> HttpResponse:
    """Keep the ranking as it is now; with a company named, turn it into a lead in the same click."""
    given = request.POST
    try:
        code = flows.save_target_list(
            actor=request.actor,
            chain=given.get("chain", ""),
            link=given.get("link", ""),
            district=districts.district_of(given.get("district", "")).code,
        )
    except Refused as refused:
        if refused.forbidden:
            raise
        return _back(request, refused)
    if uscc := given.get("uscc", ""):
        return _claimed(request, code, uscc, "名单已保存，")
    messages.success(request, "名单已保存。以后打开仍是今天的样子，结果会记在各家企业后面。")
    return redirect("chains:list", code)


def _back(request: ActorRequest, refused: Refused) -> HttpResponse:
    for refusal in refused.refusals:
        messages.error(request, str(refusal))
    return redirect("chains:overview")


@staff_page
@require_POST
def claim(request: ActorRequest, code: str) -> HttpResponse:
    """One click: the company becomes a lead of the actor's office."""
    return _claimed(request, code, request.POST.get("uscc", ""), "")


def _claimed(request: ActorRequest, code: str, uscc: str, before: str) -> HttpResponse:
    act = partial(flows.claim_target, actor=request.actor, list_code=code, uscc=uscc)
    pressed(request, act, f"{before}已转为本单位线索，首次答复开始计时。")
    return redirect(f"{reverse('chains:list', args=[code])}#t-{uscc}")
