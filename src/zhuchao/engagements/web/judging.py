"""The form by which a second person verifies or disputes an entry of a lead's history."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.engine.judging import JUDGEMENTS
from zhuchao.engagements.selectors import FactFile, Judgement
from zhuchao.engagements.web.tags import standing_tag
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.frame.tables import Cell, Table
from zhuchao.terms.refusal import Refusal, Refused, forbidden

_NO_CHOICE = ("", "请选择")
_DONE = {"verified": "已核实。", "disputed": "已标为有争议，在重新核实前不再计为已核实。"}


class JudgeFactForm(TradeForm):
    """What is thought of the fact, why, and on which file."""

    judgement = forms.ChoiceField(label="判断")
    reason = forms.CharField(
        label="理由",
        max_length=400,
        required=False,
        help_text="存疑时必填",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label="佐证文件",
        required=False,
        help_text="核实须有佐证，如函件、通话记录、会议纪要",
        error_messages={"empty": "文件是空的，请重新选择"},
    )

    def __init__(self, found: FactFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_now = [(j, JUDGEMENTS[j]) for j in found.step.may]
        self.offer("judgement", open_now if len(open_now) == 1 else [_NO_CHOICE, *open_now])
        if "verified" not in found.step.may:
            self.fields["file"].help_text = "有佐证的请附上"


@staff_page
def judge_fact(request: ActorRequest, code: str, fact: str) -> HttpResponseBase:
    """Verify or dispute; the recorder may only dispute, and says so."""
    actor = request.actor
    found = selectors.fact_file(actor, code, fact)
    if not found.step.may:
        raise _nothing_open(found)
    form = JudgeFactForm(found, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given["file"]
        try:
            flows.judge_fact(
                actor=actor,
                code=code,
                fact=fact,
                judgement=given["judgement"],
                reason=given["reason"],
                file=file,
                file_name=file.name if file else "",
            )
        except Refused as refused:
            if refused.forbidden:
                raise
            refused_into(form, _beside_the_file(refused))
        else:
            messages.success(request, _DONE[given["judgement"]])
            return redirect("engagements:lead", code)
    title = f"{'或'.join(JUDGEMENTS[j] for j in found.step.may)}：{found.step.event}"
    back = reverse("engagements:lead", args=[code])
    return show(
        request,
        form,
        title=title,
        intro=_intro(found),
        cancel_url=back,
        breadcrumbs=[
            Crumb("线索", reverse("engagements:leads")),
            Crumb(found.lead.company_name, back),
            Crumb(title),
        ],
        template="engagements/judge_fact.html",
        context={"judgements": _table(found)},
    )


def _nothing_open(found: FactFile) -> Refused:
    """Nothing can be said of the fact by this actor: it is voided, another office's, or their own and in doubt."""
    if found.step.standing == "voided":
        return Refused(Refusal("leads.fact-voided", "该事项已作废，不再核实", "如有更正，请重新登记。"))
    return forbidden(
        "leads.second-person",
        f"该事项须由“{found.step.office_name}”的其他人员或促进中心核实",
        "请联系他们在本页核实。",
    )


def _beside_the_file(refused: Refused) -> Refused:
    """The ledger names the field ``evidence``; here a file is brought along."""
    told = [replace(r, field="file") if r.field == "evidence" else r for r in refused.refusals]
    return Refused(*told, forbidden=refused.forbidden)


def _intro(found: FactFile) -> str:
    step = found.step
    said = f"：{step.text}" if step.text else ""
    by = f"由{step.office_name} {step.actor_name}于 {timezone.localdate(step.recorded_at)} 录入"
    return f"{step.happened_on} {step.event}{said}。{by}，现为“{step.standing_name}”。"


def _table(found: FactFile) -> Table:
    """One line a file, so that each can be opened; one line a judgement that rests on none."""
    rows = [
        [
            f"{timezone.localdate(j.recorded_at)}",
            standing_tag(j.standing, j.standing_name),
            j.actor_name,
            j.reason or "未填",
            file,
        ]
        for j in reversed(found.judgements)
        for file in _files(found, j)
    ]
    return Table(("日期", "判断", "经办", "理由", "佐证"), rows)


def _files(found: FactFile, judgement: Judgement) -> list[Cell]:
    asked = urlencode({"kind": found.kind, "fact": found.step.code})
    cells = [Cell(n.name, f"{reverse('api:download', args=[n.sha256])}?{asked}") for n in judgement.files]
    return cells or [Cell("无")]
