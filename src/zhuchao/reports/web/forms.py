"""The superior's forms: list, take in, map the cells, fill for a period."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb
from zhuchao.reports import flows, selectors
from zhuchao.reports.engine.forms import PARTS, SPANS, CellRule
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

_BAD_DAY = {"invalid": "日期应写作 2026-11-24 这样的形式"}
_PART_OF = {text: key for key, text in PARTS.items()}
_SPAN_OF = {text: key for key, text in SPANS.items()}


@staff_page
def forms_list(request: ActorRequest) -> HttpResponseBase:
    """The forms the reader sees."""
    return respond(request, _spec(request.actor), template="reports/forms.html")


def _spec(actor: Actor) -> ListSpec:
    def fetch(query: Query) -> Page:
        found = selectors.find_forms(actor, text=query.text, offset=query.offset, limit=query.size)
        rows = [
            {
                "code": r.code,
                "name": r.name,
                "file_name": r.file_name,
                "mapped": f"第 {r.mapped} 版" if r.mapped else "未设定",
                "by": r.uploaded_by_name,
                "at": timezone.localdate(r.uploaded_at),
            }
            for r in found.rows
        ]
        return Page(rows, found.total)

    columns = [
        Column(
            "name",
            "表格",
            kind="link",
            sortable=False,
            url=lambda r: reverse("reports:form", args=[r["code"]]),
        ),
        Column("file_name", "文件", sortable=False),
        Column("mapped", "对应关系", sortable=False),
        Column("by", "登记人", sortable=False),
        Column("at", "登记日", kind="date", sortable=False),
    ]
    return ListSpec(
        id="forms",
        title="上级表格",
        fetch=fetch,
        counter="份",
        columns=columns,
        search_label="表格名称",
        empty_text="还没有上级表格。请先登记一份空白表格。",
    )


class AddForm(TradeForm):
    """An empty form of the superior."""

    name = forms.CharField(label="表格名称", max_length=120)
    file = forms.FileField(label="空白表格", help_text="上级下发的 .xlsx 文件，格式会原样保留")


@staff_page
def add(request: ActorRequest) -> HttpResponseBase:
    """Take in a form."""
    form = AddForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            name = form.cleaned_data["name"]
            code = flows.add_form(actor=request.actor, name=name, stream=file, file_name=file.name)
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已登记。请设定单元格取哪些指标。")
            return redirect("reports:map-form", code)
    return show(request, form, title="登记上级表格", submit="登记", breadcrumbs=_crumbs("登记上级表格"))


def _crumbs(*rest: str) -> list[Crumb]:
    return [Crumb("上级表格", reverse("reports:forms")), *(Crumb(each) for each in rest)]


@staff_page
def form(request: ActorRequest, code: str) -> HttpResponseBase:
    """One form: what its cells take, and the texts of its sheets."""
    its = selectors.form_file(request.actor, code)
    told = [
        details.Field(f"{c.sheet}!{c.cell}", f"{PARTS[c.part]} {c.definition} {SPANS[c.span]}")
        for c in its.cells
    ]
    texts = [
        details.Section(f"工作表：{s.sheet}", [details.Field(cell, text) for cell, text in s.texts[:40]])
        for s in its.sheets
    ]
    return details.respond(
        request,
        title=its.row.name,
        subtitle=its.row.file_name,
        sections=[details.Section(f"对应关系（第 {its.row.mapped} 版）", told), *texts],
        actions=[
            Action("生成", reverse("reports:fill-form", args=[code]), primary=bool(told), icon="download"),
            Action("设定对应关系", reverse("reports:map-form", args=[code]), icon="edit"),
        ],
        breadcrumbs=_crumbs(its.row.name),
    )


class MapForm(TradeForm):
    """One line for each cell."""

    wide: ClassVar = frozenset({"cells"})
    cells = forms.CharField(
        label="单元格取数",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"每行一格：工作表!单元格 | 取数 | 口径编号 | 期间 | 最多行数。取数：{'、'.join(PARTS.values())}。"
        f"期间：{'、'.join(SPANS.values())}。例：Sheet1!C5 | 数值 | signed_count | 当年累计",
    )

    def clean_cells(self) -> list[CellRule]:
        """The lines as rules; a line of another shape is told by its number."""
        found = []
        for number, line in enumerate(self.cleaned_data["cells"].splitlines(), 1):
            if line.strip():
                found.append(_rule(number, [part.strip() for part in line.split("|")]))
        return found


def _rule(number: int, parts: list[str]) -> CellRule:
    place, *rest = parts
    sheet, mark, cell = place.rpartition("!")
    part, definition, span, most = [*rest, "", "", "", ""][:4]
    if not mark or not part or (most and not most.isdecimal()):
        raise forms.ValidationError(
            f"第 {number} 行应写作“工作表!单元格 | 取数 | 口径编号 | 期间 | 最多行数”"
        )
    return CellRule(
        sheet=sheet,
        cell=cell.upper(),
        part=_PART_OF.get(part, part),
        definition=definition,
        span=_SPAN_OF.get(span, span or "period"),
        most=int(most or 50),
    )


def _written(rule: CellRule) -> str:
    parts = [f"{rule.sheet}!{rule.cell}", PARTS[rule.part], rule.definition, SPANS[rule.span]]
    return " | ".join([*parts, str(rule.most)] if rule.is_block else parts)


@staff_page
def map_cells(request: ActorRequest, code: str) -> HttpResponseBase:
    """Say what the cells take."""
    its = selectors.form_file(request.actor, code)
    made = MapForm(request.POST or None, initial={"cells": "\n".join(_written(c) for c in its.cells)})
    if request.method == "POST" and made.is_valid():
        try:
            version = flows.map_form(actor=request.actor, code=code, cells=made.cleaned_data["cells"])
        except Refused as refused:
            refused_into(made, refused)
        else:
            messages.success(request, f"已保存第 {version} 版对应关系。")
            return redirect("reports:form", code)
    crumbs = _crumbs(its.row.name, "设定对应关系")
    back = reverse("reports:form", args=[code])
    return show(request, made, title="设定对应关系", submit="保存", breadcrumbs=crumbs, cancel_url=back)


class FillForm(TradeForm):
    """The period to fill for."""

    period_from = forms.DateField(label="填报期间起", widget=forms.DateInput(), error_messages=_BAD_DAY)
    as_of = forms.DateField(label="截至日", widget=forms.DateInput(), error_messages=_BAD_DAY)


@staff_page
def fill(request: ActorRequest, code: str) -> HttpResponseBase:
    """The filled form as a file."""
    row = selectors.form_file(request.actor, code).row
    today = timezone.localdate()
    made: Any = FillForm(request.POST or None, initial={"period_from": today.replace(day=1), "as_of": today})
    if request.method == "POST" and made.is_valid():
        try:
            raw = flows.fill_form(actor=request.actor, code=code, **made.cleaned_data)
        except Refused as refused:
            refused_into(made, refused)
        else:
            name = f"{row.name}-{made.cleaned_data['as_of']}.xlsx"
            disposition = content_disposition_header(True, name) or "attachment"
            return HttpResponse(
                raw, content_type=selectors.XLSX, headers={"Content-Disposition": disposition}
            )
    crumbs = _crumbs(row.name, "生成")
    back = reverse("reports:form", args=[code])
    return show(request, made, title=f"生成：{row.name}", submit="生成", breadcrumbs=crumbs, cancel_url=back)
