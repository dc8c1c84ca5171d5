"""What is wrong with the records of the 示例 district on purpose, so that every check has something true to find."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from zhuchao.demo.engine import trades
from zhuchao.demo.engine.acts import workday
from zhuchao.demo.engine.lives import Dice, Life

#: Flaw → how many projects have it.
COUNTS = {
    "late": 14,
    "padded-money": 1,
    "padded-framework": 1,
    "signed-twice": 1,
    "no-engagement": 2,
    "relocation": 1,
    "out-of-order": 3,
    "waived": 6,
}
#: What happened in these weeks was recorded on the last days of the year by one office.
BURST = (date(2024, 11, 11), date(2024, 12, 31))
BURST_OFFICE, BURST_EVENT, BURST_COUNT = "kaifaqu", "jizhong-08", 6
BURST_DAYS = (date(2024, 12, 30), date(2024, 12, 31))


def flawed(dice: Dice, lives: Sequence[Life]) -> None:
    """Give the flaws to projects that can have them, each to its own."""
    for flaw, count in COUNTS.items():
        fit = [life for life in lives if not life.flaws and not life.exit and _FIT[flaw](life)]
        for life in dice.random.sample(fit, min(count, len(fit))):
            life.flaws.add(flaw)
            _CHANGE.get(flaw, _nothing)(life)
    _under_two_offices(dice, lives)
    for life in [life for life in lives if life.event == BURST_EVENT][:BURST_COUNT]:
        life.office = BURST_OFFICE


def _nothing(life: Life) -> None:
    """Only the records differ, not the life."""


def _relocate(life: Life) -> None:
    division, city = trades.NEIGHBOUR
    life.investor = replace(life.investor, place=division, city=city, name=city + life.investor.name[2:])


def _swap_days(life: Life) -> None:
    """The start came before the filing: what really happened, in the wrong order."""
    life.days["started"], life.days["filed"] = life.days["filed"], life.days["started"]
    life.days["sited"] = max(life.days["sited"], workday(life.days["started"] + timedelta(days=20)))


def _under_two_offices(dice: Dice, lives: Sequence[Life]) -> None:
    """Two offices follow the same company, each with a project of its own."""
    fit = [life for life in lives if not life.flaws and not life.exit and life.nature == "new"]
    for first in fit:
        for second in fit:
            same = first.trade.chain == second.trade.chain and first.klass == second.klass
            if same and first.office != second.office and first.key < second.key:
                second.investor = first.investor
                second.name = f"{first.investor.brand}{second.trade.product}二期项目"
                first.flaws.add("two-offices")
                second.flaws.add("two-offices")
                return


_FIT: dict[str, Callable[[Life], bool]] = {
    "late": lambda life: "registered" in life.days,
    "padded-money": lambda life: "started" in life.days and life.form == "build" and life.nature == "new",
    "padded-framework": lambda life: "registered" in life.days and life.form == "build",
    "signed-twice": lambda life: "jizhong-03" < life.event < "jizhong-09" and "started" in life.days,
    "no-engagement": lambda life: "registered" in life.days,
    "relocation": lambda life: life.nature == "new" and "started" in life.days and life.form == "lease",
    "out-of-order": lambda life: "started" in life.days and "filed" in life.days and "sited" in life.days,
    "waived": lambda life: "filed" in life.days,
}
_CHANGE: dict[str, Callable[[Life], None]] = {"relocation": _relocate, "out-of-order": _swap_days}
