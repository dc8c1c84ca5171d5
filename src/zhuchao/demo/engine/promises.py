"""What a contract promises: milestones, money by schedule, duties of both sides, and whether they were kept in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zhuchao.demo.engine.acts import workday
from zhuchao.demo.engine.lives import Dice, Life

#: Share of the planned sum that is due with each part of the schedule.
PARTS = (0.2, 0.3, 0.3)
_ENTERPRISE = ("按期完成项目公司注册并实缴首期资本", "按约定强度投入设备", "项目公司三年内不迁出")
_GOVERNMENT = ("交付净地并完成三通一平", "协助办理环评与能评", "落实用电增容", "兑现首年厂房租金支持")


@dataclass(frozen=True, slots=True)
class Promise:
    """An item of the plan; ``kept`` is the day a duty was met, None while it is not."""

    name: str
    what: str
    due: date
    title: str = ""
    stage: str = ""
    side: str = ""
    wan: int | None = None
    kept: date | None = None


def promises(dice: Dice, life: Life, *, signed: date, terms: Mapping[str, str], last: date) -> list[Promise]:
    """The plan of a signed project in the order of the days due."""
    start, finish = (date.fromisoformat(terms[name]) for name in ("started_plan", "finished_plan"))
    found = [Promise("start", "milestone", start, stage="started")]
    if life.klass != "capital":
        found.append(Promise("produce", "milestone", finish, stage="produced"))
    due = (signed + timedelta(days=100), start + timedelta(days=180), finish)
    for part, (day, share) in enumerate(zip(due, PARTS, strict=True), 1):
        wan = max(1, round(life.sum_wan * share))
        found.append(Promise(f"money-{part}", "money", day, title=f"第{part}期投资到位", wan=wan))
    found.append(_duty(dice, life, "enterprise", _ENTERPRISE, signed + dice.days(60, 120), last))
    found.append(_duty(dice, life, "government", _GOVERNMENT, signed + dice.days(60, 150), last))
    return sorted(found, key=lambda promise: (promise.due, promise.name))


def _duty(dice: Dice, life: Life, side: str, titles: tuple[str, ...], due: date, last: date) -> Promise:
    stands_still = "started" not in life.days
    kept: date | None = workday(due + timedelta(days=dice.random.randint(-30, 12)))
    end = min(last, life.exit.on) if life.exit else last
    if kept is None or kept >= end or dice.chance(0.75 if stands_still else 0.08):
        kept = None
    return Promise(side, "duty", due, title=dice.random.choice(titles), side=side, kept=kept)
