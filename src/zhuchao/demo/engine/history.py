"""Five years of the 示例 district as one list of acts in the order of their moments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.engine.ceremonies import CEREMONIES
from zhuchao.demo.engine.leads import leads
from zhuchao.demo.engine.lives import Frame, Life
from zhuchao.demo.engine.meetings import meetings
from zhuchao.demo.engine.occasions import occasions
from zhuchao.demo.engine.portfolio import lives
from zhuchao.demo.engine.records import records

#: The history ends here; what would come after it has not happened.
LAST = date(2026, 11, 20)
PROJECTS = 300


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides the history. ``routes`` maps class and form to the stages passed, ``division`` is the district's
    code, ``projects`` how many of the lives are taken."""

    seed: int
    routes: Mapping[tuple[str, str], Sequence[str]]
    division: str
    projects: int = PROJECTS


@dataclass(frozen=True, slots=True)
class History:
    """The lives by key and every act up to the moment asked."""

    lives: Mapping[str, Life]
    acts: Sequence[Act]


def history(plan: Plan, *, until: datetime) -> History:
    """The acts that were done by ``until``, the same for the same plan."""
    frame = Frame(plan.routes, CEREMONIES, LAST)
    chosen = _some(lives(frame, seed=plan.seed), plan.projects)
    # The order of acts of one moment is theirs in this list: a ceremony is held before its contracts are written down.
    acts = occasions(chosen, seed=plan.seed, last=LAST)
    for life in chosen:
        acts += leads(life, seed=plan.seed, last=LAST)
        kept = records(life, seed=plan.seed, division=plan.division, last=LAST)
        opened = next(act.at for act in kept if act.verb == "open")
        acts += kept + meetings(life, seed=plan.seed, last=LAST, opened=opened)
    done = sorted((act for act in acts if act.at <= until), key=lambda act: act.at)
    return History({life.key: life for life in chosen}, done)


def _some(found: Sequence[Life], wanted: int) -> Sequence[Life]:
    """``wanted`` of the lives, spread over the years; those with flaws first where few are wanted."""
    if wanted >= len(found):
        return found
    flawed = [life for life in found if life.flaws]
    plain = [life for life in found if not life.flaws]
    half = flawed[:: max(1, len(flawed) // max(1, wanted // 2))][: wanted // 2]
    rest = wanted - len(half)
    others = plain[:: max(1, len(plain) // max(1, rest))][:rest]
    return sorted([*half, *others], key=lambda life: life.key)
