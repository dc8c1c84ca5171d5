"""Import of registry files: upload, which column is which, progress as a job, what past imports did."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.companies import flows, selectors
from zhuchao.companies.selectors import RunView, UploadView
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Crumb, Tag
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refused

JOB = "registry-import"
_LATEST = 8
_TONES = {"running": "blue", "published": "green", "refused": "red", "broken": "amber"}
#: What of an import's counts the pages show, in this order.
COUNTS = (
    ("read", "读取（行）"),
    ("inserted", "新增（家）"),
    ("updated", "更新（家）"),
    ("unchanged", "未变（家）"),
    ("merged", "合并的重复行"),
    ("rejected", "退回（行）"),
    ("warnings", "有字段未采用（行）"),
)


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as Django checks one; an empty file is named."""
        given = data or [None] if isinstance(data, list | tuple) else [data]
        return [super(_FilesField, self).clean(f, initial) for f in given]


class UploadForm(TradeForm):
    """Which files."""

    file = _FilesField(
        label="登记数据文件",
        widget=_ManyFiles(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.parquet,.pq"}),
        error_messages={"required": "请选择要导入的文件", "empty": "有文件是空的，请检查后重新选择"},
    )


@page(Role.CENTRE)
def upload(request: ActorRequest) -> HttpResponseBase:
    """First step: the files are taken in and their headings read; a bad one is told at once."""
    actor = request.actor
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not form.is_bound:
        form = UploadForm(request.POST, request.FILES)
    form.fields["file"].help_text = _allowed()
    if form.is_bound and form.is_valid():
        try:
            code = flows.receive_files(
                actor=actor, files=[(f.name, f.chunks()) for f in form.cleaned_data["file"]]
            )
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            return redirect("companies:import-columns", code)
    latest = selectors.import_runs(actor, limit=_LATEST)
    return show(
        request,
        form,
        title="数据导入",
        submit="上传并核对列",
        breadcrumbs=[Crumb("企业库", reverse("companies:search")), Crumb("数据导入")],
        template="companies/import.html",
        context={
            "lake": _lake(actor),
            "runs": [_shown(r) for r in latest.rows],
            "more": max(latest.total - _LATEST, 0),
        },
    )


def _allowed() -> str:
    limits = selectors.upload_limits()
    kinds = "CSV（UTF-8 或 GB18030）、Excel（.xlsx）、Parquet"
    return f"{kinds}；一次最多 {limits.files} 个，合计不超过 {limits.megabytes} MB"


class ColumnsForm(TradeForm):
    """Which column of the files is which of ours; empty leaves it to the known headings."""

    def __init__(self, found: UploadView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in found.columns:
            automatic = f"自动：{column.automatic}" if column.automatic else "自动：没有这一列"
            choices = [("", automatic), *((h, h) for h in found.headings)]
            field = forms.ChoiceField(label=column.label, choices=choices, required=False)
            field.widget.attrs["class"] = "form-select"
            field.help_text = "必需" if column.required else ""
            self.fields[column.key] = field

    def mapping(self) -> dict[str, str]:
        """Only what was chosen."""
        return {key: value for key, value in self.cleaned_data.items() if value}


@page(Role.CENTRE)
def columns(request: ActorRequest, code: str) -> HttpResponseBase:
    """Second step: confirm the columns, then the import runs in the background."""
    found = selectors.upload(request.actor, code)
    if found is None:
        raise Http404
    form = ColumnsForm(found, request.POST or None)
    if request.method == "POST" and not form.is_bound:
        form = ColumnsForm(found, request.POST)
    if form.is_bound and form.is_valid():
        try:
            job = flows.start_import(actor=request.actor, upload=code, mapping=form.mapping())
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            return redirect("accounts:job", job)
    back = reverse("companies:import")
    return show(
        request,
        form,
        title="核对列",
        submit="开始导入",
        cancel_url=back,
        breadcrumbs=[Crumb("数据导入", back), Crumb("核对列")],
        keep_draft=False,
        template="companies/columns.html",
        context={"found": found},
    )


@page(Role.CENTRE)
def runs(request: ActorRequest) -> HttpResponseBase:
    """Every import, the newest first."""

    def fetch(query: Query) -> Page:
        found = selectors.import_runs(
            request.actor, state=query.filters.get("state", ""), offset=query.offset, limit=query.size
        )
        return Page([_row(r) for r in found.rows], found.total)

    spec = ListSpec(
        id="imports",
        title="导入记录",
        columns=[
            Column("files", "文件", sortable=False, note="reason"),
            Column("state", "状态", kind="tag", sortable=False),
            Column("started_at", "开始时间", kind="date", sortable=False),
            Column("actor_name", "经办", sortable=False),
            *(Column(key, label, kind="number", sortable=False) for key, label in COUNTS),
            Column("rejects", "退回的行", kind="link", sortable=False, url=lambda r: r["rejects_url"]),
        ],
        filters=[Filter("state", "状态", choices=selectors.states())],
        fetch=fetch,
        counter="次",
        search_label="",
        empty_text="还没有导入过登记数据。",
    )
    crumbs = [Crumb("数据导入", reverse("companies:import")), Crumb("导入记录")]
    return respond(request, spec, context={"breadcrumbs": crumbs})


@page(Role.CENTRE)
def rejects(request: ActorRequest, code: str) -> HttpResponseBase:
    """The file of refused rows, as a download."""
    path = selectors.rejects_file(request.actor, code)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="text/csv")


def run(
    actor: Actor, payload: Mapping[str, Any], progress: Callable[[float, str], None]
) -> dict[str, object]:
    """The job itself, called by a worker in the name of whoever asked."""
    found = flows.import_upload(
        actor=actor, upload=payload["upload"], mapping=payload.get("mapping"), report=progress
    )
    return found.as_dict()


def job_panel(actor: Actor, job: Any) -> Panel | None:
    """What a finished import did, on the page of its job; None for other jobs."""
    if job.kind != JOB or not job.result:
        return None
    code = str(job.result.get("code", ""))
    run = selectors.import_run(actor, code)
    context: dict[str, Any] = {
        "counts": _counts(job.result),
        "seconds": job.result.get("seconds"),
        "rejects_url": reverse("companies:rejects", args=[code]) if run and run.has_rejects else "",
    }
    return Panel("导入结果", "companies/_result.html", context, wide=True)


def _counts(found: Any) -> list[tuple[str, int]]:
    return [(label, found[key]) for key, label in COUNTS if found.get(key) is not None]


def _lake(actor: Actor) -> dict[str, Any]:
    note = selectors.lake_note(actor)
    facts = [("版次", f"第 {note.version} 版")]
    if note.as_of:
        facts.append(("数据截至", f"{note.as_of:%Y-%m-%d}"))
    return {"rows": note.rows, "facts": facts, "caveat": note.caveat, "demo": note.demo}


def _shown(run: RunView) -> dict[str, Any]:
    return {
        "run": run,
        "tag": Tag(run.state_name, _TONES[run.state]),
        "counts": [(label, n) for label, n in _counts(run.counts) if n],
        "rejects_url": reverse("companies:rejects", args=[run.code]) if run.has_rejects else "",
    }


def _row(run: RunView) -> dict[str, Any]:
    url = reverse("companies:rejects", args=[run.code]) if run.has_rejects else ""
    return {
        "files": "、".join(run.files),
        "reason": run.reason,
        "state": Tag(run.state_name, _TONES[run.state]),
        "started_at": run.started_at,
        "actor_name": run.actor_name,
        "rejects": "下载" if url else "",
        "rejects_url": url,
        **{key: run.counts.get(key) for key, _ in COUNTS},
    }
