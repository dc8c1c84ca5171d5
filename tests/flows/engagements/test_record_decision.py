"""What a 研判会 decided."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import record_decision
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
VOTES = {"for": 2, "against": 1}


def decide(actors, code, name="officer", **given):
    record_decision(actor=actors[name], code=code, **({"decision": "示例：同意签约", "votes": VOTES} | given))


def test_works(actors, make_meeting):
    """Decision and votes stand on the meeting and in its history."""
    code = make_meeting(kind="appraisal")
    decide(actors, code)
    found = selectors.engagement(actors["officer"], code)
    assert (found.decision, found.votes) == (
        "示例：同意签约",
        {"for": 2, "against": 1, "abstain": 0, "absent": 0},
    )


def test_refuses(actors, make_meeting, plan_meeting):
    """More votes than people, nothing decided, a meeting that was not held, a second decision."""
    code = make_meeting(kind="appraisal")
    with pytest.raises(Refused) as refused:
        decide(actors, code, decision=" ", votes={"for": 9})
    assert {r.field for r in refused.value.refusals} == {"decision", "votes"}
    with pytest.raises(Refused, match="计划中"):
        decide(actors, plan_meeting(), votes={})
    decide(actors, code)
    with pytest.raises(Refused, match="已登记"):
        decide(actors, code)


def test_works_with_those_who_did_not_come(actors, make_meeting):
    """They are on record and cast no vote."""
    code = make_meeting(kind="appraisal")
    decide(actors, code, votes={"for": 3, "absent": 9})
    assert selectors.engagement(actors["officer"], code).votes["absent"] == 9
    assert "缺席 9" in selectors.meeting_history(actors["officer"], code)[0].text


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ({"for": 1, "yes": 2, "无效": 1}, "yes、无效"),
        ({"for": -1}, "负数"),
        ({"for": 2, "against": 1, "abstain": 1}, "多于到会 3 人"),
    ],
)
def test_refuses_votes_that_nobody_there_cast(actors, make_meeting, votes, told):
    """Unknown ones are named, nothing is dropped in silence and nothing written."""
    code = make_meeting(kind="appraisal")
    with pytest.raises(Refused, match=told) as refused:
        decide(actors, code, votes=votes)
    assert [r.field for r in refused.value.refusals] == ["votes"]
    assert selectors.engagement(actors["officer"], code).decision == ""


@pytest.mark.parametrize("kind", ["visit", "negotiation", "seminar", "research"])
def test_refuses_a_kind_that_does_not_decide(actors, make_meeting, kind):
    """A visit decides nothing (rulebook engagements.deciding)."""
    with pytest.raises(Refused) as refused:
        decide(actors, make_meeting(kind=kind))
    (why,) = refused.value.refusals
    assert why.rule == "engagements.deciding" and "研判会" in why.next_step


def test_forbids(actors, make_meeting):
    """Another office does not learn of it."""
    with pytest.raises(Refused) as refused:
        decide(actors, make_meeting(), "other_head")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, make_meeting, at_once):
    """One decision stands."""
    code = make_meeting(kind="appraisal")
    made, told = at_once(lambda name: decide(actors, code, name), "officer", "office_head")
    assert len(made) == len(told) == 1
