"""Leads follow a hand-over or an order on offices."""

import pytest

from zhuchao import slots
from zhuchao.engagements import selectors
from zhuchao.engagements.flows import close_lead, reassign_leads
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_lead):
    """Every open duty of the office goes over; nothing is left behind."""
    codes = [make_lead(n) for n in (1, 2)]
    close_lead(actor=actors["officer"], code=make_lead(3), outcome="gone", reason="示例")
    book = next(e.answer for e in slots.entries(slots.Slot.DUTY) if e.name == "leads")
    assert {d.code for d in book.open(actors["centre"], "T1")} == set(codes)
    book.reassign(actors["security_admin"], codes, "T2", "")
    assert book.open(actors["centre"], "T1") == []
    assert {d.code for d in book.open(actors["centre"], "T2")} == set(codes)


def test_refuses_when_one_is_closed(actors, make_lead):
    """All or none."""
    one, other = make_lead(1), make_lead(2)
    close_lead(actor=actors["officer"], code=other, outcome="gone", reason="示例")
    with pytest.raises(Refused, match="已办结"):
        reassign_leads(actor=actors["centre"], codes=[one, other], office="T2")
    assert selectors.lead(actors["centre"], one).office == "T1"


def test_forbids(actors, make_lead, make_actor):
    """Somebody with no part in it."""
    from zhuchao.terms.actor import Role

    code = make_lead()
    for actor in (make_actor(Role.ENTERPRISE), make_actor(Role.OFFICER, office="T9")):
        with pytest.raises(Refused) as refused:
            reassign_leads(actor=actor, codes=[code], office="T2")
        assert refused.value.forbidden
