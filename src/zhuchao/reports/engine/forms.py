"""The mapping of a superior's form: which cell takes what."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from zhuchao.terms.refusal import Refusal

#: What a cell may take, in words: parts of a figure, the days, or a block of rows downwards.
PARTS = {
    "value": "数值",
    "numerator": "分子",
    "denominator": "分母",
    "claimed": "仅申报",
    "verified": "已核实",
    "row_names": "计入记录的名称（向下列出）",
    "row_codes": "计入记录的编号（向下列出）",
    "from": "期间起始日",
    "as_of": "截至日",
}
_DAYS = ("from", "as_of")
#: Over which days the figure counts.
SPANS = {"period": "填报期间", "year": "当年累计", "mandate": "任期累计"}


@dataclass(frozen=True, slots=True)
class CellRule:
    """One cell and what it takes. ``most`` bounds a block of rows."""

    sheet: str
    cell: str
    part: str
    definition: str = ""
    span: str = "period"
    most: int = 50
    params: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)

    @property
    def is_block(self) -> bool:
        """True when it lists rows downwards."""
        return self.part in ("row_names", "row_codes")


def cell_rule(raw: Mapping[str, Any]) -> CellRule:
    """A rule as it was kept. Raises TypeError for a key it does not know."""
    return CellRule(**raw)


def mapping_faults(rules: Sequence[CellRule], known: Sequence[str], most_cells: int) -> list[Refusal]:
    """What is wrong with a mapping: nothing in it, too much, unknown parts, spans or definitions, one cell twice."""
    found = []
    if (
        not rules
        or sum(r.most if r.is_block else 1 for r in rules) > most_cells * 10
        or len(rules) > most_cells
    ):
        found.append(
            Refusal("reports.form-cells", f"请设定 1 至 {most_cells} 个单元格", "请增减后再保存。", "cells")
        )
    for rule in rules:
        where = f"{rule.sheet}!{rule.cell}"
        if rule.part not in PARTS:
            found.append(_fault(where, f"不认识的取数“{rule.part}”", f"可选：{'、'.join(PARTS)}。"))
        if rule.span not in SPANS:
            found.append(_fault(where, f"不认识的期间“{rule.span}”", f"可选：{'、'.join(SPANS)}。"))
        if rule.part not in _DAYS and rule.definition not in known:
            found.append(_fault(where, f"没有口径“{rule.definition}”", "请从“指标与口径”里选取口径编号。"))
        if rule.most < 1:
            found.append(_fault(where, "行数至少为 1", "请改填行数。"))
    places = [(r.sheet, r.cell) for r in rules]
    for sheet, cell in sorted({p for p in places if places.count(p) > 1}):
        found.append(_fault(f"{sheet}!{cell}", "同一单元格设定了两次", "请只保留一条。"))
    return found


def _fault(where: str, what: str, step: str) -> Refusal:
    return Refusal("reports.form-cells", f"{where}：{what}", step, "cells")


def span_start(span: str, period_from: date, as_of: date, mandate: date) -> date:
    """Where the days of a span begin."""
    return {"period": period_from, "year": date(as_of.year, 1, 1), "mandate": mandate}[span]
