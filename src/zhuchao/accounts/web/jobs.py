"""Background jobs of the person: how far, what came of it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.accounts import selectors
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import panels_for
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Crumb, Tag

_TONES = {"queued": "grey", "running": "blue", "done": "green", "failed": "red"}


@page()
def jobs(request: ActorRequest) -> HttpResponseBase:
    """The actor's jobs, the newest first."""

    def fetch(query: Query) -> Page:
        found = selectors.jobs(request.actor, offset=query.offset, limit=query.size + 1)
        rows = [_row(j) for j in found[: query.size]]
        return Page(rows, query.offset + len(found), capped=len(found) > query.size)

    columns = [
        Column("title", "任务", kind="link", sortable=False, url=lambda r: r["url"]),
        Column("state", "状态", kind="tag", sortable=False),
        Column("progress", "进度", unit="%", kind="number", sortable=False),
        Column("asked_at", "提交时间", kind="date", sortable=False),
        Column("finished_at", "完成时间", kind="date", sortable=False),
    ]
    spec = ListSpec(
        id="jobs",
        title="后台任务",
        columns=columns,
        fetch=fetch,
        empty_text="没有后台任务。导入登记数据等耗时的工作在后台进行，进度显示在这里。",
        search_label="",
        exportable=False,
    )
    return respond(request, spec)


def _row(job: selectors.JobRow) -> dict[str, object]:
    return {
        "title": job.title,
        "state": Tag(job.state_name, _TONES[job.state]),
        "progress": job.progress,
        "asked_at": job.asked_at,
        "finished_at": job.finished_at,
        "url": reverse("accounts:job", args=[job.code]),
    }


@page()
def job(request: ActorRequest, code: str) -> HttpResponse:
    """One job; the part that changes asks again every two seconds until it is over. What it found is shown by
    the noun that did it: ``Slot.PANEL`` topic ``job``, ``fn(actor, job) -> Panel | None``."""
    found = selectors.job(request.actor, code)
    if found is None:
        raise Http404
    context = {
        "title": found.title,
        "job": found,
        "tag": Tag(found.state_name, _TONES[found.state]),
        "panels": panels_for(request.actor, found, topic="job") if found.is_over else [],
        "breadcrumbs": [Crumb("后台任务", reverse("accounts:jobs")), Crumb(found.title)],
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "accounts/_job.html" if fragment else "accounts/job.html", context)
