"""Keeping a draft."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import keep_draft
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def test_works(actors):
    """The newest content of the form, for its writer only."""
    keep_draft(actor=actors["officer"], key="lead:new", data={"name": "示例"})
    keep_draft(
        actor=actors["officer"], key="lead:new", data={"name": "示例二", "on": datetime.date(2026, 1, 2)}
    )
    assert selectors.draft(actors["officer"], "lead:new").data == {"name": "示例二", "on": "2026-01-02"}
    assert len(selectors.drafts(actors["officer"])) == 1
    assert selectors.draft(actors["office_head"], "lead:new") is None


def test_refuses(actors, refuses):
    """No key, or content no database keeps."""
    refuses(keep_draft, match="草稿名称", actor=actors["officer"], key="", data={})
    refuses(keep_draft, match="无法保存", actor=actors["officer"], key="k", data={"a": "\x00"})
    refuses(keep_draft, match="无法保存", actor=actors["officer"], key="k", data={"a": object()})


def test_forbids(db, refuses):
    """Nobody has no drafts."""
    refuses(keep_draft, forbidden=True, actor=Actor("", ""), key="k", data={})
