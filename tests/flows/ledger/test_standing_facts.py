"""The quick reading of many subjects gives what the general one gives, at every moment."""

import random
from datetime import date, timedelta

import pytest

from zhuchao.engagements.models import LeadFact
from zhuchao.ledger.flows import dispute_fact, void_fact
from zhuchao.ledger.models import ChainLink
from zhuchao.ledger.selectors import known_facts, standing_facts
from zhuchao.ledger.store import recording
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(3))
def test_same_as_known_facts(actors, seed):
    """Facts, corrections, corrections of corrections, disputes and voids in a random order."""
    dice = random.Random(seed)
    kind, codes = LeadFact._meta.db_table, []
    for number in range(25):
        act = dice.random()
        try:
            if act < 0.5 or not codes:
                with recording(actors["officer"]) as book:
                    codes.append(
                        book.fact(
                            LeadFact(
                                subject=dice.choice("ABC"),
                                what="opened",
                                happened_on=date(2025, 1, 1) + timedelta(dice.randrange(30)),
                                office_code=dice.choice(["T1", "T2"]),
                                value={"n": number},
                            )
                        )
                    )
            elif act < 0.7:
                old = LeadFact.objects.get(code=dice.choice(codes))
                with recording(actors["officer"]) as book:
                    new = LeadFact(
                        subject=old.subject,
                        what=old.what,
                        happened_on=old.happened_on,
                        office_code=old.office_code,
                        replaces=old.code,
                    )
                    codes.append(book.fact(new))
            else:
                flow = void_fact if act < 0.85 else dispute_fact
                flow(actor=actors["centre"], kind=kind, code=dice.choice(codes), reason="示例")
        except Refused:
            pass
    moments = [None, *ChainLink.objects.values_list("at", flat=True)]
    for name in ("officer", "centre", "audit_admin"):
        for moment in moments:
            quick = standing_facts(actors[name], [LeadFact], ["A", "B"], known_at=moment)[LeadFact]
            slow = known_facts(actors[name], LeadFact, known_at=moment).filter(subject__in=["A", "B"])
            told = [(f.code, f.state_known) for f in slow.order_by("happened_on", "id")]
            assert [(f.code, f.state_known) for f in quick] == told
