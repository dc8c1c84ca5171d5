"""Somebody does not agree, and it stays."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import add_dissent, judge_meeting
from zhuchao.engagements.models import EngagementFact
from zhuchao.ledger.flows import void_fact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works_and_cannot_be_taken_out(actors, make_meeting):
    """It stands with the post; nobody can void it."""
    code = make_meeting(kind="appraisal")
    add_dissent(actor=actors["officer"], code=code, text="示例：投资方实力不足")
    step = selectors.meeting_history(actors["officer"], code)[0]
    assert step.what == "dissent"
    assert "示例：投资方实力不足" in step.text
    fact = EngagementFact.objects.get(what="dissent")
    with pytest.raises(Refused, match="不能作废"):
        judge_meeting(
            actor=actors["centre"],
            kind=fact._meta.db_table,
            fact=fact.code,
            judgement="voided",
            reason="示例",
        )
    with pytest.raises(Refused, match="不能作废"):
        void_fact(actor=actors["centre"], kind=fact._meta.db_table, code=fact.code, reason="示例")


def test_refuses(actors, make_meeting, plan_meeting):
    """Something is said, of a meeting that was held."""
    with pytest.raises(Refused, match="不同意见"):
        add_dissent(actor=actors["officer"], code=make_meeting(), text=" ")
    with pytest.raises(Refused, match="计划中"):
        add_dissent(actor=actors["officer"], code=plan_meeting(), text="示例")


def test_forbids(actors, make_meeting):
    """Whoever does not see the meeting was not at the table."""
    with pytest.raises(Refused) as refused:
        add_dissent(actor=actors["other_officer"], code=make_meeting(), text="示例")
    assert refused.value.forbidden
