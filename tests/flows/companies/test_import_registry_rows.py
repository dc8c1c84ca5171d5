"""Rows that cannot be taken: each told in Chinese by line and field, none stops the others, all come back whole."""

import csv
from pathlib import Path

import pytest

from zhuchao.companies.flows import import_registry
from zhuchao.terms import uscc
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines, lake

pytestmark = [pytest.mark.django_db, pytest.mark.lake]
COLUMNS = ("信用代码", "企业名称", "成立日期", "注册资本", "行政区划代码", "经营范围", "币种")


@pytest.fixture(autouse=True)
def _home(own_home):
    yield
    engines.close()


@pytest.fixture
def give(tmp_path):
    """Import rows whose cells are given in the order of COLUMNS; the result and the lines of the rejects."""

    def given(*rows, columns=COLUMNS):
        path = tmp_path / "示例.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([columns, *rows])
        result = import_registry(actor=SYSTEM, paths=[path])
        return result, rejects(result)

    return given


def rejects(result):
    if result.rejects_file is None:
        return []
    with Path(result.rejects_file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def held():
    return {r["name"]: r for r in engines.run(engines.table("registry")).to_pylist()}


def wrong_check(code):
    return code[:-1] + next(c for c in uscc.ALPHABET if c != code[-1])


def test_works_on_the_good_rows_and_returns_the_bad_ones(give, code):
    bad = wrong_check(code(2))
    rows = [
        (code(1), "示例甲", "2018-01-01", "100", "330603", "纺织", ""),
        (bad, "示例乙", "2018-01-01", "100", "330603", "纺织", ""),
        (code(3), "示例丙", "9999-12-31", "100", "330603", "纺织", ""),
        (code(4), "示例丁", "1900-01-01", "100", "330603", "纺织", ""),
        (code(5), "示例戊", "不记得了", "100", "330603", "纺织", ""),
        (code(6), "", "2018-01-01", "100", "330603", "纺织", ""),
        ("", "示例庚", "2018-01-01", "100", "330603", "纺织", ""),
        (code(7)[:17], "示例辛", "2018-01-01", "100", "330603", "纺织", ""),
        (code(8)[:8] + "I" + code(8)[9:], "示例壬", "2018-01-01", "100", "330603", "纺织", ""),
        (code(9), "示例癸", "2018-02-30", "100", "330603", "纺织", ""),
        (code(10), "示例末", "2018-01-01", "100", "330603", "纺织", ""),
    ]
    result, lines = give(*rows)
    assert (result.read, result.accepted, result.inserted, result.rejected) == (11, 2, 2, 9)
    assert set(held()) == {"示例甲", "示例末"}
    assert [(r["文件"], r["行号"], r["字段"]) for r in lines] == [
        ("示例.csv", str(n), f)
        for n, f in zip(
            range(3, 12),
            ["统一社会信用代码", *["成立日期"] * 3, "企业名称", *["统一社会信用代码"] * 3, "成立日期"],
            strict=True,
        )
    ]
    reasons = [r["原因"] for r in lines]
    assert reasons[0] == f"统一社会信用代码校验位应为{code(2)[-1]}，现为{bad[-1]}"
    assert reasons[1:5] == [
        "成立日期晚于导入日",
        "成立日期早于1949-10-01",
        "成立日期不是有效的日期",
        "缺少企业名称",
    ]
    assert reasons[5:7] == ["缺少统一社会信用代码", "统一社会信用代码应为18位，现为17位"]
    assert reasons[7:] == ["统一社会信用代码含不允许的字符“I”", "成立日期不是有效的日期"]
    assert [r["原值"] for r in lines][:4] == [bad, "9999-12-31", "1900-01-01", "不记得了"]
    assert {r["处理"] for r in lines} == {"整行未导入"}


def test_works_on_the_rejects_once_they_are_repaired(give, code, tmp_path):
    rows = [
        (wrong_check(code(1)), "=示例甲()", "2018-01-01", "100万美元", "330621", "纺织", ""),
        (code(2), "-示例乙", "9999-12-31", "100", "330621", "织造，\n印染", "美元"),
    ]
    result, lines = give(*rows)
    assert (result.accepted, result.rejected) == (0, 2)
    assert lake.manifest() is None
    assert lines[0]["企业名称"] == "'=示例甲()"  # a spreadsheet runs nothing
    lines[0]["统一社会信用代码"] = code(1)
    lines[1]["成立日期"] = "2019-12-31"
    repaired = tmp_path / "改好.csv"
    with repaired.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    assert import_registry(actor=SYSTEM, paths=[repaired]).inserted == 2
    found = held()
    assert set(found) == {"=示例甲()", "-示例乙"}
    assert [found[n]["capital_wan"] for n in ("=示例甲()", "-示例乙")] == [670, 670]
    assert found["-示例乙"]["scope"] == "织造，\n印染"
    assert str(found["-示例乙"]["reg_date"]) == "2019-12-31"
    assert {r["county_code"] for r in found.values()} == {"330603"}


def test_works_on_rejects_given_again_unrepaired(give, code):
    result, lines = give((wrong_check(code(1)), "+示例甲", "2018-01-01", "100", "330621", "纺织", ""))
    again = import_registry(actor=SYSTEM, paths=[Path(result.rejects_file)])
    assert (again.accepted, again.rejected) == (0, 1)
    second = rejects(again)
    for line in (*lines, *second):
        del line["文件"]
    assert second == lines


def test_works_on_amounts_and_sets_unit_errors_aside(give, code):
    amounts = {
        "100": (100, ""),
        "1,000.5万元": (1000.5, ""),
        "3亿": (30_000, ""),
        "5000000元": (500, ""),
        "100万美元": (670, "原币100万美元，按6.7折算"),
        "1.37e10": (None, "注册资本未采用：超过上限，疑似以元误作万元，原值13700000000万"),
        "5000000": (None, "注册资本未采用：与企业名称不相称，疑似以元误作万元，原值5000000万"),
        "0": (None, None),
        "-5": (None, None),
        "面议": (None, None),
        "": (None, None),
    }
    rows = [
        (code(n), f"示例{n}", "2018-01-01", a, "330603", "纺织", "") for n, a in enumerate(amounts, start=1)
    ]
    result, lines = give(*rows)
    assert (result.accepted, result.rejected, result.warnings) == (11, 0, 2)
    found = held()
    for n, (raw, (wan, note)) in enumerate(amounts.items(), start=1):
        row = found[f"示例{n}"]
        assert (row["capital_wan"], row["capital_note"]) == (wan and pytest.approx(wan), note), raw
    assert [(r["行号"], r["字段"], r["原值"], r["处理"]) for r in lines] == [
        ("7", "注册资本", "13700000000万", "该字段未采用，其余已导入"),
        ("8", "注册资本", "5000000万", "该字段未采用，其余已导入"),
    ]
    assert lines[0]["注册资本（万元）"] == "1.37e10"


def test_works_on_html_and_formulas_which_stay_text(give, code):
    names = [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "=1+1",
        "{{ 7*7 }}",
        "'; DROP TABLE x; --",
    ]
    result, lines = give(
        *((code(n), name, "2018-01-01", "1", "330603", name, "") for n, name in enumerate(names, start=1))
    )
    assert (result.inserted, lines) == (5, [])
    assert {r["name"]: r["scope"] for r in held().values()} == {name: name for name in names}


def test_works_on_lines_that_do_not_fit_the_heading(tmp_path, code):
    path = tmp_path / "示例.csv"
    content = [
        "信用代码,公司名称,住所",
        f"{code(1)},示例甲,示例路",
        f"{code(2)},示例乙",
        f'{code(3)},"示例"丙,示例路',
        f"{code(4)},示例丁,示例路,多的",
        f"{code(5)[:-1]},示例戊,示例路",
        f"{code(6)},示例己,示例路",
    ]
    path.write_text("\n".join(content), encoding="utf-8")
    result = import_registry(actor=SYSTEM, paths=[path])
    assert (result.read, result.accepted, result.rejected) == (6, 2, 4)
    found = [(r["行号"], r["字段"], r["原因"]) for r in rejects(result)]
    assert found == [
        ("3", "整行", "这一行的列数少于表头"),
        ("4", "整行", "这一行的引号没有成对"),
        ("5", "整行", "这一行的列数多于表头"),
        ("6", "统一社会信用代码", "统一社会信用代码应为18位，现为17位"),
    ]
    assert [r["原值"] for r in rejects(result)][:3] == content[2:5]


def test_works_on_codes_and_names_as_people_type_them(give, code):
    typed = " " + code(1).lower()[:9] + " " + "".join(chr(ord(c) + 0xFEE0) for c in code(1)[9:]) + "\u3000"
    result, _ = give((typed, "  示例甲(绍兴)有限公司 ", "2018.1.2", "100", "330603000000", "纺织", ""))
    assert result.inserted == 1
    (row,) = held().values()
    assert (row["uscc"], row["name"], row["name_key"]) == (
        code(1),
        "示例甲(绍兴)有限公司",
        "示例甲（绍兴）有限公司",
    )
    assert (str(row["reg_date"]), row["county_code"]) == ("2018-01-02", "330603")


def test_refuses_no_row_for_a_place_nobody_knows(give, code):
    result, _ = give(
        (code(1), "示例甲", "", "", "999999", "", ""),
        (code(2), "示例乙", "", "", "330699", "", ""),
    )
    assert (result.inserted, result.rejected) == (2, 0)
    assert held()["示例甲"]["county_code"] is None
    assert (held()["示例乙"]["county_code"], held()["示例乙"]["city_code"]) == (None, "330600")


def test_forbids_and_writes_no_file_of_rejects(make_actor, tmp_path, own_home):
    path = tmp_path / "示例.csv"
    path.write_text("信用代码,公司名称\n1,示例甲\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        import_registry(actor=make_actor(Role.ASSESSOR), paths=[path])
    assert refused.value.forbidden
    assert not (own_home / "imports").exists()
