"""Files as offices have them: any usual kind and encoding gives the same rows; what is damaged is refused."""

import csv
import datetime
import io
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhuchao.companies.flows import import_registry
from zhuchao.companies.models import ImportRun, RunState
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines, lake

pytestmark = [pytest.mark.django_db, pytest.mark.lake]
COLUMNS = ("统一社会信用代码", "企业名称", "成立日期", "注册资本", "住所", "经营范围")


@pytest.fixture(autouse=True)
def _home(own_home):
    yield
    engines.close()


@pytest.fixture
def rows(code):
    return [
        COLUMNS,
        (code(1), "示例甲纺织有限公司", "2005-03-01", "1200.5万元", "示例路1号, 东侧", "织造；\n印染加工"),
        (code(2), "示例乙“机械”有限公司", "1998年11月2日", "50", "示例路2号", ""),
        (code(3), '示例丙 "引号" 有限公司', "20150101", "100万美元", "", "餐饮"),
    ]


def text(rows, delimiter=",", end="\r\n"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def imported(path, **more):
    return import_registry(actor=SYSTEM, paths=[path], **more)


def checksum():
    return lake.manifest().tables["registry"].checksum


@pytest.fixture
def expected(rows, tmp_path, settings, own_home):
    """The checksum of the same rows given as plain UTF-8."""
    settings.ZHUCHAO_HOME = tmp_path / "other-home"
    settings.ZHUCHAO_HOME.mkdir()
    (tmp_path / "plain.csv").write_text(text(rows), encoding="utf-8", newline="")
    assert imported(tmp_path / "plain.csv").inserted == 3
    found = checksum()
    settings.ZHUCHAO_HOME = own_home
    return found


def test_works_alike_on_every_encoding_and_line_ending(rows, tmp_path, expected, settings):
    plain = text(rows)
    kinds = {
        "mark.csv": plain.encode("utf-8-sig"),
        "gb18030.csv": plain.encode("gb18030"),
        "utf16.txt": plain.encode("utf-16"),
        "feeds.csv": text(rows, end="\n").encode(),
        "mixed.csv": plain.replace("\r\n", "\n", 2).encode(),
        "tabs.tsv": text(rows, "\t").encode(),
        "semicolons.csv": text(rows, ";").encode("gb18030"),
    }
    for name, content in kinds.items():
        settings.ZHUCHAO_HOME = tmp_path / name.replace(".", "-")
        settings.ZHUCHAO_HOME.mkdir()
        (tmp_path / name).write_bytes(content)
        assert imported(tmp_path / name).inserted == 3, name
        assert checksum() == expected, name


def test_works_alike_on_excel_and_parquet(rows, tmp_path, expected):
    book = openpyxl.Workbook()
    book.active.title = "空表"
    sheet = book.create_sheet("数据")
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    assert imported(tmp_path / "book.xlsx").inserted == 3
    assert checksum() == expected

    columns = {name: [r[i] for r in rows[1:]] for i, name in enumerate(COLUMNS)}
    pq.write_table(pa.table(columns), tmp_path / "rows.parquet")
    assert imported(tmp_path / "rows.parquet").unchanged == 3
    assert checksum() == expected


def test_works_on_cells_that_are_dates_and_numbers(tmp_path, code):
    book = openpyxl.Workbook()
    book.active.append(("信用代码", "公司名称", "成立时间", "注册资金（元）", "邮编"))
    book.active.append((code(1), "示例甲", datetime.datetime(2018, 1, 2), 5_000_000, 312000))
    book.active.append((None,) * 5)
    book.active.append((code(1)[:-1], "示例乙", datetime.date(2018, 1, 2), 1, 1))
    book.save(tmp_path / "cells.xlsx")
    result = imported(tmp_path / "cells.xlsx")
    (row,) = engines.run(engines.table("registry")).to_pylist()
    assert (str(row["reg_date"]), row["capital_wan"]) == ("2018-01-02", 500)
    with Path(result.rejects_file).open(encoding="utf-8-sig", newline="") as lines:
        (rejected,) = csv.DictReader(lines)
    assert (rejected["行号"], rejected["注册资本（万元）"]) == ("4", "1元")


def test_works_on_columns_of_any_type(tmp_path, code):
    midnight = datetime.datetime(2018, 1, 1, 16, tzinfo=datetime.UTC)  # in Shanghai it is the 2nd
    kinds = {
        "types": {
            "uscc": pa.array([code(1)]).dictionary_encode(),
            "name": pa.array(["示例甲"], pa.large_string()),
            "reg_date": pa.array([midnight]),
            "capital": pa.array([Decimal("10.50")]),
            "_row": [7],
        },
        "bytes": {"uscc": [code(2).encode()], "name": ["示例乙".encode()], "scope": [["织造", "印染"]]},
        "numbers": {"uscc": [code(3)], "name": [5], "reg_date": [20180102], "capital": [10.5]},
        "lies": {"uscc": [code(4)], "name": [True], "capital": [True], "address": pa.nulls(1)},
    }
    for name, columns in kinds.items():
        pq.write_table(pa.table(columns), tmp_path / f"{name}.parquet")
        assert imported(tmp_path / f"{name}.parquet").inserted == 1, name
    found = {r["uscc"]: r for r in engines.run(engines.table("registry")).to_pylist()}
    day = datetime.date(2018, 1, 2)
    assert [(found[code(n)]["reg_date"], found[code(n)]["capital_wan"]) for n in (1, 3)] == [(day, 10.5)] * 2
    assert [found[code(n)]["name"] for n in (2, 3)] == ["示例乙", "5"]
    assert found[code(4)]["capital_wan"] is None


def test_refuses_what_no_day_can_be_read_from_by_row(tmp_path, code):
    columns = {
        "uscc": [code(1)] * 3,
        "name": ["示例甲"] * 3,
        "reg_date": pa.array([datetime.time(1, 2)] * 3),
    }
    pq.write_table(pa.table(columns), tmp_path / "times.parquet")
    result = imported(tmp_path / "times.parquet")
    assert (result.accepted, result.rejected) == (0, 3)


def test_works_on_a_folder_without_its_hidden_and_lock_files(rows, tmp_path):
    folder = tmp_path / "登记 [2019] 'a'"
    folder.mkdir()
    (folder / "甲 *.csv").write_text(text(rows[:2]), encoding="utf-8")
    (folder / "乙'.csv").write_text(text([rows[0], rows[2]]), encoding="gb18030")
    (folder / "~$甲.xlsx").write_bytes(b"lock")
    (folder / ".隐藏.csv").write_text("x")
    (folder / "SOURCE.md").write_text("说明")
    assert imported(folder).inserted == 2
    assert lake.manifest().imports[-1].files == ("乙'.csv", "甲 *.csv")


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(60):
                sheet.write(b"\0" * (1 << 20))


def locked(path):
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)


