"""Looking at one contact in clear."""

import pytest

from zhuchao.companies.flows import add_company, add_contact, drop_contact, reveal_contact
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(actors, own_home, code):
    """A contact of 示例街道一; its code."""
    held = add_company(actor=actors["officer"], uscc=code(80), name="示例公司")
    return add_contact(actor=actors["officer"], uscc=held, name="示例某", phone="13800001234", purpose="对接")


@pytest.mark.parametrize("name", ["officer", "office_head", "centre"])
def test_works(actors, contact, name):
    """Every look is written down, without the values."""
    values = reveal_contact(actor=actors[name], code=contact)
    assert (values.name, values.phone, values.email) == ("示例某", "13800001234", "")
    event = AuditEvent.objects.get(verb="查看联系人")
    assert (event.record, event.actor_code) == (f"contact:{contact}", f"R-{name}")
    assert event.changes == {"fields": ["", "name、phone"]}


def test_refuses_what_was_dropped(actors, contact):
    """There is nothing to see."""
    drop_contact(actor=actors["officer"], code=contact, reason="已离职")
    with pytest.raises(Refused, match="或已删除"):
        reveal_contact(actor=actors["officer"], code=contact)


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "system_admin", "audit_admin"])
def test_forbids_others(actors, contact, name):
    """Leaders and assessors see it masked only; nobody else sees it at all; no look is written down."""
    with pytest.raises(Refused) as refused:
        reveal_contact(actor=actors[name], code=contact)
    assert refused.value.forbidden
    assert not AuditEvent.objects.filter(verb="查看联系人").exists()
