"""A 台账 as offices keep it: a title above, headings with units, good rows and bad ones."""

import io
from datetime import date, datetime

import xlsxwriter

HEADINGS = (
    "序号",
    "项目名称",
    "投资方",
    "统一社会信用代码",
    "牵头单位",
    "类别",
    "合作方式",
    "计划总投资（亿元）",
    "就业人数",
    "合同金额（万元）",
    "签约日期",
    "注册时间",
    "开工时间",
    "到位资金（万元）",
    "状态",
    "性质",
    "终止原因",
)
#: What may be wrong with a row → (column, what is written there).
WRONG = {
    "no-name": (1, ""),
    "uscc": (3, "91330106MA2CFLDG4X"),
    "office": (4, "天上街道"),
    "class": (5, "玄学"),
    "sum": (9, "不少"),
    "day": (10, "去年"),
    "ahead": (10, "2099-01-01"),
}


def row(number, **changed):
    """One row of the table; ``changed`` maps a column's place to another text."""
    cells = [
        str(number),
        f"示例台账项目{number}",
        f"示例投资{number}有限公司",
        "",
        "示例街道一",
        "新兴产业",
        "租赁",
        "1.2",
        "80",
        "12000",
        f"2024-{number % 12 + 1:02}-05",
        "2024年12月8日" if number % 2 else "",
        "20250110" if number % 3 == 0 else "",
        "300" if number % 4 == 0 else "",
        "终止" if number % 10 == 9 else "推进中",
        "新引进",
        "市场变化" if number % 10 == 9 else "",
    ]
    for place, text in changed.items():
        cells[int(place.removeprefix("c"))] = text
    return cells


def workbook(rows, headings=HEADINGS):
    """The bytes of an .xlsx with a title above the headings."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        # The same rows are the same bytes, whenever they are written.
        book.set_properties({"created": datetime(2025, 6, 30)})
        sheet = book.add_worksheet("台账")
        sheet.write(0, 0, f"示例区招商项目台账（{date(2025, 6, 30)}）")
        for place, cells in enumerate([headings, *rows], start=2):
            sheet.write_row(place, 0, cells)
    return out.getvalue()


def with_faults(good, bad):
    """``good`` rows in order and ``bad`` ones, each wrong in one way, spread among them."""
    kinds = list(WRONG.values())
    rows = [row(n) for n in range(1, good + 1)]
    for n in range(bad):
        place, text = kinds[n % len(kinds)]
        rows.insert(n * (good // max(bad, 1)) + n, row(good + n + 1, **{f"c{place}": text}))
    return rows
