"""Ending the time a person holds a post."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import assign_post, create_person, end_holding
from zhuchao.accounts.models import Holding

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def test_works(actors):
    """The last day still counts; the next one not."""
    end_holding(actor=actors["security_admin"], person="R-officer", post="P-officer")
    person = Holding.objects.get(post__code="P-officer").person
    assert len(selectors.current_holdings(person, on=TODAY)) == 1
    assert selectors.current_holdings(person, on=TODAY + datetime.timedelta(days=1)) == []
    assert selectors.history(actors["system_admin"], "R-officer")[0].end == TODAY


def test_works_when_another_holds_the_post(actors, promises):
    """The duty stays with the post as long as somebody sees to it."""
    promises.add("1", "T1", "P-officer")
    code, _ = create_person(actor=actors["system_admin"], login="zhang.san", name="示例张三")
    assign_post(actor=actors["security_admin"], person=code, post="P-officer")
    end_holding(actor=actors["system_admin"], person="R-officer", post="P-officer")


def test_refuses_while_duties_are_open(actors, refuses, promises):
    """Nobody else holds the post and it owes something."""
    promises.add("1", "T1", "P-officer")
    promises.add("2", "T1", "P-office_head")
    told = refuses(
        end_holding, match="1 项职责", actor=actors["system_admin"], person="R-officer", post="P-officer"
    )
    assert "双方签字" in told.refusals[0].next_step


def test_refuses_what_is_not_held_and_impossible_days(actors, refuses):
    """Not held, or an end before the start."""
    admin = actors["system_admin"]
    refuses(end_holding, match="没有任", actor=admin, person="R-officer", post="P-leader")
    asked = {"person": "R-officer", "post": "P-officer", "last_day": datetime.date(2019, 1, 1)}
    refuses(end_holding, match="早于", actor=admin, **asked)


def test_refuses_the_last_administrator(actors, refuses):
    """Each of the three powers keeps a person."""
    for who in ("system_admin", "security_admin", "audit_admin"):
        asked = {"person": f"R-{who}", "post": f"P-{who}"}
        refuses(end_holding, match="此后将没有", actor=actors["security_admin"], **asked)


def test_forbids(actors, refuses):
    """Not the audit administrator, not the head."""
    for who in ("audit_admin", "office_head"):
        refuses(end_holding, forbidden=True, actor=actors[who], person="R-officer", post="P-officer")
