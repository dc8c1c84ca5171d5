"""Forms of meetings: quick to fill on a phone."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts.selectors import offices
from zhuchao.engagements import flows, selectors
from zhuchao.engagements.engine import meetings as checks
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import NO_CHOICE, TradeForm, posted, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.refusal import Refused

_LONG = forms.Textarea(attrs={"rows": 3})
_DAY = {"invalid": "日期应写作 2026-11-24 这样的形式"}


class HeldForm(TradeForm):
    """What took place."""

    units: ClassVar[Mapping[str, str]] = {"ours": "人", "theirs": "人"}
    held_on = forms.DateField(label="举行日", widget=forms.DateInput(), error_messages=_DAY)
    summary = forms.CharField(label="情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    ours = forms.IntegerField(label="我方人数", min_value=1, initial=1)
    theirs = forms.IntegerField(label="对方人数", min_value=0, initial=1)
    attending = forms.CharField(
        label="参加单位", max_length=400, required=False, help_text="用顿号分开，如：示例街道、发改局"
    )
    problems = forms.CharField(label="发现的问题", max_length=1000, required=False, widget=_LONG)
    interest = forms.ChoiceField(
        label="与该企业有无利害关系", required=False, choices=[NO_CHOICE, *checks.INTERESTS.items()]
    )
    interest_note = forms.CharField(label="利害关系说明", max_length=200, required=False)

    def given(self) -> dict[str, Any]:
        """The flow's words; units as a list."""
        told = dict(self.cleaned_data)
        told["units"] = [u for u in told.pop("attending").replace("，", "、").split("、") if u]
        return told


class WhatForm(TradeForm):
    """What it is about."""

    kind = forms.ChoiceField(label="形式")
    title = forms.CharField(label="事由", max_length=200)
    company_name = forms.CharField(label="企业", max_length=200, required=False)
    uscc = forms.CharField(label="统一社会信用代码", max_length=40, required=False)
    place = forms.CharField(label="地点", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [NO_CHOICE, *selectors.meeting_words("kinds").items()])


class NewHeldForm(WhatForm, HeldForm):
    """A meeting that was not planned."""

    field_order = ("kind", "title", "company_name", "uscc", "held_on", "summary")


class PlanForm(WhatForm):
    """A meeting to come."""

    planned_on = forms.DateField(label="计划日", widget=forms.DateInput(), error_messages=_DAY)
    agenda = forms.CharField(
        label="议题", max_length=1000, required=False, widget=_LONG, help_text="研判会填写，一行一个议题"
    )


def _way(*steps: tuple[str, str]) -> list[Crumb]:
    return [Crumb("走访活动", reverse("engagements:engagements")), *(Crumb(t, u) for t, u in steps)]


def _initial(request: ActorRequest) -> dict[str, Any]:
    """What a lead or company page hands over: ``?lead=&uscc=&name=``."""
    return {
        "uscc": request.GET.get("uscc", ""),
        "company_name": request.GET.get("name", ""),
        "kind": request.GET.get("kind", "visit"),
        "held_on": timezone.localdate(),
        "planned_on": timezone.localdate(),
    }


@staff_page
def hold(request: ActorRequest) -> HttpResponseBase:
    """Write down a visit that took place."""
    form = NewHeldForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            code = flows.hold_engagement(
                actor=request.actor, lead_code=request.GET.get("lead", ""), **form.given()
            )
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已登记。")
            return redirect("engagements:engagement", code)
    intro = "与企业接触的，请如实申报有无利害关系；上级和审计可以看到本记录。"
    return show(request, form, title="登记走访", intro=intro, breadcrumbs=_way(("登记走访", "")))


@staff_page
def plan(request: ActorRequest) -> HttpResponseBase:
    """Plan a visit or meeting."""
    form = PlanForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["agenda"] = tuple(given["agenda"].splitlines())
        try:
            code = flows.plan_engagement(actor=request.actor, lead_code=request.GET.get("lead", ""), **given)
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, "已安排。举行后请登记情况。")
            return redirect("engagements:engagement", code)
    return show(request, form, title="安排走访或会议", breadcrumbs=_way(("安排走访或会议", "")))


