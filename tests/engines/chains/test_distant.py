"""Labels from scope items that are the name of a class: taken out, unambiguous, divided by company for good."""

import pytest

from zhuchao.chains.engine import distant

INDUSTRIES = {
    "C": "制造业",
    "1713": "棉印染精加工",
    "1761": "针织或钩针编织物织造",
    "5131": "纺织品批发",
    "9999": "短",
    "1": "一",
}
NAMES = distant.class_names(INDUSTRIES | {"5132": "服装批发", "5139": "服装批发"})


def test_only_names_of_one_class_are_labels():
    assert NAMES.exact == {"棉印染精加工": "1713", "针织或钩针编织物织造": "1761", "纺织品批发": "5131"}


@pytest.mark.parametrize("item", ["从事纺织品的批发业务", "纺织品批发及销售", "纺织品批发服务"])
def test_filling_words_do_not_hide_a_name(item):
    assert NAMES.of_item(item) == "5131"
    assert NAMES.of_item("纺织品") == ""


def test_the_item_that_names_the_class_is_taken_out():
    row = distant.distant_row("U", "甲公司", "棉印染精加工；布匹销售、染料（不含危险品）棉印染精加工", NAMES)
    assert (row.label, row.items, row.near) == ("1713", ("布匹销售", "染料", "不含危险品"), False)


def test_several_classes_are_all_taken_out_and_nothing_else_gives_no_row():
    row = distant.distant_row("U", "甲", "纺织品批发、棉印染精加工、布", NAMES)
    assert (row.labels, row.items) == (("5131", "1713"), ("布",))
    assert not distant.is_narrow(row)
    assert distant.distant_row("U", "甲", "棉印染精加工", NAMES) is None
    assert distant.distant_row("U", "甲", "布匹销售", NAMES) is None


def test_a_name_nearly_written_serves_where_none_is_written():
    row = distant.distant_row("U", "甲", "纺织品的批发；布", NAMES)
    assert (row.labels, row.items, row.near) == (("5131",), ("布",), True)
    row = distant.distant_row("U", "甲", "纺织品的批发；布；棉印染精加工", NAMES)
    assert (row.labels, row.items) == (("1713",), ("纺织品的批发", "布"))


def test_a_name_within_an_item_serves_where_none_is_written_or_nearly():
    row = distant.distant_row("U", "甲", "新型纺织品批发市场；布", NAMES)
    assert (row.labels, row.items, row.near, row.within) == (("5131",), ("布",), False, True)
    assert not distant.is_narrow(row)
    assert NAMES.within_item("纺织品批发棉印染精加工") == "1713"
    assert distant.distant_row("U", "甲", "纺织品批发；新型纺织品批发市场", NAMES).within is False


@pytest.mark.parametrize(
    "item",
    [
        "不含纺织品批发市场",
        "纺织品批发市场除外",
        "与日用纺织品批发有牵连的一切事务",
        "纺织品",
    ],
)
def test_a_name_denied_or_lost_in_much_else_is_no_label(item):
    assert NAMES.within_item(item) == ""


def test_companies_of_a_class_are_called_by_its_name_and_what_it_deals_in():
    assert distant.called("轮胎制造") == ["轮胎制造", "轮胎"]
    assert distant.called("化妆品及卫生用品零售") == [
        "化妆品及卫生用品零售",
        "化妆品及卫生用品",
        "化妆品",
        "卫生用品",
    ]
    assert distant.called("其他服务") == ["其他服务"]


def test_division_by_company_with_a_cap_and_taught_classes_only():
    def row(uscc, *labels, near=False):
        return distant.DistantRow(uscc, "甲", ("布",), labels, near)

    tests = [u for n in range(1000) if distant.is_test(u := f"T{n}")]
    teachers = [u for n in range(400) if not distant.is_test(u := f"U{n}")]
    asked = [row(tests[0], "5131"), row(tests[1], "1713", "5131"), row(tests[2], "1713", near=True)]
    asked += [row(tests[3], "1761")] + [row(u, "1713") for u in tests[4:]]
    split = distant.divided(
        [*(row(u, "1713") for u in teachers), row(teachers[0], "5131", near=True), *asked], 10
    )
    assert {r.uscc for r in split.learn} == set(teachers)
    assert [r.uscc for r in split.judge] == tests[4:14]
    assert [r.uscc for r in split.wide] == [tests[0], tests[1], *tests[4:13]]


def test_tokens_say_where_they_are_from():
    assert distant.item_tokens("布匹销售") == [
        "I布匹销售",
        "E匹销售",
        "G布匹销售",
        "E销售",
        "c布匹",
        "c匹销",
        "c销售",
    ]
    found = distant.name_tokens("杭州甲乙纺织有限公司")
    assert found[:5] == ["P杭州", "L有限公司", "N纺织", "N乙纺织", "N甲乙纺织"]
    assert "B甲乙" in found
    assert distant.name_tokens("") == []
    assert [t for t in ("Ia", "ca", "Pa") if distant.is_evidence(t)] == ["Ia"]
