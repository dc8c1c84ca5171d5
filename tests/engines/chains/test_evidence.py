"""What speaks for or against a link: thresholds, silence with its reason, missing years, sectors of a link."""

import pytest

from zhuchao.chains.engine import evidence as e
from zhuchao.chains.engine.evidence import EvidenceRule, Stance
from zhuchao.chains.engine.sectors import sectors_of

RULE = EvidenceRule("t", 30, 20, 0.67, 0.33, 1.25, 0.75, 0.002, 5, 5, 0.05)


@pytest.mark.parametrize("place, stance", [(0.67, "支持"), (0.5, "不偏"), (0.33, "不支持")])
def test_a_place_in_an_order(place, stance):
    """Both thresholds belong to their side."""
    assert e.by_place(place, RULE).value == stance


@pytest.mark.parametrize(
    "kind, stance",
    [("缺", "支持"), ("弱", "支持"), ("持平", "不偏"), ("强", "不支持"), ("样本不足", "未发声")],
)
def test_the_share_follows_the_verdict(kind, stance):
    """The share says no other thing than the kind."""
    assert e.share(kind, 2, 8.0).stance.value == stance


def test_entrants_speak_only_from_five_expected():
    """Below five expected they are silent and say the number; missing years are named, not counted."""
    years = (2010, 2011, 2012, 2013, 2015)
    quiet = e.entrants(9, 4.9, years, 1, RULE)
    assert quiet.stance is Stance.SILENT and "4.9" in quiet.text and quiet.number is None
    loud = e.entrants(10, 8.0, years, 1, RULE)
    assert (loud.stance, loud.number, loud.rows) == (Stance.FOR, 1.25, 10)
    assert "缺 1 年" in loud.caveat and "不是零" in loud.caveat
    assert e.entrants(0, 8.0, years, 0, RULE).stance is Stance.AGAINST
    assert e.entrants(0, 0.0, (), 0, RULE).stance is Stance.SILENT


def test_a_year_with_almost_no_rows_is_missing():
    """One row among thousands is a hole of the sample, not a year without new companies."""
    known = e.known_years({2008: 4000, 2009: 5000, 2010: 1, 2011: 6000}, 0.05)
    assert known == {2008, 2009, 2011}
    assert e.known_years({}, 0.05) == frozenset()


def test_sectors_by_division_and_name():
    """Of several sectors of a division the one whose name fits; where none fits, all."""
    codes, names = ("17028", "17030", "18034"), ("棉、化纤纺织及印染精加工品", "针织品", "纺织服装服饰")
    assert sectors_of(["1713"], ["棉纺织及印染精加工棉印染精加工"], codes, names) == (0,)
    assert sectors_of(["1762"], ["针织或钩针编织物"], codes, names) == (1,)
    assert sectors_of(["1799"], ["其他"], codes, names) == (0, 1)
    assert sectors_of(["9999"], ["没有"], codes, names) == ()


def test_silence_has_a_reason():
    """JSON keeps the nulls."""
    assert e.silent(e.NEED, "没有表").as_dict() == {
        "kind": "need",
        "name": "投入产出需求",
        "stance": "未发声",
        "number": None,
        "rows": None,
        "text": "没有表",
        "caveat": "",
    }
