"""What was agreed was done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import close_follow_up, set_follow_up
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(actors, make_meeting):
    """Something that 示例街道一 has to do."""
    return set_follow_up(actor=actors["officer"], code=make_meeting(), text="示例：送资料", office="T1")


def close(actors, code, name="officer", **given):
    close_follow_up(actor=actors[name], code=code, **({"result": "示例：已送达"} | given))


def test_works(actors, owed):
    """It waits no more, and the meeting's history says what came of it."""
    close(actors, owed)
    assert selectors.waiting_follow_ups(actors["officer"]) == []
    row = selectors.follow_up_row(actors["officer"], owed)
    assert selectors.meeting_history(actors["officer"], row.engagement.code)[0].text == "示例：已送达"


def test_refuses(actors, owed):
    """A result, a day that came, once."""
    with pytest.raises(Refused) as refused:
        close(actors, owed, result="", happened_on=timezone.localdate() + timedelta(days=1))
    assert {r.field for r in refused.value.refusals} == {"result", "happened_on"}
    close(actors, owed)
    with pytest.raises(Refused, match="已办结"):
        close(actors, owed)


def test_forbids(actors, owed):
    """The office that owes it, or the centre."""
    with pytest.raises(Refused) as refused:
        close(actors, owed, "leader")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, owed, at_once):
    """Done once."""
    made, told = at_once(lambda name: close(actors, owed, name), "officer", "office_head")
    assert len(made) == len(told) == 1
