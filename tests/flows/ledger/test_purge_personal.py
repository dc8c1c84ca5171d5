"""Personal data and its end."""

import datetime

import pytest

from zhuchao.ledger import selectors
from zhuchao.ledger.flows import purge_personal
from zhuchao.ledger.models import AuditEvent, PersonalValue
from zhuchao.ledger.store import personal, recording
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
PHONE = "13800000000"


@pytest.fixture
def contact(actors, own_home, django_capture_on_commit_callbacks):
    """An event that changed a telephone number."""
    with django_capture_on_commit_callbacks(execute=True), recording(actors["officer"]) as book:
        changes = {"phone": ["", PHONE]}
        book.audit("修改联系人", "contact:1", "示例联系人", personal_changes=changes, office="T1")
        book.audit("修改联系人", "contact:2", "示例联系人", personal_changes=changes, office="T1")


def seen(actors, who="officer", record="contact:1"):
    """What somebody reads who was found to have a right to the record."""
    (row,) = selectors.audit_events(actors[who], record=record, may_see=lambda _actor, _record: True).rows
    return row.changes


def listed(actors, who="officer", record="contact:1"):
    """What a list of events tells."""
    (row,) = selectors.audit_events(actors[who], record=record).rows
    return row.changes


def test_works(actors, own_home, contact, django_capture_on_commit_callbacks):
    """The chain holds digests only; after the purge nobody reads the value and the chain still verifies."""
    event = AuditEvent.objects.get(record="contact:1")
    assert PHONE not in str(event.changes)
    assert seen(actors) == {"phone": ("", PHONE)}
    assert listed(actors) == {"phone": ("", "（个人信息）")}
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_personal(actor=actors["security_admin"], record="contact:1", reason="本人要求删除") == 1
    assert seen(actors) == listed(actors) == {"phone": ("", "（已清除）")}
    assert seen(actors, record="contact:2") == {"phone": ("", PHONE)}
    assert not PersonalValue.objects.filter(record="contact:1").exists()
    assert selectors.verify_chain(SYSTEM).ok


def test_works_by_age(actors, contact):
    """Everything recorded before a day goes at once."""
    tomorrow = datetime.date.today() + datetime.timedelta(days=2)
    assert purge_personal(actor=actors["security_admin"], before=tomorrow, reason="保存期满") == 2


def test_the_digest_needs_key_and_salt(own_home, contact):
    """The same value of two records has two digests, and none without the key in the home."""
    one, two = PersonalValue.objects.order_by("record")
    assert one.value == two.value
    assert one.digest != two.digest
    assert personal.digest(one.value, salt=one.salt) == one.digest
    (own_home / "personal-key").unlink()
    assert personal.digest(one.value, salt=one.salt) != one.digest


def test_refuses_without_reason_or_aim(actors, contact):
    """A purge says why and what."""
    admin = actors["security_admin"]
    with pytest.raises(Refused, match="理由"):
        purge_personal(actor=admin, record="contact:1", reason="")
    with pytest.raises(Refused, match="二者取一"):
        purge_personal(actor=admin, reason="保存期满")
    with pytest.raises(Refused, match="没有可清除"):
        purge_personal(actor=admin, record="contact:9", reason="保存期满")


@pytest.mark.parametrize("who", ["officer", "centre", "system_admin", "audit_admin"])
def test_forbids_all_others(actors, contact, who):
    """Only the security administrator purges."""
    with pytest.raises(Refused) as refused:
        purge_personal(actor=actors[who], record="contact:1", reason="保存期满")
    assert refused.value.forbidden
    assert PersonalValue.objects.count() == 2
