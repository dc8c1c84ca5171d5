"""The forms of a draft: the chain as a whole, one link, and publishing."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.engine.knowledge import STAGES, Link
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.edit_chain import edit_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import NO_REASON, publish_chain
from zhuchao.chains.selectors import dry_run
from zhuchao.chains.selectors import versions as kept
from zhuchao.chains.selectors.knowledge import link_of
from zhuchao.chains.web.codes import CodesField
from zhuchao.chains.web.drafting import crumbs
from zhuchao.chains.web.versions import change
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, posted
from zhuchao.terms.refusal import Refused

_LONGEST, _SHORTEST = 10, 3
_NEIGHBOURS = {"upstream": "上游环节", "downstream": "下游环节"}


class LinesField(forms.CharField):
    """A list, one entry a line: words of the trade hold commas and 顿号 themselves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """One line each, in a box that shows them."""
        lines = value if isinstance(value, str) else "\n".join(value or ())
        self.widget.attrs["rows"] = min(max(lines.count("\n") + 2, _SHORTEST), _LONGEST)
        return lines

    def to_python(self, value: Any) -> Any:
        """The lines."""
        return (value or "").splitlines()


class DraftForm(TradeForm):
    """A form of one revision of a draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def said(self, given: dict[str, Any]) -> dict[str, Any]:
        """What was typed, with the revision as the flow calls it."""
        return {k: v for k, v in given.items() if k != "revision"} | {"seen": given["revision"]}


class HeadForm(DraftForm):
    """What is said of the whole chain."""

    name = forms.CharField(label="名称", max_length=60, required=False)
    summary = forms.CharField(label="概述", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    shared = LinesField(label="共用词", help_text="一行一个。允许同时列在两个环节里的词")


class LinkForm(DraftForm):
    """One link as the engine holds it."""

    name = forms.CharField(label="环节名称", max_length=60, required=False)
    stage = forms.ChoiceField(label="位置", choices=[(s, s) for s in STAGES])
    service = forms.BooleanField(
        label="服务类环节",
        required=False,
        help_text="服务类看“服务、设计、检测”等说法，其他看“生产、制造、加工”等说法",
    )
    gb = CodesField(
        label=LISTS["gb"], required=False, help_text="去掉勾选即删除。代码用于旁证，不决定企业归不归入"
    )
    make = LinesField(label=LISTS["make"], help_text="一行一个。经营范围写明生产（提供）它的，归入本环节")
    process = LinesField(label=LISTS["process"], help_text="一行一个。本身就是做法的词，如坯布织造，出现即算")
    loose = LinesField(label=LISTS["loose"], help_text="一行一个。太宽的产品词，企业名称也像本环节时才算")
    name_words = LinesField(label=LISTS["name_words"], help_text="一行一个。出现在企业名称里说明它属于本环节")
    hint_words = LinesField(
        label=LISTS["hint_words"], help_text="一行一个。名称里有它，宽泛词才可算，但把握度较低"
    )
    exclude = LinesField(label=LISTS["exclude"], help_text="一行一个。样子像、其实不是的说法，先抹去再判断")
    sw = LinesField(label=LISTS["sw"], help_text="一行一个。本环节的上市公司可能属于的申万二级或三级行业")
    upstream = forms.MultipleChoiceField(
        label="上游环节", required=False, widget=forms.CheckboxSelectMultiple, help_text="供给本环节的环节"
    )
    downstream = forms.MultipleChoiceField(
        label="下游环节", required=False, widget=forms.CheckboxSelectMultiple, help_text="本环节供给的环节"
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in _NEIGHBOURS:
            choices = self.fields[field]
            assert isinstance(choices, forms.MultipleChoiceField)
            choices.choices = others


class PublishForm(DraftForm):
    """From which day, and why."""

    on = forms.DateField(
        label="生效日期", widget=forms.DateInput, help_text="当天起按新版本判断；以前的日子不变"
    )
    reason = forms.CharField(
        label="修改说明",
        max_length=400,
        error_messages={"required": str(NO_REASON)},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="改了什么、为什么；留在版本历史里",
    )


@staff_page
def head(request: ActorRequest, chain: str) -> HttpResponse:
    """Name, summary and shared words."""
    its = kept.draft(request.actor, chain)
    c = its.chain
    initial = {"revision": its.revision, "name": c.name, "summary": c.summary, "shared": c.shared}
    form = HeadForm(request.POST or None, initial=initial)
    return posted(
        request,
        form,
        lambda given: edit_chain(actor=request.actor, chain=c.code, **form.said(given)),
        done=lambda _: "已记入草稿。",
        **_shown(its, "修改名称、概述、共用词"),
    )


def _shown(its: kept.DraftView, title: str, submit: str = "记入草稿") -> dict[str, Any]:
    back = reverse("chains:draft", args=[its.chain.code])
    return {
        "back": lambda _: back,
        "cancel_url": back,
        "title": title,
        "submit": submit,
        "breadcrumbs": crumbs(its, ("草稿", back), (title, "")),
        # The draft itself is kept on the server; what a browser kept of an older revision would write over it.
        "keep_draft": False,
    }


@staff_page
def add(request: ActorRequest, chain: str) -> HttpResponse:
    """One more link."""
    its = kept.draft(request.actor, chain)
    form = LinkForm(
        request.POST or None,
        initial={"revision": its.revision, "stage": STAGES[1]},
        others=[(x.code, x.name) for x in its.chain.links],
    )
    return posted(
        request,
        form,
        lambda given: add_link(actor=request.actor, chain=its.chain.code, **_change(form, given)),
        done=lambda _: "已增加到草稿。",
        **_shown(its, "增加环节"),
    )


@staff_page
def edit(request: ActorRequest, chain: str, link: str) -> HttpResponse:
    """A link said anew."""
    its = kept.draft(request.actor, chain)
    found = link_of(its.chain, link)
    others = [(x.code, x.name) for x in its.chain.links if x.code != found.code]
    form = LinkForm(request.POST or None, initial=_initial(its, found), others=others)
    return posted(
        request,
        form,
        lambda given: edit_link(
            actor=request.actor, chain=its.chain.code, link=found.code, **_change(form, given)
        ),
        done=lambda _: f"“{found.name}”的修改已记入草稿。",
        **_shown(its, f"修改环节：{found.name}"),
    )


def _initial(its: kept.DraftView, link: Link) -> dict[str, Any]:
    near = {field: getattr(its.chain, field)(link.code) for field in _NEIGHBOURS}
    lists = {field: getattr(link, field) for field in LISTS}
    plain = {"name": link.name, "stage": link.stage, "service": link.service}
    return {"revision": its.revision} | plain | lists | near


def _change(form: LinkForm, given: dict[str, Any]) -> dict[str, Any]:
    said = form.said(given)
    return {"seen": said.pop("seen"), "change": LinkChange(**said)}


@staff_page
def publish(request: ActorRequest, chain: str) -> HttpResponse:
    """Put the draft in force from a day on."""
    actor = request.actor
    its = kept.draft(actor, chain)
    form = PublishForm(request.POST or None, initial={"revision": its.revision, "on": timezone.localdate()})
    code = its.chain.code
    shown = _shown(its, f"公布：{its.chain.name}", "公布")
    shown["back"] = lambda _: reverse("chains:versions", args=[code])
    return posted(
        request,
        form,
        lambda given: publish_chain(actor=actor, chain=code, **form.said(given)),
        done=lambda number: f"已公布第 {number} 版。",
        intro="公布后不能修改，只能再公布新的一版。",
        template="chains/publish.html",
        context={
            "changes": [change(d) for d in kept.changes(actor, its)],
            "faults": kept.faults_of(actor, its.chain),
            "tried": _tried(request, code),
            "dry_run_url": reverse("chains:dry-run", args=[code]),
        },
        **shown,
    )


def _tried(request: ActorRequest, code: str) -> bool:
    """True when what moves was computed for the draft as it stands."""
    try:
        return dry_run.ready(request.actor, code)
    except Refused:
        return False  # nothing was imported yet
