"""The plan on the project's page: milestones, money by schedule, duties; what is next; by how much it slipped."""

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE
from zhuchao.frame.marks import Tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine.plans import KINDS, SIDES
from zhuchao.projects.selectors import Whole, plans
from zhuchao.projects.selectors.plans import Plan, PlanItem
from zhuchao.projects.web.deeds import (
    DeedForm,
    FilesField,
    day_field,
    deed,
    note_field,
    small,
    sum_field,
)


class PlanForm(DeedForm):
    """A planned item."""

    what = forms.ChoiceField(label="种类")
    stage = forms.ChoiceField(
        label="对应阶段", required=False, help_text="选了阶段的，推进到该阶段时自动计为完成"
    )
    title = forms.CharField(label="内容", max_length=200, required=False, help_text="选了阶段的可以留空")
    side = forms.ChoiceField(label="由谁履行", required=False, help_text="义务必选")
    due_on = day_field("计划完成日", initial=None)
    amount_wan = sum_field("金额", help_text="资金计划必填：到该日应到位的一笔")
    said_on = day_field("约定日", help_text="合同或会议确定该计划的日期")
    note = note_field()

    def __init__(self, klass: str, form: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names, sides = selectors.choices("stages"), selectors.choices("sides")
        route = selectors.route(klass, form)
        self.offer("what", [NO_CHOICE, *KINDS.items()])
        self.offer("stage", [("", "不对应阶段"), *((s, names[s]) for s in route)])
        self.offer("side", [("", "不分"), *((s, sides[s]) for s in SIDES)])


class MoveForm(DeedForm):
    """Another day, and why."""

    due_on = day_field("新的计划完成日", initial=None)
    reason = note_field("调整原因", required=True)
    amount_wan = sum_field("新的金额", help_text="只用于资金计划，不变的留空")
    said_on = day_field("商定日")


class SettleForm(DeedForm):
    """That it came about."""

    done_on = day_field("完成日")
    evidence = FilesField(label="佐证（可拍照）", required=False)
    note = note_field()


@staff_page
def set_plan(request: ActorRequest, code: str) -> HttpResponseBase:
    """Plan an item."""
    project = selectors.row_for(request.actor, code)
    form = PlanForm(project.klass, project.form, request.POST or None)
    return deed(request, code, form, flows.set_plan, title="安排计划", done="已列入计划。")


@staff_page
def move_plan(request: ActorRequest, code: str, item: str) -> HttpResponseBase:
    """Move an item to another day."""
    found = plans.item_of(selectors.row_for(request.actor, code), item)
    form = MoveForm(request.POST or None, initial={"due_on": found.due_on})
    if found.what != "money":
        del form.fields["amount_wan"]
    intro = f"“{found.title}”最初计划 {found.first_due}，现计划 {found.due_on}。最初的计划保留，推迟天数从最初计划算起。"
    return deed(
        request, code, form, flows.move_plan, title="调整计划", done="已调整。", intro=intro, item=item
    )


@staff_page
def settle_plan(request: ActorRequest, code: str, item: str) -> HttpResponseBase:
    """Record that an item came about."""
    found = plans.item_of(selectors.row_for(request.actor, code), item)
    form = SettleForm(request.POST or None, request.FILES or None)
    intro = f"“{found.title}”，计划 {found.due_on}。"
    return deed(
        request, code, form, flows.settle_plan, title="登记完成", done="已登记完成。", intro=intro, item=item
    )


def panel(its: Whole) -> Panel:
    """The next three items, money by schedule, and all items with their slip."""
    code, may = its.code, selectors.may_work(its.actor, its.project)
    found = plans.plan_of(its)
    headings = (
        "计划日",
        "种类",
        "内容",
        "由谁履行",
        "金额（万元）",
        "推迟（天）",
        "状态",
        "",
        "",
    )
    context = {
        "next_due": [(i, _tag(i)) for i in found.next_due],
        "items": Table(headings, [_row(code, i, may) for i in found.items], cards=True),
        "plan": found,
        "actions": [small("安排计划", "set-plan", code, icon="calendar-event")] if may else [],
    }
    late = sum(i.overdue for i in found.items)
    return Panel(
        "计划与节点",
        "projects/panel_plan.html",
        context,
        order=40,
        wide=True,
        id="plan",
        summary=_summary(found, late),
        open=late > 0,
    )


def _summary(found: Plan, late: int) -> str:
    if not found.items:
        return "还没有计划"
    told = [f"{len(found.items)} 项"]
    if late:
        told.append(f"逾期 {late} 项")
    if found.next_due:
        told.append(f"下一项 {found.next_due[0].due_on} {found.next_due[0].title}")
    return "，".join(told)


def _tag(item: PlanItem) -> Tag:
    if item.done_on:
        return Tag(f"{item.done_on} 完成", "green")
    if item.closed:
        return Tag("项目终止，不再履行", "grey")
    return Tag("逾期", "red") if item.overdue else Tag("未到期", "blue")


def _row(code: str, item: PlanItem, may: bool) -> list[Any]:
    open_now = may and item.done_on is None and not item.closed
    by_hand = open_now and item.what != "money" and not item.by_stage
    moved = f"（最初计划 {item.first_due}，调整 {item.moves} 次：{item.reason}）" if item.moves else ""
    return [
        str(item.due_on),
        item.what_name,
        f"{item.title}{moved}",
        item.side_name or "—",
        item.amount_wan,
        item.slip,
        _tag(item),
        Cell("调整", reverse("projects:move-plan", args=[code, item.item])) if open_now else "",
        Cell("完成", reverse("projects:settle-plan", args=[code, item.item])) if by_hand else "",
    ]
