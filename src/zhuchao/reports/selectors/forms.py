"""The superior's forms, for whoever sees the office that keeps them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.db.models import QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.documents.forms import CellValue, Outline, outlines
from zhuchao.documents.workbooks import Limits
from zhuchao.figures import selectors as figures
from zhuchao.ledger.selectors import open_evidence
from zhuchao.reports.engine.forms import CellRule, cell_rule, span_start
from zhuchao.reports.engine.issues import need_staff
from zhuchao.reports.models import FormTemplate
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form as a list shows it."""

    code: str
    name: str
    file_name: str
    office_code: str
    mapped: int
    uploaded_by_name: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of forms and how many there are in all."""

    rows: list[FormRow]
    total: int


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form, its sheets and the newest mapping."""

    row: FormRow
    sheets: list[Outline]
    cells: list[CellRule]


def limits() -> tuple[Limits, int]:
    """What an uploaded form may unpack to, and how many cells a mapping may have."""
    value = cast("dict[str, Any]", rulebook.rule("reports.form-limits", on=timezone.localdate()).value)
    most = int(value["max_cells"])
    return Limits(**{k: v for k, v in value.items() if k != "max_cells"}), most


def forms_visible_to(actor: Actor) -> "QuerySet[FormTemplate]":
    """The forms of offices the actor sees. Raises Refused for whoever is not staff."""
    need_staff(actor)
    if actor.sees_district:
        return FormTemplate.objects.all()
    return FormTemplate.objects.filter(office_code__in=actor.office_codes)


def form_row(actor: Actor, code: str) -> FormTemplate:
    """One form's row. Raises Refused when there is none the actor sees."""
    found = forms_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("reports.form", f"没有编号为 {code} 的上级表格，或您无权查看", "请从表格列表打开。"),
            forbidden=True,
        )
    return found


def find_forms(actor: Actor, *, text: str = "", offset: int = 0, limit: int = 50) -> FormPage:
    """Forms the actor sees, the newest first."""
    found = forms_visible_to(actor)
    if text:
        found = found.filter(name__icontains=text)
    return FormPage([_row(f) for f in found[offset : offset + limit]], found.count())


def _row(form: FormTemplate) -> FormRow:
    return FormRow(
        form.code,
        form.name,
        form.file_name,
        form.office_code,
        form.mapped,
        form.uploaded_by_name,
        form.uploaded_at,
    )


def form_bytes(actor: Actor, form: FormTemplate) -> bytes:
    """The uploaded file of a form the actor was found to see. Raises Refused when it is gone from the home."""
    stream, _ = open_evidence(actor, form.sha256)
    with stream:
        return stream.read()


def form_file(actor: Actor, code: str) -> FormFile:
    """One form with its sheets and its newest mapping. Raises Refused when there is none the actor sees."""
    form = form_row(actor, code)
    return FormFile(_row(form), outlines(form_bytes(actor, form), limits()[0]), newest_mapping(form))


def newest_mapping(form: FormTemplate) -> list[CellRule]:
    """What the cells take now; empty before the first mapping."""
    found = form.mappings.filter(version=form.mapped).first()
    return [cell_rule(raw) for raw in found.cells] if found else []


def cell_values(
    actor: Actor, rules: list[CellRule], *, period_from: date, as_of: date, office: str
) -> list[CellValue]:
    """What goes into the cells for a period; a blank figure leaves 无法核实 in its cell."""
    kept: dict[tuple[Any, ...], Figure] = {}
    values: list[CellValue] = []
    for rule in rules:
        if rule.part in ("from", "as_of"):
            day = period_from if rule.part == "from" else as_of
            values.append(CellValue(rule.sheet, rule.cell, day.isoformat()))
            continue
        start = span_start(rule.span, period_from, as_of, figures.mandate_start())
        key = (rule.definition, start, tuple(sorted(rule.params.items())))
        if key not in kept:
            kept[key] = figures.compute(
                rule.definition,
                actor,
                period=Period(start),
                as_of=as_of,
                known_at=None,
                office=office,
                **rule.params,
            )
        values += _values(actor, rule, kept[key])
    return values


def _values(actor: Actor, rule: CellRule, figure: Figure) -> list[CellValue]:
    if not rule.is_block:
        part = getattr(figure, rule.part) if figure.value is not None else None
        return [CellValue(rule.sheet, rule.cell, "无法核实" if part is None else _number(part))]
    counted = [r for r in figures.rows(actor, figure) if r.counted][: rule.most]
    column = rule.cell.rstrip("0123456789")
    first = int(rule.cell[len(column) :])
    texts = [r.name if rule.part == "row_names" else r.code for r in counted]
    return [CellValue(rule.sheet, f"{column}{first + n}", text) for n, text in enumerate(texts)]


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
