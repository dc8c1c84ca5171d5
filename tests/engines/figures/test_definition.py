"""A definition from its entry of the rulebook."""

from dataclasses import replace
from datetime import date

import pytest

from zhuchao.figures.engine.definition import definition_from_rule
from zhuchao.terms.source import Rule, Source, Standing

VALUE = {
    "name": "示例率",
    "version": "2",
    "text": "怎么算",
    "cohort": "对象",
    "evidence": "依据",
    "params": {"chain": "产业链"},
}
RULE = Rule(
    id="figures.rate.strict",
    title="示例率",
    since=date(2024, 1, 1),
    until=None,
    source=Source("本系统设定", "口径第一版"),
    standing=Standing.OWN_CHOICE,
    value=VALUE,
    unit="%",
)


def test_a_variant_belongs_to_its_figure():
    """``rate.strict`` is one definition of the figure ``rate``."""
    found = definition_from_rule(RULE)
    assert (found.id, found.figure, found.version, found.unit) == ("rate.strict", "rate", "2", "%")
    assert (found.params, found.source) == ({"chain": "产业链"}, "本系统设定口径第一版")


@pytest.mark.parametrize("part", sorted(VALUE))
def test_an_incomplete_entry_names_itself(part):
    """A definition without its words would count nobody knows what."""
    value = {k: v for k, v in VALUE.items() if k != part}
    with pytest.raises(ValueError, match=r"figures\.rate\.strict"):
        definition_from_rule(replace(RULE, value=value))
