"""待核实: what others recorded and waits for a second person."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.standing import standing_tag
from zhuchao.projects.selectors.unverified import KINDS, Unverified, unverified
from zhuchao.terms.actor import Actor


@staff_page
def to_verify(request: ActorRequest) -> HttpResponseBase:
    """The facts the reader may verify, the longest waiting first."""
    return respond(request, spec(request.actor))


def spec(actor: Actor) -> ListSpec:
    """The list for this actor."""

    def fetch(query: Query) -> Page:
        found = unverified(actor, kind=query.filters.get("kind", ""), offset=query.offset, limit=query.size)
        return Page([_row(each) for each in found.rows], found.total)

    return ListSpec(
        id="projects-to-verify",
        title="待核实的项目记录",
        fetch=fetch,
        counter="条记录",
        columns=[
            Column("title", "记录", kind="link", url=_judge, sortable=False),
            Column("text", "内容", sortable=False),
            Column("project_name", "项目", kind="link", url=_project, note="project", sortable=False),
            Column("kind_name", "类别", sortable=False),
            Column("happened_on", "发生日", kind="date", sortable=False),
            Column("recorded_on", "录入日", kind="date", sortable=False),
            Column("by", "录入人", note="office_name", sortable=False),
            Column("standing", "状态", kind="tag", sortable=False),
        ],
        filters=[Filter("kind", "类别", choices=list(KINDS.items()))],
        search_label="",
        definitions={
            "待核实": "阶段、合同、到位资金的记录，由他人录入、尚未核实；本人录入的由他人核实，不在此列"
        },
        empty_text="没有等您核实的记录。",
    )


def _judge(row: Mapping[str, Any]) -> str:
    return reverse("projects:judge-fact", args=[row["project"], row["table"], row["fact"]])


def _project(row: Mapping[str, Any]) -> str:
    return reverse("projects:detail", args=[row["project"]])


def _row(found: Unverified) -> dict[str, Any]:
    return {
        "title": found.title,
        "text": found.text,
        "project": found.project,
        "project_name": found.project_name,
        "kind_name": found.kind_name,
        "table": found.table,
        "fact": found.fact,
        "happened_on": found.happened_on,
        "recorded_on": found.recorded_on,
        "by": found.by,
        "office_name": found.office_name,
        "standing": standing_tag(found.standing),
    }
