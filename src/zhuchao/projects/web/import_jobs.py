"""A large 台账 is written by a job: the job itself, how far it is, what it did."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhuchao.frame.decorators import ActorRequest
from zhuchao.frame.details import Panel
from zhuchao.frame.marks import Crumb
from zhuchao.projects import flows
from zhuchao.projects.flows.start_import import JOB
from zhuchao.projects.selectors.imports import ImportView
from zhuchao.terms.actor import Actor

#: What of an import's counts the pages show, in this order.
COUNTS = (
    ("read", "读取（行）"),
    ("inserted", "新增（个）"),
    ("same", "已有（个）"),
    ("rejected", "退回（行）"),
)
_PART = "import-progress"


def run(actor: Actor, payload: Mapping[str, Any], report: Callable[[float, str], None]) -> dict[str, object]:
    """The job itself, called by a worker in the name of whoever confirmed, perhaps more than once."""
    code = payload["import"]
    counts = flows.import_ledger(
        actor=actor,
        code=code,
        mapping=payload["mapping"],
        leave_rejected=payload["leave_rejected"],
        report=report,
    )
    return {"import": code, **counts}


def job_panel(actor: Actor, job: Any) -> Panel | None:
    """What a finished import did, on the page of its job; None for other jobs."""
    if job.kind != JOB or not job.result:
        return None
    code = str(job.result["import"])
    context = {
        "counts": [(label, job.result[key]) for key, label in COUNTS],
        "url": reverse("projects:import", args=[code]),
        "rejects_url": reverse("projects:import-rejects", args=[code]) if job.result["rejected"] else "",
    }
    return Panel("导入结果", "projects/_import_result.html", context, wide=True)


def asks_again(request: ActorRequest) -> bool:
    """Whether the part of the page that shows the progress asks how far it is by now."""
    return request.headers.get("HX-Target") == _PART


def progress(request: ActorRequest, found: ImportView, crumbs: Sequence[Crumb]) -> HttpResponse:
    """How far the import is; the part that changes asks every two seconds. When it is over the page is loaded anew and
    shows what came of it."""
    if found.progress is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"title": f"正在导入：{found.name}", "run": found, "part": _PART, "breadcrumbs": crumbs}
    part = asks_again(request)
    return render(request, f"projects/{'_' if part else ''}import_progress.html", context)
