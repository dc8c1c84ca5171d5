"""Every figure of projects against the plain answer, on random histories with corrections and voided facts."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from project_histories import CENTRE, FIRST, OFFICES, Plain, make, turn

from zhuchao.figures import selectors as figures
from zhuchao.figures.engine.sharing import read_once
from zhuchao.ledger.models import FactState, State
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.period import Period

pytestmark = pytest.mark.django_db


def _history(seed: int) -> list:
    """Forty projects, three rounds of further facts, verifications and voids; the moments between the rounds."""
    pick = random.Random(seed)
    codes = [make(pick, number) for number in range(24)]
    moments = [timezone.now()]
    for _ in range(3):
        with recording(SYSTEM) as book:
            for _ in range(30):
                book.fact(turn(pick, pick.choice(codes)))
            for state in FactState.objects.order_by("id"):
                chance = pick.random()
                newest = FactState.objects.filter(fact_code=state.fact_code).order_by("-id").first()
                if newest.pk == state.pk and chance < 0.16 and state.state != State.VOIDED:
                    then = (
                        State.VERIFIED if chance < 0.1 else State.DISPUTED if chance < 0.12 else State.VOIDED
                    )
                    book.state(state.kind, state.fact_code, then)
        moments.append(timezone.now())
    return moments


def _asked(moments):
    for as_of in (FIRST + timedelta(days=120), FIRST + timedelta(days=250), date(2026, 1, 1)):
        for known_at in (*moments[1:3], None):
            yield as_of, known_at


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_the_plain_answer(db, seed):
    """Counts, sums, rates, rows and cohorts, on three days as known at three moments."""
    since = FIRST + timedelta(days=40)
    counted = 0
    for as_of, known_at in _asked(_history(seed)):
        plain = Plain(since, as_of, known_at)
        with read_once():

            def got(name, since=since, as_of=as_of, known_at=known_at, **more):
                return figures.compute(
                    name, CENTRE, period=Period(since), as_of=as_of, known_at=known_at, **more
                )

            assert got("signed_count").rows == tuple(plain.cohort)
            landed = [c for c in plain.cohort if plain.landed(c)]
            assert got("landed_count").rows == tuple(landed)
            counted += len(landed)
            registered = [c for c in plain.cohort if plain.evidenced(c, "registered")]
            assert got("landed_count.registered").rows == tuple(registered)
            started = [c for c in plain.cohort if plain.evidenced(c, "started")]
            assert got("landed_count.started").rows == tuple(c for c in registered if c in started)
            assert got("signed_not_started").rows == tuple(c for c in plain.cohort if c not in started)
            whole = sum((plain.amount(c) for c in plain.cohort), Decimal(0))
            if plain.cohort:
                assert got("planned_total").numerator == whole / 10000
            assert got("large_count", threshold="2").rows == tuple(
                c for c in plain.cohort if plain.amount(c) >= 20000
            )
            _rates(plain, got)
    assert counted


def _rates(plain, got):
    dues = {c: plain.due(c, "duty") for c in plain.cohort}
    for name, sides in (("", {"enterprise", "government"}), (".enterprise", {"enterprise"})):
        due = [(c, p) for c in plain.cohort for p in dues[c] if p.side in sides]
        met = [(c, p) for c, p in due if plain.met(c, p)]
        found = got(f"fulfilment_rate{name}")
        if due:
            assert (found.numerator, found.denominator) == (len(met), len(due))
        else:
            assert found.value is None
    alive = [c for c in plain.cohort if not plain.ended(c)]
    assert got("fulfilment_rate.surviving").rows == tuple(alive)
    money = {c: sum((p.amount_wan for p in plain.due(c, "money")), Decimal(0)) for c in plain.cohort}
    money = {c: m for c, m in money.items() if m}
    found = got("money_arrived_rate")
    if money:
        assert found.denominator == sum(money.values()) / 10000
        assert found.numerator == sum((plain.paid(c) for c in money), Decimal(0)) / 10000


@pytest.mark.parametrize("seed", [4])
def test_offices_and_natures_are_those_of_the_day(district, seed):
    """Narrowed to an office by its dated lead, and to a nature, the cohort is that of the plain answer."""
    for as_of, known_at in _asked(_history(seed)):
        for office in OFFICES:
            plain = Plain(FIRST, as_of, known_at, offices={office})
            found = figures.compute(
                "signed_count", CENTRE, period=Period(FIRST), as_of=as_of, known_at=known_at, office=office
            )
            assert found.rows == tuple(plain.cohort)
        plain = Plain(FIRST, as_of, known_at, nature="expansion")
        found = figures.compute(
            "signed_count.expansion", CENTRE, period=Period(FIRST), as_of=as_of, known_at=known_at
        )
        assert found.rows == tuple(plain.cohort)
