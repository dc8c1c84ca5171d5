"""Figures of invented projects for reports: calculations over a plain list, registered for one test."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from zhuchao import slots
from zhuchao.figures.engine.calculation import Calculation, Counted
from zhuchao.slots import Slot

IDS = (
    "research_participants",
    "inspected_projects",
    "ceremonies",
    "signed_count",
    "large_count",
    "planned_total",
    "landed_count",
    "landing_rate",
    "signed_not_started",
    "money_arrived_rate",
    "fulfilment_rate",
)


@dataclass
class Invented:
    """A project: who leads it, when it was signed, for how much, since when it is landed; the moments these became
    known and ceased to be."""

    code: str
    office: str
    signed: datetime.date
    wan: int
    landed: bool = True
    started: bool = True
    void_at: datetime.datetime | None = None


class Book:
    """The invented projects and the calculations over them."""

    def __init__(self):
        self.projects = []
        self.lie = {}

    def seen(self, actor, asked):
        for p in self.projects:
            inside = asked.offices is None or p.office in asked.offices
            if asked.period_from <= p.signed <= asked.as_of and actor.sees_office(p.office) and inside:
                yield p

    @staticmethod
    def landed(p, asked):
        voided = p.void_at is not None and (asked.known_at is None or asked.known_at >= p.void_at)
        return p.landed and not voided

    def count(self, keep):
        def answer(actor, asked):
            return Counted.count([p.code for p in self.seen(actor, asked) if keep(p, asked)])

        return answer

    def total(self, actor, asked):
        found = list(self.seen(actor, asked))
        whole = Decimal(sum(p.wan for p in found)) / 10000
        return Counted(value=whole, numerator=whole, rows=tuple(p.code for p in found))

    def rate(self, actor, asked):
        found = list(self.seen(actor, asked))
        rows = [p.code for p in found if self.landed(p, asked)]
        return Counted.share(rows, [p.code for p in found]) or Counted.blank("期间没有签约项目")

    def lying(self, name, answer):
        def told(actor, asked):
            return self.lie[name] if name in self.lie else answer(actor, asked)

        return told

    def names(self, actor, codes):
        office = {p.code: p.office for p in self.projects}
        return {c: f"示例{c}号项目" for c in codes if actor.sees_office(office.get(c, "T1"))}

    def register(self):
        every = self.count(lambda p, asked: True)
        ways = {
            "research_participants": every,
            "inspected_projects": every,
            "ceremonies": every,
            "signed_count": every,
            "large_count": self.count(lambda p, a: p.wan >= 10000 * int(a.params.get("threshold", 1))),
            "planned_total": self.total,
            "landed_count": self.count(self.landed),
            "landing_rate": self.rate,
            "signed_not_started": self.count(lambda p, a: not p.started),
            "money_arrived_rate": self.rate,
            "fulfilment_rate": self.rate,
        }
        for name, answer in ways.items():
            slots.register(Slot.FIGURE, name, Calculation(self.lying(name, answer), names=self.names))
        slots.register(Slot.FIGURE, "planned_total", self.facts, topic="row-facts")

    def facts(self, actor, figure):
        return {
            p.code: {"amount": Decimal(p.wan) / 10000, "offices": [p.office]}
            for p in self.projects
            if p.code in figure.rows
        }


def kept_slots():
    """The registrations as they are, to be put back after a test."""
    return [
        e
        for name in IDS
        for t in ("", "row-facts")
        for e in slots.entries(Slot.FIGURE, topic=t)
        if e.name == name
    ]


def put_back(entries):
    """Take the invented registrations away and put the real ones back."""
    for name in IDS:
        for topic in ("", "row-facts"):
            slots.unregister(Slot.FIGURE, name, topic=topic)
    for e in entries:
        slots.register(e.slot, e.name, e.answer, topic=e.topic, order=e.order)
