"""Who leads a project and who helps."""

from typing import Any

from django import forms
from django.http import HttpResponseBase

from zhuchao.accounts.selectors import offices, posts
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm
from zhuchao.projects import flows, selectors
from zhuchao.projects.web.deeds import deed
from zhuchao.terms.actor import Actor


def _assign_form(actor: Actor) -> type[TradeForm]:
    held = [(p.code, f"{p.office_name}·{p.name}") for p in posts(actor)]

    class AssignForm(TradeForm):
        """To whom the project goes."""

        office = forms.ChoiceField(label="牵头单位", choices=[(o.code, o.name) for o in offices(actor)])
        post = forms.ChoiceField(
            label="责任岗位", required=False, choices=[("", "由单位分派"), *held], help_text="须属牵头单位"
        )
        leader_post = forms.ChoiceField(
            label="包联领导岗位", required=False, choices=[("", "没有包联领导"), *held]
        )

    return AssignForm


@staff_page
def assign(request: ActorRequest, code: str) -> HttpResponseBase:
    """Give the project to another office, post or leader."""
    row = selectors.row_for(request.actor, code)
    kept = {"office": row.office_code, "post": row.post_code, "leader_post": row.leader_post}
    return deed(
        request,
        code,
        _assign_form(request.actor)(request.POST or None, initial=kept),
        flows.assign_project,
        title="转交项目",
        done="已转交，自今日起计入新的牵头单位。",
        intro="转交前的业绩仍按当时的牵头单位计算。",
    )


_LINES = 4


def _assisting_form(actor: Actor, lead: str) -> type[TradeForm]:
    others = [("", "无")] + [(o.code, o.name) for o in offices(actor) if o.code != lead]
    lines: dict[str, forms.Field] = {}
    for n in range(1, _LINES + 1):
        lines[f"office_{n}"] = forms.ChoiceField(label=f"协助单位 {n}", required=False, choices=others)
        lines[f"credit_{n}"] = forms.IntegerField(
            label=f"协助单位 {n} 的成果分成", required=False, min_value=0, max_value=100
        )
    units = {f"credit_{n}": "%" for n in range(1, _LINES + 1)}
    made: type[TradeForm] = type("AssistingForm", (TradeForm,), {**lines, "units": units})
    return made


def _agree(*, actor: Actor, code: str, **given: Any) -> None:
    lines = [(given[f"office_{n}"], given[f"credit_{n}"] or 0) for n in range(1, _LINES + 1)]
    flows.set_assisting(actor=actor, code=code, shares={office: credit for office, credit in lines if office})


@staff_page
def assisting(request: ActorRequest, code: str) -> HttpResponseBase:
    """Agree who helps and how the result is shared."""
    row = selectors.row_for(request.actor, code)
    initial: dict[str, Any] = {}
    for n, (office, credit) in enumerate(selectors.shares(row).items(), start=1):
        initial |= {f"office_{n}": office, f"credit_{n}": credit}
    return deed(
        request,
        code,
        _assisting_form(request.actor, row.office_code)(request.POST or None, initial=initial),
        _agree,
        title="协助单位",
        done="协助单位已确定。",
        intro="协助单位可以查看项目、归档材料；成果分成事先约定，余下的归牵头单位。",
    )
