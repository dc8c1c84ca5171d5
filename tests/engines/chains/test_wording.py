"""A placement as people read it."""

from zhuchao.chains.engine import wording
from zhuchao.chains.engine.placement import Placement


def said(clause, *words, by="scope"):
    return wording.why(Placement("示例", "示例", "high", words, by, clause))


def test_marks_and_parts_of_words_are_left_out():
    """“印花、” is “印花”; “数码印” inside “数码印花” says nothing new."""
    assert said("印花、染整", "印花、", "印花") == "经营范围“印花、染整”中有“印花”"
    assert said("数码印花加工", "数码印花", "加工", "数码印") == "经营范围“数码印花加工”中有“数码印花”“加工”"


def test_no_placeholder_is_shown():
    """Where an excluded phrase stood the reader sees that something is left out."""
    assert said("从事数码印花的〇，制造", "数码印花") == "经营范围“从事数码印花的……，制造”中有“数码印花”"


def test_a_long_clause_is_cut_around_the_words():
    """The words stay in view."""
    shown = said("甲" * 60 + "水泵制造" + "乙" * 60, "水泵", "制造")
    assert "水泵制造" in shown and "……甲" in shown and "乙……" in shown and len(shown) < 80


def test_by_name():
    """The name is not the scope."""
    assert said("示例轴承厂", "轴承", by="name") == "企业名称“示例轴承厂”中有“轴承”"
