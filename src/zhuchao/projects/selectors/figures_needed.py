"""What every stage needs of every kind of project by the rules of any day, as masks."""

import bisect
from collections.abc import Iterable
from datetime import date, timedelta

from zhuchao import rulebook
from zhuchao.projects.engine.landing import Items
from zhuchao.projects.engine.needs import needs_from_rules
from zhuchao.projects.selectors import rules
from zhuchao.terms.source import Rule

#: No evidence meets this.
_NEVER = (0,)


class Needed:
    """The masks of what stages need, by class, form and the rules of a day. What any class and form may need is known
    before the first project is read."""

    def __init__(self, stages: Iterable[str]) -> None:
        self.items = Items()
        self._changes: dict[str, list[date]] = {}
        self._masks: dict[tuple[str, str, str, int], tuple[int, ...]] = {}
        kinds = [(k, f) for k in rules.choices("classes") for f in rules.choices("forms")]
        every = list(rulebook.all_rules())
        for stage in stages:
            base = f"projects.needs.{stage}"
            its = [r for r in every if r.id == base or r.id.startswith(f"{base}.")]
            changes = self._changes[stage] = _changes(its)
            for place, first in enumerate(changes):
                standing_then = [r for r in its if r.in_force(first)]
                for klass, form in kinds:
                    needs = needs_from_rules(standing_then, klass=klass, form=form)
                    self._masks[stage, klass, form, place] = self.items.masks(needs)

    def masks(self, stage: str, klass: str, form: str, day: date) -> tuple[int, ...]:
        """What the stage needed of such a project on the day; of one of an unknown kind nothing is known."""
        place = bisect.bisect_right(self._changes[stage], day) - 1
        return self._masks.get((stage, klass, form, place), _NEVER)


def _changes(its: Iterable[Rule]) -> list[date]:
    """The days on which the rules of a stage begin to differ."""
    days = {r.since for r in its} | {r.until + timedelta(days=1) for r in its if r.until}
    return sorted(days | {date.min})
