"""An input-output table loaded into the home."""

import gzip

import openpyxl
import pytest

from zhuchao.chains.flows.load_input_output import load_input_output
from zhuchao.chains.selectors.evidence.board import IO_MODEL
from zhuchao.learners import kept
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
FLOWS = "from_code,to_code,flow_wan_yuan\n34001,34001,20\n34001,35001,10\n"
SECTORS = "code,name,GO\n34001,通用设备,100\n35001,专用设备,50\n"


@pytest.fixture
def files(tmp_path, settings):
    settings.ZHUCHAO_HOME = tmp_path

    def written(flows=FLOWS, sectors=SECTORS):
        (tmp_path / "f.csv").write_text(flows, encoding="utf-8")
        (tmp_path / "s.csv").write_text(sectors, encoding="utf-8")
        return {"flows": tmp_path / "f.csv", "sectors": tmp_path / "s.csv"}

    return written


def test_works(files, actors):
    """Kept as a version with its source."""
    card = load_input_output(actor=actors["centre"], **files(), source="示例表")
    its = kept.load(IO_MODEL, card["version"])
    assert its.arrays["flows"].tolist() == [[20, 10], [0, 0]]
    assert its.plain["codes"] == ["34001", "35001"] and card["source"] == "示例表"


WRONG = [
    (
        {"flows": "from_code,to_code,flow_wan_yuan\n34001,99001,20\n"},
        "流量表第 2 行“使用部门代码”“99001”不在部门表中",
    ),
    ({"flows": "a,b\n1,2\n"}, "流量表缺少列“from_code或投入部门代码”“to_code"),
    ({"flows": FLOWS + "34001,34001,\n"}, "流量表第 4 行“流量”是空的"),
    ({"flows": FLOWS.replace(",10", ",一百")}, "流量表第 3 行“流量”“一百”不是数字"),
    (
        {"flows": "from_code,to_code,flow_wan_yuan\n34001,35001,51\n"},
        "部门“35001 专用设备”的中间投入 51 万元多于总产出 50",
    ),
    ({"sectors": "code,name,GO\n"}, "部门表没有部门"),
    ({"sectors": SECTORS + "34001,重复,1\n"}, "部门表第 4 行“部门代码”“34001”在前面出现过"),
    ({"sectors": SECTORS.replace(",50", ",-5")}, "部门表第 3 行“总产出”“-5”是负数"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_refuses(files, actors, change, said):
    """What is wrong is told by sheet, row and column; nothing is kept."""
    with pytest.raises(Refused) as refused:
        load_input_output(actor=actors["centre"], **files(**change))
    found = refused.value.refusals
    assert any(said in r.reason for r in found), found
    assert {r.field for r in found} <= {"flows", "sectors"}
    assert kept.version_in_force(IO_MODEL) == ""


def test_works_from_excel_and_gz_with_chinese_headings(files, actors, tmp_path):
    """A workbook with a title above its headings, and a packed CSV in GB18030."""
    book = openpyxl.Workbook()
    for row in (
        ["示例投入产出表"],
        ["部门名称", "部门代码", "总产出（万元）"],
        ["通用设备", "34001", "1,00"],
        ["专用", "35001", 50],
    ):
        book.active.append(row)
    book.save(tmp_path / "部门.xlsx")
    text = "投入部门代码,使用部门代码,流量（万元）\n34001,35001,10\n"
    (tmp_path / "f.csv.gz").write_bytes(gzip.compress(text.encode("gb18030")))
    given = {"flows": tmp_path / "f.csv.gz", "sectors": tmp_path / "部门.xlsx"}
    its = kept.load(IO_MODEL, load_input_output(actor=actors["centre"], **given)["version"])
    assert its.arrays["flows"].tolist() == [[0, 10], [0, 0]] and its.arrays["output"].tolist() == [100, 50]


def test_refuses_codes_that_a_spreadsheet_took_for_numbers(files, actors, tmp_path):
    """1001 would be of division 10; the row, the column and what to do are told, in either sheet."""

    def sheet(name, *rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    rows = (["code", "name", "GO"], [1001, "农产品", 900], ["34001", "通用设备", 100], ["35001", "专用", 50])
    lost = sheet("部门.xlsx", *rows)
    with pytest.raises(Refused) as refused:
        load_input_output(actor=actors["centre"], flows=files()["flows"], sectors=lost)
    (fault,) = refused.value.refusals
    assert "部门表第 2 行“部门代码”“1001”少了前面的零，应为“01001”" in fault.reason
    assert "设为文本格式" in fault.next_step and fault.field == "sectors"
    kept_as_text = sheet("部门.xlsx", rows[0], ["01001", "农产品", 900], *rows[2:])
    between = sheet("流量.xlsx", ["from_code", "to_code", "flow_wan_yuan"], [1001, "34001", 5])
    with pytest.raises(Refused) as refused:
        load_input_output(actor=actors["centre"], flows=between, sectors=kept_as_text)
    (fault,) = refused.value.refusals
    assert "流量表第 2 行“投入部门代码”“1001”少了前面的零" in fault.reason and fault.field == "flows"
    between = sheet("流量.xlsx", ["from_code", "to_code", "flow_wan_yuan"], ["01001", "34001", 5])
    card = load_input_output(actor=actors["centre"], flows=between, sectors=kept_as_text)
    assert kept.load(IO_MODEL, card["version"]).plain["codes"][0] == "01001"


def test_refuses_a_file_that_is_none_of_these(files, actors, tmp_path):
    given = files()
    (tmp_path / "坏.csv.gz").write_bytes(b"not packed")
    for name, field in (("坏.csv.gz", "flows"), ("s.csv", "flows")):
        (tmp_path / "s.pdf").write_bytes(b"x")
        path = tmp_path / (name if name.endswith("gz") else "s.pdf")
        with pytest.raises(Refused) as refused:
            load_input_output(actor=actors["centre"], flows=path, sectors=given["sectors"])
        assert [r.field for r in refused.value.refusals] == [field]


def test_forbids(files, actors):
    """An officer does not replace a table of everybody."""
    with pytest.raises(Refused) as refused:
        load_input_output(actor=actors["officer"], **files())
    assert refused.value.forbidden
