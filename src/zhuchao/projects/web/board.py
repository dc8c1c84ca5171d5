"""招商看板: landed and started first; every number leads to its rows. And the list of what signed and did not start."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into
from zhuchao.frame.lists import Column, Filter, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Tag
from zhuchao.frame.menu import MenuItem
from zhuchao.frame.tables import Cell, Table
from zhuchao.projects.selectors import board as boards
from zhuchao.projects.selectors.board import Board, BoardAsked, Unstarted
from zhuchao.projects.web import board_charts as charts
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused

_DAY_FAULT = {"invalid": "日期应写作 2026-11-24 这样的形式"}


class BoardForm(TradeForm):
    """The period, the day and an office."""

    since = forms.DateField(label="签约期间自", required=False, error_messages=_DAY_FAULT)
    as_of = forms.DateField(label="截至", required=False, error_messages=_DAY_FAULT)
    office = forms.ChoiceField(label="单位", required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]
        self.offer("office", [("", "全部可见单位"), *seen])


def menu(actor: Actor) -> list[MenuItem]:
    """The board stands right below the desk."""
    if not actor.is_staff:
        return []
    return [
        MenuItem("招商看板", "projects:board", "工作台", "chart-bar", 5),
        MenuItem("项目漏斗", "projects:funnel", "报表", "filter", 20),
        MenuItem("产出预测", "projects:forecast", "报表", "trending-up", 30),
        MenuItem("真实性检查", "projects:padding", "项目", "shield-check", 50),
    ]


def asked_of(request: ActorRequest) -> tuple[BoardForm, BoardAsked]:
    """The form as it was asked and the question; what is wrong stands in the form, and the question is then the plain one."""
    form = BoardForm(request.actor, request.GET or None)
    plain = boards.asked_by(request.actor)
    if not form.is_bound or not form.is_valid():
        return form, plain
    given = form.cleaned_data
    try:
        asked = boards.asked_by(
            request.actor, since=given["since"], as_of=given["as_of"], office=given["office"]
        )
    except Refused as refused:
        if refused.forbidden:
            raise
        refused_into(form, refused)
        return form, plain
    return form, asked


@staff_page
def board(request: ActorRequest) -> HttpResponseBase:
    """The whole board."""
    form, asked = asked_of(request)
    found = boards.board(request.actor, asked)
    urls = [f"{_unstarted_url(asked)}&band={b.months}" for b in found.unstarted.bands]
    shown = {
        "title": "招商看板",
        "form": form,
        "asked": asked,
        "cards": [(card, _figure_url(card.definition, asked)) for card in found.cards],
        "funnel": charts.funnel_chart(found.funnel),
        "funnel_rows": charts.funnel_table(found.funnel),
        "funnel_says": _funnel_says(found),
        "bands": charts.bands_chart(found.unstarted.bands, urls),
        "bands_rows": charts.bands_table(found.unstarted.bands, urls),
        "causes": [(name, many) for name, many in found.unstarted.causes.items() if many],
        "unstarted": _unstarted_table(found),
        "unstarted_count": found.unstarted.total,
        "unstarted_url": _unstarted_url(asked),
        "money": charts.money_chart(found.money),
        "money_rows": charts.money_table(found.money),
        "forecast": charts.forecast_chart(found.forecast),
        "forecast_rows": charts.forecast_table(found.forecast),
        "formula": found.forecast.formula,
        "month": _month(found),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "projects/board.html", shown, status=status)


def _query(asked: BoardAsked, **more: object) -> str:
    told: dict[str, object] = {"as_of": asked.as_of, "office": asked.office, **more}
    return urlencode({k: str(v) for k, v in told.items() if v})


def _figure_url(definition: str, asked: BoardAsked) -> str:
    return f"{reverse('figures:figure', args=[definition])}?{_query(asked, **{'from': asked.since})}"


def _unstarted_url(asked: BoardAsked) -> str:
    return f"{reverse('projects:unstarted')}?{_query(asked, since=asked.since)}"


def _funnel_says(found: Board) -> str:
    signed = next((level for level in found.funnel.levels if level.stage == "signed"), None)
    if signed is None or not found.funnel.taken:
        return "期间内没有登记的项目"
    return (
        f"期间内登记的 {found.funnel.taken} 个项目中，已签约 {signed.count} 个。签约以后只计材料齐全的阶段。"
    )


def _unstarted_table(found: Board) -> Table:
    headings = ("项目", "牵头单位", "签约日", "天数（天）", "合同金额（亿元）", "原因")
    rows = [
        (
            Cell(r.name, reverse("projects:detail", args=[r.code])),
            r.office_name,
            str(r.signed_on),
            r.days,
            charts.yi(r.amount_wan),
            _causes(r),
        )
        for r in found.unstarted.rows
    ]
    return Table(headings, rows)


def _causes(row: Unstarted) -> str:
    if row.ended:
        return "已终止"
    said = [f"{c.name}（{c.side}{'，' + c.blocking if c.blocking else ''}）" for c in row.causes]
    return "；".join(said) or "未填写"


def _month(found: Board) -> dict[str, Any]:
    start, end = found.month
    of_month = {"from": start, "as_of": end, "office": found.asked.office}
    query = urlencode({k: str(v) for k, v in of_month.items() if v})
    return {
        "label": f"{start.year}年{start.month}月",
        "end": end,
        "signed_url": f"{reverse('figures:figure', args=['signed_count'])}?{query}",
        "checks_url": f"{reverse('projects:padding')}?signed_from={start}&signed_to={end}&answered=no",
    }


@staff_page
def unstarted(request: ActorRequest) -> HttpResponseBase:
    """What signed and did not start, the oldest first."""
    return respond(request, unstarted_spec(request.actor))


def unstarted_spec(actor: Actor) -> ListSpec:
    """The list for this actor."""
    found = cache(lambda asked: boards.unstarted(actor, asked))

    def fetch(query: Query) -> Page:
        wanted = query.filters
        asked = boards.asked_by(
            actor,
            since=_day(wanted.get("since", "")),
            as_of=_day(wanted.get("as_of", "")),
            office=wanted.get("office", ""),
        )
        kept = [
            r
            for r in found(asked).rows
            if (not wanted.get("band") or str(r.band) == wanted["band"])
            and (query.text in r.name or query.text in r.code)
        ]
        return Page([_row(r) for r in kept[query.offset : query.offset + query.size]], len(kept))

    def of_offices() -> list[tuple[str, str]]:
        return [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]

    bands = [("0", "不足 3 个月"), ("3", "3 至 6 个月"), ("6", "6 至 12 个月"), ("12", "12 至 24 个月")]
    return ListSpec(
        id="unstarted",
        title="签约未开工",
        fetch=fetch,
        counter="个项目",
        columns=[
            Column("name", "项目", kind="link", url=_url, note="code", sortable=False),
            Column("office", "牵头单位", sortable=False),
            Column("signed_on", "首次签约日", kind="date", sortable=False),
            Column("days", "签约至今", unit="天", kind="number", sortable=False),
            Column("band", "账龄", kind="tag", sortable=False),
            Column("amount", "合同金额", kind="money_wan", sortable=False),
            Column("causes", "受阻原因", sortable=False),
        ],
        filters=[
            Filter("band", "账龄", choices=[*bands, ("24", "24 个月以上")]),
            Filter("office", "单位（含下属）", choices=of_offices),
            Filter("since", "签约期间自", kind="date"),
            Filter("as_of", "截至", kind="date"),
        ],
        search_label="项目名称或编号",
        definitions={"未开工": "截至日没有材料齐全的开工证据；已终止的仍列出"},
        empty_text="没有签约未开工的项目。",
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _url(row: Mapping[str, Any]) -> str:
    return reverse("projects:detail", args=[row["code"]])


def _row(found: Unstarted) -> dict[str, Any]:
    tones = {0: "green", 3: "blue", 6: "amber"}
    label = f"满 {found.band} 个月" if found.band else "不足 3 个月"
    return {
        "code": found.code,
        "name": found.name,
        "office": found.office_name,
        "signed_on": found.signed_on,
        "days": found.days,
        "band": Tag(label, tones.get(found.band, "red")),
        "amount": found.amount_wan,
        "causes": _causes(found),
    }
