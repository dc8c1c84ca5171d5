"""What is still to be done goes with the duties."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import close_follow_up, reassign_follow_ups, set_follow_up
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(actors, make_meeting):
    """Something that 示例街道一 has to do."""
    return set_follow_up(actor=actors["officer"], code=make_meeting(), text="示例：送资料", office="T1")


def test_works(actors, owed):
    """It waits for the other office."""
    reassign_follow_ups(actor=actors["centre"], codes=[owed], office="T2")
    assert [f.code for f in selectors.waiting_follow_ups(actors["other_officer"])] == [owed]


def test_refuses_what_was_done(actors, owed):
    """All or none."""
    close_follow_up(actor=actors["officer"], code=owed, result="示例")
    with pytest.raises(Refused, match="已办结"):
        reassign_follow_ups(actor=actors["centre"], codes=[owed], office="T2")


def test_forbids(actors, owed):
    """Somebody with no part in it."""
    with pytest.raises(Refused) as refused:
        reassign_follow_ups(actor=actors["department"], codes=[owed], office="T2")
    assert refused.value.forbidden
