"""Forms of a lead under way: experts, feed-back, report, origin, interest, release of its claim."""

from typing import Any

from django import forms
from django.http import HttpResponseBase

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.engine.origins import FEED_BACK_TO
from zhuchao.engagements.web.verbs import DayForm, verb
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import NO_CHOICE, TradeForm
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor


class ReasonForm(TradeForm):
    """A reason in words."""

    reason = forms.CharField(label="原因", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))
    label = "原因"

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = self.label


class ExpertsForm(ReasonForm):
    """What experts are asked."""

    label = "须论证的问题"


class ReleaseForm(ReasonForm):
    """Why a claim is released."""

    label = "释放原因"


class ReportForm(DayForm):
    """What was done since the last report."""

    note = forms.CharField(label="进展内容", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))


class FeedBackForm(DayForm):
    """Who was told what."""

    to = forms.ChoiceField(label="反馈对象")
    note = forms.CharField(label="反馈内容", max_length=400, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.offer("to", [NO_CHOICE, *FEED_BACK_TO.items()])


class OriginForm(TradeForm):
    """Channel, introducer and place."""

    source = forms.ChoiceField(label="渠道")
    introducer = forms.ChoiceField(label="引荐人", required=False)
    source_place = forms.CharField(
        label="来源地", max_length=40, required=False, help_text="企业从哪里来：省、地市或区县的名称"
    )
    reason = forms.CharField(label="更正原因", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = str(kwargs.get("initial", {}).get("source", ""))
        offered = selectors.choices("sources")
        old = [(kept, selectors.words("sources").get(kept, kept))] if kept and kept not in offered else []
        self.offer("source", [NO_CHOICE, *old, *offered.items()])
        self.offer("introducer", [("", "没有引荐人"), *selectors.introducer_choices(actor)])


class InterestForm(TradeForm):
    """An interest in the company, or none."""

    has = forms.ChoiceField(
        label="与该企业", choices=[("", "请选择"), ("no", "没有利益关系"), ("yes", "有利益关系")]
    )
    text = forms.CharField(
        label="利益关系",
        max_length=400,
        required=False,
        help_text="有的须写明，如亲属任职、持股、借贷、曾任职",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


@staff_page
def experts(request: ActorRequest, code: str) -> HttpResponseBase:
    """Ask experts before the verdict."""
    return verb(request, code, ExpertsForm, flows.ask_experts, "请专家论证", "已登记，研判期限已顺延。")


@staff_page
def feed_back(request: ActorRequest, code: str) -> HttpResponseBase:
    """Tell the verdict."""
    return verb(request, code, FeedBackForm, flows.feed_back_lead, "登记反馈", "已登记反馈。")


@staff_page
def report(request: ActorRequest, code: str) -> HttpResponseBase:
    """Report progress."""
    return verb(request, code, ReportForm, flows.report_lead, "报告进展", "已报告，下次报告重新计时。")


@staff_page
def origin(request: ActorRequest, code: str) -> HttpResponseBase:
    """Correct where the lead came from."""
    found = selectors.lead(request.actor, code)
    initial = {
        "source": found.source,
        "introducer": found.introducer,
        "source_place": regions.full_name(found.source_place) if found.source_place else "",
    }
    return verb(request, code, OriginForm, flows.correct_origin, "更正来源", "已更正来源。", **initial)


@staff_page
def interest(request: ActorRequest, code: str) -> HttpResponseBase:
    """Declare an interest or none."""

    def declare(*, actor: Actor, code: str, has: str, text: str) -> None:
        flows.declare_interest(actor=actor, code=code, has=has == "yes", text=text)

    return verb(request, code, InterestForm, declare, "申报利益关系", "已申报。")


@staff_page
def release(request: ActorRequest, code: str) -> HttpResponseBase:
    """Free a company whose claim has lapsed."""
    return verb(
        request, code, ReleaseForm, flows.release_lapsed_claim, "释放首报首谈", "已释放，其他单位可以登记。"
    )
