"""Scores and joint review: the panel of a project, the forms, and what became of the scores."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import TradeForm
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.frame.tables import Table
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import Whole, opinions, screening
from zhuchao.projects.web.deeds import deed, small
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan
from zhuchao.terms.reason import Reason
from zhuchao.terms.refusal import Refusal

_PAID_YEARS = 3
_COLOURS = {"同意": "green", "有条件同意": "amber", "不同意": "red", "逾期未答复": "red", "待答复": "grey"}


class ScreenForm(TradeForm):
    """The committee's marks and vetoes, and what the public would pay."""

    happened_on = forms.DateField(label="评审日", initial=timezone.localdate, widget=forms.DateInput)
    ticked = forms.MultipleChoiceField(
        label="评审发现的否决事项", required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label="评审说明", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("ticked", [(v.code, v.name) for v in screening.veto_list() if not v.field])

    @staticmethod
    def made() -> type["ScreenForm"]:
        """The form with one field for each line that is judged and each year that is paid for."""
        marks = {
            f"judged_{i.code}": forms.DecimalField(
                label=f"{i.name}（满分 {i.points:f} 分）", min_value=0, max_value=100, required=False
            )
            for i in screening.card()
            if i.judged
        }
        sums = {
            f"paid_{n}": forms.DecimalField(
                label=f"第 {n + 1} 年公共支出",
                min_value=0,
                required=False,
                help_text="土地、配套、依法给予的支持等，按当年实际支出填写" if n == 0 else "",
            )
            for n in range(_PAID_YEARS)
        }
        units = dict.fromkeys(marks, "%") | dict.fromkeys(sums, "万元")
        made: type[ScreenForm] = type("CardForm", (ScreenForm,), {**marks, **sums, "units": units})
        return made

    def marks(self) -> dict[str, Decimal]:
        """What was given for the judged lines, in per cent."""
        return self._under("judged_")

    def paid(self) -> list[Decimal]:
        """What is paid in each year in 万元, to the last year that was filled in."""
        found = self._under("paid_")
        last = max((int(n) for n in found), default=-1)
        return [found.get(str(n), Decimal(0)) for n in range(last + 1)]

    def _under(self, start: str) -> dict[str, Decimal]:
        given = self.cleaned_data
        return {k.removeprefix(start): v for k, v in given.items() if k.startswith(start) and v is not None}


class AskForm(TradeForm):
    """Whom to ask and what."""

    offices = forms.MultipleChoiceField(label="征求意见的单位", widget=forms.CheckboxSelectMultiple)
    question = forms.CharField(label="请其判断", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class OpinionForm(TradeForm):
    """The answer of an asked office."""

    view = forms.ChoiceField(label="意见")
    text = forms.CharField(label="理由与条件", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


def panel(its: Whole) -> Panel:
    """The newest score with its reasons, and who was asked and has answered."""
    kept, asked = screening.scorings_of(its), opinions.opinions_of(its)
    waiting = [o for o in asked if o.answered_on is None]
    context = {
        "scoring": kept[0] if kept else None,
        "earlier": kept[1:],
        "reasons": [
            Reason(str(r["code"]), str(r["text"]), Decimal(str(r["points"]))) for r in kept[0].reasons
        ]
        if kept
        else [],
        "fiscal": _fiscal(kept[0].fiscal) if kept and kept[0].fiscal else None,
        "opinions": Table(
            ("单位", "意见", "内容", "答复日", "期限"),
            [
                [
                    o.office_name,
                    Tag(o.state, _COLOURS.get(o.state, "grey")),
                    o.text or o.question,
                    str(o.answered_on or "未答复"),
                    str(o.due),
                ]
                for o in asked
            ],
        ),
        "asked": bool(asked),
        "actions": _actions(its, any(o.office == its.actor.home_office for o in waiting)),
    }
    said = [f"{kept[0].total} 分" if kept else "还没有评分"]
    if asked:
        said.append(f"联审 {len(asked)} 家，待答复 {len(waiting)} 家")
    return Panel(
        "评分与联审",
        "projects/panel_screening.html",
        context,
        order=60,
        wide=True,
        id="screening",
        summary="；".join(said),
        open=bool(waiting),
    )


def _fiscal(kept: Any) -> dict[str, Any]:
    rows = [
        [str(y["year"]), *(printed_wan(Decimal(y[part])) for part in ("paid", "tax", "net"))]
        for y in kept["years"]
    ]
    return {
        "npv": printed_wan(Decimal(kept["npv"])),
        "payback": f"第 {kept['payback'] + 1} 年" if kept["payback"] is not None else "测算期内不能收回",
        "tax_per_mu": kept["tax_per_mu"],
        "jobs_per_mu": kept["jobs_per_mu"],
        "table": Table(("年份", "公共支出", "税收", "净额（按地方留存）"), rows),
    }


def _actions(its: Whole, awaited: bool) -> list[Action]:
    may = rights.may_work(its.actor, its.project.office_code)
    why = None if may else Refusal("projects.right", "只有牵头单位和促进中心可以办理", "请联系牵头单位。")
    found = [
        small("项目评分", "screen", its.code, why=why, icon="scale"),
        small("发起联审", "ask-opinions", its.code, why=why, icon="users"),
    ]
    if awaited:
        url = reverse("projects:give-opinion", args=[its.code])
        found.append(Action("答复联审", url, primary=True))
    return found


@staff_page
def screen(request: ActorRequest, code: str) -> HttpResponseBase:
    """Score the project by the card of the day."""
    form = ScreenForm.made()(request.POST or None)
    assert isinstance(form, ScreenForm)

    def score(*, actor: Actor, code: str, happened_on: date, ticked: list[str], note: str, **_: Any) -> None:
        flows.screen_project(
            actor=actor,
            code=code,
            judged=form.marks(),
            ticked=ticked,
            paid=form.paid(),
            note=note,
            happened_on=happened_on,
        )

    return deed(
        request,
        code,
        form,
        score,
        title="项目评分",
        done="评分已登记，理由见“评分与联审”。",
        intro="规模、强度、亩均等按项目数据自动计分，其余由评审打分；公式见规则库“项目评分表”。",
    )


@staff_page
def ask_opinions(request: ActorRequest, code: str) -> HttpResponseBase:
    """Ask departments about the project."""
    project = selectors.row_for(request.actor, code)
    form = AskForm(request.POST or None)
    others = [o for o in offices(request.actor) if o.code != project.office_code]
    form.fields["offices"].choices = [(o.code, o.name) for o in others]  # type: ignore[attr-defined]
    return deed(
        request,
        code,
        form,
        flows.ask_opinions,
        title="发起联审",
        done="已发出，逾期未答复的将按单位名称显示。",
        intro="被征求意见的单位从此可以查看该项目，并应在期限内答复（规则库“联审意见答复期限”）。",
    )


@staff_page
def give_opinion(request: ActorRequest, code: str) -> HttpResponseBase:
    """Answer for the own office."""
    form = OpinionForm(request.POST or None)
    form.offer("view", list(selectors.choices("views").items()))
    return deed(
        request,
        code,
        form,
        flows.give_opinion,
        title="答复联审",
        done="已答复。",
        intro="说“不同意”的，请写明依据的条文和最近的合法办法。",
    )


@staff_page
def back_test(request: ActorRequest) -> HttpResponseBase:
    """First scores held against results, over what the actor may see."""
    bands = screening.back_test(request.actor)
    rows = [
        [
            f"{b.least}–{100 if b.least == 80 else b.least + 20} 分",
            b.scored,
            b.signed,
            b.started,
            b.producing,
            b.ended,
        ]
        for b in bands
    ]
    headings = ("首次评分", "项目（个）", "已签约（个）", "已开工（个）", "已投产（个）", "已终止（个）")
    return render(
        request,
        "projects/back_test.html",
        {
            "title": "评分回看",
            "table": Table(headings, rows),
            "any": any(b.scored for b in bands),
            "breadcrumbs": [Crumb("项目", reverse("projects:list")), Crumb("评分回看")],
        },
    )
