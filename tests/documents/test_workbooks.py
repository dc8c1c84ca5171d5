"""Excel workbooks in: text as a person reads it; what unpacks without end is not opened."""

import datetime
import struct
import zipfile

import openpyxl
import pyarrow.parquet as pq
import pytest

from zhuchao.documents import workbooks
from zhuchao.terms.refusal import Refused

LIMITS = workbooks.Limits(unpacked_mb=8, ratio=100, ratio_from_mb=2, members=20)


def book(path, rows, start=1):
    made = openpyxl.Workbook()
    for number, row in enumerate(rows, start):
        for place, cell in enumerate(row, 1):
            made.active.cell(number, place, cell)
    made.save(path)
    return path


def rows_of(path, tmp_path):
    target = tmp_path / "rows.parquet"
    headings = workbooks.to_parquet(path, target, LIMITS, row_column="_row")
    return headings, [tuple(r.values()) for r in pq.read_table(target).to_pylist()]


def test_cells_are_text_as_a_person_reads_them(tmp_path):
    path = book(
        tmp_path / "示例.xlsx",
        [
            ("甲", "乙", "丙", "丁"),
            (1, 1.5, datetime.datetime(2018, 1, 2), True),
            ("=1+1", " 文字 ", datetime.date(2018, 1, 2), None),
        ],
    )
    headings, rows = rows_of(path, tmp_path)
    assert headings == ["甲", "乙", "丙", "丁"]
    assert rows[0] == (2, "1", "1.5", "2018-01-02", "True")
    assert rows[1][2:] == (" 文字 ", "2018-01-02", None)
    assert rows[1][1] in (None, "=1+1")  # a formula is never computed


def test_rows_keep_their_number_in_the_sheet(tmp_path):
    path = book(tmp_path / "示例.xlsx", [("甲",), (None,), ("1",), (None,), ("2",)], start=3)
    _, rows = rows_of(path, tmp_path)
    assert rows == [(5, "1"), (7, "2")]


def test_headings_that_are_empty_alike_or_taken_get_names_of_their_own(tmp_path):
    path = book(tmp_path / "示例.xlsx", [("甲", None, "甲", "_ROW", "A", "a"), tuple("123456")])
    headings, rows = rows_of(path, tmp_path)
    assert headings == ["甲", "第2列", "甲（3）", "_ROW（4）", "A", "a（6）"]
    assert rows == [(2, *"123456")]


def bomb(path, declared=None):
    """Sixty MB of nothing; ``declared`` is what the archive says of it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (60 << 20))
    if declared is not None:
        content = path.read_bytes()
        path.write_bytes(content.replace(struct.pack("<I", 60 << 20), struct.pack("<I", declared)))
    return path


def test_a_bomb_is_not_opened_even_when_it_lies_about_its_size(tmp_path):
    with pytest.raises(Refused, match="解压后超过8MB，可能是压缩炸弹"):
        workbooks.guard(bomb(tmp_path / "炸弹.xlsx"), LIMITS)
    with pytest.raises(Refused, match=r"压缩炸弹|已损坏"):
        workbooks.guard(bomb(tmp_path / "谎.xlsx", declared=100), LIMITS)


def test_a_small_archive_that_packs_too_well_or_holds_too_many_files_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "密.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * (4 << 20))
    with pytest.raises(Refused, match="压缩比超过100倍"):
        workbooks.guard(tmp_path / "密.xlsx", LIMITS)
    with zipfile.ZipFile(tmp_path / "多.xlsx", "w") as archive:
        for n in range(21):
            archive.writestr(str(n), "")
    with pytest.raises(Refused, match="内含21个文件，超过20个"):
        workbooks.guard(tmp_path / "多.xlsx", LIMITS)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, b"<html></html>"],
)
def test_what_is_no_workbook_is_refused(content, tmp_path):
    (tmp_path / "示例.xlsx").write_bytes(content)
    with pytest.raises(Refused, match=r"示例\.xlsx 已损坏、加了密码或不是"):
        workbooks.to_parquet(tmp_path / "示例.xlsx", tmp_path / "t", LIMITS, row_column="_row")


def test_a_workbook_without_a_cell_is_refused(tmp_path):
    with pytest.raises(Refused, match="没有数据"):
        workbooks.to_parquet(book(tmp_path / "空.xlsx", []), tmp_path / "t", LIMITS, row_column="_row")
