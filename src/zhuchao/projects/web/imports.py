"""Importing a 台账: upload, which column is which with a preview, confirm, undo."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.frame.tables import Table
from zhuchao.projects import flows, selectors
from zhuchao.projects.selectors import import_rows, imports
from zhuchao.projects.selectors.imports import ImportView, Preview
from zhuchao.projects.web.import_jobs import asks_again, progress
from zhuchao.terms.refusal import Refused

_TONES = {"received": "blue", "imported": "green", "undone": "grey"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Without these a row says nothing of a project.
_NEEDED = ("name", "company_name", "klass", "nature", "form")


class UploadForm(TradeForm):
    """Which file."""

    file = forms.FileField(
        label="项目台账",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.txt,.tsv"}),
        help_text="Excel（.xlsx、.xls）或 CSV；表头在前二十行内，金额单位写在表头，如“合同金额（亿元）”",
        error_messages={"empty": "文件是空的，请重新选择"},
    )


def _way(*steps: tuple[str, str]) -> list[Crumb]:
    start = [Crumb("项目", reverse("projects:list")), Crumb("导入台账", reverse("projects:imports"))]
    return [*start, *(Crumb(text, url) for text, url in steps)]


@staff_page
def upload(request: ActorRequest) -> HttpResponseBase:
    """First step: the file is read; a bad one is told at once."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            code = flows.receive_ledger(actor=request.actor, name=file.name, chunks=file.chunks())
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            return redirect("projects:import", code)
    return show(
        request,
        form,
        title="导入项目台账",
        submit="上传并预览",
        intro="上传后先预览，确认才写入；写入后没有被办理过的，可以整批撤销。",
        breadcrumbs=_way(("上传", "")),
    )


class MappingForm(TradeForm):
    """Which heading is which column; whether to go on without the rejected rows."""

    leave_rejected = forms.BooleanField(
        label="只导入合格的行，退回的行另存文件",
        required=False,
        help_text="不勾选时，有一行不合格就整批不写入",
    )


def _for_all(column: str) -> list[tuple[str, str]]:
    """What may be said of every row at once, where the file has no such column."""
    kind = {"klass": "classes", "nature": "natures", "form": "forms"}.get(column)
    if kind is None:
        return []
    return [(f"={code}", f"全部为“{name}”") for code, name in selectors.choices(kind).items()]


def _mapping_form(found: Preview) -> type[TradeForm]:
    headings = [("", "不导入"), *((h, h) for h in found.headings)]
    lines = {
        f"column_{column}": forms.ChoiceField(
            label=f"{name}（必需）" if column in _NEEDED else name,
            required=False,
            choices=headings + _for_all(column),
        )
        for column, name in import_rows.column_names().items()
    }
    made: type[TradeForm] = type("ColumnsForm", (MappingForm,), lines)
    return made


