"""The score of a project: shares of points that add up."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.scorecard import Item, Veto, grade, score
from zhuchao.terms.reason import total

CARD = [
    Item("scale", "规模", Decimal(60), of="sum", full=Decimal(100)),
    Item("density", "强度", Decimal(20), of="sum", per="land", full=Decimal(10), unit="万元/亩"),
    Item("energy", "能耗", Decimal(10), of="tce", full=Decimal(1), none=Decimal(5)),
    Item("fit", "契合", Decimal(10), judged=True),
]
ALL = ("sum", "land", "tce")


def scored(fields, applies=ALL, judged=None, ticked=(), vetoes=(), form="build"):
    return score(
        CARD,
        vetoes,
        fields=fields,
        applies=applies,
        judged=judged or {},
        ticked=ticked,
        form=form,
    )


def test_full_marks_and_none():
    """At or beyond the full value all points; nothing filled in earns nothing and says so."""
    full = scored({"sum": "500", "land": "10", "tce": "0.5"}, judged={"fit": Decimal(100)})
    assert full.total == 100
    empty = scored({})
    assert empty.total == 0
    assert empty.reasons[0].text == "规模：未填"


def test_less_is_better():
    """Half way between full and nothing earns half."""
    found = scored({"tce": "3"})
    assert found.reasons[2].points == Decimal("5.0")


def test_lines_on_fields_that_a_project_cannot_have_fall_away():
    """A head-office has no land; the rest counts for the whole."""
    found = scored({"sum": "100"}, applies=("sum", "tce"), judged={"fit": Decimal(100)})
    assert [r.code for r in found.reasons] == [
        "projects.score.scale",
        "projects.score.energy",
        "projects.score.fit",
    ]
    assert found.total == Decimal("87.5")


def test_vetoes():
    """By a value in some forms, or found by the committee."""
    listed = [Veto("old", "淘汰类", "class", "eliminated", ("build",)), Veto("false", "不实")]
    assert scored({"class": "eliminated"}, vetoes=listed).vetoes == ("淘汰类",)
    assert scored({"class": "eliminated"}, vetoes=listed, form="lease").vetoes == ()
    assert scored({}, vetoes=listed, ticked=["false"]).vetoes == ("不实",)


def test_grades():
    """The highest grade whose least sum is reached; unknown is no grade."""
    criteria = {"A": Decimal(1000), "B": Decimal(300), "C": Decimal(0)}
    assert [grade(criteria, n and Decimal(n)) for n in (1000, 999, 1, None)] == ["A", "B", "C", ""]


_VALUES = st.none() | st.integers(0, 2000).map(str)


@given(_VALUES, _VALUES, _VALUES, st.none() | st.decimals(0, 100, places=1))
def test_points_add_up_and_stay_within_their_line(amount, land, tce, mark):
    """Whatever is filled in."""
    fields = {"sum": amount, "land": land, "tce": tce}
    found = scored(fields, judged={} if mark is None else {"fit": mark})
    assert total(found.reasons) == found.total
    assert 0 <= found.total <= 100
    for line, reason in zip(CARD, found.reasons, strict=True):
        assert Decimal("-0.2") <= reason.points <= line.points + Decimal("0.2")
