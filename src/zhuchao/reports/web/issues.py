"""The list of issues, and drafting a new one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Crumb, Tag
from zhuchao.reports import flows, selectors
from zhuchao.reports.engine.issues import STEP_NAMES, Step
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

TONES = {"draft": "grey", "checked": "blue", "signed": "blue", "issued": "green", "withdrawn": "amber"}
_BAD_DAY = {"invalid": "日期应写作 2026-11-24 这样的形式"}


@staff_page
def issues(request: ActorRequest) -> HttpResponseBase:
    """Every issue the reader sees, the newest first."""
    return respond(request, _spec(request.actor), template="reports/issues.html")


def _spec(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        found = selectors.find_issues(
            actor,
            text=query.text,
            state=query.filters.get("state", ""),
            template_name=query.filters.get("template", ""),
            sort=query.sort or "-drafted_at",
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    names = [(t.name, t.name) for t in selectors.templates(actor)]
    return ListSpec(
        id="issues",
        title="报告",
        fetch=fetch,
        counter="份",
        sort="-drafted_at",
        columns=[
            Column("title", "报告", kind="link", url=_url, sortable=False),
            Column("template_name", "模板"),
            Column("period_from", "期间起", kind="date", sortable=False),
            Column("as_of", "截至", kind="date"),
            Column("state", "状态", kind="tag"),
            Column("blanks_open", "无法核实", "项", kind="number", sortable=False),
            Column("drafted_by_name", "起草人", sortable=False),
            Column("drafted_at", "起草时间", kind="date"),
            Column("code", "编号", kind="code", sortable=False),
            Column("checksum", "校验码", kind="code", sortable=False, default=False),
        ],
        filters=[
            Filter("state", "状态", choices=[(s.value, STEP_NAMES[s]) for s in Step]),
            Filter("template", "模板", choices=names),
        ],
        search_label="标题或编号",
        empty_text="还没有报告。请先起草一份。",
    )


def _row(row: selectors.IssueRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "template_name": row.template_name,
        "period_from": row.period_from,
        "as_of": row.as_of,
        "state": Tag(row.state_name, TONES[row.state]),
        "blanks_open": row.blanks_open,
        "drafted_by_name": row.drafted_by_name,
        "drafted_at": timezone.localdate(row.drafted_at),
        "checksum": row.checksum,
    }


def _url(row: Mapping[str, Any]) -> str:
    return reverse("reports:issue", args=[row["code"]])


def _day(label: str, text: str = "", *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=text, widget=forms.DateInput(), error_messages=_BAD_DAY
    )


class NewForm(TradeForm):
    """What a new report is asked."""

    units: ClassVar = {"threshold": "亿元"}
    template = forms.ChoiceField(label="模板")
    period_from = _day("统计起始日", "留空为本届任期起始日")
    as_of = _day("截至日", required=True)
    threshold = forms.ChoiceField(label="重大项目的投资门槛")
    profile = forms.ChoiceField(label="落地的口径", help_text="全文只用这一套口径")
    window_from = _day("签约期间起", "用于“签约未开工”，留空同统计起始日")
    window_to = _day("签约期间止", "留空同截至日")
    office = forms.ChoiceField(label="单位", required=False)
    known_at = forms.DateTimeField(
        label="按当时已录入的情况",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": "时间应写作 2026-11-24 18:00 这样的形式"},
        help_text="留空为现在所知",
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        default, steps = selectors.thresholds()
        self.offer("template", [(t.name, f"{t.name}：{t.heading}") for t in selectors.templates(actor)])
        self.offer("threshold", [(s, f"{s} 亿元") for s in steps])
        self.offer("profile", selectors.profiles())
        seen = [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]
        self.offer("office", [("", "全部可见单位"), *seen])
        self.fields["threshold"].initial = default


@staff_page
def new(request: ActorRequest) -> HttpResponseBase:
    """Choose template, period and days; the draft opens."""
    form = NewForm(request.actor, request.POST or None, initial={"as_of": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            code = flows.draft_issue(actor=request.actor, ask=selectors.Ask(**form.cleaned_data))
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已起草。请核对各项数字。")
            return redirect("reports:issue", code)
    crumbs = [Crumb("报告", reverse("reports:issues")), Crumb("起草报告")]
    return show(request, form, title="起草报告", submit="起草", breadcrumbs=crumbs)
