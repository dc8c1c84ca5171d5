"""Events: the list, one of them, its forms, and the judgement of facts of meetings and events."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.engine import meetings as rights
from zhuchao.engagements.selectors import EventView
from zhuchao.engagements.web.meeting_forms import ReasonForm
from zhuchao.engagements.web.meetings import state_tag, timeline
from zhuchao.frame import details
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Action, Crumb, Field, Section
from zhuchao.frame.forms import NO_CHOICE, TradeForm, posted, refused_into, show
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_COLUMNS = [
    Column(
        "title",
        "活动",
        kind="link",
        sortable=False,
        url=lambda r: reverse("engagements:event", args=[r["code"]]),
    ),
    Column("kind", "类型", sortable=False),
    Column("on", "日期", kind="date", sortable=False),
    Column("office", "主办单位", sortable=False),
    Column("state", "状态", kind="tag", sortable=False),
    Column("guests", "到会企业", unit="家", kind="number", sortable=False),
    Column("cost_wan", "费用", kind="money_wan", sortable=False),
]


@staff_page
def events(request: ActorRequest) -> HttpResponseBase:
    """The calendar of events, the newest first."""
    actor = request.actor

    def fetch(query: Query) -> Page:
        found = selectors.find_events(
            actor,
            text=query.text,
            kind=query.filters.get("kind", ""),
            state=query.filters.get("state", ""),
            offset=query.offset,
            limit=query.size,
        )
        return Page([_row(r) for r in found.rows], found.total)

    spec = ListSpec(
        id="events",
        title="招商活动",
        columns=_COLUMNS,
        filters=[
            Filter("kind", "类型", choices=lambda: list(selectors.meeting_words("events").items())),
            Filter(
                "state",
                "状态",
                choices=[("planned", "计划中"), ("held", "已举行"), ("cancelled", "已取消")],
            ),
        ],
        fetch=fetch,
        counter="场",
        search_label="活动名称",
        empty_text="还没有招商活动。点“安排活动”登记推介会、集中签约。",
        definitions={"日期": "真实举行的日期；尚未举行的为计划日"},
    )
    actions = [Action("安排活动", reverse("engagements:plan-event"), primary=True, icon="plus")]
    return respond(request, spec, template="engagements/meetings.html", context={"actions": actions})


def _row(r: EventView) -> dict[str, Any]:
    return {
        "code": r.code,
        "title": r.title,
        "kind": r.kind_name,
        "on": r.held_on or r.planned_on,
        "office": r.office_name,
        "state": state_tag(r.state, r.state_name),
        "guests": r.guests or None,
        "cost_wan": r.cost_wan,
    }


@staff_page
def event(request: ActorRequest, code: str) -> HttpResponseBase:
    """One event with what was signed there, as far as the actor sees it."""
    actor = request.actor
    found = selectors.event(actor, code)
    basics = [
        Field("类型", found.kind_name),
        Field("举行日", found.held_on, kind="date"),
        Field("计划日", found.planned_on, kind="date"),
        Field("地点", found.place),
        Field("到会企业", found.guests or None, kind="number", unit="家"),
        Field("费用", found.cost_wan, kind="money_wan"),
        Field("说明", found.note, kind="long"),
    ]
    return details.respond(
        request,
        title=found.title,
        subtitle=found.kind_name,
        state=state_tag(found.state, found.state_name),
        owner=found.office_name,
        sections=[Section("活动", basics)],
        actions=_actions(actor, found),
        timeline=timeline(selectors.event_history(actor, code)),
        panels=details.panels_for(actor, code, topic="event"),
        breadcrumbs=[Crumb("招商活动", reverse("engagements:events")), Crumb(found.title)],
    )


def _actions(actor: Actor, found: EventView) -> list[Action]:
    why = None
    if not rights.may_work(actor, found.office):
        why = Refusal("engagements.right", "只有主办单位可以办理", "请联系主办单位。")
    elif found.state != "planned":
        why = Refusal("engagements.state", f"该活动{found.state_name}", "如有变化，请另行登记。")
    hold = reverse("engagements:hold-event", args=[found.code])
    cancel = reverse("engagements:cancel-event", args=[found.code])
    return [
        Action("登记举行", hold, refusal=why, primary=why is None, icon="check"),
        Action("取消", cancel, refusal=why, icon="ban"),
    ]


class PlanEventForm(TradeForm):
    """An event to come."""

    kind = forms.ChoiceField(label="类型")
    title = forms.CharField(label="名称", max_length=200)
    planned_on = forms.DateField(label="计划日", widget=forms.DateInput())
    place = forms.CharField(label="地点", max_length=200, required=False)
    note = forms.CharField(
        label="说明", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@staff_page
def plan_event(request: ActorRequest) -> HttpResponseBase:
    """Plan an event."""
    form = PlanEventForm(request.POST or None, initial={"planned_on": timezone.localdate()})
    form.offer("kind", [NO_CHOICE, *selectors.meeting_words("events").items()])
    if request.method == "POST" and form.is_valid():
        try:
            code = flows.plan_event(actor=request.actor, **form.cleaned_data)
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已安排。举行后请登记。")
            return redirect("engagements:event", code)
    way = [Crumb("招商活动", reverse("engagements:events")), Crumb("安排活动")]
    return show(request, form, title="安排活动", breadcrumbs=way)


class HoldEventForm(TradeForm):
    """When it took place, who came, what it cost."""

    held_on = forms.DateField(label="举行日", widget=forms.DateInput())
    guests = forms.IntegerField(label="到会企业（家）", min_value=0, initial=0)
    cost_wan = forms.DecimalField(label="费用（万元）", min_value=0, required=False)


@staff_page
def hold_event(request: ActorRequest, code: str) -> HttpResponseBase:
    """The event took place."""
    found = selectors.event(request.actor, code)
    form = HoldEventForm(request.POST or None, initial={"held_on": found.planned_on})
    return _press(request, found, form, flows.hold_event, "登记活动举行")


@staff_page
def cancel_event(request: ActorRequest, code: str) -> HttpResponseBase:
    """The event will not take place."""
    found = selectors.event(request.actor, code)
    return _press(request, found, ReasonForm(request.POST or None), flows.cancel_event, "取消招商活动")


def _press(
    request: ActorRequest, found: EventView, form: TradeForm, flow: Callable[..., object], title: str
) -> HttpResponseBase:
    back = reverse("engagements:event", args=[found.code])
    return posted(
        request,
        form,
        lambda given: flow(actor=request.actor, code=found.code, **given),
        done=lambda _: "已登记。",
        back=lambda _: back,
        title=f"{title}：{found.title}",
        cancel_url=back,
        breadcrumbs=[
            Crumb("招商活动", reverse("engagements:events")),
            Crumb(found.title, back),
            Crumb(title),
        ],
    )
