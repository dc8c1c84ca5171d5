"""Ending a post."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_post, end_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(actors):
    """A post nobody holds."""
    return create_post(actor=actors["system_admin"], office="T1", name="示例岗", code="P-empty")


def test_works(actors, empty):
    """It is no longer among the posts of the office."""
    end_post(actor=actors["system_admin"], code=empty)
    assert selectors.post(actors["officer"], empty).valid_to == datetime.date.today()
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    assert empty not in {p.code for p in selectors.posts(actors["officer"], office="T1", on=tomorrow)}


def test_refuses(actors, refuses, promises, empty):
    """A post that owes something or is held."""
    promises.add("1", "T1", empty)
    refuses(end_post, match="1 项职责", actor=actors["system_admin"], code=empty)
    refuses(end_post, match="在任", actor=actors["system_admin"], code="P-officer")
    refuses(
        end_post, match="撤销日", actor=actors["system_admin"], code=empty, last_day=datetime.date(2100, 1, 1)
    )


def test_forbids(actors, refuses, empty):
    """Not the head."""
    refuses(end_post, forbidden=True, actor=actors["office_head"], code=empty)
