"""Merger and division of offices: everything that an office owes goes to a successor."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.web.acting import done, posted
from zhuchao.accounts.web.office_forms import crumbs, office_choices, the_office
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.forms import TradeForm, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor, Role

_DOCUMENT = "写明文号，如：某委编〔2026〕3号。"


class MergeForm(TradeForm):
    """Who goes into whom."""

    predecessors = forms.MultipleChoiceField(
        label="被合并机构", widget=forms.CheckboxSelectMultiple(), help_text="至少一个；合并后即行撤销。"
    )
    successor = forms.ChoiceField(label="承接机构")
    document = forms.CharField(label="依据文件", max_length=200, help_text=_DOCUMENT)
    on = forms.DateField(
        label="生效日", required=False, widget=forms.DateInput(), help_text="不填即今天；不能晚于今天。"
    )


class SuccessorsForm(TradeForm):
    """Who shares an office out; the first step of a division."""

    successors = forms.MultipleChoiceField(
        label="承接机构",
        widget=forms.CheckboxSelectMultiple(),
        help_text="两个以上；还没有的，请先设立。",
    )


class SplitForm(TradeForm):
    """The plan of a division: one field for each duty, post and lower office."""

    document = forms.CharField(label="依据文件", max_length=200, help_text=_DOCUMENT)
    on = forms.DateField(
        label="生效日", required=False, widget=forms.DateInput(), help_text="不填即今天；不能晚于今天。"
    )

    def __init__(
        self,
        *args: Any,
        parts: Mapping[str, Sequence[tuple[str, str]]],
        to: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        extra = {
            f"{part}.{key}": forms.ChoiceField(
                label=label,
                choices=[("", "请选择承接机构"), *to],
                error_messages={"required": f"请为“{label}”选择承接机构"},
            )
            for part, items in parts.items()
            for key, label in items
        }
        for field in extra.values():
            field.widget.attrs["class"] = "form-select"
        self.fields = {**extra, **self.fields}

    def plan(self, part: str) -> dict[str, str]:
        """Key → successor of one part of the plan."""
        prefix = f"{part}."
        return {n.removeprefix(prefix): v for n, v in self.cleaned_data.items() if n.startswith(prefix)}


@page(Role.SYSTEM_ADMIN)
def merge(request: ActorRequest) -> HttpResponse:
    """Carry out an order of merger."""
    actor = request.actor
    form = MergeForm(posted(request))
    form.offer("predecessors", office_choices(actor))
    form.offer("successor", [("", "请选择承接机构"), *office_choices(actor)])
    if done(request, form, lambda given: flows.merge_offices(actor=actor, **given)):
        messages.success(request, "机构已合并，交接证书已出具，等待承接机构签收。")
        return redirect("accounts:office", form.cleaned_data["successor"])
    return show(
        request,
        form,
        title="机构合并",
        submit="合并",
        intro="被合并机构的职责、岗位、人员和下级机构全部转入承接机构，并出具交接证书；合并不能撤回。",
        cancel_url=reverse("accounts:offices"),
        breadcrumbs=[Crumb("机构", reverse("accounts:offices")), Crumb("机构合并")],
    )


@page(Role.SYSTEM_ADMIN)
def split(request: ActorRequest, code: str) -> HttpResponse:
    """Carry out an order of division: first who shares, then who gets what."""
    office = the_office(request.actor, code)
    chosen = request.GET.getlist("successors")
    shown = dict(office_choices(request.actor, without=code))
    if len(chosen) < 2 or not set(chosen) <= shown.keys():
        return _ask_successors(request, code, list(shown.items()))
    form = SplitForm(
        posted(request),
        parts=_parts(request.actor, code),
        to=[(c, shown[c].strip("　")) for c in chosen],
    )
    if done(
        request,
        form,
        lambda given: flows.split_office(
            actor=request.actor,
            code=code,
            successors=chosen,
            duties=form.plan("duties"),
            posts=form.plan("posts"),
            children=form.plan("children"),
            document=given["document"],
            on=given["on"],
        ),
    ):
        messages.success(request, f"“{office.name}”已拆分，交接证书已出具，等待承接机构签收。")
        return redirect("accounts:office", code)
    return show(
        request,
        form,
        title=f"拆分“{office.name}”",
        submit="拆分",
        intro="为每项职责、每个岗位和每个下级机构选定承接机构，一项也不能落下；拆分不能撤回。",
        cancel_url=reverse("accounts:office", args=[code]),
        breadcrumbs=crumbs(office, "拆分"),
    )


def _ask_successors(request: ActorRequest, code: str, choices: list[tuple[str, str]]) -> HttpResponse:
    office = the_office(request.actor, code)
    asked = "successors" in request.GET
    form = SuccessorsForm(request.GET if asked else None)
    form.offer("successors", choices)
    if asked and form.is_valid():
        form.add_error("successors", "请选择两个以上承接机构。")
    return show(
        request,
        form,
        title=f"拆分“{office.name}”",
        submit="下一步：分配职责、岗位和下级机构",
        action=reverse("accounts:split-office", args=[code]),
        cancel_url=reverse("accounts:office", args=[code]),
        breadcrumbs=crumbs(office, "拆分"),
        keep_draft=False,
        template="accounts/first_step.html",
        context={"intro": "先选定由哪些机构承接，下一步再逐项分配职责、岗位和下级机构。"},
    )


def _parts(actor: Actor, code: str) -> dict[str, list[tuple[str, str]]]:
    labels = {noun: book.label for noun, book in selectors.duty_books().items()}
    duties = [
        (d.key, f"{labels.get(d.noun, '职责')} {d.code}（始于 {d.since}）")
        for d in selectors.open_duties(actor, code)
    ]
    posts = [(p.code, f"岗位：{p.name}") for p in selectors.posts(actor, office=code)]
    below = [(o.code, f"下级机构：{o.name}") for o in selectors.offices(actor) if o.parent == code]
    return {"duties": duties, "posts": posts, "children": below}
