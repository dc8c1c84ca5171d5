"""Forgetting a draft."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import drop_draft, keep_draft
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def test_works(actors):
    """One's own only; the second time there is none."""
    for who in ("officer", "office_head"):
        keep_draft(actor=actors[who], key="lead:new", data={"n": 1})
    assert drop_draft(actor=actors["officer"], key="lead:new")
    assert not drop_draft(actor=actors["officer"], key="lead:new")
    assert selectors.draft(actors["office_head"], "lead:new") is not None


def test_refuses(actors, refuses):
    """No key."""
    refuses(drop_draft, match="草稿名称", actor=actors["officer"], key=" ")


def test_forbids(db, refuses):
    """Nobody has no drafts."""
    refuses(drop_draft, forbidden=True, actor=Actor("", ""), key="k")
