"""Which evidence a project has for its stages, and by which profile (口径) it counts as landed (domain.md D1)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhuchao.projects.engine.needs import Need

#: Stands in a profile for the first money that was verified.
MONEY = "money"


class Items:
    """What a project may hold, one bit each, so that a hundred thousand projects are judged at once."""

    def __init__(self) -> None:
        self._bits: dict[tuple[str, str], int] = {}

    def bit(self, kind: str, code: str) -> int:
        """The bit of a field, paper or contract; ``any`` is of papers, money has one bit for all its kinds."""
        key = (kind, "" if kind == "money" else code)
        return self._bits.setdefault(key, 1 << len(self._bits))

    def codes(self, kind: str) -> dict[str, int]:
        """The codes of that kind that any need named, with their bits."""
        return {code: bit for (its, code), bit in self._bits.items() if its == kind}

    def masks(self, needs: Iterable[Need]) -> tuple[int, ...]:
        """One mask a need that blocks: the bits of which one is enough."""
        return tuple(self._mask(need) for need in needs if need.blocks)

    def _mask(self, need: Need) -> int:
        kind = "paper" if need.kind == "any" else need.kind
        found = 0
        for code in need.codes:
            found |= self.bit(kind, code)
        return found


def complete(held: int, masks: Sequence[int]) -> bool:
    """True when what is held meets every need. The same answer as ``needs.missing`` without waivers: a stage that was
    passed on somebody's word is no evidence."""
    return all(held & mask for mask in masks)


@dataclass(frozen=True, slots=True)
class Profile:
    """A landing profile: every stage of ``all_of`` and one group of ``any_of`` (none named: nothing more). Where the
    project's route passes no group of ``any_of`` whole, one of ``otherwise``."""

    all_of: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    otherwise: tuple[tuple[str, ...], ...] = ()

    @property
    def _parts(self) -> set[str]:
        return {*self.all_of, *(part for group in (*self.any_of, *self.otherwise) for part in group)}

    @property
    def stages(self) -> frozenset[str]:
        """Every stage that is asked for."""
        return frozenset(self._parts - {MONEY})

    @property
    def asks_money(self) -> bool:
        """True when verified money may decide."""
        return MONEY in self._parts


def profile(value: Mapping[str, object]) -> Profile:
    """The profile an entry ``projects.landing.<name>`` lays down: ``all``, ``any``, ``otherwise``."""
    return Profile(_texts(value.get("all")), _groups(value.get("any")), _groups(value.get("otherwise")))


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(str(x) for x in raw) if isinstance(raw, list) else ()


def _groups(raw: object) -> tuple[tuple[str, ...], ...]:
    return tuple(_texts(group) for group in raw) if isinstance(raw, list) else ()


def landed_by(
    profile: Profile, route: Collection[str], evidenced: Collection[str], *, money: bool
) -> tuple[str, ...]:
    """The stages (and ``money``) by which the project counts as landed; empty when it does not.

    ``evidenced`` are the stages reached with complete evidence, ``money`` whether any arrival is verified.
    """
    if not all(stage in evidenced for stage in profile.all_of):
        return ()
    passed = [group for group in profile.any_of if all(s == MONEY or s in route for s in group)]
    groups = passed or profile.otherwise
    if not groups:
        return profile.all_of
    for group in groups:
        if all(money if part == MONEY else part in evidenced for part in group):
            return (*profile.all_of, *group)
    return ()
