"""What is worked out from facts is done when they are saved, in the same transaction."""

from datetime import date

import pytest

from zhuchao import slots
from zhuchao.engagements.models import LeadFact
from zhuchao.ledger.flows import void_fact
from zhuchao.ledger.models import ChainLink
from zhuchao.ledger.store import recording
from zhuchao.slots import Slot

pytestmark = pytest.mark.django_db


def fact(subject):
    return LeadFact(subject=subject, what="opened", happened_on=date(2025, 1, 1), office_code="T1", value={})


def test_facts_can_be_read_back_then(actors):
    """Inside the book they cannot yet; afterwards they can."""
    seen = []
    with recording(actors["officer"]) as book:
        book.fact(fact("A"))
        seen.append(LeadFact.objects.count())
        book.afterwards(lambda: seen.append(LeadFact.objects.count()))
    assert seen == [0, 1]


def test_a_failure_then_leaves_nothing(actors):
    """The transaction is one: facts, chain link and what follows from them."""

    def fails():
        raise RuntimeError("示例")

    with pytest.raises(RuntimeError), recording(actors["officer"]) as book:
        book.fact(fact("A"))
        book.afterwards(fails)
    assert not LeadFact.objects.exists()
    assert not ChainLink.objects.exists()


def test_a_part_that_failed_takes_its_afterwards_with_it(actors):
    """What an undone part asked for is not done."""
    done = []
    with recording(actors["officer"]) as book:
        book.afterwards(lambda: done.append("outer"))
        with pytest.raises(RuntimeError), recording(actors["officer"]) as inner:
            inner.afterwards(lambda: done.append("inner"))
            raise RuntimeError("示例")
    assert done == ["outer"]


def test_a_noun_hears_of_a_judgement(actors):
    """Whoever keeps rows worked out from facts is told which fact was judged."""
    heard = []
    slots.register(
        Slot.NOTICE, "示例", lambda actor, kind, subject: heard.append((kind, subject)), topic="fact-judged"
    )
    try:
        with recording(actors["officer"]) as book:
            code = book.fact(fact("A"))
        void_fact(actor=actors["officer"], kind=LeadFact._meta.db_table, code=code, reason="示例：录错")
    finally:
        slots.unregister(Slot.NOTICE, "示例", topic="fact-judged")
    assert heard == [(LeadFact._meta.db_table, "A")]


@pytest.mark.django_db(transaction=True)
def test_a_spilled_book_is_one_link_that_verifies(own_home, actors):
    """However often rows are saved on the way, the transaction leaves one link over all of them, or nothing."""
    from zhuchao.ledger.selectors import verify_chain
    from zhuchao.terms.actor import SYSTEM

    with recording(actors["officer"]) as book:
        for number in range(7):
            book.fact(fact(f"S{number}"))
            if number % 3 == 2:
                book.spill()
    assert LeadFact.objects.count() == 7
    assert ChainLink.objects.get().rows == 14
    assert verify_chain(SYSTEM).ok
    with recording(actors["officer"]) as book:
        book.fact(fact("T"))
    assert verify_chain(SYSTEM).ok
    with pytest.raises(RuntimeError), recording(actors["officer"]) as book:
        book.fact(fact("U"))
        book.spill()
        raise RuntimeError("示例")
    assert LeadFact.objects.count() == 8
