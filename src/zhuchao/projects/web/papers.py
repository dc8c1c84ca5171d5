"""Papers, judgements and corrections of a project's facts."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse

from zhuchao.frame import judging
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE, TradeForm
from zhuchao.frame.standing import standing_tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.ledger.flows import add_evidence
from zhuchao.ledger.selectors import judgements_told
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.selectors import Step, Whole
from zhuchao.projects.web.deeds import crumbs, deed, file_cells
from zhuchao.terms.actor import Actor


class PaperForm(TradeForm):
    """A paper with its date and file."""

    kind = forms.ChoiceField(label="材料种类")
    dated = forms.DateField(label="材料日期", widget=forms.DateInput())
    number = forms.CharField(label="文号", max_length=80, required=False)
    file = forms.FileField(label="文件", error_messages={"empty": "文件是空的，请重新选择"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [NO_CHOICE, *selectors.choices("papers").items()])


def _file(*, actor: Actor, code: str, kind: str, dated: date, number: str, file: Any) -> None:
    sha256 = add_evidence(actor=actor, stream=file, name=file.name)
    flows.add_paper(actor=actor, code=code, paper=Paper(kind, dated, sha256, number))


@staff_page
def add_paper(request: ActorRequest, code: str) -> HttpResponseBase:
    """Put a paper on file."""
    return deed(
        request,
        code,
        PaperForm(request.POST or None, request.FILES or None),
        _file,
        title="归档材料",
        done="材料已归档。",
        intro="材料归档后即计入相应阶段；有误的由牵头单位作废并说明理由。",
    )


@staff_page
def judge_fact(request: ActorRequest, code: str, kind: str, fact: str) -> HttpResponseBase:
    """Verify, dispute or void a fact of the project."""
    actor = request.actor
    row = selectors.row_for(actor, code)
    step = selectors.step(actor, code, kind, fact)
    history, by = judgements_told(actor, kind, fact), f"{step.office_name} {step.actor_name}"
    return judging.judge(
        request,
        judging.told(kind, step, history, title=step.title, by=by),
        partial(flows.judge_fact, actor=actor, code=code, kind=kind, fact=fact),
        back=reverse("projects:detail", args=[code]),
        crumbs=crumbs(code, row.name),
    )


class CorrectForm(TradeForm):
    """The right day and why."""

    happened_on = forms.DateField(label="正确的日期", widget=forms.DateInput())
    reason = forms.CharField(label="更正理由", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


@staff_page
def correct_stage(request: ActorRequest, code: str, fact: str) -> HttpResponseBase:
    """Correct the day of a stage."""
    return deed(
        request,
        code,
        CorrectForm(request.POST or None),
        flows.correct_stage,
        title="更正阶段日期",
        done="已更正，原日期留在项目动态中。",
        intro="更正作为新的记录替代原记录；以往时点的报表不受影响。",
        fact=fact,
    )


class BackForm(TradeForm):
    """Why the stage was not truly reached."""

    reason = forms.ChoiceField(label="退回原因")
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reason", [NO_CHOICE, *selectors.choices("exit-reasons").items()])


@staff_page
def step_back(request: ActorRequest, code: str, fact: str) -> HttpResponseBase:
    """Take the project back from a stage."""
    return deed(
        request,
        code,
        BackForm(request.POST or None),
        flows.step_back,
        title="退回阶段",
        done="已退回，项目停在其余材料支持的阶段。",
        intro="退回即作废该阶段记录，由牵头单位负责人或促进中心决定。",
        fact=fact,
    )


def panel(its: Whole) -> Panel:
    """The papers on file: kind, date, number, file, what is thought of them."""
    found = selectors.papers_of(its)
    headings = ("材料", "日期与文号", "文件", "状态")
    table = Table(headings, [_paper_row(its.code, step) for step in found])
    kept = [step for step in found if step.standing != "voided"]
    sure = sum(step.standing == "verified" for step in kept)
    return Panel(
        "材料",
        "projects/panel_papers.html",
        {"table": table},
        order=50,
        wide=True,
        id="papers",
        summary=f"{len(kept)} 份，其中已核实 {sure} 份" if kept else "还没有归档材料",
    )


def _paper_row(code: str, step: Step) -> list[Any]:
    judge = reverse("projects:judge-fact", args=[code, step.kind, step.code])
    return [
        Cell(step.title.removeprefix("材料："), judge if step.may else ""),
        " ".join(filter(None, (str(step.happened_on), step.text))),
        file_cells(step.kind, step.code, step.files),
        standing_tag(step.standing),
    ]
