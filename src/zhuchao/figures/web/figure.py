"""One figure: choose day and moment, see value, definition, the rows counted, other definitions beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zhuchao.accounts.selectors import offices
from zhuchao.figures import selectors
from zhuchao.figures.engine.definition import Definition
from zhuchao.figures.engine.sharing import read_once
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into
from zhuchao.frame.lists import Column, ListSpec, Page, Query, respond
from zhuchao.frame.marks import Crumb, Tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refused
from zhuchao.terms.source import STANDING_NAMES

#: The page lists this many rows; the export holds them all.
SHOWN = 200
_DAY_FAULT = {"invalid": "日期应写作 2026-11-24 这样的形式"}


class AskForm(TradeForm):
    """The question: period, days, office and whatever parameters the definition asks for."""

    start = forms.DateField(
        label="期间自", required=False, widget=forms.DateInput(), error_messages=_DAY_FAULT
    )
    as_of = forms.DateField(label="截至", required=False, widget=forms.DateInput(), error_messages=_DAY_FAULT)
    known_at = forms.DateTimeField(
        label="按当时已录入的情况",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": "时间应写作 2026-11-24 18:00 这样的形式"},
        help_text="留空为现在所知；填了就按那一刻已录入的记录重算",
    )
    office = forms.ChoiceField(
        label="单位",
        required=False,
        error_messages={"invalid_choice": "没有这个单位，请从列表中选择"},
    )

    def __init__(self, actor: Actor, its: Definition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]
        self.offer("office", [("", "全部可见单位"), *seen])
        # Asked for by the definition; dressed as the fields above.
        for name, label in (dict(its.params) | dict(its.options)).items():
            widget = forms.TextInput(attrs={"class": "form-control"})
            self.fields[name] = forms.CharField(
                label=label,
                max_length=80,
                required=name in its.params,
                widget=widget,
                error_messages={"required": f"请填写“{label}”"},
            )
        # The address says ``from``, as the API and the command line do; Python lets no attribute be called so.
        self.fields["from"] = self.fields.pop("start")
        self.order_fields([*its.params, *its.options, "from", "as_of", "known_at", "office"])
        self.params = (*its.params, *its.options)


@staff_page
def figure(request: ActorRequest, definition_id: str) -> HttpResponseBase:
    """The figure by one definition; without the parameters it needs it asks for them first."""
    actor = request.actor
    its = selectors.definition(actor, definition_id)
    asked = any(name in request.GET for name in (*its.params, "as_of")) or not its.params
    form = AskForm(actor, its, _given(request) if asked else None, initial={"as_of": timezone.localdate()})
    with read_once():
        found = _computed(actor, its, form) if asked and form.is_valid() else None
        others = _others(actor, its, form) if found and not request.GET.get("export") else []
    if found is not None and request.GET.get("export"):
        return respond(request, _export(actor, its, found))
    shown = {
        "title": its.name,
        "its": its,
        "standing": STANDING_NAMES[its.standing],
        "form": form,
        "fig": found,
        "checksum": found.as_dict()["checksum"] if found else "",
        "rows": _table(actor, found) if found else None,
        "counted": len(found.cohort or found.rows) if found else 0,
        "shown": SHOWN,
        "export_url": f"?{request.GET.urlencode()}&export=xlsx",
        "others": others,
        "breadcrumbs": [Crumb("指标与口径", reverse("figures:definitions")), Crumb(its.name)],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "figures/figure.html", shown, status=status)


def _given(request: ActorRequest) -> dict[str, str]:
    given = request.GET.dict()
    return {"as_of": timezone.localdate().isoformat()} | given


def _computed(actor: Actor, its: Definition, form: AskForm) -> Figure | None:
    try:
        return _compute(actor, its, form)
    except Refused as refused:
        refused_into(form, refused)
        return None


def _compute(actor: Actor, its: Definition, form: AskForm) -> Figure:
    given = form.cleaned_data
    start: date | None = given["from"]
    return selectors.compute(
        its.id,
        actor,
        period=Period(start) if start else None,
        as_of=given["as_of"],
        known_at=given["known_at"],
        office=given["office"],
        **{name: given[name] for name in (*its.params, *its.options) if given.get(name)},
    )


def _others(actor: Actor, its: Definition, form: AskForm) -> list[Figure]:
    """The same figure by its other definitions: side by side, never mixed."""
    variants = [
        d
        for d in selectors.definitions(actor, on=form.cleaned_data["as_of"])
        if d.figure == its.figure and d.id != its.id and d.params == its.params
    ]
    return [_compute(actor, d, form) for d in variants]


def _address(row: selectors.FigureRow) -> str:
    return reverse(row.url_name, args=[row.code]) if row.url_name else ""


def _table(actor: Actor, found: Figure) -> Table:
    rows = selectors.rows(actor, found, limit=SHOWN)
    both, marked = bool(found.cohort), any(r.marks for r in rows)
    headings = ["记录", "编号", *(["计入分子"] if both else []), *(["需要核对"] if marked else [])]
    return Table(headings, [_cells(r, both, marked) for r in rows])


def _cells(row: selectors.FigureRow, both: bool, marked: bool) -> Sequence[Any]:
    cells = [Cell(row.name or "已不属您可查看的单位", _address(row)), row.code]
    if both:
        cells.append(Tag("是", "green") if row.counted else Tag("否"))
    return [*cells, "；".join(row.marks)] if marked else cells


def _export(actor: Actor, its: Definition, found: Figure) -> ListSpec:
    def fetch(query: Query) -> Page:
        rows = selectors.rows(actor, found, offset=query.offset, limit=query.size)
        shown = [
            {
                "name": r.name,
                "code": r.code,
                "counted": "是" if r.counted else "否",
                "marks": "；".join(r.marks),
            }
            for r in rows
        ]
        return Page(shown, len(found.cohort or found.rows))

    return ListSpec(
        id=f"figure-{its.figure}",
        title=f"{its.name}·计入的记录",
        columns=[
            Column("name", "记录"),
            Column("code", "记录编号", kind="code"),
            Column("counted", "计入分子"),
            Column("marks", "需要核对"),
        ],
        fetch=fetch,
        definitions={
            "数值": found.printed(),
            "口径": its.text,
            "口径编号与版本": f"{its.id} {its.version}",
            "统计期间": f"{found.period_from} 至 {found.as_of}",
            "对象": its.cohort,
            "依据": its.evidence,
            "校验码": str(found.as_dict()["checksum"]),
        },
        caveat=found.caveat,
    )
