"""Writing down whom to call."""

import pytest

from zhuchao.companies import selectors
from zhuchao.companies.flows import add_company, add_contact
from zhuchao.companies.models import Contact
from zhuchao.ledger.models import AuditEvent, PersonalValue
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
GOOD = {
    "name": "示例某",
    "title": "总经理",
    "phone": "13800001234",
    "email": "shili@example.com",
    "purpose": "扩产对接",
}


@pytest.fixture
def held(actors, own_home, code):
    """A company of the master; its code."""
    return add_company(actor=actors["officer"], uscc=code(80), name="示例公司")


def test_works(actors, held):
    """Masked for those who see the office; no other office sees it."""
    add_contact(actor=actors["officer"], uscc=held, **GOOD)
    shown = selectors.contacts(actors["officer"], held)[0]
    assert (shown.name, shown.phone, shown.email) == ("示**", "138****1234", "s***@example.com")
    assert (shown.office, shown.may_reveal, shown.may_drop) == ("T1", True, True)
    for name, sees in {
        "office_head": 1,
        "centre": 1,
        "leader": 1,
        "other_officer": 0,
        "audit_admin": 0,
    }.items():
        assert len(selectors.contacts(actors[name], held)) == sees, name
        assert selectors.find_contacts(actors[name]).total == sees, name
    assert not selectors.contacts(actors["leader"], held)[0].may_reveal


def test_works_without_personal_data_in_the_chain(actors, held):
    """Audit rows and their labels hold digests; the values can be purged."""
    add_contact(actor=actors["officer"], uscc=held, **GOOD)
    event = AuditEvent.objects.get(verb="添加联系人")
    said = f"{event.label} {event.changes}"
    for value in (GOOD["name"], GOOD["phone"], GOOD["email"], GOOD["title"]):
        assert value not in said
    assert event.changes["purpose"] == ["", "扩产对接"]
    assert event.changes["phone"][1].startswith("personal:")
    assert PersonalValue.objects.filter(record=event.record).count() == 4


def test_works_for_any_office_by_the_centre(actors, held):
    """The centre acts in an office's stead."""
    add_contact(actor=actors["centre"], uscc=held, office="T2", **GOOD)
    assert len(selectors.contacts(actors["other_officer"], held)) == 1


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": " "}, {"name"}),
        ({"purpose": ""}, {"purpose"}),
        ({"phone": "", "email": ""}, {"phone"}),
        ({"phone": "<b>1</b>"}, {"phone"}),
        ({"email": "nobody"}, {"email"}),
        ({"name": "示" * 41}, {"name"}),
        ({"name": "", "purpose": "", "phone": "x"}, {"name", "purpose", "phone"}),
    ],
)
def test_refuses_what_is_wrong(actors, held, change, fields):
    """Each field is named; nothing is written."""
    with pytest.raises(Refused) as refused:
        add_contact(actor=actors["officer"], uscc=held, **(GOOD | change))
    assert {r.field for r in refused.value.refusals} == fields
    assert not Contact.objects.exists()
    assert not PersonalValue.objects.exists()


def test_refuses_a_company_that_is_not_in_the_master(actors, own_home, code):
    """Contacts hang on companies of the master."""
    with pytest.raises(Refused, match="企业主档里没有"):
        add_contact(actor=actors["officer"], uscc=code(81), **GOOD)


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, held, name):
    """They keep no contacts."""
    with pytest.raises(Refused) as refused:
        add_contact(actor=actors[name], uscc=held, **GOOD)
    assert refused.value.forbidden


def test_forbids_writing_for_another_office(actors, held):
    """An officer keeps contacts of their own office."""
    with pytest.raises(Refused) as refused:
        add_contact(actor=actors["officer"], uscc=held, office="T2", **GOOD)
    assert refused.value.forbidden
