"""Moving a project on: the form asks exactly what the next stage still lacks."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, posted
from zhuchao.ledger.flows import add_evidence
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.selectors import StageNeeds
from zhuchao.projects.web.deeds import crumbs, deed
from zhuchao.projects.web.shapes import given_fields, with_fields
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


class StageForm(TradeForm):
    """The day on which the stage was truly reached."""

    happened_on = forms.DateField(
        label="真实到达日",
        widget=forms.DateInput(),
        error_messages={"invalid": "日期应写作 2026-11-24 这样的形式"},
    )
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


def _form_for(needs: StageNeeds) -> type[TradeForm]:
    """The stage form with a field for each missing value and an upload for each missing paper."""
    specs = selectors.field_specs()
    fields = [specs[m.item] for m in needs.missing if m.kind == "field"]
    papers: dict[str, forms.Field] = {}
    names = selectors.choices("papers")
    for missing in needs.missing:
        if missing.kind not in ("paper", "any"):
            continue
        for code in missing.item.split("|"):
            papers[f"paper_{code}"] = forms.FileField(
                label=names.get(code, code),
                required=False,
                error_messages={"empty": "文件是空的，请重新选择"},
                help_text="其中一份即可" if missing.kind == "any" else "",
            )
    return with_fields(StageForm, fields, **papers)


def _dress(form: TradeForm, needs: StageNeeds) -> None:
    """Marks what the rulebook asks for now; the flow says no, not the browser."""
    for missing in needs.missing:
        if missing.blocks and missing.field in form.fields and missing.kind in ("field", "paper"):
            form.fields[missing.field].label = f"{form.fields[missing.field].label}（必需）"


@staff_page
def advance(request: ActorRequest, code: str) -> HttpResponseBase:
    """Record that the next stage (or ``?stage=``) was reached."""
    actor = request.actor
    row = selectors.row_for(actor, code)
    needs = _needs(request, code)
    form = _form_for(needs)(
        request.POST or None,
        request.FILES or None,
        initial={"happened_on": timezone.localdate(), "version": row.version},
    )
    _dress(form, needs)
    title = f"推进到“{needs.stage_name}”"
    other = [m for m in needs.missing if m.kind in ("contract", "money")]
    back = reverse("projects:detail", args=[code])
    return posted(
        request,
        form,
        lambda _: _moved(actor, code, needs.stage, form),
        done=lambda _: f"已推进到“{needs.stage_name}”。",
        back=lambda _: back,
        title=title,
        cancel_url=back,
        intro=_intro(row.name, needs),
        breadcrumbs=crumbs(code, row.name, title),
        template="projects/advance.html",
        context={"other": other, "met": needs.met, "detail_url": back},
    )


def _needs(request: ActorRequest, code: str) -> StageNeeds:
    """What the next stage (or ``?stage=``) needs; Refused at the end of the route."""
    needs = selectors.missing_for_next(request.actor, code, stage=request.GET.get("stage", ""))
    if needs is None:
        raise Refused(
            Refusal("projects.route-end", "已到阶段路线的终点", "后续情况请更新项目数据。", "stage")
        )
    return needs


def _intro(name: str, needs: StageNeeds) -> str:
    asked = "，".join(dict.fromkeys(m.article for m in needs.missing))
    told = f"依据：{asked}" if asked else "材料已齐，可以推进"
    return f"{name}。{told}。填写真实发生的日期，不是录入的日期。"


def _moved(actor: Actor, code: str, stage: str, form: TradeForm) -> None:
    """Files are kept first, then the stage is recorded; a refusal leaves the files kept for the next try."""
    given: dict[str, Any] = form.cleaned_data
    day: date = given["happened_on"]
    papers = [
        Paper(name.removeprefix("paper_"), day, add_evidence(actor=actor, stream=file, name=file.name))
        for name, file in given.items()
        if name.startswith("paper_") and file
    ]
    flows.advance_stage(
        actor=actor,
        code=code,
        stage=stage,
        happened_on=day,
        fields=given_fields(given),
        papers=papers,
        note=given["note"],
        version=given["version"],
    )


class OverrideForm(TradeForm):
    """Why the project passes without all its evidence."""

    happened_on = forms.DateField(label="真实到达日", widget=forms.DateInput())
    reason = forms.CharField(label="放行理由", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


@staff_page
def override(request: ActorRequest, code: str) -> HttpResponseBase:
    """The head lets the project pass; what it lacks is written down."""
    row = selectors.row_for(request.actor, code)
    needs = _needs(request, code)
    initial = {"happened_on": timezone.localdate(), "version": row.version}
    form = OverrideForm(request.POST or None, initial=initial)
    lacking = "、".join(m.label for m in needs.missing if m.blocks)
    return deed(
        request,
        code,
        form,
        flows.override_stage,
        title=f"缺材料放行到“{needs.stage_name}”",
        done=f"已放行到“{needs.stage_name}”，所缺材料已逐项记录。",
        intro=f"还缺：{lacking or '无'}。放行只让工作继续，要看材料的指标（如落地率）不因此计入；补齐后自动计入。",
        stage=needs.stage,
    )
