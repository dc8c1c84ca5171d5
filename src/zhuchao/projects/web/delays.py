"""What holds the project up, on its page."""

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE
from zhuchao.frame.marks import Tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import Whole, delays
from zhuchao.projects.selectors.delays import Delay
from zhuchao.projects.web.deeds import DeedForm, FilesField, day_field, deed, note_field, small
from zhuchao.terms.actor import Actor


class DelayForm(DeedForm):
    """A cause, whose it is, since when."""

    cause = forms.ChoiceField(label="受阻原因")
    side = forms.ChoiceField(label="责任方", required=False)
    since = day_field("起始日")
    until = day_field("解除日", initial=None, required=False, help_text="仍在受阻的留空")
    blocking = forms.ChoiceField(label="须由哪个单位解决", required=False)
    note = note_field()
    evidence = FilesField(label="佐证（可拍照）", required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cause", [NO_CHOICE, *selectors.choices("delay-causes").items()])
        self.offer("side", [("", "按原因确定"), *selectors.choices("sides").items()])
        self.offer("blocking", [("", "不涉及"), *((o.code, o.name) for o in offices(actor))])


class OverForm(DeedForm):
    """When it was over."""

    until = day_field("解除日")
    note = note_field("如何解除")


@staff_page
def note_delay(request: ActorRequest, code: str) -> HttpResponseBase:
    """Note a cause."""
    form = DelayForm(request.actor, request.POST or None, request.FILES or None)
    return deed(
        request,
        code,
        form,
        flows.note_delay,
        title="登记受阻原因",
        done="已登记。",
        intro="可以同时有几条原因。写明从哪天起、卡在哪个单位。",
    )


@staff_page
def end_delay(request: ActorRequest, code: str, fact: str) -> HttpResponseBase:
    """Note that a cause is over."""
    form = OverForm(request.POST or None)
    return deed(request, code, form, flows.end_delay, title="登记受阻解除", done="已登记解除。", fact=fact)


def panel(its: Whole) -> Panel:
    """The causes, the open ones first, and days by side."""
    code, assisting = its.code, [office for office, _, _ in its.helping]
    may = rights.may_help(its.actor, its.project.office_code, assisting)
    found = delays.delays_of(its)
    headings = ("原因", "责任方", "起始日", "解除日", "天数（天）", "须由哪个单位解决", "说明", "")
    context = {
        "open": len(found.open),
        "days": [(found.sides[side], days) for side, days in found.days_by_side.items()],
        "causes": Table(headings, [_row(code, d, may) for d in found.causes]),
        "actions": [small("登记受阻原因", "note-delay", code, icon="alert-triangle")] if may else [],
    }
    waits = "、".join(each.cause_name for each in found.open)
    over = f"已解除 {len(found.causes)} 条" if found.causes else "没有登记受阻原因"
    return Panel(
        "受阻原因",
        "projects/panel_delays.html",
        context,
        order=45,
        wide=True,
        id="delays",
        summary=f"仍在受阻 {len(found.open)} 条：{waits}" if found.open else over,
        open=bool(found.open),
    )


def _row(code: str, each: Delay, may: bool) -> list[Any]:
    open_now = each.until is None
    return [
        each.cause_name,
        each.side_name,
        str(each.since),
        Tag("仍在受阻", "red") if open_now else str(each.until),
        each.days,
        each.blocking_name or "—",
        each.note or "—",
        Cell("登记解除", reverse("projects:end-delay", args=[code, each.code])) if may and open_now else "",
    ]
