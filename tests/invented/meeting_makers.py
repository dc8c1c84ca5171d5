"""Meetings and events to work with."""

from datetime import date

import pytest

DAY = date(2025, 3, 3)


@pytest.fixture
def make_meeting(actors):
    """``make_meeting(actor="officer", **given)``: the code of a held visit of 示例街道一."""

    def made(actor="officer", **given):
        from zhuchao.engagements.flows import hold_engagement

        values = {
            "kind": "visit",
            "title": "示例：走访示例智能装备",
            "company_name": "示例智能装备有限公司",
            "held_on": DAY,
            "summary": "示例：企业有扩产意向",
            "ours": 3,
            "theirs": 2,
            "interest": "none",
        }
        return hold_engagement(actor=actors[actor], **(values | given))

    return made


@pytest.fixture
def plan_meeting(actors):
    """``plan_meeting(actor="officer", **given)``: the code of a planned visit."""

    def made(actor="officer", **given):
        from zhuchao.engagements.flows import plan_engagement

        values = {"kind": "visit", "title": "示例：拟走访", "planned_on": DAY}
        return plan_engagement(actor=actors[actor], **(values | given))

    return made


@pytest.fixture
def make_event(actors):
    """``make_event(held_on=None, actor="officer", **given)``: the code of a ceremony, held when a day is given."""

    def made(held_on=None, actor="officer", **given):
        from zhuchao.engagements.flows import hold_event, plan_event

        values = {"kind": "ceremony", "title": "示例集中签约", "planned_on": held_on or DAY}
        code = plan_event(actor=actors[actor], **(values | given))
        if held_on is not None:
            hold_event(actor=actors[actor], code=code, held_on=held_on, guests=20)
        return code

    return made
