"""Forms by which heads of two offices share a lead: introduce, share, accept, decline."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhuchao.accounts.selectors import offices
from zhuchao.engagements import flows
from zhuchao.engagements.web.progress import ReasonForm
from zhuchao.engagements.web.verbs import verb
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import NO_CHOICE, TradeForm
from zhuchao.terms.actor import Actor


class ShareForm(TradeForm):
    """With whom, how much, why."""

    units: ClassVar = {"percent": "%"}
    office = forms.ChoiceField(label="对方单位")
    percent = forms.IntegerField(label="对方份额", help_text="对方占成果的份额，其余仍归本单位")
    note = forms.CharField(label="共享理由", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", [NO_CHOICE, *((o.code, o.name) for o in offices(actor))])


class IntroduceForm(ShareForm):
    """To whom, how much is kept, why."""

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self.fields["percent"].label = "本单位保留份额"
        self.fields["percent"].help_text = "引荐后本单位仍占成果的份额，其余归对方"
        self.fields["note"].label = "引荐理由"


class DeclineForm(ReasonForm):
    """Why not."""


@staff_page
def share(request: ActorRequest, code: str) -> HttpResponseBase:
    """Offer a part of the credit; the lead stays."""
    return verb(request, code, ShareForm, flows.propose_share, "约定共享", "已提出，待对方负责人签署。")


@staff_page
def introduce(request: ActorRequest, code: str) -> HttpResponseBase:
    """Offer the lead itself; a part of the credit stays."""
    done = "已提出，对方负责人签署后线索转给对方。"
    return verb(request, code, IntroduceForm, flows.introduce_lead, "引荐给其他单位", done)


@staff_page
@require_POST
def accept(request: ActorRequest, code: str, proposal: str) -> HttpResponseBase:
    """Sign."""
    flows.accept_share(actor=request.actor, proposal=proposal)
    messages.success(request, "已签署，份额自今日起生效。")
    return redirect("engagements:lead", code)


@staff_page
def decline(request: ActorRequest, code: str, proposal: str) -> HttpResponseBase:
    """Say no, or take it back."""

    def declined(*, actor: Actor, code: str, reason: str) -> None:
        flows.decline_share(actor=actor, proposal=proposal, reason=reason)

    return verb(request, code, DeclineForm, declined, "谢绝或撤回", "已答复，份额不变。")
