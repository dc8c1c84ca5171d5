"""The steps of an issue by buttons."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, pressed, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.reports import flows
from zhuchao.terms.refusal import Refused


def _press(request: ActorRequest, code: str, flow: Callable[..., None], said: str) -> HttpResponseBase:
    """Take a step; a rule that stands against it is told on the issue's page, a missing right by the frame."""
    pressed(request, lambda: flow(actor=request.actor, code=code), said)
    return redirect("reports:issue", code)


@require_POST
@staff_page
def check(request: ActorRequest, code: str) -> HttpResponseBase:
    """Check a draft."""
    return _press(request, code, flows.check_issue, "核对通过，等待负责人签发。")


@require_POST
@staff_page
def sign(request: ActorRequest, code: str) -> HttpResponseBase:
    """Sign what was checked."""
    return _press(request, code, flows.sign_issue, "已签发，等待促进中心负责人发布。")


@require_POST
@staff_page
def publish(request: ActorRequest, code: str) -> HttpResponseBase:
    """Publish what was signed."""
    return _press(request, code, flows.publish_issue, "已发布，内容固定，Word 文件已留存。")


class ReasonForm(TradeForm):
    """Why."""

    wide: ClassVar = frozenset({"reason"})
    reason = forms.CharField(label="撤回的理由", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


@staff_page
def withdraw(request: ActorRequest, code: str) -> HttpResponseBase:
    """Take an issue back, with the reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flows.withdraw_issue(actor=request.actor, code=code, **form.cleaned_data)
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已撤回，内容和理由仍可查看。")
            return redirect("reports:issue", code)
    crumbs = [Crumb("报告", reverse("reports:issues")), Crumb("撤回报告")]
    back = reverse("reports:issue", args=[code])
    return show(request, form, title="撤回报告", submit="撤回", breadcrumbs=crumbs, cancel_url=back)
