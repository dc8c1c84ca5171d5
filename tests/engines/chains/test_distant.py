"""Labels from scope items that are the name of a class: taken out, unambiguous, divided by company for good."""

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
    assert NAMES == {"棉印染精加工": "1713", "针织或钩针编织物织造": "1761", "纺织品批发": "5131"}


def test_the_item_that_names_the_class_is_taken_out():
    row = distant.distant_row("U", "甲公司", "棉印染精加工；布匹销售、染料（不含危险品）棉印染精加工", NAMES)
    assert (row.label, row.items) == ("1713", ("布匹销售", "染料", "不含危险品"))


def test_two_classes_or_nothing_else_give_no_row():
    assert distant.distant_row("U", "甲", "棉印染精加工、纺织品批发、布", NAMES) is None
    assert distant.distant_row("U", "甲", "棉印染精加工", NAMES) is None
    assert distant.distant_row("U", "甲", "布匹销售", NAMES) is None


def test_division_by_company_with_a_cap_and_known_classes_only():
    rows = [distant.DistantRow(f"U{n}", "甲", ("布",), "1713") for n in range(400)]
    test = next(f"T{n}" for n in range(1000) if distant.is_test(f"T{n}"))
    learn, judge = distant.divided([*rows, distant.DistantRow(test, "乙", ("布",), "5131")], 10)
    assert len(judge) == 10
    assert all(distant.is_test(r.uscc) for r in judge)
    assert not any(distant.is_test(r.uscc) for r in learn)
    assert {r.label for r in judge} == {"1713"}


def test_tokens_say_where_they_are_from():
    found = distant.tokens("杭州甲乙纺织有限公司", ["布匹销售", "染料"])
    assert found[0] == "F布匹销售"
    assert {"I布匹销售", "E匹销售", "I染料", "c染料", "N纺织", "B乙纺"} <= set(found)
    assert len(found) == len(set(found))
