"""Where a project stands: the furthest stage of its route whose evidence is complete (design.md §3)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """``stage`` reached on ``on``; ``open`` are the earlier stages without a date or without their evidence."""

    stage: str
    on: date | None
    open: tuple[str, ...]


def route_of(stages: Sequence[str], without: Collection[str]) -> tuple[str, ...]:
    """The route of a class less the stages that its form does not pass."""
    return tuple(stage for stage in stages if stage not in without)


def standing(route: Sequence[str], reached: Mapping[str, date], complete: Callable[[str], bool]) -> Standing:
    """``reached`` maps stages to their dates, ``complete`` says whether a stage's evidence is. Stages off the route
    do not count. A project of which nothing is known stands at the first stage."""
    last = 0
    for place, stage in enumerate(route):
        if stage in reached and complete(stage):
            last = place
    stage = route[last]
    gaps = tuple(s for s in route[:last] if s not in reached or not complete(s))
    return Standing(stage, reached.get(stage), gaps)


def next_stage(route: Sequence[str], stage: str) -> str:
    """The stage after this one; empty at the end of the route or off it."""
    if stage not in route:
        return ""
    place = route.index(stage) + 1
    return route[place] if place < len(route) else ""


def due_on(
    stage: str, *, entered: date, days: Mapping[str, int], agreed_start: date | None = None
) -> date | None:
    """When a project that entered the stage on that day becomes overdue there; None where no rule says.

    Before the start of building the agreed day (``agreed_start``) counts where it lies ahead.
    """
    if stage in ("registered", "filed", "sited") and agreed_start is not None:
        return agreed_start
    found = days.get(stage)
    return entered + timedelta(days=found) if found is not None else None
