"""真实性检查: what asks for a second look, with what was said to it. It stands beside the figures and changes none."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import Whole, padding
from zhuchao.projects.selectors.padding import Asked, Finding
from zhuchao.projects.web.deeds import DeedForm, deed, note_field, small
from zhuchao.terms.actor import Actor

CAVEAT = "这些提示请人再看一眼，不改变任何指标，也不作结论。同一项目可以有几条。"


class ExplainForm(DeedForm):
    """Which finding, and how it came about."""

    check = forms.ChoiceField(label="核对事项")
    text = note_field("说明", required=True)

    def __init__(self, actor: Actor, code: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {f.check: f.check_name for f in padding.findings_of(actor, code)}
        self.offer("check", [NO_CHOICE, *found.items()])


@staff_page
def findings(request: ActorRequest) -> HttpResponseBase:
    """Every finding the actor may see, filtered."""
    return respond(request, spec(request.actor))


def spec(actor: Actor) -> ListSpec:
    """The list of findings for this actor."""
    found = cache(lambda asked: padding.findings(actor, asked))

    def fetch(query: Query) -> Page:
        kept = [
            f
            for f in found(asked_of(query.filters))
            if query.text in f.project_name or query.text in f.project or query.text in f.text
        ]
        return Page([_row(f) for f in kept[query.offset : query.offset + query.size]], len(kept))

    def of_offices() -> list[tuple[str, str]]:
        return [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]

    return ListSpec(
        id="padding",
        title="真实性检查",
        fetch=fetch,
        counter="条提示",
        columns=[
            Column("project_name", "项目", kind="link", url=_url, note="project", sortable=False),
            Column("office_name", "牵头单位", sortable=False),
            Column("check", "核对事项", kind="tag", sortable=False),
            Column("text", "发现", sortable=False),
            Column("day", "日期", kind="date", sortable=False),
            Column("answer", "说明", sortable=False),
            Column("reason", "为什么提示", sortable=False, default=False),
        ],
        filters=[
            Filter("check", "核对事项", choices=list(padding.checks().items())),
            Filter("office", "牵头单位", choices=of_offices),
            Filter("answered", "说明", choices=[("no", "尚未说明"), ("yes", "已说明")]),
            Filter("signed", "首次签约日", kind="date_range"),
        ],
        search_label="项目名称、编号或发现里的词",
        caveat=CAVEAT,
        empty_text="没有需要核对的记录。",
    )


def asked_of(filters: Mapping[str, str]) -> Asked:
    """What the address asks for."""
    since, until = filters.get("signed_from", ""), filters.get("signed_to", "")
    return Asked(
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
        filters.get("check", ""),
        filters.get("office", ""),
        filters.get("answered", ""),
    )


def _url(row: Mapping[str, Any]) -> str:
    return reverse("projects:detail", args=[row["project"]])


def _row(found: Finding) -> dict[str, Any]:
    said = found.answers[-1] if found.answers else None
    return {
        "project": found.project,
        "project_name": found.project_name,
        "office_name": found.office_name,
        "check": Tag(found.check_name, "amber"),
        "text": found.text,
        "day": found.day,
        "answer": f"{said.text}（{said.by}，{said.on}）" if said else "",
        "reason": found.reason,
    }


def panel(its: Whole) -> Panel:
    """Where the findings of a project will stand: the checks look beyond the project, so the page does not wait for
    them."""
    context = {"url": reverse("projects:findings", args=[its.code]), "code": its.code}
    return Panel("真实性检查", "projects/panel_checks.html", context, order=90)


@staff_page
def findings_of(request: ActorRequest, code: str) -> HttpResponseBase:
    """The findings of one project with what was said to them: the inside of the panel."""
    actor, project = request.actor, selectors.row_for(request.actor, code)
    found = padding.findings_of(actor, code)
    may = bool(found) and rights.may_help(actor, project.office_code, selectors.assisting(project))
    actions = [small("作出说明", "explain-check", code, icon="message-2")] if may else []
    shown = {"findings": found, "actions": actions, "caveat": CAVEAT}
    return render(request, "projects/panel_padding.html", shown)


@staff_page
def explain(request: ActorRequest, code: str) -> HttpResponseBase:
    """Answer a finding."""
    form = ExplainForm(request.actor, code, request.POST or None)
    return deed(
        request,
        code,
        form,
        flows.explain_check,
        title="说明核对提示",
        done="说明已登记，与提示一并显示。",
        intro="写明实际情况和依据。提示不会因说明而消失，二者一并显示。",
    )
