"""Recent items."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import note_recent
from zhuchao.accounts.models import RecentItem
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def test_works(actors):
    """The newest first, each record once, no more than the rulebook keeps."""
    for n in [*range(25), 3]:
        note_recent(actor=actors["officer"], record=f"lead:{n}", title=f"示例{n}" * 90, url=f"/leads/{n}/")
    shown = selectors.recent_items(actors["officer"])
    assert [r.record for r in shown][:3] == ["lead:3", "lead:24", "lead:23"]
    assert RecentItem.objects.count() == selectors.recent_limit() == 20
    assert selectors.recent_items(actors["office_head"]) == []


def test_refuses(actors, refuses):
    """A record and where it is."""
    refuses(note_recent, match="记录", actor=actors["officer"], record="", title="示例", url="/")
    refuses(note_recent, match="地址", actor=actors["officer"], record="lead:1", title="示例", url="")


def test_forbids(db, refuses):
    """Nobody opened nothing."""
    refuses(note_recent, forbidden=True, actor=Actor("", ""), record="lead:1", title="示例", url="/")
