"""Tables in: headings wherever they stand, rows with their number in the file, Excel and CSV alike."""

import contextlib
import io
import random
import tempfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuchao.documents import tables, workbooks
from zhuchao.terms.refusal import Refused

LIMITS = tables.ReadLimits(workbooks.Limits(64, 200, 8, 200), rows=50, valid_utf8_characters=2000)
KNOWN = {"项目名称", "投资方", "合同金额（万元）"}
HEADINGS = ("项目名称", "投资方", "合同金额（万元）")


def written(path, rows, first=1):
    """An .xlsx whose rows start at ``first``."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表")
        for number, row in enumerate(rows, first - 1):
            for place, cell in enumerate(row):
                (sheet.write_number if isinstance(cell, int | float) else sheet.write_string)(
                    number, place, cell
                )
    path.write_bytes(out.getvalue())
    return path


def read(path, limits=LIMITS):
    return tables.read_sheet(path, limits, is_heading=KNOWN.__contains__)


def test_headings_are_found_below_a_title_and_a_line_of_units(tmp_path):
    rows = [("示例区项目台账",), ("单位：万元", "", ""), HEADINGS, ("甲项目", "甲公司", 12000)]
    found = read(written(tmp_path / "台账.xlsx", rows, first=2))
    assert found.headings == HEADINGS
    assert found.rows == ((5, ("甲项目", "甲公司", "12000")),)


def test_without_a_known_heading_the_first_row_counts(tmp_path):
    found = read(written(tmp_path / "台账.xlsx", [("a", "b"), ("1", "2")], first=3))
    assert found == tables.Sheet(("a", "b"), ((4, ("1", "2")),))


def test_headings_without_a_name_or_alike_get_names_and_rows_their_width(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text("项目名称,,项目名称\n甲,乙\n丙,丁,戊,己\n", encoding="utf-8")
    found = read(path)
    assert found.headings == ("项目名称", "第2列", "项目名称（3）")
    assert [cells for _, cells in found.rows] == [("甲", "乙", ""), ("丙", "丁", "戊")]


def test_the_first_sheet_with_rows_is_read_and_empty_rows_keep_their_number(tmp_path):
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("空")
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(4, 0, ("甲", "乙", "1"))
        book.add_worksheet("另一张").write(0, 0, "项目名称")
    assert read(path).rows == ((5, ("甲", "乙", "1")),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_in_any_usual_encoding_and_with_any_usual_mark(tmp_path, encoding, mark):
    path = tmp_path / "台账.csv"
    lines = [HEADINGS, ("甲项目", '"一行\n两行"', "1"), ("", "", ""), ("𠮷项目", " 乙公司 ", "2")]
    path.write_text("".join(mark.join(line) + "\r\n" for line in lines), encoding=encoding, newline="")
    found = read(path)
    assert found.headings == HEADINGS
    assert [cells for _, cells in found.rows] == [
        ("甲项目", "一行\n两行", "1"),
        ("𠮷项目", "乙公司", "2"),
    ]


def test_as_many_rows_as_allowed_and_no_more(tmp_path):
    rows = [HEADINGS, *[(str(n), "x", "1") for n in range(50)]]
    assert len(read(written(tmp_path / "够.xlsx", rows)).rows) == 50
    with pytest.raises(Refused, match="超过 50 行"):
        read(written(tmp_path / "多.xlsx", [*rows, ("多", "x", "1")]))


def test_what_is_no_table_is_refused(tmp_path):
    for name, content, why in [
        ("图.pdf", b"%PDF", "不是 Excel"),
        ("旧.xls", b"\xd0\xcf\x11\xe0", "已损坏"),
        ("新.xls", b"PK\x03\x04", "不是 .xls"),
        ("坏.xlsx", b"PK\x03\x04 damaged", "已损坏"),
        ("空.csv", b"", "没有数据"),
        ("行.csv", b"\r\n,,\r\n", "没有数据"),
    ]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Refused, match=why):
            read(path)
    with pytest.raises(Refused, match="没有数据"):
        read(written(tmp_path / "白.xlsx", []))


def old(path, rows):
    """An .xls with a title above, as Excel kept it until 2003."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet, day = book.add_sheet("表"), xlwt.XFStyle()
    day.num_format_str = "YYYY-MM-DD"
    sheet.write(0, 0, "示例区项目台账")
    for number, row in enumerate(rows, 2):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell, *([day] if isinstance(cell, date) else []))
    book.save(str(path))
    return path


def test_an_old_workbook_is_read_as_a_new_one(tmp_path):
    """Text, whole numbers and days; the number of the row in the file; as many rows as allowed."""
    rows = [HEADINGS, ("甲项目", "甲公司", 12000), ("乙项目", date(2024, 3, 5), 1.5)]
    found = read(old(tmp_path / "旧.xls", rows))
    assert found.headings == HEADINGS
    assert found.rows == ((4, ("甲项目", "甲公司", "12000")), (5, ("乙项目", "2024-03-05", "1.5")))
    many = [HEADINGS, *[(str(n), "x", 1) for n in range(50)]]
    assert len(read(old(tmp_path / "够.xls", many)).rows) == 50
    with pytest.raises(Refused, match="超过 50 行"):
        read(old(tmp_path / "多.xls", [*many, ("多", "x", 1)]))
    small = tables.ReadLimits(workbooks.Limits(32, 200, 8, 200), 60_000, 2000)
    long = [HEADINGS, *[("长" * 8000, "同一格文字", 1) for _ in range(900)]]
    with pytest.raises(Refused, match="内容过多"):
        read(old(tmp_path / "长.xls", long), small)


def test_a_damaged_old_workbook_ends_its_reader_only(tmp_path):
    """Whatever is broken in it, it is refused or read: what the reader does in its fright is not seen."""
    whole = old(tmp_path / "旧.xls", [HEADINGS, *[("甲", "乙", n) for n in range(40)]]).read_bytes()
    path, chosen = tmp_path / "坏.xls", random.Random(1)
    for moment in range(24):
        broken = bytearray(whole)
        if moment % 2:
            del broken[chosen.randrange(len(whole)) :]
        for _ in range(20):
            broken[chosen.randrange(min(2048, len(broken)))] = chosen.randrange(256)
        path.write_bytes(broken)
        with contextlib.suppress(Refused):
            read(path)


def test_a_cut_workbook_is_refused_at_whatever_byte(tmp_path):
    whole = written(tmp_path / "台账.xlsx", [HEADINGS, ("甲", "乙", "1")]).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path = tmp_path / "断.xlsx"
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(Refused, match="已损坏"):
            read(path)


_TEXT = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x9FFF, exclude_categories=["C", "Z"]), max_size=12
)


@settings(max_examples=60)
@given(st.lists(st.tuples(_TEXT.filter(bool), _TEXT, st.integers(-(10**9), 10**9)), max_size=50))
def test_what_is_written_comes_back(rows):
    """Whatever text and whole numbers are put into a workbook is read as a person reads it, row by row."""
    with tempfile.TemporaryDirectory() as folder:
        found = read(written(Path(folder) / "台账.xlsx", [("示例",), HEADINGS, *rows]))
    assert found.headings == HEADINGS
    assert [(n, cells) for n, cells in found.rows] == [
        (n, (name, who, str(many))) for n, (name, who, many) in enumerate(rows, 3)
    ]
