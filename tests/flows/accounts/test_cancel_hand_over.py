"""Taking a hand-over back."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import cancel_hand_over, draw_up_hand_over, sign_hand_over

pytestmark = pytest.mark.django_db
SIDES = {"from_post": "P-officer", "to_post": "P-other_officer"}


@pytest.fixture
def listed(actors, promises):
    """A duty listed for another office."""
    promises.add("1", "T1", "P-officer")
    return draw_up_hand_over(actor=actors["officer"], **SIDES)


def test_works(actors, listed):
    """Its duties can be listed again."""
    cancel_hand_over(actor=actors["other_head"], code=listed, reason="接收岗位有误")
    assert selectors.hand_over(actors["officer"], listed).row.state_name == "已撤回"
    assert draw_up_hand_over(actor=actors["officer"], **SIDES) != listed


def test_refuses(actors, refuses, listed):
    """Without a reason, or when the duties have moved."""
    refuses(cancel_hand_over, match="撤回原因", actor=actors["officer"], code=listed, reason=" ")
    sign_hand_over(actor=actors["officer"], code=listed)
    sign_hand_over(actor=actors["other_officer"], code=listed)
    refuses(cancel_hand_over, match="已完成", actor=actors["officer"], code=listed, reason="反悔")


def test_forbids(actors, refuses, listed):
    """Not the taker's officer, not an administrator."""
    for who in ("other_officer", "assessor", "system_admin"):
        refuses(cancel_hand_over, forbidden=True, actor=actors[who], code=listed, reason="反悔")
