"""Leads to work with."""

import pytest

from zhuchao.terms import uscc


def credit_code(n):
    """An invented, valid credit code; the division 990000 exists nowhere."""
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


@pytest.fixture
def make_lead(actors):
    """Register a lead through the flow; by default by the officer of 示例街道一."""
    from zhuchao.engagements.flows import open_lead

    def made(n=1, actor="officer", **more):
        return open_lead(
            actor=actors[actor],
            uscc=credit_code(n),
            company_name=f"示例{n}号织造有限公司",
            source="visit",
            **more,
        )

    return made
