"""Contacts follow a hand-over or an order on offices."""

import pytest

from zhuchao import slots
from zhuchao.companies import selectors
from zhuchao.companies.flows import add_company, add_contact, drop_contact, reassign_contacts
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(actors, own_home, code):
    """Two contacts of 示例街道一."""
    held = add_company(actor=actors["officer"], uscc=code(80), name="示例公司")
    return [
        add_contact(actor=actors["officer"], uscc=held, name=n, phone="13800001234", purpose="对接")
        for n in ("甲某", "乙某")
    ]


def test_works(actors, kept):
    """Every contact of the office goes over; its title names the company and no person."""
    book = next(e.answer for e in slots.entries(slots.Slot.DUTY) if e.name == "contacts")
    assert {d.code for d in book.open(actors["centre"], "T1")} == set(kept)
    assert {d.title for d in book.open(actors["centre"], "T1")} == {"联系人：示例公司"}
    book.reassign(actors["security_admin"], kept, "T2", "")
    assert book.open(actors["centre"], "T1") == []
    assert selectors.find_contacts(actors["officer"]).total == 0
    assert selectors.find_contacts(actors["other_officer"]).total == 2
    assert AuditEvent.objects.filter(verb="移交联系人").count() == 2


def test_works_by_the_side_that_gives(actors, kept):
    """The head of the office that keeps them signs."""
    reassign_contacts(actor=actors["office_head"], codes=kept[:1], office="T2")
    assert selectors.find_contacts(actors["other_officer"]).total == 1


def test_refuses_when_one_was_dropped(actors, kept):
    """All or none."""
    drop_contact(actor=actors["officer"], code=kept[1], reason="已离职")
    with pytest.raises(Refused, match="已删除，不能移交"):
        reassign_contacts(actor=actors["centre"], codes=kept, office="T2")
    assert selectors.find_contacts(actors["officer"]).total == 1


def test_forbids(actors, kept, make_actor):
    """Somebody with no part in it."""
    for actor in (make_actor(Role.ENTERPRISE), make_actor(Role.OFFICER, office="T9")):
        with pytest.raises(Refused) as refused:
            reassign_contacts(actor=actor, codes=kept, office="T2")
        assert refused.value.forbidden
