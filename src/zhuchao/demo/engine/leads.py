"""How projects of the later years began: a lead with its clocks, kept in time by most and late by some."""

from datetime import date, datetime, timedelta

from zhuchao.demo.engine.acts import Act, moment, workday
from zhuchao.demo.engine.lives import Dice, Life

#: The offices of the district write leads down from the year on in which their clocks were laid down.
SINCE = date(2024, 2, 1)
#: The channels that a lead could be opened with before 2026 → what the later ones were called then.
OLD_CHANNELS = {
    "enterprise": "referral",
    "chamber": "referral",
    "intermediary": "referral",
    "outpost": "visit",
    "internet": "incoming",
}
_NEW = date(2026, 1, 1)
_REPORTS = (
    "已向企业介绍用地和厂房情况。",
    "企业提出用电需求，已转经信部门。",
    "商谈投资强度与建设周期。",
    "企业内部决策中。",
)


def leads(life: Life, *, seed: int, last: date) -> list[Act]:
    """The acts of the lead that a project came from, until the project is opened and ends it; none for what began before
    there were leads."""
    first, dice = life.days["lead"], Dice(f"{seed}-lead-day-{life.key}")
    opened = workday(first - timedelta(days=20) - dice.days(0, 50))
    if opened < SINCE or "no-engagement" in life.flaws or "two-offices" in life.flaws:
        return []
    kept = _Lead(life, seed)
    source = life.channel if opened >= _NEW else OLD_CHANNELS.get(life.channel, life.channel)
    kept.did(opened, "lead", source=source)
    kept.did(opened + timedelta(days=1 if kept.dice.chance(0.9) else 4), "lead-answer")
    if kept.dice.chance(0.12):
        kept.did(opened + timedelta(days=2), "lead-interest", has=kept.dice.chance(0.1))
    kept.did(opened + timedelta(days=3), "lead-judge", verdict="follow")
    kept.did(opened + timedelta(days=5), "lead-feedback")
    kept.reported(opened, min(first, last))
    return kept.acts


class _Lead:
    """Collects the acts of a lead, one after the other."""

    def __init__(self, life: Life, seed: int) -> None:
        self._life = life
        self.dice = Dice(f"{seed}-leads-{life.key}")
        self.acts: list[Act] = []

    def did(self, day: date, verb: str, **given: object) -> None:
        """One more act on the day, or on the Monday after it."""
        at = _after(moment(workday(day), self.dice.random.randrange(60)), self.acts)
        self.acts.append(Act(at, verb, self._life.recorder, self._life.key, given))

    def reported(self, first: date, until: date) -> None:
        """Reports every other week, some of them late."""
        day = first + timedelta(days=8)
        while day < until - timedelta(days=2):
            self.did(day, "lead-report", note=self.dice.random.choice(_REPORTS))
            day += timedelta(days=13 if self.dice.chance(0.8) else 24)


def _after(at: datetime, acts: list[Act]) -> datetime:
    return max(at, acts[-1].at + timedelta(minutes=5)) if acts else at
