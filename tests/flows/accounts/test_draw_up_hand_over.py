"""Listing duties to be handed over."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import draw_up_hand_over

pytestmark = pytest.mark.django_db
SIDES = {"from_post": "P-officer", "to_post": "P-office_head"}


def test_works(actors, promises):
    """Every open duty of the post is listed; both sides see it and find a message."""
    promises.add("1", "T1", "P-officer")
    promises.add("2", "T1", "P-officer")
    promises.add("3", "T1", "P-office_head")
    promises.add("4", "T1")
    code = draw_up_hand_over(actor=actors["officer"], **SIDES)
    shown = selectors.hand_over(actors["office_head"], code)
    assert [(i.code, i.noun_name, i.outcome) for i in shown.items] == [
        ("1", "承诺", "待交接"),
        ("2", "承诺", "待交接"),
    ]
    assert (shown.row.state_name, shown.text, shown.my_sides[0]) == ("待双方签字", "", "give")
    assert selectors.inbox(actors["office_head"]).rows[0].kind == "hand-over"


def test_works_with_chosen_duties_and_a_heads_unassigned_ones(actors, promises):
    """A head answers for what nobody in particular sees to."""
    promises.add("1", "T1", "P-office_head")
    promises.add("2", "T1")
    sides = {"from_post": "P-office_head", "to_post": "P-officer"}
    code = draw_up_hand_over(actor=actors["office_head"], duties=["promise:2"], **sides)
    assert [i.code for i in selectors.hand_over(actors["officer"], code).items] == ["2"]


def test_refuses(actors, refuses, promises):
    """Nothing owed, a strange key, a duty on another list, an unknown post."""
    officer = actors["officer"]
    refuses(draw_up_hand_over, match="没有需要交接", actor=officer, **SIDES)
    promises.add("1", "T1", "P-officer")
    promises.add("9", "T2", "P-other_officer")
    for strange in ("promise:9", "promise:none"):
        refuses(draw_up_hand_over, match="未了结", actor=officer, duties=[strange], **SIDES)
    draw_up_hand_over(actor=officer, **SIDES)
    told = refuses(draw_up_hand_over, match="已列入", actor=officer, **SIDES)
    assert "promise:1" in str(told)
    refuses(draw_up_hand_over, match="没有编号", actor=officer, **(SIDES | {"to_post": "X"}))


@pytest.mark.parametrize("who", ["other_officer", "assessor", "system_admin", "security_admin"])
def test_forbids(actors, refuses, promises, who):
    """Only the two sides and their heads."""
    promises.add("1", "T1", "P-officer")
    refuses(draw_up_hand_over, forbidden=True, actor=actors[who], **SIDES)
    if who != "assessor":
        assert selectors.hand_overs(actors[who]) == []
