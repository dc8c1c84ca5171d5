"""Forms of leads: open, assign, answer, judge, close. Each posts to one flow; ``verb`` is the way of them all."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts.selectors import offices, posts
from zhuchao.engagements import flows, selectors
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import NO_CHOICE, TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

_DAY = {"invalid": "日期应写作 2026-11-24 这样的形式"}


class OpenForm(TradeForm):
    """A new lead."""

    uscc = forms.CharField(label="统一社会信用代码", max_length=40)
    company_name = forms.CharField(label="企业名称", max_length=200, help_text="营业执照上的全称")
    source = forms.ChoiceField(label="渠道")
    introducer = forms.ChoiceField(label="引荐人", required=False, help_text="列表中没有的请先登记引荐人")
    source_place = forms.CharField(
        label="来源地", max_length=40, required=False, help_text="企业从哪里来：省、地市或区县的名称"
    )
    office = forms.ChoiceField(label="责任单位", required=False)
    opened_on = forms.DateField(
        label="登记日",
        required=False,
        widget=forms.DateInput(),
        error_messages=_DAY,
        help_text="补录以前的线索时填真实开始跟进的日期；不填为今天",
    )
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now, ever = selectors.choices("sources"), selectors.words("sources")
        old = [(code, f"{word}（仅用于补录）") for code, word in ever.items() if code not in now]
        self.offer("source", [NO_CHOICE, *now.items(), *old])
        self.offer("introducer", [("", "没有引荐人"), *selectors.introducer_choices(actor)])
        mine = [(o.code, o.name) for o in offices(actor) if selectors.may_open(actor, o.code)]
        self.offer("office", mine or [("", actor.post_name)])


class AssignForm(TradeForm):
    """To whom a lead goes."""

    office = forms.ChoiceField(label="责任单位")
    post = forms.ChoiceField(label="岗位", required=False, help_text="不选则由该单位自行分派")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", [(o.code, o.name) for o in offices(actor)])
        held = [(p.code, f"{p.office_name}·{p.name}") for p in posts(actor)]
        self.offer("post", [("", "由单位分派"), *held])


class DayForm(TradeForm):
    """Something that happened on a day."""

    happened_on = forms.DateField(
        label="真实发生日",
        widget=forms.DateInput(),
        error_messages=_DAY,
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("happened_on", timezone.localdate())
        super().__init__(*args, **kwargs)


class AnswerForm(DayForm):
    """The first answer."""

    note = forms.CharField(label="答复内容", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))


class JudgeForm(DayForm):
    """A verdict and why."""

    verdict = forms.ChoiceField(label="研判结论")
    reason = forms.CharField(label="研判理由", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.offer("verdict", [NO_CHOICE, *selectors.choices("verdicts").items()])


class CloseForm(DayForm):
    """An outcome and why."""

    outcome = forms.ChoiceField(
        label="办结结果", help_text="达成意向的，请在线索页面点“转为项目”，线索随之办结"
    )
    reason = forms.CharField(label="办结原因", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.offer("outcome", [NO_CHOICE, *selectors.choices("outcomes").items()])


@staff_page
def open_lead(request: ActorRequest) -> HttpResponseBase:
    """Register a lead; the company page hands over code and name by ``?uscc=&name=``."""
    actor = request.actor
    given = {
        "uscc": request.GET.get("uscc", ""),
        "company_name": request.GET.get("name", ""),
        "introducer": request.GET.get("introducer", ""),
    }
    form = OpenForm(actor, request.POST or None, initial=given | {"office": actor.home_office})
    if request.method == "POST" and form.is_valid():
        try:
            code = flows.open_lead(actor=actor, **form.cleaned_data)
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已登记线索，首次答复开始计时。")
            return redirect("engagements:lead", code)
    crumbs = [Crumb("线索", reverse("engagements:leads")), Crumb("登记线索")]
    intro = "登记后由责任单位跟进，首次答复按工作日计时；同一企业同时只由一个单位跟进。"
    return show(request, form, title="登记线索", submit="登记", intro=intro, breadcrumbs=crumbs)


def verb(
    request: ActorRequest,
    code: str,
    form_class: Callable[..., TradeForm],
    flow: Callable[..., object],
    title: str,
    done: str,
    **initial: object,
) -> HttpResponse:
    """A form over one lead: shown, posted to its flow, or shown again with what was refused."""
    actor = request.actor
    form = form_class(actor, request.POST or None, initial=dict(initial))
    if request.method == "POST" and form.is_valid():
        try:
            flow(actor=actor, code=code, **form.cleaned_data)
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, refused)
        else:
            messages.success(request, done)
            return _back(actor, code)
    found = selectors.lead(actor, code)
    crumbs = [
        Crumb("线索", reverse("engagements:leads")),
        Crumb(found.company_name, reverse("engagements:lead", args=[code])),
        Crumb(title),
    ]
    back = reverse("engagements:lead", args=[code])
    return show(request, form, title=f"{title}：{found.company_name}", cancel_url=back, breadcrumbs=crumbs)


def _back(actor: Actor, code: str) -> HttpResponseRedirect:
    """To the lead, or to the list when it was passed to an office the actor does not see."""
    try:
        selectors.lead(actor, code)
    except Refused:
        return redirect("engagements:leads")
    return redirect("engagements:lead", code)


@staff_page
def assign(request: ActorRequest, code: str) -> HttpResponseBase:
    """Pass the lead on."""
    owner = "" if request.method == "POST" else selectors.lead(request.actor, code).office
    return verb(request, code, AssignForm, flows.assign_lead, "交办线索", "已交办。", office=owner)


@staff_page
def answer(request: ActorRequest, code: str) -> HttpResponseBase:
    """Note the first answer."""
    return verb(request, code, AnswerForm, flows.answer_lead, "登记首次答复", "已登记首次答复。")


@staff_page
def judge(request: ActorRequest, code: str) -> HttpResponseBase:
    """Note the verdict."""
    return verb(request, code, JudgeForm, flows.judge_lead, "登记研判结论", "已登记研判结论。")


@staff_page
def close(request: ActorRequest, code: str) -> HttpResponseBase:
    """Close the lead."""
    return verb(request, code, CloseForm, flows.close_lead, "办结线索", "已办结，结果已回到目标名单。")
