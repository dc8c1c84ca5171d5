"""One issue: its text with every number open to its rows, its checks, its steps; its files; its recomputation."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.reports import flows, selectors
from zhuchao.reports.engine.coherence import Check, refusals
from zhuchao.reports.engine.issues import (
    Step,
    need_publisher,
    need_signer,
    need_writer,
    right_fault,
    step_fault,
)
from zhuchao.reports.web.issues import TONES
from zhuchao.terms.actor import Actor

_CHECKED = {True: Tag("通过", "green"), False: Tag("未通过", "red"), None: Tag("未核对", "grey")}


@staff_page
def issue(request: ActorRequest, code: str) -> HttpResponseBase:
    """The issue as it stands or is frozen."""
    its = selectors.issue_file(request.actor, code)
    body = its.body
    shown = {
        "title": its.row.title,
        "its": its,
        "state": Tag(its.row.state_name, TONES[its.row.state]),
        "lines": [_line(line, body["figures"]) for line in body["lines"]],
        "figures": [_figure(raw) for raw in body["figures"].values()],
        "checks": _checks(body),
        "over": body["characters"] > body["most_characters"],
        "actions": _actions(request.actor, its),
        "breadcrumbs": [Crumb("报告", reverse("reports:issues")), Crumb(its.row.title)],
    }
    return render(request, "reports/issue.html", shown)


def _rows_url(raw: Mapping[str, Any]) -> str:
    call = selectors.call_from_dict(raw["call"])
    if call.why_blank or raw["version"] == "0":
        return ""
    asked = urlencode(selectors.address_of(call, raw["known_at"]))
    return f"{reverse('figures:figure', args=[call.definition])}?{asked}"


def _line(line: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    spans = []
    for span in line["spans"]:
        raw = found.get(span["blank"])
        spans.append(
            {"text": span["text"], "url": _rows_url(raw) if raw else "", "note": raw and raw["text"]}
        )
    return {"level": line["level"], "spans": spans}


def _figure(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {"label": raw["label"], "fig": selectors.figure_from_dict(raw), "url": _rows_url(raw)}


def _checks(body: Mapping[str, Any]) -> Table:
    return Table(
        ["核对项", "结果", "说明"], [[c["title"], _CHECKED[c["ok"]], c["said"]] for c in body["checks"]]
    )


def _actions(actor: Actor, its: selectors.IssueFile) -> list[Action]:
    """The files, and the steps that may follow; what stands against a step is said beside its button."""
    code, now = its.row.code, Step(its.row.state)
    found = [
        Action("下载 Word", reverse("reports:word", args=[code]), icon="file-text"),
        Action("下载附件", reverse("reports:annex", args=[code]), icon="file-spreadsheet"),
        Action("重算比较", reverse("reports:compare", args=[code]), icon="history"),
    ]
    failed = refusals([Check(**raw) for raw in its.body["checks"]])
    verbs = (
        (Step.CHECKED, "核对", "check", "", [right_fault(need_writer, actor), *failed]),
        (
            Step.SIGNED,
            "签发",
            "sign",
            "签发后内容不再改动，确认签发？",
            [right_fault(need_signer, actor, its.drafted_by)],
        ),
        (
            Step.ISSUED,
            "发布",
            "publish",
            "发布后内容固定并留存，确认发布？",
            [right_fault(need_publisher, actor)],
        ),
    )
    for step, label, name, confirm, faults in verbs:
        if step_fault(now, step) is None:
            url, fault = reverse(f"reports:{name}", args=[code]), next(filter(None, faults), None)
            found.append(Action(label, url, "post", fault, fault is None, "check", confirm))
    if step_fault(now, Step.WITHDRAWN) is None:
        fault = right_fault(need_publisher if now is Step.ISSUED else need_writer, actor)
        url = reverse("reports:withdraw", args=[code])
        found.append(Action("撤回", url, refusal=fault, icon="arrow-back-up"))
    return found


@staff_page
def compare(request: ActorRequest, code: str) -> HttpResponseBase:
    """The frozen figures beside their recomputation as known then and today's."""
    its, found = selectors.issue_file(request.actor, code), selectors.reopened(request.actor, code)
    rows = [
        [
            Cell(f.name, _rows_url(its.body["figures"][f.blank])),
            f.frozen,
            f.known_then,
            Tag("一致", "green") if f.same else Tag("有差异", "red"),
            f.today,
            Tag("有变化", "amber") if f.changed_today else "",
        ]
        for f in found.figures
    ]
    table = Table(["指标", "报告所列", "按当时已录入重算", "比较", "今天的数", "今天"], rows)
    crumbs = [
        Crumb("报告", reverse("reports:issues")),
        Crumb(its.row.title, reverse("reports:issue", args=[code])),
        Crumb("重算比较"),
    ]
    shown = {"title": "重算比较", "its": its, "found": found, "table": table, "breadcrumbs": crumbs}
    return render(request, "reports/compare.html", shown)


@staff_page
def word(request: ActorRequest, code: str) -> HttpResponseBase:
    """The Word file."""
    return _file(*flows.take_issue(actor=request.actor, code=code, kind="word"), selectors.DOCX)


@staff_page
def annex(request: ActorRequest, code: str) -> HttpResponseBase:
    """The spreadsheet with every row."""
    return _file(*flows.take_issue(actor=request.actor, code=code, kind="annex"), selectors.XLSX)


def _file(made: bytes, name: str, kind: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": disposition})