#: Name → what makes the file, and what the refusal says.
DAMAGED = {
    "空.csv": (lambda p: p.write_bytes(b""), "文件是空的"),
    "空白.csv": (lambda p: p.write_text("\n \n\n"), "文件是空的"),
    "表头.csv": (lambda p: p.write_text("信用代码,公司名称\n", encoding="utf-8"), "没有数据行"),
    "列.csv": (
        lambda p: p.write_text("代号,全称\n1,2\n", encoding="utf-8"),
        "缺少必需的列：统一社会信用代码、企业名称；文件里的列是：代号、全称",
    ),
    "坏.csv": (
        lambda p: p.write_bytes(
            "信用代码,公司名称\n1,示例示例示例示例示例甲\n2,".encode() + b"\xff\xfe\xff\n"
        ),
        "第3行有损坏的字符",
    ),
    "乱.csv": (
        lambda p: p.write_bytes("信用代码,名称\n1,甲".encode("gb18030") + b"\xff\xff\n"),
        "第2行有损坏的字符",
    ),
    "程序.csv": (lambda p: p.write_bytes(b"MZ\x90\0\x03\0\0\0"), "第1行有损坏的字符"),
    "引号.csv": (
        lambda p: p.write_text('信用代码,公司名称\n1,"示例甲\n2,示例乙\n3,示例丙\n', encoding="utf-8"),
        "第2行起引号没有成对",
    ),
    "炸弹.xlsx": (zip_bomb, "可能是压缩炸弹，没有打开"),
    "不是.xlsx": (lambda p: p.write_bytes(b"PK\x03\x04 nothing"), "不是 .xlsx 文件"),
    "密码.xlsx": (locked, "加了密码"),
    "空.xlsx": (lambda p: openpyxl.Workbook().save(p), "没有数据"),
    "坏.parquet": (lambda p: p.write_bytes(b"PAR1" + b"x" * 80), "文件已损坏或读不出来"),
    "旧.xls": (lambda p: p.write_bytes(b"x"), "不认识这种文件"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_refuses_a_file_that_is_no_registry_and_changes_nothing(name, rows, tmp_path):
    make, says = DAMAGED[name]
    good, bad = tmp_path / "好.csv", tmp_path / name
    good.write_text(text(rows), encoding="utf-8")
    make(bad)
    with pytest.raises(Refused) as refused:
        import_registry(actor=SYSTEM, paths=[good, bad])
    assert says in str(refused.value)
    assert name in str(refused.value) or "列是" in says
    assert lake.manifest() is None
    assert not (lake.folder() / "staging").exists()
    assert not (lake.folder() / "registry").exists()


def test_refuses_a_path_that_is_not_there_and_an_empty_folder(tmp_path):
    (tmp_path / "空").mkdir()
    for path, says in (
        (tmp_path / "没有.csv", "文件不存在：没有.csv"),
        (tmp_path / "空", "没有可导入的文件"),
    ):
        with pytest.raises(Refused, match=says):
            imported(path)
    assert not ImportRun.objects.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_refuses_a_file_it_may_not_read(rows, tmp_path):
    path = tmp_path / "锁.csv"
    path.write_text(text(rows), encoding="utf-8")
    path.chmod(0)
    with pytest.raises(Refused, match="没有读取这个文件的权限"):
        imported(path)


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"uscc": "代号", "name": "没有这列"}, "文件里没有列“没有这列”"),
        ({"uscc": "代号", "税号": "全称"}, "没有“税号”这样的栏目"),
        ({"uscc": "代号"}, "缺少必需的列：企业名称"),
    ],
)
def test_refuses_a_mapping_that_does_not_fit(mapping, says, tmp_path):
    path = tmp_path / "示例.csv"
    path.write_text("代号,全称\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match=says):
        imported(path, mapping=mapping)
    assert ImportRun.objects.get().state == RunState.REFUSED


def test_forbids_reading_any_file_without_the_right(make_actor, tmp_path):
    zip_bomb(tmp_path / "炸弹.xlsx")
    with pytest.raises(Refused) as refused:
        import_registry(actor=make_actor(Role.LEADER), paths=[tmp_path / "炸弹.xlsx"])
    assert refused.value.forbidden
