"""A filled or frozen report as a Word file and as its spreadsheet annex."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhuchao.documents import gazette
from zhuchao.documents.gazette_sheets import Sheet, write_sheets
from zhuchao.figures import selectors as figures
from zhuchao.reports.engine.filling import day_words
from zhuchao.reports.engine.issues import printed
from zhuchao.reports.selectors.calls import SIGNED_UNTIL, call_from_dict, command_line
from zhuchao.terms.actor import Actor
from zhuchao.terms.figure import Figure

#: Hexadecimal digits of a checksum that a footnote prints.
PREFIX = 12
_OK = {True: "通过", False: "未通过", None: "未核对"}


def word_file(body: Mapping[str, Any], *, office: str = "", imprint: tuple[str, ...] = ()) -> bytes:
    """The .docx of a body (``Filled.body``): each figure has a footnote; definitions and the first rows follow as
    annexes. ``office`` signs it; ``imprint`` is small print at its end."""
    as_of, known_at = date.fromisoformat(body["asked"]["as_of"]), body["asked"]["known_at"]
    if known_at:
        imprint = (*imprint, f"按起草时已录入的记录计算：重算命令另加 --known-at {known_at}")
    return gazette.write(
        gazette.Gazette(
            title=body["heading"],
            subtitle=f"（截至{day_words(as_of)}）",
            blocks=tuple(_paragraph(line, body) for line in body["lines"]),
            office=office,
            day=as_of if office else None,
            annexes=(gazette.Annex("数据口径说明", _definitions(body)), *_rows(body)),
            imprint=imprint,
        )
    )


def _paragraph(line: Mapping[str, Any], body: Mapping[str, Any]) -> gazette.Paragraph:
    runs = []
    for span in line["spans"]:
        figure = body["figures"].get(span["blank"])
        runs.append(gazette.Run(span["text"], footnote(figure, body["asked"]) if figure else ""))
    return gazette.Paragraph(tuple(runs), line["level"])


def footnote(figure: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """The trail of one figure in a line: definition, version, rows, checksum; its days where they are not the report's."""
    call = call_from_dict(figure["call"])
    days = "" if figure["from"] == asked["from"] else f"，{figure['from']}起"
    signed = f"，签约至{until}" if (until := call.params.get(SIGNED_UNTIL)) else ""
    cohort = f"、对象{len(figure['cohort'])}条" if figure["cohort"] else ""
    return (
        f"{figure['name']}，口径{figure['definition']}第{figure['version']}版{days}{signed}，"
        f"计入{len(figure['rows'])}条{cohort}，校验码{figure['checksum'][:PREFIX]}。"
    )


def _definitions(body: Mapping[str, Any]) -> tuple[gazette.Paragraph | gazette.Table, ...]:
    asked = body["asked"]
    seen: dict[str, tuple[str, ...]] = {}
    for each in body["figures"].values():
        seen.setdefault(each["definition"], (each["name"], each["definition"], each["text"]))
    how = (
        f"脚注所列口径均可在页面“指标与口径”打开到逐条记录，或用命令：zhuchao figure show 指标 --definition 口径 "
        f"--from {asked['from']} --as-of {asked['as_of']}。各项的完整命令见电子表格附件“口径说明”。"
    )
    table = gazette.Table("", ("指标", "口径编号", "口径"), tuple(seen.values()), (34, 44, 78))
    return gazette.plain(how), table


def _rows(body: Mapping[str, Any]) -> tuple[gazette.Annex, ...]:
    blocks = []
    for key, rows in body["annex"].items():
        figure = body["figures"][key]
        if figure["value"] is None:
            continue
        total, shown = len(figure["rows"]), len(rows)
        more = f"，列出前{shown}条，全部见电子表格附件" if total > shown else ""
        cells = tuple(
            (str(n), code, name or "（不公开）", *marks) for n, (code, name, *marks) in enumerate(rows, 1)
        )
        headings: tuple[str, ...] = ("序号", "编号", "名称", "需要核对")
        widths: tuple[float, ...] = (12, 42, 66, 36)
        if not any(cell[3:] and cell[3] for cell in cells):
            cells, headings, widths = tuple(c[:3] for c in cells), headings[:3], (12, 42, 102)
        caption = f"{figure['label']}：{printed(figure)}（{total}条{more}）"
        blocks.append(gazette.Table(caption, headings, cells, widths))
    return (gazette.Annex("主要指标计入的记录", tuple(blocks)),) if blocks else ()


def figure_from_dict(raw: Mapping[str, Any]) -> Figure:
    """A frozen figure as a Figure again, to show it and to list its rows."""

    def number(name: str) -> Decimal | None:
        return None if raw[name] is None else Decimal(str(raw[name]))

    return Figure(
        id=raw["id"],
        name=raw["name"],
        unit=raw["unit"],
        definition=raw["definition"],
        version=raw["version"],
        text=raw["text"],
        period_from=date.fromisoformat(raw["from"]) if raw["from"] else None,
        as_of=date.fromisoformat(raw["as_of"]),
        known_at=datetime.fromisoformat(raw["known_at"]) if raw["known_at"] else None,
        value=number("value"),
        numerator=number("numerator"),
        denominator=number("denominator"),
        claimed=number("claimed"),
        verified=number("verified"),
        rows=tuple(raw["rows"]),
        cohort=tuple(raw["cohort"]),
        why_blank=raw["why_blank"],
        caveat=raw["caveat"],
    )


def annex_file(actor: Actor, body: Mapping[str, Any]) -> bytes:
    """The .xlsx with every row of every figure, one sheet each, then definitions and checks. Names are those the reader
    may see now."""
    sheets = [_sheet(actor, each) for each in body["figures"].values()]
    told = [
        (
            f["label"], f["name"], f["definition"], f["version"], printed(f), f["from"], f["as_of"],
            f["known_at"] or "现时", f["text"], f["caveat"], f["checksum"],
            command_line(call_from_dict(f["call"]), f["known_at"]),
        )
        for f in body["figures"].values()
    ]  # fmt: skip
    headings = (
        "填空", "指标", "口径编号", "版本", "数值", "期间起", "截至", "按何时已录入", "口径", "提示", "校验码",
        "打开记录的命令",
    )  # fmt: skip
    sheets.append(Sheet("口径说明", headings, told))
    checks = [(c["title"], _OK[c["ok"]], c["said"]) for c in body["checks"]]
    sheets.append(Sheet("一致性核对", ("核对项", "结果", "说明"), checks))
    return write_sheets(sheets)


def _sheet(actor: Actor, raw: Mapping[str, Any]) -> Sheet:
    figure = figure_from_dict(raw)
    shown = {r.code: r.name for r in figures.rows(actor, figure)}
    shown |= (
        {r.code: r.name for r in figures.rows(actor, replace(figure, cohort=()))} if figure.cohort else {}
    )
    counted = set(figure.rows)
    codes = dict.fromkeys((*figure.cohort, *figure.rows))
    rows = [(code, shown.get(code, ""), "是" if code in counted else "否") for code in codes]
    notes = (f"{raw['label']}：{printed(raw)}", f"口径 {figure.definition} 第 {figure.version} 版")
    return Sheet(raw["label"], ("编号", "名称", "计入"), rows, notes)
