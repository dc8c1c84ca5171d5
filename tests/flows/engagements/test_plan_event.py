"""An event is planned."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_event):
    """Everybody on the staff sees the calendar."""
    code = make_event()
    assert selectors.event(actors["other_officer"], code).state == "planned"


def test_refuses(make_event):
    """A kind of the rulebook and a name."""
    with pytest.raises(Refused) as refused:
        make_event(kind="party", title="")
    assert {r.field for r in refused.value.refusals} == {"kind", "title"}


@pytest.mark.parametrize("name", ["leader", "audit_admin"])
def test_forbids(make_event, name):
    """Readers plan nothing."""
    with pytest.raises(Refused) as refused:
        make_event(actor=name, office="T1")
    assert refused.value.forbidden
