"""The projects of the 示例 district: about 300 over five years, in ceremonies and one by one, moving, stuck and lost."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from zhuchao.demo.engine import trades
from zhuchao.demo.engine.acts import workday
from zhuchao.demo.engine.flaws import flawed
from zhuchao.demo.engine.investors import Investors
from zhuchao.demo.engine.lives import FIRST, Delay, Dice, Exit, Frame, Life, before_signing, onward

#: Signed one by one in each year, beside the ceremonies.
SINGLY = {2021: 17, 2022: 19, 2023: 21, 2024: 20, 2025: 23, 2026: 14}
LOST_EARLY, IN_TALKS = 25, 55
#: The great ceremony's sum in 万元: 330.55 亿, as one district's of 2019 (domain.md).
GREAT, GREAT_SUM = "jizhong-07", 3_305_500
_STUCK, _LOST_LATE = 17, 20
_CAUSES = {
    "land": 24,
    "approval": 18,
    "owner-funds": 18,
    "utilities": 10,
    "relocation": 8,
    "owner-plan": 10,
    "market": 8,
    "policy": 4,
}
_BLOCKING = {"land": "ziran", "approval": "zhengwu", "utilities": "chengtou", "policy": "caizheng"}
_REASONS_LATE = {"funds": 34, "market": 26, "land": 20, "elsewhere": 10, "environment": 10}
_REASONS_EARLY = {"elsewhere": 30, "policy": 22, "environment": 14, "diligence": 14, "funds": 12, "land": 8}
_CHANNELS = {
    "visit": 24,
    "enterprise": 20,
    "chamber": 12,
    "intermediary": 8,
    "outpost": 12,
    "event": 12,
    "incoming": 8,
    "internet": 4,
}


def lives(frame: Frame, *, seed: int) -> list[Life]:
    """Every project of the plan in the order of its first day, the same for the same frame and seed."""
    dice = Dice(f"{seed}-lives")
    people = Investors(dice)
    found: list[Life] = []
    for event, (day, count) in frame.ceremonies.items():
        found += _ceremony(dice, people, frame, event=event, day=day, count=count)
    for year, count in SINGLY.items():
        for _ in range(count):
            first = date(year, 1, 4) if year > FIRST.year else date(year, 4, 1)
            last = min(date(year, 12, 28), frame.last - timedelta(days=8))
            found.append(_signed(dice, people, frame, day=workday(first + dice.days(0, (last - first).days))))
    _stop_some(dice, found, frame)
    found += [_early(dice, people, frame, lost=True) for _ in range(LOST_EARLY)]
    found += [_early(dice, people, frame, lost=False) for _ in range(IN_TALKS)]
    found.sort(key=lambda life: (life.days["lead"], life.investor.number))
    for place, life in enumerate(found, 1):
        life.key = f"p{place:03d}"
    flawed(dice, found)
    return found


def _ceremony(
    dice: Dice, people: Investors, frame: Frame, *, event: str, day: date, count: int
) -> list[Life]:
    made = [_signed(dice, people, frame, day=day, event=event) for _ in range(count)]
    if event == GREAT:
        factor = GREAT_SUM / sum(life.sum_wan for life in made)
        for life in made:
            life.sum_wan = _round(life.sum_wan * factor)
        largest = max(made, key=lambda life: life.sum_wan)
        largest.sum_wan += GREAT_SUM - sum(life.sum_wan for life in made)
    return made


def _signed(dice: Dice, people: Investors, frame: Frame, *, day: date, event: str = "") -> Life:
    life = _life(dice, people, before_signing(dice, day), at_ceremony=bool(event))
    life.event = event
    onward(dice, frame.routes[life.klass, life.form], life.days, form=life.form, until=frame.last)
    if "started" in life.days and "signed" in life.days and dice.chance(0.16):
        since = life.days["signed"] + dice.days(25, 60)
        if since < life.days["started"]:
            life.delays.append(_delay(dice, life, since, until=life.days["started"]))
    return life


def _life(dice: Dice, people: Investors, days: dict[str, date], *, at_ceremony: bool) -> Life:
    klass = dice.of(trades.CLASSES)
    form = dice.of(trades.FORMS[klass])
    trade = dice.random.choice(trades.TRADES[klass])
    nature = dice.of(trades.NATURES)
    investor = people.new(trade.chain, place=("330603", "绍兴") if nature != "new" else None)
    suffix = {"expansion": "扩建项目", "revival": "盘活改造项目"}.get(nature, "项目")
    return Life(
        key="",
        name=f"{investor.brand}{trade.product}{suffix}",
        investor=investor,
        trade=trade,
        klass=klass,
        nature=nature,
        form=form,
        office=dice.of(trades.LEADERS),
        channel=dice.of(_CHANNELS),
        days=days,
        sum_wan=_sum(dice, klass, form, at_ceremony=at_ceremony),
    )


def _sum(dice: Dice, klass: str, form: str, *, at_ceremony: bool) -> int:
    median = trades.MEDIANS[klass] * (0.3 if form == "lease" and klass in ("traditional", "emerging") else 1)
    drawn = dice.random.lognormvariate(math.log(median * (1.8 if at_ceremony else 1)), 0.7)
    return _round(drawn)


def _round(wan: float) -> int:
    step = 1_000 if wan >= 10_000 else 100
    return max(step, round(wan / step) * step)


def _delay(dice: Dice, life: Life, since: date, *, until: date | None) -> Delay:
    cause = dice.of(_CAUSES)
    return Delay(
        cause, workday(since), until, _BLOCKING.get(cause, life.office if cause == "relocation" else "")
    )


def _stop_some(dice: Dice, signed: Sequence[Life], frame: Frame) -> None:
    """Some stand still before their start, some are given up."""
    old = [life for life in signed if life.days["signed"] < frame.last - timedelta(days=120)]
    chosen = dice.random.sample(old, min(len(old), _STUCK + _LOST_LATE))
    for life in chosen[:_STUCK]:
        _stop(dice, life, before="started")
        last = max(life.days.values())
        life.delays = [_delay(dice, life, last + dice.days(20, 45), until=None)]
    for life in chosen[_STUCK:]:
        _stop(dice, life, before="produced" if dice.chance(0.15) else "started")
        last = max(life.days.values())
        on = workday(min(last + dice.days(60, 420), frame.last - dice.days(1, 20)))
        what = "shelved" if dice.chance(0.25) else "ended"
        life.delays = [_delay(dice, life, last + timedelta(days=15), until=on)]
        life.exit = Exit(what, on, dice.of(_REASONS_LATE))


def _stop(dice: Dice, life: Life, *, before: str) -> None:
    later = [stage for stage in life.stages() if stage not in ("lead", "intent", "talks", "signed")]
    kept = [stage for stage in later if stage in ("registered", "filed", "sited", "started", "completed")]
    if before in kept:
        kept = kept[: kept.index(before)]
    stay = kept[: dice.random.randint(0, len(kept))]
    for stage in later:
        if stage not in stay:
            del life.days[stage]


def _early(dice: Dice, people: Investors, frame: Frame, *, lost: bool) -> Life:
    """A project that did not come to a contract: given up, or still talked about."""
    if lost:
        lead = workday(date(2021, 3, 1) + dice.days(0, (frame.last - date(2021, 3, 1)).days - 200))
    else:
        lead = workday(frame.last - dice.days(3, 230))
    life = _life(dice, people, {"lead": lead}, at_ceremony=False)
    steps = dice.random.randint(0, 2)
    onward(dice, ("lead", "intent", "talks")[: steps + 1], life.days, form=life.form, until=frame.last)
    if lost:
        on = workday(max(life.days.values()) + dice.days(20, 120))
        life.exit = Exit(
            "shelved" if dice.chance(0.3) else "ended", min(on, frame.last), dice.of(_REASONS_EARLY)
        )
    return life
