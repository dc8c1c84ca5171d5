"""Exports: every row as filtered, page by page, harmless in a spreadsheet, told to whoever audits."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from zhuchao import slots
from zhuchao.frame.lists import export, respond
from zhuchao.slots import Slot

pytestmark = pytest.mark.usefixtures("bare_slots")


def bytes_of(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def told():
    heard = []
    slots.register(Slot.NOTICE, "test", lambda actor, **said: heard.append(said), topic="exported")
    return heard


def test_csv_holds_every_filtered_row_and_the_notes(spec, source, request_of, told):
    source.count = 1200
    text = bytes_of(respond(request_of("/trial/?kind=甲&page=3&export=csv"), spec)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["企业名称", "注册资本（万元）", "成立日期"]
    assert rows[401] == []
    assert rows[400][0] == "示例甲企业1197"
    assert ["数据说明", "登记数据截至 2019-04，存续未核实"] in rows
    assert ["口径：注册资本", "登记的注册资本，折合人民币"] in rows


def test_export_reads_page_by_page_and_never_all_rows(spec, source, request_of):
    source.count = 1200
    bytes_of(respond(request_of("/trial/?export=csv"), spec))
    assert [(q.page, q.size) for q in source.asked] == [(1, 500), (2, 500), (3, 500)]


def test_the_audit_hears_actor_list_rows_and_conditions_before_the_file_leaves(spec, request_of, told):
    respond(request_of("/trial/?kind=甲&q=企业&export=xlsx"), spec)
    assert told == [
        {
            "list_id": "trial",
            "title": "示例名单",
            "rows": 77,
            "filters": {"q": "企业", "kind": "甲"},
            "kind": "xlsx",
            "columns": ["name", "capital", "on"],
        }
    ]


def test_an_export_that_cannot_be_audited_is_not_given(spec, request_of):
    def broken(actor, **said):
        raise RuntimeError("audit is down")

    slots.register(Slot.NOTICE, "test", broken, topic="exported")
    with pytest.raises(RuntimeError):
        respond(request_of("/trial/?export=csv"), spec)


def test_workbook_has_numbers_days_and_a_definitions_sheet(spec, request_of):
    made = bytes_of(respond(request_of("/trial/?export=xlsx"), spec))
    book = openpyxl.load_workbook(io.BytesIO(made))
    data, notes = book["数据"], book["口径说明"]
    assert [c.value for c in data[1]] == ["企业名称", "注册资本（万元）", "成立日期"]
    assert data["B3"].value == 100
    assert data["B2"].value is None
    assert data["C2"].is_date
    assert data.max_row == 231
    said = {row[0].value: row[1].value for row in notes.rows}
    assert said["行数"] == "230"
    assert said["口径：注册资本"] == "登记的注册资本，折合人民币"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_becomes_a_formula(spec, source, request_of, start):
    source.count = 1
    source.row = lambda i: {"name": f"{start}1+1", "capital": -5, "on": None}
    text = bytes_of(respond(request_of("/trial/?export=csv"), spec)).decode("utf-8-sig")
    first = list(csv.reader(io.StringIO(text)))[1]
    assert first[0] == f"'{start}1+1"
    assert first[1] == "-5"
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(respond(request_of("/trial/?export=xlsx"), spec))))
    assert book["数据"]["A2"].data_type == "s"


def test_a_sheet_that_is_full_says_so(spec, source, request_of, monkeypatch, told):
    monkeypatch.setattr(export, "SHEET_ROWS", 100)
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(respond(request_of("/trial/?export=xlsx"), spec))))
    assert book["数据"].max_row == 101
    assert any(row[0].value == "注意" for row in book["口径说明"].rows)
    assert told[0]["rows"] == 100


def test_a_list_that_is_not_for_export_gives_a_page(spec, request_of):
    response = respond(request_of("/trial/?export=csv"), replace(spec, exportable=False))
    assert response["Content-Type"].startswith("text/html")
    assert "导出" not in response.content.decode()


def test_the_conditions_are_told_in_words(spec, request_of):
    asked = request_of("/trial/?q=企业&kind=甲&on_from=2020-01-05&export=csv")
    text = bytes_of(respond(asked, spec)).decode("utf-8-sig")
    assert "筛选条件,关键词：企业；类别：甲类；成立日期：2020-01-05起" in text