@staff_page
def confirm(request: ActorRequest, code: str) -> HttpResponseBase:
    """Second step: what the file would do by this mapping; a changed mapping is previewed again."""
    actor = request.actor
    run = imports.import_view(actor, code)
    if run.progress is not None or asks_again(request):
        return progress(request, run, _way((run.name, "")))
    if run.state != "received":
        return _past(request, run)
    found = imports.preview(actor, code)
    initial = {f"column_{c}": h for c, h in found.mapping.items()}
    form = _mapping_form(found)(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        mapping = {
            name.removeprefix("column_"): heading
            for name, heading in given.items()
            if name.startswith("column_") and heading
        }
        if "preview" in request.POST:
            found = imports.preview(actor, code, mapping)
        else:
            try:
                started = flows.start_import(
                    actor=actor, code=code, mapping=mapping, leave_rejected=given["leave_rejected"]
                )
            except Refused as refused:
                if refused.forbidden:
                    raise
                found = imports.preview(actor, code, mapping)
                refused_into(form, refused)
            else:
                if started.counts is not None:
                    messages.success(request, f"已导入 {started.counts['inserted']} 个项目。")
                return redirect("projects:import", code)
    return _show(request, found, form, run.error)


def _show(request: ActorRequest, found: Preview, form: TradeForm, error: str) -> HttpResponse:
    counts = [
        ("读取", found.read),
        ("将新增", found.new),
        ("已有，不重复登记", found.same),
        ("不合格", found.rejected),
        ("有日期、缺证据的阶段", found.unproved),
    ]
    context = {
        "counts": counts,
        "error": error,
        "faults": Table(
            ("行号", "项目", "原因"),
            [[r.row, r.name or "（空）", "；".join(r.reasons)] for r in found.faults],
        ),
        "former": Table(
            ("行号", "项目", "台账写法", "对应单位"),
            [[r.row, r.name, r.written, f"{r.office_name}（{r.office}）"] for r in found.former_names],
        ),
        "more_former": max(0, found.renamed - len(found.former_names)),
        "more_faults": max(0, found.rejected - len(found.faults)),
        "samples": Table(("行号", "项目", "投资方", "牵头单位"), [list(s) for s in found.samples[:10]]),
    }
    return show(
        request,
        form,
        title=f"预览：{found.name}",
        submit="确认导入",
        breadcrumbs=_way((found.name, "")),
        keep_draft=False,
        template="projects/import.html",
        context=context,
    )


class UndoForm(TradeForm):
    """Why it is taken back."""

    reason = forms.CharField(label="撤销理由", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


def _past(request: ActorRequest, run: ImportView) -> HttpResponseBase:
    """An import that was done or undone, and the form to undo it."""
    form = UndoForm(request.POST if "reason" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        try:
            many = flows.undo_import(actor=request.actor, code=run.code, reason=form.cleaned_data["reason"])
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, f"已撤销，{many} 个项目退出列表和指标，记录留在台账中。")
            return redirect("projects:imports")
    counts = run.counts
    parts = (("读取", "read"), ("新增", "inserted"), ("已有", "same"), ("退回", "rejected"))
    said = "，".join(f"{label} {counts.get(key, 0)}" for label, key in parts) + "。"
    return show(
        request,
        form,
        title=f"{run.state_name}：{run.name}",
        submit="整批撤销",
        intro=said + "撤销后所导入的记录全部作废，不再计入任何指标；已被办理过的不能整批撤销。",
        breadcrumbs=_way((run.name, "")),
        template="projects/import_past.html",
        context={
            "rejects": reverse("projects:import-rejects", args=[run.code]) if run.has_rejects else "",
            "projects_url": f"{reverse('projects:list')}?import_code={run.code}",
            "undoable": run.state == "imported",
        },
    )


@staff_page
def rejects(request: ActorRequest, code: str) -> HttpResponseBase:
    """The rejected rows as a workbook that can be mended and imported again."""
    run = imports.import_view(request.actor, code)
    path = imports.rejects_of(request.actor, code)
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"退回的行-{run.name}.xlsx", content_type=_XLSX
    )


@staff_page
def list_imports(request: ActorRequest) -> HttpResponseBase:
    """Past imports of the offices the actor sees."""
    actor = request.actor

    def fetch(query: Query) -> Page:
        found = imports.find_imports(actor, offset=query.offset, limit=query.size)
        return Page([_row(r) for r in found.rows], found.total)

    spec = ListSpec(
        id="project-imports",
        title="台账导入",
        columns=[
            Column(
                "name",
                "文件",
                kind="link",
                sortable=False,
                url=lambda r: reverse("projects:import", args=[r["code"]]),
            ),
            Column("person", "导入人", sortable=False),
            Column("on", "日期", kind="date", sortable=False),
            Column("state", "状态", kind="tag", sortable=False),
            Column("inserted", "新增", unit="个", kind="number", sortable=False),
            Column("rejected", "退回", unit="行", kind="number", sortable=False),
        ],
        fetch=fetch,
        counter="次",
        search_label="",
        empty_text="还没有导入过台账。点“导入台账”上传现有的 Excel。",
    )
    actions = [Action("导入台账", reverse("projects:import-upload"), primary=True, icon="file-import")]
    return respond(request, spec, template="projects/imports.html", context={"actions": actions})


def _row(r: ImportView) -> dict[str, Any]:
    return {
        "code": r.code,
        "name": r.name,
        "person": r.person_name,
        "on": timezone.localdate(r.imported_at or r.received_at),
        "state": Tag(r.state_name, "amber" if r.error else _TONES[r.state]),
        "inserted": r.counts.get("inserted"),
        "rejected": r.counts.get("rejected"),
    }
