"""The one way to look up."""

from zhuchao import slots
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM


def test_answers_come_in_order_with_the_actor_first() -> None:
    slots.register(
        Slot.PANEL, "b", lambda actor, subject: (actor.person_code, subject, "b"), topic="t", order=2
    )
    slots.register(
        Slot.PANEL, "a", lambda actor, subject: (actor.person_code, subject, "a"), topic="t", order=1
    )
    try:
        assert [answer for _, answer in slots.ask(Slot.PANEL, SYSTEM, "x", topic="t")] == [
            ("system", "x", "a"),
            ("system", "x", "b"),
        ]
        assert list(slots.ask(Slot.PANEL, SYSTEM, "x", topic="another")) == []
    finally:
        slots.unregister(Slot.PANEL, "a", topic="t")
        slots.unregister(Slot.PANEL, "b", topic="t")
    assert slots.entries(Slot.PANEL, topic="t") == []


def test_the_same_name_registered_again_replaces_the_first() -> None:
    slots.register(Slot.DUTY, "n", lambda actor: 1, topic="t")
    slots.register(Slot.DUTY, "n", lambda actor: 2, topic="t")
    try:
        assert [answer for _, answer in slots.ask(Slot.DUTY, SYSTEM, topic="t")] == [2]
    finally:
        slots.unregister(Slot.DUTY, "n", topic="t")