def press(
    request: ActorRequest,
    code: str,
    form: TradeForm,
    flow: Callable[..., object],
    *,
    title: str,
    done: str,
    given: Callable[[], dict[str, Any]] | None = None,
    intro: str = "",
) -> HttpResponseBase:
    """A form over one meeting: shown, pressed, or shown again with what was refused."""
    found = selectors.engagement(request.actor, code)
    back = reverse("engagements:engagement", args=[code])
    return posted(
        request,
        form,
        lambda cleaned: flow(actor=request.actor, code=code, **(given() if given else cleaned)),
        done=lambda _: done,
        back=lambda _: back,
        title=f"{title}：{found.title}",
        intro=intro,
        cancel_url=back,
        breadcrumbs=_way((found.title, back), (title, "")),
    )


@staff_page
def hold_planned(request: ActorRequest, code: str) -> HttpResponseBase:
    """A planned meeting took place."""
    form = HeldForm(request.POST or None, initial={"held_on": timezone.localdate()})
    return press(
        request, code, form, flows.hold_engagement, title="登记举行", done="已登记。", given=form.given
    )


class ReasonForm(TradeForm):
    """Why."""

    reason = forms.CharField(label="原因", max_length=400, widget=_LONG)


@staff_page
def cancel(request: ActorRequest, code: str) -> HttpResponseBase:
    """It will not take place."""
    form = ReasonForm(request.POST or None)
    return press(request, code, form, flows.cancel_engagement, title="取消走访活动", done="已取消。")


class DecisionForm(TradeForm):
    """What was decided and how it was voted."""

    decision = forms.CharField(label="决定", max_length=1000, widget=_LONG)
    votes_for = forms.IntegerField(label="赞成", min_value=0, initial=0)
    votes_against = forms.IntegerField(label="反对", min_value=0, initial=0)
    votes_abstain = forms.IntegerField(label="弃权", min_value=0, initial=0)
    votes_absent = forms.IntegerField(
        label="缺席", min_value=0, initial=0, required=False, help_text="应到未到的人数，不计票"
    )

    def given(self) -> dict[str, Any]:
        """The flow's words."""
        told = self.cleaned_data
        return {"decision": told["decision"], "votes": {n: told[f"votes_{n}"] or 0 for n in checks.VOTES}}


@staff_page
def decide(request: ActorRequest, code: str) -> HttpResponseBase:
    """Write down a decision."""
    form = DecisionForm(request.POST or None)
    return press(
        request,
        code,
        form,
        flows.record_decision,
        title="登记决定",
        done="已登记。",
        given=form.given,
        intro="决定只登记一次；反对的可以登记不同意见，不同意见不能删除。",
    )


class DissentForm(TradeForm):
    """Why the actor does not agree."""

    text = forms.CharField(label="不同意见", max_length=1000, widget=_LONG)


@staff_page
def dissent(request: ActorRequest, code: str) -> HttpResponseBase:
    """Put a dissent on record."""
    form = DissentForm(request.POST or None)
    intro = "以您现在的岗位登记，永久保留；日后追责时据此减轻责任。"
    return press(request, code, form, flows.add_dissent, title="登记不同意见", done="已登记。", intro=intro)


class FollowUpForm(TradeForm):
    """What is to be done, by whom, by when."""

    text = forms.CharField(label="事项", max_length=400, widget=_LONG)
    office = forms.ChoiceField(label="责任单位")
    due_on = forms.DateField(
        label="期限",
        required=False,
        widget=forms.DateInput(),
        error_messages=_DAY,
        help_text="不填则按规则库的默认期限",
    )


@staff_page
def set_follow_up(request: ActorRequest, code: str) -> HttpResponseBase:
    """Give an office something to do."""
    form = FollowUpForm(request.POST or None)
    form.offer("office", [NO_CHOICE, *((o.code, o.name) for o in offices(request.actor))])
    return press(request, code, form, flows.set_follow_up, title="交办会后事项", done="已交办。")


class ResultForm(TradeForm):
    """What came of it."""

    result = forms.CharField(label="办理结果", max_length=400, widget=_LONG)


@staff_page
def close_follow_up(request: ActorRequest, follow_up: str) -> HttpResponseBase:
    """It was done."""
    row = selectors.follow_up_row(request.actor, follow_up)
    form = ResultForm(request.POST or None)

    def flow(*, actor: Any, code: str, result: str) -> None:
        flows.close_follow_up(actor=actor, code=follow_up, result=result)

    return press(
        request,
        row.engagement.code,
        form,
        flow,
        title="办结会后事项",
        done="已办结。",
        intro=row.text,
    )
