"""Who sees what of the audit trail."""

import pytest

from zhuchao.ledger import selectors
from zhuchao.ledger.store import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(actors, own_home):
    """Two offices' events and one of an administrator."""
    for who, record, office in (
        ("officer", "lead:1", ""),
        ("other_officer", "lead:2", ""),
        ("system_admin", "office:T1", ""),
        ("centre", "lead:1", "T1"),
    ):
        with recording(actors[who]) as book:
            book.audit("修改", record, f"示例{who}", changes={"amount": [1, 2]}, office=office)


def records(actor, **more):
    return [r.record for r in selectors.audit_events(actor, **more).rows]


def test_staff_see_their_offices_with_values(actors, trail):
    """Own records only; a count tells no more than the list."""
    page = selectors.audit_events(actors["officer"])
    assert [r.record for r in page.rows] == ["lead:1", "lead:1"]
    assert page.total == 2
    assert page.rows[0].changes == {"amount": (1, 2)}
    assert records(actors["other_officer"]) == ["lead:2"]
    assert records(actors["centre"]) == ["lead:1", "lead:2", "lead:1"]


def test_the_audit_administrator_sees_fields_without_values(actors, trail):
    """Everything that happened, the names of fields, no values but with a right to the record."""
    page = selectors.audit_events(actors["audit_admin"])
    assert page.total == 4
    assert all(r.changes is None and r.fields == ("amount",) for r in page.rows)
    shown = selectors.audit_events(actors["audit_admin"], may_see=lambda _a, record: record == "lead:2")
    assert [r.record for r in shown.rows if r.changes] == ["lead:2"]


@pytest.mark.parametrize("who", ["system_admin", "security_admin"])
def test_other_administrators_see_nothing(actors, trail, who):
    """Three separate powers."""
    assert selectors.audit_events(actors[who]).total == 0
    assert selectors.verbs(actors[who]) == []


def test_filters(actors, trail):
    """By person, noun, record, text, day."""
    admin = actors["audit_admin"]
    assert records(admin, person="R-officer") == ["lead:1"]
    assert records(admin, record="office:") == ["office:T1"]
    assert records(admin, record="lead:2") == ["lead:2"]
    assert records(admin, text="示例centre") == ["lead:1"]
    day = selectors.audit_events(admin).rows[0].at.date()
    from datetime import timedelta

    assert records(admin, since=day + timedelta(days=2)) == []
    assert len(records(admin, since=day - timedelta(days=2), until=day + timedelta(days=2))) == 4
    assert len(records(admin, offset=1, limit=2)) == 2


def test_history_of_a_record_is_for_whoever_was_shown_it(actors, trail):
    """The page has checked the right; the history gives the values, the newest first."""
    rows = selectors.record_history(actors["officer"], "lead:1")
    assert [r.actor_code for r in rows] == ["R-centre", "R-officer"]
    assert rows[0].changes == {"amount": (1, 2)}
