"""The review queue of companies that may be one, the page of a pair, and merges that were made."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuchao.companies import flows, selectors
from zhuchao.companies.engine import rights
from zhuchao.companies.engine.merging import Verdict
from zhuchao.companies.selectors import Twins
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.frame.tables import Table
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


class MergeForm(TradeForm):
    """Which of the two stands for both, and why."""

    kept = forms.ChoiceField(label="保留哪一家", widget=forms.RadioSelect)
    reason = forms.CharField(label="理由", max_length=200, help_text="依据，如换发执照、信用代码录错")

    def __init__(self, *args: Any, pair: Twins, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = ((pair.left, pair.left_name), (pair.right, pair.right_name))
        self.offer("kept", [(code, f"{name}（{code}）") for code, name in sides])


class UndoForm(TradeForm):
    """Why the merge was wrong."""

    reason = forms.CharField(label="理由", max_length=200)


@staff_page
def queue(request: ActorRequest) -> HttpResponseBase:
    """Pairs of the master that look alike, most alike first."""
    crumbs = [Crumb("企业主档", reverse("companies:list")), Crumb("疑似重复企业")]
    return respond(request, spec(request.actor), context={"breadcrumbs": crumbs})


def spec(actor: Actor) -> ListSpec:
    """The queue for this actor."""

    def fetch(query: Query) -> Page:
        later = query.filters.get("put_off") == "later"
        found = selectors.twin_pairs(actor, later=later, offset=query.offset, limit=query.size)
        return Page([_row(pair) for pair in found.rows], found.total)

    return ListSpec(
        id="twins",
        title="疑似重复企业",
        fetch=fetch,
        counter="对",
        columns=[
            Column("left", "企业", kind="link", url=lambda r: r["page"], note="left_code"),
            Column("right", "另一家", note="right_code"),
            Column("points", "相似分", kind="number"),
            Column("for", "相同之处"),
            Column("against", "不同之处"),
        ],
        filters=[Filter("put_off", "处理", choices=[("later", "以后再看的")])],
        definitions={"相似分": "逐项比对的分值之和，分值见规则库；分数线以上多半是同一家，由人判断"},
        empty_text="没有疑似重复的企业。",
        search_label="",
        row_actions=lambda r: _row_actions(actor, r),
    )


def _row(pair: Twins) -> dict[str, Any]:
    said = [e for e in pair.evidence if e.field not in ("whole", "rarity")]
    return {
        "left": pair.left_name,
        "left_code": pair.left,
        "right": pair.right_name,
        "right_code": pair.right,
        "points": pair.points,
        "for": "、".join(f"{e.words}{e.level}" for e in said if e.points > 0),
        "against": "、".join(f"{e.words}{e.level}" for e in said if e.points < 0),
        "page": reverse("companies:twins", args=[pair.left, pair.right]),
    }


def _row_actions(actor: Actor, row: Mapping[str, Any]) -> list[Action]:
    if not rights.may_keep(actor):
        return []
    url = reverse("companies:judge-twins", args=[row["left_code"], row["right_code"]])
    judged = [Action(v.words, url, "post", fields=(("verdict", v.value),)) for v in Verdict]
    same = [Action("是同一家", row["page"], primary=True)] if rights.may_merge(actor) else []
    return [*same, *judged]


@staff_page
def twins(request: ActorRequest, one: str, other: str) -> HttpResponse:
    """Two companies side by side, what a merge would move, and the form that merges them."""
    actor = request.actor
    pair = selectors.twin_pair(actor, one, other)
    form = MergeForm(request.POST or None, pair=pair)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        gone = pair.right if kept == pair.left else pair.left
        try:
            flows.merge_companies(actor=actor, gone=gone, kept=kept, reason=form.cleaned_data["reason"])
            messages.success(request, "已合并。有误时可在保留方的页面撤销。")
            return redirect("companies:detail", kept)
        except Refused as refused:
            refused_into(form, refused)
    evidence = Table(
        ["项目", pair.left_name, pair.right_name, "比对", "分值"],
        [[e.words, e.left or "未填", e.right or "未填", e.level, e.points] for e in pair.evidence],
    )
    context = {
        "pair": pair,
        "evidence": evidence,
        "plans": [_plan(actor, a, b) for a, b in ((pair.left, pair.right), (pair.right, pair.left))],
        "may_merge": rights.may_merge(actor),
    }
    crumbs = [Crumb("疑似重复企业", reverse("companies:twins-queue")), Crumb("逐项比对")]
    return show(
        request,
        form,
        title="是不是同一家企业",
        submit="合并",
        cancel_url=reverse("companies:twins-queue"),
        template="companies/twins.html",
        context=context | {"breadcrumbs": crumbs},
    )


def _plan(actor: Actor, gone: str, kept: str) -> tuple[str, Table | None, str]:
    title = f"若保留 {kept}，随 {gone} 移动的记录"
    try:
        lines = selectors.merge_plan(actor, gone, kept)
    except Refused as refused:
        return title, None, str(refused)
    rows = [[p.words, len(p.keys), p.stays or "移到保留方"] for p in lines if p.keys]
    return title, Table(["记录", "条数", "处理"], rows) if rows else None, "没有记录需要移动。"


@staff_page
@require_POST
def judge(request: ActorRequest, one: str, other: str) -> HttpResponse:
    """Different, or later."""
    try:
        verdict = request.POST.get("verdict", "")
        flows.judge_twins(actor=request.actor, one=one, other=other, verdict=verdict)
        messages.success(request, "已记下。")
    except Refused as refused:
        if refused.forbidden:
            raise
        messages.error(request, str(refused))
    return redirect("companies:twins-queue")


@staff_page
def undo(request: ActorRequest, code: str) -> HttpResponse:
    """Take a merge back."""
    row = selectors.merge_row(request.actor, code)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flows.undo_merge(actor=request.actor, code=code, reason=form.cleaned_data["reason"])
            messages.success(request, "已撤销合并，随之移动的记录已回到原企业。")
            return redirect("companies:detail", row.gone)
        except Refused as refused:
            refused_into(form, refused)
    back = reverse("companies:detail", args=[row.kept])
    return show(
        request, form, title=f"撤销合并：{row.gone} 并入 {row.kept}", submit="撤销合并", cancel_url=back
    )
