"""An event was held, and counts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements.flows import hold_event, judge_meeting
from zhuchao.engagements.models import EventFact
from zhuchao.figures.selectors import compute
from zhuchao.terms.period import Period
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


def ceremonies(actors, **given):
    found = compute("ceremonies", actors["centre"], period=Period(date(2025, 1, 1)), **given)
    return found.value, found.rows


def test_works_and_counts_held_ceremonies_only(actors, make_event):
    """A planned one, a promotion, one of another year do not count; known then, it had not happened."""
    held = make_event(DAY)
    make_event()
    make_event(DAY, kind="promotion")
    make_event(date(2024, 5, 1))
    assert ceremonies(actors, as_of=date(2025, 12, 31)) == (1, (held,))
    assert ceremonies(actors, as_of=date(2025, 3, 2)) == (0, ())
    before = EventFact.objects.order_by("id").first().recorded_at - timedelta(seconds=1)
    assert ceremonies(actors, as_of=date(2025, 12, 31), known_at=before) == (0, ())
    fact = EventFact.objects.get(subject=held, what="held")
    known = timezone.now()
    judge_meeting(
        actor=actors["officer"], kind=fact._meta.db_table, fact=fact.code, judgement="voided", reason="示例"
    )
    assert ceremonies(actors, as_of=date(2025, 12, 31)) == (0, ())
    assert ceremonies(actors, as_of=date(2025, 12, 31), known_at=known) == (1, (held,))


def test_refuses(actors, make_event):
    """A day ahead, a negative number, a second time."""
    code = make_event()
    with pytest.raises(Refused) as refused:
        hold_event(
            actor=actors["officer"],
            code=code,
            held_on=timezone.localdate() + timedelta(days=1),
            guests=-1,
        )
    assert {r.field for r in refused.value.refusals} == {"held_on", "guests"}
    hold_event(actor=actors["officer"], code=code, held_on=DAY)
    with pytest.raises(Refused, match="已举行"):
        hold_event(actor=actors["officer"], code=code, held_on=DAY)


def test_forbids(actors, make_event):
    """Another office's event."""
    with pytest.raises(Refused) as refused:
        hold_event(actor=actors["other_officer"], code=make_event(), held_on=DAY)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, make_event, at_once):
    """Held once."""
    code = make_event()
    made, told = at_once(
        lambda name: hold_event(actor=actors[name], code=code, held_on=DAY), "officer", "office_head"
    )
    assert len(made) == len(told) == 1
