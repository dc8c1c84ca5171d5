"""Templates bind every blank once; the filled text keeps its numbers apart."""

from datetime import date
from decimal import Decimal

import pytest

from zhuchao import rulebook
from zhuchao.reports.engine.filling import figure_words, length, lines
from zhuchao.reports.engine.template import Blank, template_from_value
from zhuchao.terms.figure import Figure

DAY = date(2026, 10, 31)


def figure(value=None, **more):
    given = {
        "id": "x",
        "name": "示例",
        "unit": "个",
        "definition": "x",
        "version": "1",
        "text": "",
        "why_blank": "",
    }
    given |= {"period_from": None, "as_of": DAY, "known_at": None, "value": value} | more
    return Figure(**given)


def value(**more):
    base = {
        "name": "示例",
        "version": "1",
        "heading": "示例",
        "most_characters": 10,
        "paragraphs": [{"level": 0, "text": "引进{A}。"}],
        "blanks": {"A": {"name": "甲", "figure": "signed_count"}},
        "checks": [],
    }
    return base | more


@pytest.mark.parametrize("rule", rulebook.rules_of("reports.template.", on=DAY), ids=lambda r: r.id)
def test_every_shipped_template_is_whole_and_short_enough(rule):
    its = template_from_value(rule.id, rule.value)
    told = lines(its, {key: "无" for key in its.blanks})
    assert length(told) < its.most_characters


def test_the_speech_has_every_blank_of_the_trade():
    its = template_from_value("speech", rulebook.rule("reports.template.speech", on=DAY).value)
    assert {f"B{n}" for n in range(1, 19)} <= set(its.blanks)
    text = "".join(text for _, text in its.paragraphs)
    assert all(f"{{B{n}}}" in text for n in range(1, 19))


@pytest.mark.parametrize(
    "wrong",
    [
        {"paragraphs": [{"level": 0, "text": "{Z}"}]},
        {"blanks": {"A": {"name": "甲", "figure": "x", "book": "账"}}},
        {"blanks": {"A": {"name": "甲"}}},
        {"blanks": {"A": {"name": "甲", "parameter": "weather"}}},
        {"annex": ["Z"]},
    ],
)
def test_a_template_that_binds_a_blank_wrongly_is_refused(wrong):
    with pytest.raises(ValueError, match="填空"):
        template_from_value("x", value(**wrong))


def test_words_of_figures():
    plain, named = (
        Blank("A", "甲", figure="x"),
        Blank("A", "甲", figure="x", show="names", most=2, counter="人"),
    )
    assert figure_words(plain, figure(Decimal("12.50"))) == "12.5个"
    assert figure_words(plain, figure(why_blank="没有记录")) == "无法核实（没有记录）"
    many = figure(Decimal(3), rows=("a", "b", "c"))
    assert figure_words(named, many, ["张", "李", "王"]) == "张、李等3人"
    assert figure_words(named, figure(Decimal(0))) == "（期间内没有甲的记录）"
