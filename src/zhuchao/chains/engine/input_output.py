"""A national input-output table as people keep it: two sheets, each cell said to be right or wrong by row and column."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from zhuchao.terms.refusal import Refusal, Refused

#: Column → the headings under which it stands, the first as in the files of the national table, the second in words.
SECTORS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "部门代码"),
    "name": ("name", "部门名称"),
    "output": ("GO", "总产出（万元）"),
}
FLOWS: Mapping[str, tuple[str, ...]] = {
    "from": ("from_code", "投入部门代码"),
    "to": ("to_code", "使用部门代码"),
    "flow": ("flow_wan_yuan", "流量（万元）"),
}
_SHEETS = {"sectors": "部门表", "flows": "流量表"}
#: Faults told at once; more of them say nothing new.
_TOLD = 10
#: A table rounds: intermediate inputs may pass the output by this share.
_ROUNDING = 1e-6

Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Read:
    """Sectors in their order with total output, and the flows between them by place; amounts in 万元."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    output: tuple[float, ...]
    flows: tuple[tuple[int, int, float], ...]


def is_heading(text: str) -> bool:
    """True for the heading of any column of either sheet."""
    return any(text.strip() in names for columns in (SECTORS, FLOWS) for names in columns.values())


def read(sectors: tuple[Sequence[str], Rows], flows: tuple[Sequence[str], Rows]) -> Read:
    """The table of two sheets, each its headings and its rows with their numbers in the file.

    Raises Refused naming sheet, row and column of what is wrong (at most ten), and where the sheets do not hold
    together: a sector that takes in more than it puts out.
    """
    faults: list[Refusal] = []
    place: dict[str, int] = {}
    names, output = [], []
    rows_of: dict[str, int] = {}
    for number, row in _rows("sectors", SECTORS, sectors, faults):
        rows_of.setdefault(row["code"], number)
        amount = _amount("sectors", number, "总产出", row["output"], faults)
        if not row["code"]:
            faults.append(_fault("sectors", number, "部门代码", "是空的"))
        elif row["code"] in place:
            faults.append(_fault("sectors", number, "部门代码", f"“{row['code']}”在前面出现过"))
        elif amount is not None:
            place[row["code"]] = len(place)
            names.append(row["name"])
            output.append(amount)
    if not faults and not place:
        faults.append(_fault("sectors", 0, "", "没有部门"))
    faults += _shortened(place, rows_of)
    # Of flows between sectors that were not read there is nothing to say.
    found = [] if faults else list(_flows(flows, place, faults))
    if faults:
        raise Refused(*faults[:_TOLD])
    read_table = Read(tuple(place), tuple(names), tuple(output), tuple(found))
    _balanced(read_table)
    return read_table


def _shortened(codes: Iterable[str], rows_of: Mapping[str, int]) -> list[Refusal]:
    """Codes that a spreadsheet took for numbers: one digit fewer than the others, so that their division is another."""
    plain = [code for code in codes if code.isdigit()]
    usual = Counter(map(len, plain)).most_common(1)[0][0] if plain else 0
    return [
        _lost_zero("sectors", rows_of[code], "部门代码", code) for code in plain if len(code) == usual - 1
    ]


def _lost_zero(which: str, number: int, label: str, code: str) -> Refusal:
    return replace(
        _fault(which, number, label, f"“{code}”少了前面的零，应为“0{code}”"),
        next_step=f"单元格按数字保存时前面的零会丢：请把“{label}”一列设为文本格式，把“{code}”重新写成“0{code}”，再载入。",
    )


def _flows(
    sheet: tuple[Sequence[str], Rows], place: Mapping[str, int], faults: list[Refusal]
) -> Iterator[tuple[int, int, float]]:
    for number, row in _rows("flows", FLOWS, sheet, faults):
        amount = _amount("flows", number, "流量", row["flow"], faults)
        unknown = [
            _lost_zero("flows", number, label, row[key])
            if f"0{row[key]}" in place
            else _fault("flows", number, label, f"“{row[key]}”不在部门表中")
            for key, label in (("from", "投入部门代码"), ("to", "使用部门代码"))
            if row[key] not in place
        ]
        faults += unknown
        if amount is not None and not unknown:
            yield place[row["from"]], place[row["to"]], amount


def _rows(
    which: str,
    columns: Mapping[str, tuple[str, ...]],
    sheet: tuple[Sequence[str], Rows],
    faults: list[Refusal],
) -> Iterator[tuple[int, dict[str, str]]]:
    headings, rows = [h.strip() for h in sheet[0]], sheet[1]
    at = {
        key: next((headings.index(n) for n in names if n in headings), -1) for key, names in columns.items()
    }
    if missing := ["或".join(columns[key]) for key, column in at.items() if column < 0]:
        faults.append(_fault(which, 0, "", f"缺少列“{'”“'.join(missing)}”"))
        return
    for number, cells in rows:
        yield number, {key: cells[column].strip() for key, column in at.items()}


def _amount(which: str, number: int, label: str, text: str, faults: list[Refusal]) -> float | None:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        faults.append(_fault(which, number, label, f"“{text[:20]}”不是数字" if text else "是空的"))
        return None
    if which == "sectors" and amount < 0:
        faults.append(_fault(which, number, label, f"“{text[:20]}”是负数"))
        return None
    return float(amount)


def _balanced(table: Read) -> None:
    used = [0.0] * len(table.codes)
    for _, to, amount in table.flows:
        used[to] += amount
    over = [
        Refusal(
            "chains.io-table",
            f"投入产出表不能用：部门“{table.codes[n]} {table.names[n]}”的中间投入 {used[n]:,.0f} 万元多于总产出 {out:,.0f} 万元",
            "请核对两张表是否同一年、同一单位。",
            "flows",
        )
        for n, out in enumerate(table.output)
        if used[n] > out * (1 + _ROUNDING)
    ]
    if over:
        raise Refused(*over[:_TOLD])


def _fault(which: str, number: int, label: str, said: str) -> Refusal:
    where = f"第 {number} 行" if number else ""
    column = f"“{label}”" if label else ""
    needed = "、".join("/".join(names) for names in (SECTORS if which == "sectors" else FLOWS).values())
    return Refusal(
        "chains.io-table",
        f"投入产出表不能用：{_SHEETS[which]}{where}{column}{said}",
        f"请改正后重新载入；{_SHEETS[which]}的列为 {needed}。",
        which,
    )
