"""Joining meetings to a project, and showing them on both pages."""

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE, TradeForm
from zhuchao.frame.tables import Cell, Table
from zhuchao.projects import flows, selectors
from zhuchao.projects.selectors import Whole
from zhuchao.projects.web.deeds import deed, small
from zhuchao.terms.actor import Actor


@staff_page
def link_engagement(request: ActorRequest, code: str) -> HttpResponseBase:
    """Say that a meeting was about the project."""
    found = selectors.may_be_joined(request.actor, code)
    choices = [(m.code, f"{m.on} {m.kind_name} {m.title}") for m in found]

    class LinkForm(TradeForm):
        """Which meeting."""

        engagement = forms.ChoiceField(label="走访活动", choices=[NO_CHOICE, *choices])

    return deed(
        request,
        code,
        LinkForm(request.POST or None),
        flows.link_engagement,
        title="关联走访活动",
        done="已关联。",
        intro="列出的是与投资方、来源线索有关的，以及本单位最近的走访活动。",
    )


def project_panel(its: Whole) -> Panel:
    """The meetings about a project."""
    rows = [
        [str(m.on), m.kind_name, Cell(m.title, reverse("engagements:engagement", args=[m.code]))]
        for m in selectors.joined_to(its.actor, its.project)
    ]
    context: dict[str, Any] = {
        "table": Table(("日期", "形式", "事由"), rows),
        "actions": [small("关联走访活动", "link-engagement", its.code, icon="link")],
    }
    return Panel("走访与会议", "projects/panel_engagements.html", context, order=40)


def engagement_panel(actor: Actor, engagement: str) -> Panel | None:
    """The projects a meeting was about."""
    found = selectors.projects_of_engagement(actor, engagement)
    rows = [[Cell(p.name, reverse("projects:detail", args=[p.code])), p.stage_name] for p in found]
    context = {"table": Table(("项目", "阶段"), rows), "actions": []}
    return Panel("涉及的项目", "projects/panel_engagements.html", context, order=10)
