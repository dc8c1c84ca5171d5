"""Forgetting a view."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import delete_view, save_view
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def view(actors):
    """A view of the officer."""
    return save_view(actor=actors["officer"], list_id="leads", name="我的线索", query="")


def test_works(actors, view):
    """It is gone."""
    delete_view(actor=actors["officer"], code=view)
    assert selectors.saved_views(actors["officer"], "leads") == []


def test_refuses(actors, refuses, view):
    """Another's view does not exist for oneself."""
    refuses(delete_view, match="没有这个视图", actor=actors["office_head"], code=view)
    assert len(selectors.saved_views(actors["officer"], "leads")) == 1


def test_forbids(refuses, view):
    """Nobody deletes nothing."""
    refuses(delete_view, forbidden=True, actor=Actor("", ""), code=view)
