"""Keeping a view of a list."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import save_view
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db
VIEW = {"list_id": "leads", "name": "我的线索", "query": "state=open&sort=-due"}


def test_works(actors):
    """The same name replaces the old view; another person's list is untouched."""
    code = save_view(actor=actors["officer"], **VIEW)
    assert save_view(actor=actors["officer"], **(VIEW | {"query": "state=closed"})) == code
    (view,) = selectors.saved_views(actors["officer"], "leads")
    assert (view.code, view.name, view.query) == (code, "我的线索", "state=closed")
    assert selectors.saved_views(actors["office_head"], "leads") == []
    assert selectors.saved_views(actors["officer"], "companies") == []


def test_refuses(actors, refuses):
    """No name, too long a name, too many views."""
    refuses(save_view, match="视图名称", actor=actors["officer"], **(VIEW | {"name": ""}))
    refuses(save_view, match="最多40字", actor=actors["officer"], **(VIEW | {"name": "长" * 41}))
    for n in range(20):
        save_view(actor=actors["officer"], **(VIEW | {"name": f"视图{n}"}))
    refuses(save_view, match="20个", actor=actors["officer"], **VIEW)


def test_forbids(db, refuses):
    """Nobody has no views."""
    refuses(save_view, forbidden=True, actor=Actor("", ""), **VIEW)
