"""The lives of the invented projects: who invests what with whom, and on which day each stage was truly reached."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhuchao.demo.engine import trades
from zhuchao.demo.engine.acts import workday
from zhuchao.demo.engine.trades import Trade

STAGES = (
    "lead",
    "intent",
    "talks",
    "signed",
    "registered",
    "filed",
    "sited",
    "started",
    "completed",
    "produced",
    "reached",
    "listed",
)
#: The first project comes in here.
FIRST = date(2021, 1, 5)
#: Days from the stage before, least and most.
GAPS = {
    "intent": (18, 55),
    "talks": (15, 60),
    "signed": (30, 140),
    "registered": (14, 60),
    "filed": (14, 45),
    "sited": (35, 150),
    "started": (30, 150),
    "completed": (300, 540),
    "produced": (40, 120),
    "reached": (200, 400),
    "listed": (60, 150),
}
#: The same where nothing is built.
LIGHT_GAPS = GAPS | {"sited": (15, 60), "started": (20, 70), "produced": (90, 240)}


@dataclass(frozen=True, slots=True)
class Investor:
    """An invented company: its number makes the credit code."""

    name: str
    brand: str
    number: int
    place: str
    city: str


@dataclass(frozen=True, slots=True)
class Delay:
    """What held a project up from a day on; ``until`` None: it still does."""

    cause: str
    since: date
    until: date | None
    blocking: str


@dataclass(frozen=True, slots=True)
class Exit:
    """How a project left: ``what`` is shelved or ended, ``reason`` a code of the rulebook."""

    what: str
    on: date
    reason: str


@dataclass(slots=True)
class Life:
    """One project. ``days`` maps each stage that was reached to its day, ``sum_wan`` is the planned sum in 万元,
    ``flaws`` names what is wrong with its records on purpose."""

    key: str
    name: str
    investor: Investor
    trade: Trade
    klass: str
    nature: str
    form: str
    office: str
    channel: str
    days: dict[str, date]
    sum_wan: int
    event: str = ""
    delays: list[Delay] = field(default_factory=list)
    exit: Exit | None = None
    flaws: set[str] = field(default_factory=set)

    @property
    def recorder(self) -> str:
        """The log-in that records for the office."""
        return trades.RECORDERS.get(self.office, self.office)

    def stages(self) -> list[str]:
        """The stages reached, in the order of the route."""
        return [stage for stage in STAGES if stage in self.days]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the lives are planned into: routes by (class, form), the ceremonies by key with their day and number of
    signings, the last day of the history."""

    routes: Mapping[tuple[str, str], Sequence[str]]
    ceremonies: Mapping[str, tuple[date, int]]
    last: date


class Dice:
    """Seeded draws of a life."""

    def __init__(self, seed: object) -> None:
        self.random = random.Random(f"{seed}")

    def of(self, weights: Mapping[str, int]) -> str:
        """A key by its weight."""
        return self.random.choices(list(weights), weights=list(weights.values()))[0]

    def days(self, least: int, most: int) -> timedelta:
        """A number of days in the range."""
        return timedelta(days=self.random.randint(least, most))

    def chance(self, share: float) -> bool:
        """True in this share of the draws."""
        return self.random.random() < share


def gaps(form: str) -> Mapping[str, tuple[int, int]]:
    """The days between stages of a form."""
    return GAPS if form == "build" else LIGHT_GAPS


def before_signing(dice: Dice, signed: date) -> dict[str, date]:
    """The days of the stages that led to a signing; none before the district's first week."""
    talks = workday(signed - dice.days(*GAPS["signed"]))
    intent = workday(talks - dice.days(*GAPS["talks"]))
    lead = workday(intent - dice.days(*GAPS["intent"]))
    if lead < FIRST:
        weeks = (signed - FIRST).days // 7
        lead = FIRST + dice.days(0, weeks)
        intent, talks = (workday(lead + timedelta(days=n * weeks)) for n in (1, 3))
    return {"lead": lead, "intent": intent, "talks": talks, "signed": signed}


def onward(dice: Dice, route: Sequence[str], days: dict[str, date], *, form: str, until: date) -> None:
    """Go on from the last stage reached as far as ``until`` allows."""
    reached = [stage for stage in route if stage in days]
    here = days[reached[-1]]
    ahead = gaps(form)
    for stage in route[route.index(reached[-1]) + 1 :]:
        here = workday(here + dice.days(*ahead[stage]))
        if here > until:
            return
        days[stage] = here
