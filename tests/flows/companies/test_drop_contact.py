"""Forgetting a contact."""

import pytest

from zhuchao.companies import selectors
from zhuchao.companies.flows import add_company, add_contact, drop_contact
from zhuchao.companies.models import Contact
from zhuchao.ledger.models import AuditEvent, PersonalValue
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(actors, own_home, code):
    """A contact of 示例街道一; its code."""
    held = add_company(actor=actors["officer"], uscc=code(80), name="示例公司")
    return add_contact(
        actor=actors["officer"], uscc=held, name="示例某", title="经理", phone="13800001234", purpose="对接"
    )


def test_works(actors, contact, code):
    """The row stays without a personal value, the purged ones are gone from beside the chain too."""
    drop_contact(actor=actors["office_head"], code=contact, reason=" 已离职 ")
    row = Contact.objects.get(code=contact)
    assert (row.name, row.title, row.phone, row.email) == ("", "", "", "")
    assert row.dropped_at is not None
    assert not PersonalValue.objects.filter(record=f"contact:{contact}").exists()
    assert selectors.contacts(actors["officer"], code(80)) == []
    event = AuditEvent.objects.get(verb="删除联系人")
    assert event.changes["reason"] == ["", "已离职"]
    assert "13800001234" not in str(event.changes)


def test_works_by_the_centre(actors, contact):
    """In the office's stead."""
    drop_contact(actor=actors["centre"], code=contact, reason="本人要求")
    assert Contact.objects.get(code=contact).phone == ""


def test_refuses_without_a_reason(actors, contact):
    """Nothing is forgotten by accident."""
    with pytest.raises(Refused, match="没有填写删除原因"):
        drop_contact(actor=actors["officer"], code=contact, reason=" ")
    assert Contact.objects.get(code=contact).phone == "13800001234"


def test_refuses_twice(actors, contact):
    """It is gone."""
    drop_contact(actor=actors["officer"], code=contact, reason="已离职")
    with pytest.raises(Refused, match="或已删除"):
        drop_contact(actor=actors["officer"], code=contact, reason="已离职")


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "security_admin", "audit_admin"])
def test_forbids_others(actors, contact, name):
    """Another office does not even learn that it exists; leaders see it and may not drop it."""
    with pytest.raises(Refused) as refused:
        drop_contact(actor=actors[name], code=contact, reason="已离职")
    assert refused.value.forbidden
    assert Contact.objects.get(code=contact).name == "示例某"
