"""Reading messages."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import mark_read
from zhuchao.accounts.store import post_message, tell_heads, tell_post
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def messages(actors):
    """Two for the officer, one for the head."""
    assert post_message(to=["R-officer", "R-officer", "R-none"], kind="note", title="示例一", url="/x/") == 1
    assert tell_post("P-officer", kind="note", title="示例二") == 1
    assert tell_heads("T1", kind="note", title="示例三") == 1


def test_works(actors, messages):
    """One by its code, then the rest at once."""
    officer = actors["officer"]
    page = selectors.inbox(officer)
    assert ([m.title for m in page.rows], page.total, page.unread) == (["示例二", "示例一"], 2, 2)
    assert mark_read(actor=officer, codes=[page.rows[0].code]) == 1
    assert [m.title for m in selectors.inbox(officer, unread_only=True).rows] == ["示例一"]
    assert mark_read(actor=officer) == 1
    assert mark_read(actor=officer) == 0
    assert selectors.unread_count(actors["office_head"]) == 1


def test_refuses_a_message_of_another(actors, refuses, messages):
    """It is as if it did not exist."""
    code = selectors.inbox(actors["office_head"]).rows[0].code
    refuses(mark_read, match="没有这条消息", actor=actors["officer"], codes=[code])
    assert selectors.message(actors["officer"], code) is None
    assert selectors.unread_count(actors["office_head"]) == 1


def test_forbids(db, refuses):
    """Nobody has no inbox."""
    refuses(mark_read, forbidden=True, actor=Actor("", ""))
