"""Setting a project aside, ending it, taking it up again."""

from functools import partial
from typing import Any, Literal

from django import forms
from django.http import HttpResponseBase

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import NO_CHOICE
from zhuchao.projects import flows, selectors
from zhuchao.projects.web.deeds import DeedForm, day_field, deed, note_field


class ResumeForm(DeedForm):
    """Why it is pursued again. ``version`` is what the person saw."""

    happened_on = day_field("决定日")
    decided_by = forms.CharField(
        label="由谁决定", max_length=100, required=False, help_text="会议或领导；留空为本人岗位"
    )
    note = note_field("理由", required=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LeaveForm(ResumeForm):
    """The coded reason of an exit."""

    reason = forms.ChoiceField(label="原因")
    field_order = ("reason", "happened_on", "decided_by", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label, self.fields["note"].required = "说明", False
        self.offer("reason", [NO_CHOICE, *selectors.choices("exit-reasons").items()])


@staff_page
def shelve_project(request: ActorRequest, code: str) -> HttpResponseBase:
    """Set aside."""
    intro = "搁置的项目不再计算阶段期限和提醒，随时可以恢复。"
    return _leave(request, code, "shelved", title="搁置项目", done="已搁置。", intro=intro)


@staff_page
def end_project(request: ActorRequest, code: str) -> HttpResponseBase:
    """End."""
    intro = "终止的项目仍可查询，仍计入签约基数；未完成的计划事项随之关闭。"
    return _leave(request, code, "ended", title="终止项目", done="已终止。", intro=intro)


def _leave(
    request: ActorRequest, code: str, what: Literal["shelved", "ended"], **said: str
) -> HttpResponseBase:
    form = LeaveForm(request.POST or None, initial=_seen(request, code))
    return deed(request, code, form, partial(flows.leave_project, what=what), **said)


@staff_page
def resume_project(request: ActorRequest, code: str) -> HttpResponseBase:
    """Take up again."""
    form = ResumeForm(request.POST or None, initial=_seen(request, code))
    return deed(request, code, form, flows.resume_project, title="恢复推进", done="已恢复推进。")


def _seen(request: ActorRequest, code: str) -> dict[str, Any]:
    return {"version": selectors.row_for(request.actor, code).version}
