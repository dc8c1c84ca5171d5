"""Correcting an introducer."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import add_introducer, correct_introducer
from zhuchao.engagements.models import Introducer
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(actors):
    """Somebody known by unit and title."""
    return add_introducer(actor=actors["officer"], unit="示例大学", title="院长", purpose="介绍校友企业")


def test_works(actors, person, make_introducer):
    """The audit trail keeps what stood before; a body keeps its name in the master."""
    correct_introducer(
        actor=actors["office_head"], code=person, unit="示例大学", title="副院长", purpose="介绍校友企业"
    )
    assert selectors.introducer(actors["officer"], person).title == "副院长"
    assert AuditEvent.objects.get(verb="更正引荐人").changes == {"title": ["院长", "副院长"]}
    body = make_introducer()
    correct_introducer(actor=actors["officer"], code=body, purpose="示例目的二")
    assert selectors.introducer(actors["officer"], body).purpose == "示例目的二"


def test_refuses_what_is_wrong(actors, person, make_introducer):
    """No purpose, a number, a unit for a body, a post that is known, no such entry."""
    officer = actors["officer"]
    with pytest.raises(Refused) as refused:
        correct_introducer(actor=officer, code=person, unit="示例大学", title="13800000000", purpose=" ")
    assert {r.field for r in refused.value.refusals} == {"purpose", "title"}
    with pytest.raises(Refused, match="择一填写"):
        correct_introducer(actor=officer, code=make_introducer(), unit="示例", purpose="示例")
    other = add_introducer(actor=officer, unit="示例大学", title="处长", purpose="示例")
    with pytest.raises(Refused, match="同一单位同一职务"):
        correct_introducer(actor=officer, code=other, unit="示例大学", title="院长", purpose="示例")
    with pytest.raises(Refused, match="没有您可查看的该引荐人"):
        correct_introducer(actor=officer, code="nobody", purpose="示例")


@pytest.mark.parametrize("name", ["other_officer", "leader", "audit_admin"])
def test_forbids_who_does_not_keep_it(actors, person, name):
    """The office that entered it, or the centre."""
    with pytest.raises(Refused) as refused:
        correct_introducer(actor=actors[name], code=person, unit="示例", title="院长", purpose="示例")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, person, at_once):
    """Two change it at once: nobody's change is lost unseen."""
    from zhuchao.engagements.store import channels
    from zhuchao.ledger.store import recording

    stale = Introducer.objects.get(code=person)

    def press(name):
        with recording(actors[name]) as book:
            channels.correct_introducer(book, stale, values={"note": name})

    made, told = at_once(press, "officer", "office_head")
    assert (len(made), len(told)) == (1, 1)
    assert "已被他人改动" in str(told[0])
