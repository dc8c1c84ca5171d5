"""Choosing the columns of a list."""

import pytest

from zhuchao import slots
from zhuchao.accounts import selectors
from zhuchao.accounts.flows import choose_columns
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def test_works(actors):
    """The newest choice, in order, for its chooser only; also when the list tells it by the slot."""
    choose_columns(actor=actors["officer"], list_id="leads", columns=["due", "name", "due"])
    assert selectors.list_columns(actors["officer"], "leads") == ("due", "name")
    list(slots.ask(Slot.NOTICE, actors["officer"], "leads", ("name",), topic="list-columns"))
    assert selectors.list_columns(actors["officer"], "leads") == ("name",)
    assert selectors.list_columns(actors["office_head"], "leads") == ()


def test_refuses(actors, refuses):
    """No list, or more columns than a list has."""
    refuses(choose_columns, match="列表", actor=actors["officer"], list_id="", columns=["a"])
    refuses(
        choose_columns,
        match="60列",
        actor=actors["officer"],
        list_id="l",
        columns=[f"c{n}" for n in range(61)],
    )


def test_forbids(db, refuses):
    """Nobody chooses nothing."""
    refuses(choose_columns, forbidden=True, actor=Actor("", ""), list_id="leads", columns=["a"])
