"""An event will not take place."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import cancel_event
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_event):
    """It stays visible with its reason."""
    code = make_event()
    cancel_event(actor=actors["officer"], code=code, reason="示例：场地未落实")
    assert selectors.event(actors["officer"], code).state == "cancelled"
    assert selectors.event_history(actors["officer"], code)[0].text == "示例：场地未落实"


def test_refuses(actors, make_event):
    """A reason."""
    with pytest.raises(Refused, match="取消原因"):
        cancel_event(actor=actors["officer"], code=make_event(), reason="")


def test_forbids(actors, make_event):
    """Another office's event."""
    with pytest.raises(Refused) as refused:
        cancel_event(actor=actors["other_head"], code=make_event(), reason="示例")
    assert refused.value.forbidden
